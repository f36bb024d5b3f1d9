"""One look at how the household's guard fares, on Home Assistant's system page."""

from typing import Any

from homeassistant.components.system_health import SystemHealthRegistration
from homeassistant.core import HomeAssistant, callback

from .const import DOMAIN
from .guard import Guard


@callback
def async_register(hass: HomeAssistant, register: SystemHealthRegistration) -> None:
    """Register the look."""
    register.async_register_info(system_health_info)


async def system_health_info(hass: HomeAssistant) -> dict[str, Any]:
    """Return how the guard fares; nothing if the household is not running."""
    entries = hass.config_entries.async_loaded_entries(DOMAIN)
    if not entries:
        return {}
    guard: Guard = entries[0].runtime_data
    checked = guard.last_verification
    return {
        "can_be_written": guard.ledger_available,
        "ledger_entries": guard.head.count,
        "last_check": None if checked is None else checked.problem or "ok",
        "waiting": len(guard.waiting()),
        "sources": len(guard.settings.sources),
        "source_problems": len(guard.doors.problems),
        "mode": guard.settings.mode.value,
    }
