"""Footage origin: a Reolink camera, hub or recorder, asked through Home Assistant's own integration.

Its recordings are searched by whole days and fetched in pieces of five minutes, as the integration's media browser does
(`components/reolink/media_source.py`). Cameras that give recordings as a stream alone cannot be fetched from.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from homeassistant.core import HomeAssistant, callback

from ...domain.model import Window
from ..errors import OriginUnavailable
from ..origin import Footage
from .basket import Basket
from .devices import device_kind, find_device, plainly
from .kind import Answers, OriginContext
from .media import fetch_media

if TYPE_CHECKING:
    from reolink_aio.api import Host
    from reolink_aio.typings import VOD_file

DOMAIN = "reolink"
STREAM = "main"
PIECE = timedelta(minutes=5)
MOST_FILES = 100
FILES = (".mp4", ".vref")
"""How recordings end that a camera hands out itself; hubs and recorders make a file of any."""

MISSING = frozenset({"origin_item_missing", "origin_refused"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReolinkCamera:
    """A camera as the integration knows it."""

    api: Host
    channel: int
    entry_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReolinkOrigin:
    """One camera of a Reolink device."""

    settings: Answers
    context: OriginContext

    async def find(self, window: Window, scratch: Path) -> Footage:
        """Return the recordings that reach into `window`.

        Raises:
            NoFootage: if there is none.
            OriginUnavailable: if the device cannot be asked.
        """
        hass = self.context.hass
        camera = find_camera(hass, self.settings)
        basket = Basket(scratch, self.context.prober)
        missing: OriginUnavailable | None = None
        for file in await self._search(camera, window):
            if not (file.file_name.endswith(FILES) or camera.api.is_hub or camera.api.is_nvr):
                raise OriginUnavailable("origin_item_no_file")
            path = basket.place()
            spot = (file.file_name, file.start_time_id, file.end_time_id)
            item = "|".join(("FILE", camera.entry_id, str(camera.channel), STREAM, *spot))
            try:
                await fetch_media(hass, f"media-source://{DOMAIN}/{item}", path)
            except OriginUnavailable as err:
                if err.reason.key not in MISSING:
                    raise
                missing = err
                continue
            await basket.put_readable(path, self._start(file))
        if missing and not basket.segments:
            raise missing
        return basket.footage(window)

    async def _search(self, camera: ReolinkCamera, window: Window) -> list[VOD_file]:
        """Search the days that a window touches by the camera's clock.

        Raises:
            OriginUnavailable: if the device cannot be asked, or has too much.
        """
        from reolink_aio.exceptions import ReolinkError  # noqa: PLC0415  # installed with that integration only

        zone = camera.api.timezone() or self.context.zone
        first, last = (moment.astimezone(zone).date() for moment in (window.start, window.end))
        found: list[VOD_file] = []
        for day in (first + timedelta(days=number) for number in range((last - first).days + 1)):
            start = datetime(day.year, day.month, day.day)  # noqa: DTZ001  # by the camera's own clock
            end = start.replace(hour=23, minute=59, second=59)
            with plainly(unreachable=(ReolinkError,)):
                _, files = await camera.api.request_vod_files(
                    camera.channel, start, end, stream=STREAM, split_time=PIECE
                )
            found += [file for file in files if self._touches(file, window)]
        if len(found) > MOST_FILES:
            raise OriginUnavailable("origin_too_large")
        return found

    def _touches(self, file: VOD_file, window: Window) -> bool:
        """Tell whether a recording reaches into the window."""
        start = self._start(file)
        return start < window.end and start + file.duration > window.start

    def _start(self, file: VOD_file) -> datetime:
        """Return when a recording begins; a device that tells no time zone is taken to be in the household's."""
        start = file.start_time
        return start if start.tzinfo else start.replace(tzinfo=self.context.zone)


@callback
def find_camera(hass: HomeAssistant, settings: Answers) -> ReolinkCamera:
    """Return the chosen camera.

    Raises:
        OriginUnavailable: if it is not there, or has nothing to record on.
    """
    from homeassistant.components.reolink.util import get_device_uid_and_ch  # noqa: PLC0415  # loads the library

    device, entry = find_device(hass, settings, DOMAIN)
    host: Any = entry.runtime_data.host
    _, channel, is_chime = get_device_uid_and_ch(device.identifiers, host)
    if channel is None and not host.api.is_nvr:
        channel = next(iter(host.api.stream_channels), None)
    if channel is None or channel < 0 or is_chime:
        raise OriginUnavailable("origin_camera_missing")
    if not host.api.supported(channel, "replay"):
        raise OriginUnavailable("origin_no_recordings")
    return ReolinkCamera(api=host.api, channel=channel, entry_id=entry.entry_id)


KIND = device_kind(DOMAIN, ReolinkOrigin, find_camera)
