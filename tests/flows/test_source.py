"""Adding and changing the ways in."""

import base64
from collections.abc import Iterator
from contextlib import contextmanager
import hashlib
import hmac
from http.server import BaseHTTPRequestHandler, HTTPServer
import json
import subprocess
import sys
from threading import Thread
import time
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

from homeassistant.config_entries import ConfigSubentryData
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType, InvalidData
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.network import NoURLAvailableError
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.ring_guard.const import DEFAULT_PACKAGES
from custom_components.ring_guard.domain.model import SourceKind
from custom_components.ring_guard.flows.webhook_example import example
from custom_components.ring_guard.household.settings import read_settings
from tests.flows.pages import offered, shown_values

WEBHOOK = ConfigSubentryData(
    data={"kind": "webhook", "webhook_id": "old-id", "secret": "whsec_b2xk", "local_only": True},
    subentry_type="source",
    title="Old",
    unique_id="old-id",
)
PHONE_SENSOR = "sensor.pixel_last_notification"
PHONE = ConfigSubentryData(
    data={"kind": "phone", "entity_id": PHONE_SENSOR, "packages": ["com.ringapp", "org.example"]},
    subentry_type="source",
    title="Pixel",
    unique_id=PHONE_SENSOR,
)


@pytest.fixture
def phone(hass: HomeAssistant):
    """Return what registers the sensors of a phone."""

    def register(name: str = "Pixel", *, named_by_user: str | None = None, **sensor) -> str:
        app = MockConfigEntry(domain="mobile_app", title=name)
        app.add_to_hass(hass)
        registry = dr.async_get(hass)
        device = registry.async_get_or_create(
            config_entry_id=app.entry_id, identifiers={("mobile_app", name)}, name=name
        )
        registry.async_update_device(device.id, name_by_user=named_by_user)
        entities = [
            er.async_get(hass).async_get_or_create(
                "sensor",
                "mobile_app",
                f"{name}_{unique_id}",
                object_id_base=f"{name} {unique_id}",
                config_entry=app,
                device_id=device.id,
                **sensor,
            )
            for unique_id in ("battery_level", "last_notification")
        ]
        return entities[-1].entity_id

    return register


@pytest.fixture(params=[True, False], ids=["from home only", "from outside too"])
def local_only(request: pytest.FixtureRequest) -> bool:
    return request.param


async def open_kind(hass: HomeAssistant, add, entry: MockConfigEntry, kind: str) -> Any:
    menu = await add(entry, "source")
    assert menu["type"] is FlowResultType.MENU
    assert menu["menu_options"] == ["mailbox", "webhook", "phone"]
    return await hass.config_entries.subentries.async_configure(menu["flow_id"], {"next_step_id": kind})


async def test_a_webhook_is_stored_after_its_secret_was_shown(hass, household, add, submit, local_only: bool) -> None:
    hass.config.internal_url = "http://hub.home:8123"
    hass.config.external_url = "https://hub.example.org"
    entry = household()
    page = await open_kind(hass, add, entry, "webhook")
    page = await submit(page, {"name": " Forwarder ", "local_only": local_only})
    assert page["step_id"] == "secret"
    assert not entry.subentries
    shown = page["description_placeholders"]
    assert shown["url"].startswith("http://hub.home:8123/" if local_only else "https://hub.example.org/")
    assert shown["url"] in shown["example"]
    assert shown["secret"] in shown["example"]

    result = await submit(page, {})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    (source,) = read_settings(entry, "UTC").sources.values()
    assert (source.name, source.kind, source.local_only) == ("Forwarder", SourceKind.WEBHOOK, local_only)
    assert shown["url"].endswith(f"/api/webhook/{source.webhook_id}")
    assert source.secret == shown["secret"]
    assert len(base64.b64decode(source.secret.removeprefix("whsec_"), validate=True)) == 32
    assert next(iter(entry.subentries.values())).unique_id == source.webhook_id


async def test_a_webhook_is_for_the_home_network_unless_the_household_says_otherwise(
    hass, household, add, submit
) -> None:
    entry = household()
    page = await open_kind(hass, add, entry, "webhook")
    await submit(await submit(page, {"name": "A"}), {})
    (source,) = read_settings(entry, "UTC").sources.values()
    assert source.local_only


async def test_two_webhooks_share_neither_address_nor_secret(hass, household, add, submit) -> None:
    entry = household()
    for name in "AB":
        page = await open_kind(hass, add, entry, "webhook")
        await submit(await submit(page, {"name": name, "local_only": True}), {})
    one, two = read_settings(entry, "UTC").sources.values()
    assert one.webhook_id != two.webhook_id
    assert one.secret != two.secret


async def test_a_hub_that_knows_no_address_of_its_own_shows_the_usual_one(hass, household, add, submit) -> None:
    page = await open_kind(hass, add, household(), "webhook")
    with patch("homeassistant.components.webhook.get_url", side_effect=NoURLAvailableError):
        page = await submit(page, {"name": "A", "local_only": True})
    assert page["description_placeholders"]["url"].startswith("http://homeassistant.local:8123/api/webhook/")


async def test_a_webhook_without_a_name_is_refused(hass, household, add, submit) -> None:
    page = await open_kind(hass, add, household(), "webhook")
    page = await submit(page, {"name": "  ", "local_only": False})
    assert page["errors"] == {"name": "name_missing"}
    assert shown_values(page)["local_only"] is False
    page = await submit(page, {"name": "A", "local_only": False})
    assert page["step_id"] == "secret"


async def test_changing_a_webhook_keeps_its_secret_and_does_not_show_it(hass, household, change, submit) -> None:
    entry = household(WEBHOOK)
    page = await change(entry, "source")
    assert shown_values(page) == {"name": "Old", "local_only": True}
    assert not page["description_placeholders"]
    result = await submit(page, {"name": "New", "local_only": False})
    assert result["reason"] == "reconfigure_successful"
    (source,) = read_settings(entry, "UTC").sources.values()
    assert (source.name, source.webhook_id, source.secret, source.local_only) == ("New", "old-id", "whsec_b2xk", False)


async def test_a_new_secret_is_shown_once_and_counts_from_then_on(hass, household, change, submit) -> None:
    entry = household(WEBHOOK)
    page = await submit(await change(entry, "source"), {"name": "Old", "local_only": True, "new_secret": True})
    assert page["step_id"] == "secret"
    assert read_settings(entry, "UTC").sources.popitem()[1].secret == "whsec_b2xk"
    shown = page["description_placeholders"]
    assert shown["url"].endswith("/api/webhook/old-id")
    await submit(page, {})
    assert read_settings(entry, "UTC").sources.popitem()[1].secret == shown["secret"] != "whsec_b2xk"


async def test_a_changed_webhook_still_needs_a_name(hass, household, change, submit) -> None:
    page = await submit(
        await change(household(WEBHOOK), "source"), {"name": "", "local_only": True, "new_secret": True}
    )
    assert page["errors"] == {"name": "name_missing"}
    assert shown_values(page)["new_secret"] is True


async def test_a_phone_is_a_source_under_its_own_name(hass, household, add, submit, phone) -> None:
    sensor = phone(named_by_user="Kitchen phone")
    entry = household()
    page = await open_kind(hass, add, entry, "phone")
    assert offered(page, "packages") == dict(zip(DEFAULT_PACKAGES, ("Ring", "Neighbors", "Blink"), strict=True))
    result = await submit(page, {"entity_id": sensor})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    (source,) = read_settings(entry, "UTC").sources.values()
    assert (source.name, source.kind, source.entity_id) == ("Kitchen phone", SourceKind.PHONE, sensor)
    assert source.packages == set(DEFAULT_PACKAGES)


async def test_a_phone_may_listen_to_apps_of_the_households_own_choice(hass, household, add, submit, phone) -> None:
    sensor = phone()
    entry = household()
    page = await open_kind(hass, add, entry, "phone")
    page = await submit(page, {"entity_id": sensor, "packages": []})
    assert page["errors"] == {"packages": "no_packages"}
    await submit(page, {"entity_id": sensor, "packages": ["org.example.doorbell"]})
    (source,) = read_settings(entry, "UTC").sources.values()
    assert (source.name, source.packages) == ("Pixel", frozenset({"org.example.doorbell"}))


async def test_a_sensor_without_a_device_names_the_source_itself(hass, household, add, submit) -> None:
    sensor = er.async_get(hass).async_get_or_create("sensor", "mobile_app", "x_last_notification").entity_id
    result = await submit(await open_kind(hass, add, household(), "phone"), {"entity_id": sensor})
    assert result["title"] == sensor


async def test_only_the_last_notification_of_a_phone_can_be_a_source(hass, household, add, submit, phone) -> None:
    phone()
    er.async_get(hass).async_get_or_create("sensor", "other", "x_last_notification")
    page = await open_kind(hass, add, household(), "phone")
    with pytest.raises(InvalidData):
        await submit(page, {"entity_id": "sensor.pixel_battery_level"})


@pytest.mark.parametrize("disabled_by", [None, er.RegistryEntryDisabler.USER])
async def test_without_a_phone_that_reports_the_page_says_what_to_do(hass, household, add, phone, disabled_by) -> None:
    if disabled_by:
        phone(disabled_by=disabled_by)
    result = await open_kind(hass, add, household(), "phone")
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "no_phones")


async def test_a_phone_that_is_a_source_already_is_not_offered_again(hass, household, add, submit, phone) -> None:
    first, second = phone("One"), phone("Two")
    entry = household()
    await submit(await open_kind(hass, add, entry, "phone"), {"entity_id": first})
    page = await open_kind(hass, add, entry, "phone")
    with pytest.raises(InvalidData):
        await submit(page, {"entity_id": first})
    await submit(await open_kind(hass, add, entry, "phone"), {"entity_id": second})
    result = await open_kind(hass, add, entry, "phone")
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "already_configured")
    assert len(entry.subentries) == 2


async def test_of_two_pages_open_for_one_phone_the_second_is_refused(hass, household, add, submit, phone) -> None:
    sensor = phone()
    entry = household()
    pages = [await open_kind(hass, add, entry, "phone") for _ in range(2)]
    results = [await submit(page, {"entity_id": sensor}) for page in pages]
    assert [result["type"] for result in results] == [FlowResultType.CREATE_ENTRY, FlowResultType.ABORT]
    assert results[1]["reason"] == "already_configured"
    assert len(entry.subentries) == 1


async def test_name_and_apps_of_a_phone_can_be_changed(hass, household, change, submit) -> None:
    entry = household(PHONE)
    page = await change(entry, "source")
    assert shown_values(page) == {"name": "Pixel", "packages": ["com.ringapp", "org.example"]}
    assert offered(page, "packages")["org.example"] == "org.example"
    page = await submit(page, {"name": " ", "packages": []})
    assert page["errors"] == {"name": "name_missing", "packages": "no_packages"}
    result = await submit(page, {"name": "Hall", "packages": ["com.ringapp"]})
    assert result["reason"] == "reconfigure_successful"
    (source,) = read_settings(entry, "UTC").sources.values()
    assert (source.name, source.entity_id, source.packages) == ("Hall", PHONE_SENSOR, frozenset({"com.ringapp"}))


@contextmanager
def receiver() -> Iterator[SimpleNamespace]:
    """Serve one address that keeps what it is sent, and answer as the hub does."""
    kept = SimpleNamespace()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            kept.body = self.rfile.read(int(self.headers["content-length"]))
            kept.headers = self.headers
            self.send_response(202)
            self.end_headers()

        def log_message(self, *args) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    kept.url = f"http://127.0.0.1:{server.server_port}/api/webhook/id"
    Thread(target=server.serve_forever, daemon=True).start()
    yield kept
    server.shutdown()
    server.server_close()


@pytest.mark.loopback
def test_the_copied_example_sends_a_message_that_is_signed_as_the_standard_says() -> None:
    key = bytes(range(32))
    with receiver() as hub:
        script = example(hub.url, "whsec_" + base64.b64encode(key).decode())
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "202"
    stamp = hub.headers["webhook-timestamp"]
    assert abs(int(stamp) - time.time()) < 60
    signed = f"{hub.headers['webhook-id']}.{stamp}.".encode() + hub.body
    expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert hub.headers["webhook-signature"] == f"v1,{expected}"
    assert set(json.loads(hub.body)) == {"subject", "message"}
