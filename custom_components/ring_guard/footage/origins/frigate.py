"""Footage origin: Frigate, asked over its own HTTP API, with the address and the login of its custom integration.

Frigate keeps pieces of about ten seconds, named by the second in which they begin, and joins them on demand. Asked for
a stretch, it begins at some keyframe before; asked from within a piece's first second, at that piece's very first frame.
So its list of pieces is read first, and only whole pieces that follow each other are asked for.
Read in: blakeblackshear/frigate `frigate/api/media.py`, blakeblackshear/frigate-hass-integration `__init__.py`, `api.py`.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
import json
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
from ..origin import Footage, Note, Segment, collected
from .devices import checked, device_field, find_device
from .kind import Answers, Fields, OriginContext, OriginKind

DOMAIN = "frigate"
MARGIN = timedelta(seconds=30)
INSIDE = timedelta(milliseconds=900)
"""How far behind a piece's beginning it is asked from: less than the second that Frigate rounds down to."""

JOINED = timedelta(seconds=1.5)
"""How far apart by their names two pieces may be that follow each other: names are cut off to whole seconds."""

LIST = DownloadLimits(size=8 * 1024**2, longest=timedelta(seconds=60))
NOTHING_THERE = frozenset({HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND})


@dataclass(frozen=True, slots=True, kw_only=True)
class FrigateCamera:
    """A camera as Frigate knows it; `client` is the integration's own."""

    name: str
    url: URL
    client: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Pieces that follow each other: when the first begins, when the last one ends."""

    start: datetime
    end: datetime


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
        runs = joined(await asyncio.to_thread(_read, listed), window)
        segments: list[Segment] = []
        for number, run in enumerate(runs):
            path = scratch / f"{number}.mp4"
            span = ("start", _stamp(run.start + INSIDE), "end", _stamp(run.end), "clip.mp4")
            try:
                await self._fetch(camera, camera.url.joinpath("api", camera.name, *span), path)
            except Refused as err:
                if err.status not in NOTHING_THERE:
                    raise
                continue
            (probe,) = await self.context.prober.probe([path])
            if probe is not None:
                segments.append(Segment(path=path, start=run.start, duration=probe.duration))
        return collected(window, segments, frozenset({Note.TIMES_NEAR}))

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


def joined(pieces: Sequence[tuple[datetime, datetime]], window: Window) -> list[Run]:
    """Put pieces together that follow each other; each run reaches into the window."""
    runs: list[Run] = []
    for start, end in sorted(pieces):
        last = runs[-1] if runs else None
        if last and abs(start - last.end) <= JOINED:
            # Names tell a time that is too early by less than a second: the latest start that fits all is nearest.
            shift = min(max(start - last.end, timedelta()), INSIDE)
            runs[-1] = Run(start=last.start + shift, end=last.end + shift + (end - start))
        elif end > start:
            runs.append(Run(start=start, end=end))
    return [run for run in runs if run.start < window.end and run.end > window.start]


async def _headers(client: Any) -> Mapping[str, str]:
    """Return what proves to Frigate who asks; nothing where it asks for no login."""
    if not hasattr(client, "get_auth_headers"):
        return {}
    try:
        headers: Mapping[str, str] = await client.get_auth_headers()
    except Exception:  # noqa: BLE001  # the custom integration's own errors have no name that could be imported here
        raise OriginUnavailable("origin_denied") from None
    return headers


def _read(listed: Path) -> list[tuple[datetime, datetime]]:
    """Read Frigate's list of pieces: from when to when each of them is.

    Raises:
        OriginUnavailable: if it is no such list.
    """
    try:
        pieces = json.loads(listed.read_bytes())
        return [(_moment(piece["start_time"]), _moment(piece["end_time"])) for piece in pieces]
    except ValueError, TypeError, KeyError, OverflowError, OSError:
        raise OriginUnavailable("origin_unclear") from None
    finally:
        listed.unlink(missing_ok=True)


def _moment(stamp: float) -> datetime:
    """Return the moment of a second of the epoch."""
    return datetime.fromtimestamp(stamp, UTC)


def _stamp(moment: datetime) -> str:
    """Return a moment as Frigate counts time: seconds of the epoch, with a fraction."""
    return f"{moment.timestamp():.3f}"


async def fields() -> Fields:
    """Ask for the camera."""
    return device_field(DOMAIN)


async def check(hass: HomeAssistant, answers: Answers) -> dict[str, str]:
    """Look for the camera in the running integration."""
    return checked(lambda: find_camera(hass, answers))


KIND = OriginKind(
    build=lambda settings, context: FrigateOrigin(settings=settings, context=context), fields=fields, check=check
)
