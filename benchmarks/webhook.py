"""What a webhook call costs a real Home Assistant, beside an empty handler in the same process, and what a flood does.

Only this process's own hub is started, in a folder of its own, with a small integration beside Ring Guard that holds
the empty handler, tells of the hub's loop, memory and notifications, and gives sources as much room as a measurement
needs. Calls are signed beforehand and sent over kept connections by plain bytes, so that the client costs little.
"""

import asyncio
import base64
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, chdir
from dataclasses import dataclass, field
from hashlib import sha256
import hmac
import json
from pathlib import Path
import sys
import time
from typing import Any, cast
from urllib.parse import urlsplit

import aiohttp

from scripts.demo.hub import Hub
from tests.e2e.hub_process import HubProcess

from ._measure import ROOT, Figure, median

FEW, MANY = 8, 64
"""Connections that call at once. The target holds for few callers and for many."""
TURNS = 21
CALLS = 400
FLOOD = 100_000
FLOOD_SECONDS = 120
LONGEST_STALL_SECONDS = 0.5
SOURCE = "Measured webhook"
EMPTY = "/api/webhook/empty"
SAMPLES = [path.read_bytes() for path in sorted((ROOT / "samples").glob("*.txt"))]

CONFIGURATION = """\
homeassistant:
  name: Measured household
  time_zone: UTC
  internal_url: "http://127.0.0.1:{port}"
  external_url: "http://127.0.0.1:{port}"
config:
logger:
  default: warning
measuring:
"""

MANIFEST = {"domain": "measuring", "name": "Measuring", "version": "1.0.0", "dependencies": ["webhook"]}

MEASURING = '''\
"""Holds an empty webhook, and tells what the process is doing."""

import asyncio
from datetime import timedelta
from pathlib import Path
import time

from aiohttp.web import Response, json_response
from homeassistant.components import persistent_notification, webhook

from custom_components.ring_guard import guard
from custom_components.ring_guard.domain.lifecycle import wants_hold
from custom_components.ring_guard.ledger import Budget

USUAL = guard.BUDGET
ROOMY = Budget(per_window=10**7, bytes=10**10, window=timedelta(hours=1))
STEP = 0.01
late = []


async def watch():
    while True:
        before = time.monotonic()
        await asyncio.sleep(STEP)
        late.append(time.monotonic() - before - STEP)


async def left_to_do(guard):
    """Count what is still to be done for the calls so far: to decide, to hold, and to tell."""
    held = sum(wants_hold(life) for life in guard.lives.open.values())
    return held + len(await guard.ledger.unprocessed_arrivals(1)) + len(await guard.ledger.errands(limit=1))


async def empty(hass, webhook_id, request):
    return Response(status=202)


async def tell(hass, webhook_id, request):
    guard.BUDGET = ROOMY if request.query.get("budget") == "roomy" else USUAL
    told, late[:] = sorted(late), []
    entries = hass.config_entries.async_loaded_entries("ring_guard")
    waiting = [await left_to_do(entry.runtime_data) for entry in entries]
    status = Path("/proc/self/status").read_text()
    notes = persistent_notification._async_get_or_create_notifications(hass)
    return json_response({
        "late": told[-1] if told else 0,
        "usually_late": told[len(told) * 99 // 100] if told else 0,
        "kib": int(status.split("VmRSS:")[1].split()[0]),
        "cpu": time.process_time(),
        "waiting": sum(waiting),
        "notes": [note["message"] for note in notes.values()],
    })


async def async_setup(hass, config):
    webhook.async_register(hass, "measuring", "Empty", "empty", empty, local_only=True)
    webhook.async_register(hass, "measuring", "Tell", "tell", tell, local_only=True, allowed_methods=("GET",))
    hass.async_create_background_task(watch(), "measuring")
    return True
'''


@dataclass(slots=True, kw_only=True)
class Measured:
    """A hub with a webhook source, and a session to talk to it."""

    process: HubProcess
    session: aiohttp.ClientSession
    path: str
    key: bytes
    sent: int = 0
    answers: Counter[int] = field(default_factory=Counter)

    async def tell(self, budget: str = "usual") -> dict[str, Any]:
        """Ask how the hub fares since it was last asked, and set the sources' budget."""
        async with self.session.get(f"{self.process.url}/api/webhook/tell?budget={budget}") as response:
            return cast("dict[str, Any]", await response.json())

    async def settle(self, budget: str = "usual") -> None:
        """Wait until nothing is left to do for the calls so far: one turn must not be measured with the one before."""
        async with asyncio.timeout(180):
            while (await self.tell(budget))["waiting"]:
                await asyncio.sleep(0.1)

    def calls(self, number: int, path: str | None = None) -> list[bytes]:
        """Return so many different signed calls, ready to be sent to the source, or to another webhook's path."""
        self.sent += number
        return [self._call(call, path or self.path) for call in range(self.sent - number, self.sent)]

    def _call(self, number: int, path: str) -> bytes:
        """Sign one call as Standard Webhooks describes, and write it as HTTP."""
        body = SAMPLES[number % len(SAMPLES)] + b"\nReference number: %d\n" % number
        stamp = str(int(time.time()))
        mac = hmac.new(self.key, f"{number}.{stamp}.".encode() + body, sha256).digest()
        signature = base64.b64encode(mac).decode()
        return _post(
            path,
            body,
            **{"webhook-id": str(number), "webhook-timestamp": stamp, "webhook-signature": f"v1,{signature}"},
        )

    async def rate(self, calls: Sequence[bytes], connections: int, seconds: float = 60) -> float:
        """Send calls over so many connections; return how many are answered each second."""
        waiting = iter(calls)
        before, start = self.answers.total(), time.perf_counter()
        until = start + seconds
        await asyncio.gather(*(self._send(waiting, until) for _ in range(connections)))
        return (self.answers.total() - before) / (time.perf_counter() - start)

    async def _send(self, calls: Iterator[bytes], until: float) -> None:
        """Send one call after the other over one connection."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.process.port)
        for call in calls:
            writer.write(call)
            head = await reader.readuntil(b"\r\n\r\n")
            length = head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0]
            await reader.readexactly(int(length or 0))
            self.answers[int(head[9:12])] += 1
            if time.perf_counter() > until:
                break
        writer.close()


def _post(path: str, body: bytes, **headers: str) -> bytes:
    """Write a call as HTTP."""
    lines = [f"POST {path} HTTP/1.1", "Host: 127.0.0.1", "Content-Type: text/plain", f"Content-Length: {len(body)}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body


@asynccontextmanager
async def measured(folder: Path) -> AsyncIterator[Measured]:
    """Start a hub with Ring Guard and one webhook in it; end it afterwards."""
    folder.mkdir()
    process = HubProcess(python=Path(sys.executable), folder=folder.resolve())
    process.lay_out()
    _add_measuring(process)
    # Python finds what lies in the directory it starts in: there, Ring Guard alone would be found.
    with chdir(process.folder):
        process.start()
    try:
        await asyncio.to_thread(process.wait)
        async with aiohttp.ClientSession() as session:
            hub = await Hub.when_up(process.url, session)
            await hub.onboard(name="Resident", username="resident", password="for measuring only")
            while not await hub.running():
                await asyncio.sleep(0.2)
            path, secret = await _set_up(hub)
            yield Measured(process=process, session=session, path=path, key=base64.b64decode(secret[6:]))
    finally:
        await asyncio.to_thread(process.stop)


def _add_measuring(process: HubProcess) -> None:
    """Put the measuring integration beside Ring Guard."""
    (process.folder / "configuration.yaml").write_text(CONFIGURATION.format(port=process.port), encoding="utf-8")
    integrations = process.folder / "custom_components"
    integrations.unlink()
    integrations.mkdir()
    (integrations / "ring_guard").symlink_to(ROOT / "custom_components" / "ring_guard", target_is_directory=True)
    measuring = integrations / "measuring"
    measuring.mkdir()
    (measuring / "manifest.json").write_text(json.dumps(MANIFEST), encoding="utf-8")
    (measuring / "__init__.py").write_text(MEASURING, encoding="utf-8")


async def _set_up(hub: Hub) -> tuple[str, str]:
    """Set a household up; return the webhook's path and secret."""
    user = await hub.ask(type="auth/current_user")
    await hub.set_up("ring_guard", {"user": {"preset": "ask_me", "approvers": [user["id"]], "notify": []}})
    (entry,) = await hub.entries("ring_guard")
    webhook = {"name": SOURCE, "local_only": True}
    source = await hub.add(entry["entry_id"], "source", {"user": "webhook", "webhook": webhook})
    return urlsplit(source.shown["url"]).path, source.shown["secret"]


async def calls(hub: Measured) -> list[Figure]:
    """Measure calls that are answered once durable beside an empty handler, all kept and then beyond the budget."""
    figures = []
    await hub.rate(hub.calls(CALLS, EMPTY), FEW)
    for budget, name in (("roomy", "all kept"), ("usual", "beyond the budget")):
        await hub.tell(budget)
        await hub.rate(hub.calls(CALLS), FEW)
        for connections in (FEW, MANY):
            turns: dict[str, list[float]] = {"empty": [], "guarded": []}
            for _ in range(TURNS):
                await hub.settle(budget)
                turns["empty"].append(await hub.rate(hub.calls(CALLS, EMPTY), connections))
                turns["guarded"].append(await hub.rate(hub.calls(CALLS), connections))
            figures.append(_beside_empty(f"webhook calls, {name}", connections, turns))
        await hub.settle(budget)
    assert set(hub.answers) == {202}, hub.answers
    return figures


def _beside_empty(name: str, connections: int, turns: dict[str, list[float]]) -> Figure:
    """Set each turn beside the same calls to the empty handler right before it; the middle of the ratios counts."""
    ratio = median([guarded / empty for guarded, empty in zip(turns["guarded"], turns["empty"], strict=True)])
    return Figure(
        name=f"{name}, {connections} connections",
        measured=f"{median(turns['guarded']):,.0f}/s = {ratio:.2f} x",
        yardstick=f"empty handler {median(turns['empty']):,.0f}/s",
        target=">= 0.40 x",
        holds=ratio >= 0.4,
    )


async def flood(hub: Measured) -> list[Figure]:
    """Send a flood of signed calls as fast as the hub answers, and look at loop, memory, disk and notifications."""
    await hub.settle()
    before, disk = await hub.tell(), _disk(hub)
    start, answered = time.monotonic(), hub.answers.total()
    while hub.answers.total() - answered < FLOOD and time.monotonic() - start < FLOOD_SECONDS:
        await hub.rate(hub.calls(2000), MANY, FLOOD_SECONDS - (time.monotonic() - start))
    took, number = time.monotonic() - start, hub.answers.total() - answered
    after = await hub.tell()
    note = await _brought_up_to_date(hub)
    assert set(hub.answers) == {202}, hub.answers
    return [
        Figure(
            name="flood of signed calls", measured=f"{number:,} in {took:.0f} s = {number / took:,.0f}/s, each durable"
        ),
        Figure(
            name="  longest the loop was held",
            measured=f"{after['late'] * 1e3:.0f} ms; 99 of 100 times at most {after['usually_late'] * 1e3:.0f} ms",
            target=f"<= {LONGEST_STALL_SECONDS * 1e3:.0f} ms",
            holds=after["late"] <= LONGEST_STALL_SECONDS,
        ),
        Figure(
            name="  memory and disk",
            measured=f"{(after['kib'] - before['kib']) / 1024:.1f} MB, {(_disk(hub) - disk) / 1e6:.1f} MB",
            yardstick=f"process before {before['kib'] / 1024:.0f} MB",
        ),
        Figure(name="  what the household is told", measured=note.replace("\\", "")),
    ]


async def _brought_up_to_date(hub: Measured) -> str:
    """Return the one notification of the flood once it tells the newest number, which it does every minute."""

    async def note() -> str:
        return next((note for note in (await hub.tell())["notes"] if SOURCE in note), "nothing")

    before = await note()
    until = time.monotonic() + 70
    while (now := await note()) == before and time.monotonic() < until:
        await asyncio.sleep(1)
    return now


def _disk(hub: Measured) -> int:
    """Return how many bytes Ring Guard keeps in the hub's folder."""
    return sum(
        path.stat().st_size for path in hub.process.folder.rglob("*") if path.is_file() and "ring_guard" in str(path)
    )
