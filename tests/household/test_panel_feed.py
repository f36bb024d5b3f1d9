"""What an open panel is fed with, for whom, and until when."""

import asyncio
from datetime import timedelta
import gc
from typing import Any

from homeassistant.components.websocket_api import ActiveConnection
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import async_fire_time_changed
from pytest_homeassistant_custom_component.typing import MockHAClientWebSocket, WebSocketGenerator

from custom_components.ring_guard.domain.lifecycle import State
from custom_components.ring_guard.ledger import LedgerClosed, LedgerUnavailable
from tests.homes import FRONT, Household, StandInCutter, eventually
from tests.household.conftest import words_of
from tests.household.phone import hand_in

pytestmark = pytest.mark.loopback

SUBSCRIBE = {"type": "ring_guard/subscribe"}


async def client_of(hass: HomeAssistant, hass_ws_client: WebSocketGenerator, person: Any) -> MockHAClientWebSocket:
    """Return a panel's connection in a person's name."""
    assert await async_setup_component(hass, "websocket_api", {})
    refresh = await hass.auth.async_create_refresh_token(person, "https://ring-guard.example/")
    return await hass_ws_client(hass, hass.auth.async_create_access_token(refresh))


async def opened(client: MockHAClientWebSocket, **more: Any) -> dict[str, Any]:
    """Subscribe and return the first news."""
    await client.send_json_auto_id({**SUBSCRIBE, **more})
    answer = await client.receive_json()
    assert answer["success"], answer
    return await news(client)


async def news(client: MockHAClientWebSocket) -> dict[str, Any]:
    event: dict[str, Any] = (await client.receive_json())["event"]
    return event


async def pause(hass: HomeAssistant, seconds: float = 0.5) -> None:
    await hass.async_block_till_done()
    async_fire_time_changed(hass, dt_util.utcnow() + timedelta(seconds=seconds))
    await hass.async_block_till_done()


async def test_an_approver_sees_requests_and_may_answer(
    hass: HomeAssistant, home: Household, hass_ws_client: WebSocketGenerator
) -> None:
    first, second = await hand_in(home), await hand_in(home)
    told = await opened(await client_of(hass, hass_ws_client, home.approver))
    assert [request["request_id"] for request in told["requests"]] == [second, first]
    assert told["may_answer"] is True
    assert told["mode"] == "policy"
    assert told["mode_entity"] == home.entity_id("select", "mode")
    assert {camera["name"] for camera in told["cameras"]} == {"Front door", "Back yard"}
    assert told["head"]["count"] == home.guard.head.count
    assert told["ledger_available"] is True
    assert told["people"]["approver"] == "Approver"


async def test_anyone_else_sees_the_same_and_may_not_answer(
    hass: HomeAssistant, home: Household, hass_ws_client: WebSocketGenerator
) -> None:
    request_id = await hand_in(home)
    told = await opened(await client_of(hass, hass_ws_client, home.stranger))
    assert told["may_answer"] is False
    assert [request["request_id"] for request in told["requests"]] == [request_id]


async def test_each_step_is_sent_gathered_with_its_neighbours(
    hass: HomeAssistant, home: Household, hass_ws_client: WebSocketGenerator
) -> None:
    client = await client_of(hass, hass_ws_client, home.approver)
    assert (await opened(client))["requests"] == []
    ids = [await hand_in(home) for _ in range(3)]
    await home.call("decline", request_id=ids[0])
    await pause(hass)
    told = await news(client)
    while len(told["requests"]) < 3 or told["requests"][-1]["state"] != "declined":
        await pause(hass)
        told = await news(client)
    assert [request["state"] for request in told["requests"]] == [
        "awaiting_confirmation", "awaiting_confirmation", "declined",
    ]  # fmt: skip


async def test_the_panel_is_fed_in_its_own_language(
    hass: HomeAssistant, home: Household, hass_ws_client: WebSocketGenerator
) -> None:
    await hand_in(home)
    told = await opened(await client_of(hass, hass_ws_client, home.approver), language="de")
    assert told["requests"][0]["reason"] == words_of("de").word("reason", "default")


async def test_a_language_that_is_no_name_of_one_is_refused(
    hass: HomeAssistant, home: Household, hass_ws_client: WebSocketGenerator
) -> None:
    client = await client_of(hass, hass_ws_client, home.approver)
    for language in ("", "../../x", "en/..", "e", 7, "x" * 30):
        await client.send_json_auto_id({**SUBSCRIBE, "language": language})
        answer = await client.receive_json()
        assert (answer["success"], answer["error"]["code"]) == (False, "invalid_format")


async def test_an_erased_request_is_a_gap_with_its_state(
    hass: HomeAssistant, home: Household, hass_ws_client: WebSocketGenerator
) -> None:
    request_id = await hand_in(home)
    await home.call("decline", home.approver, request_id=request_id)
    await home.call("erase", home.approver, request_id=request_id, reason="over")
    (gap,) = (await opened(await client_of(hass, hass_ws_client, home.approver)))["requests"]
    assert (gap["request_id"], gap["state"], gap["erased"]) == (request_id, "declined", True)
    assert "claimed_name" not in gap


async def test_after_unsubscribing_nothing_is_sent(
    hass: HomeAssistant, home: Household, hass_ws_client: WebSocketGenerator
) -> None:
    client = await client_of(hass, hass_ws_client, home.approver)
    await opened(client)
    await hand_in(home)
    await client.send_json_auto_id({"type": "unsubscribe_events", "subscription": 1})
    while (answer := await client.receive_json())["type"] == "event":
        pass  # told before the panel asked for no more: the pause is over sooner than a busy machine gets here
    assert answer["success"]
    await hand_in(home)
    await pause(hass)
    await client.send_json_auto_id({"type": "ping"})
    assert (await client.receive_json())["type"] == "pong"


async def test_news_that_were_on_their_way_when_the_panel_closed_are_not_sent(
    hass: HomeAssistant, home: Household, hass_ws_client: WebSocketGenerator, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = await client_of(hass, hass_ws_client, home.approver)
    await opened(client)
    real = home.guard.ledger.requests

    async def meanwhile(*args: Any, **more: Any) -> Any:
        rows = await real(*args, **more)
        (connection,) = [one for one in connections if one.subscriptions]
        connection.subscriptions.pop(1)()
        return rows

    connections = _connections(hass)
    monkeypatch.setattr(home.guard.ledger, "requests", meanwhile)
    await hand_in(home)
    await pause(hass)
    await client.send_json_auto_id({"type": "ping"})
    assert (await client.receive_json())["type"] == "pong"


def _connections(hass: HomeAssistant) -> list[Any]:
    """Return the open connections: those whose subscriptions hold a feed of ours."""
    return [one for one in gc.get_objects() if isinstance(one, ActiveConnection) and one.hass is hass]


async def test_a_household_that_is_not_running_is_told_as_an_error(
    hass: HomeAssistant, home: Household, hass_ws_client: WebSocketGenerator
) -> None:
    client = await client_of(hass, hass_ws_client, home.approver)
    await hass.config_entries.async_unload(home.entry.entry_id)
    await client.send_json_auto_id(SUBSCRIBE)
    answer = await client.receive_json()
    assert (answer["success"], answer["error"]["code"]) == (False, "not_found")


async def test_a_panel_that_stays_open_over_a_reload_is_fed_on(
    hass: HomeAssistant, home: Household, hass_ws_client: WebSocketGenerator, caplog: pytest.LogCaptureFixture
) -> None:
    client = await client_of(hass, hass_ws_client, home.approver)
    await opened(client)
    before = home.guard
    await hass.config_entries.async_reload(home.entry.entry_id)
    assert home.guard is not before
    request_id = await hand_in(home)
    await pause(hass)
    told = await news(client)
    while not told["requests"]:
        told = await news(client)
    assert [request["request_id"] for request in told["requests"]] == [request_id]
    assert "LedgerClosed" not in caplog.text


async def test_while_the_household_is_down_the_panel_hears_nothing(
    hass: HomeAssistant, home: Household, hass_ws_client: WebSocketGenerator
) -> None:
    client = await client_of(hass, hass_ws_client, home.approver)
    await opened(client)
    await hand_in(home)
    await hass.config_entries.async_unload(home.entry.entry_id)
    await pause(hass)
    await client.send_json_auto_id({"type": "ping"})
    answers = [(await client.receive_json())["type"]]
    assert answers[-1] == "pong"


@pytest.mark.parametrize("error", [LedgerUnavailable("the disk fails"), LedgerClosed("closed")])
async def test_a_ledger_that_cannot_be_read_is_said(
    hass: HomeAssistant, home: Household, hass_ws_client: WebSocketGenerator, monkeypatch: pytest.MonkeyPatch,
    error: Exception,
) -> None:  # fmt: skip
    async def fails(*_: Any, **__: Any) -> None:
        raise error

    client = await client_of(hass, hass_ws_client, home.approver)
    monkeypatch.setattr(home.guard.ledger, "requests", fails)
    await client.send_json_auto_id(SUBSCRIBE)
    assert (await client.receive_json())["success"]
    await client.send_json_auto_id({"type": "ping"})
    told = await client.receive_json()
    if isinstance(error, LedgerClosed):
        assert told["type"] == "pong"
    else:
        assert told["event"]["ledger_available"] is False
        assert "requests" not in told["event"]
        assert told["event"]["mode"] == "policy"


async def test_how_far_a_cut_is_comes_again_and_again_until_it_ends(
    hass: HomeAssistant, home: Household, hass_ws_client: WebSocketGenerator, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = asyncio.Event()
    real = StandInCutter.cut

    async def slow(self: StandInCutter, order: Any, footage: Any, folder: Any, *, progress: Any) -> Any:
        progress(0.5)
        await go_on.wait()
        return await real(self, order, footage, folder)

    monkeypatch.setattr(StandInCutter, "cut", slow)
    client = await client_of(hass, hass_ws_client, home.approver)
    request_id = await hand_in(home)
    await home.call("approve", home.approver, request_id=request_id, cameras=[FRONT])
    await eventually(lambda: request_id in home.guard.preparation.progress)
    await opened(client)
    assert (await news(client)) == {"progress": {request_id: 0.5}}
    await pause(hass, 1.5)
    assert request_id in (await news(client))["progress"]
    go_on.set()
    await home.until(request_id, State.READY)
    await pause(hass, 3)
    told = await news(client)
    while told.get("requests", [{}])[0].get("state") != "ready":
        told = await news(client)
    assert told["progress"] == {}
