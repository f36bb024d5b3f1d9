"""Buttons that anybody may press: no to everything that waits, which tightens, and a look for newer lists."""

from typing import override

from homeassistant.components.button import ButtonEntity
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .domain.lifecycle import Refused
from .entity import RingGuardEntity
from .failures import telling_failures
from .guard import RingGuardConfigEntry

# No queue: the context that a press came with must not be replaced by another one's while this one waits.
PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant, entry: RingGuardConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the household's buttons."""
    async_add_entities([DeclineAllButton(entry), UpdateListsButton(entry)])


class DeclineAllButton(RingGuardEntity, ButtonEntity):
    """Decline everything that waits for an answer."""

    def __init__(self, entry: RingGuardConfigEntry) -> None:
        """Name the entity."""
        super().__init__(entry, "decline_all")

    @override
    async def async_press(self) -> None:
        """Decline in the caller's name.

        Raises:
            HomeAssistantError: if it could not be written down.
        """
        caller = self._caller
        async with telling_failures(self.hass, self._guard):
            for life in self._guard.waiting():
                try:
                    await self._guard.answers.decline(life.id, user_id=caller)
                except Refused:
                    # Somebody answered it, or its deadline passed, while the ones before were written down.
                    continue


class UpdateListsButton(RingGuardEntity, ButtonEntity):
    """Look for newer versions of all subscribed lists; how each fares is told by its own sensor."""

    _attr_entity_category = EntityCategory.DIAGNOSTIC

    def __init__(self, entry: RingGuardConfigEntry) -> None:
        """Name the entity."""
        super().__init__(entry, "update_lists")

    @override
    async def async_press(self) -> None:
        """Look now."""
        await self._guard.subscriptions.async_update()
