"""The write-ahead log has its length before anybody writes to it, and is brought into the database when nobody waits."""

import asyncio
from contextlib import closing
import os
from pathlib import Path
import shutil
import sqlite3
from typing import Any

import pytest

from custom_components.ring_guard.ledger import Ledger, Write, company, writer
from custom_components.ring_guard.ledger.room import LENGTH, make_room
from custom_components.ring_guard.ledger.session import Session

from .samples import NOW, change, entry, fill, raw


def log_of(folder: Path) -> int:
    return (folder / "ledger.db-wal").stat().st_size


async def write(ledger: Ledger, number: int = 1) -> None:
    for _ in range(number):
        await ledger.write(Write(entries=(entry(),)))


async def test_no_write_makes_the_log_longer(ledger: Ledger, folder: Path) -> None:
    await write(ledger)
    before = log_of(folder)
    assert before >= LENGTH
    await write(ledger, 200)
    assert log_of(folder) == before


async def test_the_log_has_its_length_again_after_a_backup(ledger: Ledger, folder: Path) -> None:
    await ledger.checkpoint_and_pause()
    assert log_of(folder) == 0
    ledger.resume()
    await write(ledger)
    assert log_of(folder) >= LENGTH


async def test_erasures_in_a_row_do_not_write_the_whole_log_each_time(ledger: Ledger, folder: Path) -> None:
    await ledger.write(change("r1", state="declined", is_open=False))
    await ledger.erase("why", NOW, request_id="r1")
    await write(ledger)
    assert 0 < log_of(folder) < LENGTH // 8


async def test_room_leaves_nothing_in_the_database(ledger: Ledger, folder: Path) -> None:
    await write(ledger)
    tables = {name for (name,) in raw(folder).execute("SELECT name FROM sqlite_master")}
    assert "room" not in tables
    await ledger.checkpoint_and_pause()
    assert (folder / "ledger.db").stat().st_size < LENGTH // 8
    assert raw(folder).execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert (await ledger.verify()).whole


async def test_what_a_dead_process_left_in_the_log_stays_and_room_is_made_behind_it(folder: Path) -> None:
    ledger = await Ledger.open(folder)
    await fill(ledger)
    head = ledger.head
    left = {path.name: path.read_bytes() for path in folder.iterdir() if path.name.startswith("ledger.db")}
    await ledger.close()
    for name, content in left.items():
        (folder / name).write_bytes(content if not name.endswith("-wal") else content[: LENGTH // 8])
    (folder / "ledger.db-shm").unlink()
    again = await Ledger.open(folder)
    assert again.head == head
    await write(again)
    assert log_of(folder) >= LENGTH
    assert (await again.verify()).whole
    await again.close()


async def test_a_process_that_dies_while_room_is_made_loses_nothing(folder: Path, tmp_path: Path) -> None:
    left = tmp_path / "left"

    class Dying(sqlite3.Connection):
        def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
            if sql == "ROLLBACK":
                shutil.copytree(folder, left, ignore=shutil.ignore_patterns("*-shm"))
            return super().execute(sql, *values)

    ledger = await Ledger.open(folder)
    await fill(ledger)
    head = ledger.head
    await ledger.close()
    connection = sqlite3.connect(folder / "ledger.db", isolation_level=None, factory=Dying)
    connection.execute("PRAGMA cache_size=-64")
    connection.execute("SELECT count(*) FROM entries").fetchall()
    make_room(connection, folder / "ledger.db-wal", 1 << 16)
    connection.close()
    assert log_of(left) >= LENGTH // 2
    again = await Ledger.open(left)
    assert again.head == head
    assert (await again.verify()).whole
    await write(again)
    assert again.head.count == head.count + 1
    await again.close()


async def test_a_nearly_full_disk_is_left_what_it_has(disk: Path) -> None:
    folder = disk / "ring_guard"
    ledger = await Ledger.open(folder)
    await write(ledger)
    assert log_of(folder) < os.statvfs(disk).f_blocks * os.statvfs(disk).f_bsize // 4
    await ledger.close()


def in_database(folder: Path, tmp_path: Path) -> int:
    """Count the entries that are in the database's own file, whatever the log holds."""
    alone = tmp_path / "alone"
    alone.mkdir(exist_ok=True)
    shutil.copy(folder / "ledger.db", alone)
    with closing(raw(alone)) as connection:
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'entries'").fetchone():
            return 0
        return int(connection.execute("SELECT count(*) FROM entries").fetchone()[0])


async def written(ledger: Ledger, number: int = 600) -> None:
    await ledger.write(Write(entries=tuple(entry() for _ in range(number))))


async def test_in_a_lull_what_was_written_is_brought_into_the_database(
    ledger: Ledger, folder: Path, tmp_path: Path
) -> None:
    await written(ledger)
    async with asyncio.timeout(30):
        while in_database(folder, tmp_path) < 600:
            await asyncio.sleep(0.01)
    await write(ledger)
    assert ledger.head.count == 601
    assert (await ledger.verify()).whole


async def test_while_more_comes_no_writer_waits_for_that(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "LULL", 60)
    ledger = await Ledger.open(folder)
    await written(ledger)
    await write(ledger, 10)
    assert in_database(folder, tmp_path) == 0
    async with asyncio.timeout(30):
        await ledger.close()
    assert in_database(folder, tmp_path) == 610


async def test_few_rows_are_left_in_the_log(ledger: Ledger, folder: Path, tmp_path: Path) -> None:
    await written(ledger, 100)
    await asyncio.sleep(3 * company.LULL)
    await write(ledger)
    assert in_database(folder, tmp_path) == 0


async def test_a_database_that_cannot_take_the_log_in_takes_it_in_later(
    ledger: Ledger, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []

    class Refusing:
        total_changes = 1000

        def execute(self, sql: str) -> sqlite3.Cursor:
            tried.append(sql)
            raise sqlite3.OperationalError("disk I/O error")

    def tidy(session: Session) -> bool:
        store, own = session._store, session._store._own
        monkeypatch.setattr(store, "_own", Refusing())
        store.tidy()
        monkeypatch.setattr(store, "_own", own)
        store._tidied = 0
        return store.untidy

    assert not await ledger._writer.run(tidy)
    assert tried == ["PRAGMA wal_checkpoint(PASSIVE)"]
    await written(ledger)
    async with asyncio.timeout(30):
        while in_database(folder, tmp_path) < 600:
            await asyncio.sleep(0.01)
