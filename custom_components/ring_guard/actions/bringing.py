"""An approver brings footage for one request: an item of the media browser, or a file that `uploads` takes in.

Only cameras whose origin is "by hand" take any. What is brought is measured in the cutter's process, never opened here,
and stands in the ledger by its hash with the person who brought it and the time that they stated.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import file_digest
from pathlib import Path, PurePosixPath
from zoneinfo import ZoneInfo

from homeassistant.core import ServiceCall, ServiceResponse
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import config_validation as cv
from homeassistant.util import dt as dt_util
from homeassistant.util.json import JsonObjectType
import voluptuous as vol

from ..const import DOMAIN
from ..domain.lifecycle import State
from ..failures import telling_failures, wrong
from ..footage.brought import brought_folder, keep
from ..footage.errors import FootageError
from ..footage.names import starts
from ..footage.origins.by_hand import KEY as BY_HAND
from ..footage.origins.media import fetch_media
from ..footage.scratch import scratch_folder
from ..guard import Guard
from ..household.answers import UnknownRequest
from ..household.wording import Wording
from ..ledger import NewEntry, Write
from .answering import ONE_REQUEST

BRINGING = ONE_REQUEST.extend(
    {
        vol.Required("camera"): cv.string,
        vol.Required("media_content_id"): vol.All(cv.string, vol.Match(r"^media-source://")),
        vol.Optional("start"): cv.datetime,
    }
)

OPEN_TO_FOOTAGE = frozenset({State.AWAITING_CONFIRMATION, State.COOLING_DOWN, State.NO_FOOTAGE, State.FAILED})
SUFFIXES = frozenset({".mp4", ".m4v", ".mov", ".mkv", ".ts", ".avi", ".webm"})

type Fill = Callable[[Path], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What somebody brings: for which request and camera, under which name, and when it begins if they say so."""

    request_id: str
    camera: str
    name: str
    start: datetime | None


async def use_media(call: ServiceCall, guard: Guard) -> ServiceResponse:
    """Take an item of the media browser as footage for a request."""
    item: str = call.data["media_content_id"]
    brought = Brought(
        request_id=call.data["request_id"],
        camera=call.data["camera"],
        name=PurePosixPath(item).name,
        start=call.data.get("start"),
    )
    return await bring(guard, brought, call.context.user_id, lambda path: fetch_media(call.hass, item, path))


async def bring(guard: Guard, brought: Brought, user_id: str | None, fill: Fill) -> JsonObjectType:
    """Let `fill` put a file in place, and keep it as footage of a camera; return what it covers.

    Raises:
        ServiceValidationError: if the caller may not, the request or camera takes none, or no time is known.
        HomeAssistantError: if the file could not be fetched or kept.
    """
    hass, studio = guard.hass, guard.studio()
    async with telling_failures(hass, guard, brought.request_id):
        approver = await guard.answers.require_approver(user_id, "footage_brought", brought.request_id)
        camera_id = await _camera(guard, brought)
        start = _start(brought, studio.zone)
        suffix = PurePosixPath(brought.name).suffix.lower()
        try:
            async with scratch_folder(studio.scratch) as scratch:
                path = scratch / f"brought{suffix if suffix in SUFFIXES else '.mp4'}"
                await fill(path)
                (probe,) = await studio.cutter.probe([path])
                if probe is None:
                    raise wrong("footage_unreadable")
                hashed = await asyncio.to_thread(_sha256, path)
                folder = brought_folder(studio.folder.parent, camera_id)
                await asyncio.to_thread(keep, path, folder, brought.request_id, start)
        except FootageError as err:
            raise await _failed(guard, err.reason.key) from err
        except OSError as err:
            raise await _failed(guard, "origin_disk_full") from err
        payload = {"actor": approver, "camera": camera_id, "start": start.isoformat(), "sha256": hashed}
        payload["stated"] = str(brought.start is not None).lower()
        entry = NewEntry(kind="footage_brought", at=dt_util.utcnow(), request_id=brought.request_id, payload=payload)
        await guard.ledger.write(Write(entries=(entry,)))
        guard.holds.take_in(brought.request_id)
    end = start + probe.duration
    return {"camera": camera_id, "start": dt_util.as_local(start).isoformat(), "end": dt_util.as_local(end).isoformat()}


async def _camera(guard: Guard, brought: Brought) -> str:
    """Return the id of the camera that the footage is of, by its id or the household's name.

    Raises:
        UnknownRequest: if there is no such request.
        ServiceValidationError: if the request or the camera takes no footage.
    """
    life = await guard.lives.get(brought.request_id)
    if life is None:
        raise UnknownRequest(brought.request_id)
    if life.state not in OPEN_TO_FOOTAGE:
        raise wrong("footage_not_wanted")
    for camera in guard.settings.cameras.values():
        if brought.camera in (camera.id, camera.name) and camera.origin == BY_HAND:
            return camera.id
    raise wrong("footage_not_by_hand")


def _start(brought: Brought, zone: ZoneInfo) -> datetime:
    """Return when the footage begins: what was stated, or else what its name tells for certain.

    Raises:
        ServiceValidationError: if neither does.
    """
    if brought.start is not None:
        stated = brought.start if brought.start.tzinfo else brought.start.replace(tzinfo=zone)
        return stated.astimezone(UTC)
    told = starts(PurePosixPath(brought.name), zone)
    if len(told) != 1:
        raise wrong("footage_time_needed")
    return told[0]


async def _failed(guard: Guard, key: str) -> HomeAssistantError:
    """Return the error for footage that could not be fetched or kept."""
    words = await Wording.load(guard.hass)
    return HomeAssistantError(
        translation_domain=DOMAIN,
        translation_key="footage_not_fetched",
        translation_placeholders={"why": words.word("problem", key)},
    )


def _sha256(path: Path) -> str:
    """Hash a file."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
