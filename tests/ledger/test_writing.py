"""What is written is there, once, whole or not at all."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
import stat

import pytest

from custom_components.ring_guard.ledger import (
    EMPTY_HEAD,
    Change,
    Ledger,
    LedgerClosed,
    LedgerTooNew,
    NewEntry,
    NewErrand,
    Outcome,
    PolicyText,
    RequestRow,
    Superseded,
    Write,
    Written,
    company,
)

from .samples import NOW, arrival, change, entry, later, raw, row, together

OPEN_FILES = Path("/proc/self/fd")


async def test_a_new_ledger_is_empty_and_private(ledger: Ledger, folder: Path) -> None:
    await ledger.write(Write(entries=(entry(),)))
    await ledger.publish(ledger.head, NOW)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {
        "ledger.db": 0o600,
        "ledger.db-wal": 0o600,
        "ledger.db-shm": 0o600,
        "heads.txt": 0o600,
    }


async def test_everything_in_one_write_comes_back(ledger: Ledger, folder: Path) -> None:
    request = row("r1", deadline=later(60), match_key="abc")
    written = await ledger.write(
        Write(
            entries=(entry("received", "r1", text="a\ud800b"), entry("decision", "r1")),
            change=Change(expected_version=None, row=request),
            arrival=arrival("a1", b"\x00\xff"),
            arrival_done="a1",
            errands=(NewErrand(key="notify r1", kind="notify", request_id="r1", payload={"tag": "r1"}),),
            policy=PolicyText(digest="d1", text="rules"),
        )
    )
    assert written.seqs == (1, 2, 3)
    assert written.head == ledger.head
    await ledger.close()
    again = await Ledger.open(folder)
    assert again.head == written.head
    assert await again.get("r1") == request
    assert await again.open_requests() == await again.find("abc") == await again.requests() == [request]
    assert await again.arrival("a1") == arrival("a1", b"\x00\xff")
    assert await again.unprocessed_arrivals() == []
    assert tuple(await again.errands()) == written.errands
    assert await again.policy("d1") == "rules"
    kept = await again.entries(request_id="r1")
    assert [(found.seq, found.kind, found.at) for found in kept] == [(2, "received", NOW), (3, "decision", NOW)]
    assert kept[0].payload == {"text": "a\ud800b"}
    assert (await again.entries(after=2))[0].hash == again.head.hash
    await again.close()


async def test_keys_that_any_request_has_are_told_from_those_that_none_has(ledger: Ledger) -> None:
    for number, key in enumerate(("abc", "abc", "def", None)):
        change = Change(expected_version=None, row=row(f"r{number}", match_key=key))
        await ledger.write(Write(entries=(entry("received", f"r{number}"),), change=change))
    assert await ledger.known_keys(["abc", "ghi", "def"]) == {"abc", "def"}
    assert await ledger.known_keys([]) == frozenset()


async def test_whatever_a_stranger_sends_can_be_kept(ledger: Ledger) -> None:
    hostile = "\ud800\x00\u202e'; DROP TABLE entries; --{{ 1/0 }}"
    odd = replace(arrival(hostile, bytes(range(256))), source_id=hostile, origin=hostile, media_type=hostile)
    await ledger.record_arrival(odd)
    assert await ledger.arrival(hostile) == odd
    assert await ledger.unprocessed_arrivals() == [odd]
    assert (await ledger.verify()).whole


async def test_a_late_change_is_told_what_stands_and_leaves_nothing(ledger: Ledger) -> None:
    await ledger.write(change("r1"))
    await ledger.write(change("r1", 2, "declined", is_open=False))
    late = replace(change("r1", 2, "approved"), errands=(NewErrand(key="clip", kind="cut"),))
    head = ledger.head
    with pytest.raises(Superseded) as refused:
        await ledger.write(late)
    assert refused.value.current == row("r1", 2, "declined", is_open=False)
    with pytest.raises(Superseded) as refused:
        await ledger.write(change("r1"))
    assert refused.value.current is not None
    with pytest.raises(Superseded) as refused:
        await ledger.write(change("nobody", 2))
    assert refused.value.current is None
    assert ledger.head == head
    assert await ledger.errands() == []


async def test_of_many_at_once_exactly_one_wins_and_the_others_entries_land(ledger: Ledger) -> None:
    await ledger.write(change("r1"))
    rivals = [ledger.write(change("r1", 2, f"state{number}")) for number in range(50)]
    others = [ledger.write(Write(entries=(entry(number=number),))) for number in range(50)]
    results = await asyncio.gather(*rivals, *others, return_exceptions=True)
    won = [result for result in results[:50] if not isinstance(result, BaseException)]
    lost = [result for result in results[:50] if isinstance(result, Superseded)]
    assert (len(won), len(lost)) == (1, 49)
    assert not any(isinstance(result, BaseException) for result in results[50:])
    assert ledger.head.count == 52
    assert (await ledger.verify()).whole


async def test_two_ledgers_on_one_file_make_one_chain_and_one_winner(ledger: Ledger, folder: Path) -> None:
    second = await Ledger.open(folder)
    await ledger.write(change("r1"))
    await second.write(Write(entries=(entry(),)))
    results = await asyncio.gather(
        ledger.write(change("r1", 2, "approved")), second.write(change("r1", 2, "declined")), return_exceptions=True
    )
    assert sum(isinstance(result, Superseded) for result in results) == 1
    await ledger.write(Write(entries=(entry(),)))
    assert ledger.head.count == 4
    assert (await ledger.verify()).whole
    await second.close()


async def test_writes_that_wait_share_few_commits(ledger: Ledger) -> None:
    before = ledger.commits
    await ledger.checkpoint_and_pause()
    flood = asyncio.gather(*(ledger.write(Write(entries=(entry(number=number),))) for number in range(2000)))
    await asyncio.sleep(0)
    ledger.resume()
    await flood
    assert ledger.commits - before <= 5
    numbers = [found.payload["number"] for found in await ledger.entries(limit=3000) if found.payload]
    assert numbers == list(range(2000))


@pytest.fixture
async def a_crowd(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """Write four times at once; no lull after it is long enough for that to be forgotten."""
    monkeypatch.setattr(company, "LULL", 60)
    await asyncio.gather(*(ledger.write(Write(entries=(entry(),))) for _ in range(4)))


@pytest.mark.usefixtures("a_crowd")
async def test_after_a_crowd_one_commit_serves_as_many_as_come_one_after_the_other(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(company, "PATIENCE", 60)
    before, writes = ledger.commits, []
    async with asyncio.timeout(30):
        for _ in range(3):
            writes.append(asyncio.ensure_future(ledger.write(Write(entries=(entry(),)))))
            await asyncio.sleep(0.01)
        assert not any(write.done() for write in writes)
        await asyncio.gather(*writes, ledger.write(Write(entries=(entry(),))))
    assert ledger.commits == before + 1


@pytest.mark.usefixtures("a_crowd")
async def test_after_a_crowd_who_comes_alone_waits_once_and_then_no_more(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    time = asyncio.get_running_loop().time
    monkeypatch.setattr(company, "PATIENCE", 0.1)
    start = time()
    await ledger.write(Write(entries=(entry(),)))
    assert time() - start >= 0.1
    monkeypatch.setattr(company, "PATIENCE", 60)
    async with asyncio.timeout(30):
        await ledger.write(Write(entries=(entry(),)))


async def test_however_many_come_together_a_commit_stays_bounded(ledger: Ledger) -> None:
    await ledger.checkpoint_and_pause()
    before = ledger.commits
    crowd = asyncio.gather(*(ledger.write(Write(entries=(entry(),))) for _ in range(1201)))
    await asyncio.sleep(0)
    ledger.resume()
    await crowd
    assert ledger.commits == before + 1 + 3


@pytest.fixture
async def who_waits(
    a_crowd: None, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[asyncio.Future[Written]]:
    """Write once more after the crowd, and wait for company, for long."""
    monkeypatch.setattr(company, "PATIENCE", 60)
    write = asyncio.ensure_future(ledger.write(Write(entries=(entry(),))))
    await asyncio.sleep(0)
    async with asyncio.timeout(30):
        yield write


async def test_who_waits_for_company_is_written_when_the_ledger_closes(
    ledger: Ledger, folder: Path, who_waits: asyncio.Future[Written]
) -> None:
    await ledger.close()
    assert (await who_waits).head.count == 5
    again = await Ledger.open(folder)
    assert again.head.count == 5
    await again.close()


async def test_a_checkpoint_comes_after_those_who_wait_for_company(
    ledger: Ledger, who_waits: asyncio.Future[Written]
) -> None:
    await ledger.checkpoint_and_pause()
    assert ledger.head.count == 5
    ledger.resume()
    await who_waits


@pytest.mark.parametrize("number", [1, 15, 16, 17, 100])
async def test_arrivals_of_one_commit_stay_in_their_order(ledger: Ledger, number: int) -> None:
    receipts = await together(ledger, *(ledger.record_arrival(arrival(f"a{each}")) for each in range(number)))
    assert [receipt.seq for receipt in receipts] == list(range(1, number + 1))
    assert [kept.id for kept in await ledger.unprocessed_arrivals(200)] == [f"a{each}" for each in range(number)]
    assert [kept.payload["id"] for kept in await ledger.entries(limit=200) if kept.payload] == [
        f"a{each}" for each in range(number)
    ]
    assert (await ledger.verify()).whole


async def test_of_equal_arrivals_in_one_commit_one_is_kept_and_the_others_are_replays(ledger: Ledger) -> None:
    await ledger.record_arrival(arrival("known"))
    ids = ["a1", "known", "a2", "a1", "a3"]
    receipts = await together(ledger, *(ledger.record_arrival(arrival(each)) for each in ids))
    kept, replayed = Outcome.KEPT, Outcome.REPLAYED
    assert [receipt.outcome for receipt in receipts] == [kept, replayed, kept, replayed, kept]
    assert [each.id for each in await ledger.unprocessed_arrivals()] == ["known", "a1", "a2", "a3"]
    assert ledger.head.count == 4
    assert (await ledger.verify()).whole


async def test_an_arrival_whose_write_fails_is_not_known_to_those_after_it_in_the_commit(ledger: Ledger) -> None:
    await ledger.write(change("r1"))
    late = replace(change("r1"), arrival=arrival("a1"))
    failed, receipt = await together(ledger, ledger.write(late), ledger.record_arrival(arrival("a1")))
    assert isinstance(failed, Superseded)
    assert receipt.outcome is Outcome.KEPT
    assert [each.id for each in await ledger.unprocessed_arrivals()] == ["a1"]
    assert (await ledger.verify()).whole


async def test_an_erasure_finds_what_was_written_before_it_in_the_same_commit(ledger: Ledger) -> None:
    written, erased = await together(
        ledger, ledger.write(Write(entries=(entry(),))), ledger.erase("no longer needed", NOW, seqs=[1])
    )
    assert written.seqs == (1,)
    assert erased.recorded_as == 2
    assert [kept.payload is None for kept in await ledger.entries()] == [True, False]
    assert (await ledger.verify()).whole


async def test_no_page_of_the_ledger_leaves_its_folder_however_much_a_commit_changes(
    ledger: Ledger, folder: Path
) -> None:
    await ledger.write(Write(entries=tuple(entry(text="x" * 1000) for _ in range(200))))
    await ledger.write(change("r1"))
    late, erasure, look, _ = await together(
        ledger,
        ledger.write(change("r1")),
        ledger.erase("no longer needed", NOW, seqs=range(1, 201)),
        ledger._writer.run(
            lambda _: {name for each in OPEN_FILES.iterdir() if (name := _target(each)).startswith("/")}
        ),
        ledger.write(Write(entries=(entry(),))),
    )
    assert isinstance(late, Superseded)
    assert len(erasure.seqs) == 200
    assert any(name.startswith(f"{folder}/") for name in look)
    assert not {name for name in look if "etilqs" in name}


def _target(link: Path) -> str:
    """Return what an open file is called; one may be closed while we look."""
    try:
        return str(link.readlink())
    except OSError:
        return ""


async def test_what_json_cannot_hold_fails_alone(ledger: Ledger) -> None:
    deep: dict[str, object] = {}
    for _ in range(100_000):
        deep = {"in": deep}
    bad = [
        Write(entries=(entry(), NewEntry(kind="note", at=NOW, payload=payload)))
        for payload in ({"x": object()}, {"x": {1, 2}}, deep)
    ]
    good = Write(entries=(entry(),))
    results = await asyncio.gather(*map(ledger.write, [good, *bad, good]), return_exceptions=True)
    assert [isinstance(result, ValueError) for result in results] == [False, True, True, True, False]
    assert ledger.head.count == 2
    assert (await ledger.verify()).whole


@pytest.mark.parametrize("large", [1, 2**80])
async def test_what_is_no_number_is_written_as_null(ledger: Ledger, large: int) -> None:
    numbers = {"nan": float("nan"), "infinite": float("inf"), "large": large}
    await ledger.write(Write(entries=(NewEntry(kind="note", at=NOW, payload=numbers),)))
    (kept,) = await ledger.entries()
    assert kept.payload == {"nan": None, "infinite": None, "large": large}


async def test_a_known_arrival_or_errand_is_reported_and_not_done_again(ledger: Ledger) -> None:
    once = Write(entries=(entry(),), arrival=arrival("a1"), errands=(NewErrand(key="k", kind="notify"),))
    first = await ledger.write(once)
    second = await ledger.write(once)
    assert (second.seqs, second.errands) == ((), ())
    assert second.replayed == {"a1"}
    await ledger.write(Write(errands_done=(first.errands[0].id,)))
    third = await ledger.write(Write(errands=(NewErrand(key="k", kind="notify"), NewErrand(key="new", kind="notify"))))
    assert third.replayed == {"k"}
    assert [errand.key for errand in await ledger.errands()] == ["new"]
    assert ledger.head.count == 2


async def test_a_finished_errand_keeps_no_payload(ledger: Ledger, folder: Path) -> None:
    written = await ledger.write(Write(errands=(NewErrand(key="k", kind="notify", payload={"text": "private"}),)))
    await ledger.write(Write(errands_done=(written.errands[0].id,)))
    assert raw(folder).execute("SELECT payload, done FROM errands").fetchall() == [("{}", 1)]


async def test_requests_come_in_pages_newest_first(ledger: Ledger) -> None:
    for number in range(7):
        state, open_ = ("declined", False) if number % 2 else ("received", True)
        await ledger.write(change(f"r{number}", state=state, is_open=open_, received_at=later(number // 2)))
    first = await ledger.requests(3)
    rest = await ledger.requests(10, before=first[-1])
    assert [found.id for found in [*first, *rest]] == ["r6", "r5", "r4", "r3", "r2", "r1", "r0"]
    assert [found.id for found in await ledger.requests(state="declined", since=later(1))] == ["r5", "r3"]
    assert [found.id for found in await ledger.open_requests()] == ["r0", "r2", "r4", "r6"]
    assert await ledger.counts() == {"declined": 3, "received": 4}
    assert await ledger.counts(later(1), later(2)) == {"declined": 1, "received": 1}


async def test_a_backup_finds_one_whole_file_and_writes_go_on_after(ledger: Ledger, folder: Path) -> None:
    await ledger.write(Write(entries=(entry(),)))
    await ledger.checkpoint_and_pause()
    waiting = asyncio.ensure_future(ledger.write(Write(entries=(entry(),))))
    assert await ledger.entries() != []
    assert (folder / "ledger.db-wal").stat().st_size == 0
    assert raw(folder).execute("SELECT count(*) FROM entries").fetchone() == (1,)
    assert not waiting.done()
    ledger.resume()
    assert (await waiting).seqs == (2,)


async def test_a_forgotten_hold_ends_by_itself(ledger: Ledger) -> None:
    await ledger.checkpoint_and_pause(timedelta(milliseconds=20))
    async with asyncio.timeout(30):
        assert (await ledger.write(Write(entries=(entry(),)))).seqs == (1,)


async def test_closing_finishes_what_was_handed_in(folder: Path) -> None:
    ledger = await Ledger.open(folder)
    await ledger.checkpoint_and_pause()
    waiting = [asyncio.ensure_future(ledger.write(Write(entries=(entry(),)))) for _ in range(20)]
    await asyncio.sleep(0)
    await ledger.close()
    await ledger.close()
    assert [written.seqs for written in await asyncio.gather(*waiting)] == [(number,) for number in range(1, 21)]
    with pytest.raises(LedgerClosed):
        await ledger.write(Write())
    with pytest.raises(LedgerClosed):
        await ledger.get("r1")
    with pytest.raises(LedgerClosed):
        await ledger.published()


async def test_a_caller_that_goes_away_takes_nobody_with_it(ledger: Ledger) -> None:
    gone = asyncio.ensure_future(ledger.write(Write(entries=(entry(),))))
    await asyncio.sleep(0)
    gone.cancel()
    await ledger.write(Write(entries=(entry(),)))
    assert gone.cancelled()
    assert ledger.head.count == 2


async def test_a_newer_ledger_is_refused_and_left_alone(folder: Path) -> None:
    await (await Ledger.open(folder)).close()
    connection = raw(folder)
    connection.execute("PRAGMA user_version=2")
    connection.close()
    before = (folder / "ledger.db").read_bytes()
    with pytest.raises(LedgerTooNew, match="version 2"):
        await Ledger.open(folder)
    assert (folder / "ledger.db").read_bytes() == before


@pytest.mark.parametrize(
    "make",
    [
        lambda: entry("two words"),
        lambda: entry("line\nend"),
        lambda: entry("note", ""),
        lambda: entry(at=NOW.replace(tzinfo=None)),
        lambda: row("r1", 0),
        lambda: row("r1", deadline=NOW.replace(tzinfo=None)),
        lambda: row("r1", match_key="a b"),
        lambda: Change(expected_version=1, row=row("r1", 3)),
        lambda: Write(entries=(entry(),), change=Change(expected_version=None, row=row("r1"))),
        lambda: RequestRow(id="r\n", version=1, state="s", received_at=NOW, open=True),
    ],
)
def test_what_could_not_stand_in_the_chain_cannot_be_made(make) -> None:
    with pytest.raises(ValueError):
        make()


async def test_an_empty_head_is_known(ledger: Ledger) -> None:
    assert ledger.head == EMPTY_HEAD
    assert (await ledger.verify([EMPTY_HEAD])).whole
