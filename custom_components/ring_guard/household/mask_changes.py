"""Writes into the ledger what becomes of the masks: who changed which of which camera. Every change once, and no picture.

A change on the sidebar's page is written before it holds, all others (the camera's form, a camera added or removed) as they
are applied. What is changed while Ring Guard does not run is seen by nobody who could write it down.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from ..const import CONF_MASKS
from ..domain.masks import Mask, altered
from ..ledger import Ledger, NewEntry, Write
from .settings import Camera

type Cameras = Mapping[str, Camera]


class MaskChanges:
    """Compares the masks of all cameras with those that the ledger has been told of."""

    def __init__(self, ledger: Ledger, now: Callable[[], datetime]) -> None:
        """Know of no camera before `begin`."""
        self._ledger = ledger
        self._now = now
        self._told: Cameras = {}

    def begin(self, cameras: Cameras) -> None:
        """Take the masks as they stand when Ring Guard starts."""
        self._told = dict(cameras)

    async def write(self, cameras: Cameras, actor: str | None) -> None:
        """Write down what is new in the masks of all cameras, an entry for each camera; `actor` is a user's id, if known.

        Raises:
            LedgerUnavailable: if it could not be made durable.
        """
        found = [_change(self._told.get(key), cameras.get(key)) for key in {**self._told, **cameras}]
        now = self._now()
        entries = tuple(
            NewEntry(kind="masks_changed", at=now, payload={"actor": actor, **change}) for change in found if change
        )
        if entries:
            await self._ledger.write(Write(entries=entries))
        self._told = dict(cameras)


def _change(before: Camera | None, after: Camera | None) -> dict[str, Any] | None:
    """Return what became of a camera's masks, None if nothing; `masks` are those that it has now, as they are stored."""
    camera = after or before
    assert camera is not None
    change = altered(_masks(before), _masks(after))
    if not change:
        return None
    stored = after.place.get(CONF_MASKS, ()) if after else ()
    return {"camera": camera.id, "name": camera.name, **change, "masks": [dict(mask) for mask in stored]}


def _masks(camera: Camera | None) -> Sequence[Mask]:
    """Return a camera's masks, none of one that is not there."""
    return camera.masks if camera else ()
