"""What one rule, floor, mode or the default has to say in one decision.

A voice is prepared once and then only referred to; it holds nothing of a request.
"""

from dataclasses import dataclass

from ..model import Answer, Authority, Effect, Ground, Reason, Terms
from .reasons import ReasonKey, way_out
from .rules import Among, Condition, Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A ground together with what it does to the decision.

    `gives` is the effect that the decision gets at least, None if the voice asks for none. A voice that
    `raises` adds to a base that others gave and is no base itself. `granting` is the rule that says grant.
    `way_out` is what would have to be different for the voice to fall silent.
    """

    ground: Ground
    gives: Effect | None = None
    raises: bool = False
    terms: Terms | None = None
    granting: Rule | None = None
    way_out: Reason | None = None


def rule_voice(rule: Rule, unsettled: Condition | None = None) -> Voice:
    """Return what a rule's effect says where it holds, or where `unsettled` leaves that open."""
    if unsettled is not None:
        return _uncertain_rule_voice(rule, unsettled)
    ground = _rule_ground(rule, ReasonKey.RULE_MATCHED)
    granting = rule if rule.effect is Effect.GRANT else None
    return Voice(ground=ground, gives=rule.effect, granting=granting, way_out=way_out(ground.reason))


def limit_voice(rule: Rule, unsettled: Condition | None = None) -> Voice:
    """Return what a rule's limits say; they apply alike where it holds and where it may."""
    key = ReasonKey.RULE_LIMITS if unsettled is None else ReasonKey.RULE_MAY_LIMIT
    return Voice(ground=_rule_ground(rule, key, unsettled, sets_limits=True), terms=rule.terms)


def default_voice(effect: Effect) -> Voice:
    """Return the voice of the household's default."""
    ground = Ground(authority=Authority.DEFAULT, reason=Reason(key=ReasonKey.DEFAULT), effect=effect)
    return Voice(ground=ground, gives=effect, way_out=way_out(ground.reason))


def floor_voice(key: ReasonKey, effect: Effect = Effect.CONFIRM, **placeholders: str) -> Voice:
    """Return the voice of a floor, which raises the base to `effect`."""
    return _raising(Authority.FLOOR, Reason(key=key, placeholders=tuple(placeholders.items())), effect)


def mode_voice(key: ReasonKey, effect: Effect) -> Voice:
    """Return the voice of a mode, which raises the base to `effect`."""
    return _raising(Authority.MODE, Reason(key=key), effect)


def _raising(authority: Authority, reason: Reason, effect: Effect) -> Voice:
    """Return a voice that adds to a base."""
    ground = Ground(authority=authority, reason=reason, effect=effect)
    return Voice(ground=ground, gives=effect, raises=True, way_out=way_out(reason))


def _uncertain_rule_voice(rule: Rule, unsettled: Condition) -> Voice:
    """Return what a rule says that may hold: a decline raises to asking, a grant gives nothing."""
    key = ReasonKey.RULE_MAY_GRANT if rule.effect is Effect.GRANT else ReasonKey.RULE_MAY_MATCH
    ground = _rule_ground(rule, key, unsettled)
    return Voice(
        ground=ground,
        gives=None if rule.effect is Effect.GRANT else Effect.CONFIRM,
        raises=rule.effect is Effect.DECLINE,
        way_out=way_out(ground.reason),
    )


def _rule_ground(
    rule: Rule, key: ReasonKey, unsettled: Condition | None = None, *, sets_limits: bool = False
) -> Ground:
    """Return a rule's ground; an unsettled condition is named by its attribute or kind."""
    placeholders = [("rule", rule.name)]
    if unsettled is not None:
        name = unsettled.attribute if isinstance(unsettled, Among) else unsettled.kind
        placeholders.append(("attribute", str(name)))
    return Ground(
        authority=Authority.RULE,
        reason=Reason(key=key, placeholders=tuple(placeholders)),
        effect=None if sets_limits else rule.effect,
        answer=Answer.YES if unsettled is None else Answer.MAYBE,
        rule_id=rule.id,
        name=rule.name,
    )
