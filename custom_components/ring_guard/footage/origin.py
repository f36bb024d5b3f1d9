"""What every origin of recordings offers. One file per origin in `origins/`, and one line in their list.

An origin finds, and fetches where it has to; it never cuts, and deletes nothing that it did not fetch itself.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from ..domain.model import Window
from .errors import NoFootage

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


class Note(StrEnum):
    """What has to be known about footage beside its files; values are translation keys."""

    STILL_GROWING = "footage_still_growing"
    """A recording that reaches into the window is still being written, and was left out."""

    TIMES_NEAR = "footage_times_near"
    """The recorder places what it hands out to within some seconds only."""

    TIMES_STATED = "footage_times_stated"
    """When it was recorded is what a person said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Footage:
    """What an origin has of a window: segments by start (they may overlap), and the stretches that it has not."""

    segments: tuple[Segment, ...]
    gaps: tuple[Window, ...] = ()
    notes: frozenset[Note] = frozenset()


class FootageOrigin(Protocol):
    """Where one camera's recordings are."""

    async def find(self, window: Window, scratch: Path) -> Footage:
        """Return what there is of `window`; what has to be fetched for it is put into `scratch`.

        `scratch` is an empty private folder that the caller deletes when it has done with the footage. Segments
        that lie elsewhere are the household's own files: they are read and left alone.

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


def collected(window: Window, segments: list[Segment], notes: frozenset[Note] = frozenset()) -> Footage:
    """Put together what was found of `window`; segments that lie wholly outside are left out.

    Raises:
        NoFootage: if nothing remains.
    """
    inside = sorted(
        (piece for piece in segments if piece.start < window.end and piece.end > window.start),
        key=lambda piece: (piece.start, piece.path),
    )
    if not inside:
        raise NoFootage(Note.STILL_GROWING if Note.STILL_GROWING in notes else "no_footage")
    covered = [Window(start=piece.start, end=piece.end) for piece in inside]
    return Footage(segments=tuple(inside), gaps=uncovered(window, covered), notes=notes)
