"""Mails become requests, each once, whatever happens in between. The server is a real one."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

import pytest

from custom_components.ring_guard import const
from custom_components.ring_guard.domain.model import FindingKind
from custom_components.ring_guard.ledger import Budget
from custom_components.ring_guard.sources import post
from tests.dovecot import Dovecot, dovecot
from tests.homes import eventually

from .conftest import asking, mailbox_source

pytestmark = [pytest.mark.loopback, pytest.mark.requires_debian("dovecot"), pytest.mark.xdist_group("dovecot")]

type AtHome = Callable[..., Any]


async def test_mail_that_comes_while_the_server_is_listened_to_becomes_a_request(
    server: Dovecot, at_home: AtHome
) -> None:
    async with at_home() as home:
        await home.at(0)
        raw = asking("A-1")
        server.deliver(raw)
        assert await home.until(1) == ["A-1"]
        (life,) = home.household.guard.waiting()
        assert life.request.origin == "mailbox:box"
        arrival = await home.household.guard.ledger.arrival(life.request.arrival_id)
        assert arrival.media_type == "message/rfc822"
        assert (arrival.size, arrival.sha256) == (len(arrival.body), sha256(arrival.body).hexdigest())
        assert arrival.body.replace(b"\r\n", b"\n") == raw


async def test_server_that_cannot_speak_by_itself_is_asked(at_home: AtHome) -> None:
    with dovecot(idles=False) as server:
        async with at_home(mailbox_source(server, verify_ssl=False), on=server) as home:
            await home.at(0)
            for number in range(3):
                server.deliver(asking(f"P-{number}"))
                await home.until(number + 1)
            assert await home.subjects() == ["P-0", "P-1", "P-2"]


async def test_reading_leaves_no_trace_on_the_server(server: Dovecot, at_home: AtHome) -> None:
    server.deliver(asking())
    async with at_home() as home:
        await home.until(1)
        assert [name for name in server.files() if ":2," not in name or name.endswith(":2,")] == server.files()


async def test_mails_can_be_marked_as_read_once_they_are_recorded(server: Dovecot, at_home: AtHome) -> None:
    server.deliver(asking())
    async with at_home(mailbox_source(server, afterwards="mark_read")) as home:
        await home.until(1)
        await eventually(lambda: all(name.endswith(":2,S") for name in server.files()))
        assert len(server.files()) == 1


async def test_mails_can_be_moved_once_they_are_recorded(server: Dovecot, at_home: AtHome) -> None:
    server.deliver(asking("M-1"), asking("M-2"))
    async with at_home(mailbox_source(server, afterwards="move", move_to="Requests")) as home:
        await home.until(2)
        await eventually(lambda: len(server.files("Requests")) == 2)
        assert server.files() == []


async def test_mails_that_cannot_be_moved_are_taken_in_all_the_same(server: Dovecot, at_home: AtHome) -> None:
    server.deliver(asking("M-1"))
    async with at_home(mailbox_source(server, afterwards="move", move_to="Nowhere")) as home:
        assert await home.until(1) == ["M-1"]
        server.deliver(asking("M-2"))
        assert await home.until(2) == ["M-1", "M-2"]


async def test_two_folders_are_two_sources(server: Dovecot, at_home: AtHome) -> None:
    same = asking("S-1")
    server.deliver(same)
    server.deliver(same, folder="Requests")
    async with at_home(mailbox_source(server), mailbox_source(server, "other", folder="Requests")) as home:
        await home.until(2)
        requests = [row.document["request"] for row in await home.household.guard.ledger.requests()]
        assert {request["source_id"] for request in requests} == {"box", "other"}


async def test_mails_that_came_while_the_hub_was_down_are_taken_up_once(server: Dovecot, at_home: AtHome) -> None:
    server.deliver(asking("D-1"))
    async with at_home() as home:
        await home.until(1)
        await home.down()
        server.deliver(asking("D-2"), asking("D-3"))
        await home.up()
        assert await home.until(3) == ["D-1", "D-2", "D-3"]
        await home.down()
        await home.up()
        await home.at(3)
        server.deliver(asking("D-4"))
        assert await home.until(4) == ["D-1", "D-2", "D-3", "D-4"]


async def test_mail_counts_as_received_when_the_server_received_it(server: Dovecot, at_home: AtHome) -> None:
    came = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=5)
    server.deliver(asking(), received_at=came)
    async with at_home() as home:
        await home.until(1)
        (life,) = home.household.guard.waiting()
        assert life.request.received_at == came


async def test_new_mail_with_an_old_date_was_not_there_when_the_folder_was_last_looked_at(
    server: Dovecot, at_home: AtHome
) -> None:
    server.deliver(asking("now"))
    async with at_home() as home:
        await home.until(1)
        place = await home.at(1)
        server.deliver(asking("dated back"), received_at=datetime(2026, 2, 1, tzinfo=UTC))
        await home.until(2)
        (back,) = [life for life in home.household.guard.waiting() if life.request.title == "dated back"]
        assert back.request.received_at >= place.looked_at > datetime.now(UTC) - timedelta(minutes=5)


async def test_folder_is_read_from_where_it_stood_when_it_was_set_up(server: Dovecot, at_home: AtHome) -> None:
    server.stop()
    server.number_anew(4711)
    server.start()
    server.deliver(asking("before"), asking("before too"))
    source = mailbox_source(server, start_uidvalidity=4711, start_uid=2)
    server.deliver(asking("between"))
    async with at_home(source) as home:
        assert await home.until(1) == ["between"]
        server.deliver(asking("after"))
        assert await home.until(2) == ["after", "between"]


async def test_mails_of_the_last_days_are_taken_where_the_household_wants_them(
    server: Dovecot, at_home: AtHome
) -> None:
    now = datetime.now(UTC)
    server.deliver(asking("old"), received_at=now - timedelta(days=9))
    server.deliver(asking("recent"), received_at=now - timedelta(days=2))
    server.deliver(asking("older"), received_at=now - timedelta(days=8))
    async with at_home(mailbox_source(server, start_at=(now - timedelta(days=7)).timestamp())) as home:
        assert await home.until(1) == ["recent"]
        place = await home.at(3)
        assert (place.uid, place.backlog_uid, place.passed_over) == (3, 3, 0)
        server.deliver(asking("new, though dated back"), received_at=now - timedelta(days=30))
        assert len(await home.until(2)) == 2


async def test_folder_that_numbers_its_mails_anew_loses_and_doubles_none(server: Dovecot, at_home: AtHome) -> None:
    server.deliver(asking("V-1"), asking("V-2"))
    async with at_home() as home:
        await home.until(2)
        await home.down()
        server.stop()
        server.deliver(asking("V-3"))
        server.number_anew(2_000_000_001)
        server.start()
        await home.up()
        assert await home.until(3) == ["V-1", "V-2", "V-3"]
        place = await home.at(3)
        assert place.uidvalidity == 2_000_000_001
        server.deliver(asking("V-4"))
        assert await home.until(4) == ["V-1", "V-2", "V-3", "V-4"]


async def test_server_that_gives_numbers_out_a_second_time_loses_no_mail(server: Dovecot, at_home: AtHome) -> None:
    server.stop()
    server.number_anew(990_002)
    server.start()
    server.deliver(*(asking(f"B-{number}") for number in range(5)))
    async with at_home() as home:
        await home.until(5)
        await home.down()
        server.stop()
        server.expunge()
        server.number_anew(990_002)
        server.start()
        server.deliver(asking("B-5"))
        await home.up()
        assert await home.until(6) == [f"B-{number}" for number in range(6)]


async def test_copies_of_a_mail_are_one_request(server: Dovecot, at_home: AtHome) -> None:
    same = asking("C-1")
    server.deliver(same, same)
    async with at_home() as home:
        await home.until(1)
        server.deliver(same, asking("C-2"))
        assert await home.until(2) == ["C-1", "C-2"]
        assert (await home.at(4)).passed_over == 0


async def test_mails_that_are_taken_away_again_hold_nothing_up(server: Dovecot, at_home: AtHome) -> None:
    server.deliver(*(asking(f"E-{number}") for number in range(3)))
    async with at_home() as home:
        await home.until(3)
        server.expunge()
        server.deliver(asking("E-3"))
        assert (await home.until(4))[-1] == "E-3"


async def test_thousands_that_are_taken_away_while_listening_do_not_break_the_connection(
    server: Dovecot, at_home: AtHome, caplog: pytest.LogCaptureFixture
) -> None:
    server.deliver(*(asking(f"X-{number}") for number in range(2_500)))
    source = mailbox_source(server, start_at=datetime.now(UTC).timestamp() + 3600)
    async with at_home(source) as home:
        await home.at(2_500)
        server.expunge()
        server.deliver(asking("after"))
        await home.until(1)
    assert "cannot be read" not in caplog.text
    assert "Fatal error" not in caplog.text


@pytest.mark.timeout(450)
async def test_five_thousand_at_once_are_all_taken_in_once(server: Dovecot, at_home: AtHome) -> None:
    server.deliver(*(asking(f"F-{number}", "Footage, please.") for number in range(5_000)))
    async with at_home() as home:
        await home.at(5_000, seconds=200)
        arrivals = await home.household.guard.ledger.counts()
        assert arrivals is not None
        entries = [entry async for entry in _arrivals(home.household.guard.ledger)]
        assert len(entries) == len(set(entries)) == 5_000


async def _arrivals(ledger: Any) -> Any:
    after = 0
    while page := await ledger.entries(after, 2_000):
        after = page[-1].seq
        for entry in page:
            if entry.kind == "arrival":
                yield entry.payload["sha256"]


async def test_mails_beyond_the_budget_wait_on_the_server(
    server: Dovecot, at_home: AtHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(post, "BUDGET", Budget(per_window=3, bytes=10**6, window=timedelta(seconds=2)))
    server.deliver(*(asking(f"W-{number}") for number in range(7)))
    async with at_home() as home:
        await home.issue_comes("source_backlog")
        assert len(await home.until(3)) == 3
        assert await home.until(7) == [f"W-{number}" for number in range(7)]
        await home.issue_goes("source_backlog")
        assert not await home.household.recorded("arrivals_beyond_budget")


async def test_large_mail_is_kept_by_size_and_hash_only(server: Dovecot, at_home: AtHome) -> None:
    line = b"0123456789" * 7 + b"\r\n"
    raw = asking("large").replace(b"\n", b"\r\n") + line * 30_000
    server.deliver(raw)
    async with at_home() as home:
        await home.until(1)
        (life,) = home.household.guard.waiting()
        arrival = await home.household.guard.ledger.arrival(life.request.arrival_id)
        assert (arrival.body, arrival.size, arrival.sha256) == (b"", len(raw), sha256(raw).hexdigest())
        assert FindingKind.TOO_LARGE in {found.kind for found in life.request.findings}


@pytest.mark.parametrize("extra", [-1, 0, 1])
async def test_limit_of_a_mail_is_exact(server: Dovecot, at_home: AtHome, extra: int) -> None:
    head = asking("edge").replace(b"\n", b"\r\n")
    raw = head + b"x" * (const.MAIL_LIMIT + extra - len(head))
    server.deliver(raw)
    async with at_home() as home:
        await home.until(1)
        (life,) = home.household.guard.waiting()
        arrival = await home.household.guard.ledger.arrival(life.request.arrival_id)
        assert arrival.size == len(raw)
        assert arrival.body == (raw if extra <= 0 else b"")


async def test_another_folder_is_read_from_its_own_beginning(server: Dovecot, at_home: AtHome) -> None:
    server.deliver(asking("inbox"))
    async with at_home() as home:
        await home.until(1)
        entry = home.household.entry
        data = {**entry.subentries["box"].data, "folder": "Requests"}
        server.deliver(asking("elsewhere"), folder="Requests")
        home.hass.config_entries.async_update_subentry(entry, entry.subentries["box"], data=data)
        assert await home.until(2) == ["elsewhere", "inbox"]
