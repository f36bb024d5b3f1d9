"""The ledger as the rest of Ring Guard meets it: every call is a coroutine and leaves the event loop free.

It only hands work to the one writer thread or the one reader thread and must not touch the database itself.
"""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime, timedelta
import logging
from pathlib import Path
from typing import Self

from ..domain.model import Arrival, SourceKind
from . import chain, erasure, heads as published_heads, mails, queries, verification
from .mails import Mail, MailPlace, TakenMails
from .queries import Reader
from .records import (
    DEFAULT_BUDGET,
    Budget,
    Entry,
    Erased,
    Errand,
    Head,
    LedgerUnavailable,
    Receipt,
    RequestRow,
    Verification,
    Write,
    Written,
)
from .session import Unit
from .store import HEADS_FILE, Store
from .writer import Writer

_LOGGER = logging.getLogger(__name__)


class Ledger:
    """An open ledger. One per process and folder; all methods belong to the loop that opened it."""

    def __init__(self, store: Store, writer: Writer, reader: Reader) -> None:
        self._writer = writer
        self._reader = reader
        self._heads = store.path.with_name(HEADS_FILE)
        self._available = True
        self._tell: Callable[[bool], None] | None = None

    @classmethod
    async def open(cls, folder: Path) -> Self:
        """Open the ledger in `folder`, making both if needed (folder 0700, files 0600).

        A file that is no readable database is moved aside and a new ledger started, whose first entry names it.

        Raises:
            LedgerUnavailable: if the disk is full, read-only or failing.
            LedgerTooNew: if a newer Ring Guard wrote the file.
        """
        store = Store(folder)
        writer = Writer(store)
        try:
            await writer.open()
        except BaseException:
            await writer.close()
            raise
        return cls(store, writer, Reader(store))

    async def close(self) -> None:
        """Finish what was handed in, and end both threads."""
        await self._writer.close()
        await self._reader.close()

    @property
    def head(self) -> Head:
        """The chain's head after the last commit."""
        return self._writer.head

    @property
    def commits(self) -> int:
        """How many commits were made since opening; writes that come together share one."""
        return self._writer.commits

    def on_availability(self, tell: Callable[[bool], None]) -> None:
        """Have `tell` called in the loop whenever writing stops or starts to work."""
        self._tell = tell

    async def write(self, write: Write) -> Written:
        """Make one unit durable; returns only after it is.

        Raises:
            Superseded: if `write.change` came too late; nothing of this write was kept.
            LedgerUnavailable: if it could not be made durable.
            ValueError: if a payload is nothing that JSON can hold.
        """
        return await self._run(lambda session: session.write(write))

    async def record_arrival(self, arrival: Arrival, budget: Budget = DEFAULT_BUDGET) -> Receipt:
        """Make an arrival durable within its source's budget, or count and hash it beyond that.

        Raises:
            LedgerUnavailable: if it could not be made durable: it must not be acknowledged.
        """
        return await self._run(lambda session: session.record(arrival, budget))

    async def mail_place(self, source_id: str) -> MailPlace | None:
        """Return how far a mailbox was read, None if it never was."""
        return await self._reader.run(lambda connection: mails.place_of(connection, source_id))

    async def begin_mails(self, place: MailPlace) -> MailPlace:
        """Give a mailbox a new place, and return it as it stands.

        Raises:
            LedgerUnavailable: if it could not be made durable.
        """
        return await self._run(mails.begin_at(place))

    async def take_mails(
        self,
        place: MailPlace,
        batch: Sequence[Mail],
        now: datetime,
        *,
        looked_at: datetime | None = None,
        budget: Budget = DEFAULT_BUDGET,
    ) -> TakenMails:
        """Make mails durable in ascending order of UID, as far as the budget goes, and the new place with them.

        `looked_at` comes with the last mails that a look at the folder found.

        Raises:
            PlaceMoved: if the mailbox's place is not `place` any more; nothing was written.
            LedgerUnavailable: if it could not be made durable.
        """
        return await self._run(mails.take(place, batch, budget, now, looked_at))

    async def seal(self, now: datetime) -> tuple[int, ...]:
        """Write an entry for each source whose window has closed with arrivals beyond its budget; return their seqs."""
        micros = chain.to_micros(now)
        return await self._run(lambda session: session.windows.seal_closed(micros))

    async def erase(
        self, reason: str, now: datetime, *, request_id: str | None = None, seqs: Sequence[int] = ()
    ) -> Erased:
        """Erase payloads, of one ended request (with its arrivals and its document) or of single entries.

        Raises:
            NotErasable: if there is nothing to erase, the request is open, or a seq records an erasure.
            LedgerUnavailable: if it could not be made durable.
        """
        if request_id is None:
            unit = erasure.erase_entries(seqs, reason, now)
        else:
            unit = erasure.erase_request(request_id, reason, now)
        erased = await self._run(unit)
        try:
            await self._writer.checkpoint()
        except LedgerUnavailable:
            # Erased it is; the write-ahead log is emptied by a later checkpoint.
            _LOGGER.warning("The write-ahead log could not be emptied after an erasure")
        return erased

    async def get(self, request_id: str) -> RequestRow | None:
        """Return a request as it stands."""
        return await self._reader.run(lambda connection: queries.request(connection, request_id))

    async def open_requests(self) -> list[RequestRow]:
        """Return all requests whose life goes on, oldest first."""
        return await self._reader.run(queries.open_requests)

    async def find(self, match_key: str) -> list[RequestRow]:
        """Return the requests with this key, newest first, at most 100."""
        return await self._reader.run(lambda connection: queries.with_key(connection, match_key))

    async def known_keys(self, match_keys: Collection[str]) -> frozenset[str]:
        """Return those of these keys that any request has: most new ones have none, and need no further question."""
        return await self._reader.run(lambda connection: queries.known_keys(connection, match_keys))

    async def requests(
        self,
        limit: int = 100,
        *,
        before: RequestRow | None = None,
        state: str | None = None,
        since: datetime | None = None,
    ) -> list[RequestRow]:
        """Return requests, newest first, for one page: those older than `before`, the last one of the page before."""
        return await self._reader.run(lambda connection: queries.page(connection, limit, before, state, since))

    async def counts(self, since: datetime | None = None, until: datetime | None = None) -> dict[str, int]:
        """Count requests by state that were received in `since <= t < until`; the caller knows its own year's bounds."""
        return await self._reader.run(lambda connection: queries.counts(connection, since, until))

    async def unprocessed_arrivals(
        self, limit: int = 100, kinds: Collection[SourceKind] = frozenset(SourceKind)
    ) -> list[Arrival]:
        """Return kept arrivals of these kinds of source that no write has dealt with yet, in the order they came."""
        return await self._reader.run(lambda connection: queries.unprocessed_arrivals(connection, limit, kinds))

    async def arrival(self, arrival_id: str) -> Arrival | None:
        """Return a kept arrival; its body is empty once erased."""
        return await self._reader.run(lambda connection: queries.arrival(connection, arrival_id))

    async def errands(self, limit: int = 1000) -> list[Errand]:
        """Return the errands that are not done, in the order they were given."""
        return await self._reader.run(lambda connection: queries.waiting_errands(connection, limit))

    async def entries(self, after: int = 0, limit: int = 100, *, request_id: str | None = None) -> list[Entry]:
        """Return entries with a higher seq than `after`, in order."""
        return await self._reader.run(lambda connection: queries.entries_after(connection, after, limit, request_id))

    async def newest_entries(
        self, limit: int = 50, *, before: int | None = None, after: int = 0, request_id: str | None = None
    ) -> list[Entry]:
        """Return entries with a seq between `after` and `before`, newest first.

        Those of a request come with the entries of the messages that it was read from.
        """
        return await self._reader.run(
            lambda connection: queries.entries_before(connection, before, after, limit, request_id)
        )

    async def entries_at(self, seqs: Collection[int]) -> list[Entry]:
        """Return the entries with these seqs, in order; what there is none of is left out."""
        return await self._reader.run(lambda connection: queries.entries_at(connection, seqs))

    async def policy(self, digest: str) -> str | None:
        """Return the text of the policy with this digest."""
        return await self._reader.run(lambda connection: queries.policy(connection, digest))

    async def publish(self, head: Head, at: datetime) -> None:
        """Note a head that went outside, in a small file beside the database.

        Raises:
            LedgerUnavailable: if the file cannot be written.
        """
        await self._reader.run_file(lambda: published_heads.note(self._heads, head, at))

    async def published(self) -> tuple[Head, ...]:
        """Return the heads that were noted, oldest first."""
        return await self._reader.run_file(lambda: published_heads.read(self._heads))

    async def verify(self, heads: Sequence[Head] = ()) -> Verification:
        """Check the whole chain against itself, the noted heads and `heads`, and the requests against the chain."""
        walk = verification.start((*heads, *await self.published(), self.head))
        while walk.result is None:
            walk.result = await self._reader.run(walk.step)
        return walk.result

    async def checkpoint_and_pause(self, at_most: timedelta = timedelta(seconds=30)) -> None:
        """Bring everything into the one database file and hold writes back until `resume`, or for `at_most`.

        Raises:
            LedgerUnavailable: if the checkpoint fails; writes go on.
        """
        await self._writer.checkpoint(at_most.total_seconds())

    def resume(self) -> None:
        """Let writes go on after a backup."""
        self._writer.release()

    async def _run[T](self, unit: Unit[T]) -> T:
        """Run a unit, and take note whether the disk lets us."""
        try:
            result = await self._writer.run(unit)
        except LedgerUnavailable:
            self._note(available=False)
            raise
        self._note(available=True)
        return result

    def _note(self, *, available: bool) -> None:
        """Tell the listener if this is news."""
        if available is not self._available:
            self._available = available
            if self._tell:
                self._tell(available)
