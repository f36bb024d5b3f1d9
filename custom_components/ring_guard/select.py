"""The select entity for the mode: policy, ask about everything, lockdown.

Whether the caller may make it milder is the guard's to decide; a refusal is told in the caller's language.
"""

from typing import override

from homeassistant.components.select import SelectEntity
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .domain.model import Mode
from .entity import RingGuardEntity
from .failures import telling_failures
from .guard import RingGuardConfigEntry

# No queue: the context that a call came with must not be replaced by another call's while this one waits.
PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant, entry: RingGuardConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the household's mode."""
    async_add_entities([ModeSelect(entry)])


class ModeSelect(RingGuardEntity, SelectEntity):
    """The mode of the household."""

    def __init__(self, entry: RingGuardConfigEntry) -> None:
        """Name the entity."""
        super().__init__(entry, "mode")
        self._attr_options = [mode.value for mode in Mode]

    @property
    @override
    def current_option(self) -> str:
        """Return the mode as it is now."""
        return self._guard.settings.mode.value

    @override
    async def async_select_option(self, option: str) -> None:
        """Switch the mode in the caller's name.

        Raises:
            ServiceValidationError: if the caller may not.
            HomeAssistantError: if it could not be written down.
        """
        async with telling_failures(self.hass, self._guard):
            await self._guard.async_set_mode(Mode(option), self._caller)
