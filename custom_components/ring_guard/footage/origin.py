"""What every origin of recordings offers. One file per origin, and one line in `origins.py`.

An origin only finds; it never cuts, copies or deletes.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from ..domain.model import Window

JOINT = timedelta(seconds=2)
"""A hole shorter than this is no gap: recorders lose a moment between two files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One file of footage: its first frame was taken at `start` (aware), its last one ends `duration` later."""

    path: Path
    start: datetime
    duration: timedelta

    @property
    def end(self) -> datetime:
        """When the file ends."""
        return self.start + self.duration


@dataclass(frozen=True, slots=True, kw_only=True)
class Footage:
    """What an origin has of a window: segments by start (they may overlap), and the stretches that it has not."""

    segments: tuple[Segment, ...]
    gaps: tuple[Window, ...] = ()


class FootageOrigin(Protocol):
    """Where one camera's recordings are."""

    async def find(self, window: Window) -> Footage:
        """Return what there is of `window`.

        Raises:
            NoFootage: if there is nothing at all.
            OriginUnavailable: if it cannot be told.
        """
        ...


def uncovered(window: Window, covered: list[Window]) -> tuple[Window, ...]:
    """Return the stretches of `window`, each at least a joint long, that no window of `covered` covers."""
    gaps: list[Window] = []
    reached = window.start
    for piece in sorted(covered, key=lambda piece: piece.start):
        if piece.start - reached >= JOINT and piece.start <= window.end:
            gaps.append(Window(start=reached, end=piece.start))
        reached = max(reached, piece.end)
    if window.end - reached >= JOINT:
        gaps.append(Window(start=reached, end=window.end))
    return tuple(gaps)
