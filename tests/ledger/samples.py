"""Small values to put into a ledger."""

import asyncio
from collections.abc import Awaitable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
import sqlite3
from typing import Any

from custom_components.ring_guard.domain.model import Arrival, SourceKind
from custom_components.ring_guard.ledger import Change, Ledger, NewEntry, RequestRow, Write
from custom_components.ring_guard.ledger.session import Unit

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def later(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def arrival(key: str, body: bytes = b"please", at: datetime = NOW, source: str = "hook", origin: str = "o") -> Arrival:
    return Arrival(
        id=key,
        source_kind=SourceKind.WEBHOOK,
        source_id=source,
        origin=origin,
        received_at=at,
        media_type="text/plain",
        body=body,
        size=len(body),
        sha256=sha256(body).hexdigest(),
    )


def entry(kind: str = "note", request_id: str | None = None, at: datetime = NOW, **payload: Any) -> NewEntry:
    return NewEntry(kind=kind, at=at, request_id=request_id, payload=payload)


def row(key: str, version: int = 1, state: str = "received", is_open: bool = True, **more: Any) -> RequestRow:
    values = {"received_at": NOW, "document": {"words": f"{key} {version}"}, **more}
    return RequestRow(id=key, version=version, state=state, open=is_open, **values)


def change(key: str, version: int = 1, state: str = "received", is_open: bool = True, **more: Any) -> Write:
    """A write that sets a request's row and records it."""
    new = row(key, version, state, is_open, **more)
    return Write(
        entries=(entry("transition", key, to=state),),
        change=Change(expected_version=version - 1 or None, row=new),
    )


async def fill(ledger: Ledger) -> None:
    """Write fifteen entries of all sorts: two arrivals, two requests, an erased one, notes."""
    for name in ("first", "second"):
        await ledger.record_arrival(arrival(name))
        await ledger.write(change(name))
        await ledger.write(Write(entries=(entry("decision", name, why="because"),), arrival_done=name))
        await ledger.write(change(name, 2, "declined", is_open=False))
    await ledger.erase("asked for it", NOW, request_id="first")
    await ledger.write(Write(entries=tuple(entry(number=number) for number in range(6))))


def raw(folder: Path) -> sqlite3.Connection:
    """Open the database behind the ledger's back."""
    return sqlite3.connect(folder / "ledger.db", isolation_level=None)


async def together(ledger: Ledger, *calls: Awaitable[Any], first: Unit[Any] = lambda _: None) -> list[Any]:
    """Have the ledger do several things in one commit, the one after `first`; return what each brought, errors included."""
    await ledger.checkpoint_and_pause()
    before = ledger.commits
    away = asyncio.ensure_future(ledger._writer.run(first))
    results = asyncio.gather(*calls, return_exceptions=True)
    await asyncio.sleep(0)
    ledger.resume()
    await away
    found = await results
    assert ledger.commits == before + 1 + any(not isinstance(each, BaseException) for each in found)
    return found
