"""Is this the same request again? Who may join, widen or only resemble an older one.

A message joins an older request only if the authenticated origin, the assurance, the system and the
reference all match and it adds nothing. If it adds something while the older one still waits, it is an
amendment. In every other case it is a new request that names the one it resembles: a code that many
residents received, or a mild first message, must neither lend its standing nor hide what comes later.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
import re

from .lifecycle import Life, State
from .model import Finding, FootageRequest, digest


class Relation(StrEnum):
    """How a request stands to those before it."""

    NEW = "new"
    REPEATS = "repeats"
    AMENDS = "amends"
    LINKED = "linked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """What a new request is, and to which older life it relates (None for `NEW`)."""

    relation: Relation
    life: Life | None = None


SETTLED_BY_PEOPLE_OR_POLICY = frozenset({State.DECLINED, State.WITHDRAWN})
"""Ends that a reminder does not re-open: asking platforms send the same request up to four times."""

STILL_STANDING = frozenset(
    {
        State.AWAITING_CONFIRMATION,
        State.APPROVED,
        State.GRANTED,
        State.COOLING_DOWN,
        State.PREPARING,
        State.READY,
        State.RELEASED,
    }
)

_LINK = re.compile(r"https?://[^\s<>\"']{1,500}", re.IGNORECASE)


def match_key(request: FootageRequest) -> str:
    """Return what equal requests share: the system and its reference, or else the very same words."""
    if request.reference:
        said = " ".join(request.reference.casefold().split())
        return digest([request.system, "reference", said])[:32]
    said = " ".join(f"{request.title} {request.text}".casefold().split())
    return digest([request.system, "text", said])[:32]


def relate(request: FootageRequest, older: Iterable[Life]) -> Match:
    """Say how a request relates to older ones with the same key, newest first."""
    lives = list(older)
    same = next((life for life in lives if _same_sender(life.request, request)), None)
    if same is not None:
        widens = adds(same.request, request)
        if not widens and same.state in STILL_STANDING | SETTLED_BY_PEOPLE_OR_POLICY:
            return Match(relation=Relation.REPEATS, life=same)
        if widens and same.state is State.AWAITING_CONFIRMATION:
            return Match(relation=Relation.AMENDS, life=same)
    if lives:
        return Match(relation=Relation.LINKED, life=lives[0])
    return Match(relation=Relation.NEW)


def adds(old: FootageRequest, new: FootageRequest) -> bool:
    """Tell whether `new` asks for anything, or gives away anything, that `old` did not."""
    return (
        _window_adds(old, new)
        or _cameras_add(old, new)
        or not new.demands <= old.demands
        or not new.incident_types <= old.incident_types
        or _requester_adds(old, new)
        or new.contact != old.contact
        or new.area != old.area
        or not {found.kind for found in new.findings} <= {found.kind for found in old.findings}
        or not links(new) <= links(old)
    )


def merged(old: FootageRequest, new: FootageRequest) -> FootageRequest:
    """Return the amended request: the new words, with nothing forgotten that counted against the old ones."""
    claims = replace(
        new.requester,
        claimed_agencies=old.requester.claimed_agencies | new.requester.claimed_agencies,
        claimed_levels=old.requester.claimed_levels | new.requester.claimed_levels,
    )
    return replace(
        new,
        demands=old.demands | new.demands,
        incident_types=_either(old.incident_types, new.incident_types),
        requester=claims,
        findings=_together(old.findings, new.findings),
    )


def links(request: FootageRequest) -> frozenset[str]:
    """Return the addresses that the text leads to."""
    return frozenset(_LINK.findall(request.text))


def _same_sender(old: FootageRequest, new: FootageRequest) -> bool:
    """Tell whether both came from the same authenticated origin with the same assurance."""
    return (
        old.origin == new.origin
        and old.system is new.system
        and old.requester.assurance is new.requester.assurance
        and old.requester.proven_agency == new.requester.proven_agency
    )


def _window_adds(old: FootageRequest, new: FootageRequest) -> bool:
    """Tell whether time is asked for that was not asked for before; an unstated window asks for any."""
    if old.window is None:
        return False
    return new.window is None or not old.window.contains(new.window)


def _cameras_add(old: FootageRequest, new: FootageRequest) -> bool:
    """Tell whether a camera is asked for that was not asked for before; unstated means all."""
    if old.cameras is None:
        return False
    return new.cameras is None or not new.cameras <= old.cameras


def _requester_adds(old: FootageRequest, new: FootageRequest) -> bool:
    """Tell whether somebody else, or somebody more, asks now."""
    return (
        new.requester.claimed_name != old.requester.claimed_name
        or not new.requester.claimed_agencies <= old.requester.claimed_agencies
        or not new.requester.claimed_levels <= old.requester.claimed_levels
    )


def _either[T](old: frozenset[T], new: frozenset[T]) -> frozenset[T]:
    """Join two sets of which the empty one means "anything"."""
    return old | new if old and new else frozenset()


def _together(old: tuple[Finding, ...], new: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Keep the old findings and those of the new ones that say something else."""
    return (*old, *(found for found in new if found not in old))
