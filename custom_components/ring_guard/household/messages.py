"""What the household is told about a request: title, text and buttons, from the life as it stands.

Every text starts with words of ours: an app runs a message that consists of nothing but a command.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum

from ..domain.lifecycle import Life, Offer, State
from ..domain.model import Assurance, Demand, FootageRequest, Mode, Window
from ..ledger import Head
from .wording import Wording


GAPS_SHOWN = 5
"""Stretches without footage that one message names; the clip's manifest has all of them."""


class Urgency(StrEnum):
    """How a message knocks."""

    QUIET = "quiet"
    NORMAL = "normal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message about one request; a later one with the same tag replaces it. Plain text, not escaped."""

    tag: str
    title: str
    text: str
    urgency: Urgency
    answerable: bool = False
    approvable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What a message is made with: the language, the household's clock and cameras, and how much it may say."""

    wording: Wording
    zone: tzinfo
    camera_names: dict[str, str]
    show_details: bool
    mode: Mode
    head: Head


def tag_of(request_id: str) -> str:
    """Return the tag under which a request's messages replace each other."""
    return f"ring_guard_{request_id}"


def message_about(life: Life, telling: Telling) -> Message:
    """Say where a request stands."""
    waiting = life.state is State.AWAITING_CONFIRMATION
    key = _title_key(life)
    words = telling.wording
    lines = _details(life, telling) if telling.show_details else [words.sentence("notification", "details_hidden", {})]
    if waiting and life.due:
        lines.append(words.sentence("notification", "answer_by", {"time": clock(life.due, telling.zone)}))
    lines.append(_seal(telling))
    quiet = not waiting or _unproven_court_order(life.request)
    return Message(
        tag=tag_of(life.id),
        title=words.sentence("notification", f"title_{key}", {}),
        text="\n".join(line for line in lines if line),
        urgency=Urgency.QUIET if quiet else Urgency.NORMAL,
        answerable=waiting and telling.mode is not Mode.LOCKDOWN,
        approvable=waiting and telling.mode is not Mode.LOCKDOWN and _complete(life.offer),
    )


def who(request: FootageRequest, words: Wording) -> str:
    """Say in one sentence who asks and how sure that is."""
    requester = request.requester
    name = requester.claimed_name or words.word("notification", "nobody_named")
    sure = words.word("assurance", requester.assurance.name.lower())
    return words.sentence("notification", "who", {"name": name, "sure": sure})


def what(life: Life, telling: Telling) -> str:
    """Say what they want: which cameras, and from when to when."""
    request, words = life.request, telling.wording
    asked = span(request.window, telling) if request.window else words.word("notification", "no_window")
    return words.sentence("notification", "what", {"cameras": _names(request.cameras, telling), "window": asked})


def span(window: Window, telling: Telling) -> str:
    """Write a window in the household's time zone."""
    start, end = window.start.astimezone(telling.zone), window.end.astimezone(telling.zone)
    until = f"{end:%H:%M:%S}" if start.date() == end.date() else f"{end:%Y-%m-%d %H:%M:%S}"
    return f"{start:%Y-%m-%d %H:%M:%S} – {until} ({spell(window.length)})"


def spell(length: timedelta) -> str:
    """Write a length of time as h:mm:ss."""
    return str(timedelta(seconds=round(length.total_seconds())))


def clock(moment: datetime, zone: tzinfo) -> str:
    """Write a moment in the household's time zone."""
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}"


def _title_key(life: Life) -> str:
    """Return which title fits a life."""
    if life.state is State.AWAITING_CONFIRMATION and life.request.suspicious:
        return "suspicious"
    return life.state.value


def _details(life: Life, telling: Telling) -> list[str]:
    """Say who, what, why, and how far along it is."""
    words = telling.wording
    lines = [who(life.request, words), what(life, telling), words.reason(life.decision.deciding.reason)]
    lines += [words.word("finding", found.kind.value) for found in life.request.findings[:4]]
    if life.state is State.AWAITING_CONFIRMATION:
        lines += _waiting_details(life, telling)
    lines += _clip_details(life, telling)
    if life.linked_to:
        lines.append(words.sentence("notification", "linked", {}))
    if life.problem:
        lines.append(words.word("problem", life.problem))
    return lines


def _waiting_details(life: Life, telling: Telling) -> list[str]:
    """Say what an approval would let out, and how many are missing."""
    words, offer = telling.wording, life.offer
    if offer.window is None:
        lines = [words.sentence("notification", "choose_window", {"limit": _limit(life)})]
    else:
        key = "offer_with_sound" if offer.terms.sound else "offer"
        leaving = {"cameras": _names(offer.cameras, telling), "window": span(offer.window, telling)}
        lines = [words.sentence("notification", key, leaving)]
    if life.approvals_missing > 1 or life.approvals:
        missing = str(life.approvals_missing)
        lines.append(words.sentence("notification", "approvals_missing", {"count": missing}))
    return lines


def _clip_details(life: Life, telling: Telling) -> list[str]:
    """Say what the finished clips do not show of what was agreed, and what has to be known about their footage."""
    if not life.clips:
        return []
    words, names, zone = telling.wording, telling.camera_names, telling.zone
    lines = []
    for clip in life.clips:
        gaps = [f"{gap.start.astimezone(zone):%H:%M:%S} – {gap.end.astimezone(zone):%H:%M:%S}" for gap in clip.gaps]
        if gaps:
            shown = {"camera": names.get(clip.camera_id, clip.camera_id), "gaps": ", ".join(gaps[:GAPS_SHOWN])}
            lines.append(words.sentence("notification", "partial", shown))
    agreed = life.offer.cameras or life.offer.terms.cameras or frozenset(names)
    if without := agreed - {clip.camera_id for clip in life.clips}:
        lines.append(words.sentence("notification", "without", {"cameras": _names(without, telling)}))
    notes = sorted({note for clip in life.clips for note in clip.notes})
    return [*lines, *(words.word("footage_note", note) for note in notes)]


def _names(cameras: frozenset[str] | None, telling: Telling) -> str:
    """Name cameras as the household does, all of them for None."""
    chosen = frozenset(telling.camera_names) if cameras is None else cameras
    return ", ".join(sorted(telling.camera_names.get(camera, camera) for camera in chosen)) or "–"


def _complete(offer: Offer) -> bool:
    """Tell whether an offer can be approved as it stands: its seconds are chosen, and a camera is left."""
    return offer.window is not None and offer.cameras != frozenset()


def _limit(life: Life) -> str:
    """Return the longest clip of an offer."""
    limit = life.offer.terms.longest_clip
    return spell(limit) if limit else "–"


def _unproven_court_order(request: FootageRequest) -> bool:
    """Tell whether the request only says that it is a court's."""
    return Demand.COURT_ORDER in request.demands and request.requester.assurance <= Assurance.UNVERIFIED


def _seal(telling: Telling) -> str:
    """Name the ledger's head, so that it stands outside the hub."""
    head = {"count": str(telling.head.count), "hash": telling.head.hash[:16]}
    return telling.wording.sentence("notification", "ledger_head", head)
