"""The write-ahead log has its length before anybody writes to it, where the disk has room for that."""

import os
from pathlib import Path
import shutil
import sqlite3
from typing import Any

from custom_components.ring_guard.ledger import Ledger, Write
from custom_components.ring_guard.ledger.room import LENGTH, make_room

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
