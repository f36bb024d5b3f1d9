"""Days in the life of a household: what each preset and a few own rules make of real requests."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest

from custom_components.ring_guard.domain.model import (
    Answer,
    Assurance,
    AssuredParty,
    Demand,
    Effect,
    Finding,
    FindingKind,
    FootageRequest,
    IncidentType,
    Level,
    Mode,
    Requester,
    Severity,
    SourceKind,
    System,
    Terms,
    Window,
)
from custom_components.ring_guard.domain.policy import (
    PRESETS,
    Among,
    Attribute,
    FootageOlderThan,
    Policy,
    PresetName,
    ReasonKey,
    Rule,
    TimeOfDay,
    WindowLongerThan,
    decide,
)

EVENING = datetime(2026, 11, 14, 19, 30, tzinfo=UTC)
HALF_A_MINUTE = Window(start=EVENING - timedelta(hours=2), end=EVENING - timedelta(hours=2) + timedelta(seconds=30))
CAMERAS = frozenset({"front", "garden"})

UNKNOWN = Requester()
FEDERAL_MAIL = Requester(
    claimed_name="Federal Bureau of Investigation",
    claimed_agencies=frozenset({"fbi"}),
    claimed_levels=frozenset({Level.FEDERAL}),
)
PROVEN_NEIGHBOUR = Requester(
    possible_levels=frozenset({Level.NEIGHBOUR}),
    assurance=Assurance.PLATFORM_VOUCHED,
    assured=AssuredParty.PLATFORM,
)
PROVEN_FIRE_SERVICE = Requester(
    possible_levels=frozenset({Level.FIRE_MEDICAL}),
    assurance=Assurance.DOMAIN_VERIFIED,
    assured=AssuredParty.AGENCY,
)
PROVEN_LOCAL_POLICE = Requester(
    possible_levels=frozenset({Level.MUNICIPAL}),
    assurance=Assurance.DOMAIN_VERIFIED,
    assured=AssuredParty.AGENCY,
)


def preset(name: PresetName, *more: Rule) -> Policy:
    policy = PRESETS[name].policy(cameras=CAMERAS, time_zone="America/New_York")
    return replace(policy, rules=(*policy.rules, *more))


def asking(requester: Requester = UNKNOWN, **what: Any) -> FootageRequest:
    plain = FootageRequest(
        id="request",
        arrival_id="arrival",
        source_kind=SourceKind.MAILBOX,
        source_id="mailbox",
        origin="",
        received_at=EVENING,
        system=System.PLAIN,
        requester=requester,
        window=HALF_A_MINUTE,
    )
    return replace(plain, **what)


def among(attribute: Attribute, *values: str, negated: bool = False) -> Among:
    return Among(attribute=attribute, values=frozenset(values), negated=negated)


@pytest.mark.parametrize("name", PresetName)
def test_mail_from_the_fbi_is_declined_under_every_preset(name: PresetName):
    decision = decide(asking(FEDERAL_MAIL), preset(name))
    assert decision.effect is Effect.DECLINE


def test_naming_the_local_police_beside_the_fbi_does_not_help():
    both = replace(FEDERAL_MAIL, claimed_levels=frozenset({Level.FEDERAL, Level.MUNICIPAL}))
    assert decide(asking(both), preset(PresetName.ASK_ME)).effect is Effect.DECLINE


def test_an_unknown_sender_is_asked_about_because_it_may_be_federal():
    decision = decide(asking(), preset(PresetName.ASK_ME))
    assert decision.effect is Effect.CONFIRM
    assert decision.deciding.reason.key == ReasonKey.RULE_MAY_MATCH
    assert dict(decision.deciding.reason.placeholders) == {"rule": "preset_federal", "attribute": "level"}
    assert decision.terms == Terms(
        longest_clip=timedelta(seconds=60), sound=False, link_life=timedelta(days=3), downloads=3
    )


def test_an_unknown_sender_is_declined_where_privacy_comes_first():
    decision = decide(asking(), preset(PresetName.PRIVACY_FIRST))
    assert decision.effect is Effect.DECLINE
    assert decision.deciding.reason.key == ReasonKey.DEFAULT
    assert [reason.key for reason in decision.milder] == [ReasonKey.MILDER_RULE_SPEAKS]


@pytest.mark.parametrize("name", PresetName)
@pytest.mark.parametrize("mode", Mode)
def test_a_claimed_warrant_comes_before_a_person_whoever_brings_it(name: PresetName, mode: Mode):
    warrant = frozenset({Demand.COURT_ORDER, Demand.ADMINISTRATIVE})
    decision = decide(asking(FEDERAL_MAIL, demands=warrant), preset(name), mode)
    assert decision.effect is Effect.CONFIRM
    assert decision.deciding.reason.key == ReasonKey.FLOOR_COURT_ORDER
    assert [reason.key for reason in decision.milder] == [ReasonKey.MILDER_NEVER]


def test_an_administrative_paper_from_ice_is_declined_like_any_other_federal_mail():
    ice = Requester(claimed_agencies=frozenset({"ice"}), claimed_levels=frozenset({Level.FEDERAL}))
    decision = decide(asking(ice, demands=frozenset({Demand.ADMINISTRATIVE})), preset(PresetName.ASK_ME))
    assert decision.effect is Effect.DECLINE


def test_an_emergency_of_a_proven_fire_service_waits_for_a_person():
    calm = decide(asking(PROVEN_FIRE_SERVICE), preset(PresetName.GOOD_NEIGHBOUR))
    urgent = asking(PROVEN_FIRE_SERVICE, demands=frozenset({Demand.EMERGENCY_CLAIM}))
    decision = decide(urgent, preset(PresetName.GOOD_NEIGHBOUR))
    assert (calm.effect, decision.effect) == (Effect.GRANT, Effect.CONFIRM)
    assert decision.deciding.reason.key == ReasonKey.FLOOR_EMERGENCY_CLAIM
    assert [reason.key for reason in decision.milder] == [ReasonKey.MILDER_NO_EMERGENCY]


def test_the_proven_neighbours_lost_dog_is_looked_for_at_once():
    dog = asking(PROVEN_NEIGHBOUR, incident_types=frozenset({IncidentType.LOST_PET}))
    decision = decide(dog, preset(PresetName.GOOD_NEIGHBOUR))
    assert decision.effect is Effect.GRANT
    assert decision.deciding.rule_id == "preset_lost_pet"
    assert decision.milder == ()
    assert decide(dog, preset(PresetName.ASK_ME)).effect is Effect.CONFIRM


def test_a_lost_dog_of_somebody_who_only_says_to_be_a_neighbour_is_asked_about():
    somebody = Requester(claimed_levels=frozenset({Level.NEIGHBOUR}))
    dog = asking(somebody, incident_types=frozenset({IncidentType.LOST_PET}))
    assert decide(dog, preset(PresetName.GOOD_NEIGHBOUR)).effect is Effect.CONFIRM


def test_a_lost_dog_in_a_forged_looking_mail_is_asked_about():
    forged = (Finding(kind=FindingKind.LOOKALIKE_NAME, severity=Severity.SUSPICIOUS),)
    dog = asking(PROVEN_NEIGHBOUR, incident_types=frozenset({IncidentType.LOST_PET}), findings=forged)
    decision = decide(dog, preset(PresetName.GOOD_NEIGHBOUR))
    assert (decision.effect, decision.deciding.reason.key) == (Effect.CONFIRM, ReasonKey.FLOOR_SUSPICIOUS)


def test_without_a_window_nothing_leaves_before_a_person_sets_one():
    dog = asking(PROVEN_NEIGHBOUR, incident_types=frozenset({IncidentType.LOST_PET}), window=None)
    decision = decide(dog, preset(PresetName.GOOD_NEIGHBOUR))
    assert (decision.effect, decision.deciding.reason.key) == (Effect.CONFIRM, ReasonKey.FLOOR_NO_WINDOW)
    assert [reason.key for reason in decision.milder] == [ReasonKey.MILDER_WINDOW_STATED]


def test_of_a_window_of_twelve_hours_a_person_picks_the_seconds():
    long = Window(start=EVENING - timedelta(hours=12), end=EVENING)
    decision = decide(asking(PROVEN_FIRE_SERVICE, window=long), preset(PresetName.GOOD_NEIGHBOUR))
    assert (decision.effect, decision.deciding.reason.key) == (Effect.CONFIRM, ReasonKey.FLOOR_LONG_WINDOW)
    assert decision.deciding.reason.placeholders == (("seconds", "60"),)


def test_of_two_cameras_only_the_one_that_every_limit_allows_is_left():
    limits = [
        Rule(id="police", name="police", effect=None, terms=Terms(cameras=frozenset({"front", "garden"}))),
        Rule(
            id="no-garden",
            name="no-garden",
            effect=None,
            conditions=(among(Attribute.LEVEL, Level.NEIGHBOUR, negated=True),),
            terms=Terms(cameras=frozenset({"front"}), approvals=2),
        ),
    ]
    policy = preset(PresetName.ASK_ME, *limits)
    decision = decide(asking(PROVEN_LOCAL_POLICE, cameras=CAMERAS), policy)
    assert (decision.effect, decision.terms.cameras, decision.terms.approvals) == (
        Effect.CONFIRM,
        frozenset({"front"}),
        2,
    )
    in_the_garden = decide(asking(PROVEN_LOCAL_POLICE, cameras=frozenset({"garden"})), policy)
    assert (in_the_garden.effect, in_the_garden.deciding.reason.key) == (
        Effect.DECLINE,
        ReasonKey.FLOOR_NO_CAMERA_LEFT,
    )


def test_a_household_that_sleeps_declines_what_it_is_asked_of_the_night():
    night = Rule(
        id="night",
        name="night",
        effect=Effect.DECLINE,
        conditions=(TimeOfDay(start=time(22), end=time(6)),),
    )
    policy = preset(PresetName.ASK_ME, night)

    def asked_of(hour: int, length: timedelta) -> Effect:
        start = datetime(2026, 11, 13, hour, tzinfo=UTC)
        window = Window(start=start, end=start + length)
        return decide(asking(PROVEN_LOCAL_POLICE, window=window), policy).effect

    # The household's clocks are five hours behind UTC.
    assert asked_of(4, timedelta(hours=6)) is Effect.DECLINE
    assert asked_of(2, timedelta(hours=2)) is Effect.CONFIRM
    assert asked_of(15, timedelta(hours=2)) is Effect.CONFIRM


def test_decline_unless_local_holds_for_one_who_only_says_to_be_local():
    unless_local = Rule(
        id="unless-local",
        name="unless-local",
        effect=Effect.DECLINE,
        conditions=(among(Attribute.LEVEL, Level.MUNICIPAL, Level.COUNTY, negated=True),),
    )
    policy = preset(PresetName.ASK_ME, unless_local)
    silent, local = asking(), asking(Requester(claimed_levels=frozenset({Level.MUNICIPAL})))
    assert decide(silent, policy).effect is decide(local, policy).effect is Effect.CONFIRM
    assert decide(asking(Requester(claimed_levels=frozenset({Level.MEDIA}))), policy).effect is Effect.DECLINE
    assert decide(asking(PROVEN_LOCAL_POLICE), policy).deciding.reason.key == ReasonKey.DEFAULT


def test_old_footage_and_long_windows_can_be_declined():
    policy = preset(
        PresetName.ASK_ME,
        Rule(id="old", name="old", effect=Effect.DECLINE, conditions=(FootageOlderThan(age=timedelta(days=7)),)),
        Rule(id="long", name="long", effect=Effect.DECLINE, conditions=(WindowLongerThan(length=timedelta(hours=12)),)),
    )
    week_old = Window(start=EVENING - timedelta(days=8), end=EVENING - timedelta(days=7, hours=20))
    week_between = Window(start=EVENING - timedelta(days=7, hours=1), end=EVENING - timedelta(days=7, hours=-1))
    all_day = Window(start=EVENING - timedelta(hours=13), end=EVENING)
    answers = [decide(asking(window=window), policy) for window in (week_old, week_between, all_day)]
    assert [one.effect for one in answers] == [Effect.DECLINE, Effect.CONFIRM, Effect.DECLINE]
    assert ("old", Answer.MAYBE) in {(ground.rule_id, ground.answer) for ground in answers[1].grounds}


def test_lockdown_declines_even_the_neighbours_dog():
    dog = asking(PROVEN_NEIGHBOUR, incident_types=frozenset({IncidentType.LOST_PET}))
    decision = decide(dog, preset(PresetName.GOOD_NEIGHBOUR), Mode.LOCKDOWN)
    assert (decision.effect, decision.deciding.reason.key) == (Effect.DECLINE, ReasonKey.MODE_LOCKDOWN)
    assert [reason.key for reason in decision.milder] == [ReasonKey.MILDER_MODE_LEFT]


def test_asking_about_everything_asks_about_the_dog_and_still_declines_the_fbi():
    policy = preset(PresetName.GOOD_NEIGHBOUR)
    dog = asking(PROVEN_NEIGHBOUR, incident_types=frozenset({IncidentType.LOST_PET}))
    assert decide(dog, policy, Mode.ASK).effect is Effect.CONFIRM
    assert decide(asking(FEDERAL_MAIL), policy, Mode.ASK).effect is Effect.DECLINE
