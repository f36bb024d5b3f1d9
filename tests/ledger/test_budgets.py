"""A flood is counted and hashed, and stays small on the disk."""

import asyncio
from collections.abc import Coroutine
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from custom_components.ring_guard.ledger import DEFAULT_BUDGET, Budget, Ledger, Outcome, Superseded, Write

from .samples import arrival, change, entry, later, raw

TWO = Budget(per_window=2, bytes=1000, window=timedelta(minutes=1))


async def _outcomes(ledger: Ledger, *arrivals) -> list[str]:
    return [(await ledger.record_arrival(one, TWO)).outcome.value for one in arrivals]


async def test_beyond_the_number_arrivals_are_counted_and_hashed_into_one_entry(ledger: Ledger) -> None:
    sent = [arrival(f"a{number}", b"%d" % number, later(number)) for number in range(6)]
    assert await _outcomes(ledger, *sent) == ["kept"] * 2 + ["aggregated"] * 4
    assert ledger.head.count == 2
    assert await ledger.seal(later(59)) == ()
    assert await ledger.seal(later(60)) == (3,)
    assert await ledger.seal(later(60)) == ()
    digest = bytes(32)
    for one in sent[2:]:
        digest = sha256(digest + one.sha256.encode()).digest()
    sealed = (await ledger.entries(after=2))[0]
    assert (sealed.kind, sealed.at) == ("arrivals_beyond_budget", later(5))
    assert sealed.payload == {
        "source_id": "hook",
        "count": 4,
        "bytes": 4,
        "first_at": later(2).isoformat(),
        "last_at": later(5).isoformat(),
        "running_sha256": digest.hex(),
    }
    assert [one.id for one in await ledger.unprocessed_arrivals()] == ["a0", "a1"]


async def test_beyond_the_bytes_as_well(ledger: Ledger) -> None:
    big = [arrival(f"a{number}", b"x" * 600) for number in range(2)]
    assert await _outcomes(ledger, *big, arrival("small")) == ["kept", "aggregated", "kept"]


async def test_each_source_has_its_own_budget(ledger: Ledger) -> None:
    flood = [arrival(f"a{number}") for number in range(5)]
    assert await _outcomes(ledger, *flood, arrival("b", source="phone")) == ["kept"] * 2 + ["aggregated"] * 3 + ["kept"]


async def test_a_new_window_seals_the_one_before_and_keeps_again(ledger: Ledger) -> None:
    first = [arrival(f"a{number}") for number in range(3)]
    assert await _outcomes(ledger, *first, arrival("b", at=later(61))) == ["kept", "kept", "aggregated", "kept"]
    assert [found.kind for found in await ledger.entries()] == [
        "arrival",
        "arrival",
        "arrivals_beyond_budget",
        "arrival",
    ]


async def test_arrivals_that_overtake_each_other_open_no_second_budget(ledger: Ledger) -> None:
    swapped = [arrival(f"a{number}", at=later(-number)) for number in range(20)]
    assert await _outcomes(ledger, *swapped) == ["kept"] * 2 + ["aggregated"] * 18


async def test_a_clock_set_back_far_does_not_close_the_door_for_a_year(ledger: Ledger) -> None:
    sent = [arrival(f"a{number}") for number in range(3)]
    late = arrival("late", at=later(-365 * 86400))
    assert await _outcomes(ledger, *sent, late) == ["kept", "kept", "aggregated", "kept"]


async def test_a_replay_costs_nothing(ledger: Ledger) -> None:
    assert await _outcomes(ledger, *[arrival("a")] * 5, arrival("b")) == ["kept"] + ["replayed"] * 4 + ["kept"]


async def test_counts_survive_a_restart(ledger: Ledger, folder: Path) -> None:
    await _outcomes(ledger, *[arrival(f"a{number}") for number in range(4)])
    await ledger.close()
    again = await Ledger.open(folder)
    receipt = await again.record_arrival(arrival("b"), TWO)
    assert (receipt.outcome, receipt.beyond) == (Outcome.AGGREGATED, 3)
    await again.close()


async def test_a_failing_neighbour_in_the_same_commit_loses_no_count(ledger: Ledger) -> None:
    await ledger.write(change("r1"))
    await ledger.checkpoint_and_pause()
    calls: list[Coroutine[Any, Any, object]] = [
        ledger.record_arrival(arrival(f"a{number}"), TWO) for number in range(4)
    ]
    calls.insert(3, ledger.write(change("r1")))
    calls.append(ledger.write(change("r1")))
    waiting = [asyncio.ensure_future(call) for call in calls]
    await asyncio.sleep(0)
    ledger.resume()
    results = await asyncio.gather(*waiting, return_exceptions=True)
    assert [isinstance(result, Superseded) for result in results] == [False, False, False, True, False, True]
    assert (await ledger.record_arrival(arrival("last"), TWO)).beyond == 3
    assert (await ledger.verify()).whole


async def test_a_hundred_thousand_arrivals_in_a_minute_stay_small(ledger: Ledger, folder: Path) -> None:
    body = b"x" * 60_000

    async def send(start: int) -> int:
        kept = 0
        for number in range(start, start + 100):
            receipt = await ledger.record_arrival(arrival(f"a{number}", body, later(number / 2000)), DEFAULT_BUDGET)
            kept += receipt.outcome is Outcome.KEPT
        return kept

    # A fiftieth of them: the rest would only be counted too.
    kept = sum(await asyncio.gather(*(send(start) for start in range(0, 2_000, 100))))
    await ledger.seal(later(3600))
    assert kept == DEFAULT_BUDGET.bytes // len(body)
    await ledger.write(Write(entries=(entry(),)))
    assert sum(path.stat().st_size for path in folder.iterdir()) < 12 * 1024 * 1024
    (total,) = raw(folder).execute("SELECT count(*) FROM entries").fetchone()
    assert total == kept + 2


@pytest.mark.parametrize(("number", "size", "seconds"), [(0, 1, 1), (1, -1, 1), (1, 1, 0)])
def test_a_budget_that_allows_nothing_cannot_be_made(number: int, size: int, seconds: int) -> None:
    with pytest.raises(ValueError):
        Budget(per_window=number, bytes=size, window=timedelta(seconds=seconds))


async def test_a_replay_that_opens_a_new_window_seals_the_one_before_only_once(ledger: Ledger) -> None:
    sent = [arrival(f"a{number}") for number in range(3)]
    again = [arrival("a0", at=later(61 + number)) for number in range(3)]
    assert await _outcomes(ledger, *sent, *again) == ["kept", "kept", "aggregated"] + ["replayed"] * 3
    assert [found.kind for found in await ledger.entries()] == ["arrival", "arrival", "arrivals_beyond_budget"]
    assert await ledger.seal(later(3600)) == ()
