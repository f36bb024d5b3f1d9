"""Who writes at the same time writes together; nobody is left behind, and who is alone is not kept waiting."""

import asyncio
from collections.abc import Callable

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.ring_guard.ledger import company
from custom_components.ring_guard.ledger.company import Company


class Office:
    """Serves what is handed over when told to."""

    def __init__(self) -> None:
        """Begin without anybody."""
        self.groups: list[list[str]] = []
        self._served = 0
        self.company = Company[str](self.groups.append)

    def serve(self) -> None:
        """Let the members of all groups come back."""
        for group in self.groups[self._served :]:
            self._served += 1
            self.company.back(len(group))


@pytest.fixture
def patience(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Set how long anybody waits; no lull is long enough for a crowd to be forgotten."""
    monkeypatch.setattr(company, "LULL", 60)
    return lambda seconds: monkeypatch.setattr(company, "PATIENCE", seconds)


async def test_who_comes_alone_is_handed_over_at_once_each_time() -> None:
    office = Office()
    for name in "abc":
        office.company.add(name)
        office.serve()
    assert office.groups == [["a"], ["b"], ["c"]]


async def test_who_comes_while_others_are_away_is_handed_over_with_them_when_they_come_again(patience) -> None:
    patience(60)
    office = Office()
    for name in "abc":
        office.company.add(name)
    assert office.groups == [["a"]]
    office.serve()
    assert office.groups == [["a"]]
    office.company.add("a")
    assert office.groups == [["a"], ["b", "c", "a"]]


async def test_two_groups_that_take_turns_become_one(patience) -> None:
    patience(60)
    office = Office()
    for name in "ab":
        office.company.add(name)
    office.company.leave()
    for name in "cd":
        office.company.add(name)
    office.serve()
    for name in "ab":
        office.company.add(name)
    assert office.groups[2:] == [["c", "d", "a", "b"]]


async def test_who_are_served_together_and_come_together_need_one_group_each_time(patience) -> None:
    patience(0)
    office = Office()
    for _ in range(3):
        for name in "abcd":
            office.company.add(name)
        office.serve()
        while sum(map(len, office.groups)) % 4:
            await asyncio.sleep(0)
        office.serve()
    assert [len(group) for group in office.groups] == [1, 3, 4, 4]


async def test_after_a_lull_nobody_is_expected(patience, monkeypatch: pytest.MonkeyPatch) -> None:
    patience(60)
    office = Office()
    for name in "abc":
        office.company.add(name)
    office.company.leave()
    office.serve()
    monkeypatch.setattr(company, "LULL", -1)
    office.company.add("d")
    assert office.groups[2:] == [["d"]]


async def test_no_group_is_larger_than_what_one_commit_bears(patience) -> None:
    patience(60)
    office = Office()
    for number in range(1300):
        office.company.add(str(number))
    office.company.leave()
    assert [len(group) for group in office.groups] == [1, 512, 512, 275]
    assert [name for group in office.groups for name in group] == [str(number) for number in range(1300)]


CALLERS = st.lists(st.tuples(st.integers(1, 6), st.integers(0, 3)), min_size=1, max_size=12)
"""Each with how often it calls, and how many turns of the loop it thinks between two calls."""


@settings(deadline=None)
@given(callers=CALLERS, turns=st.integers(0, 4))
def test_however_often_callers_call_each_call_is_served_once_and_in_order(
    callers: list[tuple[int, int]], turns: int
) -> None:
    asked, served = asyncio.run(_call_and_serve(callers, turns))
    assert served == asked
    assert len(served) == sum(times for times, _ in callers)


type Calls = list[asyncio.Future[None]]


async def _call_and_serve(callers: list[tuple[int, int]], turns: int) -> tuple[Calls, Calls]:
    """Let callers call while one clerk serves a group at a time, in so many turns of the loop; return asked and served."""
    queue: asyncio.Queue[Calls] = asyncio.Queue()
    gathering = Company[asyncio.Future[None]](queue.put_nowait)
    asked: Calls = []
    served: Calls = []

    async def call(times: int, pause: int) -> None:
        for _ in range(times):
            done = asyncio.get_running_loop().create_future()
            asked.append(done)
            gathering.add(done)
            await done
            await _turns(pause)

    async def serve() -> None:
        while True:
            group = await queue.get()
            await _turns(turns)
            gathering.back(len(group))
            for done in group:
                served.append(done)
                done.set_result(None)

    clerk = asyncio.ensure_future(serve())
    async with asyncio.timeout(30):
        await asyncio.gather(*(call(*caller) for caller in callers))
    clerk.cancel()
    return asked, served


async def _turns(number: int) -> None:
    for _ in range(number):
        await asyncio.sleep(0)
