"""Keeping a flood small: how much of each source is kept, and the one row that counts the rest.

Counts and hashes only; whether an arrival deserves an answer is not asked here.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256
from operator import attrgetter
import sqlite3

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert

from ..domain.model import Arrival
from . import chain
from .records import Budget, NewEntry
from .tables import compiled, from_bytes, to_bytes, windows

_NAMES = tuple(windows.c.keys())
_VALUES = attrgetter(*_NAMES)
_LOAD = compiled(select(windows).where(windows.c.source_id == bindparam("wanted")))
_CLOSED = compiled(select(windows.c.source_id).where(windows.c.ends_at <= bindparam("now")))
_DROP = compiled(delete(windows).where(windows.c.source_id == bindparam("wanted")))
_SAVE = compiled(
    (_NEW := insert(windows)).on_conflict_do_update(index_elements=["source_id"], set_=dict(_NEW.excluded))
)


@dataclass(slots=True, kw_only=True)
class Window:
    """What one source has sent in its current window; times in microseconds since 1970.

    It counts in place: a flood goes through here, and a copy for each of its arrivals costs as much as keeping one.
    """

    source_id: str
    started_at: int
    ends_at: int
    kept: int = 0
    kept_bytes: int = 0
    beyond: int = 0
    beyond_bytes: int = 0
    first_at: int | None = None
    last_at: int | None = None
    digest: bytes = bytes(32)

    def holds(self, now: int) -> bool:
        """Tell whether `now` belongs to this window.

        Arrivals that overtake each other may be a little older than the window; a clock that was set back by
        more than its length begins a new one.
        """
        return 2 * self.started_at - self.ends_at <= now < self.ends_at

    def allows(self, size: int, budget: Budget) -> bool:
        """Tell whether one more arrival of this size is kept."""
        return self.kept < budget.per_window and self.kept_bytes + size <= budget.bytes

    def keep(self, size: int) -> None:
        """Count an arrival that is kept."""
        self.kept += 1
        self.kept_bytes += size

    def go_beyond(self, arrival: Arrival, now: int) -> None:
        """Count and hash an arrival beyond the budget."""
        self.beyond += 1
        self.beyond_bytes += arrival.size
        self.first_at = now if self.first_at is None else self.first_at
        self.last_at = now
        self.digest = sha256(self.digest + arrival.sha256.encode()).digest()

    def to_entry(self) -> NewEntry:
        """Return the one entry that stands for all arrivals beyond the budget."""
        assert self.first_at is not None
        assert self.last_at is not None
        payload = {
            "source_id": self.source_id,
            "count": self.beyond,
            "bytes": self.beyond_bytes,
            "first_at": chain.to_moment(self.first_at).isoformat(),
            "last_at": chain.to_moment(self.last_at).isoformat(),
            "running_sha256": self.digest.hex(),
        }
        return NewEntry(kind="arrivals_beyond_budget", at=chain.to_moment(self.last_at), payload=payload)


class Windows:
    """The sources' windows within one transaction: read once, written once, however many arrivals come in it."""

    def __init__(self, execute: Callable[..., sqlite3.Cursor], append: Callable[[NewEntry], int]) -> None:
        self._execute = execute
        self._append = append
        self._known: dict[str, Window] = {}
        self._changed: set[str] = set()

    def current(self, arrival: Arrival, budget: Budget) -> Window:
        """Return the source's window at this arrival's time; where the one before is over, seal it and begin another."""
        now = chain.to_micros(arrival.received_at)
        found = self._known.get(arrival.source_id) or self._load(arrival.source_id)
        if found and found.holds(now):
            return found
        if found:
            self._seal(found)
        length = chain.to_micros(arrival.received_at + budget.window) - now
        begun = Window(source_id=arrival.source_id, started_at=now, ends_at=now + length)
        self.put(begun)
        return begun

    def put(self, window: Window) -> None:
        """Take a window whose counts have changed; `save` writes them."""
        self._known[window.source_id] = window
        self._changed.add(window.source_id)

    def save(self) -> None:
        """Write the windows that changed."""
        for source_id in self._changed:
            values = zip(_NAMES, _VALUES(self._known[source_id]), strict=True)
            self._execute(_SAVE, {**dict(values), "source_id": to_bytes(source_id)})
        self._changed.clear()

    def seal_closed(self, now: int) -> tuple[int, ...]:
        """Write the entries of all windows that are over at `now`, forget those windows, and return the seqs."""
        self.save()
        sources = [from_bytes(source) for (source,) in self._execute(_CLOSED, {"now": now})]
        sealed = [self._seal(window) for source in sources if (window := self._load(source))]
        for source in sources:
            self._execute(_DROP, {"wanted": to_bytes(source)})
            self._known.pop(source, None)
        return tuple(seq for seq in sealed if seq is not None)

    def remember(self) -> dict[str, Window]:
        """Return the windows as they stand, for `restore`."""
        return {source_id: replace(window) for source_id, window in self._known.items()}

    def restore(self, before: dict[str, Window]) -> None:
        """Go back to the windows as they stood; what was written since is gone with its savepoint."""
        self._known = before
        self._changed = set(before)

    def _load(self, source_id: str) -> Window | None:
        """Read a source's window."""
        row = self._execute(_LOAD, {"wanted": to_bytes(source_id)}).fetchone()
        return Window(**{**dict(zip(_NAMES, row, strict=True)), "source_id": source_id}) if row else None

    def _seal(self, window: Window) -> int | None:
        """Write a closed window's entry if anything went beyond the budget."""
        return self._append(window.to_entry()) if window.beyond else None
