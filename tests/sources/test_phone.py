"""The companion app's last-notification sensor as a way in."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import AsyncMock

from homeassistant.config_entries import ConfigSubentryDataWithId
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er, issue_registry as ir
import pytest

from custom_components.ring_guard import const
from custom_components.ring_guard.domain.model import SourceKind
from custom_components.ring_guard.ledger import LedgerUnavailable
from tests.homes import Household, eventually, set_up, take_down

SENSOR = "sensor.pixel_last_notification"


def phone_source(entity_id: str = SENSOR) -> ConfigSubentryDataWithId:
    data = {const.CONF_KIND: "phone", const.CONF_ENTITY: entity_id}
    return ConfigSubentryDataWithId(
        data=data, subentry_id="phone", subentry_type=const.SUBENTRY_SOURCE, title="Pixel", unique_id=None
    )


def posted(ago: timedelta = timedelta()) -> int:
    return int((datetime.now(UTC) - ago).timestamp() * 1000)


def show(hass: HomeAssistant, text: str, post_time: Any, package: str = "com.ringapp", **attributes: Any) -> None:
    """Let the sensor show a notification."""
    shown = {"package": package, "post_time": post_time, "android.text": text, **attributes}
    hass.states.async_set(SENSOR, text[:255], shown)


@pytest.fixture
async def household(hass: HomeAssistant, tmp_path: Path) -> AsyncIterator[Household]:
    hass.states.async_set(SENSOR, "An old one", {"package": "com.ringapp", "post_time": posted(timedelta(days=9))})
    home = await set_up(hass, tmp_path, [phone_source()])
    yield home
    await take_down(home)


async def settle(household: Household) -> None:
    """Wait until whatever was shown has been taken in."""
    await household.hass.async_block_till_done()
    while await household.guard.ledger.unprocessed_arrivals():
        household.guard.intake.wake()
        await household.hass.async_block_till_done()
    await household.settled()


async def test_notification_of_ring_becomes_a_request_of_that_phone(household: Household, hass: HomeAssistant) -> None:
    big = "Springfield Police Department asks for footage. Reference 26-1."
    show(hass, "Springfield Police Department asks", posted(), **{"android.bigText": big, "android.title": "Request"})
    await eventually(lambda: bool(household.guard.waiting()))
    (life,) = household.guard.waiting()
    assert life.request.source_kind is SourceKind.PHONE
    assert life.request.origin == "phone:phone:com.ringapp"
    assert "26-1" in life.request.text
    await settle(household)


async def test_notifications_of_other_apps_are_not_looked_at(household: Household, hass: HomeAssistant) -> None:
    before = household.guard.head
    show(hass, "Your parcel is here", posted(), package="com.example.shop")
    await hass.async_block_till_done()
    assert household.guard.head == before


async def test_notification_that_is_shown_again_is_one_request(household: Household, hass: HomeAssistant) -> None:
    when = posted()
    show(hass, "Police ask for footage", when)
    show(hass, "Police ask for footage", when, extra="battery")
    hass.states.async_set(SENSOR, "unavailable")
    show(hass, "Police ask for footage", when)
    await eventually(lambda: bool(household.guard.waiting()))
    await settle(household)
    assert household.guard.tally.this_year() == 1
    assert household.guard.waiting()[0].repeats == 0


async def test_same_words_posted_later_repeat_the_request(household: Household, hass: HomeAssistant) -> None:
    show(hass, "Police ask for footage", posted(timedelta(minutes=5)))
    await eventually(lambda: bool(household.guard.waiting()))
    show(hass, "Police ask for footage", posted())
    await eventually(lambda: household.guard.waiting()[0].repeats == 1)
    await settle(household)
    assert [life.repeats for life in household.guard.waiting()] == [1]


async def test_what_stood_there_before_is_no_news(household: Household, hass: HomeAssistant) -> None:
    assert household.guard.tally.this_year() == 0
    hass.states.async_set(SENSOR, "unavailable")
    show(hass, "An old one", posted(timedelta(days=2)))
    show(hass, "unavailable", "never")
    hass.states.async_remove(SENSOR)
    await settle(household)
    assert household.guard.tally.this_year() == 0


async def test_notification_that_came_while_the_phone_was_away_is_caught_up(
    household: Household, hass: HomeAssistant
) -> None:
    hass.states.async_set(SENSOR, "unavailable")
    show(hass, "Police ask for footage", posted(timedelta(hours=3)))
    await eventually(lambda: bool(household.guard.waiting()))
    await settle(household)
    assert ["Police ask for footage" in life.request.text for life in household.guard.waiting()] == [True]


async def test_sensor_that_is_gone_is_a_repair_issue_until_it_is_back(hass: HomeAssistant, tmp_path: Path) -> None:
    household = await set_up(hass, tmp_path, [phone_source()])
    issues = ir.async_get(hass)
    issue_id = "source_entity_missing_phone"
    assert issues.async_get_issue(const.DOMAIN, issue_id) is not None
    assert household.state("binary_sensor", "source_problem").state == "on"
    show(hass, "Hello", posted(), package="com.example.shop")
    await hass.async_block_till_done()
    assert issues.async_get_issue(const.DOMAIN, issue_id) is None
    assert household.state("binary_sensor", "source_problem").state == "off"
    await take_down(household)


async def test_phone_that_is_known_but_away_is_no_problem(hass: HomeAssistant, tmp_path: Path) -> None:
    er.async_get(hass).async_get_or_create(
        "sensor", "mobile_app", "pixel", suggested_object_id="pixel_last_notification"
    )
    household = await set_up(hass, tmp_path, [phone_source()])
    assert ir.async_get(hass).async_get_issue(const.DOMAIN, "source_entity_missing_phone") is None
    await take_down(household)


async def test_notification_that_cannot_be_recorded_is_said_in_the_log(
    household: Household, hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(household.guard.ledger, "record_arrival", AsyncMock(side_effect=LedgerUnavailable("full")))
    show(hass, "Police ask for footage", posted())
    await hass.async_block_till_done()
    assert "could not be recorded" in caplog.text
