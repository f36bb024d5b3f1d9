"""The household's policy: rules without an order, of which the strictest counts."""

from .analysis import Change, ChangeKind, Direction, IdleReason, IdleRule, changes, idle_rules, loosens
from .attributes import ATTRIBUTES, AttributeReading
from .evaluation import Evaluator, decide, prepare
from .evidence import assurance_of, assured_of, possible_levels, proven_agency
from .presets import DEFAULT_PRESET, PRESET_RULE_NAMES, PRESETS, Preset, PresetName
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
    "DEFAULT_PRESET",
    "PRESETS",
    "PRESET_RULE_NAMES",
    "PROBLEM_KEYS",
    "REASON_KEYS",
    "Among",
    "AssuranceAtLeast",
    "Attribute",
    "AttributeReading",
    "Change",
    "ChangeKind",
    "Condition",
    "Direction",
    "Evaluator",
    "FootageOlderThan",
    "IdleReason",
    "IdleRule",
    "Policy",
    "Preset",
    "PresetName",
    "ReasonKey",
    "Rule",
    "TimeOfDay",
    "WindowLongerThan",
    "assurance_of",
    "assured_of",
    "changes",
    "decide",
    "idle_rules",
    "loosens",
    "names_requester",
    "possible_levels",
    "prepare",
    "proven_agency",
    "validate",
]
