"""Taking payloads away for good while the chain still verifies.

What remains of an erased entry is its header, its commitment and the entry that says who erased it and why; the salt
goes with the payload, so that nobody can guess it back from the commitment.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, or_, select, update

from . import chain
from .kinds import EntryKind
from .records import Change, Erased, NewEntry, NotErasable, RequestRow
from .session import Session, Unit
from .tables import CONCERNS_A_REQUEST, arrivals, entries, errands

ERASURE = EntryKind.ERASURE.value
"""The kind of entry that records an erasure and cannot be erased itself."""

_LIMIT = 10_000

_OF_REQUEST = (
    select(entries.c.seq)
    .where(
        or_(
            entries.c.seq.in_(select(arrivals.c.seq).where(arrivals.c.request_id == bindparam("wanted"))),
            entries.c.seq.in_(
                select(entries.c.seq).where(entries.c.request_id == bindparam("wanted"), CONCERNS_A_REQUEST)
            ),
        ),
        entries.c.kind != ERASURE,
        entries.c.sealed.is_not(None),
    )
    .order_by(entries.c.seq)
)
_OF_SEQS = (
    select(entries.c.seq)
    .where(
        entries.c.seq.in_(bindparam("wanted", expanding=True)),
        entries.c.kind != ERASURE,
        entries.c.sealed.is_not(None),
    )
    .order_by(entries.c.seq)
)
_ERASE_PAYLOAD = (
    update(entries).where(entries.c.seq == bindparam("wanted")).values(sealed=None, erased_by=bindparam("by"))
)
_ERASE_ARRIVAL = (
    update(arrivals)
    .where(arrivals.c.seq == bindparam("wanted"))
    .values(origin="", media_type="", body=b"", size=0, sha256="", done=True)
)
_ERASE_ERRANDS = update(errands).where(errands.c.request_id == bindparam("wanted")).values(payload="{}", done=True)


def erase_request(request_id: str, reason: str, now: datetime) -> Unit[Erased]:
    """Return the unit that erases all payloads of an ended request, its arrivals, errands and document."""

    def unit(session: Session) -> Erased:
        row = session.get(request_id)
        if row is None:
            raise NotErasable("there is no such request")
        if row.open:
            raise NotErasable("the request is still open")
        seqs = session.connection.scalars(_OF_REQUEST, {"wanted": request_id}).all()
        if not seqs:
            raise NotErasable("nothing of this request is left to erase")
        session.connection.execute(_ERASE_ERRANDS, {"wanted": request_id})
        empty = RequestRow(id=row.id, version=row.version + 1, state=row.state, received_at=row.received_at, open=False)
        digest = session.set_request(Change(expected_version=row.version, row=empty))
        assert digest is not None
        return _erase(session, seqs, _record(reason, now, seqs, request_id), digest)

    return unit


def erase_entries(seqs: Sequence[int], reason: str, now: datetime) -> Unit[Erased]:
    """Return the unit that erases the payloads of single entries, and the arrivals that they recorded."""
    wanted = sorted(set(seqs))

    def unit(session: Session) -> Erased:
        if not 0 < len(wanted) <= _LIMIT:
            raise NotErasable(f"one erasure takes 1 to {_LIMIT} entries")
        if list(session.connection.scalars(_OF_SEQS, {"wanted": wanted})) != wanted:
            raise NotErasable("an entry is missing, erased already, or records an erasure")
        return _erase(session, wanted, _record(reason, now, wanted, None), chain.NO_ROW)

    return unit


def _record(reason: str, now: datetime, seqs: Sequence[int], request_id: str | None) -> NewEntry:
    """Return the entry that says what was erased and why."""
    return NewEntry(kind=ERASURE, at=now, request_id=request_id, payload={"seqs": list(seqs), "reason": reason})


def _erase(session: Session, seqs: Sequence[int], record: NewEntry, row: bytes) -> Erased:
    """Record the erasure and take the payloads away."""
    by = session.append(record, row)
    session.connection.execute(_ERASE_PAYLOAD, [{"wanted": seq, "by": by} for seq in seqs])
    session.connection.execute(_ERASE_ARRIVAL, [{"wanted": seq} for seq in seqs])
    return Erased(seqs=tuple(seqs), recorded_as=by, head=session.head)
