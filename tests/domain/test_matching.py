"""Which message is the same request again: what attackers try with repeats, reminders and borrowed codes."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.ring_guard.domain.lifecycle import (
    TRANSITIONS,
    UNDER_WAY,
    Choice,
    Life,
    State,
    amend,
    expire,
    redecide,
    repeat,
)
from custom_components.ring_guard.domain.matching import (
    WORDS_HOLD,
    Match,
    Relation,
    adds,
    links,
    match_key,
    merged,
    relate,
)
from custom_components.ring_guard.domain.model import (
    Area,
    Assurance,
    AssuredParty,
    Contact,
    Demand,
    Effect,
    Finding,
    FindingKind,
    FootageRequest,
    IncidentType,
    Level,
    Requester,
    Severity,
    System,
    Terms,
    Window,
)

from . import whole_model as drawn
from .examples import ANSWER_WITHIN, ASKED, HOUR, MINUTE, NOON, a_decision, a_life, a_request, in_state, yes

DAY = timedelta(days=1)
CASE: dict[str, Any] = {"reference": "CR-2026-0042"}
MILD = Finding(kind=FindingKind.PRESSURE, severity=Severity.NOTICE)
HARD = Finding(kind=FindingKind.PRESSURE, severity=Severity.SUSPICIOUS)
SETTLED_OR_STANDING = [
    State.AWAITING_CONFIRMATION,
    *sorted(UNDER_WAY),
    State.READY,
    State.DECLINED,
    State.WITHDRAWN,
]

WIDER: dict[str, tuple[dict, dict]] = {
    "an earlier start": ({}, {"window": Window(start=ASKED.start - MINUTE, end=ASKED.end)}),
    "a later end": ({}, {"window": Window(start=ASKED.start, end=ASKED.end + timedelta(microseconds=1))}),
    "another day": ({}, {"window": Window(start=ASKED.start + DAY, end=ASKED.end + DAY)}),
    "any time": ({}, {"window": None}),
    "one more camera": ({}, {"cameras": frozenset({"front", "garden"})}),
    "another camera": ({}, {"cameras": frozenset({"garden"})}),
    "all cameras": ({}, {"cameras": None}),
    "a demand with weight": ({}, {"demands": frozenset({Demand.COURT_ORDER})}),
    "one more demand": ({}, {"demands": frozenset({Demand.VOLUNTARY, Demand.EMERGENCY_CLAIM})}),
    "another incident": (
        {"incident_types": frozenset({IncidentType.LOST_PET})},
        {"incident_types": frozenset({IncidentType.IMMIGRATION})},
    ),
    "any incident": ({"incident_types": frozenset({IncidentType.LOST_PET})}, {"incident_types": frozenset()}),
    "an incident where none was named": ({}, {"incident_types": frozenset({IncidentType.PROTEST})}),
    "another name": ({}, {"requester": Requester(claimed_name="Somebody else")}),
    "one more agency": ({}, {"requester": Requester(claimed_agencies=frozenset({"ice"}))}),
    "one more level": ({}, {"requester": Requester(claimed_levels=frozenset({Level.FEDERAL}))}),
    "more that is possible": (
        {"requester": Requester(possible_levels=frozenset({Level.COUNTY}))},
        {"requester": Requester(possible_levels=frozenset({Level.COUNTY, Level.FEDERAL}))},
    ),
    "another contact": ({}, {"contact": Contact(email="officer@example.net")}),
    "another place": ({}, {"area": Area(description="Oak Street")}),
    "a finding": ({}, {"findings": (MILD,)}),
    "a graver finding": ({"findings": (MILD,)}, {"findings": (HARD,)}),
    "a link": ({}, {"text": "Reminder: https://example.net/upload"}),
    "a link in the title": ({}, {"title": "www.example.net/upload"}),
    "a link that differs far behind": (
        {"text": f"https://example.com/{'a' * 600}"},
        {"text": f"https://example.com/{'a' * 600}@example.net"},
    ),
}
"""What a "reminder" may try to slip in: what was said before, and what is said now."""

NO_MORE: dict[str, dict] = {
    "the very same": {},
    "other words": {"title": "Reminder", "text": "We still wait for your answer."},
    "fewer seconds": {"window": Window(start=ASKED.start, end=ASKED.start + timedelta(seconds=5))},
    "another deadline": {"reply_by": NOON + HOUR},
    "a later arrival": {"id": "second", "arrival_id": "second", "received_at": NOON + 3 * DAY},
}


def answered(older: list[Life], **said) -> Match:
    """Relate a message with the case's reference."""
    request = a_request(**({"id": "second", "arrival_id": "second"} | CASE | said))
    return relate(request, older)


class TestKey:
    def test_reference_makes_the_key_however_it_is_spaced_and_whatever_is_said(self) -> None:
        one = a_request(reference="CR 2026  0042", text="First")
        two = a_request(reference=" cr 2026 0042", text="Second", origin="phone:other")

        assert match_key(one) == match_key(two)

    def test_same_words_without_a_reference_share_a_key(self) -> None:
        assert match_key(a_request(text="May I  see\nyour video?")) == match_key(
            a_request(text="may i see your VIDEO?")
        )

    @pytest.mark.parametrize(
        "other",
        [{"system": System.AXON_COMMUNITY_REQUEST}, {"reference": "CR-2026-0043"}, {"reference": None}],
    )
    def test_another_system_or_reference_has_another_key(self, other: dict) -> None:
        assert match_key(a_request(**CASE)) != match_key(a_request(**(CASE | other)))

    def test_text_cannot_pose_as_a_reference(self) -> None:
        assert match_key(a_request(title="", text="CR-2026-0042")) != match_key(a_request(**CASE))

    def test_messages_without_words_are_not_each_other(self) -> None:
        one, two = (a_request(title=" ", text="\n", arrival_id=arrival) for arrival in ("first", "second"))

        assert match_key(one) != match_key(two)

    @given(drawn.requests())
    def test_every_request_has_a_short_plain_key(self, request: FootageRequest) -> None:
        key = match_key(request)

        assert len(key) == 32
        assert set(key) <= set("0123456789abcdef")
        assert match_key(replace(request, origin="elsewhere")) == key


class TestAdding:
    @pytest.mark.parametrize("name", WIDER)
    def test_anything_more_counts_as_more(self, name: str) -> None:
        before, after = WIDER[name]

        assert adds(a_request(**before), a_request(**(before | after)))

    @pytest.mark.parametrize("name", NO_MORE)
    def test_nothing_more_counts_as_nothing_more(self, name: str) -> None:
        assert not adds(a_request(), a_request(**NO_MORE[name]))

    def test_window_stated_at_last_lets_a_request_grow(self) -> None:
        assert adds(a_request(window=None), a_request())

    @given(drawn.requests())
    def test_request_adds_nothing_to_itself(self, request: FootageRequest) -> None:
        assert not adds(request, request)
        assert not adds(request, replace(request, id="second", arrival_id="second", received_at=NOON))

    @settings(max_examples=30)
    @given(drawn.requests(), drawn.requests())
    def test_what_adds_nothing_asks_for_no_more_time_cameras_or_weight(
        self, old: FootageRequest, new: FootageRequest
    ) -> None:
        # Two drawn requests almost always differ in something, so the second borrows what cannot be compared.
        new = replace(
            new, contact=old.contact, area=old.area, findings=old.findings, requester=old.requester, text=old.text
        )
        new = replace(new, title=old.title)
        if adds(old, new):
            return
        assert old.window is None or (new.window is not None and old.window.contains(new.window))
        assert old.cameras is None or (new.cameras is not None and new.cameras <= old.cameras)
        assert new.demands <= old.demands
        assert new.incident_types <= old.incident_types
        assert bool(new.incident_types) == bool(old.incident_types)

    def test_links_are_found_whole_and_in_any_case(self) -> None:
        request = a_request(
            title="HTTP://EXAMPLE.COM", text="<a href='https://example.net/x?y=1'>here</a> www.example.org"
        )

        assert links(request) == {"HTTP://EXAMPLE.COM", "https://example.net/x?y=1", "www.example.org"}


class TestRelation:
    def test_first_message_is_new(self) -> None:
        assert answered([]) == Match(relation=Relation.NEW)

    @pytest.mark.parametrize("name", NO_MORE)
    @pytest.mark.parametrize("state", SETTLED_OR_STANDING)
    def test_reminder_joins_what_stands_or_was_settled(self, state: State, name: str) -> None:
        life = in_state(state)
        life = replace(life, request=replace(life.request, **CASE))

        assert answered([life], **NO_MORE[name]) == Match(relation=Relation.REPEATS, life=life)

    @pytest.mark.parametrize("state", [State.EXPIRED, State.NO_FOOTAGE, State.FAILED])
    def test_reminder_after_an_end_that_nobody_chose_is_a_new_request_that_names_the_old_one(
        self, state: State
    ) -> None:
        life = in_state(state)

        assert answered([life]) == Match(relation=Relation.LINKED, life=life)

    @pytest.mark.parametrize("name", WIDER)
    def test_wider_reminder_amends_what_waits(self, name: str) -> None:
        before, after = WIDER[name]
        life = a_life(**(CASE | before))

        assert answered([life], **(before | after)) == Match(relation=Relation.AMENDS, life=life)

    @pytest.mark.parametrize("name", WIDER)
    @pytest.mark.parametrize(
        "state", [state for state in SETTLED_OR_STANDING if state is not State.AWAITING_CONFIRMATION]
    )
    def test_wider_reminder_after_the_answer_is_a_request_of_its_own(self, state: State, name: str) -> None:
        before, after = WIDER[name]
        life = in_state(state)
        life = replace(life, request=replace(life.request, **(CASE | before)))

        assert answered([life], **(before | after)) == Match(relation=Relation.LINKED, life=life)

    @pytest.mark.parametrize("state", SETTLED_OR_STANDING)
    def test_code_that_many_residents_received_lends_nothing_to_another_origin(self, state: State) -> None:
        life = in_state(state)

        assert answered([life], origin="webhook:other") == Match(relation=Relation.LINKED, life=life)

    @pytest.mark.parametrize(
        "requester",
        [
            Requester(assurance=Assurance.CONTRADICTED),
            Requester(assurance=Assurance.DOMAIN_VERIFIED),
            Requester(proven_agency="springfield_pd"),
            Requester(assured=AssuredParty.PLATFORM),
        ],
    )
    def test_another_assurance_is_another_request(self, requester: Requester) -> None:
        life = a_life(**CASE)

        assert answered([life], requester=requester) == Match(relation=Relation.LINKED, life=life)

    def test_same_words_of_the_same_sender_join_while_they_can_mean_the_same(self) -> None:
        life = in_state(State.DECLINED)
        again = a_request(received_at=life.changed_at + WORDS_HOLD)

        assert relate(again, [life]).relation is Relation.REPEATS

    @pytest.mark.parametrize("state", [State.DECLINED, State.WITHDRAWN, State.READY])
    def test_same_words_a_season_later_are_another_request(self, state: State) -> None:
        life = in_state(state)
        again = a_request(received_at=life.changed_at + WORDS_HOLD + MINUTE)

        assert relate(again, [life]) == Match(relation=Relation.LINKED, life=life)

    def test_reference_names_its_case_for_ever(self) -> None:
        life = replace(in_state(State.DECLINED), request=a_request(**CASE))

        assert answered([life], received_at=NOON + 400 * DAY).relation is Relation.REPEATS

    def test_same_words_from_elsewhere_are_only_linked(self) -> None:
        life = a_life()

        assert relate(a_request(origin="phone:other"), [life]).relation is Relation.LINKED

    def test_senders_own_request_is_found_behind_a_strangers_newer_one(self) -> None:
        own, strangers = a_life(**CASE), a_life(**CASE, origin="webhook:other")

        assert answered([strangers, own]) == Match(relation=Relation.REPEATS, life=own)

    def test_newest_of_a_senders_requests_counts(self) -> None:
        newest, oldest = a_life(**CASE), replace(in_state(State.DECLINED), request=a_request(**CASE))

        assert answered([newest, oldest], cameras=None) == Match(relation=Relation.AMENDS, life=newest)

    @settings(max_examples=30)
    @given(drawn.requests(), drawn.lives, st.booleans())
    def test_nothing_joins_that_is_from_elsewhere_or_adds_something(
        self, request: FootageRequest, life: Life, same: bool
    ) -> None:
        if same:
            life = replace(life, request=replace(request, cameras=None))
        match = relate(request, [life])

        if match.relation in {Relation.REPEATS, Relation.AMENDS}:
            assert match.life is life
            assert life.request.origin == request.origin
            assert life.request.requester.assurance is request.requester.assurance
        if match.relation is Relation.REPEATS:
            assert not adds(life.request, request)
        if match.relation is Relation.AMENDS:
            assert life.state is State.AWAITING_CONFIRMATION


class TestConsequences:
    @settings(max_examples=30)
    @given(drawn.lives)
    def test_repeat_never_changes_offer_terms_approvals_state_or_deadline(self, life: Life) -> None:
        after = repeat(life)

        assert replace(after, version=life.version, repeats=life.repeats) == life
        assert (after.version, after.repeats) == (life.version + 1, life.repeats + 1)

    @settings(max_examples=30)
    @given(drawn.requests(), drawn.requests(), drawn.terms, drawn.terms, st.sampled_from(Effect))
    def test_amendment_is_no_looser_and_voids_approvals(
        self, old: FootageRequest, new: FootageRequest, first: Terms, second: Terms, effect: Effect
    ) -> None:
        before = replace(a_life(terms=first), request=old, approvals=yes(a_life()).approvals)
        after = amend(before, merged(old, new), a_decision(effect, second), now=NOON)

        assert after.offer.terms.no_looser_than(before.offer.terms)
        assert after.offer.terms.no_looser_than(second)
        assert after.approvals == ()
        assert after.due in {before.due, None}
        assert after.state is before.state or after.state in TRANSITIONS[before.state]
        assert after.state in {State.AWAITING_CONFIRMATION, State.DECLINED}

    @settings(max_examples=30)
    @given(drawn.requests(), drawn.requests())
    def test_amended_request_forgets_nothing_that_counted_against_it(
        self, old: FootageRequest, new: FootageRequest
    ) -> None:
        both = merged(old, new)

        for side in (old, new):
            assert both.demands >= side.demands
            assert both.requester.claimed_levels >= side.requester.claimed_levels
            assert both.requester.claimed_agencies >= side.requester.claimed_agencies
            assert both.requester.possible_levels >= side.requester.possible_levels
            assert both.requester.claimed_lists >= side.requester.claimed_lists
            assert both.requester.proven_lists <= side.requester.proven_lists
            assert both.requester.possible_lists is None or (
                side.requester.possible_lists is not None
                and both.requester.possible_lists >= side.requester.possible_lists
            )
            assert {found.kind for found in both.findings} >= {found.kind for found in side.findings}
            assert both.suspicious or not side.suspicious
            assert not both.incident_types or both.incident_types >= side.incident_types > frozenset()
        assert (both.window, both.cameras, both.text) == (new.window, new.cameras, new.text)

    def test_findings_do_not_pile_up_however_often_a_request_is_amended(self) -> None:
        request = a_request()
        for number in range(20):
            request = merged(request, a_request(findings=(replace(HARD, evidence=f"Hurry {number}!"), MILD)))

        assert len(request.findings) == 2

    def test_mild_first_wider_later_puts_another_question_to_both_approvers(self) -> None:
        mild = yes(a_life(terms=Terms(longest_clip=MINUTE, approvals=2), **CASE))
        wider = a_request(**CASE, cameras=None, requester=Requester(claimed_agencies=frozenset({"ice"})))
        grown = amend(mild, merged(mild.request, wider), a_decision(terms=Terms()), now=NOON + MINUTE)

        assert grown.approvals_missing == 2
        assert grown.offer.mark != mild.offer.mark
        assert grown.offer.terms == mild.offer.terms
        assert grown.due == mild.due

    def test_reminder_does_not_bring_an_answered_request_back(self) -> None:
        declined = in_state(State.DECLINED)
        after = repeat(declined)

        assert after.state is State.DECLINED
        assert redecide(after, a_decision(Effect.GRANT), now=NOON) is None

    def test_reminder_does_not_put_off_the_deadline(self) -> None:
        waiting = repeat(a_life())

        assert expire(waiting, now=NOON + ANSWER_WITHIN).state is State.EXPIRED

    def test_seconds_chosen_for_the_mild_request_do_not_carry_over(self) -> None:
        part = Window(start=ASKED.start, end=ASKED.start + timedelta(seconds=5))
        chosen = yes(a_life(terms=Terms(approvals=2)), choice=Choice(window=part))
        grown = amend(chosen, a_request(cameras=None), a_decision(), now=NOON)

        assert grown.offer.window == ASKED
