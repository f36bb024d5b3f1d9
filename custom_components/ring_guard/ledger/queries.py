"""What is read from the ledger: one thread with its own connection, and one function per question.

Reads only; the connection refuses anything else.
"""

import asyncio
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
import json
import logging
import sqlite3
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, literal, select, tuple_, union
from sqlalchemy.exc import DBAPIError

from ..domain.model import Arrival, SourceKind
from . import chain
from .records import Entry, Errand, LedgerClosed, LedgerUnavailable, RequestRow
from .rows import (
    ARRIVAL_COLUMNS,
    ENTRY_COLUMNS,
    ERRAND_COLUMNS,
    REQUEST_COLUMNS,
    to_arrival,
    to_entry,
    to_errand,
    to_request,
)
from .store import Store, make_engine, raw
from .tables import CONCERNS_A_REQUEST, arrivals, compiled, entries, errands, policies, requests, to_bytes

_LOGGER = logging.getLogger(__name__)

_AS_MANY_AS_MATTER = 100
"""How many requests with one key are looked at."""

_KINDS = func.json_each(bindparam("kinds")).table_valued("value")
# Every request goes through these, so they are asked over the driver's own connection, which costs half as much.
_UNPROCESSED_ARRIVALS = compiled(
    select(*ARRIVAL_COLUMNS)
    .where(arrivals.c.done.is_(False), arrivals.c.source_kind.in_(select(_KINDS.c.value)))
    .order_by(arrivals.c.number)
)
_WAITING_ERRANDS = compiled(select(*ERRAND_COLUMNS).where(errands.c.done.is_(False)).order_by(errands.c.id))
_AT_MOST = " LIMIT :most"
_ARRIVAL = compiled(select(*ARRIVAL_COLUMNS).where(arrivals.c.id == bindparam("wanted")))


class Reader:
    """The reading thread. `run` belongs to the loop, all else to the thread."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._engine = make_engine(store.path)
        self._connection: Connection | None = None
        self._generation = -1
        self._closed = False
        self._problem = ""
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="ring_guard ledger reader")

    async def run[T](self, question: Callable[[Connection], T]) -> T:
        """Ask a question in the reading thread.

        Raises:
            LedgerUnavailable: if the file cannot be read.
        """
        if self._closed:
            raise LedgerClosed("the ledger is closed")
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._ask, question)

    async def run_file[T](self, work: Callable[[], T]) -> T:
        """Do work with another file of the ledger in the same thread.

        Raises:
            LedgerUnavailable: if the file system refuses.
        """
        if self._closed:
            raise LedgerClosed("the ledger is closed")
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, work)
        except OSError as error:
            raise LedgerUnavailable(str(error)) from error

    async def close(self) -> None:
        """Finish what waits and end the thread."""
        if not self._closed:
            self._closed = True
            self._thread.submit(self._disconnect)
        await asyncio.to_thread(self._thread.shutdown)

    def _ask[T](self, question: Callable[[Connection], T]) -> T:
        """Ask over a connection to the present file."""
        try:
            answer = question(self._connect())
        except (DBAPIError, sqlite3.Error) as error:
            self._disconnect()
            problem = str(error.orig if isinstance(error, DBAPIError) else error)
            self._note(problem)
            raise LedgerUnavailable(problem) from error
        self._note("")
        return answer

    def _note(self, problem: str) -> None:
        """Log once that the file cannot be read, and once that it can again; writing may work all the same."""
        if problem and not self._problem:
            _LOGGER.warning("The ledger cannot be read: %s", problem)
        elif self._problem and not problem:
            _LOGGER.info("The ledger can be read again")
        self._problem = problem

    def _connect(self) -> Connection:
        """Return the connection, a new one if the file was replaced meanwhile."""
        if self._generation != self._store.generation:
            self._disconnect()
        if self._connection is None:
            self._generation = self._store.generation
            connection = self._engine.connect()
            connection.exec_driver_sql("PRAGMA query_only=ON")
            self._connection = connection
        return self._connection

    def _disconnect(self) -> None:
        """Let the connection go."""
        if self._connection is not None:
            connection, self._connection = self._connection, None
            connection.close()


def request(connection: Connection, request_id: str) -> RequestRow | None:
    """Return a request."""
    found = connection.execute(select(*REQUEST_COLUMNS).where(requests.c.id == request_id)).first()
    return to_request(found) if found else None


def open_requests(connection: Connection) -> list[RequestRow]:
    """Return all open requests, oldest first."""
    query = select(*REQUEST_COLUMNS).where(requests.c.open).order_by(requests.c.received_at, requests.c.id)
    return [to_request(row) for row in connection.execute(query)]


def with_key(connection: Connection, match_key: str) -> list[RequestRow]:
    """Return the requests with a key, newest first."""
    query = _newest_first().where(requests.c.match_key == match_key).limit(_AS_MANY_AS_MATTER)
    return [to_request(row) for row in connection.execute(query)]


def known_keys(connection: Connection, match_keys: Collection[str]) -> frozenset[str]:
    """Return those keys that any request has."""
    query = select(requests.c.match_key).distinct().where(requests.c.match_key.in_(match_keys))
    return frozenset(key for (key,) in connection.execute(query))


def page(
    connection: Connection, limit: int, before: RequestRow | None, state: str | None, since: datetime | None
) -> list[RequestRow]:
    """Return one page of requests, newest first."""
    query = _newest_first().limit(limit)
    if before is not None:
        place = tuple_(literal(chain.to_micros(before.received_at)), literal(before.id))
        query = query.where(tuple_(requests.c.received_at, requests.c.id) < place)
    if state is not None:
        query = query.where(requests.c.state == state)
    if since is not None:
        query = query.where(requests.c.received_at >= chain.to_micros(since))
    return [to_request(row) for row in connection.execute(query)]


def counts(connection: Connection, since: datetime | None, until: datetime | None) -> dict[str, int]:
    """Count requests by state."""
    query = select(requests.c.state, func.count()).group_by(requests.c.state)
    if since is not None:
        query = query.where(requests.c.received_at >= chain.to_micros(since))
    if until is not None:
        query = query.where(requests.c.received_at < chain.to_micros(until))
    return {row[0]: row[1] for row in connection.execute(query)}


def unprocessed_arrivals(connection: Connection, limit: int, kinds: Collection[SourceKind]) -> list[Arrival]:
    """Return arrivals of these kinds of source that were not dealt with, in order."""
    values = {"kinds": json.dumps(sorted(kinds)), "most": limit}
    return [to_arrival(row) for row in raw(connection).execute(_UNPROCESSED_ARRIVALS + _AT_MOST, values)]


def arrival(connection: Connection, arrival_id: str) -> Arrival | None:
    """Return an arrival."""
    found = raw(connection).execute(_ARRIVAL, {"wanted": to_bytes(arrival_id)}).fetchone()
    return to_arrival(found) if found else None


def waiting_errands(connection: Connection, limit: int) -> list[Errand]:
    """Return errands that are not done, in order."""
    return [to_errand(row) for row in raw(connection).execute(_WAITING_ERRANDS + _AT_MOST, {"most": limit})]


def entries_after(connection: Connection, after: int, limit: int, request_id: str | None) -> list[Entry]:
    """Return entries in order."""
    query = select(*ENTRY_COLUMNS).where(entries.c.seq > after).order_by(entries.c.seq).limit(limit)
    if request_id is not None:
        query = query.where(entries.c.request_id == request_id, CONCERNS_A_REQUEST)
    return [to_entry(row) for row in connection.execute(query)]


def entries_before(
    connection: Connection, before: int | None, after: int, limit: int, request_id: str | None
) -> list[Entry]:
    """Return entries newest first; those of a request together with the arrivals that it was read from."""
    query = select(*ENTRY_COLUMNS).where(entries.c.seq > after).order_by(entries.c.seq.desc()).limit(limit)
    if before is not None:
        query = query.where(entries.c.seq < before)
    if request_id is not None:
        steps = select(entries.c.seq).where(entries.c.request_id == request_id, CONCERNS_A_REQUEST)
        messages = select(arrivals.c.seq).where(arrivals.c.request_id == request_id)
        query = query.where(entries.c.seq.in_(union(steps, messages)))
    return [to_entry(row) for row in connection.execute(query)]


def entries_at(connection: Connection, seqs: Collection[int]) -> list[Entry]:
    """Return single entries in order."""
    query = select(*ENTRY_COLUMNS).where(entries.c.seq.in_(seqs)).order_by(entries.c.seq)
    return [to_entry(row) for row in connection.execute(query)]


def policy(connection: Connection, digest: str) -> str | None:
    """Return a policy's text."""
    return connection.execute(select(policies.c.text).where(policies.c.digest == digest)).scalar()


def _newest_first() -> Select[Any]:
    """Start a query for requests, newest first."""
    return select(*REQUEST_COLUMNS).order_by(requests.c.received_at.desc(), requests.c.id.desc())
