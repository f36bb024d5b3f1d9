"""What all entities of Ring Guard share: one device for the household, and a look at the guard after each step.

Entities only show what the guard holds and pass on what people do; they keep nothing themselves.
"""

from typing import override

from homeassistant.core import callback
from homeassistant.helpers.device_registry import DeviceEntryType, DeviceInfo
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.entity import Entity

from .const import DOMAIN
from .guard import Guard, RingGuardConfigEntry


class RingGuardEntity(Entity):
    """An entity of the household; `key` names it in translations, icons and its unique id."""

    _attr_has_entity_name = True
    _attr_should_poll = False

    def __init__(self, entry: RingGuardConfigEntry, key: str) -> None:
        """Belong to the household's device."""
        self._guard: Guard = entry.runtime_data
        self._attr_translation_key = key
        self._attr_unique_id = f"{entry.entry_id}_{key}"
        self._attr_device_info = DeviceInfo(
            entry_type=DeviceEntryType.SERVICE,
            identifiers={(DOMAIN, entry.entry_id)},
            manufacturer="Ring Guard",
            name=entry.title,
        )

    @override
    async def async_added_to_hass(self) -> None:
        """Show the new state whenever the guard has one."""
        await super().async_added_to_hass()
        self.async_on_remove(async_dispatcher_connect(self.hass, self._guard.update_signal, self._look_again))

    @property
    def _caller(self) -> str | None:
        """Return the user in whose name this entity is being used, None for automations and the like."""
        return self._context.user_id if self._context else None

    @callback
    def _look_again(self) -> None:
        """Show what the guard holds now."""
        self.async_write_ha_state()
