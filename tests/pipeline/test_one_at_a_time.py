"""Work on requests: one at a time, the longest waiting first, ended at once when nobody wants it any more."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from custom_components.ring_guard.domain.lifecycle import Life, withdraw
from custom_components.ring_guard.pipeline.one_at_a_time import OneAtATime

from .conftest import Line, asked


@dataclass
class Bench:
    """Work that the test lets begin and end, and what it saw of it."""

    line: Line
    wanted: set[str] = field(default_factory=set)
    begun: list[str] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    cancelled: list[str] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0
    go: asyncio.Event = field(default_factory=asyncio.Event)
    clean_up: asyncio.Event = field(default_factory=asyncio.Event)
    error: Exception | None = None

    def __post_init__(self) -> None:
        self.clean_up.set()
        self.turns = OneAtATime("test", self.line.lives, lambda life: life.id in self.wanted, self.work)

    async def work(self, life: Life) -> None:
        self.begun.append(life.id)
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            await self.go.wait()
            if self.error:
                raise self.error
            self.wanted.discard(life.id)
            self.done.append(life.id)
        except asyncio.CancelledError:
            await self.clean_up.wait()
            self.cancelled.append(life.id)
            raise
        finally:
            self.at_once -= 1

    async def request(self, reference: str) -> Life:
        """Take in a request that wants the work, a minute after the one before."""
        self.line.now += timedelta(minutes=1)
        life = await self.line.take(asked(reference=reference))
        self.wanted.add(life.id)
        return life

    @asynccontextmanager
    async def running(self) -> AsyncIterator[asyncio.Task[None]]:
        task = asyncio.create_task(self.turns.run())
        try:
            yield task
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


@pytest.fixture
def bench(line: Line) -> Bench:
    return Bench(line)


async def until(condition: Callable[[], object]) -> None:
    async with asyncio.timeout(30):
        while not condition():
            await asyncio.sleep(0.005)


async def test_the_request_that_has_waited_longest_is_first_and_no_two_are_worked_on_at_once(bench: Bench) -> None:
    first, second, third = [(await bench.request(f"CASE-{number}")).id for number in range(3)]
    async with bench.running():
        await until(lambda: bench.begun == [first])
        assert bench.turns.current == first
        bench.go.set()
        await until(lambda: len(bench.done) == 3)
        await until(lambda: bench.turns.current is None)
    assert bench.begun == bench.done == [first, second, third]
    assert bench.most_at_once == 1


async def test_what_nobody_wants_is_left_alone_until_somebody_does(bench: Bench) -> None:
    life = await bench.request("CASE-1")
    other = await bench.request("CASE-2")
    bench.wanted.remove(life.id)
    bench.go.set()
    async with bench.running():
        await until(lambda: bench.done == [other.id])
        await until(lambda: bench.turns.current is None)
        assert bench.begun == [other.id]
        bench.wanted.add(life.id)
        bench.turns.wake()
        await until(lambda: bench.done == [other.id, life.id])


async def test_work_that_is_no_longer_wanted_ends_at_once_and_the_next_begins(bench: Bench) -> None:
    first, second = await bench.request("CASE-1"), await bench.request("CASE-2")
    async with bench.running() as task:
        await until(lambda: bench.begun == [first.id])
        bench.wanted.remove(first.id)
        bench.turns.wake()
        await until(lambda: bench.begun == [first.id, second.id])
        assert (bench.cancelled, bench.done) == ([first.id], [])
        assert bench.turns.current == second.id
        assert not task.done()


async def test_work_on_a_request_that_is_no_longer_open_ends(bench: Bench) -> None:
    life = await bench.request("CASE-1")
    async with bench.running():
        await until(lambda: bench.begun == [life.id])
        withdrawn = withdraw(life, user_id="u", now=bench.line.now)
        await bench.line.lives.step(life, withdrawn, "request_withdrawn", at=bench.line.now)
        assert life.id not in bench.line.lives.open
        bench.turns.wake()
        await until(lambda: bench.cancelled == [life.id])
        await until(lambda: bench.turns.current is None)
    assert (bench.begun, bench.done) == ([life.id], [])


async def test_waking_does_not_disturb_work_that_is_wanted(bench: Bench) -> None:
    life = await bench.request("CASE-1")
    async with bench.running():
        await until(lambda: bench.begun == [life.id])
        bench.turns.wake()
        bench.turns.wake()
        bench.go.set()
        await until(lambda: bench.done == [life.id])
    assert (bench.begun, bench.cancelled) == ([life.id], [])


async def test_nothing_else_begins_before_a_cancelled_work_has_cleaned_up(bench: Bench) -> None:
    first, second = await bench.request("CASE-1"), await bench.request("CASE-2")
    bench.clean_up.clear()
    async with bench.running():
        await until(lambda: bench.begun == [first.id])
        bench.wanted.remove(first.id)
        bench.turns.wake()
        for _ in range(10):
            await asyncio.sleep(0)
        assert (bench.turns.current, bench.begun) == (first.id, [first.id])
        bench.clean_up.set()
        await until(lambda: bench.begun == [first.id, second.id])
    assert bench.most_at_once == 1


async def test_whoever_cancels_the_whole_ends_the_work_in_hand_and_begins_no_other(bench: Bench) -> None:
    life = await bench.request("CASE-1")
    await bench.request("CASE-2")
    async with bench.running() as task:
        await until(lambda: bench.begun == [life.id])
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    assert (bench.cancelled, bench.begun, bench.turns.current) == ([life.id], [life.id], None)


async def test_work_that_fails_says_so_and_is_begun_again_by_whoever_runs_it_again(bench: Bench) -> None:
    life = await bench.request("CASE-1")
    bench.error = OSError("the disk is gone")
    bench.go.set()
    with pytest.raises(OSError, match="the disk is gone"):
        await asyncio.wait_for(bench.turns.run(), 30)
    assert bench.turns.current is None
    bench.error = None
    async with bench.running():
        await until(lambda: bench.done == [life.id])
    assert bench.begun == [life.id, life.id]
