"""The household's policy as frozen values: conditions, rules, and the policy that holds them.

This says what a rule *is*; what it means for a request stands in `conditions` and `evaluation`,
whether a person may save it in `validation`. It must not decide anything.
"""

from dataclasses import dataclass
from datetime import time, timedelta
from enum import StrEnum
from typing import Literal, TypeGuard

from ..model import ALL_LEVELS, Assurance, Effect, Terms, digest

NO_LIMITS = Terms()
"""What a rule without limits has."""


class Attribute(StrEnum):
    """What a membership condition can look at. What each one means stands in `attributes`."""

    LEVEL = "level"
    AGENCY = "agency"
    LIST = "list"
    DOMAIN = "domain"
    DEMAND = "demand"
    INCIDENT_TYPE = "incident_type"
    CAMERA = "camera"
    SYSTEM = "system"
    SOURCE = "source"
    FINDING = "finding"


@dataclass(frozen=True, slots=True, kw_only=True)
class Among:
    """The attribute is one of `values`.

    `values` are the values of the attribute's enumeration (`federal`, `lost_pet`, ...); for agencies the
    registry's keys, for lists the household's list ids,
    for domains registered domains in lower case, for cameras the household's camera ids, for sources the source kinds.
    """

    attribute: Attribute
    values: frozenset[str]
    negated: bool = False
    kind: Literal["among"] = "among"


@dataclass(frozen=True, slots=True, kw_only=True)
class AssuranceAtLeast:
    """The requester's identity is established at least this well."""

    at_least: Assurance
    negated: bool = False
    kind: Literal["assurance_at_least"] = "assurance_at_least"


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowLongerThan:
    """The asked window is longer than this."""

    length: timedelta
    negated: bool = False
    kind: Literal["window_longer_than"] = "window_longer_than"


@dataclass(frozen=True, slots=True, kw_only=True)
class FootageOlderThan:
    """The asked footage was older than this when the request came in."""

    age: timedelta
    negated: bool = False
    kind: Literal["footage_older_than"] = "footage_older_than"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeOfDay:
    """The asked footage lies between two times of day of the household, `start <= t < end`.

    A range whose `end` is earlier than its `start` crosses midnight.
    """

    start: time
    end: time
    negated: bool = False
    kind: Literal["time_of_day"] = "time_of_day"


Condition = Among | AssuranceAtLeast | WindowLongerThan | FootageOlderThan | TimeOfDay
"""One condition of a rule; `kind` tells them apart where they are stored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One line of the household's policy.

    All `conditions` must hold; a rule without any holds for every request. `effect` None = the rule only
    sets limits. `terms` apply wherever the rule may hold, whatever its effect.
    """

    id: str
    name: str
    effect: Effect | None
    conditions: tuple[Condition, ...] = ()
    terms: Terms = NO_LIMITS


def names_requester(condition: Condition) -> TypeGuard[Among]:
    """Tell whether a condition positively says who must be asking; "any level at all" names nobody."""
    if not isinstance(condition, Among) or condition.negated or not condition.values:
        return False
    if condition.attribute is Attribute.LEVEL:
        return not condition.values >= ALL_LEVELS
    return condition.attribute in (Attribute.AGENCY, Attribute.LIST, Attribute.DOMAIN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """All that a household has decided beforehand.

    `rules` have no order: they are kept sorted by id. `default` answers where no rule does, `terms` limit
    every request. `cameras` are the ids of all cameras of the household, `time_zone` is its IANA name.
    """

    rules: tuple[Rule, ...] = ()
    default: Effect = Effect.CONFIRM
    terms: Terms = NO_LIMITS
    cameras: frozenset[str] = frozenset()
    time_zone: str = "UTC"

    def __post_init__(self) -> None:
        """Bring the rules into their one order.

        Raises:
            ValueError: if the default would grant, or two rules share an id.

        """
        if self.default is Effect.GRANT:
            raise ValueError("what no rule speaks of is never granted")
        if len({rule.id for rule in self.rules}) != len(self.rules):
            raise ValueError("two rules share an id")
        object.__setattr__(self, "rules", tuple(sorted(self.rules, key=lambda rule: rule.id)))

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the policy's canonical JSON, in hexadecimal: its version."""
        return digest(self)
