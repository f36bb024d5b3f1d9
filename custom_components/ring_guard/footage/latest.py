"""The latest picture that a camera's recordings hold, for somebody who draws masks on it.

It asks the camera's origin as a cut does, for little at a time: what a recorder has to hand out is fetched into a private
folder and deleted again. It must not fall back to anything that is no recording: masks lie over recordings.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from ..domain.model import Window
from .cutter import Cutter
from .errors import FootageError
from .origin import FootageOrigin, Segment
from .scratch import scratch_folder

FETCHED = (timedelta(minutes=1), timedelta(minutes=15))
"""How far back is looked where a recorder has to hand the recordings out."""

NEAR = (timedelta(minutes=10), timedelta(hours=3), timedelta(days=1), timedelta(days=7))
"""How far back is looked where recordings lie on this hub."""

REACH: Mapping[str, tuple[timedelta, ...]] = {"folder": NEAR, "buffer": NEAR, "by_hand": (timedelta(days=3650),)}
"""As `NEAR`, by origin; what people brought can be of any time."""

BEFORE_THE_END = timedelta(seconds=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One picture as JPEG, and about when it was taken (aware)."""

    jpeg: bytes
    at: datetime


async def latest_picture(kind: str, origin: FootageOrigin, cutter: Cutter, root: Path, now: datetime) -> Picture | None:
    """Return the latest picture of an origin of this kind, None if it has none or cannot be asked.

    `root` is the private folder for what is fetched; `now` is aware.
    """
    for reach in REACH.get(kind, FETCHED):
        try:
            async with scratch_folder(root) as scratch:
                found = await origin.find(Window(start=now - reach, end=now), scratch)
                return await _picture(max(found.segments, key=lambda piece: piece.end), cutter, scratch)
        except FootageError:
            continue
    return None


async def _picture(piece: Segment, cutter: Cutter, scratch: Path) -> Picture:
    """Return a picture near the end of a recording.

    Raises:
        FootageError: if none can be decoded.
    """
    behind = max(timedelta(), piece.duration - BEFORE_THE_END)
    jpeg = await cutter.still(piece.path, behind, scratch / "still.jpg")
    return Picture(jpeg=jpeg, at=piece.start + behind)
