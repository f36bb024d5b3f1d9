"""What goes into the ledger and what comes out of it, as frozen values.

Nothing in here knows SQL or touches a file. All times are aware; the ledger keeps them in UTC to the microsecond.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
import re
from typing import Any

from ..domain.model import Arrival

type Plain = Mapping[str, Any]
"""What JSON can hold, with text keys."""

_WORD = re.compile(r"[A-Za-z0-9_.:-]{1,128}")
"""Kinds and request ids stand in the chain's headers as they are: no spaces, no line ends."""


def _must_be_word(value: str, what: str) -> None:
    """Refuse what could not stand in a header.

    Raises:
        ValueError: if `value` is empty, too long or holds other signs than letters, digits and `_.:-`.
    """
    if not _WORD.fullmatch(value):
        raise ValueError(f"{what} must be 1 to 128 letters, digits or _.:-")


def _must_be_aware(value: datetime, what: str) -> None:
    """Refuse a time without a zone.

    Raises:
        ValueError: if `value` is naive.
    """
    if value.utcoffset() is None:
        raise ValueError(f"{what} must be an aware time")


class LedgerError(Exception):
    """Whatever the ledger refuses."""


class LedgerUnavailable(LedgerError):
    """Nothing can be written or read now: full, read-only, busy or failing disk. Nothing leaves the house upon it.

    Trying again later is right: the ledger works again by itself once the disk does.
    """


class LedgerTooNew(LedgerError):
    """The file was written by a newer Ring Guard; it is left as it is."""


class LedgerClosed(LedgerError):
    """The ledger was closed before this could be done."""


class NotErasable(LedgerError):
    """What was to be erased is not there, is still under way, or is a record of an erasure itself."""


class Superseded(LedgerError):
    """A compare-and-set came too late; nothing of its write was kept.

    `current` is the request as it stands now, None if there is none.
    """

    def __init__(self, current: RequestRow | None) -> None:
        super().__init__("the request has changed meanwhile" if current else "there is no such request")
        self.current = current


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """How many entries the chain has, and the hash of the last one in hexadecimal (64 zeros for none)."""

    count: int
    hash: str


EMPTY_HEAD = Head(count=0, hash="0" * 64)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEntry:
    """One entry to append. Only `payload` can be erased later: nobody's personal data belongs into the rest."""

    kind: str
    at: datetime
    request_id: str | None = None
    payload: Plain = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse what could not stand in a header.

        Raises:
            ValueError: for a kind or id that is no plain word, or a naive time.
        """
        _must_be_word(self.kind, "kind")
        if self.request_id is not None:
            _must_be_word(self.request_id, "request_id")
        _must_be_aware(self.at, "at")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry as it stands: `seq` counts from 1.

    `payload` is None once erased; then `erased_by` is the seq of the entry that records the erasure.
    """

    seq: int
    kind: str
    at: datetime
    request_id: str | None
    payload: Plain | None
    hash: str
    erased_by: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestRow:
    """A request as it stands now.

    `deadline` is when something is next due in its life, `open` whether its life goes on. `match_key` is a hash of
    origin, system and reference, for finding duplicates. `version` counts its changes from 1. `document` is the
    domain's own record.
    """

    id: str
    version: int
    state: str
    received_at: datetime
    open: bool
    deadline: datetime | None = None
    match_key: str | None = None
    document: Plain = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse what could not be stored or found again.

        Raises:
            ValueError: for an id or state that is no plain word, a naive time, a version below 1.
        """
        _must_be_word(self.id, "id")
        _must_be_word(self.state, "state")
        if self.match_key is not None:
            _must_be_word(self.match_key, "match_key")
        _must_be_aware(self.received_at, "received_at")
        if self.deadline is not None:
            _must_be_aware(self.deadline, "deadline")
        if self.version < 1:
            raise ValueError("versions count from 1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Compare-and-set of one request: `row` replaces the version `expected_version` (None: there must be none yet)."""

    expected_version: int | None
    row: RequestRow

    def __post_init__(self) -> None:
        """Refuse a change that does not count on by one.

        Raises:
            ValueError: if the new version is not the one after the expected.
        """
        if self.row.version != (self.expected_version or 0) + 1:
            raise ValueError("a change counts the version on by one")

    @property
    def request_id(self) -> str:
        """Whose row it is."""
        return self.row.id


@dataclass(frozen=True, slots=True, kw_only=True)
class NewErrand:
    """An outside effect (notification, file, link) to run after it is durable. `key` is unique for ever."""

    key: str
    kind: str
    request_id: str | None = None
    payload: Plain = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """An errand that is yet to be run (or to be run again: it is done only once `Write.errands_done` says so)."""

    id: int
    key: str
    kind: str
    request_id: str | None
    payload: Plain


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyText:
    """One version of the policy, kept once by its digest."""

    digest: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Write:
    """One atomic unit: all of it becomes durable, or nothing.

    A `change` needs at least one entry of the same request: no state without its record.
    `arrival` stores a message without asking a budget (what the household itself hands in); messages from outside
    come in through `Ledger.record_arrival`. `arrival_done` is the id of the arrival that this write has dealt with.
    """

    entries: tuple[NewEntry, ...] = ()
    change: Change | None = None
    arrival: Arrival | None = None
    arrival_done: str | None = None
    errands: tuple[NewErrand, ...] = ()
    errands_done: tuple[int, ...] = ()
    policy: PolicyText | None = None

    def __post_init__(self) -> None:
        """Refuse a change of state without an entry that records it.

        Raises:
            ValueError: if no entry speaks of the changed request.
        """
        if self.change and all(entry.request_id != self.change.request_id for entry in self.entries):
            raise ValueError("a change needs an entry that records it")


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a write did: the seqs of its entries, its errands with their ids, and the chain's head after it.

    `replayed` names what had been seen before: a known arrival id means that the whole write was left out; an
    errand's key means that this errand was left out.
    """

    seqs: tuple[int, ...]
    errands: tuple[Errand, ...]
    head: Head
    replayed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """How much of one source is kept as it is: so many arrivals and so many bytes of bodies in each window."""

    per_window: int
    bytes: int
    window: timedelta

    def __post_init__(self) -> None:
        """Refuse a budget that cannot be meant.

        Raises:
            ValueError: if it allows nothing at all, or its window is empty.
        """
        if self.per_window < 1 or self.bytes < 0 or self.window <= timedelta():
            raise ValueError("a budget allows at least one arrival in a window of time")


DEFAULT_BUDGET = Budget(per_window=100, bytes=2 * 1024 * 1024, window=timedelta(hours=1))
"""At most 48 MB of bodies a day and source while somebody floods it all day; far beyond what a household gets."""


class Outcome(StrEnum):
    """What became of an arrival."""

    KEPT = "kept"
    REPLAYED = "replayed"
    AGGREGATED = "aggregated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """An arrival is durable: kept as it is, known before, or counted and hashed beyond its source's budget.

    `seq` is the entry of a kept one. `beyond` is how many arrivals of this source went beyond its budget in the
    window so far (0 unless aggregated).
    """

    outcome: Outcome
    seq: int | None = None
    beyond: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """What an erasure took away: the seqs of the payloads, and the seq of the entry that says so."""

    seqs: tuple[int, ...]
    recorded_as: int
    head: Head


class Problem(StrEnum):
    """Why a ledger fails its check; also translation keys."""

    ALTERED_PAYLOAD = "altered_payload"
    ALTERED_HEADER = "altered_header"
    ALTERED_TOMBSTONE = "altered_tombstone"
    MISSING_ENTRY = "missing_entry"
    MISSING_PAYLOAD = "missing_payload"
    CUT_TAIL = "cut_tail"
    HEAD_MISMATCH = "head_mismatch"
    STATE_MISMATCH = "state_mismatch"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """The result of a check. `problem` None = whole; else `broken_at` is the first seq that fails.

    `head` is the chain's end as recomputed so far, `heads` how many published heads agreed, `erased` how many
    payloads are gone by recorded erasures. For `STATE_MISMATCH` `request_id` names the request whose row does not
    agree with the chain.
    """

    head: Head
    heads: int
    erased: int
    problem: Problem | None = None
    broken_at: int | None = None
    request_id: str | None = None

    @property
    def whole(self) -> bool:
        """Tell whether everything agreed."""
        return self.problem is None
