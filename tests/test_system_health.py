"""What Home Assistant's system page shows of the household's guard."""

from homeassistant.components.system_health import DOMAIN as SYSTEM_HEALTH, SystemHealthRegistration
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

from custom_components.ring_guard import system_health
from custom_components.ring_guard.const import DOMAIN
from custom_components.ring_guard.system_health import system_health_info
from tests.homes import Household


async def test_the_guards_state_is_shown(hass: HomeAssistant, household: Household) -> None:
    assert await async_setup_component(hass, SYSTEM_HEALTH, {})
    registration = SystemHealthRegistration(hass, DOMAIN)
    system_health.async_register(hass, registration)
    assert registration.info_callback is system_health_info
    await household.submit()
    await household.settled()
    assert await system_health_info(hass) == {
        "can_be_written": True,
        "ledger_entries": household.guard.head.count,
        "last_check": None,
        "waiting": 1,
        "sources": 0,
        "source_problems": 0,
        "mode": "policy",
    }
    await household.call("verify_ledger")
    assert (await system_health_info(hass))["last_check"] == "ok"


async def test_a_household_that_is_not_running_shows_nothing(hass: HomeAssistant, household: Household) -> None:
    await hass.config_entries.async_unload(household.entry.entry_id)
    assert await system_health_info(hass) == {}
    assert DOMAIN in hass.config.components
