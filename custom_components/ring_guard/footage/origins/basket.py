"""What origins share that fetch one file after the other: where each goes, how long it is, and what comes of them all.

It fetches nothing itself, and does not know from where.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from ...domain.model import Window
from ..origin import Footage, Note, Segment, collected
from ..prober import Prober


@dataclass(slots=True)
class Basket:
    """The files that are fetched for one window, into the private folder `scratch`."""

    scratch: Path
    prober: Prober
    segments: list[Segment] = field(default_factory=list)
    places: int = 0

    def place(self) -> Path:
        """Return where the next file goes: a new path each time, at which nothing is yet."""
        path = self.scratch / f"{self.places}.mp4"
        self.places += 1
        return path

    async def length(self, path: Path) -> timedelta | None:
        """Return how long a fetched file is, None if it cannot be read as video."""
        (probe,) = await self.prober.probe([path])
        return probe.duration if probe else None

    def put(self, path: Path, start: datetime, length: timedelta) -> None:
        """Keep a file whose first frame was taken at `start` (aware)."""
        self.segments.append(Segment(path=path, start=start, duration=length))

    async def put_readable(self, path: Path, start: datetime) -> None:
        """Keep a file that begins at `start` (aware) if it can be read as video; else it counts as missing."""
        if (length := await self.length(path)) is not None:
            self.put(path, start, length)

    def footage(self, window: Window, *notes: Note) -> Footage:
        """Return what has been fetched of `window`; recorders place what they hand out to within some seconds only.

        Raises:
            NoFootage: if it is nothing.
        """
        return collected(window, self.segments, frozenset({Note.TIMES_NEAR, *notes}))
