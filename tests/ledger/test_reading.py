"""Entries as whoever reads the ledger asks for them: newest first, a page at a time, of everything or of one request."""

from custom_components.ring_guard.ledger import Entry, Ledger, Write

from .samples import arrival, change, entry, fill


def numbers(found: list[Entry]) -> list[int]:
    return [one.seq for one in found]


async def test_pages_lead_from_the_newest_entry_to_the_first(ledger: Ledger) -> None:
    await fill(ledger)
    pages: list[int] = []
    before = None
    while found := await ledger.newest_entries(4, before=before):
        assert len(found) <= 4
        pages += numbers(found)
        before = found[-1].seq
    assert pages == list(range(ledger.head.count, 0, -1))


async def test_a_page_lies_between_two_numbers(ledger: Ledger) -> None:
    await fill(ledger)
    assert numbers(await ledger.newest_entries(after=3, before=7)) == [6, 5, 4]
    assert numbers(await ledger.newest_entries(after=ledger.head.count)) == []
    assert numbers(await ledger.newest_entries(before=1)) == []


async def test_what_is_written_meanwhile_does_not_shift_the_pages(ledger: Ledger) -> None:
    await fill(ledger)
    first = await ledger.newest_entries(3)
    await ledger.write(Write(entries=(entry(), entry())))
    assert numbers(await ledger.newest_entries(2, before=first[-1].seq)) == [first[-1].seq - 1, first[-1].seq - 2]


async def test_a_request_comes_with_its_messages_and_with_no_other_ones(ledger: Ledger) -> None:
    for name in ("one", "two"):
        await ledger.record_arrival(arrival(name))
        await ledger.write(change(name))
        await ledger.write(Write(entries=(entry("decision", name),), arrival_done=name))
    await ledger.record_arrival(arrival("unread"))
    assert [(one.seq, one.kind) for one in await ledger.newest_entries(request_id="two")] == [
        (6, "decision"),
        (5, "transition"),
        (4, "arrival"),
    ]
    assert numbers(await ledger.newest_entries(1, before=6, request_id="two")) == [5]
    assert await ledger.newest_entries(request_id="nobody") == []
    assert await ledger.newest_entries(request_id="") == []


async def test_single_entries_are_found_by_their_numbers(ledger: Ledger) -> None:
    await fill(ledger)
    assert numbers(await ledger.entries_at([5, 2, 10_000])) == [2, 5]
    assert await ledger.entries_at([]) == []
