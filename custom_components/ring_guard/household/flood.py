"""Tells the household once, not once each, that a source brings more than its budget holds."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.event import async_call_later

UPDATE_EVERY = timedelta(minutes=1)
"""How often the number in the one notification is brought up to date."""


class FloodWatch:
    """Keeps the number of messages beyond the budget, and one notification for each source."""

    def __init__(self, hass: HomeAssistant, say: Callable[..., Awaitable[None]]) -> None:
        """Take the notifier's `say`."""
        self._hass = hass
        self._say = say
        self._beyond: dict[str, tuple[str, int]] = {}
        self._next: CALLBACK_TYPE | None = None

    @callback
    def seen(self, source_id: str, name: str, beyond: int) -> None:
        """Take note of the newest number; the first one is told at once."""
        self._beyond[source_id] = (name, beyond)
        if self._next is None:
            self._next = async_call_later(self._hass, 0, self._tell)

    @callback
    def stop(self) -> None:
        """Tell nothing any more."""
        if self._next:
            self._next()
            self._next = None

    async def _tell(self, _now: datetime) -> None:
        """Tell the numbers that have grown, and look again later for as long as they grow."""
        self._next = None
        told, self._beyond = self._beyond, {}
        for source_id, (name, beyond) in told.items():
            await self._say("flood", f"ring_guard_flood_{source_id}", source=name, count=str(beyond))
        if told:
            self._next = async_call_later(self._hass, UPDATE_EVERY, self._tell)
