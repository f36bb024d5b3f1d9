"""The household's policy: rules without an order, of which the strictest counts."""

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
)

__all__ = [
    "Among",
    "AssuranceAtLeast",
    "Attribute",
    "Condition",
    "FootageOlderThan",
    "Policy",
    "Rule",
    "TimeOfDay",
    "WindowLongerThan",
]
