"""Task: make one small picture of a recording, turned as people see it, to draw masks on.

It takes the first picture that can be decoded at or before the wanted moment; nothing of the recording but its pixels is kept.
"""

from fractions import Fraction
import os
from typing import TYPE_CHECKING, Any

from av import CodecContext
from av.filter import Graph

from .entry import Failed, Say
from .reading import Reading
from .sources import opened
from .times import exact
from .turning import Matrix, plain_matrix, upright

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.video.codeccontext import VideoCodecContext
    from av.video.frame import VideoFrame

MOST_PIXELS = 1280 * 720
"""No more than a page shows."""

QUALITY = "5"
TICK = Fraction(1, 1)


def run(job: dict[str, Any], say: Say) -> dict[str, int]:
    """Write a JPEG of `job["recording"]` near `job["at"]` microseconds behind its beginning to `job["target"]`; return its size.

    Raises:
        Failed: if no picture can be decoded.
    """
    with opened(job["recording"], pixels=job["limits"]["pixels"]) as container:
        say({"pixels": container.streams.video[0].width * container.streams.video[0].height})
        video = container.streams.video[0]
        matrix = plain_matrix(video.codec_context.coded_side_data.get("display_matrix"))
        frame = _first(container, job["at"]) or _first(container, 0)
        if frame is None:
            raise Failed("cut_unreadable")
        shown = _turned(frame, matrix, exact(video.sample_aspect_ratio or Fraction(1)))
    handle = os.open(job["target"], os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(_jpeg(shown))
    return {"width": shown.width, "height": shown.height}


def _first(container: InputContainer, at: int) -> VideoFrame | None:
    """Go to a moment, in microseconds, and return the first picture that comes out there."""
    container.seek(0)
    reading = Reading(container, 0)
    reading.jump(at * 1000, 0)
    for packet in reading.packets():
        if pictures := reading.pictures(packet):
            return pictures[0][1]
    last = reading.pictures(None)
    return last[0][1] if last else None


def _turned(frame: VideoFrame, matrix: Matrix, ratio: Fraction) -> VideoFrame:
    """Return a picture as it is shown: turned, with square pixels, and small."""
    width, height = _fitting(frame, ratio)
    across, down = (matrix[0], matrix[4]) if upright(matrix) else (matrix[1], matrix[3])
    steps = [("scale", f"{width}:{height}:out_range=full"), ("format", "yuvj420p")]
    steps += [("hflip", "")] if across < 0 else []
    steps += [("vflip", "")] if down < 0 else []
    steps += [] if upright(matrix) else [("transpose", "cclock_flip")]
    graph = Graph()
    first = graph.add_buffer(width=frame.width, height=frame.height, format=frame.format, time_base=TICK)
    graph.link_nodes(first, *(graph.add(name, args) for name, args in steps), graph.add("buffersink")).configure()
    frame.pts, frame.time_base = 0, TICK
    graph.push(frame)
    turned: VideoFrame = graph.vpull()
    return turned


def _fitting(frame: VideoFrame, ratio: Fraction) -> tuple[int, int]:
    """Return an even width and height with square pixels that are not too many."""
    width, height = frame.width * float(min(max(ratio, Fraction(1, 4)), Fraction(4))), frame.height
    factor = min(1.0, (MOST_PIXELS / (width * height)) ** 0.5)
    across, down = (max(2, int(side * factor) & ~1) for side in (width, height))
    return across, down


def _jpeg(frame: VideoFrame) -> bytes:
    """Write a picture as JPEG."""
    context: VideoCodecContext = CodecContext.create("mjpeg", "w")
    context.width, context.height, context.pix_fmt = frame.width, frame.height, "yuvj420p"
    context.time_base = TICK
    context.options = {"qmin": QUALITY, "qmax": QUALITY}
    frame.pts, frame.time_base = 0, TICK
    packets = [*context.encode(frame), *context.encode(None)]
    return b"".join(bytes(packet) for packet in packets)
