"""Whether a rule may be saved: the first thing wrong with it, as a translation key.

The evaluator does not rely on this: a rule that is refused here still cannot open a door there.
"""

from datetime import timedelta

from ..model import Effect
from .attributes import ATTRIBUTES
from .rules import (
    NO_LIMITS,
    Among,
    AssuranceAtLeast,
    Condition,
    FootageOlderThan,
    Rule,
    TimeOfDay,
    WindowLongerThan,
    names_requester,
)

PROBLEM_KEYS = (
    "rule_name_missing",
    "rule_does_nothing",
    "grant_needs_who",
    "condition_without_values",
    "condition_value_unknown",
    "condition_length_not_positive",
    "condition_times_equal",
)
"""Every key that `validate` can return."""


def validate(rule: Rule) -> str | None:
    """Return what is wrong with a rule as a key out of `PROBLEM_KEYS`, or None if it may be saved."""
    if not rule.name.strip():
        return "rule_name_missing"
    if rule.effect is None and rule.terms == NO_LIMITS:
        return "rule_does_nothing"
    for condition in rule.conditions:
        if problem := _condition_problem(condition):
            return problem
    if rule.effect is Effect.GRANT and not any(map(names_requester, rule.conditions)):
        return "grant_needs_who"
    return None


def _condition_problem(condition: Condition) -> str | None:
    """Return what is wrong with one condition, if anything."""
    match condition:
        case Among():
            return _values_problem(condition)
        case WindowLongerThan(length=length) | FootageOlderThan(age=length):
            return None if length > timedelta() else "condition_length_not_positive"
        case TimeOfDay():
            return "condition_times_equal" if condition.start == condition.end else None
        case AssuranceAtLeast():
            return None


def _values_problem(condition: Among) -> str | None:
    """Return what is wrong with the values of a membership condition, if anything."""
    if not condition.values:
        return "condition_without_values"
    known = ATTRIBUTES[condition.attribute].vocabulary
    if known is not None and not condition.values <= known:
        return "condition_value_unknown"
    return None
