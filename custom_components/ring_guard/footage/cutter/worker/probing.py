"""Task: how long recordings are, without decoding a frame."""

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from av.error import FFmpegError

from .entry import Failed, Say
from .sources import opened
from .times import exact, whole_microseconds

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.video.stream import VideoStream


def run(job: dict[str, Any], say: Say) -> int:
    """Tell of each path how long its picture is: one line each, `probe` being None for what cannot be read."""
    for index, path in enumerate(job["paths"]):
        say({"pixels": _weight(path)})
        say({"index": index, "probe": _probe(path, job["limits"]["pixels"])})
    return len(job["paths"])


def _weight(path: str) -> int:
    """Return what reading through a file costs, in terms of pixels: its bytes."""
    try:
        return Path(path).stat().st_size
    except OSError:
        return 0


def _probe(path: str, pixels: int) -> dict[str, int] | None:
    """Measure one recording: microseconds, width, height."""
    try:
        with opened(path, pixels=pixels) as container:
            video = container.streams.video[0]
            length = length_of(container)
            if length <= 0:
                return None
            return {"duration": whole_microseconds(length), "width": video.width, "height": video.height}
    except Failed, OSError, ValueError, LookupError, ArithmeticError, RuntimeError:
        return None


def length_of(container: InputContainer) -> Fraction:
    """Return how many seconds a recording's picture lasts; it may be read through for that."""
    video = container.streams.video[0]
    return _stated_length(video) or _counted_length(container, video)


def _stated_length(video: VideoStream) -> Fraction | None:
    """Return the length that the container states for its picture, in seconds."""
    if not video.duration or video.time_base is None:
        return None
    return video.duration * exact(video.time_base)


def _counted_length(container: InputContainer, video: VideoStream) -> Fraction:
    """Read through a recording that does not say how long it is, as far as it is complete."""
    first: int | None = None
    end = 0
    try:
        for packet in container.demux(video):
            if packet.pts is not None:
                first = packet.pts if first is None else min(first, packet.pts)
                end = max(end, packet.pts + (packet.duration or 0))
    except MemoryError:
        raise
    except FFmpegError, OSError, ValueError:
        pass  # still being written, or cut off: what came before counts
    if first is None or video.time_base is None:
        return Fraction(0)
    return (end - first) * exact(video.time_base)
