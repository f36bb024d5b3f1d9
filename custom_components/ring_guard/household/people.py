"""Which people there are: whoever was deleted or deactivated in Home Assistant answers for nobody any more."""

from collections.abc import Awaitable, Callable

from homeassistant.auth import EVENT_USER_REMOVED, EVENT_USER_UPDATED
from homeassistant.core import CALLBACK_TYPE, Event, HomeAssistant


class People:
    """The hub's users who can log in."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Know nobody before `load`."""
        self._hass = hass
        self.active: frozenset[str] = frozenset()

    async def load(self) -> None:
        """Look who there is."""
        users = await self._hass.auth.async_get_users()
        self.active = frozenset(user.id for user in users if user.is_active)

    def listen(self, changed: Callable[[], Awaitable[None]]) -> tuple[CALLBACK_TYPE, ...]:
        """Call `changed` whenever somebody came to be, or ceased to be, one of them; return what ends it."""

        async def look(_event: Event) -> None:
            before = self.active
            await self.load()
            if self.active != before:
                await changed()

        return tuple(self._hass.bus.async_listen(kind, look) for kind in (EVENT_USER_REMOVED, EVENT_USER_UPDATED))
