"""Is this the same request again? Who may join, widen or only resemble an older one.

A message joins an older request only if the authenticated origin, the assurance, the system and the
reference all match and it adds nothing. If it adds something while the older one still waits, it is an
amendment. In every other case it is a new request that names the one it resembles: a code that many
residents received, or a mild first message, must neither lend its standing nor hide what comes later.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
import re

from .lifecycle import Life, State
from .model import Finding, FindingKind, FootageRequest, Severity, digest


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

WORDS_HOLD = timedelta(days=30)
"""How long the same words without a reference count as the same request: "last night" is another one each month.

Asking platforms remind for four weeks; a reference names its case for ever.
"""

_LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"']+", re.IGNORECASE)


def match_key(request: FootageRequest) -> str:
    """Return what equal requests share: the system and its reference, or else the very same words.

    A message without words (unreadable, too large) equals no other.
    """
    if request.reference:
        said = " ".join(request.reference.casefold().split())
        return digest([request.system, "reference", said])[:32]
    said = " ".join(f"{request.title} {request.text}".casefold().split())
    if not said:
        return digest([request.system, "arrival", request.arrival_id])[:32]
    return digest([request.system, "text", said])[:32]


def relate(request: FootageRequest, older: Iterable[Life]) -> Match:
    """Say how a request relates to older ones with the same key, newest first."""
    lives = list(older)
    same = next((life for life in lives if _same_sender(life.request, request)), None)
    if same is not None and _still_holds(same, request):
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
        or _incidents_add(old, new)
        or _requester_adds(old, new)
        or new.contact != old.contact
        or new.area != old.area
        or not {_said_by(found) for found in new.findings} <= {_said_by(found) for found in old.findings}
        or not links(new) <= links(old)
        or not set(new.links) <= set(old.links)
    )


def merged(old: FootageRequest, new: FootageRequest) -> FootageRequest:
    """Return the amended request: the new words, with nothing forgotten that counted against the old ones."""
    claims = replace(
        new.requester,
        claimed_agencies=old.requester.claimed_agencies | new.requester.claimed_agencies,
        claimed_levels=old.requester.claimed_levels | new.requester.claimed_levels,
        possible_levels=old.requester.possible_levels | new.requester.possible_levels,
        claimed_lists=old.requester.claimed_lists | new.requester.claimed_lists,
        proven_lists=old.requester.proven_lists & new.requester.proven_lists,
        possible_lists=_any_of(old.requester.possible_lists, new.requester.possible_lists),
    )
    return replace(
        new,
        demands=old.demands | new.demands,
        incident_types=_either(old.incident_types, new.incident_types),
        requester=claims,
        findings=_together(old.findings, new.findings),
    )


def _any_of(old: frozenset[str] | None, new: frozenset[str] | None) -> frozenset[str] | None:
    """Join what two messages leave possible; None = any at all."""
    return None if old is None or new is None else old | new


def links(request: FootageRequest) -> frozenset[str]:
    """Return the addresses that the words lead to."""
    return frozenset(_LINK.findall(f"{request.title} {request.text}"))


def _same_sender(old: FootageRequest, new: FootageRequest) -> bool:
    """Tell whether both came from the same authenticated origin with the same assurance."""
    return (
        old.origin == new.origin
        and old.system is new.system
        and old.requester.assurance is new.requester.assurance
        and old.requester.assured is new.requester.assured
        and old.requester.proven_agency == new.requester.proven_agency
    )


def _still_holds(life: Life, request: FootageRequest) -> bool:
    """Tell whether a message can still mean the older request: by its reference, or said soon enough."""
    return bool(request.reference) or request.received_at - life.changed_at <= WORDS_HOLD


def _window_adds(old: FootageRequest, new: FootageRequest) -> bool:
    """Tell whether time is asked for that was not asked for before.

    An unstated window asks for any; one that is stated at last lets a thin request grow, and is decided anew.
    """
    if old.window is None:
        return new.window is not None
    return new.window is None or not old.window.contains(new.window)


def _cameras_add(old: FootageRequest, new: FootageRequest) -> bool:
    """Tell whether a camera is asked for that was not asked for before; unstated means all."""
    if old.cameras is None:
        return False
    return new.cameras is None or not new.cameras <= old.cameras


def _incidents_add(old: FootageRequest, new: FootageRequest) -> bool:
    """Tell whether it is about something that was not said before; unstated means anything."""
    if not old.incident_types:
        return bool(new.incident_types)
    return not new.incident_types or not new.incident_types <= old.incident_types


def _requester_adds(old: FootageRequest, new: FootageRequest) -> bool:
    """Tell whether somebody else, or somebody more, asks now."""
    return (
        new.requester.claimed_name != old.requester.claimed_name
        or not new.requester.claimed_agencies <= old.requester.claimed_agencies
        or not new.requester.claimed_levels <= old.requester.claimed_levels
        or not new.requester.possible_levels <= old.requester.possible_levels
    )


def _either[T](old: frozenset[T], new: frozenset[T]) -> frozenset[T]:
    """Join two sets of which the empty one means "anything"."""
    return old | new if old and new else frozenset()


def _together(old: tuple[Finding, ...], new: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return the new findings after those of the old ones that they do not repeat, however often it is amended."""
    repeated = {_said_by(found) for found in new}
    return (*(found for found in old if _said_by(found) not in repeated), *new)


def _said_by(found: Finding) -> tuple[FindingKind, Severity]:
    """Return what a finding says, whatever words it rests on."""
    return found.kind, found.severity
