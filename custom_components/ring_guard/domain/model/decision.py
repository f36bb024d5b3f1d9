"""What the policy answers, and why."""

from dataclasses import dataclass
from enum import StrEnum

from .request import Reason
from .terms import Terms
from .vocabulary import Answer, Effect, Mode


class Authority(StrEnum):
    """What kind of thing spoke in a decision."""

    DEFAULT = "default"
    RULE = "rule"
    FLOOR = "floor"
    MODE = "mode"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """One rule, floor or default that mattered in a decision.

    `effect` is what it asked for, None where it only set terms; `answer` whether its conditions
    hold certainly or perhaps; `name` is the rule's own name, empty for the rest.
    """

    authority: Authority
    reason: Reason
    effect: Effect | None
    answer: Answer = Answer.YES
    rule_id: str | None = None
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Effect, terms and reasons for one request under one policy version.

    `deciding` is the ground that the effect rests on and also stands in `grounds`.
    `milder` says what would have to be different for the next milder answer.
    """

    request_id: str
    policy_digest: str
    mode: Mode
    effect: Effect
    terms: Terms
    deciding: Ground
    grounds: tuple[Ground, ...]
    milder: tuple[Reason, ...] = ()
