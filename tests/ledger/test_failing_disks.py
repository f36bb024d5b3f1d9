"""Full, read-only and broken: the ledger says so, keeps what it had, and works again when the disk does."""

from contextlib import suppress
from hashlib import sha256
import logging
import os
from pathlib import Path
import sqlite3

import pytest
from sqlalchemy import Connection

from custom_components.ring_guard.ledger import Ledger, LedgerUnavailable, Problem, Write
from custom_components.ring_guard.ledger.store import raw as driver_of

from .disks import mount
from .samples import NOW, arrival, change, entry, fill, raw, together

MIB = 1024 * 1024


async def test_a_full_disk_acknowledges_nothing_and_recovers_by_itself(disk: Path) -> None:
    ledger = await Ledger.open(disk / "ring_guard")
    await fill(ledger)
    head = ledger.head
    (disk / "filler").write_bytes(
        b"x" * (2 * MIB - sum(p.stat().st_size for p in (disk / "ring_guard").iterdir()) - 64 * 1024)
    )
    with pytest.raises(LedgerUnavailable, match="full"):
        await ledger.record_arrival(arrival("big", os.urandom(MIB)))
    with pytest.raises(LedgerUnavailable):
        await ledger.record_arrival(arrival("big", os.urandom(MIB)))
    assert ledger.head == head
    (disk / "filler").unlink()
    kept = await ledger.record_arrival(arrival("later"))
    assert kept.seq == head.count + 1
    found = await ledger.verify()
    assert found.whole
    assert [one.id for one in await ledger.unprocessed_arrivals()] == ["later"]
    await ledger.close()


def _fill_up(path: Path) -> None:
    with path.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(b"x" * 4096)


async def _publish_often(ledger: Ledger) -> None:
    """The first heads may still fit into the page that the file has."""
    for _ in range(100):
        await ledger.publish(ledger.head, NOW)


async def test_a_full_disk_notes_no_head_and_tears_none(disk: Path) -> None:
    ledger = await Ledger.open(disk / "ring_guard")
    await ledger.publish(ledger.head, NOW)
    _fill_up(disk / "filler")
    with pytest.raises(LedgerUnavailable):
        await _publish_often(ledger)
    (disk / "filler").unlink()
    await ledger.publish(ledger.head, NOW)
    assert set(await ledger.published()) == {ledger.head}
    await ledger.close()


async def test_a_read_only_disk_is_refused_and_opens_when_it_is_writable_again(disk: Path) -> None:
    ledger = await Ledger.open(disk / "ring_guard")
    await fill(ledger)
    head = ledger.head
    await ledger.close()
    assert mount("-o", "remount,ro", str(disk))
    with pytest.raises(LedgerUnavailable):
        await Ledger.open(disk / "ring_guard")
    with pytest.raises(LedgerUnavailable):
        await Ledger.open(disk / "elsewhere")
    assert mount("-o", "remount,rw", str(disk))
    again = await Ledger.open(disk / "ring_guard")
    assert again.head == head
    await again.close()


@pytest.mark.parametrize(("setting", "words"), [("query_only=ON", "readonly"), ("max_page_count=1", "full")])
async def test_whatever_sqlite_refuses_reaches_every_caller_and_passes(
    ledger: Ledger, setting: str, words: str
) -> None:
    """SQLite's own limits stand in for the disk where nobody may mount."""
    await fill(ledger)
    head = ledger.head
    results = await together(
        ledger,
        *(ledger.record_arrival(arrival(f"a{n}", b"x" * 9000)) for n in range(20)),
        first=lambda session: session.connection.exec_driver_sql(f"PRAGMA {setting}").close(),
    )
    assert [type(result) for result in results] == [LedgerUnavailable] * 20
    assert all(words in str(result) for result in results)
    assert len({id(result) for result in results}) == 20
    assert ledger.head == head
    assert (await ledger.record_arrival(arrival("a0"))).seq == head.count + 1
    assert (await ledger.verify()).whole


async def test_listeners_hear_when_writing_stops_and_starts(ledger: Ledger) -> None:
    heard: list[bool] = []
    ledger.on_availability(heard.append)
    await ledger.write(Write(entries=(entry(),)))
    await ledger._writer.run(lambda session: session.connection.exec_driver_sql("PRAGMA query_only=ON").close())
    with pytest.raises(LedgerUnavailable):
        await ledger.write(Write(entries=(entry(),)))
    await ledger.write(Write(entries=(entry(),)))
    assert heard == [False, True]


async def test_a_path_that_can_be_no_folder_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(LedgerUnavailable):
        await Ledger.open(tmp_path / "file" / "ring_guard")


def _someone_elses(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE other (x)")
    connection.close()


@pytest.mark.parametrize("spoil", [lambda path: path.write_bytes(b"no database at all" * 500), _someone_elses])
async def test_a_broken_file_is_moved_aside_and_the_new_ledger_says_so(folder: Path, spoil) -> None:
    folder.mkdir()
    spoil(folder / "ledger.db")
    (folder / "heads.txt").write_text(f"7 {'a' * 64} 2026-11-21T12:00:00Z\n")
    old = (folder / "ledger.db").read_bytes()
    ledger = await Ledger.open(folder)
    (first,) = await ledger.entries()
    assert first.kind == "ledger_replaced"
    assert first.payload is not None
    assert first.payload["sha256"] == sha256(old).hexdigest()
    aside = folder / first.payload["file"]
    assert aside.read_bytes() == old
    assert aside.with_name(f"{aside.name}.heads.txt").exists()
    assert (await ledger.record_arrival(arrival("a"))).seq == 2
    assert (await ledger.verify()).whole
    await ledger.close()


async def test_a_file_that_breaks_while_open_still_lets_new_requests_be_recorded(ledger: Ledger, folder: Path) -> None:
    await fill(ledger)
    assert await ledger.get("second")
    await ledger.checkpoint_and_pause()
    ledger.resume()
    (folder / "ledger.db").write_bytes(b"\xff" * 200_000)
    await ledger._writer.run(lambda session: session.connection.exec_driver_sql("PRAGMA query_only=ON").close())
    for number in range(3):
        try:
            await ledger.record_arrival(arrival(f"a{number}"))
        except LedgerUnavailable:
            continue
    assert [found.kind for found in await ledger.entries()][:2] == ["ledger_replaced", "arrival"]
    assert await ledger.get("second") is None
    await ledger.write(change("r1"))
    assert (await ledger.verify()).whole


async def test_a_page_that_cannot_be_read_is_reported_with_the_first_entry_it_hides(
    ledger: Ledger, folder: Path
) -> None:
    await ledger.write(Write(entries=tuple(entry(number=number) for number in range(2000))))
    await ledger.close()
    connection = raw(folder)
    pages = connection.execute(
        "SELECT pageno FROM dbstat WHERE name = 'entries' AND pagetype = 'leaf' ORDER BY path"
    ).fetchall()
    connection.close()
    with (folder / "ledger.db").open("r+b") as file:
        file.seek((pages[len(pages) // 2][0] - 1) * 4096)
        file.write(b"\xff" * 4096)
    again = await Ledger.open(folder)
    found = await again.verify()
    await again.close()
    assert found.problem is Problem.UNREADABLE
    assert found.broken_at is not None
    assert 100 < found.broken_at < 1900


@pytest.mark.parametrize("of_driver", [False, True])
async def test_a_file_that_cannot_be_read_is_logged_once_and_once_when_it_can_again(
    ledger: Ledger, caplog: pytest.LogCaptureFixture, of_driver: bool
) -> None:
    caplog.set_level(logging.INFO)

    def fail(connection: Connection) -> None:
        (driver_of(connection).execute if of_driver else connection.exec_driver_sql)("SELECT * FROM nowhere")

    for _ in range(3):
        with pytest.raises(LedgerUnavailable):
            await ledger._reader.run(fail)
    await ledger.requests()
    await ledger.requests()
    assert [record.message for record in caplog.records if "read" in record.message] == [
        "The ledger cannot be read: no such table: nowhere",
        "The ledger can be read again",
    ]
