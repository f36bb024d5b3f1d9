"""What comes in: arrivals, and the requests that are read from them.

All times are aware; whatever is stored is UTC. Every text in here was written by a stranger.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
import math

from .evidence import CallBack, MailEvidence
from .vocabulary import (
    ALL_LEVELS,
    Assurance,
    AssuredParty,
    Demand,
    FindingKind,
    IncidentType,
    Level,
    Severity,
    SourceKind,
    System,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A stretch of time `start <= t < end`; takes any aware times and holds them in UTC.

    In UTC because Python subtracts and compares two times of one zone by their faces: over the hour that an
    autumn night has twice, a window would be an hour longer than its length says.
    """

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        """Refuse a window that is naive, empty or runs backwards.

        Raises:
            ValueError: if either end is naive or has no time in UTC, or `end <= start`.
        """
        object.__setattr__(self, "start", _in_utc(self.start))
        object.__setattr__(self, "end", _in_utc(self.end))
        if self.end <= self.start:
            raise ValueError("a window must end after it starts")

    @property
    def length(self) -> timedelta:
        """How long the window is."""
        return self.end - self.start

    def contains(self, other: Window) -> bool:
        """Tell whether `other` lies wholly inside this window."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A place that a request speaks of, as far as it says; a size that is no number counts as not stated."""

    description: str | None = None
    square_miles: float | None = None

    def __post_init__(self) -> None:
        """Forget "infinite" and "not a number": a stranger can write them, and JSON cannot hold them."""
        if self.square_miles is not None and not math.isfinite(self.square_miles):
            object.__setattr__(self, "square_miles", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """How a requester says that it can be reached. Never used to call back: that needs an independent number."""

    officer: str | None = None
    email: str | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One step of an explanation: a translation key with its placeholders.

    `placeholders` are (name, value) pairs; values may be hostile text and are escaped where they are shown.
    """

    key: str
    placeholders: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something noticed about a request, with the words that show it (at most 200 characters)."""

    kind: FindingKind
    severity: Severity
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Requester:
    """Who asks: what is claimed, and what the evidence leaves possible.

    `claimed_agencies` holds registry keys of bodies that the message names (`fbi`, `ice`, ...).
    `proven_agency` is such a key too, and only evidence sets it. `possible_levels` is narrowed by
    evidence alone, never by a claim. `assured` says whom the assurance speaks of. `proven_domain` is the registered
    domain that a mail was proven to come from. `claimed_lists` holds the ids of the household's lists that a claimed name or
    address stands on, `proven_lists` those that the proven domain stands on, and `possible_lists` those that evidence
    leaves possible (None = any: that a name is missing on a list proves nothing). `call_back` stands beside the assurance that the message has by itself.
    """

    claimed_name: str | None = None
    claimed_agencies: frozenset[str] = frozenset()
    claimed_levels: frozenset[Level] = frozenset()
    possible_levels: frozenset[Level] = ALL_LEVELS
    proven_agency: str | None = None
    assurance: Assurance = Assurance.UNVERIFIED
    assured: AssuredParty | None = None
    proven_domain: str | None = None
    claimed_lists: frozenset[str] = frozenset()
    proven_lists: frozenset[str] = frozenset()
    possible_lists: frozenset[str] | None = None
    call_back: CallBack | None = None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One message that came in through a source, as received.

    `body` holds the raw bytes, or nothing if the message was larger than its source keeps
    (`size` and `sha256` always describe what was received). `origin` names the sender as far as the
    source authenticated it (a webhook's secret, a phone), never as the message names itself.
    """

    id: str
    source_kind: SourceKind
    source_id: str
    origin: str
    received_at: datetime
    media_type: str
    body: bytes
    size: int
    sha256: str

    def __post_init__(self) -> None:
        """Refuse a naive time of arrival; hold it in UTC.

        Raises:
            ValueError: if `received_at` is naive or has no time in UTC.
        """
        object.__setattr__(self, "received_at", _in_utc(self.received_at))


@dataclass(frozen=True, slots=True, kw_only=True)
class FootageRequest:
    """One ask for footage, as read; immutable once read.

    `None` and empty sets mean "not stated", which the policy treats as "anything is possible":
    `cameras` None = all of the household's, `incident_types` empty = any,
    `demands` is never empty ({voluntary} when nothing is said).
    `cameras` holds camera ids of the household; a named camera that is not known counts as not stated.
    `links` holds the hosts that its links lead to, in lower case. `reply_by` is the deadline that the requester sets itself. `mail` is what was found out about a mail, None for all else.
    """

    id: str
    arrival_id: str
    source_kind: SourceKind
    source_id: str
    origin: str
    received_at: datetime
    system: System
    title: str = ""
    text: str = ""
    requester: Requester = field(default_factory=Requester)
    contact: Contact = field(default_factory=Contact)
    reference: str | None = None
    incident_types: frozenset[IncidentType] = frozenset()
    window: Window | None = None
    area: Area | None = None
    cameras: frozenset[str] | None = None
    demands: frozenset[Demand] = frozenset({Demand.VOLUNTARY})
    reply_by: datetime | None = None
    links: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    mail: MailEvidence | None = None

    def __post_init__(self) -> None:
        """Refuse a request without a demand or with a naive time; hold its times in UTC.

        Raises:
            ValueError: if `demands` is empty, or `received_at` or `reply_by` is naive or has no time in UTC.
        """
        if not self.demands:
            raise ValueError("a request always has a demand; nothing said is voluntary")
        object.__setattr__(self, "received_at", _in_utc(self.received_at))
        if self.reply_by is not None:
            object.__setattr__(self, "reply_by", _in_utc(self.reply_by))

    @property
    def suspicious(self) -> bool:
        """Tell whether any finding is of severity "suspicious"."""
        return any(found.severity is Severity.SUSPICIOUS for found in self.findings)


def _in_utc(moment: datetime) -> datetime:
    """Return the same moment in UTC.

    Raises:
        ValueError: if `moment` is naive, or so close to the first or last year that UTC has no name for it.
    """
    if moment.tzinfo is UTC:
        return moment
    if moment.utcoffset() is None:
        raise ValueError("a time needs a zone")
    try:
        return moment.astimezone(UTC)
    except OverflowError as err:
        raise ValueError("a time must exist in UTC") from err
