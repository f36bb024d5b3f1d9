"""What the page is told: the same requests for everybody, again with each change, and who may answer."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import CLIENT_ID, MockUser, async_fire_time_changed
from pytest_homeassistant_custom_component.typing import MockHAClientWebSocket, WebSocketGenerator

from custom_components.ring_guard.domain.lifecycle import State
from custom_components.ring_guard.footage.cutter import FinishedClip
from custom_components.ring_guard.ledger import LedgerUnavailable
from custom_components.ring_guard.websocket_api import BEAT, PAUSE
from tests.homes import FRONT, Household, StandInCutter

type Open = Callable[..., Awaitable[MockHAClientWebSocket]]


@pytest.fixture
def open_page(household: Household, hass_ws_client: WebSocketGenerator) -> Open:
    """Return what lets somebody open the page."""

    async def opened(user: MockUser, language: str = "en") -> MockHAClientWebSocket:
        refresh = await household.hass.auth.async_create_refresh_token(user, CLIENT_ID)
        client = await hass_ws_client(household.hass, household.hass.auth.async_create_access_token(refresh))
        await client.send_json_auto_id({"type": "ring_guard/subscribe", "language": language})
        return client

    return opened


async def told(client: MockHAClientWebSocket) -> dict[str, Any]:
    """Return the next thing that a page is told."""
    while (message := await client.receive_json())["type"] != "event":
        assert message["success"], message
    event: dict[str, Any] = message["event"]
    return event


async def after_a_pause(household: Household) -> None:
    """Let the time pass in which changes are gathered."""
    await household.hass.async_block_till_done()
    async_fire_time_changed(household.hass, dt_util.utcnow() + timedelta(seconds=PAUSE))


async def test_an_approver_is_told_what_waits_and_that_they_may_answer(household: Household, open_page: Open) -> None:
    request_id = await household.submit()
    feed = await told(await open_page(household.approver))
    assert [request["request_id"] for request in feed["requests"]] == [request_id]
    assert feed["may_answer"] is True
    assert feed["mode"] == "policy"
    assert feed["mode_entity"] == household.entity_id("select", "mode")
    assert feed["may_draw"] is True
    assert feed["may_read"] is True
    assert feed["cameras"] == [
        {"id": "front", "name": "Front door", "by_hand": False},
        {"id": "back", "name": "Back yard", "by_hand": False},
    ]
    assert feed["people"]["approver"] == "Approver"
    assert feed["head"]["count"] == household.guard.head.count
    assert feed["ledger_available"] is True


async def test_others_are_told_the_same_and_that_they_may_not_answer(household: Household, open_page: Open) -> None:
    await household.submit()
    approver = await told(await open_page(household.approver))
    stranger = await told(await open_page(household.stranger))
    assert stranger["may_answer"] is False
    assert stranger["may_draw"] is False
    assert stranger["may_read"] is False
    assert stranger["requests"] == approver["requests"]


async def test_sentences_come_in_the_readers_language(household: Household, open_page: Open) -> None:
    await household.submit()
    english = await told(await open_page(household.approver))
    german = await told(await open_page(household.approver, "de"))
    assert english["requests"][0]["reason"] != german["requests"][0]["reason"]


async def test_a_change_is_told_with_who_brought_it(household: Household, open_page: Open) -> None:
    request_id = await household.submit()
    client = await open_page(household.approver)
    await told(client)
    await household.call("decline", household.second, request_id=request_id)
    await after_a_pause(household)
    (request,) = (await told(client))["requests"]
    assert request["state"] == "declined"
    assert request["changed_by"] == "second"


async def test_approvals_are_told_with_who_gave_them(household: Household, open_page: Open) -> None:
    life = await household.ready()
    feed = await told(await open_page(household.second))
    (request,) = feed["requests"]
    assert request["approved_by"] == ["approver"]
    assert [clip["camera"]["name"] for clip in request["clips"]] == ["Front door"]
    assert request["clips"][0]["path"].startswith(f"/api/ring_guard/clips/{life.id}/")


async def test_of_an_erased_request_only_that_it_was_is_told(household: Household, open_page: Open) -> None:
    request_id = await household.submit()
    await household.call("decline", household.approver, request_id=request_id)
    await household.settled()
    await household.call("erase", household.approver, request_id=request_id, reason="No longer needed")
    (request,) = (await told(await open_page(household.approver)))["requests"]
    assert set(request) == {"request_id", "state", "received_at", "erased"}


async def test_the_progress_of_a_cut_is_told_while_it_runs(
    household: Household, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_work, enough = asyncio.Event(), asyncio.Event()
    cut = StandInCutter.cut

    async def slowly(cutter: StandInCutter, *args: Any, progress: Callable[[float], None], **more: Any) -> FinishedClip:
        progress(0.25)
        at_work.set()
        await enough.wait()
        return await cut(cutter, *args, **more)

    monkeypatch.setattr(StandInCutter, "cut", slowly)
    request_id = await household.submit()
    await household.call("approve", household.approver, request_id=request_id, cameras=[FRONT])
    async with asyncio.timeout(10):
        await at_work.wait()
    client = await open_page(household.approver)
    feed = await told(client)
    assert feed["requests"][0]["state"] == "preparing"
    assert feed["progress"] == {request_id: 0.25}
    assert await told(client) == {"progress": {request_id: 0.25}}
    household.guard.preparation.progress[request_id] = 0.75
    async_fire_time_changed(household.hass, dt_util.utcnow() + timedelta(seconds=BEAT))
    assert await told(client) == {"progress": {request_id: 0.75}}
    enough.set()
    await household.until(request_id, State.READY)
    await after_a_pause(household)
    while "requests" not in (feed := await told(client)):
        pass
    assert feed["requests"][0]["state"] == "ready"
    assert feed["progress"] == {}


async def test_a_ledger_that_cannot_be_read_is_told(
    household: Household, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def unreadable(*_args: Any, **_more: Any) -> None:
        raise LedgerUnavailable("no disk")

    monkeypatch.setattr(household.guard.ledger, "requests", unreadable)
    feed = await told(await open_page(household.approver))
    assert feed["ledger_available"] is False
    assert "requests" not in feed


async def test_a_page_is_refused_while_ring_guard_does_not_run(
    household: Household, hass_ws_client: WebSocketGenerator
) -> None:
    assert await household.hass.config_entries.async_unload(household.entry.entry_id)
    client = await hass_ws_client(household.hass)
    await client.send_json_auto_id({"type": "ring_guard/subscribe"})
    answer = await client.receive_json()
    assert answer["error"]["code"] == "not_found"
