"""What is said of policies without a request must be true of every request."""

from dataclasses import replace
from datetime import time, timedelta

from hypothesis import given, strategies as st

from custom_components.ring_guard.domain.model import Effect, FootageRequest, Level, Mode, Terms
from custom_components.ring_guard.domain.policy import Among, Attribute, Policy, Rule, TimeOfDay, decide
from custom_components.ring_guard.domain.policy.analysis import (
    ChangeKind,
    Direction,
    IdleReason,
    changes,
    idle_rules,
    loosens,
)
from tests.domain import strategies as some

from .test_properties import no_looser, whatever

FEDERAL = Among(attribute=Attribute.LEVEL, values=frozenset({Level.FEDERAL}))
FEDERAL_OR_STATE = Among(attribute=Attribute.LEVEL, values=frozenset({Level.FEDERAL, Level.STATE}))
NO_LIMITS = Terms()
A_MINUTE = Terms(longest_clip=timedelta(minutes=1))


def rule(rule_id: str, effect: Effect | None, *conditions, terms: Terms = NO_LIMITS) -> Rule:
    return Rule(id=rule_id, name=rule_id, effect=effect, conditions=conditions, terms=terms)


@st.composite
def edits(draw: st.DrawFn) -> tuple[Policy, Policy]:
    """Draw a policy and what an edit made of it: rules taken away, put in, or changed in one respect."""
    old = draw(some.policies)
    rules = [one for one in old.rules if draw(st.integers(0, 4))]
    rules = [draw(st.just(one) | variants(one)) for one in rules]
    extra = draw(st.lists(some.rules(), max_size=1))
    rules += [replace(one, id="added") for one in extra]
    return old, replace(old, rules=tuple(rules), default=draw(st.just(old.default) | st.just(Effect.DECLINE)))


def variants(one: Rule) -> st.SearchStrategy[Rule]:
    return st.one_of(
        st.sampled_from(Effect).map(lambda effect: replace(one, effect=effect)),
        some.terms.map(lambda terms: replace(one, terms=one.terms.meet(terms))),
        st.just(replace(one, conditions=one.conditions[1:])),
        some.conditions.map(lambda condition: replace(one, conditions=(*one.conditions, condition))),
    )


@whatever
@given(edits(), st.lists(some.requests | some.granting_cases().map(lambda case: case[0]), min_size=1, max_size=4))
def test_an_edit_that_is_said_not_to_loosen_loosens_no_decision(
    edit: tuple[Policy, Policy], asked: list[FootageRequest]
):
    old, new = edit
    if loosens(old, new):
        return
    for request in asked:
        for mode in Mode:
            assert no_looser(decide(request, new, mode), decide(request, old, mode))


@whatever
@given(some.cases, st.data())
def test_a_rule_that_is_said_never_to_matter_changes_nothing_when_it_goes(case, data: st.DataObject):
    request, policy = case
    doubled = [data.draw(variants(one)) for one in policy.rules]
    policy = replace(policy, rules=(*policy.rules, *(replace(one, id=f"{one.id}-2") for one in doubled)))
    for idle in idle_rules(policy):
        without = replace(policy, rules=tuple(one for one in policy.rules if one.id != idle.rule_id))
        before, after = decide(request, policy), decide(request, without)
        assert (before.effect, before.terms) == (after.effect, after.terms)


def test_a_stricter_and_wider_rule_shadows_a_narrow_one():
    wide, narrow = rule("a", Effect.DECLINE, FEDERAL_OR_STATE), rule("b", Effect.CONFIRM, FEDERAL)
    (idle,) = idle_rules(Policy(rules=(wide, narrow)))
    assert (idle.rule_id, idle.reason, idle.shadowed_by) == ("b", IdleReason.SHADOWED, "a")


def test_of_two_equal_rules_only_the_later_one_is_idle():
    twins = rule("a", Effect.DECLINE, FEDERAL), rule("b", Effect.DECLINE, FEDERAL)
    assert [idle.rule_id for idle in idle_rules(Policy(rules=twins))] == ["b"]


def test_a_rule_with_limits_of_its_own_is_not_idle():
    wide, narrow = rule("a", Effect.DECLINE), rule("b", None, FEDERAL, terms=A_MINUTE)
    assert idle_rules(Policy(rules=(wide, narrow))) == ()
    assert [idle.rule_id for idle in idle_rules(Policy(rules=(wide, narrow), terms=A_MINUTE))] == ["b"]


def test_a_rule_about_a_camera_that_is_gone_is_idle():
    gone = rule("a", Effect.DECLINE, Among(attribute=Attribute.CAMERA, values=frozenset({"shed"})))
    (idle,) = idle_rules(Policy(rules=(gone,), cameras=frozenset({"front"})))
    assert idle.reason is IdleReason.CAMERA_UNKNOWN


def test_a_grant_that_asks_for_proof_of_absence_is_idle():
    absent = Among(attribute=Attribute.FINDING, values=frozenset({"pressure"}), negated=True)
    (idle,) = idle_rules(Policy(rules=(rule("a", Effect.GRANT, FEDERAL, absent),)))
    assert idle.reason is IdleReason.NEVER_CERTAIN


def test_changes_name_each_rule_and_what_its_change_does():
    old = Policy(rules=(rule("a", Effect.DECLINE, FEDERAL), rule("b", Effect.CONFIRM, FEDERAL)), terms=A_MINUTE)
    new = Policy(
        rules=(rule("a", Effect.DECLINE, FEDERAL_OR_STATE), rule("c", Effect.GRANT, FEDERAL_OR_STATE)),
        default=Effect.DECLINE,
        terms=A_MINUTE,
    )
    found = [(change.rule_id, change.kind, change.direction) for change in changes(old, new)]
    assert found == [
        (None, ChangeKind.CHANGED, Direction.TIGHTER),
        ("a", ChangeKind.CHANGED, Direction.TIGHTER),
        ("b", ChangeKind.REMOVED, Direction.TIGHTER),
        ("c", ChangeKind.ADDED, Direction.LOOSER),
    ]


def test_a_longer_clip_a_milder_default_and_a_new_grant_each_loosen():
    agreed = Policy(rules=(rule("a", Effect.DECLINE, FEDERAL),), default=Effect.DECLINE, terms=A_MINUTE)
    assert loosens(agreed, replace(agreed, terms=Terms(longest_clip=timedelta(minutes=2))))
    assert loosens(agreed, replace(agreed, default=Effect.CONFIRM))
    assert loosens(agreed, replace(agreed, rules=(*agreed.rules, rule("b", Effect.GRANT, FEDERAL))))
    assert loosens(agreed, replace(agreed, rules=()))


def test_the_same_policy_and_a_shorter_clip_loosen_nothing():
    agreed = Policy(rules=(rule("a", Effect.DECLINE, FEDERAL),), terms=A_MINUTE)
    assert not loosens(agreed, agreed)
    assert not loosens(agreed, replace(agreed, terms=Terms(longest_clip=timedelta(seconds=30))))


def test_a_change_that_is_both_tighter_and_looser_is_called_unclear():
    old = Policy(rules=(rule("a", Effect.DECLINE, FEDERAL),))
    state = Among(attribute=Attribute.LEVEL, values=frozenset({Level.STATE}))
    (change,) = changes(old, replace(old, rules=(rule("a", Effect.DECLINE, state),)))
    assert (change.kind, change.direction) == (ChangeKind.CHANGED, Direction.UNCLEAR)


def test_a_rule_that_repeats_another_changes_nothing():
    old = Policy(rules=(rule("a", Effect.DECLINE, FEDERAL_OR_STATE),))
    (change,) = changes(old, replace(old, rules=(*old.rules, rule("b", Effect.DECLINE, FEDERAL))))
    assert (change.kind, change.direction) == (ChangeKind.ADDED, Direction.NEITHER)


def test_other_cameras_or_clocks_count_as_loosening_where_a_rule_looks_at_them():
    night = rule("night", Effect.DECLINE, TimeOfDay(start=time(22), end=time(6)))
    front = rule("front", Effect.DECLINE, Among(attribute=Attribute.CAMERA, values=frozenset({"front"})))
    for one, elsewhere in ((night, {"time_zone": "Europe/Berlin"}), (front, {"cameras": frozenset({"back"})})):
        old = Policy(rules=(one,), cameras=frozenset({"front"}))
        assert loosens(old, replace(old, **elsewhere))
        bare = replace(old, rules=())
        assert not loosens(bare, replace(bare, **elsewhere))
