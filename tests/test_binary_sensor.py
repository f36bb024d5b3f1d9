"""When the binary sensors are on: somebody has to answer, the ledger or a source has a problem."""

from pathlib import Path
import sqlite3
from types import MappingProxyType

from homeassistant.config_entries import ConfigSubentry, ConfigSubentryDataWithId
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er, issue_registry as ir

from custom_components.ring_guard import const
from tests.homes import Household, set_up, take_down


def is_on(household: Household, key: str) -> bool:
    shown = household.state("binary_sensor", key).state
    assert shown in {"on", "off"}
    return shown == "on"


async def test_confirmation_is_needed_as_long_as_a_request_waits(household: Household) -> None:
    assert not is_on(household, "confirmation_needed")
    request_id = await household.submit()
    await household.settled()
    assert is_on(household, "confirmation_needed")
    await household.call("decline", request_id=request_id)
    await household.settled()
    assert not is_on(household, "confirmation_needed")


async def test_an_altered_ledger_is_a_problem_with_a_repair_issue(
    hass: HomeAssistant, household: Household, tmp_path: Path
) -> None:
    await household.submit()
    assert (await household.call("verify_ledger"))["whole"] is True
    assert not is_on(household, "ledger_problem")
    database = next((tmp_path / const.DOMAIN).glob("*.db"))
    with sqlite3.connect(database) as connection:
        connection.execute("UPDATE entries SET kind = 'other' WHERE seq = 2")
    connection.close()
    found = await household.call("verify_ledger")
    assert (found["whole"], found["problem"], found["broken_at"]) == (False, "altered_header", 2)
    assert is_on(household, "ledger_problem")
    assert ir.async_get(hass).async_get_issue(const.DOMAIN, "ledger_broken")


async def test_a_broken_ledger_still_takes_new_requests(household: Household, tmp_path: Path) -> None:
    await household.submit()
    database = next((tmp_path / const.DOMAIN).glob("*.db"))
    with sqlite3.connect(database) as connection:
        connection.execute("UPDATE entries SET kind = 'other' WHERE seq = 2")
    connection.close()
    assert (await household.call("verify_ledger"))["whole"] is False
    request_id = await household.submit()
    assert (await household.life(request_id)).state == "awaiting_confirmation"


async def test_a_missing_phone_sensor_is_a_problem_of_its_source(
    hass: HomeAssistant, tmp_path: Path, stand_in_cut: None
) -> None:
    phone: ConfigSubentryDataWithId = {
        "data": {const.CONF_KIND: "phone", const.CONF_ENTITY: "sensor.phone_last_notification"},
        "subentry_id": "phone",
        "subentry_type": const.SUBENTRY_SOURCE,
        "title": "Phone in the hall",
        "unique_id": None,
    }
    household = await set_up(hass, tmp_path, [phone])
    assert is_on(household, "source_problem")
    state = household.state("binary_sensor", "source_problem")
    assert state.attributes["problems"] == ["source_entity_missing"]
    assert ir.async_get(hass).async_get_issue(const.DOMAIN, "source_entity_missing_phone")
    assert is_on(household, "source_phone")
    assert household.state("binary_sensor", "source_phone").attributes["problem"] == "source_entity_missing"
    assert household.state("binary_sensor", "source_phone").name == "Phone in the hall Problem"
    hass.states.async_set("sensor.phone_last_notification", "hello")
    await hass.async_block_till_done()
    assert not is_on(household, "source_problem")
    assert not is_on(household, "source_phone")
    assert ir.async_get(hass).async_get_issue(const.DOMAIN, "source_entity_missing_phone") is None
    await take_down(household)


async def test_a_source_that_is_added_or_removed_has_a_sensor_just_as_long(
    hass: HomeAssistant, household: Household
) -> None:
    data = {const.CONF_KIND: "webhook", "webhook_id": "hook-id", const.CONF_SECRET: "whsec_c2VjcmV0"}
    source = ConfigSubentry(
        data=MappingProxyType(data), subentry_type=const.SUBENTRY_SOURCE, title="Town hall", unique_id=None
    )
    hass.config_entries.async_add_subentry(household.entry, source)
    await hass.async_block_till_done()
    assert not is_on(household, f"source_{source.subentry_id}")
    entity_id = household.entity_id("binary_sensor", f"source_{source.subentry_id}")
    hass.config_entries.async_remove_subentry(household.entry, source.subentry_id)
    await hass.async_block_till_done()
    assert hass.states.get(entity_id) is None
    assert er.async_get(hass).async_get(entity_id) is None
    assert not [
        device
        for device in dr.async_entries_for_config_entry(dr.async_get(hass), household.entry.entry_id)
        if device.name == "Town hall"
    ]
