"""How much a child process of the cutter may take: memory, time, disk. A hostile file meets these first."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class CutLimits:
    """Bounds of one cut.

    `memory` bytes of address space; `patience` is the time that any file gets, and `pixel_rate` (pixels a second) how
    much more time a larger one gets, never beyond `longest`. `pixels` bounds one picture, `output` the finished file (bytes).
    `niceness` is how far the child gives way to everything else; a disk's scheduler follows it.
    """

    memory: int = 2 * 1024**3
    patience: timedelta = timedelta(seconds=60)
    pixel_rate: int = 10_000_000
    longest: timedelta = timedelta(hours=1)
    pixels: int = 8192 * 4352
    niceness: int = 19
    output: int = 2 * 1024**3

    def time_for(self, pixels: int) -> float:
        """Return how many seconds a job over so many pixels may take.

        A Raspberry Pi 4 encodes about 30 million pixels a second with x264 veryfast; a niced one that shares its
        cores gets a third of that.
        """
        return min(self.patience.total_seconds() + pixels / self.pixel_rate, self.longest.total_seconds())
