"""A mailbox's place moves with the mails that it brought, or not at all."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

import pytest

from custom_components.ring_guard.ledger import Budget, Ledger, LedgerError, Mail, MailPlace, PlaceMoved
from custom_components.ring_guard.ledger.session import Session

from .samples import NOW, arrival, later

PLACE = MailPlace(
    source_id="box", mailbox="digest", uidvalidity=7, uid=10, backlog_uid=20, since=NOW, looked_at=later(5)
)
ROOMY = Budget(per_window=100, bytes=10_000, window=timedelta(minutes=1))


def mail(uid: int, body: bytes | None = None) -> Mail:
    return Mail(uid=uid, arrival=arrival(f"mail-{uid}", body or b"%d" % uid, source="box"))


async def test_place_is_found_again_as_it_was_set(ledger: Ledger, folder: Path) -> None:
    assert await ledger.mail_place("box") is None
    assert await ledger.begin_mails(PLACE) == PLACE
    await ledger.close()
    again = await Ledger.open(folder)
    assert await again.mail_place("box") == PLACE
    assert await again.mail_place("other") is None
    await again.close()


async def test_mails_and_place_move_together(ledger: Ledger) -> None:
    await ledger.begin_mails(PLACE)
    batch = (mail(11), Mail(uid=12, counted=True), Mail(uid=13), mail(14))
    taken = await ledger.take_mails(PLACE, batch, later(6), looked_at=later(6), budget=ROOMY)
    assert taken.place == replace(PLACE, uid=14, passed_over=1, looked_at=later(6))
    assert (taken.kept, taken.again_at) == (2, None)
    assert await ledger.mail_place("box") == taken.place
    assert [found.id for found in await ledger.unprocessed_arrivals()] == ["mail-11", "mail-14"]
    assert ledger.commits == 2


async def test_known_mail_moves_the_place_and_is_not_kept_again(ledger: Ledger) -> None:
    await ledger.begin_mails(PLACE)
    first = await ledger.take_mails(PLACE, (mail(11),), NOW, budget=ROOMY)
    copy = Mail(uid=12, arrival=mail(11).arrival)
    again = await ledger.take_mails(first.place, (copy, replace(copy, uid=13)), NOW, budget=ROOMY)
    assert (again.kept, again.place.uid) == (0, 13)
    assert len(await ledger.unprocessed_arrivals()) == 1


async def test_place_that_moved_meanwhile_refuses_everything(ledger: Ledger) -> None:
    await ledger.begin_mails(PLACE)
    results = await asyncio.gather(
        *(ledger.take_mails(PLACE, (mail(uid),), NOW, budget=ROOMY) for uid in (11, 12)), return_exceptions=True
    )
    assert [type(result) for result in results].count(PlaceMoved) == 1
    assert len(await ledger.unprocessed_arrivals()) == 1
    with pytest.raises(LedgerError):
        await ledger.take_mails(replace(PLACE, source_id="none"), (mail(13),), NOW, budget=ROOMY)


async def test_what_fails_in_the_middle_leaves_neither_mail_nor_place(ledger: Ledger) -> None:
    await ledger.begin_mails(PLACE)
    keep, calls = Session.keep, 0

    def fails_at_the_second(self, one):
        nonlocal calls
        calls += 1
        if calls == 2:
            raise ValueError("no")
        return keep(self, one)

    with patch.object(Session, "keep", fails_at_the_second), pytest.raises(ValueError, match="no"):
        await ledger.take_mails(PLACE, (mail(11), mail(12)), NOW, budget=ROOMY)
    assert await ledger.mail_place("box") == PLACE
    assert not await ledger.unprocessed_arrivals()
    assert (await ledger.verify()).whole


@pytest.mark.parametrize("budget", [replace(ROOMY, per_window=2), replace(ROOMY, bytes=6)], ids=["number", "bytes"])
async def test_mails_beyond_the_budget_are_left_for_later(ledger: Ledger, budget: Budget) -> None:
    await ledger.begin_mails(PLACE)
    batch = tuple(mail(uid, b"abc") for uid in range(11, 16))
    taken = await ledger.take_mails(PLACE, batch, NOW, looked_at=later(9), budget=budget)
    assert (taken.kept, taken.place.uid, taken.again_at) == (2, 12, later(60))
    assert taken.place.looked_at == PLACE.looked_at
    later_on = await ledger.take_mails(taken.place, batch[2:], later(60), looked_at=later(60), budget=budget)
    assert (later_on.kept, later_on.place.uid) == (2, 14)
    assert await ledger.seal(later(500)) == ()
    assert (await ledger.verify()).whole


async def test_new_place_keeps_the_count_of_what_was_passed_over(ledger: Ledger) -> None:
    await ledger.begin_mails(PLACE)
    await ledger.take_mails(PLACE, (Mail(uid=11, counted=True),), NOW)
    begun = await ledger.begin_mails(replace(PLACE, uidvalidity=8, uid=0))
    assert (begun.uidvalidity, begun.uid, begun.passed_over) == (8, 0, 1)
