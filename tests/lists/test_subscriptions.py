"""Lists are kept, brought up to date in turn, and live at once; what goes wrong leaves the last good copy in use."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from unittest.mock import Mock, patch

from aiohttp import web
from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import async_fire_time_changed

from custom_components.ring_guard.const import DOMAIN
from custom_components.ring_guard.domain.model import Level
from custom_components.ring_guard.domain.requesters.lists import ListFormat
from custom_components.ring_guard.household.settings import ListSettings
from custom_components.ring_guard.lists.fetch import Fetcher
from custom_components.ring_guard.lists.problems import ListProblem
from custom_components.ring_guard.lists.subscriptions import STALE_AFTER, WEB_EVERY, Subscriptions

from .server import ListServer

ROWS = 40
TABLE = b"name,domain,level\n" + b"".join(b"Example Patrol %d,p%d.example,municipal\n" % (i, i) for i in range(ROWS))
MORE = TABLE + b"Another Patrol,another.example,county\n"
HALF = TABLE[: len(TABLE) // 3]


@pytest.fixture
async def made(hass: HomeAssistant, tmp_path: Path, fetcher) -> AsyncIterator[Callable[..., Subscriptions]]:
    """Return what makes subscriptions that keep their copies in one folder; all are stopped at the end."""
    every: list[Subscriptions] = []

    def make(use: Fetcher | None = None, heard: Callable[[], None] = lambda: None) -> Subscriptions:
        chosen = use or fetcher()
        every.append(Subscriptions(hass, tmp_path / "lists", heard, lambda _: chosen))
        return every[-1]

    yield make
    for subscriptions in every:
        await subscriptions.async_stop()


def settings(address: str, list_id: str = "mine", **changes) -> dict[str, ListSettings]:
    return {
        list_id: replace(
            ListSettings(id=list_id, title="Mine", format=ListFormat.OWN_TABLE, address=address), **changes
        )
    }


def issues(hass: HomeAssistant) -> set[str]:
    return {
        issue.translation_key or ""
        for domain, _ in ir.async_get(hass).issues
        if domain == DOMAIN
        for issue in [ir.async_get(hass).issues[domain, _]]
    }


async def test_a_new_list_is_fetched_at_once_and_known_at_once(hass, made, server: ListServer) -> None:
    server.answers(TABLE)
    heard = Mock()
    lists = made(heard=heard)
    await lists.async_load({})
    await lists.async_apply(settings(server.url()))
    await hass.async_block_till_done(wait_background_tasks=True)
    assert lists.registry.domain("x.p7.example").levels == {Level.MUNICIPAL}
    state = lists.states["mine"]
    assert (state.rows, state.problem) == (ROWS, None)
    assert heard.called
    assert issues(hass) == set()


async def test_after_a_restart_without_any_network_the_copy_is_in_use(hass, made, server: ListServer, fetcher) -> None:
    server.answers(TABLE)
    first = made()
    await first.async_load(settings(server.url()))
    await first.async_update()
    checked_at = first.states["mine"].checked_at
    await first.async_stop()
    server.handler = None  # type: ignore[assignment]  # nobody may ask
    second = made(fetcher(addresses=[]))
    await second.async_load(settings(server.url()))
    assert second.registry.domain("p1.example") is not None
    assert second.states["mine"].checked_at == checked_at
    second.start()
    await second.async_update()
    assert second.registry.domain("p1.example") is not None
    assert second.states["mine"].problem is ListProblem.UNREACHABLE
    assert issues(hass) == set()


async def test_starting_asks_no_server(hass, made, server: ListServer) -> None:
    lists = made()
    await lists.async_load(settings(server.url()))
    lists.start()
    await hass.async_block_till_done(wait_background_tasks=True)
    assert server.seen == []
    assert lists.states["mine"].rows is None
    assert lists.registry.domain("fbi.gov") is not None


async def test_a_list_is_looked_at_weekly_and_only_sent_if_it_changed(
    hass, made, server: ListServer, freezer: FrozenDateTimeFactory
) -> None:
    async def handler(request: web.Request) -> web.StreamResponse:
        if request.headers.get("If-None-Match") == '"1"':
            return web.Response(status=304)
        return web.Response(body=TABLE, content_type="text/csv", headers={"ETag": '"1"'})

    server.handler = handler
    lists = made()
    await lists.async_load(settings(server.url()))
    lists.start()

    async def wait(time: timedelta) -> int:
        before = len(server.seen)
        freezer.tick(time)
        async_fire_time_changed(hass, dt_util.utcnow())
        await hass.async_block_till_done(wait_background_tasks=True)
        return len(server.seen) - before

    assert await wait(timedelta(hours=1, minutes=1)) == 1
    assert await wait(timedelta(hours=2)) == 0
    assert await wait(WEB_EVERY) == 1
    assert "If-None-Match" in server.seen[-1].headers
    assert lists.states["mine"].checked_at == dt_util.utcnow()
    again = made()
    await again.async_load(settings(server.url()))
    assert again.states["mine"].checked_at == lists.states["mine"].checked_at
    assert again.registry.domain("p1.example") is not None


async def test_a_server_that_fails_is_asked_again_only_after_a_while(hass, made, server: ListServer, freezer) -> None:
    lists = made()
    await lists.async_load(settings(server.url()))
    lists.start()
    for hours, asked in ((1.1, 1), (1, 1), (4, 1), (2, 2)):
        freezer.tick(timedelta(hours=hours))
        async_fire_time_changed(hass, dt_util.utcnow())
        await hass.async_block_till_done(wait_background_tasks=True)
        assert len(server.seen) == asked


@pytest.mark.parametrize(
    ("answer", "kind", "problem"),
    [
        (b"", "text/csv", ListProblem.UNREADABLE),
        (b"<html>Sorry</html>", "text/plain", ListProblem.UNREADABLE),
        (b"name,domain\n", "text/csv", ListProblem.UNREADABLE),
        (HALF, "text/csv", ListProblem.SHRUNK),
        (TABLE, "text/html", ListProblem.UNREADABLE),
        (b"a" * 70_000, "text/csv", ListProblem.TOO_LARGE),
    ],
)
async def test_what_is_worse_than_the_last_good_copy_does_not_replace_it(
    hass, made, server: ListServer, answer: bytes, kind: str, problem: ListProblem
) -> None:
    server.answers(TABLE)
    lists = made()
    await lists.async_load(settings(server.url()))
    await lists.async_update()
    server.answers(answer, content_type=kind)
    await lists.async_update()
    assert lists.states["mine"].problem is problem
    assert lists.states["mine"].rows == ROWS
    assert lists.registry.domain("p39.example") is not None
    assert issues(hass) == {problem}
    again = made()
    await again.async_load(settings(server.url()))
    assert again.states["mine"].rows == ROWS
    server.answers(MORE)
    await lists.async_update()
    assert lists.registry.domain("another.example").levels == {Level.COUNTY}
    assert issues(hass) == set()


async def test_a_list_that_really_became_shorter_can_be_accepted(hass, made, server: ListServer) -> None:
    server.answers(TABLE)
    lists = made()
    await lists.async_load(settings(server.url()))
    await lists.async_update()
    server.answers(HALF)
    await lists.async_update(accept_smaller=True)
    assert lists.states["mine"].problem is None
    assert lists.states["mine"].rows < ROWS / 2
    assert lists.registry.domain("p39.example") is None


async def test_a_removed_list_is_forgotten_with_its_copy_and_its_issues(hass, made, server, tmp_path: Path) -> None:
    server.answers(TABLE)
    lists = made()
    await lists.async_load(settings(server.url()))
    await lists.async_update()
    server.answers(b"")
    await lists.async_update()
    assert issues(hass) == {ListProblem.UNREADABLE}
    await lists.async_apply({})
    assert lists.states == {}
    assert lists.registry.domain("p1.example") is None
    assert list((tmp_path / "lists").iterdir()) == []
    assert issues(hass) == set()


async def test_a_changed_address_or_format_forgets_the_old_content_and_a_new_name_does_not(
    hass, made, server: ListServer
) -> None:
    server.answers(TABLE)
    lists = made()
    await lists.async_load(settings(server.url()))
    await lists.async_update()
    asked = len(server.seen)
    await lists.async_apply(settings(server.url(), title="Renamed"))
    await hass.async_block_till_done(wait_background_tasks=True)
    assert lists.states["mine"].title == "Renamed"
    assert lists.registry.lists[0].title == "Renamed"
    assert len(server.seen) == asked
    server.answers(MORE)
    await lists.async_apply(settings(server.url("/other.csv"), title="Renamed"))
    await hass.async_block_till_done(wait_background_tasks=True)
    assert lists.registry.domain("another.example") is not None
    await lists.async_apply(settings(server.url("/other.csv"), title="Renamed", format=ListFormat.OWN_JSON))
    await hass.async_block_till_done(wait_background_tasks=True)
    assert lists.states["mine"].problem is ListProblem.UNREADABLE
    assert lists.registry.domain("p1.example") is None


async def test_settings_that_stay_as_they_were_change_nothing(hass, made, server: ListServer) -> None:
    heard = Mock()
    lists = made(heard=heard)
    await lists.async_load(settings(server.url()))
    heard.reset_mock()
    await lists.async_apply(settings(server.url()))
    assert not heard.called


async def test_a_list_that_was_not_confirmed_for_a_month_is_told(hass, made, server: ListServer, freezer) -> None:
    server.answers(TABLE)
    lists = made()
    await lists.async_load(settings(server.url()))
    await lists.async_update()

    async def gone(request: web.Request) -> web.StreamResponse:
        return web.Response(status=404)

    server.handler = gone
    await lists.async_update()
    assert issues(hass) == set()
    freezer.tick(STALE_AFTER + timedelta(hours=1))
    again = made()
    await again.async_load(settings(server.url()))
    again.start()
    assert issues(hass) == {ListProblem.STALE}
    server.answers(TABLE)
    await again.async_update()
    assert issues(hass) == set()


async def test_a_list_that_was_never_had_is_told_after_some_failures(hass, made, server: ListServer) -> None:
    lists = made()
    await lists.async_load(settings(server.url()))
    for told in (set(), set(), {ListProblem.UNREACHABLE}):
        await lists.async_update()
        assert issues(hass) == told


async def test_an_address_inside_the_home_is_told_at_once(hass, made, server: ListServer, fetcher) -> None:
    lists = made(fetcher(permitted=frozenset()))
    await lists.async_load(settings(server.url()))
    await lists.async_update()
    assert issues(hass) == {ListProblem.REFUSED}
    assert server.seen == []


async def test_a_damaged_copy_is_as_none(hass, made, server: ListServer, tmp_path: Path) -> None:
    server.answers(TABLE)
    lists = made()
    await lists.async_load(settings(server.url()))
    await lists.async_update()
    (file,) = (tmp_path / "lists").iterdir()
    file.write_bytes(file.read_bytes()[:-7])
    again = made()
    await again.async_load(settings(server.url()))
    assert again.states["mine"].rows is None
    await again.async_update()
    assert again.states["mine"].rows == ROWS


async def test_a_copy_in_a_format_that_is_read_no_more_is_as_none(hass, made, server: ListServer) -> None:
    server.answers(TABLE)
    lists = made()
    await lists.async_load(settings(server.url()))
    await lists.async_update()
    again = made()
    with patch.dict(
        "custom_components.ring_guard.domain.requesters.lists.formats.FORMATS", {ListFormat.OWN_TABLE: lambda _: ()}
    ):
        await again.async_load(settings(server.url()))
    assert again.states["mine"].rows is None


async def test_a_disk_that_refuses_costs_only_the_copy(hass, made, server: ListServer) -> None:
    server.answers(TABLE)
    lists = made()
    await lists.async_load(settings(server.url()))
    with patch("custom_components.ring_guard.lists.shelf.Shelf.write", side_effect=OSError("read-only")):
        await lists.async_update()
    assert lists.registry.domain("p1.example") is not None
    assert lists.states["mine"].problem is None


async def test_a_server_that_says_unchanged_of_what_we_never_had_is_no_help(hass, made, server: ListServer) -> None:
    async def handler(request: web.Request) -> web.StreamResponse:
        return web.Response(status=304)

    server.handler = handler
    lists = made()
    await lists.async_load(settings(server.url()))
    await lists.async_update()
    assert lists.states["mine"].problem is ListProblem.UNREACHABLE


async def test_a_file_is_read_from_an_allowed_folder_and_no_other(hass: HomeAssistant, made, tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    file = folder / "list.csv"
    file.write_bytes(TABLE)
    lists = made()
    await lists.async_load(settings(str(file)))
    await lists.async_update()
    assert lists.states["mine"].problem is ListProblem.FILE_UNUSABLE
    assert issues(hass) == {ListProblem.FILE_UNUSABLE}
    hass.config.allowlist_external_dirs = {str(folder)}
    await lists.async_update()
    assert lists.states["mine"].rows == ROWS
    outside = tmp_path / "secret.csv"
    outside.write_bytes(TABLE)
    file.unlink()
    file.symlink_to(outside)
    await lists.async_update()
    assert lists.states["mine"].problem is ListProblem.FILE_UNUSABLE
    assert lists.states["mine"].rows == ROWS


async def test_a_file_is_looked_at_daily(hass: HomeAssistant, made, tmp_path: Path, freezer) -> None:
    hass.config.allowlist_external_dirs = {str(tmp_path)}
    file = tmp_path / "list.csv"
    file.write_bytes(TABLE)
    lists = made()
    await lists.async_load(settings(str(file)))
    lists.start()
    for time, known in ((timedelta(hours=1.1), False), (timedelta(hours=3), False), (timedelta(hours=22), True)):
        freezer.tick(time)
        async_fire_time_changed(hass, dt_util.utcnow())
        await hass.async_block_till_done(wait_background_tasks=True)
        assert (lists.registry.domain("another.example") is not None) is known
        file.write_bytes(MORE)


async def test_stopping_ends_a_fetch_that_is_under_way(hass, made, server: ListServer) -> None:
    server.drips()
    lists = made()
    await lists.async_load({})
    await lists.async_apply(settings(server.url()))
    async with asyncio.timeout(10):
        while not server.seen:
            await asyncio.sleep(0)
    await lists.async_stop()
    assert not [task for task in asyncio.all_tasks() if task.get_name() == "ring_guard lists" and not task.done()]
