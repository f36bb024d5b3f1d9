"""A real Home Assistant that loses its power three times while requests stream in."""

import asyncio
from collections import Counter
from contextlib import closing, suppress
from pathlib import Path
import random
import sqlite3
from typing import Any

import aiohttp

from scripts.demo.hub import DialogueError

from .household import Household, eventually
from .hub_process import HubProcess
from .push_service import PushService

KILLS = 3
STREAM = 30


async def _stream(household: Household, kill: int, acknowledged: set[str]) -> None:
    """Send requests one after the other until the hub dies, noting those that were acknowledged."""
    for number in range(STREAM):
        reference = f"KILL-{kill}-{number}"
        with suppress(aiohttp.ClientError, ConnectionError):
            if await household.send(household.asking(reference), reference) == 202:
                acknowledged.add(reference)


async def _all_there(household: Household, references: set[str]) -> list[dict[str, Any]]:
    """Return the requests once every reference has one."""

    async def look() -> list[dict[str, Any]] | None:
        with suppress(aiohttp.ClientError, DialogueError):
            requests = await household.requests()
            if references <= {item["reference"] for item in requests}:
                return requests
        return None

    found = await eventually(look, 60)
    assert found is not None
    return found


async def test_nothing_acknowledged_is_lost_or_decided_twice(
    founded: Household, hub_process: HubProcess, pushes: PushService
) -> None:
    await eventually(lambda: asyncio.to_thread(_settled, hub_process), 60)
    # Another hub's household may have been told of its own requests before.
    pushes.pushes.clear()
    acknowledged: set[str] = set()
    chance = random.Random(7)
    for kill in range(KILLS):
        async with aiohttp.ClientSession() as session:
            founded.sit_down(session)
            stream = asyncio.create_task(_stream(founded, kill, acknowledged))
            await asyncio.sleep(chance.uniform(0.2, 1.0))
            await asyncio.to_thread(hub_process.kill)
            await stream
        await asyncio.to_thread(hub_process.start)
        await asyncio.to_thread(hub_process.wait)
    async with aiohttp.ClientSession() as session:
        founded.sit_down(session)
        await eventually(founded.resident.hub.running, 60)
        requests = await _all_there(founded, acknowledged)
        assert len(acknowledged) >= KILLS
        assert {item["state"] for item in requests} == {"awaiting_confirmation"}
        answer = await founded.resident.call("verify_ledger")
        assert answer["whole"] is True
        await founded.resident.call("decline", request_id=requests[0]["request_id"])
    await asyncio.to_thread(hub_process.stop)
    decided = _decided(hub_process)
    assert max(decided.values()) == 1
    # What was announced again after a crash has the same tag, so that a phone shows one.
    tags = {push["data"]["tag"] for push in pushes.pushes}
    assert tags <= {f"ring_guard_{request_id}" for request_id in decided} | {"ring_guard_many"}


def _settled(hub: HubProcess) -> bool:
    """Tell whether Home Assistant has written its own settings, which it does a while after they change."""
    storage = hub.folder / ".storage"
    entries, people = storage / "core.config_entries", storage / "auth"
    return "sensor.resident_last_notification" in _text(entries) and "Guest" in _text(people)


def _text(path: Path) -> str:
    """Return what a file says, nothing if it is not there."""
    return path.read_text(encoding="utf-8") if path.exists() else ""


def _decided(hub: HubProcess) -> Counter[str]:
    """Count how often each request was decided first, from the ledger's own file."""
    with closing(sqlite3.connect(hub.folder / "ring_guard" / "ledger.db")) as database:
        rows = database.execute("SELECT request_id FROM entries WHERE kind = 'request_decided'").fetchall()
    return Counter(row[0] for row in rows)
