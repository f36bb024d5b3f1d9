"""What one transaction of the writer does to the tables: append to the chain, change a request, keep arrivals, errands.

Runs inside a transaction that `store` opened and never commits by itself.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from ..domain.model import Arrival
from . import chain
from .additions import Additions, adding
from .budgets import Windows
from .records import (
    Budget,
    Change,
    Errand,
    Head,
    NewEntry,
    NewErrand,
    Outcome,
    Receipt,
    RequestRow,
    Superseded,
    Write,
    Written,
)
from .rows import REQUEST_COLUMNS, to_request
from .store import Store, is_of_disk
from .tables import arrivals, compiled, entries, errands, policies, requests, to_bytes

type Unit[T] = Callable[[Session], T]
"""One atomic piece of work of the writer."""

_ADD_ARRIVALS = adding(
    upsert(arrivals).on_conflict_do_nothing(),
    (name for name, _ in arrivals.c.items() if name not in {"number", "request_id"}),
)
_ADD_ENTRIES = adding(insert(entries), (name for name, _ in entries.c.items() if name != "erased_by"))
_ERRAND = [name for name, _ in errands.c.items() if name != "id"]
_ADD_REQUEST = compiled(upsert(requests).on_conflict_do_nothing())
_ADD_ERRAND = compiled(upsert(errands).values({name: bindparam(name) for name in _ERRAND}).on_conflict_do_nothing())
_ADD_POLICY = compiled(upsert(policies).on_conflict_do_nothing())
_SET_REQUEST = compiled(
    update(requests)
    .where(requests.c.id == bindparam("wanted"), requests.c.version == bindparam("expected"))
    .values({name: bindparam(name) for name, _ in requests.c.items() if name != "id"})
)
_KNOWN_ARRIVAL = compiled(select(arrivals.c.number).where(arrivals.c.id == bindparam("wanted")))
_END_ARRIVAL = compiled(
    update(arrivals)
    .where(arrivals.c.id == bindparam("wanted"))
    .values(done=bindparam("done"), request_id=bindparam("about"))
)
_END_ERRAND = compiled(
    update(errands)
    .where(errands.c.id == bindparam("wanted"))
    .values(done=bindparam("done"), payload=bindparam("payload"))
)
_GET_REQUEST = select(*REQUEST_COLUMNS).where(requests.c.id == bindparam("wanted"))


class KnownAlready(Exception):
    """An arrival that units counted on to be new was kept before."""


class Session:
    """One transaction under way: the connection, and the sources' windows as far as this transaction has seen them."""

    def __init__(self, store: Store, connection: Connection, *, together: bool = False) -> None:
        """Begin a transaction's work; `together` = its units stand or fall together, and are tried one by one then."""
        self._store = store
        self._together = together
        self._connection = connection
        self._execute = store.own.execute
        self._arrivals = Additions(self._execute, _ADD_ARRIVALS)
        self._entries = Additions(self._execute, _ADD_ENTRIES)
        self.windows = Windows(self._execute, self.append)

    @property
    def connection(self) -> Connection:
        """The connection, for statements that see all that this transaction did before."""
        self._write_additions()
        return self._connection

    @property
    def head(self) -> Head:
        """The chain's head as it stands in this transaction."""
        return chain.to_head(self._store.count, self._store.last)

    def attempt[T](self, unit: Unit[T]) -> T:
        """Run a unit so that nothing remains of it if it fails, while the rest of the transaction goes on.

        After an error of the disk (`is_of_disk`) the whole transaction is lost.
        """
        self._write_additions()
        before, windows = (self._store.count, self._store.last), self.windows.remember()
        self._execute("SAVEPOINT unit")
        try:
            result = unit(self)
            self._write_additions()
        except Exception as error:
            # Whatever went wrong in a unit: it leaves nothing, and its caller hears why.
            if is_of_disk(error):
                raise
            self._arrivals.forget()
            self._entries.forget()
            self._execute("ROLLBACK TO unit")
            self._execute("RELEASE unit")
            self._store.count, self._store.last = before
            self.windows.restore(windows)
            raise
        self._execute("RELEASE unit")
        return result

    def append(self, entry: NewEntry, row: bytes = chain.NO_ROW) -> int:
        """Append an entry to the chain and return its seq."""
        sealed = chain.seal(entry.payload)
        commitment = chain.commit(sealed)
        seq, at, request_id = self._store.count + 1, chain.to_micros(entry.at), entry.request_id or ""
        head = chain.header(seq, at, entry.kind, request_id)
        last = chain.link(self._store.last, commitment, row, head)
        self._entries.add((seq, at, entry.kind, request_id, commitment, row, last, sealed))
        self._store.count, self._store.last = seq, last
        return seq

    def write(self, unit: Write) -> Written:
        """Do all that one `Write` says, or nothing where its arrival is known.

        Raises:
            Superseded: if its change came too late.
            ValueError: if a payload is nothing that JSON can hold.
        """
        seqs = []
        if unit.arrival:
            seq = self.keep(unit.arrival)
            if seq is None:
                return self.written(replayed=frozenset({unit.arrival.id}))
            seqs.append(seq)
        digest = self._change(unit.change) if unit.change else chain.NO_ROW
        seqs += self._append_all(unit, digest)
        if unit.arrival_done:
            self._write_arrivals()
            about = next((entry.request_id for entry in unit.entries if entry.request_id), None)
            self._execute(_END_ARRIVAL, {"wanted": to_bytes(unit.arrival_done), "done": True, "about": about})
        if unit.policy:
            self._execute(_ADD_POLICY, {"digest": unit.policy.digest, "text": unit.policy.text})
        for errand_id in unit.errands_done:
            self._execute(_END_ERRAND, {"wanted": errand_id, "done": True, "payload": "{}"})
        given, known = self._give(unit.errands)
        return self.written(seqs, given, known)

    def written(
        self, seqs: Iterable[int] = (), given: Iterable[Errand] = (), replayed: frozenset[str] = frozenset()
    ) -> Written:
        """Report with the head as it stands; it is true once this transaction is committed."""
        return Written(seqs=tuple(seqs), errands=tuple(given), head=self.head, replayed=replayed)

    def knows(self, arrival_id: str) -> bool:
        """Tell whether an arrival with this id was kept before."""
        self._write_arrivals()
        return self._execute(_KNOWN_ARRIVAL, {"wanted": to_bytes(arrival_id)}).fetchone() is not None

    def keep(self, arrival: Arrival) -> int | None:
        """Keep an arrival with its body, record it in the chain, and return the entry's seq; None if it was kept before."""
        self._arrivals.add(_row_of(arrival, self._store.count + 1))
        if not self._together and not self._arrivals.write():
            return None
        return self.append(NewEntry(kind="arrival", at=arrival.received_at, payload=_describe(arrival)))

    def record(self, arrival: Arrival, budget: Budget) -> Receipt:
        """Keep an arrival within its source's budget, or count and hash it beyond that."""
        window = self.windows.current(arrival, budget)
        if window.allows(len(arrival.body), budget):
            seq = self.keep(arrival)
            if seq is None:
                return Receipt(outcome=Outcome.REPLAYED)
            window.keep(len(arrival.body))
            self.windows.put(window)
            return Receipt(outcome=Outcome.KEPT, seq=seq)
        if self.knows(arrival.id):
            return Receipt(outcome=Outcome.REPLAYED)
        window.go_beyond(arrival, chain.to_micros(arrival.received_at))
        self.windows.put(window)
        return Receipt(outcome=Outcome.AGGREGATED, beyond=window.beyond)

    def get(self, request_id: str) -> RequestRow | None:
        """Return a request as this transaction sees it."""
        found = self.connection.execute(_GET_REQUEST, {"wanted": request_id}).first()
        return to_request(found) if found else None

    def set_request(self, change: Change) -> bytes | None:
        """Put a request's new row in the place of the expected one; return its digest, None if another stands there."""
        values = chain.row_values(change.row)
        named: dict[str, Any] = dict(zip(requests.c.keys(), values, strict=True))
        if change.expected_version is None:
            done = self._execute(_ADD_REQUEST, named)
        else:
            named |= {"wanted": named.pop("id"), "expected": change.expected_version}
            done = self._execute(_SET_REQUEST, named)
        return chain.row_digest(values) if done.rowcount == 1 else None

    def finish(self) -> None:
        """Write what is left to write before the commit."""
        self.windows.save()
        self._write_additions()

    def _write_additions(self) -> None:
        """Write the new rows so far."""
        self._write_arrivals()
        self._entries.write()

    def _write_arrivals(self) -> None:
        """Write the new arrivals so far.

        Raises:
            KnownAlready: if one that counted as new was not.
        """
        if not self._arrivals.write():
            raise KnownAlready

    def _change(self, change: Change) -> bytes:
        """Compare and set, and return the new row's digest."""
        digest = self.set_request(change)
        if digest is None:
            raise Superseded(self.get(change.request_id))
        return digest

    def _append_all(self, unit: Write, digest: bytes) -> list[int]:
        """Append a write's entries; those of the changed request vouch for its new row."""
        changed = unit.change.request_id if unit.change else None
        return [self.append(entry, digest if entry.request_id == changed else chain.NO_ROW) for entry in unit.entries]

    def _give(self, news: tuple[NewErrand, ...]) -> tuple[list[Errand], frozenset[str]]:
        """Store errands; return them with their ids, and the keys that were given before."""
        given, known = [], set()
        for new in news:
            text = chain.to_json(new.payload).decode()
            values = {"key": to_bytes(new.key), "kind": new.kind, "request_id": new.request_id}
            added = self._execute(_ADD_ERRAND, {**values, "payload": text, "done": False})
            if added.rowcount == 0:
                known.add(new.key)
            else:
                assert added.lastrowid is not None
                given.append(
                    Errand(
                        id=added.lastrowid,
                        key=new.key,
                        kind=new.kind,
                        request_id=new.request_id,
                        payload=new.payload,
                    )
                )
        return given, frozenset(known)


def _row_of(arrival: Arrival, seq: int) -> tuple[Any, ...]:
    """Return an arrival's row, with the seq of the entry that records it."""
    return (
        to_bytes(arrival.id),
        arrival.source_kind.value,
        to_bytes(arrival.source_id),
        to_bytes(arrival.origin),
        chain.to_micros(arrival.received_at),
        to_bytes(arrival.media_type),
        arrival.body,
        arrival.size,
        arrival.sha256,
        seq,
        False,
    )


def _describe(arrival: Arrival) -> dict[str, Any]:
    """Return what an arrival's entry says of it: everything but the body, which its hash stands for."""
    return {
        "id": arrival.id,
        "source_kind": arrival.source_kind.value,
        "source_id": arrival.source_id,
        "origin": arrival.origin,
        "media_type": arrival.media_type,
        "size": arrival.size,
        "kept": len(arrival.body),
        "sha256": arrival.sha256,
    }


def append_moved_file(moved: dict[str, Any], now: datetime) -> Unit[int]:
    """Return the first unit of a ledger that takes the place of a broken file."""
    return lambda session: session.append(NewEntry(kind="ledger_replaced", at=now, payload=moved))
