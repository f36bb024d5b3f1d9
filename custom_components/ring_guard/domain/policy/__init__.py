"""The household's policy: rules without an order, of which the strictest counts."""

from .attributes import ATTRIBUTES, AttributeReading
from .evaluation import Evaluator, decide, prepare
from .reasons import REASON_KEYS, ReasonKey
from .rules import (
    Among,
    AssuranceAtLeast,
    Attribute,
    Condition,
    FootageOlderThan,
    Policy,
    Rule,
    TimeOfDay,
    WindowLongerThan,
    names_requester,
)
from .validation import PROBLEM_KEYS, validate

__all__ = [
    "ATTRIBUTES",
    "PROBLEM_KEYS",
    "REASON_KEYS",
    "Among",
    "AssuranceAtLeast",
    "Attribute",
    "AttributeReading",
    "Condition",
    "Evaluator",
    "FootageOlderThan",
    "Policy",
    "ReasonKey",
    "Rule",
    "TimeOfDay",
    "WindowLongerThan",
    "decide",
    "names_requester",
    "prepare",
    "validate",
]
