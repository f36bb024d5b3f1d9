"""What can be said of policies without a request: rules that never matter, and what a change does.

Every answer errs towards caution: a rule is only called idle if that is certain, and a change counts as
loosening unless it certainly is none. It looks at conditions one against one and decides nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from ..model import Effect
from .rules import (
    NO_LIMITS,
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


class IdleReason(StrEnum):
    """Why a rule can never matter; translation keys."""

    SHADOWED = "idle_shadowed"
    CAMERA_UNKNOWN = "idle_camera_unknown"
    NEVER_CERTAIN = "idle_never_certain"


@dataclass(frozen=True, slots=True, kw_only=True)
class IdleRule:
    """A rule that can never matter, why, and the rule that takes its place if there is one."""

    rule_id: str
    reason: IdleReason
    shadowed_by: str | None = None


class ChangeKind(StrEnum):
    """What became of a rule or of the policy's own settings."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class Direction(StrEnum):
    """What a change does to decisions."""

    NEITHER = "neither"
    TIGHTER = "tighter"
    LOOSER = "looser"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference between two policies; `rule_id` None = default, limits, cameras or time zone."""

    kind: ChangeKind
    direction: Direction
    rule_id: str | None = None
    old: Rule | None = None
    new: Rule | None = None


def idle_rules(policy: Policy) -> tuple[IdleRule, ...]:
    """Return the rules that certainly never matter, by id. There may be others."""
    return tuple(idle for rule in policy.rules if (idle := _idleness(rule, policy)) is not None)


def changes(old: Policy, new: Policy) -> tuple[Change, ...]:
    """Return what differs between two policies: their own settings first, then rule by rule, by id."""
    before, after = _by_id(old), _by_id(new)
    found = []
    settings = replace(new, rules=old.rules)
    if settings != old:
        found.append(Change(kind=ChangeKind.CHANGED, direction=_direction(old, settings)))
    for rule_id in sorted(before.keys() | after.keys()):
        was, becomes = before.get(rule_id), after.get(rule_id)
        if was != becomes:
            found.append(_rule_change(new, was, becomes))
    return tuple(found)


def loosens(old: Policy, new: Policy) -> bool:
    """Tell whether some request may get a milder answer or wider limits under `new`.

    True unless that is certainly not so.
    """
    if new.default < old.default or not new.terms.no_looser_than(old.terms):
        return True
    if _surroundings_matter(old, new):
        return True
    kept = all(rule in new.rules or _is_kept(rule, new) for rule in old.rules)
    return not kept or not all(rule in old.rules or _gives_nothing_new(rule, old) for rule in new.rules)


def implies(narrow: Rule, wide: Rule) -> bool:
    """Tell whether `wide` certainly holds wherever `narrow` does, and may hold wherever `narrow` may."""
    return all(any(_condition_implies(one, other) for one in narrow.conditions) for other in wide.conditions)


def _by_id(policy: Policy) -> dict[str, Rule]:
    """Return a policy's rules by their ids."""
    return {rule.id: rule for rule in policy.rules}


def _rule_change(new: Policy, was: Rule | None, becomes: Rule | None) -> Change:
    """Describe one rule's change, judged with all other rules as they are now."""
    rule = becomes or was
    assert rule is not None
    others = tuple(one for one in new.rules if one.id != rule.id)
    before = replace(new, rules=(*others, was) if was else others)
    kind = ChangeKind.CHANGED if was and becomes else ChangeKind.ADDED if becomes else ChangeKind.REMOVED
    return Change(kind=kind, direction=_direction(before, new), rule_id=rule.id, old=was, new=becomes)


def _direction(old: Policy, new: Policy) -> Direction:
    """Say what a change does, as far as that is certain."""
    looser, tighter = loosens(old, new), loosens(new, old)
    if looser and tighter:
        return Direction.UNCLEAR
    if looser:
        return Direction.LOOSER
    return Direction.TIGHTER if tighter else Direction.NEITHER


def _surroundings_matter(old: Policy, new: Policy) -> bool:
    """Tell whether other cameras or another time zone can change what a rule or limit means."""
    rules = (*old.rules, *new.rules)
    conditions = [condition for rule in rules for condition in rule.conditions]
    limits = [old.terms, new.terms, *(rule.terms for rule in rules)]
    looks_at_cameras = any(isinstance(one, Among) and one.attribute is Attribute.CAMERA for one in conditions)
    limits_cameras = any(terms.cameras is not None for terms in limits)
    if old.cameras != new.cameras and (looks_at_cameras or limits_cameras):
        return True
    return old.time_zone != new.time_zone and any(isinstance(one, TimeOfDay) for one in conditions)


def _is_kept(rule: Rule, new: Policy) -> bool:
    """Tell whether all that an old rule forbids is still forbidden."""
    wider = [other for other in new.rules if implies(rule, other)]
    return _effect_is_kept(rule, wider) and _limits_are_kept(rule, wider, new)


def _effect_is_kept(rule: Rule, wider: Iterable[Rule]) -> bool:
    """Tell whether wider rules ask for at least as much as a rule does."""
    if rule.effect not in (Effect.CONFIRM, Effect.DECLINE):
        return True
    return any(other.effect is not None and other.effect >= rule.effect for other in wider)


def _limits_are_kept(rule: Rule, wider: Iterable[Rule], policy: Policy) -> bool:
    """Tell whether one set of limits that applies wherever a rule's do is as tight."""
    limits = [policy.terms, *(other.terms for other in wider)]
    return rule.terms == NO_LIMITS or any(terms.no_looser_than(rule.terms) for terms in limits)


def _gives_nothing_new(rule: Rule, old: Policy) -> bool:
    """Tell whether a new rule makes nothing milder than the old policy was.

    Against a default of decline, a confirmation or a grant does, unless a rule of its kind was there.
    """
    if rule.effect in (None, Effect.DECLINE):
        return True
    if rule.effect is Effect.CONFIRM and old.default is Effect.CONFIRM:
        return True
    return any(other.effect is rule.effect and _grants_through(other) and implies(rule, other) for other in old.rules)


def _idleness(rule: Rule, policy: Policy) -> IdleRule | None:
    """Return why a rule can never matter, None if it may."""
    if any(_no_camera_fits(condition, policy.cameras) for condition in rule.conditions):
        return IdleRule(rule_id=rule.id, reason=IdleReason.CAMERA_UNKNOWN)
    if rule.effect is Effect.GRANT and rule.terms == NO_LIMITS and any(map(_is_never_certain, rule.conditions)):
        return IdleRule(rule_id=rule.id, reason=IdleReason.NEVER_CERTAIN)
    for other in policy.rules:
        if other.id != rule.id and _shadows(other, rule, policy):
            return IdleRule(rule_id=rule.id, reason=IdleReason.SHADOWED, shadowed_by=other.id)
    return None


def _no_camera_fits(condition: Condition, cameras: frozenset[str]) -> bool:
    """Tell whether a condition asks for cameras of which the household has none."""
    if not isinstance(condition, Among) or condition.attribute is not Attribute.CAMERA or condition.negated:
        return False
    return bool(cameras) and condition.values.isdisjoint(cameras)


def _is_never_certain(condition: Condition) -> bool:
    """Tell whether a condition asks that something was not noticed, which is never proven."""
    return isinstance(condition, Among) and condition.attribute is Attribute.FINDING and condition.negated


def _shadows(other: Rule, rule: Rule, policy: Policy) -> bool:
    """Tell whether `other` says all that `rule` says, wherever it does. Of two alike the later id is idle."""
    if not implies(rule, other) or (_shadows_back(rule, other) and other.id > rule.id):
        return False
    return _effect_is_covered(rule, other, policy) and _limits_are_kept(rule, [other], policy)


def _shadows_back(rule: Rule, other: Rule) -> bool:
    """Tell whether two rules say the same in other words."""
    same = other.effect is rule.effect and other.terms == rule.terms
    return same and implies(other, rule)


def _effect_is_covered(rule: Rule, other: Rule, policy: Policy) -> bool:
    """Tell whether a wider rule leaves a rule's effect without any meaning.

    A decline that only may hold gives way to asking, so it does not replace a confirmation
    where the default is to decline.
    """
    if rule.effect is None:
        return True
    if other.effect is None or other.effect < rule.effect or not _grants_through(other):
        return False
    return rule.effect is not Effect.CONFIRM or other.effect is rule.effect or policy.default is Effect.CONFIRM


def _grants_through(rule: Rule) -> bool:
    """Tell whether a rule, if it grants, names who may have it; else a floor makes it ask."""
    return rule.effect is not Effect.GRANT or any(map(names_requester, rule.conditions))


def _condition_implies(narrow: Condition, wide: Condition) -> bool:
    """Tell whether one condition's answer is never better than another's, by evidence and by claims."""
    if narrow == wide:
        return True
    if narrow.negated is not wide.negated:
        return False
    one, other = (wide, narrow) if narrow.negated else (narrow, wide)
    match one, other:
        case Among(), Among():
            return one.attribute is other.attribute and one.values <= other.values
        case AssuranceAtLeast(), AssuranceAtLeast():
            return one.at_least >= other.at_least
        case WindowLongerThan(), WindowLongerThan():
            return one.length >= other.length
        case FootageOlderThan(), FootageOlderThan():
            return one.age >= other.age
    return False
