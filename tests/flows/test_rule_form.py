"""A rule and the form's answers become each other without loss."""

from datetime import time, timedelta

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.ring_guard.domain.model import Assurance, Effect, Level, Terms
from custom_components.ring_guard.domain.policy import (
    ATTRIBUTES,
    Among,
    AssuranceAtLeast,
    Attribute,
    FootageOlderThan,
    Rule,
    TimeOfDay,
    WindowLongerThan,
)
from custom_components.ring_guard.flows.rule_form import ASSURANCES, answers_from, form_problem, rule_from

FREE_VALUES = ("front", "garden", "fbi")
DOMAINS = ("springfield.gov", "example.org")
lengths = st.integers(1, 10**7).map(lambda seconds: timedelta(seconds=seconds))
clock_times = st.times().map(lambda moment: moment.replace(microsecond=0, fold=0))


@st.composite
def among(draw: st.DrawFn, attribute: Attribute) -> Among:
    free = DOMAINS if attribute is Attribute.DOMAIN else FREE_VALUES
    values = sorted(ATTRIBUTES[attribute].vocabulary or free)
    chosen = draw(st.frozensets(st.sampled_from(values), min_size=1))
    return Among(attribute=attribute, values=chosen, negated=draw(st.booleans()))


def perhaps[T](strategy: st.SearchStrategy[T]) -> st.SearchStrategy[tuple[T, ...]]:
    return st.one_of(st.just(()), strategy.map(lambda value: (value,)))


@st.composite
def conditions(draw: st.DrawFn) -> tuple:
    """Draw what the form has a place for, in the order of its places."""
    either_way = [st.just(False), st.just(True)]
    assurance = st.sampled_from(list(ASSURANCES.values()))
    kinds: list[st.SearchStrategy] = [among(attribute) for attribute in Attribute]
    kinds += [st.builds(AssuranceAtLeast, at_least=assurance, negated=negated) for negated in either_way]
    kinds += [st.builds(WindowLongerThan, length=lengths, negated=negated) for negated in either_way]
    kinds += [st.builds(FootageOlderThan, age=lengths, negated=negated) for negated in either_way]
    kinds.append(st.builds(TimeOfDay, start=clock_times, end=clock_times, negated=st.booleans()))
    return tuple(condition for kind in kinds for condition in draw(perhaps(kind)))


terms = st.builds(
    Terms,
    longest_clip=st.none() | st.integers(1, 3600).map(lambda seconds: timedelta(seconds=seconds)),
    longest_total=st.none() | st.integers(1, 14_400).map(lambda seconds: timedelta(seconds=seconds)),
    sound=st.booleans(),
    cameras=st.none() | st.frozensets(st.sampled_from(FREE_VALUES), min_size=1),
    masks=st.frozensets(st.sampled_from(FREE_VALUES)),
    most_lines=st.none() | st.integers(64, 4320),
    approvals=st.integers(1, 10),
    cool_down=st.integers(0, 86_400).map(lambda seconds: timedelta(seconds=seconds)),
    link_life=st.none() | lengths,
    downloads=st.none() | st.integers(1, 5),
)
rules = st.builds(
    Rule,
    id=st.just("rule"),
    name=st.text(min_size=1, max_size=10).map(str.strip),
    effect=st.none() | st.sampled_from(Effect),
    conditions=conditions(),
    terms=terms,
)


@given(rules)
@settings(max_examples=100, deadline=None)
def test_a_rule_comes_back_from_its_form_unchanged(rule: Rule) -> None:
    answers = answers_from(rule)
    assert answers is not None
    assert form_problem(answers) is None
    assert rule_from(answers, rule.id) == rule


@given(rules, st.randoms())
@settings(max_examples=25, deadline=None)
def test_the_order_of_conditions_does_not_keep_a_rule_from_its_form(rule: Rule, random) -> None:
    shuffled = list(rule.conditions)
    random.shuffle(shuffled)
    other = Rule(id=rule.id, name=rule.name, effect=rule.effect, conditions=tuple(shuffled), terms=rule.terms)
    assert answers_from(other) == answers_from(rule)


FEDERAL = Among(attribute=Attribute.LEVEL, values=frozenset({Level.FEDERAL}))
STATE = Among(attribute=Attribute.LEVEL, values=frozenset({Level.STATE}))


@pytest.mark.parametrize(
    ("held", "limits"),
    [
        ((FEDERAL, STATE), Terms()),
        ((AssuranceAtLeast(at_least=Assurance.CONTRADICTED),), Terms()),
        ((WindowLongerThan(length=timedelta(1)), WindowLongerThan(length=timedelta(2))), Terms()),
        ((), Terms(cameras=frozenset())),
    ],
    ids=["one attribute twice", "a comparison that always holds", "one comparison twice", "no camera at all"],
)
def test_a_rule_that_says_more_than_the_form_has_no_form(held: tuple, limits: Terms) -> None:
    assert answers_from(Rule(id="r", name="r", effect=Effect.DECLINE, conditions=held, terms=limits)) is None


@pytest.mark.parametrize("given_time", ["time_from", "time_until"])
def test_one_time_of_day_alone_is_no_rule(given_time: str) -> None:
    assert form_problem({given_time: "22:00:00"}) == "time_incomplete"


def test_empty_answers_are_a_rule_without_conditions_and_limits() -> None:
    rule = rule_from(
        {"name": " All ", "effect": "decline", "level": [], "level_except": False, "only_cameras": []}, "id"
    )
    assert rule == Rule(id="id", name="All", effect=Effect.DECLINE)


def test_times_of_day_may_cross_midnight() -> None:
    answers = {
        "name": "Night",
        "effect": "ask",
        "time_from": "22:00:00",
        "time_until": "06:00:00",
        "time_except": True,
    }
    assert rule_from(answers, "id").conditions == (TimeOfDay(start=time(22), end=time(6), negated=True),)


def test_domains_are_taken_as_they_are_compared_and_nothing_else_is_one() -> None:
    answers = {"name": "City", "effect": "ask", "domain": ["Springfield.GOV.", "münchen.example"]}
    assert form_problem(answers) is None
    (condition,) = rule_from(answers, "rule").conditions
    assert condition == Among(
        attribute=Attribute.DOMAIN, values=frozenset({"springfield.gov", "xn--mnchen-3ya.example"}), negated=False
    )
    for wrong in ("https://springfield.gov", "records@springfield.gov", "springfield", ""):
        assert form_problem({**answers, "domain": [wrong]}) == "domain_malformed"
