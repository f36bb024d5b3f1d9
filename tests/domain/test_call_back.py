"""A call back makes the one who asks better known; by itself it lets nothing out."""

from dataclasses import replace
from datetime import timedelta

import pytest

from custom_components.ring_guard.domain.lifecycle import (
    Choice,
    Life,
    Refusal,
    Refused,
    State,
    approve,
    begin,
    called_back,
    record_call_back,
    repeat,
)
from custom_components.ring_guard.domain.matching import Relation, relate
from custom_components.ring_guard.domain.model import (
    Assurance,
    AssuredParty,
    CallBack,
    Effect,
    FootageRequest,
    Level,
    Mode,
    Requester,
    SourceKind,
    System,
    Terms,
    Window,
)
from custom_components.ring_guard.domain.policy import (
    Among,
    AssuranceAtLeast,
    Attribute,
    Policy,
    Rule,
    assurance_of,
    decide,
    possible_levels,
)

from .strategies import NOON

FOUND = CallBack(
    number="+1 217 555 0100",
    name="Springfield Police Department",
    party=AssuredParty.AGENCY,
    level=Level.MUNICIPAL,
    by="approver",
    at=NOON,
)
GRANT_TO_CITY = Rule(
    id="city",
    name="City",
    effect=Effect.GRANT,
    conditions=(Among(attribute=Attribute.LEVEL, values=frozenset({"municipal"})),),
)
NO_FEDERAL = Rule(
    id="federal",
    name="Federal",
    effect=Effect.DECLINE,
    conditions=(Among(attribute=Attribute.LEVEL, values=frozenset({"federal"})),),
)
SHORT_IF_UNPROVEN = Rule(
    id="short",
    name="Short",
    effect=None,
    conditions=(AssuranceAtLeast(at_least=Assurance.CALLED_BACK, negated=True),),
    terms=Terms(longest_clip=timedelta(seconds=20)),
)
POLICY = Policy(
    rules=(GRANT_TO_CITY, NO_FEDERAL), terms=Terms(longest_clip=timedelta(minutes=1)), cameras=frozenset({"front"})
)


def request(**changes) -> FootageRequest:
    return FootageRequest(
        **{
            "id": "one",
            "arrival_id": "one",
            "source_kind": SourceKind.MAILBOX,
            "source_id": "post",
            "origin": "mailbox:post",
            "received_at": NOON,
            "system": System.PLAIN,
            "reference": "26-1",
            "text": "Springfield Police. Call 217-555-0199.",
            "requester": Requester(claimed_name="Springfield Police"),
            "window": Window(start=NOON, end=NOON + timedelta(seconds=30)),
            **changes,
        }
    )


def life(policy: Policy = POLICY, **changes) -> Life:
    asked = request(**changes)
    return begin(asked, decide(asked, policy), now=NOON, answer_within=timedelta(hours=24))


def after(before: Life, found: CallBack = FOUND, policy: Policy = POLICY, mode: Mode = Mode.POLICY) -> Life:
    decision = decide(called_back(before.request, found), policy, mode)
    return record_call_back(before, found, decision, now=NOON, mode=mode)


def test_it_is_the_best_assurance_and_names_the_level() -> None:
    known = after(life()).request.requester
    assert (assurance_of(known), possible_levels(known)) == (Assurance.CALLED_BACK, {Level.MUNICIPAL})
    assert known.assurance is Assurance.UNVERIFIED
    open_still = after(life(), replace(FOUND, level=None)).request.requester
    assert possible_levels(open_still) == frozenset(Level)


def test_milder_decision_still_waits_for_people() -> None:
    known = after(life())
    assert known.decision.effect is Effect.GRANT
    assert (known.state, known.due, known.actor) == (
        State.AWAITING_CONFIRMATION,
        NOON + timedelta(hours=24),
        "approver",
    )


def test_stricter_decision_acts_at_once() -> None:
    known = after(life(), replace(FOUND, level=Level.FEDERAL))
    assert (known.state, known.decision.effect) == (State.DECLINED, Effect.DECLINE)


def test_terms_never_get_milder_and_approvals_given_before_are_void() -> None:
    policy = replace(POLICY, rules=(SHORT_IF_UNPROVEN,), terms=Terms(approvals=2))
    waiting = life(policy, window=Window(start=NOON, end=NOON + timedelta(seconds=10)))
    once = approve(waiting, user_id="a", offer_mark=None, choice=Choice(), now=NOON, mode=Mode.POLICY)
    known = after(once, policy=policy)
    assert known.offer.terms.longest_clip == timedelta(seconds=20)
    assert (known.approvals, known.offer.mark != once.offer.mark) == ((), True)


@pytest.mark.parametrize("number", ["217-555-0199", "+1 (217) 555-0199", "2175550199"])
def test_number_from_the_message_itself_is_refused(number: str) -> None:
    with pytest.raises(Refused) as refused:
        after(life(), replace(FOUND, number=number))
    assert refused.value.refusal is Refusal.NUMBER_FROM_MESSAGE


def test_it_is_kept_after_a_no_and_refused_once_things_are_under_way_or_in_lockdown() -> None:
    declined = life(requester=Requester(claimed_levels=frozenset({Level.FEDERAL})))
    assert declined.state is State.DECLINED
    known = after(declined)
    assert (known.state, known.request.requester.call_back) == (State.DECLINED, FOUND)
    yes = approve(life(), user_id="a", offer_mark=None, choice=Choice(), now=NOON, mode=Mode.POLICY)
    for before, mode, refusal in ((yes, Mode.POLICY, Refusal.NOT_POSSIBLE), (life(), Mode.LOCKDOWN, Refusal.LOCKDOWN)):
        with pytest.raises(Refused) as refused:
            after(before, mode=mode)
        assert refused.value.refusal is refusal


def test_reminder_joins_and_keeps_it_and_what_asks_for_more_does_not_have_it() -> None:
    known = after(life())
    match = relate(request(id="two"), [known])
    assert match.relation is Relation.REPEATS
    assert repeat(known).request.requester.call_back == FOUND
    longer = request(id="three", window=Window(start=NOON, end=NOON + timedelta(seconds=50)))
    assert relate(longer, [known]).relation is Relation.AMENDS
    assert longer.requester.call_back is None
