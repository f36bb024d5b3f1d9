"""The write-ahead log has its length before anybody writes to it, where the disk has room for that."""

import os
from pathlib import Path

from custom_components.ring_guard.ledger import Ledger, Write
from custom_components.ring_guard.ledger.room import LENGTH

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


async def test_the_log_has_its_length_again_after_a_backup_and_after_an_erasure(ledger: Ledger, folder: Path) -> None:
    await ledger.checkpoint_and_pause()
    assert log_of(folder) == 0
    ledger.resume()
    await write(ledger)
    assert log_of(folder) >= LENGTH
    await ledger.write(change("r1", state="declined", is_open=False))
    await ledger.erase("why", NOW, request_id="r1")
    await write(ledger)
    assert log_of(folder) >= LENGTH


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


async def test_a_nearly_full_disk_is_left_what_it_has(disk: Path) -> None:
    folder = disk / "ring_guard"
    ledger = await Ledger.open(folder)
    await write(ledger)
    assert log_of(folder) < os.statvfs(disk).f_blocks * os.statvfs(disk).f_bsize // 4
    await ledger.close()
