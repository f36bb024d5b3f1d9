"""The process that records one stream: copies its picture, as it comes, into short files named by the time of their first.

It is started on a leash, with a job of `url` and `folder`, and of the `seconds` and `bytes` after which the next keyframe begins
a new file; it answers each finished file with a line of JSON.
Sound is not recorded, nothing is encoded, and no file of this machine is read.

A stream tells no time of day. What arrives is at least as old as the moment of its arrival, and the one that was under
way for the shortest time tells best how old the others are. Cameras begin with pictures from before, so the first group of
pictures is only listened to.
"""

from contextlib import suppress
from datetime import UTC, datetime
import json
import os
from pathlib import Path
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from av.container import OutputContainer
    from av.packet import Packet
    from av.video.stream import VideoStream

PROTOCOLS = "tcp,udp,rtp,rtcp,rtsp,rtmp,rtmps,tls,http,https,httpproxy,crypto"
PATIENCE = 20.0
"""Seconds for a stream to begin, and in which something has to come."""

DRIFT = 0.0002
"""How fast the clock of a camera may run away from the hub's."""

JUMP = 10.0
"""Seconds by which a stream's time may jump before it is read as a new one."""

CONTAINERS = {"h264": ("mpegts", ".ts"), "hevc": ("mpegts", ".ts"), "mpeg4": ("mpegts", ".ts")}
OTHER = ("matroska", ".mkv")


class Clock:
    """Tells when a picture was taken, from when it came and what the stream counts."""

    def __init__(self) -> None:
        self._ahead: float | None = None
        self._heard = 0.0

    def hear(self, counted: float, now: float) -> bool:
        """Take in that a picture that the stream counts as `counted` came `now`; tell whether the count jumped."""
        ahead = now - counted
        if self._ahead is None or abs(ahead - self._ahead) > JUMP:
            jumped = self._ahead is not None
            self._ahead, self._heard = ahead, now
            return jumped
        self._ahead = min(self._ahead + (now - self._heard) * DRIFT, ahead)
        self._heard = now
        return False

    def time_of(self, counted: float) -> float:
        """Return the second of the epoch in which a picture was taken."""
        assert self._ahead is not None
        return counted + self._ahead


class Tape:
    """Writes one file after the other."""

    def __init__(self, folder: Path, seconds: float, size: int) -> None:
        self._folder = folder
        self._seconds = seconds
        self._size = size
        self._written = 0
        self._output: OutputContainer | None = None
        self._stream: VideoStream | None = None
        self._path: Path | None = None
        self._first = 0
        self._last = -1
        self._begun = 0.0

    def full(self, now: float) -> bool:
        """Tell whether the next keyframe begins a new file."""
        return self._output is None or now - self._begun >= self._seconds or self._written >= self._size

    def begin(self, video: VideoStream, packet: Packet[Any], taken: float) -> None:
        """Begin a new file with a keyframe that was taken at a second of the epoch."""
        import av  # noqa: PLC0415  # found only once the job has said where

        container, suffix = CONTAINERS.get(video.codec_context.name, OTHER)
        moment = datetime.fromtimestamp(taken, UTC)
        self._path = self._folder / f"{moment:%Y-%m-%dT%H-%M-%S}.{moment.microsecond // 1000:03}Z{suffix}"
        self._output = av.open(str(self._path), "w", format=container)
        self._stream = self._output.add_stream_from_template(video)
        self._first = packet.dts if packet.dts is not None else packet.pts or 0
        self._last = -1
        self._written = 0
        self._begun = time.monotonic()

    def write(self, packet: Packet[Any]) -> None:
        """Copy one packet; those before the first keyframe are passed over.

        Cameras correct their clocks while they send, so that a packet can bear the time of the one before, or an earlier
        one. A file may not hold that, and for want of a tick no picture is worth losing.
        """
        if self._output is None or self._stream is None:
            return
        if packet.dts is not None:
            packet.dts = self._last = max(packet.dts - self._first, self._last + 1)
        if packet.pts is not None:
            packet.pts = max(packet.pts - self._first, packet.dts or 0)
        # Counted here: of what is written, the library keeps much back before the disk shows it.
        self._written += packet.size
        packet.stream = self._stream
        self._output.mux(packet)

    def end(self) -> str | None:
        """Finish the present file; return its name."""
        output, path, self._output, self._stream = self._output, self._path, None, None
        if output is None or path is None:
            return None
        output.close()
        return path.name


def main(job: dict[str, Any]) -> int:
    """Record until the stream ends (0) or breaks off (1)."""
    from av.error import FFmpegError  # noqa: PLC0415  # found only once the job has said where

    try:
        _record(job)
    except FFmpegError, OSError, ValueError, LookupError, ArithmeticError, RuntimeError, MemoryError:
        # Everything that av raises about a stream is one of these: a camera that refuses over HTTP is an error of its
        # library's own kind. The hub tries again, whatever it was.
        return 1
    return 0


def _record(job: dict[str, Any]) -> None:
    """Copy the stream's picture into files."""
    import av  # noqa: PLC0415  # found only once the job has said where
    from av.error import FFmpegError  # noqa: PLC0415  # found only once the job has said where

    options = {"protocol_whitelist": PROTOCOLS, "rtsp_transport": "tcp", "fflags": "+genpts"}
    tape = Tape(Path(job["folder"]), job["seconds"], job["bytes"])
    clock = Clock()
    keyframes = 0
    with av.open(job["url"], options=options, timeout=PATIENCE) as source:
        video = source.streams.video[0]
        try:
            for packet in source.demux(video):
                if packet.pts is None or packet.time_base is None:
                    continue
                counted = float(packet.pts * packet.time_base)
                jumped = clock.hear(counted, time.time())
                keyframes = (0 if jumped else keyframes) + packet.is_keyframe
                if jumped:
                    _say(tape.end())
                if packet.is_keyframe and keyframes > 1 and tape.full(time.monotonic()):
                    _say(tape.end())
                    tape.begin(video, packet, clock.time_of(counted))
                tape.write(packet)
        finally:
            with suppress(FFmpegError, OSError, ValueError):
                _say(tape.end())


def _say(name: str | None) -> None:
    """Tell the hub that a file is finished."""
    if name is not None:
        os.write(1, json.dumps({"finished": name}).encode() + b"\n")
