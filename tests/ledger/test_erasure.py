"""What is erased is gone from the disk, and the chain still verifies."""

from pathlib import Path

import pytest

from custom_components.ring_guard.ledger import Ledger, NewErrand, NotErasable, Write

from .samples import NOW, arrival, change, entry, raw

SECRET = "Officer Example of Springfield"


async def _with_secret(ledger: Ledger) -> None:
    await ledger.record_arrival(arrival("a1", SECRET.encode(), origin=SECRET))
    received = change("r1", document={"text": SECRET}, match_key="key")
    errand = NewErrand(key="notify", kind="notify", request_id="r1", payload={"text": SECRET})
    await ledger.write(Write(entries=received.entries, change=received.change, arrival_done="a1", errands=(errand,)))
    await ledger.write(Write(entries=(entry("decision", "r1", why=SECRET),)))


async def test_an_ended_request_is_erased_with_all_that_was_said_in_it(ledger: Ledger, folder: Path) -> None:
    await _with_secret(ledger)
    await ledger.write(change("r1", 2, "declined", is_open=False, document={"text": SECRET}))
    erased = await ledger.erase("asked for it", NOW, request_id="r1")
    assert (erased.seqs, erased.recorded_as, erased.head) == ((1, 2, 3, 4), 5, ledger.head)
    for path in folder.iterdir():
        assert SECRET.encode() not in path.read_bytes(), path.name
    kept = await ledger.entries()
    assert [(found.payload, found.erased_by) for found in kept[:4]] == [(None, 5)] * 4
    assert kept[4].payload == {"seqs": [1, 2, 3, 4], "reason": "asked for it"}
    request = await ledger.get("r1")
    assert request is not None
    assert (request.state, request.document, request.match_key, request.version) == ("declined", {}, None, 3)
    gone = await ledger.arrival("a1")
    assert gone is not None
    assert (gone.body, gone.origin, gone.size) == (b"", "", 0)
    assert await ledger.errands() == []
    assert (await ledger.verify()).whole


async def test_what_was_erased_is_still_known_when_it_comes_again(ledger: Ledger) -> None:
    await _with_secret(ledger)
    await ledger.write(change("r1", 2, "declined", is_open=False))
    await ledger.erase("asked for it", NOW, request_id="r1")
    assert (await ledger.record_arrival(arrival("a1"))).outcome == "replayed"


async def test_single_entries_are_erased_and_their_request_still_agrees(ledger: Ledger) -> None:
    await _with_secret(ledger)
    await ledger.erase("third party", NOW, seqs=[1, 2])
    assert [found.payload is None for found in await ledger.entries()] == [True, True, False, False]
    assert (await ledger.verify()).whole
    assert await ledger.unprocessed_arrivals() == []


async def test_what_must_stay_is_not_erased(ledger: Ledger) -> None:
    await _with_secret(ledger)
    recorded = (await ledger.erase("third party", NOW, seqs=[1])).recorded_as
    head = ledger.head
    for wanted in ([recorded], [1], [99], [], [2, 1], list(range(20_000))):
        with pytest.raises(NotErasable):
            await ledger.erase("again", NOW, seqs=wanted)
    for request in ("r1", "nobody"):
        with pytest.raises(NotErasable):
            await ledger.erase("too early", NOW, request_id=request)
    assert ledger.head == head
    await ledger.write(change("r1", 2, "declined", is_open=False))
    await ledger.erase("ended", NOW, request_id="r1")
    with pytest.raises(NotErasable, match="nothing"):
        await ledger.erase("again", NOW, request_id="r1")


async def test_commitments_of_equal_payloads_differ_so_that_nobody_can_guess_them(ledger: Ledger, folder: Path) -> None:
    await ledger.write(Write(entries=(entry(why="same"), entry(why="same"))))
    await ledger.write(change("r1"))
    one, two = raw(folder).execute("SELECT commitment FROM entries WHERE kind = 'note'").fetchall()
    assert one != two
    before = raw(folder).execute("SELECT salt FROM requests").fetchone()
    await ledger.write(change("r1", 2))
    assert raw(folder).execute("SELECT salt FROM requests").fetchone() != before
