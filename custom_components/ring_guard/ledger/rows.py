"""Rows of the database as the ledger's values.

Only reads what was selected; selects nothing by itself.
"""

from typing import Any

from sqlalchemy import Row

from ..domain.model import Arrival, SourceKind
from . import chain
from .records import Entry, Errand, RequestRow
from .tables import arrivals, entries, errands, from_bytes, requests

REQUEST_COLUMNS = tuple(column for column in requests.c if column.name != "salt")
ARRIVAL_COLUMNS = (
    arrivals.c.id,
    arrivals.c.source_kind,
    arrivals.c.source_id,
    arrivals.c.origin,
    arrivals.c.received_at,
    arrivals.c.media_type,
    arrivals.c.body,
    arrivals.c["size"],
    arrivals.c.sha256,
)
ERRAND_COLUMNS = (errands.c.id, errands.c.key, errands.c.kind, errands.c.request_id, errands.c.payload)
ENTRY_COLUMNS = (
    entries.c.seq,
    entries.c.at,
    entries.c.kind,
    entries.c.request_id,
    entries.c.hash,
    entries.c.sealed,
    entries.c.erased_by,
)


def to_request(row: Row[Any]) -> RequestRow:
    """Read a request from `REQUEST_COLUMNS`."""
    return RequestRow(
        id=row.id,
        version=row.version,
        state=row.state,
        received_at=chain.to_moment(row.received_at),
        deadline=None if row.deadline is None else chain.to_moment(row.deadline),
        open=row.open,
        match_key=row.match_key,
        document=chain.from_json(row.document),
    )


def to_arrival(row: tuple[Any, ...]) -> Arrival:
    """Read an arrival from `ARRIVAL_COLUMNS` as the driver returns them."""
    arrival_id, kind, source_id, origin, received_at, media_type, body, size, sha256 = row
    return Arrival(
        id=from_bytes(arrival_id),
        source_kind=SourceKind(kind),
        source_id=from_bytes(source_id),
        origin=from_bytes(origin),
        received_at=chain.to_moment(received_at),
        media_type=from_bytes(media_type),
        body=body,
        size=size,
        sha256=sha256,
    )


def to_errand(row: tuple[Any, ...]) -> Errand:
    """Read an errand from `ERRAND_COLUMNS` as the driver returns them."""
    number, key, kind, request_id, payload = row
    return Errand(id=number, key=from_bytes(key), kind=kind, request_id=request_id, payload=chain.from_json(payload))


def to_entry(row: Row[Any]) -> Entry:
    """Read an entry from `ENTRY_COLUMNS`."""
    return Entry(
        seq=row.seq,
        kind=row.kind,
        at=chain.to_moment(row.at),
        request_id=row.request_id or None,
        payload=None if row.sealed is None else chain.unseal(row.sealed),
        hash=row.hash.hex(),
        erased_by=row.erased_by,
    )
