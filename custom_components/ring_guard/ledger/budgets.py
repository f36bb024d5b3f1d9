"""Keeping a flood small: how much of each source is kept, and the one row that counts the rest.

Counts and hashes only; whether an arrival deserves an answer is not asked here.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert

from ..domain.model import Arrival
from . import chain
from .records import Budget, NewEntry
from .tables import windows

_LOAD = select(windows).where(windows.c.source_id == bindparam("wanted"))
_CLOSED = select(windows.c.source_id).where(windows.c.ends_at <= bindparam("now"))
_DROP = delete(windows).where(windows.c.source_id == bindparam("wanted"))
_SAVE = insert(windows)
_SAVE = _SAVE.on_conflict_do_update(index_elements=["source_id"], set_=dict(_SAVE.excluded))


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """What one source has sent in its current window; times in microseconds since 1970."""

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

    def with_kept(self, size: int) -> Window:
        """Count an arrival that is kept."""
        return replace(self, kept=self.kept + 1, kept_bytes=self.kept_bytes + size)

    def with_beyond(self, arrival: Arrival, now: int) -> Window:
        """Count and hash an arrival beyond the budget."""
        return replace(
            self,
            beyond=self.beyond + 1,
            beyond_bytes=self.beyond_bytes + arrival.size,
            first_at=now if self.first_at is None else self.first_at,
            last_at=now,
            digest=sha256(self.digest + arrival.sha256.encode()).digest(),
        )

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

    def __init__(self, connection: Connection, append: Callable[[NewEntry], int]) -> None:
        self._connection = connection
        self._append = append
        self._known: dict[str, Window] = {}
        self._saved: dict[str, Window] = {}

    def current(self, arrival: Arrival, budget: Budget) -> Window:
        """Return the source's window at this arrival's time, sealing the one before if its time is over."""
        now = chain.to_micros(arrival.received_at)
        found = self._known.get(arrival.source_id) or self._load(arrival.source_id)
        if found and found.holds(now):
            return found
        if found:
            self._seal(found)
        length = chain.to_micros(arrival.received_at + budget.window) - now
        return Window(source_id=arrival.source_id, started_at=now, ends_at=now + length)

    def put(self, window: Window) -> None:
        """Take a window's new counts; `save` writes them."""
        self._known[window.source_id] = window

    def save(self) -> None:
        """Write the windows that changed."""
        for source_id, window in self._known.items():
            if self._saved.get(source_id) != window:
                self._connection.execute(_SAVE, asdict(window))
                self._saved[source_id] = window

    def seal_closed(self, now: int) -> tuple[int, ...]:
        """Write the entries of all windows that are over at `now`, forget those windows, and return the seqs."""
        self.save()
        sources = self._connection.scalars(_CLOSED, {"now": now}).all()
        sealed = [self._seal(window) for source in sources if (window := self._load(source))]
        for source in sources:
            self._connection.execute(_DROP, {"wanted": source})
            self._known.pop(source, None)
            self._saved.pop(source, None)
        return tuple(seq for seq in sealed if seq is not None)

    def remember(self) -> dict[str, Window]:
        """Return the windows as they stand, for `restore`."""
        return dict(self._known)

    def restore(self, before: dict[str, Window]) -> None:
        """Go back to the windows as they stood; what was written since is gone with its savepoint."""
        self._known = before
        self._saved.clear()

    def _load(self, source_id: str) -> Window | None:
        """Read a source's window."""
        row: Any = self._connection.execute(_LOAD, {"wanted": source_id}).first()
        return Window(**row._asdict()) if row else None

    def _seal(self, window: Window) -> int | None:
        """Write a closed window's entry if anything went beyond the budget."""
        return self._append(window.to_entry()) if window.beyond else None
