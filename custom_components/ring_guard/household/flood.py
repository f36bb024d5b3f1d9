"""Tells a number that grows as one notification: at once, then at most once a minute for as long as it grows."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.event import async_call_later

UPDATE_EVERY = timedelta(minutes=1)
"""How often the number in the one notification is brought up to date."""


class FloodWatch:
    """Keeps the newest number of each flood, and one notification for each."""

    def __init__(self, hass: HomeAssistant, say: Callable[..., Awaitable[None]]) -> None:
        """Take the notifier's `say`."""
        self._hass = hass
        self._say = say
        self._news: dict[str, tuple[str, dict[str, str]]] = {}
        self._told: set[str] = set()
        self._next: CALLBACK_TYPE | None = None
        self._stopped = False

    @callback
    def seen(self, tag: str, key: str, **placeholders: str) -> None:
        """Take note of the newest number under `tag`; the first one is told at once, in the sentence `key`."""
        self._news[tag] = (key, placeholders)
        if self._next is None and not self._stopped:
            self._next = async_call_later(self._hass, 0, self._tell)

    @callback
    def stop(self) -> None:
        """Tell nothing any more."""
        self._stopped = True
        if self._next:
            self._next()
            self._next = None

    async def _tell(self, _now: datetime) -> None:
        """Tell the numbers that have grown, those that were told before without a sound, and look again later."""
        news, self._news = self._news, {}
        if not news:
            self._told.clear()
            self._next = None
            return
        # The next look is set before anything is told, so that whoever stops this meanwhile stops that as well.
        self._next = async_call_later(self._hass, UPDATE_EVERY, self._tell)
        for tag, (key, placeholders) in news.items():
            await self._say(key, tag, quiet=tag in self._told, **placeholders)
            self._told.add(tag)
