"""What the ledger costs, each figure beside its yardstick in the same run: `python -m benchmarks.ledger [--flood]`.

The folder (`--folder`) should lie on the disk that counts (the hub's); by default it is made in the current directory, since
/tmp is often memory. Yardsticks run in turns with what they measure, and the middle of many turns is taken, so that a
busy disk slows both. Syncs are counted by strace where it is installed, else by commits (one sync each).
Ends with status 1 if a target is missed.
"""

import argparse
import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import count, product
import os
from pathlib import Path
import platform
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

from . import webhook
from ._measure import ROOT, Figure, load_without_home_assistant, median, resident_kib, show, timed

load_without_home_assistant()

from custom_components.ring_guard.domain import formats
from custom_components.ring_guard.domain.model import Arrival, Effect, Mode, SourceKind, to_plain
from custom_components.ring_guard.domain.policy import Policy, prepare
from custom_components.ring_guard.domain.requesters import Registry
from custom_components.ring_guard.ledger import Budget, Ledger, NewEntry, Write
from custom_components.ring_guard.pipeline.errands import Errands
from custom_components.ring_guard.pipeline.intake import House, Intake, consider
from custom_components.ring_guard.pipeline.lives import Lives

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
ENTRIES = 100_000
GROWING = 200
"""Appends in which bare SQLite's write-ahead log certainly still grows; after GROWN it has long reached its size."""
GROWN = 1000
IN_A_ROW = 25
"""Appends of one way before the next takes its turn."""
ROUNDS = 5
REQUESTS = 400
"""Requests in each round."""
TURNS = 2_000_000
"""Turns of the bare loop that tells how fast the core is in the same run."""
ROOMY = Budget(per_window=10**7, bytes=10**10, window=timedelta(hours=1))
SAMPLES = [path.read_bytes() for path in sorted((ROOT / "samples").glob("*.txt"))]
PAYLOAD = {"from": "received", "to": "declined", "actor": None, "reasons": ["rule", "federal bodies"] * 6}


def an_arrival(number: int) -> Arrival:
    body = SAMPLES[number % len(SAMPLES)] + b"\nReference number: %d\n" % number
    return Arrival(
        id=f"a{number}",
        source_kind=SourceKind.WEBHOOK,
        source_id="hook",
        origin=f"sender {number}",
        received_at=NOW + timedelta(milliseconds=number),
        media_type="text/plain",
        body=body,
        size=len(body),
        sha256=sha256(body).hexdigest(),
    )


def an_entry(number: int) -> NewEntry:
    return NewEntry(kind="request_declined", at=NOW, request_id=f"r{number // 5}", payload={**PAYLOAD, "n": number})


def decided_entries() -> list[NewEntry]:
    """Return the entry that each sample's decision makes, as `Lives.begin` writes it."""
    entries = []
    for number in range(len(SAMPLES)):
        considered = consider(an_arrival(number), a_house())
        payload = {
            "request": to_plain(considered.request),
            "decision": to_plain(considered.decision),
            "linked_to": None,
            "state": "declined",
        }
        entries.append(NewEntry(kind="request_decided", at=NOW, payload=payload))
    return entries


async def fill(folder: Path) -> None:
    """Fill a ledger with five entries for each request: one holds what was decided and why, the rest are small."""
    decided = decided_entries()
    ledger = await Ledger.open(folder)
    for start in range(0, ENTRIES, 1000):
        entries = [
            an_entry(number)
            if number % 5
            else replace(decided[number // 5 % len(decided)], request_id=f"r{number // 5}")
            for number in range(start, start + 1000)
        ]
        await ledger.write(Write(entries=tuple(entries)))
    await ledger.close()


def bare_sqlite(folder: Path) -> sqlite3.Connection:
    """Return a database with a table of entries and the ledger's settings, and nothing else."""
    connection = sqlite3.connect(folder / "bare.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL").close()
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE entries (seq INTEGER PRIMARY KEY, header BLOB, sealed BLOB)")
    return connection


async def appends(folder: Path) -> list[Figure]:
    """Time single durable appends beside appending a page to a file and syncing it, and beside bare SQLite.

    Bare SQLite's write-ahead log first grows, which the file system has to write down as well, and is written over from
    then on; the ledger's is made as long at once. Both times are told apart. Each way goes several times before the next
    takes its turn: what one leaves for the file system to write down would else be paid by the next.
    """
    seconds: dict[str, list[float]] = {}
    async with _ways_to_append(folder) as ways:
        for _ in range((GROWN + 600) // IN_A_ROW):
            for (name, append), _ in product(ways.items(), range(IN_A_ROW)):
                start = time.perf_counter()
                await append()
                seconds.setdefault(name, []).append(time.perf_counter() - start)
    return [
        _beside_floor("single durable appends", {name: each[GROWN:] for name, each in seconds.items()}),
        _beside_floor(
            "  the first of them, while bare SQLite's log grows",
            {name: each[:GROWING] for name, each in seconds.items()},
        ),
    ]


type Append = Callable[[], Awaitable[object]]
"""Appends once, durably."""


@asynccontextmanager
async def _ways_to_append(folder: Path) -> AsyncIterator[dict[str, Append]]:
    """Yield what appends once to a file, to bare SQLite, and to a ledger."""
    ledger = await Ledger.open(folder / "appends")
    bare = bare_sqlite(folder)
    handle = os.open(folder / "floor", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    numbers = count(1)

    async def floor() -> None:
        os.write(handle, os.urandom(4096))
        os.fsync(handle)

    async def in_bare() -> None:
        number, page = next(numbers), os.urandom(400)
        bare.execute("BEGIN IMMEDIATE")
        bare.execute("INSERT INTO entries VALUES (?, ?, ?)", (number, page[:150], page[150:]))
        bare.execute("COMMIT")

    async def in_ledger() -> None:
        await ledger.write(Write(entries=(an_entry(next(numbers)),)))

    yield {"floor": floor, "bare": in_bare, "ledger": in_ledger}
    os.close(handle)
    bare.close()
    await ledger.close()


def _beside_floor(name: str, seconds: dict[str, list[float]]) -> Figure:
    """Set the middle rate of a ledger's appends beside the disk's floor and bare SQLite."""
    rates = {each: 1 / median(took) for each, took in seconds.items()}
    share = rates["ledger"] / rates["floor"]
    return Figure(
        name=name,
        measured=f"{rates['ledger']:,.0f}/s = {share:.2f} x",
        yardstick=f"fsync floor {rates['floor']:,.0f}/s; bare SQLite {rates['bare']:,.0f}/s",
        target=">= 0.50 x",
        holds=share >= 0.5,
    )


def a_house() -> House:
    """Return a household without rules, that is asked about everything."""
    return House(
        evaluator=prepare(Policy(default=Effect.CONFIRM, cameras=frozenset({"front"}))),
        mode=Mode.POLICY,
        reading=formats.ReadingContext(time_zone="America/Chicago", cameras={"front": "Front door"}),
        registry=Registry.builtin(),
        answer_within=timedelta(hours=1),
    )


class Guard:
    """Ledger, intake and errands, as the hub runs them, with nobody to notify."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        house = a_house()
        lives = Lives(ledger, lambda life: None)
        self.intake = Intake(ledger, lives, lambda: house, lambda: datetime.now(UTC))
        self.errands = Errands(ledger, {})

    async def take(self, arrivals: list[Arrival]) -> None:
        """Record arrivals, read and decide them, and run their errands."""
        await asyncio.gather(*(self.ledger.record_arrival(arrival, ROOMY) for arrival in arrivals))
        while await self.intake.take_batch():
            pass
        while await self.errands.run_batch():
            pass


async def requests(folder: Path) -> list[Figure]:
    """Count requests read, decided and recorded by one core, and tell where the time goes."""
    everywhere = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(everywhere)})
    ledger = await Ledger.open(folder / "requests")
    guard = Guard(ledger)
    await guard.take([an_arrival(number) for number in range(-50, 0)])
    rounds, loops = [], []
    for number in range(ROUNDS):
        loops.append(timed(_bare_loop, time.process_time))
        rounds.append(await _round(guard, number))
    await ledger.close()
    os.sched_setaffinity(0, everywhere)
    cpu, wall, spent = sorted(rounds, key=lambda item: item[0])[ROUNDS // 2]
    rate = REQUESTS / cpu
    shares = ", ".join(
        f"{name} {1e6 * value / REQUESTS:.0f}" for name, value in sorted(spent.items(), key=lambda item: -item[1])
    )
    rest = 1e6 * (cpu - sum(spent.values())) / REQUESTS
    return [
        Figure(
            name="requests read, decided and recorded",
            measured=f"{rate:,.0f}/s of one core",
            yardstick=f"{TURNS / median(loops) / rate:,.0f} turns of a bare loop each; by the clock {REQUESTS / wall:,.0f}/s",
            target=">= 500/s",
            holds=rate >= 500,
        ),
        Figure(name="  where the time goes (us each)", measured=f"{shares}, JSON, loop and hand-over {rest:.0f}"),
    ]


def _bare_loop() -> None:
    """Do nothing often: how fast a core is differs by half from one minute to the next where others share it."""
    for _ in range(TURNS):
        pass


async def _round(guard: Guard, number: int) -> tuple[float, float, dict[str, float]]:
    """Take one round of requests; return its processor time, its time by the clock, and where the former went."""
    arrivals = [an_arrival(each) for each in range(number * REQUESTS, (number + 1) * REQUESTS)]
    spent: dict[str, float] = {}
    with _spent_in(spent):
        start, cpu = time.perf_counter(), time.process_time()
        await guard.take(arrivals)
        return time.process_time() - cpu, time.perf_counter() - start, spent


@contextmanager
def _spent_in(spent: dict[str, float]) -> Iterator[None]:
    """Count the processor time of reading, identifying, deciding, and of the ledger's commits."""
    from custom_components.ring_guard.domain import requesters
    from custom_components.ring_guard.domain.policy import Evaluator
    from custom_components.ring_guard.ledger.writer import Writer

    watched = [
        (formats, "read", "reading"),
        (requesters, "identify", "identifying"),
        (Evaluator, "decide", "deciding"),
        (Writer, "_commit", "ledger commits"),
    ]
    before = [(place, name, getattr(place, name)) for place, name, _ in watched]
    for place, name, label in watched:
        setattr(place, name, _counted(getattr(place, name), spent, label))
    try:
        yield
    finally:
        for place, name, function in before:
            setattr(place, name, function)


def _counted(function, spent: dict[str, float], label: str):
    def counted(*args, **kwargs):
        start = time.thread_time()
        try:
            return function(*args, **kwargs)
        finally:
            spent[label] = spent.get(label, 0) + time.thread_time() - start

    return counted


async def run_child(what: str, folder: Path, number: int) -> None:
    """Do one thing in a process of its own, to be watched from outside."""
    if what == "memory":
        ledger = await Ledger.open(folder)
        for answer in (ledger.open_requests(), ledger.unprocessed_arrivals(), ledger.errands(), ledger.requests()):
            await answer
        opened = resident_kib()
        await ledger.verify()
        print(opened, resident_kib())
        await ledger.close()
        return
    ledger = await Ledger.open(folder)
    guard = Guard(ledger)
    await guard.take([])
    before = ledger.commits
    if what == "alone":
        for one in range(number):
            await guard.take([an_arrival(one)])
    else:
        await guard.take([an_arrival(one) for one in range(number)])
    print(ledger.commits - before)
    await ledger.close()


def syncs(folder: Path) -> list[Figure]:
    """Count syncs for each request, alone and in a flood."""
    strace = shutil.which("strace")
    figures = []
    for what, number in (("alone", 100), ("flood", 2000)):
        each = [_count_syncs(strace, what, folder / f"{what}{size}", size) for size in (0, number)]
        figures.append(
            Figure(
                name=f"syncs for each request, {what}",
                measured=f"{(each[1] - each[0]) / number:.2f}",
                yardstick="strace" if strace else "commits (strace is not installed)",
            )
        )
    return figures


def _count_syncs(strace: str | None, what: str, folder: Path, number: int) -> int:
    command = [sys.executable, "-m", "benchmarks.ledger", "--child", what, str(folder), str(number)]
    if strace is None:
        return int(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout)
    log = folder.with_suffix(".strace")
    watch = [strace, "-f", "-qq", "-e", "trace=fsync,fdatasync", "-e", "signal=none", "-o", str(log)]
    subprocess.run([*watch, *command], cwd=ROOT, check=True, capture_output=True)
    lines = log.read_text(encoding="utf-8").splitlines()
    return sum("sync(" in line for line in lines)


async def verification(full: Path) -> list[Figure]:
    """Count the processor time of a whole check beside hashing the same bytes with hashlib."""
    connection = sqlite3.connect(full / "ledger.db")
    messages = []
    last = bytes(32)
    for row in connection.execute(
        "SELECT seq, at, kind, request_id, commitment, row, hash, sealed FROM entries ORDER BY seq"
    ):
        header = "\n".join(map(str, row[:4])).encode()
        messages += [row[7], last + row[4] + row[5] + header]
        last = row[6]
    connection.close()
    ledger = await Ledger.open(full)
    checks, hashes, clock = [], [], []
    for _ in range(9):
        hashes.append(timed(lambda: [sha256(message).digest() for message in messages], time.process_time))
        start, cpu = time.perf_counter(), time.process_time()
        found = await ledger.verify()
        checks.append(time.process_time() - cpu)
        clock.append(time.perf_counter() - start)
        assert found.whole
        assert found.head.count == ENTRIES
    await ledger.close()
    share = median(hashes) / median(checks)
    return [
        Figure(
            name="verification",
            measured=f"{ENTRIES / median(checks):,.0f} entries/s of one core = {share:.2f} x",
            yardstick=f"hashlib alone {ENTRIES / median(hashes):,.0f} entries/s; by the clock {ENTRIES / median(clock):,.0f}",
            target=">= 0.30 x",
            holds=share >= 0.3,
        )
    ]


async def opening(full: Path, empty: Path) -> list[Figure]:
    """Time opening, and asking what a start asks, with many entries beside none."""
    turns: dict[Path, list[float]] = {full: [], empty: []}
    for _ in range(31):
        for folder, times in turns.items():
            start = time.perf_counter()
            ledger = await Ledger.open(folder)
            await ledger.open_requests()
            await ledger.unprocessed_arrivals()
            await ledger.errands()
            times.append(time.perf_counter() - start)
            await ledger.close()
    many, none = median(turns[full]), median(turns[empty])
    return [
        Figure(
            name="start-up with 100,000 entries",
            measured=f"{many * 1e3:.1f} ms = {many / none:.2f} x",
            yardstick=f"with none {none * 1e3:.1f} ms",
            target="<= 1.50 x",
            holds=many / none <= 1.5,
        )
    ]


def memory(full: Path, empty: Path) -> list[Figure]:
    """Weigh the memory in use after opening and after a whole check, with many entries beside none."""
    many, none = _memory(full), _memory(empty)
    opened, checked = ((one - other) / 1024 for one, other in zip(many, none, strict=True))
    return [
        Figure(
            name="memory for 100,000 entries",
            measured=f"{opened:.1f} MB opened, {checked:.1f} MB after a whole check",
            yardstick=f"process with none {none[0] / 1024:.0f} MB",
            target="<= 5 MB",
            holds=max(opened, checked) <= 5,
        )
    ]


def _memory(folder: Path) -> list[int]:
    command = [sys.executable, "-m", "benchmarks.ledger", "--child", "memory", str(folder), "0"]
    ran = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return [int(word) for word in ran.stdout.split()]


async def flood(folder: Path) -> list[Figure]:
    """Send a hundred thousand arrivals of 60 KB in one minute, with the usual budget."""
    ledger = await Ledger.open(folder / "flood")
    body = os.urandom(60_000)
    model = replace(an_arrival(0), body=body, size=len(body), sha256=sha256(body).hexdigest())
    start = time.perf_counter()

    async def send(first: int) -> None:
        for number in range(first, first + 1000):
            at = NOW + timedelta(seconds=number * 60 / ENTRIES)
            await ledger.record_arrival(replace(model, id=f"f{number}", received_at=at))

    await asyncio.gather(*(send(first) for first in range(0, ENTRIES, 1000)))
    took = time.perf_counter() - start
    await ledger.seal(NOW + timedelta(hours=2))
    size = sum(path.stat().st_size for path in (folder / "flood").iterdir())
    await ledger.close()
    return [
        Figure(
            name="100,000 arrivals of 60 KB",
            measured=f"{size / 1e6:.1f} MB on disk",
            yardstick=f"{len(body) * ENTRIES / 1e6:,.0f} MB sent; {ENTRIES / took:,.0f}/s, each durable",
            target="<= 20 MB",
            holds=size <= 20e6,
        )
    ]


async def hub(folder: Path, *, flooded: bool) -> list[Figure]:
    """Measure webhook calls into a real Home Assistant."""
    async with webhook.measured(folder / "hub") as running:
        return [*await webhook.calls(running), *(await webhook.flood(running) if flooded else [])]


async def measure(folder: Path, *, flooded: bool) -> list[Figure]:
    """Measure everything."""
    full, empty = folder / "full", folder / "empty"
    await fill(full)
    await (await Ledger.open(empty)).close()
    return [
        *await appends(folder),
        *await requests(folder),
        *await asyncio.to_thread(syncs, folder),
        *await verification(full),
        *await opening(full, empty),
        *await asyncio.to_thread(memory, full, empty),
        *await flood(folder),
        *await hub(folder, flooded=flooded),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=Path.cwd(), help="on the disk to be measured")
    parser.add_argument(
        "--flood", action="store_true", help="also send a real hub 100,000 calls, for up to two minutes"
    )
    parser.add_argument("--child", nargs=3, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.child:
        what, folder, number = arguments.child
        asyncio.run(run_child(what, Path(folder), int(number)))
        return
    print(f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {platform.machine()}")
    with tempfile.TemporaryDirectory(dir=arguments.folder, prefix=".benchmark-") as space:
        figures = asyncio.run(measure(Path(space), flooded=arguments.flood))
    sys.exit(0 if show(figures) else 1)


if __name__ == "__main__":
    main()
