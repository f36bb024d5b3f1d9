"""Footage origin: a UniFi Protect recorder, asked through Home Assistant's own integration.

Protect exports any window as MP4, "approximate, +/- a few seconds" by its client's own words, and does not say where
holes are. So more is asked for than needed, a file whose length does not fit what was asked is not placed in time
but asked for again in halves, and what stays unclear counts as missing.
"""

from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr

from ...domain.model import Window
from ..download import DownloadLimits, Refused, require_ok, sink
from ..errors import OriginUnavailable
from ..origin import Footage
from .basket import Basket
from .devices import device_kind, find_device, plainly
from .kind import Answers, OriginContext

if TYPE_CHECKING:
    from uiprotect.data import Camera

DOMAIN = "unifiprotect"
MARGIN = timedelta(seconds=10)
NEAR = timedelta(seconds=5)
"""How much longer than asked a file may be to be placed; keyframes lie closer together."""

SHORT = timedelta(seconds=1)
"""How much shorter than asked it may be; more than that, and something is missing."""

SHORTEST = timedelta(seconds=15)
"""A piece this short whose length does not fit is not asked for again."""

MOST_PIECES = 64
NOTHING_THERE = frozenset({HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND})


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtectOrigin:
    """One camera of a Protect recorder."""

    settings: Answers
    context: OriginContext

    async def find(self, window: Window, scratch: Path) -> Footage:
        """Return what the recorder exports of `window`.

        Raises:
            NoFootage: if there is nothing.
            OriginUnavailable: if the recorder cannot be asked or refuses.
        """
        camera = find_camera(self.context.hass, self.settings)
        waiting = [Window(start=window.start - MARGIN, end=window.end + MARGIN)]
        basket = Basket(scratch, self.context.prober)
        for _ in range(MOST_PIECES):
            if not waiting:
                break
            piece = waiting.pop()
            path = basket.place()
            if not await _export(camera, piece, path):
                continue
            length = await basket.length(path)
            if length is not None and -SHORT <= length - piece.length <= NEAR:
                # A file that is longer than asked began at the keyframe before.
                basket.put(path, piece.start - max(timedelta(), length - piece.length), length)
                continue
            path.unlink(missing_ok=True)
            if piece.length > SHORTEST:
                waiting += _halves(piece)
        return basket.footage(window)


@callback
def find_camera(hass: HomeAssistant, settings: Answers) -> Camera:
    """Return the integration's own object for the chosen camera.

    Raises:
        OriginUnavailable: if it is not there, or the integration's account may not see recordings.
    """
    from uiprotect.data import Camera as ProtectCamera  # noqa: PLC0415  # installed with that integration only

    device, entry = find_device(hass, settings, DOMAIN)
    api = entry.runtime_data.api
    if api.is_public_only:
        raise OriginUnavailable("origin_denied")
    macs = [value for kind, value in device.connections if kind == dr.CONNECTION_NETWORK_MAC]
    found = next(filter(None, map(api.bootstrap.get_device_from_mac, macs)), None)
    if not isinstance(found, ProtectCamera):
        raise OriginUnavailable("origin_camera_missing")
    if not found.can_read_media(api.bootstrap.auth_user):
        raise OriginUnavailable("origin_denied")
    return found


async def _export(camera: Camera, piece: Window, path: Path) -> bool:
    """Have a piece exported into `path`; tell whether there was any.

    `Camera.get_video` does the same, but goes on with a login that has run out, and leaves the connection open if
    anything breaks off.

    Raises:
        OriginUnavailable: if the recorder cannot be reached or refuses.
    """
    from uiprotect.exceptions import NotAuthorized, UnifiProtectError  # noqa: PLC0415  # installed with that integration only

    try:
        with plainly(denied=(NotAuthorized,), unreachable=(UnifiProtectError,)):
            return await _filled(camera, piece, path) > 0
    except Refused as err:
        if err.status in NOTHING_THERE:
            return False
        raise


async def _filled(camera: Camera, piece: Window, path: Path) -> int:
    """Fill `path` with what the recorder exports of a piece; return how many bytes that is."""
    asked = {"camera": camera.id, "start": _milliseconds(piece.start), "end": _milliseconds(piece.end), "channel": 0}
    limits = DownloadLimits()
    url, timeout = f"{camera.api.private_api_path}video/export", limits.client_timeout
    async with sink(path, limits) as filling:
        answer = await camera.api.request(
            "get", url, require_auth=True, auto_close=False, timeout=timeout, params=asked
        )
        with closing(answer):
            require_ok(answer.status)
            async for data in answer.content.iter_any():
                await filling.write(data)
    return filling.size


def _milliseconds(moment: datetime) -> int:
    """Return a moment as Protect counts time: milliseconds of the epoch."""
    return round(moment.timestamp() * 1000)


def _halves(piece: Window) -> list[Window]:
    """Return the later and the earlier half of a window."""
    middle = piece.start + piece.length / 2
    return [Window(start=middle, end=piece.end), Window(start=piece.start, end=middle)]


KIND = device_kind(DOMAIN, ProtectOrigin, find_camera)
