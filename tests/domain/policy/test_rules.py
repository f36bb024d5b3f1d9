"""What a rule and a policy may be, how they are stored, and what the set-up offers."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from custom_components.ring_guard.domain.model import (
    Assurance,
    Effect,
    FindingKind,
    Level,
    Terms,
    from_plain,
    to_canonical_json,
    to_plain,
)
from custom_components.ring_guard.domain.policy import (
    ATTRIBUTES,
    DEFAULT_PRESET,
    PRESET_RULE_NAMES,
    PRESETS,
    PROBLEM_KEYS,
    Among,
    AssuranceAtLeast,
    Attribute,
    Condition,
    FootageOlderThan,
    Policy,
    PresetName,
    Rule,
    TimeOfDay,
    WindowLongerThan,
    decide,
    prepare,
    validate,
)

from .test_households import EVENING, asking

NO_LIMITS = Terms()
FEDERAL = Among(attribute=Attribute.LEVEL, values=frozenset({Level.FEDERAL}))
ONE_OF_EACH: tuple[Condition, ...] = (
    FEDERAL,
    AssuranceAtLeast(at_least=Assurance.CALLED_BACK, negated=True),
    WindowLongerThan(length=timedelta(minutes=10)),
    FootageOlderThan(age=timedelta(days=3)),
    TimeOfDay(start=time(22, 30), end=time(6)),
)


def rule(effect: Effect | None, *conditions: Condition, terms: Terms = NO_LIMITS, name: str = "rule") -> Rule:
    return Rule(id="rule", name=name, effect=effect, conditions=conditions, terms=terms)


def test_every_kind_of_condition_comes_back_as_itself():
    stored = to_plain(rule(Effect.DECLINE, *ONE_OF_EACH))
    assert [one["kind"] for one in stored["conditions"]] == [one.kind for one in ONE_OF_EACH]
    assert from_plain(Rule, stored).conditions == ONE_OF_EACH


def test_a_stored_rule_with_an_unknown_kind_of_condition_is_refused():
    stored = to_plain(rule(Effect.DECLINE, FEDERAL))
    stored["conditions"][0]["kind"] = "moon_phase"
    with pytest.raises(ValueError):
        from_plain(Rule, stored)


@pytest.mark.parametrize(
    ("refused", "problem"),
    [
        (rule(Effect.DECLINE, name=" "), "rule_name_missing"),
        (rule(None, FEDERAL), "rule_does_nothing"),
        (rule(Effect.GRANT), "grant_needs_who"),
        (rule(Effect.GRANT, replace(FEDERAL, negated=True)), "grant_needs_who"),
        (rule(Effect.GRANT, replace(FEDERAL, values=frozenset(Level))), "grant_needs_who"),
        (rule(Effect.GRANT, AssuranceAtLeast(at_least=Assurance.CALLED_BACK)), "grant_needs_who"),
        (rule(Effect.DECLINE, replace(FEDERAL, values=frozenset())), "condition_without_values"),
        (rule(Effect.DECLINE, replace(FEDERAL, values=frozenset({"galactic"}))), "condition_value_unknown"),
        (rule(Effect.DECLINE, WindowLongerThan(length=timedelta())), "condition_length_not_positive"),
        (rule(Effect.DECLINE, FootageOlderThan(age=-timedelta(days=1))), "condition_length_not_positive"),
        (rule(Effect.DECLINE, TimeOfDay(start=time(6), end=time(6))), "condition_times_equal"),
    ],
)
def test_a_rule_that_cannot_be_meant_is_refused(refused: Rule, problem: str):
    assert validate(refused) == problem
    assert problem in PROBLEM_KEYS


def test_a_rule_that_says_who_or_sets_a_limit_may_be_saved():
    named = Among(attribute=Attribute.AGENCY, values=frozenset({"springfield_fd"}))
    limit = Terms(longest_clip=timedelta(seconds=30))
    good = [
        rule(Effect.DECLINE, *ONE_OF_EACH),
        rule(Effect.GRANT, named),
        rule(None, terms=limit),
        rule(Effect.CONFIRM),
    ]
    assert [validate(one) for one in good] == [None] * 4


def test_a_policy_never_grants_by_default_and_holds_each_id_once():
    with pytest.raises(ValueError):
        Policy(default=Effect.GRANT)
    with pytest.raises(ValueError):
        Policy(rules=(rule(Effect.DECLINE), rule(Effect.CONFIRM)))


def test_an_unknown_time_zone_is_refused_when_a_policy_is_prepared():
    for name in ("Mars/Olympus", "../etc", ""):
        with pytest.raises(ValueError):
            prepare(Policy(time_zone=name))


def test_the_digest_changes_with_the_policy_and_its_text_gives_it_back():
    policy = PRESETS[DEFAULT_PRESET].policy(cameras=frozenset({"front"}), time_zone="Europe/Berlin")
    longer = replace(policy, terms=Terms(longest_clip=timedelta(seconds=61)))
    assert policy.digest != longer.digest
    kept = from_plain(Policy, to_plain(policy))
    assert (kept.digest, to_canonical_json(kept)) == (policy.digest, to_canonical_json(policy))
    assert decide(asking(), kept) == decide(asking(), policy)


@pytest.mark.parametrize("name", PresetName)
def test_presets_are_made_of_rules_that_anybody_could_save(name: PresetName):
    preset = PRESETS[name]
    assert preset.name is name
    assert [validate(one) for one in preset.rules] == [None] * len(preset.rules)
    assert {one.name for one in preset.rules} <= set(PRESET_RULE_NAMES)
    assert preset.terms == Terms(
        longest_clip=timedelta(seconds=60), sound=False, link_life=timedelta(days=3), downloads=3
    )


def test_every_attribute_can_be_read():
    assert set(ATTRIBUTES) == set(Attribute)


def test_what_was_not_noticed_is_never_proven_absent():
    quiet = Among(attribute=Attribute.FINDING, values=frozenset({FindingKind.PROTEST}), negated=True)
    policy = Policy(rules=(rule(Effect.DECLINE, quiet),))
    decision = decide(asking(received_at=EVENING), policy)
    assert decision.effect is Effect.CONFIRM
