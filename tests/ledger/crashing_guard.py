"""Ledger and domain alone, under a stream of requests, killed again and again.

    python crashing_guard.py FOLDER SEED KILLS

Each life of the guard is a fork of this process, so that modules are loaded once. It tells this process through a pipe
what it acknowledged and what it showed; this process kills it (SIGKILL) at a random moment and then looks at what
the ledger holds. Prints one JSON object at the end; a broken promise ends it with an AssertionError.
"""

import asyncio
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
import json
import os
from pathlib import Path
import random
import select
import signal
import sys
import time
from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
import custom_components

_package = ModuleType("custom_components.ring_guard")
# The package's own first module is Home Assistant's side: it has no part in this.
_package.__path__ = [str(ROOT / "custom_components" / "ring_guard")]
sys.modules[_package.__name__] = _package
custom_components.ring_guard = _package  # type: ignore[attr-defined] # what importing it would have done

from custom_components.ring_guard.domain import formats
from custom_components.ring_guard.domain.lifecycle import Life
from custom_components.ring_guard.domain.model import Arrival, Effect, Mode, SourceKind
from custom_components.ring_guard.domain.policy import Policy, prepare
from custom_components.ring_guard.domain.requesters import Registry
from custom_components.ring_guard.ledger import Budget, Errand, Ledger, Outcome
from custom_components.ring_guard.pipeline.errands import Errands
from custom_components.ring_guard.pipeline.intake import House, Intake
from custom_components.ring_guard.pipeline.lives import Lives

SENDERS = 6
BUDGET = Budget(per_window=10**6, bytes=10**9, window=timedelta(hours=1))
TEXT = (ROOT / "samples" / "ring-community-request.txt").read_bytes()
ANSWER_WITHIN = timedelta(hours=1)


def house() -> House:
    return House(
        evaluator=prepare(Policy(default=Effect.CONFIRM, cameras=frozenset({"front"}))),
        mode=Mode.POLICY,
        reading=formats.ReadingContext(time_zone="America/Chicago", cameras={"front": "Front door"}),
        registry=REGISTRY,
        answer_within=ANSWER_WITHIN,
    )


REGISTRY = Registry.builtin()
HOUSE = house()


def now() -> datetime:
    return datetime.now(UTC)


def make_arrival(key: str) -> Arrival:
    body = TEXT + f"\nReference number: {key}\n".encode()
    return Arrival(
        id=key,
        source_kind=SourceKind.WEBHOOK,
        source_id="hook",
        origin=f"sender-{key}",
        received_at=now(),
        media_type="text/plain",
        body=body,
        size=len(body),
        sha256=sha256(body).hexdigest(),
    )


class Guard:
    """One life of the guard: takes arrivals, decides, shows."""

    def __init__(self, ledger: Ledger, pipe: int) -> None:
        self.ledger = ledger
        self._pipe = pipe
        self.lives = Lives(ledger, self._on_step)
        self.intake = Intake(ledger, self.lives, lambda: HOUSE, now)
        self.errands = Errands(ledger, {"announce": self._announce})

    def tell(self, word: str, key: str) -> None:
        os.write(self._pipe, f"{word} {key}\n".encode())

    def _on_step(self, life: Life) -> None:
        self.tell("decided", life.id)
        self.errands.wake()

    async def _announce(self, errands: Sequence[Errand]) -> None:
        for errand in errands:
            self.tell("shown", f"{errand.request_id}:{errand.payload['version']}")

    async def send(self, name: str) -> None:
        for number in range(10**9):
            arrival = make_arrival(f"{name}-{number}")
            receipt = await self.ledger.record_arrival(arrival, BUDGET)
            assert receipt.outcome is Outcome.KEPT
            self.tell("acknowledged", arrival.id)
            self.intake.wake()


async def live(folder: Path, life: int, pipe: int) -> None:
    """Be a guard until killed."""
    guard = Guard(await Ledger.open(folder), pipe)
    await guard.lives.load()
    senders = [guard.send(f"{life}-{number}") for number in range(SENDERS)]
    await asyncio.gather(guard.intake.run(), guard.errands.run(), *senders)


async def settle(folder: Path, pipe: int) -> None:
    """Finish what the last kill left over, as the next start does, with nobody sending."""
    guard = Guard(await Ledger.open(folder), pipe)
    await guard.lives.load()
    while await guard.intake.take_batch() or await guard.errands.run_batch():
        pass
    await guard.ledger.close()


class Watcher:
    """Kills guards, and holds against the ledger what they told."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self.chance = random.Random(seed)
        self.told: dict[str, Counter[str]] = {word: Counter() for word in ("acknowledged", "decided", "shown")}
        self._rest = b""

    def run_one(self, life: int) -> None:
        """Fork a guard and kill it at a random moment: after a number of words, or in the middle of starting."""
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            asyncio.run(live(self.folder, life, writing))
            os._exit(1)
        os.close(writing)
        words = self.chance.choice([0, 1, 3, 10, 30, 80])
        pause = self.chance.uniform(0, 0.05)
        self._listen(reading, words)
        time.sleep(pause)
        os.kill(child, signal.SIGKILL)
        self._listen(reading, None)
        os.close(reading)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL

    def _listen(self, pipe: int, words: int | None) -> None:
        """Take in what the guard says: so many words of it, or all there is to its end."""
        heard, until = 0, time.monotonic() + 20
        while words is None or (heard < words and time.monotonic() < until):
            if words is not None and not select.select([pipe], [], [], 1)[0]:
                continue
            piece = os.read(pipe, 65536)
            if not piece:
                break
            heard += self._take(piece)
        if words is None:
            # The last word may have been cut short by the kill: it was not said.
            self._rest = b""

    def _take(self, piece: bytes) -> int:
        *lines, self._rest = (self._rest + piece).split(b"\n")
        for line in lines:
            word, key = line.decode().split(" ", 1)
            self.told[word][key] += 1
        return len(lines)

    async def check(self) -> None:
        """Hold the ledger against what was told: nothing acknowledged is lost, nothing decided twice."""
        ledger = await Ledger.open(self.folder)
        verification = await ledger.verify()
        assert verification.whole, verification
        kinds: dict[str, Counter[str]] = {}
        arrived = set()
        after = 0
        while entries := await ledger.entries(after, 5000):
            after = entries[-1].seq
            for entry in entries:
                assert entry.payload is not None
                if entry.kind == "arrival":
                    arrived.add(entry.payload["id"])
                else:
                    kinds.setdefault(entry.kind, Counter())[entry.request_id or ""] += 1
        self.decided = kinds.get("request_decided", Counter())
        assert max(self.decided.values(), default=1) == 1, "a request was decided twice"
        assert set(kinds) <= {"request_decided"}, sorted(kinds)
        lost = set(self.told["acknowledged"]) - arrived
        assert not lost, f"acknowledged and lost: {sorted(lost)}"
        undecided = set(self.told["decided"]) - set(self.decided)
        assert not undecided, f"decided and forgotten: {sorted(undecided)}"
        early = {key.split(":")[0] for key in self.told["shown"]} - set(self.decided)
        assert not early, f"shown before it was durable: {sorted(early)}"
        self.waiting = {row.id for row in await ledger.open_requests() if row.deadline}
        self.arrived = arrived
        await ledger.publish(ledger.head, now())
        await ledger.close()

    def finish(self) -> dict[str, int]:
        """Let a last guard finish what is left, and look whether everything was dealt with once."""
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            asyncio.run(settle(self.folder, writing))
            os._exit(0)
        os.close(writing)
        self._listen(reading, None)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        asyncio.run(self.check())
        assert set(self.decided) == self.arrived == self.waiting, "an arrival is left over"
        shown = {key.split(":")[0] for key in self.told["shown"]}
        assert shown == self.arrived, "a step was never shown"
        again = sum(self.told["shown"].values()) - len(self.told["shown"])
        return {
            "acknowledged": len(self.told["acknowledged"]),
            "decided": len(self.decided),
            "shown_again_under_the_same_tag": again,
        }


def main() -> None:
    folder, seed, kills = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    watcher = Watcher(folder, seed)
    for life in range(kills):
        watcher.run_one(life)
        asyncio.run(watcher.check())
    sys.stdout.write(json.dumps({"kills": kills, **watcher.finish()}) + "\n")


if __name__ == "__main__":
    main()
