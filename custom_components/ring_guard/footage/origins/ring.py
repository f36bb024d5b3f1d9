"""Footage origin: a Ring camera, asked through Home Assistant's own integration.

Ring records events, and hands them out with a subscription alone, over links that end soon. Between events there is
nothing. An event is dated by when it was noticed; its recording may begin some seconds before.
"""

from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractContextManager
from copy import copy
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.aiohttp_client import async_get_clientsession

from ...domain.model import Window
from ..download import Refused, fetch
from ..errors import OriginUnavailable
from ..origin import Footage, Note
from .basket import Basket
from .devices import device_kind, find_device, plainly
from .kind import Answers, OriginContext

if TYPE_CHECKING:
    from ring_doorbell import RingDoorBell

DOMAIN = "ring"
LONGEST_EVENT = timedelta(minutes=3)
"""An event that was noticed longer ago than this is taken not to reach into the window."""

PAGE = 100
MOST_PAGES = 60
"""Pages of its history that are read for one window; a busy doorbell fills some twenty a month."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RingOrigin:
    """One Ring camera."""

    settings: Answers
    context: OriginContext

    async def find(self, window: Window, scratch: Path) -> Footage:
        """Return the events that reach into `window`.

        Raises:
            NoFootage: if there is none.
            OriginUnavailable: if Ring cannot be asked, or there is no subscription.
        """
        camera = find_camera(self.context.hass, self.settings)
        notes: set[Note] = set()
        basket = Basket(scratch, self.context.prober)
        async for event, start in _events(camera, window):
            if (event.get("recording") or {}).get("status") != "ready":
                notes.add(Note.STILL_GROWING)
                continue
            path = basket.place()
            if await self._fetch(camera, event["id"], path):
                await basket.put_readable(path, start)
        return basket.footage(window, *notes)

    async def _fetch(self, camera: RingDoorBell, event_id: int, path: Path) -> bool:
        """Fetch one event's recording by a link that is made for it now; tell whether there still is one."""
        with _ring_errors():
            link = await camera.async_recording_url(event_id)
        if not link:
            return False
        try:
            await fetch(async_get_clientsession(self.context.hass), link, path)
        except Refused:
            return False  # deleted meanwhile
        return True


@callback
def find_camera(hass: HomeAssistant, settings: Answers) -> RingDoorBell:
    """Return the integration's own object for the chosen camera, as a copy whose history is nobody else's.

    Raises:
        OriginUnavailable: if it is not there, or has no subscription.
    """
    device, entry = find_device(hass, settings, DOMAIN)
    ids = {value for domain, value in device.identifiers if domain == DOMAIN}
    cameras: list[RingDoorBell] = [
        found for found in entry.runtime_data.devices.video_devices if found.device_id in ids
    ]
    if not cameras:
        raise OriginUnavailable("origin_camera_missing")
    if not cameras[0].has_subscription:
        raise OriginUnavailable("origin_subscription_missing")
    return copy(cameras[0])


async def _events(camera: RingDoorBell, window: Window) -> AsyncIterator[tuple[Mapping[str, Any], datetime]]:
    """Yield the events that may reach into a window, newest first, with when they were noticed.

    Raises:
        OriginUnavailable: if Ring cannot be asked, or has too many events since then.
    """
    older: int | None = None
    for _ in range(MOST_PAGES):
        with _ring_errors():
            # The library would date an event that it cannot read as of now: its own conversion stays off.
            page = await camera.async_history(limit=PAGE, older_than=older, convert_timezone=False)
        for event in page:
            try:
                start = datetime.fromisoformat(event["created_at"])
            except KeyError, ValueError, TypeError:
                continue
            if start.tzinfo is None or start >= window.end:
                continue
            if start < window.start - LONGEST_EVENT:
                return
            yield event, start
        last = page[-1].get("id") if page else None
        if last is None or last == older:
            return
        older = last
    raise OriginUnavailable("origin_too_large")


def _ring_errors() -> AbstractContextManager[None]:
    """Return what turns the library's errors into ours."""
    from ring_doorbell import AuthenticationError, RingError  # noqa: PLC0415  # installed with that integration only

    unclear = (KeyError, TypeError, ValueError)
    return plainly(denied=(AuthenticationError,), unreachable=(RingError,), unclear=unclear)


KIND = device_kind(DOMAIN, RingOrigin, find_camera)
