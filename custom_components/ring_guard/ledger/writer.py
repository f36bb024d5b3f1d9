"""The one thread that writes: it takes whatever waits and commits it together, then tells each caller.

Knows when to commit, not what is written. A caller hears of success only after its commit is durable.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
import logging
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import Any

from . import chain
from .bell import Bell
from .company import LULL, Company
from .records import EMPTY_HEAD, Head, LedgerClosed, LedgerError, LedgerTooNew, LedgerUnavailable
from .session import Session, Unit, append_moved_file
from .store import BrokenFile, Store, is_of_disk

_LOGGER = logging.getLogger(__name__)


@dataclass(slots=True)
class Job:
    """Something to do, and the future of who waits for it.

    `alone` = between groups, outside any transaction; `room` = the write-ahead log is given its length afterwards.
    """

    work: Callable[[Any], Any]
    future: asyncio.Future[Any]
    alone: bool = False
    room: bool = False
    result: Any = None
    error: BaseException | None = None

    def settle(self) -> None:
        """Tell the caller, unless it went away. Runs in the event loop."""
        if self.future.done():
            return
        if self.error is None:
            self.future.set_result(self.result)
        else:
            self.future.set_exception(self.error)


@dataclass(slots=True, kw_only=True)
class Hold:
    """A bounded time without writes."""

    over: Event = field(default_factory=Event)
    seconds: float


class Writer:
    """The writer thread and its queue. All methods but those that start with an underscore belong to the loop."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._loop = asyncio.get_running_loop()
        self._queue: SimpleQueue[list[Job] | None] = SimpleQueue()
        self._closed = False
        self._hold: Hold | None = None
        self._company = Company[Job](self._queue.put)
        self._end = EMPTY_HEAD.count, chain.GENESIS
        self.commits = 0
        self._bell = Bell[list[Job]](self._settle)
        self._thread = Thread(target=self._run, name="ring_guard ledger writer", daemon=True)
        self._thread.start()

    @property
    def head(self) -> Head:
        """The chain's head after the last commit."""
        return chain.to_head(*self._end)

    async def open(self) -> None:
        """Open the file; the first entry of one that takes a broken one's place says so."""
        await self._submit(lambda _: self._open(), alone=True, room=True)

    async def run[T](self, unit: Unit[T]) -> T:
        """Run a unit in the next group, and return once it is durable.

        A caller that is cancelled does not take its unit back.
        """
        result: T = await self._submit(unit)
        return result

    async def checkpoint(self, hold: float = 0) -> None:
        """Empty the write-ahead log; hold writes back for `hold` seconds or until `release`."""
        # Not where nothing was held: erasures may come one after the other.
        await self._submit(lambda _: self._checkpoint(hold), alone=True, room=hold > 0)

    def release(self) -> None:
        """End a hold."""
        if self._hold:
            self._hold.over.set()

    async def close(self) -> None:
        """Finish what waits and end the thread."""
        if not self._closed:
            self._closed = True
            self._company.leave()
            self._queue.put(None)
        self.release()
        await asyncio.to_thread(self._thread.join)
        self._bell.close()

    def _submit(self, work: Callable[[Any], Any], *, alone: bool = False, room: bool = False) -> asyncio.Future[Any]:
        """Hand work to the thread."""
        if self._closed:
            raise LedgerClosed("the ledger is closed")
        job = Job(work, self._loop.create_future(), alone, room)
        if alone:
            self._company.leave()
            self._queue.put([job])
        else:
            self._company.add(job)
        return job.future

    def _settle(self, jobs: list[Job]) -> None:
        """Tell the callers of a group."""
        if not jobs[0].alone:
            self._company.back(len(jobs))
        for job in jobs:
            job.settle()

    def _run(self) -> None:
        """Work until told to end."""
        while (group := self._next()) is not None:
            if group[0].alone:
                self._do_alone(group[0])
                self._bell.ring(group)
                self._wait()
                if group[0].room:
                    self._store.make_room()
            else:
                self._do_group(group)
        self._store.close()

    def _next(self) -> list[Job] | None:
        """Return what is to be done next; in a lull, what was written is tidied up first."""
        if self._store.untidy:
            try:
                return self._queue.get(timeout=LULL)
            except Empty:
                self._store.tidy()
        return self._queue.get()

    def _do_group(self, group: list[Job]) -> None:
        """Commit a group in one transaction and tell every caller."""
        try:
            self._commit_or_replace(group)
        except Exception as error:
            # No error may end this thread: whatever it is, nothing was committed and every caller hears so.
            if not isinstance(error, LedgerError):
                _LOGGER.exception("The ledger's writer failed")
            for job in group:
                job.result, job.error = None, _for_caller(error)
        self._bell.ring(group)

    def _commit_or_replace(self, group: list[Job]) -> None:
        """Commit a group; where the file broke while open, do so in a new one: new requests are always recorded."""
        try:
            self._commit(group)
        except BrokenFile as broken:
            _LOGGER.error("The ledger's file broke (%s): it is moved aside and a new one begun", broken)
            self._begin_anew(self._store.replace())
            self._commit(group)

    def _commit(self, group: list[Job]) -> None:
        """Run all units of a group in one transaction; a unit that fails by itself leaves the others alone."""
        error = self._commit_whole(group)
        if error is None:
            return
        if len(group) == 1:
            group[0].result, group[0].error = None, error
        else:
            # Which of them is at fault, and why, is found by trying each.
            self._commit_each(group)

    def _commit_whole(self, group: list[Job]) -> Exception | None:
        """Commit units that stand or fall together, without a savepoint for any; return why that failed, if it did."""
        try:
            with self._store.transaction() as connection:
                session = Session(self._store, connection, together=len(group) > 1)
                results = [job.work(session) for job in group]
                session.finish()
        except BrokenFile, LedgerTooNew, LedgerUnavailable:
            raise
        except Exception as error:  # noqa: BLE001 - a unit's own content may be wrong in any way; its caller hears of it
            return error
        for job, result in zip(group, results, strict=True):
            job.result, job.error = result, None
        self._committed()
        return None

    def _commit_each(self, group: list[Job]) -> None:
        """Commit units of which each fails by itself alone."""
        with self._store.transaction() as connection:
            session = Session(self._store, connection)
            _try_each(session, group)
            session.finish()
        self._committed()

    def _committed(self) -> None:
        """Take note of a durable commit."""
        self.commits += 1
        self._end = self._store.count, self._store.last

    def _do_alone(self, job: Job) -> None:
        """Run a job outside any transaction."""
        try:
            job.result = job.work(None)
        except Exception as error:  # noqa: BLE001 - no error may end this thread, and the caller hears of it
            job.error = _for_caller(error)

    def _open(self) -> None:
        """Open the file."""
        moved = self._store.open()
        if moved:
            self._begin_anew(moved)
        with self._store.transaction():
            self._end = self._store.count, self._store.last

    def _begin_anew(self, moved: dict[str, Any]) -> None:
        """Write the first entry of a ledger that takes a broken one's place."""
        with self._store.transaction() as connection:
            session = Session(self._store, connection)
            append_moved_file(moved, datetime.now(UTC))(session)
            session.finish()

    def _checkpoint(self, hold: float) -> None:
        """Empty the write-ahead log, and begin a hold if one is wanted."""
        self._store.checkpoint()
        if hold:
            self._hold = Hold(seconds=hold)

    def _wait(self) -> None:
        """Wait while a hold lasts."""
        if self._hold and not self._closed and not self._hold.over.wait(self._hold.seconds):
            _LOGGER.warning("The ledger was held for a backup longer than agreed: writes go on")
        self._hold = None


def _try_each(session: Session, group: list[Job]) -> None:
    """Run each unit of a group behind a savepoint of its own."""
    for job in group:
        job.result = job.error = None
        try:
            job.result = session.attempt(job.work)
        except Exception as error:
            # A unit's own content may be wrong in any way; that concerns nobody but its caller.
            if is_of_disk(error):
                raise
            job.error = error


def _for_caller(error: Exception) -> LedgerError:
    """Return an error of one caller's own: each raises it in another place."""
    failure = LedgerTooNew(str(error)) if isinstance(error, LedgerTooNew) else LedgerUnavailable(str(error))
    failure.__cause__ = error
    return failure
