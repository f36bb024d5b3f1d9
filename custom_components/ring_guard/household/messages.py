"""What the household is told about a request: title, text and buttons, from the life as it stands.

Every text starts with words of ours: an app runs a message that consists of nothing but a command.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum

from ..domain.lifecycle import Life, Offer, Release, State, Way, keeps_hold, settled
from ..domain.masks import Mask, applied
from ..domain.model import Assurance, Demand, FootageRequest, Mode, Window
from ..domain.policy import assurance_of
from ..domain.requesters import who_asks
from ..domain.requesters.mail import gives_up_at, open_questions
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
    withdrawable: bool = False
    revocable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What a message is made with: the language, the household's clock, cameras and their masks, and how much it may say."""

    wording: Wording
    zone: tzinfo
    camera_names: dict[str, str]
    show_details: bool
    mode: Mode
    head: Head
    masks: Mapping[str, Sequence[Mask]] = field(default_factory=dict)


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
        lines.append(words.sentence("notification", "answer_by", {"time": clock(life.due, telling)}))
    lines.append(_seal(telling))
    cooling = life.state is State.COOLING_DOWN and life.due is not None
    knocks = waiting or cooling or life.release is not None
    quiet = not knocks or life.state is State.LINK_EXPIRED or (waiting and _unproven_court_order(life.request))
    return Message(
        tag=tag_of(life.id),
        title=words.sentence("notification", f"title_{key}", {}),
        text="\n".join(line for line in lines if line),
        urgency=Urgency.QUIET if quiet else Urgency.NORMAL,
        answerable=waiting and telling.mode is not Mode.LOCKDOWN,
        approvable=waiting and telling.mode is not Mode.LOCKDOWN and settled(life.offer),
        withdrawable=cooling,
        revocable=_has_link(life),
    )


def who(request: FootageRequest, words: Wording) -> str:
    """Say in one sentence who asks, how sure that is, and why."""
    found = who_asks(request)
    return words.sentence("who", found.key, dict(found.placeholders))


def what(life: Life, telling: Telling) -> str:
    """Say what they want: which cameras, and from when to when."""
    request, words = life.request, telling.wording
    asked = span(request.window, telling) if request.window else words.word("notification", "no_window")
    return words.sentence("notification", "what", {"cameras": _names(request.cameras, telling), "window": asked})


def span(window: Window, telling: Telling) -> str:
    """Write a window in the household's time zone and language."""
    start, end = window.start.astimezone(telling.zone), window.end.astimezone(telling.zone)
    until = f"{end:%H:%M:%S}" if start.date() == end.date() else _to_the_second(end, telling)
    return f"{_to_the_second(start, telling)} – {until} ({spell(window.length)})"


def spell(length: timedelta) -> str:
    """Write a length of time as h:mm:ss."""
    return str(timedelta(seconds=round(length.total_seconds())))


def clock(moment: datetime, telling: Telling) -> str:
    """Write a moment in the household's time zone and language, to the minute."""
    local = moment.astimezone(telling.zone)
    return f"{telling.wording.day(local)} {local:%H:%M}"


def _to_the_second(moment: datetime, telling: Telling) -> str:
    """Write a moment in the household's time zone and language, to the second."""
    local = moment.astimezone(telling.zone)
    return f"{telling.wording.day(local)} {local:%H:%M:%S}"


def _title_key(life: Life) -> str:
    """Return which title fits a life."""
    if life.state is State.AWAITING_CONFIRMATION and life.request.suspicious:
        return "suspicious"
    if life.state is State.READY and life.release is not None:
        return "leaving"
    if life.state is State.RELEASED and life.release is not None and life.release.fetches:
        return "fetched"
    return life.state.value


def _details(life: Life, telling: Telling) -> list[str]:
    """Say who, what, why, and how far along it is."""
    words = telling.wording
    lines = [who(life.request, words), what(life, telling), words.reason(life.decision.deciding.reason)]
    lines += [words.word("finding", found.kind.value) for found in life.request.findings[:4]]
    lines += _looked_up(life, telling)
    if life.state is State.AWAITING_CONFIRMATION:
        lines += _waiting_details(life, telling)
    if life.state is State.COOLING_DOWN and life.due:
        lines += _agreed(life.offer, telling)
        lines.append(words.sentence("notification", "cooling_until", {"time": clock(life.due, telling)}))
    lines += _hold_details(life, telling)
    if life.release is not None:
        lines += _release_details(life, life.release, telling)
    lines += _clip_details(life, telling)
    if life.linked_to:
        lines.append(words.sentence("notification", "linked", {}))
    if life.problem:
        lines.append(words.word("problem", life.problem))
    return lines


def _looked_up(life: Life, telling: Telling) -> list[str]:
    """Say that more became known of the one who asks, and what could not be looked up yet."""
    words = telling.wording
    lines = []
    if life.identified_at is not None:
        lines.append(words.sentence("notification", "identified_anew", {"time": clock(life.identified_at, telling)}))
    if life.state is State.AWAITING_CONFIRMATION and open_questions(life.request.mail):
        until = clock(gives_up_at(life.request.received_at), telling)
        lines.append(words.sentence("notification", "not_looked_up", {"time": until}))
    return lines


def _waiting_details(life: Life, telling: Telling) -> list[str]:
    """Say what an approval would let out, and how many are missing."""
    words, offer = telling.wording, life.offer
    if offer.window is None:
        then = ", ".join([_names(_shown(offer), telling), *_kept_back(offer, telling)])
        lines = [
            words.sentence("notification", "choose_window", {"limit": _limit(life)}),
            words.sentence("notification", "choose_window_then", {"what": then}),
        ]
    else:
        lines = [words.sentence("notification", "offer", {"what": _leaving(offer, offer.window, telling)})]
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
    for one in life.left_out:
        shown = {"camera": names.get(one.camera_id, one.camera_id), "problem": words.word("problem", one.problem)}
        lines.append(words.sentence("notification", "left_out", shown))
    notes = sorted({note for clip in life.clips for note in clip.notes})
    return [*lines, *(words.word("footage_note", note) for note in notes)]


def _agreed(offer: Offer, telling: Telling) -> list[str]:
    """Say what was agreed, for whoever may still stop it."""
    if offer.window is None:
        return []
    return [telling.wording.sentence("notification", "agreed", {"what": _leaving(offer, offer.window, telling)})]


def _leaving(offer: Offer, window: Window, telling: Telling) -> str:
    """Say in a few words what would leave: cameras, seconds, sound, masks, and how small."""
    seconds = {"seconds": f"{window.length.total_seconds():g}", "start": _to_the_second(window.start, telling)}
    from_when = telling.wording.sentence("notification", "leaves_from", seconds)
    return ", ".join([_names(_shown(offer), telling), from_when, *_kept_back(offer, telling)])


def _kept_back(offer: Offer, telling: Telling) -> list[str]:
    """Say what of picture and sound is kept back; masks are those that the clips of these cameras will have."""
    words, terms = telling.wording, offer.terms
    cameras = _shown(offer)
    chosen = frozenset(telling.masks) if cameras is None else cameras
    count = sum(len(applied(telling.masks.get(camera, ()), terms)) for camera in chosen)
    parts = [words.word("notification", "leaves_sound" if terms.sound else "leaves_no_sound")]
    if count:
        parts.append(
            words.sentence("notification", "leaves_mask" if count == 1 else "leaves_masks", {"count": str(count)})
        )
    if terms.most_lines is not None:
        parts.append(words.sentence("notification", "leaves_lines", {"lines": str(terms.most_lines)}))
    return parts


def _shown(offer: Offer) -> frozenset[str] | None:
    """Return the cameras that an offer shows, None for all of the household's."""
    return offer.terms.cameras if offer.cameras is None else offer.cameras


def _names(cameras: frozenset[str] | None, telling: Telling) -> str:
    """Name cameras as the household does, all of them for None."""
    chosen = frozenset(telling.camera_names) if cameras is None else cameras
    return ", ".join(sorted(telling.camera_names.get(camera, camera) for camera in chosen)) or "–"


def _hold_details(life: Life, telling: Telling) -> list[str]:
    """Say what could not be held back from the recorder's clean-up, and what stays held until a person ends it."""
    words, hold = telling.wording, life.hold
    if hold is None:
        return []
    lines = []
    if life.state is State.AWAITING_CONFIRMATION and hold.problems:
        problems = "; ".join(words.word("problem", problem).removesuffix(".") for problem in hold.problems)
        lines.append(words.sentence("notification", "hold_problem", {"problem": problems}))
    if not life.open and hold.size and keeps_hold(life):
        lines.append(words.sentence("notification", "hold_kept", {}))
    return lines


def _release_details(life: Life, release: Release, telling: Telling) -> list[str]:
    """Say by which way the clip leaves, until when it can be stopped, and who fetched it first."""
    words = telling.wording
    if release.way is Way.SAVED or release.ends is None:
        return [words.sentence("notification", "saved_for_you", {})]
    lines = []
    if life.state is State.READY:
        lines += _agreed(life.offer, telling)
        lines.append(words.sentence("notification", "link_opens", {"time": clock(release.live_from, telling)}))
    counts = {"count": str(len(release.fetches)), "allowed": str(release.fetches_allowed)}
    lines.append(words.sentence("notification", "link_until", {"time": clock(release.ends, telling), **counts}))
    for first in release.fetches[:1]:
        values = {"time": clock(first.at, telling), "address": first.address}
        lines.append(words.sentence("notification", "first_fetch", values))
    return lines


def _has_link(life: Life) -> bool:
    """Tell whether there is a link, open or yet to open, that can be stopped."""
    return life.release is not None and life.release.way is Way.LINK and life.due is not None


def _limit(life: Life) -> str:
    """Return the longest clip of an offer."""
    limit = life.offer.terms.longest_clip
    return spell(limit) if limit else "–"


def _unproven_court_order(request: FootageRequest) -> bool:
    """Tell whether the request only says that it is a court's."""
    return Demand.COURT_ORDER in request.demands and assurance_of(request.requester) <= Assurance.UNVERIFIED


def _seal(telling: Telling) -> str:
    """Name the ledger's head, so that it stands outside the hub."""
    head = {"count": str(telling.head.count), "hash": telling.head.hash[:16]}
    return telling.wording.sentence("notification", "ledger_head", head)
