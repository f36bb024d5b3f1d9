"""Each floor by itself: a request that a rule grants, changed in the one thing that the floor looks at."""

from dataclasses import replace
from datetime import timedelta

import pytest

from custom_components.ring_guard.domain.model import (
    Assurance,
    AssuredParty,
    Authority,
    Demand,
    Effect,
    Finding,
    FindingKind,
    FootageRequest,
    Level,
    Mode,
    Requester,
    Severity,
    Terms,
    Window,
)
from custom_components.ring_guard.domain.policy import Among, Attribute, Policy, ReasonKey, Rule, decide

from .test_households import CAMERAS, EVENING, PROVEN_FIRE_SERVICE, asking

LOCAL = Rule(
    id="local",
    name="local",
    effect=Effect.GRANT,
    conditions=(Among(attribute=Attribute.LEVEL, values=frozenset({Level.FIRE_MEDICAL})),),
)
NAMED = Rule(
    id="named",
    name="named",
    effect=Effect.GRANT,
    conditions=(Among(attribute=Attribute.AGENCY, values=frozenset({"springfield_fd"})),),
)
ANYBODY = Rule(id="anybody", name="anybody", effect=Effect.GRANT)
GRANTING = Policy(rules=(LOCAL,), terms=Terms(longest_clip=timedelta(minutes=1)), cameras=CAMERAS)
GRANTED = asking(PROVEN_FIRE_SERVICE)


def spoken(request: FootageRequest, policy: Policy = GRANTING, mode: Mode = Mode.POLICY) -> tuple[Effect, str]:
    decision = decide(request, policy, mode)
    return decision.effect, decision.deciding.reason.key


def test_the_request_is_granted_as_long_as_no_floor_speaks():
    decision = decide(GRANTED, GRANTING)
    assert decision.effect is Effect.GRANT
    assert [ground.authority for ground in decision.grounds] == [Authority.RULE]


def test_a_grant_to_anybody_at_all_is_asked_about():
    everybody = replace(LOCAL, conditions=(Among(attribute=Attribute.LEVEL, values=frozenset(Level)),))
    for rule in (ANYBODY, everybody):
        assert spoken(GRANTED, replace(GRANTING, rules=(rule,))) == (Effect.CONFIRM, ReasonKey.FLOOR_UNPROVEN)


def test_beside_a_grant_to_anybody_one_with_proof_still_grants():
    assert spoken(GRANTED, replace(GRANTING, rules=(ANYBODY, LOCAL)))[0] is Effect.GRANT


@pytest.mark.parametrize("assurance", [Assurance.CONTRADICTED, Assurance.UNVERIFIED])
def test_a_level_without_evidence_is_never_granted(assurance: Assurance):
    unproven = replace(PROVEN_FIRE_SERVICE, assurance=assurance, claimed_levels=frozenset({Level.FIRE_MEDICAL}))
    assert decide(asking(unproven), GRANTING).effect is Effect.CONFIRM


def test_a_platforms_word_is_enough_for_a_level_but_not_for_an_agency():
    vouched = Requester(
        possible_levels=frozenset({Level.FIRE_MEDICAL}),
        proven_agency="springfield_fd",
        assurance=Assurance.DOMAIN_VERIFIED,
        assured=AssuredParty.PLATFORM,
    )
    by_name = replace(GRANTING, rules=(NAMED,))
    assert decide(asking(vouched), GRANTING).effect is Effect.GRANT
    assert decide(asking(vouched), by_name).effect is Effect.CONFIRM
    assert decide(asking(replace(vouched, assured=AssuredParty.AGENCY)), by_name).effect is Effect.GRANT


def test_a_suspicious_finding_ends_a_grant_and_a_lesser_one_does_not():
    def found(severity: Severity) -> FootageRequest:
        return replace(GRANTED, findings=(Finding(kind=FindingKind.PRESSURE, severity=severity),))

    assert spoken(found(Severity.SUSPICIOUS)) == (Effect.CONFIRM, ReasonKey.FLOOR_SUSPICIOUS)
    assert spoken(found(Severity.CONCERN))[0] is Effect.GRANT


def test_an_emergency_claim_needs_a_person():
    urgent = replace(GRANTED, demands=frozenset({Demand.VOLUNTARY, Demand.EMERGENCY_CLAIM}))
    assert spoken(urgent) == (Effect.CONFIRM, ReasonKey.FLOOR_EMERGENCY_CLAIM)


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("default", [Effect.CONFIRM, Effect.DECLINE])
def test_a_possible_court_order_is_neither_granted_nor_declined(mode: Mode, default: Effect):
    refusing = Rule(id="all", name="all", effect=Effect.DECLINE, terms=Terms(cameras=frozenset()))
    ordered = replace(GRANTED, demands=frozenset({Demand.COURT_ORDER}))
    for rules in ((LOCAL,), (refusing,), ()):
        policy = replace(GRANTING, rules=rules, default=default)
        assert spoken(ordered, policy, mode) == (Effect.CONFIRM, ReasonKey.FLOOR_COURT_ORDER)


def test_an_administrative_demand_is_no_exception():
    demanded = replace(GRANTED, demands=frozenset({Demand.ADMINISTRATIVE}))
    assert spoken(demanded, mode=Mode.LOCKDOWN) == (Effect.DECLINE, ReasonKey.MODE_LOCKDOWN)


def test_a_request_without_a_window_needs_a_person():
    assert spoken(replace(GRANTED, window=None)) == (Effect.CONFIRM, ReasonKey.FLOOR_NO_WINDOW)


def test_a_window_may_be_as_long_as_the_longest_clip_and_no_longer():
    def long(length: timedelta) -> FootageRequest:
        return replace(GRANTED, window=Window(start=EVENING - length, end=EVENING))

    minute = timedelta(minutes=1)
    assert spoken(long(minute))[0] is Effect.GRANT
    assert spoken(long(minute + timedelta.resolution)) == (Effect.CONFIRM, ReasonKey.FLOOR_LONG_WINDOW)


def test_where_limits_leave_no_camera_nothing_leaves():
    garden = replace(GRANTING, terms=Terms(cameras=frozenset({"garden"})))
    assert spoken(replace(GRANTED, cameras=frozenset({"garden"})), garden)[0] is Effect.GRANT
    refused = (Effect.DECLINE, ReasonKey.FLOOR_NO_CAMERA_LEFT)
    assert spoken(replace(GRANTED, cameras=frozenset({"front"})), garden) == refused
    assert spoken(GRANTED, replace(GRANTING, terms=Terms(cameras=frozenset()))) == refused


def test_asking_about_everything_turns_a_grant_into_a_question():
    assert spoken(GRANTED, mode=Mode.ASK) == (Effect.CONFIRM, ReasonKey.MODE_ASK)


def test_lockdown_declines_what_would_be_granted():
    assert spoken(GRANTED, mode=Mode.LOCKDOWN) == (Effect.DECLINE, ReasonKey.MODE_LOCKDOWN)
