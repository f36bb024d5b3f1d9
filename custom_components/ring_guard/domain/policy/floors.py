"""The floors that no rule can undercut. Each looks for its own circumstance and speaks with its own reason.

A floor only ever raises; the one that can lower a decline is `court_order`, and it stands apart from the
list. Lockdown is a mode and stands with the modes at the end.
"""

from collections.abc import Callable
from dataclasses import dataclass

from ..model import Assurance, Demand, Effect, Mode, Terms
from .attributes import Facts
from .reasons import ReasonKey
from .rules import Attribute, Rule, names_requester
from .voices import Voice, floor_voice, mode_voice

_UNPROVEN = floor_voice(ReasonKey.FLOOR_UNPROVEN)
_SUSPICIOUS = floor_voice(ReasonKey.FLOOR_SUSPICIOUS)
_EMERGENCY = floor_voice(ReasonKey.FLOOR_EMERGENCY_CLAIM)
_COURT_ORDER = floor_voice(ReasonKey.FLOOR_COURT_ORDER)
_NO_WINDOW = floor_voice(ReasonKey.FLOOR_NO_WINDOW)
_NO_CAMERA_LEFT = floor_voice(ReasonKey.FLOOR_NO_CAMERA_LEFT, Effect.DECLINE)
_ASK = mode_voice(ReasonKey.MODE_ASK, Effect.CONFIRM)
_LOCKDOWN = mode_voice(ReasonKey.MODE_LOCKDOWN, Effect.DECLINE)


@dataclass(frozen=True, slots=True)
class Case:
    """What the floors look at: a request's facts and what the rules made of it.

    `base` is the effect that rules or the default gave, `grants` the rules that say grant.
    """

    facts: Facts
    mode: Mode
    base: Effect
    terms: Terms
    grants: tuple[Rule, ...]


def unproven_identity(case: Case) -> Voice | None:
    """Demand that evidence has established the one whom a grant names."""
    if case.base is not Effect.GRANT or any(_is_proven(rule, case.facts) for rule in case.grants):
        return None
    return _UNPROVEN


def suspicious_request(case: Case) -> Voice | None:
    """Let no machine grant what looks forged or forced."""
    return _SUSPICIOUS if case.base is Effect.GRANT and case.facts.request.suspicious else None


def emergency_claim(case: Case) -> Voice | None:
    """Put an emergency before a person: faked ones come from real, broken-into mailboxes."""
    return _EMERGENCY if Demand.EMERGENCY_CLAIM in case.facts.request.demands else None


def missing_window(case: Case) -> Voice | None:
    """Let nothing leave without a stated window: a person has to set it."""
    return _NO_WINDOW if case.facts.request.window is None else None


def long_window(case: Case) -> Voice | None:
    """Let a person pick the seconds where the window is longer than the longest clip."""
    window, longest = case.facts.request.window, case.terms.longest_clip
    if window is None or longest is None or window.length <= longest:
        return None
    return floor_voice(ReasonKey.FLOOR_LONG_WINDOW, seconds=f"{longest.total_seconds():g}")


def no_camera_left(case: Case) -> Voice | None:
    """Decline where the limits leave none of the cameras that are asked for."""
    allowed, asked = case.terms.cameras, case.facts.possible[Attribute.CAMERA]
    if allowed is None or (allowed and (asked is None or not allowed.isdisjoint(asked))):
        return None
    return _NO_CAMERA_LEFT


def ask_mode(case: Case) -> Voice | None:
    """Ask about everything: a grant waits for a person. A decline stays, for no mode ever loosens."""
    return _ASK if case.mode is Mode.ASK else None


def lockdown(case: Case) -> Voice | None:
    """Decline everything; only `court_order` is stronger."""
    return _LOCKDOWN if case.mode is Mode.LOCKDOWN else None


FLOORS: tuple[Callable[[Case], Voice | None], ...] = (
    unproven_identity,
    suspicious_request,
    emergency_claim,
    missing_window,
    long_window,
    no_camera_left,
    ask_mode,
    lockdown,
)
"""All that can raise a decision after the rules have spoken."""


def court_order(facts: Facts) -> Voice | None:
    """Put a possible court order before a person, whatever rules and modes say: ignoring a court has consequences."""
    return _COURT_ORDER if Demand.COURT_ORDER in facts.request.demands else None


def _is_proven(rule: Rule, facts: Facts) -> bool:
    """Tell whether evidence established all that a granting rule says of the one who asks.

    A platform's word is enough for a level; `evidence` lets an agency stand only where it was proven itself.
    """
    named = {condition.attribute for condition in rule.conditions if names_requester(condition)}
    level_holds = facts.assurance >= Assurance.PLATFORM_VOUCHED
    agency_holds = Attribute.AGENCY not in named or facts.possible[Attribute.AGENCY] is not None
    domain_holds = Attribute.DOMAIN not in named or facts.possible[Attribute.DOMAIN] is not None
    list_holds = Attribute.LIST not in named or bool(facts.certain[Attribute.LIST])
    return bool(named) and level_holds and agency_holds and domain_holds and list_holds
