"""The event loop's thread never touches the database."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
import threading
from typing import Any

import pytest
from sqlalchemy import Engine, event

from custom_components.ring_guard.ledger import Ledger, NewErrand, PolicyText, Write

from .samples import NOW, arrival, change, entry, later


@pytest.fixture
def threads() -> Iterator[dict[int, str]]:
    """Collect every thread in which SQLite opens a file or runs a statement."""
    seen: dict[int, str] = {}

    def note(*_: Any) -> None:
        seen[threading.get_ident()] = threading.current_thread().name

    def watch(connection: Any, _record: Any) -> None:
        note()
        connection.set_trace_callback(note)

    event.listen(Engine, "connect", watch)
    yield seen
    event.remove(Engine, "connect", watch)


async def test_every_question_and_every_write_runs_in_two_other_threads(folder: Path, threads: dict[int, str]) -> None:
    ledger = await Ledger.open(folder)
    await ledger.record_arrival(arrival("a"))
    policy, errand = PolicyText(digest="d", text="t"), NewErrand(key="k", kind="notify")
    written = await ledger.write(Write(entries=(entry(),), arrival_done="a", policy=policy, errands=(errand,)))
    await ledger.write(Write(errands_done=tuple(one.id for one in written.errands)))
    await ledger.write(change("r1"))
    await ledger.write(change("r1", 2, "declined", is_open=False))
    await ledger.seal(later(10**5))
    for answer in (
        ledger.get("r1"),
        ledger.open_requests(),
        ledger.find("k"),
        ledger.requests(),
        ledger.counts(),
        ledger.unprocessed_arrivals(),
        ledger.arrival("a"),
        ledger.errands(),
        ledger.entries(),
        ledger.policy("d"),
        ledger.publish(ledger.head, NOW),
        ledger.published(),
        ledger.verify(),
        ledger.erase("why", NOW, request_id="r1"),
        ledger.checkpoint_and_pause(timedelta(seconds=1)),
    ):
        await answer
    ledger.resume()
    await ledger.close()
    assert threading.get_ident() not in threads
    assert sorted(name.split("_0")[0] for name in threads.values()) == [
        "ring_guard ledger reader",
        "ring_guard ledger writer",
    ]
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("ring_guard ledger")]


async def test_no_query_walks_through_a_whole_table(ledger: Ledger) -> None:
    """What start-up and every request ask for must stay quick with years of entries."""
    plans: list[str] = []

    def explain(connection: Any, cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if statement.startswith("SELECT"):
            own = connection.connection.driver_connection
            plans.extend(row[3] for row in own.execute(f"EXPLAIN QUERY PLAN {statement}", parameters))

    await ledger.write(change("r1", match_key="k"))
    event.listen(Engine, "before_cursor_execute", explain)
    try:
        await ledger.get("r1")
        await ledger.open_requests()
        await ledger.find("k")
        await ledger.requests(10)
        await ledger.requests(10, state="received", since=NOW)
        await ledger.unprocessed_arrivals()
        await ledger.arrival("a")
        await ledger.errands()
        await ledger.entries(5, 10)
        await ledger.entries(5, 10, request_id="r1")
        await ledger.newest_entries(10, before=5)
        await ledger.newest_entries(10, before=5, request_id="r1")
        await ledger.entries_at([1, 2])
        await ledger.policy("d")
        await ledger.counts(NOW, later(5))
    finally:
        event.remove(Engine, "before_cursor_execute", explain)
    assert len(plans) >= 12
    assert [plan for plan in plans if plan.startswith("SCAN") and "INDEX" not in plan] == []
