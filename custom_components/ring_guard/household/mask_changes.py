"""Writes into the ledger what becomes of the masks: who changed which of which camera. Every change once, and no picture.

A change on the sidebar's page is written before it holds, all others (the camera's form, a camera added or removed) as they
are applied. Beside the ledger lies a file with the masks that it has been told of, so that what is changed while Ring Guard
does not run is written at its next start; who that was, nobody knows then.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
import json
import logging
from pathlib import Path
from typing import Any, Self

from homeassistant.util.file import WriteError, write_utf8_file_atomic

from ..const import CONF_MASK_NAME, CONF_MASKS
from ..domain.masks import Mask, altered
from ..ledger import Ledger, NewEntry, Write
from .settings import Camera, masks_of

_LOGGER = logging.getLogger(__name__)

FILE = "masks.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A camera's name and masks; `stored` are the masks as the camera's settings hold them."""

    name: str
    stored: Sequence[Mapping[str, Any]] = ()
    masks: Sequence[Mask] = ()

    @classmethod
    def of(cls, camera: Camera) -> Self:
        """Return what is told of a camera."""
        return cls(name=camera.name, stored=list(camera.place.get(CONF_MASKS, ())), masks=camera.masks)

    @classmethod
    def read(cls, camera_id: str, plain: Mapping[str, Any]) -> Self:
        """Read what `plain` has written."""
        stored = [{key: value for key, value in mask.items() if key != "id"} for mask in plain["masks"]]
        ids = {mask[CONF_MASK_NAME].strip(): mask["id"] for mask in plain["masks"]}
        return cls(name=plain["name"], stored=stored, masks=masks_of(camera_id, stored, ids))

    def plain(self) -> dict[str, Any]:
        """Write this as JSON can hold it."""
        masks = [{**kept, "id": mask.id} for kept, mask in zip(self.stored, self.masks, strict=True)]
        return {"name": self.name, "masks": masks}


class MaskChanges:
    """Compares the masks of all cameras with those that the ledger has been told of."""

    def __init__(self, ledger: Ledger, folder: Path, now: Callable[[], datetime]) -> None:
        """Know of no camera before `begin`; the file lies in `folder`, as the ledger does."""
        self._ledger = ledger
        self._path = folder / FILE
        self._now = now
        self._told: Mapping[str, Known] = {}
        self._kept: Mapping[str, Known] | None = None

    async def begin(self, cameras: Mapping[str, Camera]) -> None:
        """Write down what has changed since Ring Guard last ran; at its first start the masks are taken as they stand.

        Raises:
            LedgerUnavailable: if it could not be made durable.
        """
        self._kept = await asyncio.to_thread(_read, self._path)
        self._told = _known(cameras) if self._kept is None else self._kept
        await self.apply(cameras, None)

    async def apply(self, cameras: Mapping[str, Camera], actor: str | None) -> None:
        """Write down what is new, unless it is written already, and keep that it is.

        Raises:
            LedgerUnavailable: if it could not be made durable.
        """
        await self.write(cameras, actor)
        if self._kept != self._told:
            self._kept = self._told
            await asyncio.to_thread(_keep, self._path, self._told)

    async def write(self, cameras: Mapping[str, Camera], actor: str | None) -> None:
        """Write down what is new in the masks of all cameras, an entry for each camera; `actor` is a user's id, if known.

        Raises:
            LedgerUnavailable: if it could not be made durable.
        """
        present = _known(cameras)
        found = [(key, self._told.get(key), present.get(key)) for key in {**self._told, **present}]
        changes = [change for change in (_change(*one) for one in found) if change]
        now = self._now()
        entries = tuple(NewEntry(kind="masks_changed", at=now, payload={"actor": actor, **each}) for each in changes)
        if entries:
            await self._ledger.write(Write(entries=entries))
        self._told = present


def _known(cameras: Mapping[str, Camera]) -> dict[str, Known]:
    """Return what is told of all cameras."""
    return {camera.id: Known.of(camera) for camera in cameras.values()}


def _change(camera_id: str, before: Known | None, after: Known | None) -> dict[str, Any] | None:
    """Return what became of a camera's masks, None if nothing; `masks` are those that it has now, as they are stored."""
    change = altered(before.masks if before else (), after.masks if after else ())
    if not change:
        return None
    shown = after or before
    stored = [dict(mask) for mask in after.stored] if after else []
    return {"camera": camera_id, "name": shown.name if shown else "", **change, "masks": stored}


def _read(path: Path) -> dict[str, Known] | None:
    """Read the file; None if there is none yet, or none that can be read."""
    try:
        plain = json.loads(path.read_bytes())
        return {key: Known.read(key, known) for key, known in plain.items()}
    except FileNotFoundError:
        return None
    except OSError, ValueError, KeyError, TypeError, AttributeError:
        _LOGGER.warning("The file %s cannot be read: masks changed since the last start are not in the ledger", FILE)
        return None


def _keep(path: Path, told: Mapping[str, Known]) -> None:
    """Write the file; what is not kept is told to the ledger once more at the next start."""
    try:
        text = json.dumps({key: known.plain() for key, known in told.items()})
        write_utf8_file_atomic(str(path), text, private=True)
    except WriteError:
        _LOGGER.warning("The file %s cannot be written", FILE)
