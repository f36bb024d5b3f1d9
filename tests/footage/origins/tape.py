"""What a recorder has on its disk, for those that play one: frames that carry their number, which is their time."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
import subprocess

from custom_components.ring_guard.domain.model import Window
from custom_components.ring_guard.footage.origin import Footage
from tests import media
from tests.footage.conftest import NOON

KEYFRAMES = 4
"""How many seconds keyframes are apart in what `tests.media` records."""


def window(start: float, end: float) -> Window:
    """Return the time between two moments, in seconds after noon."""
    return Window(start=NOON + timedelta(seconds=start), end=NOON + timedelta(seconds=end))


def seconds(moment: datetime) -> float:
    """Return how many seconds after noon a moment is."""
    return (moment - NOON).total_seconds()


def spans(found: Footage) -> list[tuple[float, float]]:
    """Return from when to when the files of some footage reach, in seconds after noon."""
    return [(round(seconds(piece.start), 2), round(seconds(piece.end), 2)) for piece in found.segments]


@dataclass
class Tape:
    """What a recorder has, in seconds after noon: recorded without a stop from the first of each pair to its second."""

    folder: Path
    recorded: list[tuple[float, float]]
    asked: list[tuple[float, float]] = field(default_factory=list)

    def film(self, start: float, end: float, options: Sequence[str] = ()) -> bytes:
        """Return an MP4 of what there is between two moments, joined without a hole; frames are numbered by their time."""
        self.asked.append((start, end))
        numbers = [
            number
            for first, last in self.recorded
            for number in range(round(max(start, first) * media.FPS), round(min(end, last) * media.FPS))
        ]
        if not numbers:
            return b""
        return film(self.folder / f"tape-{len(self.asked)}.mp4", numbers, options).read_bytes()


def film(path: Path, numbers: Sequence[int], options: Sequence[str] = ()) -> Path:
    """Record frames of given numbers."""
    size = f"{media.WIDTH}x{media.HEIGHT}"
    source = ["-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", size, "-r", str(media.FPS), "-i", "-"]
    command = ["ffmpeg", "-v", "error", "-nostdin", "-y", *source, *media.H264, "-pix_fmt", "yuv420p", *options]
    data = b"".join(media._picture(number % 2**media.BITS) for number in numbers)
    subprocess.run([*command, str(path)], input=data, check=True, timeout=110)
    return path


def before(start: float) -> float:
    """Return the last keyframe at or before a moment."""
    return start // KEYFRAMES * KEYFRAMES
