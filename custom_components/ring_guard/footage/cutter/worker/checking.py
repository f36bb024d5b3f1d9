"""Task: read a finished clip as a curious recipient would, and report everything that is in it.

Shares nothing with the code that cut it. Edit lists are ignored, every packet is decoded, every byte is accounted for.
"""

from fractions import Fraction
import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import av
from av.codec.context import ThreadType
from av.error import FFmpegError

from .boxes import walk
from .covers import Covers, Point
from .entry import Say
from .times import exact, whole_microseconds as microseconds
from .turning import plain_matrix, upright

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.packet import Packet
    from av.video.frame import VideoFrame
NEUTRAL: dict[str, set[str] | None] = {
    "major_brand": None,
    "minor_version": None,
    "compatible_brands": None,
    "vendor_id": None,
    "language": {"und"},
    "handler_name": {"VideoHandler", "SoundHandler"},
}
"""What every MP4 file carries; the values that tell nothing (None: any)."""

STRICT = {"err_detect": "explode"}
QUICK = {"skip_loop_filter": "all"}
"""Every error in a picture counts. The smoothing of block edges, which is done last, hides and shows none: it is left out
where nobody asks what the picture shows."""

TELLING = 20_000_000
"""Pixels that are worth a line: the time for them is little beside the time that every file gets."""

PICTURE_UNITS = {1, 2, 3, 4, 5, 7, 8, 9, 10, 11}
"""Units of H.264 that are slices, parameter sets and delimiters; any other can carry what nobody sees."""


def run(job: dict[str, Any], say: Say) -> dict[str, Any]:
    """Read the file at `job["target"]`, and take the fingerprints of its sources; times in the report are microseconds."""
    path = Path(job["target"])
    options = {
        "ignore_editlist": "1",
        "format_whitelist": "mov",
        "protocol_whitelist": "file",
        "codec_whitelist": "h264,aac",
    }
    with av.open(f"file:{path}", "r", options=options) as container:
        reading = _Reading(container, job["masks"])
        for packet in container.demux():
            reading.take(packet, say)
        report = reading.report()
    found = walk(path)
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        size = file.tell()
    report |= {
        "boxes": found.strange,
        "edit_lists": found.edit_lists,
        "hidden_bytes": found.media - reading.bytes,
    }
    sources = [job["fingerprints"].of(source) for source in job.get("sources", ())]
    return {"report": report, "sha256": digest, "size": size, "sources": sources}


class _Reading:
    """What has been read of the file so far."""

    def __init__(self, container: InputContainer, masks: list[list[Point]]) -> None:
        self.container = container
        self.masks = masks
        self.covers: Covers | None = None
        self.uncovered = 0
        self.lines = 0
        self.frames: list[Fraction] = []
        self.spans: dict[str, list[Fraction]] = {"video": [], "audio": []}
        self.lengths = {"video": Fraction(0), "audio": Fraction(0)}
        self.bytes = 0
        self.unannounced = 0
        self.user_data = 0
        self.errors = 0
        extra = container.streams.video[0].codec_context.extradata if container.streams.video else None
        for stream in container.streams.video:
            stream.codec_context.thread_count = min(4, os.cpu_count() or 1)
            stream.codec_context.thread_type = ThreadType.AUTO
            stream.codec_context.options = dict(STRICT) if masks else STRICT | QUICK
        self.prefix = (extra[4] & 3) + 1 if extra and len(extra) > 4 else 4

    def take(self, packet: Packet[Any], say: Say) -> None:
        """Account for a packet and decode it."""
        kind = packet.stream.type
        self.bytes += packet.size
        if kind not in self.spans:
            return
        if packet.size:
            self._span(packet, kind)
        if kind == "video":
            self.user_data += self._unseen_units(bytes(packet))
            self._announce(packet.stream.width * packet.stream.height, say)
        try:
            frames = packet.stream.decode(packet if packet.size else None)
        except MemoryError:
            raise
        except FFmpegError, OSError, ValueError:
            self.errors += 1
            return
        for frame in frames:
            self.errors += bool(frame.is_corrupt)
            if kind == "video":
                self._look(frame)

    def _announce(self, pixels: int, say: Say) -> None:
        """Tell how much was read, for the time limit; not of every picture, since the hub's loop hears each line."""
        self.unannounced += pixels
        if self.unannounced >= TELLING:
            say({"pixels": self.unannounced})
            self.unannounced = 0

    def _look(self, frame: VideoFrame) -> None:
        """Note when a picture is shown, how high it is, and what lies under its masks."""
        if frame.pts is None:
            self.errors += 1
            return
        self.frames.append(frame.pts * exact(frame.time_base))
        if self.covers is None:
            matrix = plain_matrix(self.container.streams.video[0].codec_context.coded_side_data.get("display_matrix"))
            self.covers = Covers(self.masks, frame.width, frame.height, matrix)
            self.lines = frame.height if upright(matrix) else frame.width
        self.uncovered += self.covers.seen_through(frame)

    def _span(self, packet: Packet[Any], kind: str) -> None:
        """Note from when to when a packet is shown or heard."""
        if packet.pts is None:
            self.errors += 1
            return
        base = exact(packet.time_base)
        self.spans[kind] += [packet.pts * base, (packet.pts + (packet.duration or 0)) * base]
        self.lengths[kind] += (packet.duration or 0) * base

    def _unseen_units(self, data: bytes) -> int:
        """Count the units that are no part of the picture (messages, filler) in one packet of length-prefixed H.264."""
        count = position = 0
        while position + self.prefix < len(data):
            size = int.from_bytes(data[position : position + self.prefix])
            position += self.prefix
            count += data[position] & 31 not in PICTURE_UNITS
            position += size
        return count

    def report(self) -> dict[str, Any]:
        """Return what the domain's `ClipReport` holds, as far as it is read by demuxing."""
        audio = self.spans["audio"]
        return {
            "streams": [stream.type for stream in self.container.streams],
            "frame_times": [microseconds(time) for time in self.frames],
            "picture_end": microseconds(self._picture_end()),
            "sound_start": microseconds(min(audio)) if audio else None,
            "sound_end": microseconds(max(audio)) if audio else None,
            "chapters": len(self.container.chapters()),
            "metadata": sorted(self._metadata()),
            "lines": self.lines,
            "uncovered": self.uncovered,
            "user_data": self.user_data,
            "errors": self.errors,
        }

    def _picture_end(self) -> Fraction:
        """Return where the picture ends: reordered pictures state how long the next one's decoding waits, in sum exactly."""
        begins = self.spans["video"][::2]
        return max(*begins, min(begins) + self.lengths["video"]) if begins else Fraction(0)

    def _metadata(self) -> set[str]:
        """Return the keys that tell something."""
        texts = [self.container.metadata, *(stream.metadata for stream in self.container.streams)]
        return {key for text in texts for key, value in text.items() if not _neutral(key, value)}


def _neutral(key: str, value: str) -> bool:
    """Tell whether every clip carries this."""
    values = NEUTRAL.get(key, set())
    return values is None or value in values
