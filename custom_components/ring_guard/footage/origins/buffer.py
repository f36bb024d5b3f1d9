"""Footage origin: a rolling buffer that Ring Guard records itself from a camera's stream. Off unless somebody asks for it.

The recordings lie in the private folder, outside backups; the oldest go first; they are deleted when the camera is removed
or gets another origin.
"""

import asyncio
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from homeassistant.core import HomeAssistant
from homeassistant.helpers.selector import (
    BooleanSelector,
    EntitySelector,
    EntitySelectorConfig,
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
)
import voluptuous as vol

from ...const import CONF_BUFFER_AGREED, CONF_BUFFER_LENGTH, CONF_BUFFER_SIZE, CONF_CAMERA_ENTITY
from ..buffer import Recorder, Shelf
from ..buffer.shelf import forget
from ..folder import FolderOrigin
from .kind import Answers, Fields, OriginContext, OriginKind

KEY = "buffer"
MEGABYTE = 1000**2
DEFAULT_MINUTES = 60
DEFAULT_MEGABYTES = 2000
MOST_MINUTES = 48 * 60
FEWEST_MEGABYTES = 50
MOST_MEGABYTES = 1_000_000


def buffer_folder(private: Path) -> Path:
    """Return where all buffers lie."""
    return private / "buffer"


def shelf_of(settings: Answers, private: Path, camera_id: str) -> Shelf:
    """Return the folder of one camera's buffer, and how much it may hold."""
    return Shelf(
        folder=buffer_folder(private) / camera_id,
        length=timedelta(minutes=settings[CONF_BUFFER_LENGTH]),
        size=int(settings[CONF_BUFFER_SIZE] * MEGABYTE),
    )


def build(settings: Answers, context: OriginContext) -> FolderOrigin:
    """Build the origin: a search in the buffer's folder, whose names are in UTC."""
    folder = buffer_folder(context.private) / context.camera_id
    return FolderOrigin(folder=folder, zone=ZoneInfo("UTC"), prober=context.prober)


async def stream_of(hass: HomeAssistant, entity_id: str) -> str | None:
    """Return the address of a camera's stream, None if it has none or is not there now."""
    from homeassistant.components.camera import async_get_stream_source  # noqa: PLC0415  # a hub without cameras has not installed what it needs

    try:
        return await async_get_stream_source(hass, entity_id)
    except Exception:  # noqa: BLE001  # another integration's code: whatever it raises, there is no stream now
        return None


class Recorders:
    """The recorders of all cameras that have a buffer."""

    def __init__(self, hass: HomeAssistant, private: Path, on_silence: Callable[[str, bool], None]) -> None:
        """Record nothing before `apply`; `on_silence` hears by the camera's id of long silence, and that it is over."""
        self._hass = hass
        self._private = private
        self._on_silence = on_silence
        self._running: dict[str, tuple[tuple[str, Shelf], asyncio.Task[None]]] = {}
        self._turn = asyncio.Lock()

    async def apply(self, wanted: Mapping[str, Mapping[str, Any]]) -> None:
        """Record exactly these cameras, by id, with their settings; forget the buffers of all others."""
        jobs = {
            camera: (place[CONF_CAMERA_ENTITY], shelf_of(place, self._private, camera))
            for camera, place in wanted.items()
        }
        async with self._turn:
            await self._end([camera for camera, (job, _) in self._running.items() if jobs.get(camera) != job])
            for camera, job in jobs.items():
                if camera not in self._running:
                    self._running[camera] = (job, self._start(camera, *job))
            await asyncio.to_thread(_forget_all_but, buffer_folder(self._private), frozenset(wanted))

    async def stop(self) -> None:
        """Stop recording; what is recorded stays until it is too old."""
        async with self._turn:
            await self._end(list(self._running))

    def _start(self, camera: str, entity_id: str, shelf: Shelf) -> asyncio.Task[None]:
        """Begin to record one camera."""
        recorder = Recorder(
            entity_id,
            lambda: stream_of(self._hass, entity_id),
            shelf,
            on_silence=lambda silent: self._on_silence(camera, silent),
        )
        return self._hass.async_create_background_task(recorder.run(), f"ring_guard buffer {entity_id}")

    async def _end(self, cameras: list[str]) -> None:
        """End the recorders of some cameras, and wait until their processes are gone."""
        tasks = [self._running.pop(camera)[1] for camera in cameras]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for camera in cameras:
            self._on_silence(camera, False)


def _forget_all_but(folder: Path, kept: frozenset[str]) -> None:
    """Delete the buffers of cameras that have none any more. Blocks on the disk."""
    for path in folder.glob("*"):
        if path.name not in kept:
            forget(path)


async def fields() -> Fields:
    """Ask for the camera, how long and how much, and a plain yes."""
    return {
        vol.Required(CONF_CAMERA_ENTITY): EntitySelector(EntitySelectorConfig(domain="camera")),
        vol.Required(CONF_BUFFER_LENGTH, default=DEFAULT_MINUTES): _number("min", 1, MOST_MINUTES),
        vol.Required(CONF_BUFFER_SIZE, default=DEFAULT_MEGABYTES): _number("MB", FEWEST_MEGABYTES, MOST_MEGABYTES),
        vol.Required(CONF_BUFFER_AGREED, default=False): BooleanSelector(),
    }


async def check(hass: HomeAssistant, answers: Answers) -> dict[str, str]:
    """Look whether the camera gives a stream, and whether somebody said yes."""
    errors = {} if answers[CONF_BUFFER_AGREED] else {CONF_BUFFER_AGREED: "buffer_not_agreed"}
    if not await stream_of(hass, answers[CONF_CAMERA_ENTITY]):
        errors[CONF_CAMERA_ENTITY] = "buffer_no_stream"
    return errors


def _number(unit: str, least: int, most: int) -> NumberSelector:
    """Ask for a whole number."""
    config = NumberSelectorConfig(min=least, max=most, step=1, mode=NumberSelectorMode.BOX, unit_of_measurement=unit)
    return NumberSelector(config)


KIND = OriginKind(build=build, fields=fields, check=check)
