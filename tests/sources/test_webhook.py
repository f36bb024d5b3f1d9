"""The signed webhook, called over HTTP as strangers call it, with the reference library as the sender."""

import asyncio
from base64 import b64encode
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
import hmac
import json
from pathlib import Path
from typing import Any
from unittest.mock import AsyncMock

from aiohttp.test_utils import TestClient
from homeassistant.components.persistent_notification import _async_get_or_create_notifications
from homeassistant.components.webhook import async_handle_webhook
from homeassistant.config_entries import ConfigSubentryDataWithId
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component
from homeassistant.util.aiohttp import MockRequest
import pytest
from standardwebhooks.webhooks import Webhook

from custom_components.ring_guard import const
from custom_components.ring_guard.domain.lifecycle import State
from custom_components.ring_guard.domain.model import FindingKind
from custom_components.ring_guard.ledger import Budget, LedgerUnavailable
from tests.homes import Household, eventually, set_up, take_down

pytestmark = pytest.mark.loopback

WEBHOOK_ID = "ab" * 32
SECRET = "whsec_" + b64encode(bytes(range(32))).decode()
PATH = f"/api/webhook/{WEBHOOK_ID}"


def webhook_source(*, local_only: bool = False) -> ConfigSubentryDataWithId:
    data = {
        const.CONF_KIND: "webhook",
        "webhook_id": WEBHOOK_ID,
        const.CONF_SECRET: SECRET,
        const.CONF_LOCAL_ONLY: local_only,
    }
    return ConfigSubentryDataWithId(
        data=data, subentry_id="hook", subentry_type=const.SUBENTRY_SOURCE, title="Hook", unique_id=None
    )


def signed(body: bytes, message_id: str = "msg-1", at: datetime | None = None) -> dict[str, str]:
    """Sign as the reference library does."""
    at = at or datetime.now(UTC)
    signature = Webhook(SECRET).sign(message_id, at, body.decode("utf-8", "surrogateescape"))
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": signature,
        "content-type": "application/json",
    }


@pytest.fixture
async def household(hass: HomeAssistant, tmp_path: Path) -> AsyncIterator[Household]:
    assert await async_setup_component(hass, "webhook", {})
    home = await set_up(hass, tmp_path, [webhook_source()])
    yield home
    await take_down(home)


@pytest.fixture
async def client(household: Household, hass_client_no_auth: Any) -> TestClient[Any, Any]:
    return await hass_client_no_auth()


async def requests(household: Household) -> list[Any]:
    rows = await household.guard.ledger.requests()
    return [row.document["request"] for row in rows]


async def test_call_signed_by_the_reference_library_becomes_a_request(
    household: Household, client: TestClient[Any, Any]
) -> None:
    body = json.dumps({"agency": "Springfield Police Department", "reference": "A-1"}).encode()
    response = await client.post(PATH, data=body, headers=signed(body))
    assert response.status == 202
    assert await response.read() == b""
    await eventually(lambda: bool(household.guard.waiting()))
    (request,) = await requests(household)
    assert request["reference"] == "A-1"
    assert request["origin"] == "webhook:hook"
    await household.settled()


async def test_answer_is_the_same_whatever_is_decided_and_for_replays(
    household: Household, client: TestClient[Any, Any]
) -> None:
    answers = set()
    for number, agency in enumerate(["FBI", "Springfield Police Department", "FBI"]):
        body = json.dumps({"agency": agency, "reference": agency}).encode()
        headers = signed(body, message_id=f"msg-{number % 2}")
        response = await client.post(PATH, data=body, headers=headers)
        told = {name: value for name, value in response.headers.items() if name != "Date"}
        answers.add((response.status, await response.read(), str(sorted(told.items()))))
    assert len(answers) == 1
    await eventually(lambda: household.guard.tally.this_year() == 2)
    assert len(await requests(household)) == 2
    await household.settled()


@pytest.mark.parametrize(
    "change",
    [
        {"webhook-signature": "v1,AAAA"},
        {"webhook-signature": ""},
        {"webhook-id": ""},
        {"webhook-id": "msg-2"},
        {"webhook-timestamp": "soon"},
        {"webhook-timestamp": "²"},
        {"webhook-timestamp": "9" * 30},
    ],
)
async def test_call_that_is_not_signed_for_what_it_says_leaves_no_trace(
    household: Household, client: TestClient[Any, Any], change: dict[str, str]
) -> None:
    before = household.guard.head
    response = await client.post(PATH, data=b"{}", headers={**signed(b"{}"), **change})
    assert response.status == 401
    assert household.guard.head == before


@pytest.mark.parametrize("offset", [timedelta(minutes=-6), timedelta(minutes=6)])
async def test_call_from_outside_the_clock_window_is_turned_away(
    client: TestClient[Any, Any], offset: timedelta
) -> None:
    response = await client.post(PATH, data=b"{}", headers=signed(b"{}", at=datetime.now(UTC) + offset))
    assert response.status == 401


async def test_call_within_the_clock_window_is_taken(client: TestClient[Any, Any], household: Household) -> None:
    at = datetime.now(UTC) - timedelta(minutes=4)
    assert (await client.post(PATH, data=b"{}", headers=signed(b"{}", at=at))).status == 202
    await eventually(lambda: bool(household.guard.waiting()))
    await household.settled()


async def test_several_signatures_stand_while_a_secret_changes(
    household: Household, client: TestClient[Any, Any]
) -> None:
    headers = signed(b"{}")
    headers["webhook-signature"] = f"v1,c29tZXRoaW5n v2,x {headers['webhook-signature']}"
    assert (await client.post(PATH, data=b"{}", headers=headers)).status == 202
    await eventually(lambda: bool(household.guard.waiting()))
    await household.settled()


async def test_large_body_is_kept_by_size_and_hash_only(household: Household, client: TestClient[Any, Any]) -> None:
    body = b"x" * (const.BODY_LIMIT + 1)
    assert (await client.post(PATH, data=body, headers=signed(body))).status == 202
    await eventually(lambda: bool(household.guard.waiting()))
    (life,) = household.guard.waiting()
    arrival = await household.guard.ledger.arrival(life.request.arrival_id)
    assert arrival is not None
    assert (arrival.body, arrival.size, arrival.sha256) == (b"", len(body), sha256(body).hexdigest())
    assert FindingKind.TOO_LARGE in {found.kind for found in life.request.findings}
    await household.settled()


async def test_body_beyond_anything_sensible_is_refused_without_being_held(
    client: TestClient[Any, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("custom_components.ring_guard.sources.webhook.CALL_LIMIT", 100_000)
    body = b"x" * 100_001
    assert (await client.post(PATH, data=body, headers=signed(body))).status == 413


@pytest.mark.parametrize("body", [b"", b"\xff\xfe\x00binary", b"[" * 30_000, b'{"agency": "\\ud800"}', b"null"])
async def test_whatever_a_sender_writes_is_recorded(
    household: Household, client: TestClient[Any, Any], body: bytes
) -> None:
    headers = {**signed(b"{}"), "content-type": "application/json"}
    stamp = headers["webhook-timestamp"]
    mac = hmac.new(bytes(range(32)), f"msg-1.{stamp}.".encode() + body, sha256).digest()
    headers["webhook-signature"] = f"v1,{b64encode(mac).decode()}"
    assert (await client.post(PATH, data=body, headers=headers)).status == 202
    await eventually(lambda: bool(household.guard.waiting()))
    (life,) = household.guard.waiting()
    assert life.state is State.AWAITING_CONFIRMATION
    await household.settled()


async def test_nothing_is_acknowledged_that_is_not_durable(
    household: Household, client: TestClient[Any, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(household.guard.ledger, "record_arrival", AsyncMock(side_effect=LedgerUnavailable("full")))
    response = await client.post(PATH, data=b"{}", headers=signed(b"{}"))
    assert response.status == 503
    assert "Retry-After" in response.headers


async def test_call_forwarded_by_the_cloud_is_taken(household: Household, hass: HomeAssistant) -> None:
    body = b'{"agency": "Springfield Police Department"}'
    call = MockRequest(content=body, mock_source="cloud", method="POST", headers=signed(body))
    response = await async_handle_webhook(hass, WEBHOOK_ID, call)
    assert response.status == 202
    await eventually(lambda: bool(household.guard.waiting()))
    await household.settled()


async def test_flood_is_counted_and_told_once(
    hass: HomeAssistant, tmp_path: Path, hass_client_no_auth: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    budget = Budget(per_window=5, bytes=1_000_000, window=timedelta(hours=1))
    monkeypatch.setattr("custom_components.ring_guard.guard.BUDGET", budget)
    assert await async_setup_component(hass, "webhook", {})
    household = await set_up(hass, tmp_path, [webhook_source()])
    client = await hass_client_no_auth()
    for number in range(40):
        body = json.dumps({"agency": "Springfield Police Department", "reference": str(number)}).encode()
        response = await client.post(PATH, data=body, headers=signed(body, message_id=f"msg-{number}"))
        assert response.status == 202
    await eventually(lambda: household.guard.tally.this_year() == 5)
    await household.settled()
    told = _async_get_or_create_notifications(hass)
    assert "ring_guard_flood_hook" in told
    assert len(told) == 6
    await take_down(household)


async def test_removed_source_listens_no_longer(
    household: Household, client: TestClient[Any, Any], hass: HomeAssistant
) -> None:
    hass.config_entries.async_remove_subentry(household.entry, "hook")
    await hass.async_block_till_done()
    before = household.guard.head
    # Home Assistant answers 200 for webhooks that nobody listens on.
    assert (await client.post(PATH, data=b"{}", headers=signed(b"{}"))).status == 200
    await asyncio.sleep(0)
    assert household.guard.head == before


async def test_secret_that_seems_wrong_is_a_repair_issue_until_a_call_is_right(
    household: Household, client: TestClient[Any, Any], hass: HomeAssistant
) -> None:
    issues = ir.async_get(hass)
    wrong = {**signed(b"{}"), "webhook-signature": "v1,AAAA"}
    for _ in range(5):
        assert issues.async_get_issue(const.DOMAIN, "source_signatures_refused_hook") is None
        await client.post(PATH, data=b"{}", headers=wrong)
    assert issues.async_get_issue(const.DOMAIN, "source_signatures_refused_hook") is not None
    assert (await client.post(PATH, data=b"{}", headers=signed(b"{}"))).status == 202
    assert issues.async_get_issue(const.DOMAIN, "source_signatures_refused_hook") is None
    await eventually(lambda: bool(household.guard.waiting()))
    await household.settled()
