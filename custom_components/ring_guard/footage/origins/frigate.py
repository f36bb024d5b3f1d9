"""Footage origin: Frigate, asked over its own HTTP API, with the address and the login of its custom integration.

Frigate keeps pieces of about ten seconds and joins them on demand. Asked for a stretch, it begins at some keyframe before; asked from within a piece's first second, at that piece's very first frame.
So its list of pieces is read first, and only whole pieces that follow each other are asked for.
Read in: blakeblackshear/frigate `frigate/api/media.py`, blakeblackshear/frigate-hass-integration `__init__.py`, `api.py`.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Any

from homeassistant.const import CONF_URL
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from yarl import URL

from ...domain.model import Window
from ..download import DownloadLimits, Refused, fetch
from ..errors import OriginUnavailable
from ..origin import Footage
from .basket import Basket
from .devices import device_kind, find_device
from .frigate_pieces import INSIDE, joined, read_pieces
from .kind import Answers, OriginContext

DOMAIN = "frigate"
MARGIN = timedelta(seconds=30)
LIST = DownloadLimits(size=8 * 1024**2, longest=timedelta(seconds=60))
NOTHING_THERE = frozenset({HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND})


@dataclass(frozen=True, slots=True, kw_only=True)
class FrigateCamera:
    """A camera as Frigate knows it; `client` is the integration's own."""

    name: str
    url: URL
    client: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class FrigateOrigin:
    """One camera of a Frigate."""

    settings: Answers
    context: OriginContext

    async def find(self, window: Window, scratch: Path) -> Footage:
        """Return what Frigate keeps of `window`.

        Raises:
            NoFootage: if there is nothing.
            OriginUnavailable: if Frigate cannot be asked, or its answer makes no sense.
        """
        camera = find_camera(self.context.hass, self.settings)
        asked = {"after": _stamp(window.start - MARGIN), "before": _stamp(window.end)}
        listed = scratch / "pieces.json"
        await self._fetch(camera, camera.url / "api" / camera.name / "recordings" % asked, listed, LIST)
        basket = Basket(scratch, self.context.prober)
        for run in joined(await asyncio.to_thread(read_pieces, listed), window):
            path = basket.place()
            span = ("start", _stamp(run.start + INSIDE), "end", _stamp(run.end), "clip.mp4")
            try:
                await self._fetch(camera, camera.url.joinpath("api", camera.name, *span), path)
            except Refused as err:
                if err.status not in NOTHING_THERE:
                    raise
                continue
            await basket.put_readable(path, run.start)
        return basket.footage(window)

    async def _fetch(self, camera: FrigateCamera, url: URL, path: Path, limits: DownloadLimits | None = None) -> None:
        """Fetch a file from Frigate with the integration's login."""
        verify = getattr(camera.client, "validate_ssl", True)
        session = async_get_clientsession(self.context.hass, verify_ssl=verify)
        headers = await _headers(camera.client)
        await fetch(session, str(url), path, headers=headers, verify=verify, limits=limits)


@callback
def find_camera(hass: HomeAssistant, settings: Answers) -> FrigateCamera:
    """Return the chosen camera.

    Raises:
        OriginUnavailable: if the integration does not run or does not know it.
    """
    device, entry = find_device(hass, settings, DOMAIN)
    mark = f"{entry.entry_id}:camera:"
    for entity in er.async_entries_for_device(er.async_get(hass), device.id, include_disabled_entities=True):
        if entity.unique_id.startswith(mark):
            running = hass.data.get(DOMAIN, {}).get(entry.entry_id, {})
            name = entity.unique_id.removeprefix(mark)
            return FrigateCamera(name=name, url=URL(entry.data[CONF_URL]), client=running.get("client"))
    raise OriginUnavailable("origin_camera_missing")


async def _headers(client: Any) -> Mapping[str, str]:
    """Return what proves to Frigate who asks; nothing where it asks for no login."""
    if not hasattr(client, "get_auth_headers"):
        return {}
    try:
        headers: Mapping[str, str] = await client.get_auth_headers()
    except Exception:  # noqa: BLE001  # the custom integration's own errors have no name that could be imported here
        raise OriginUnavailable("origin_denied") from None
    return headers


def _stamp(moment: datetime) -> str:
    """Return a moment as Frigate counts time: seconds of the epoch, with a fraction."""
    return f"{moment.timestamp():.3f}"


KIND = device_kind(DOMAIN, FrigateOrigin, find_camera)
