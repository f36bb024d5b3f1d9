"""What the set-up offers to begin with: policies made of ordinary rules that the household sees and can change.

The rules' names are translation keys (`PRESET_RULE_NAMES`); whoever makes a household's policy from a preset
puts the words of its language in their place. A preset promises nothing that its rules do not say.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from ..model import Assurance, Demand, Effect, IncidentType, Level, Terms
from .rules import Among, AssuranceAtLeast, Attribute, Condition, Policy, Rule


class PresetName(StrEnum):
    """The presets, from strict to generous; translation keys."""

    PRIVACY_FIRST = "privacy_first"
    ASK_ME = "ask_me"
    GOOD_NEIGHBOUR = "good_neighbour"


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """Rules, default and household-wide limits; a policy but for the household's cameras and time zone."""

    name: PresetName
    rules: tuple[Rule, ...]
    default: Effect
    terms: Terms

    def policy(self, *, cameras: frozenset[str], time_zone: str) -> Policy:
        """Return the preset as the policy of a household; `time_zone` is an IANA name."""
        return Policy(rules=self.rules, default=self.default, terms=self.terms, cameras=cameras, time_zone=time_zone)


def privacy_first() -> Preset:
    """Decline all but what a court may have ordered."""
    return Preset(name=PresetName.PRIVACY_FIRST, rules=(_COURT,), default=Effect.DECLINE, terms=_A_SILENT_MINUTE)


def ask_me() -> Preset:
    """Decline federal bodies and ask about the rest."""
    return Preset(name=PresetName.ASK_ME, rules=(_FEDERAL,), default=Effect.CONFIRM, terms=_A_SILENT_MINUTE)


def good_neighbour() -> Preset:
    """Do as "ask me", but grant what a proven neighbour asks for a lost pet, and what a proven fire service asks."""
    return Preset(
        name=PresetName.GOOD_NEIGHBOUR,
        rules=(_FEDERAL, _LOST_PET, _FIRE_SERVICE),
        default=Effect.CONFIRM,
        terms=_A_SILENT_MINUTE,
    )


def _among(attribute: Attribute, *values: str) -> Condition:
    """Return the condition that an attribute is one of these."""
    return Among(attribute=attribute, values=frozenset(values))


_A_SILENT_MINUTE = Terms(longest_clip=timedelta(seconds=60), sound=False, link_life=timedelta(days=3), downloads=3)

_COURT = Rule(
    id="preset_court_order",
    name="preset_court_order",
    effect=Effect.CONFIRM,
    conditions=(_among(Attribute.DEMAND, Demand.COURT_ORDER),),
)
_FEDERAL = Rule(
    id="preset_federal",
    name="preset_federal",
    effect=Effect.DECLINE,
    conditions=(_among(Attribute.LEVEL, Level.FEDERAL),),
)
_LOST_PET = Rule(
    id="preset_lost_pet",
    name="preset_lost_pet",
    effect=Effect.GRANT,
    conditions=(
        _among(Attribute.LEVEL, Level.NEIGHBOUR),
        _among(Attribute.INCIDENT_TYPE, IncidentType.LOST_PET),
        AssuranceAtLeast(at_least=Assurance.PLATFORM_VOUCHED),
    ),
)
_FIRE_SERVICE = Rule(
    id="preset_fire_service",
    name="preset_fire_service",
    effect=Effect.GRANT,
    conditions=(
        _among(Attribute.LEVEL, Level.FIRE_MEDICAL),
        AssuranceAtLeast(at_least=Assurance.DOMAIN_VERIFIED),
    ),
)

PRESETS: dict[PresetName, Preset] = {preset.name: preset for preset in (privacy_first(), ask_me(), good_neighbour())}
"""All presets by name."""

DEFAULT_PRESET = PresetName.ASK_ME

PRESET_RULE_NAMES: tuple[str, ...] = tuple(sorted({rule.name for preset in PRESETS.values() for rule in preset.rules}))
"""The translation keys of the rules' names."""
