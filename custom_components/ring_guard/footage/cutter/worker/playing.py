"""Task: make a copy of a whole recording that every browser plays, for people who may see all of it.

What browsers play is left as it is. H.264 in another container is wrapped anew, no picture touched; what no browser plays is
encoded anew, small. Sound stays. The recording is only read, and no clip is ever made from the copy.
"""

from collections.abc import Iterator
from fractions import Fraction
from itertools import chain
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import av
from av.error import FFmpegError

from . import cutting
from .entry import FULL, Failed, Say
from .parameters import Odd
from .probing import length_of
from .reading import Reading
from .sound import Sound
from .sources import opened, sound_of
from .times import MICROSECOND, SECOND, exact

if TYPE_CHECKING:
    from av.audio.stream import AudioStream
    from av.container import InputContainer, OutputContainer
    from av.packet import Packet
    from av.stream import Stream

CONTAINER = "mov,mp4,m4a,3gp,3g2,mj2"
"""What the library calls MP4."""

PIXELS = {"yuv420p", "yuvj420p"}
SOUNDS = {"aac", "mp3", "mp3float"}
MOST_LINES = 480
LONGEST = 24 * 3600 * SECOND
"""More than any recorder puts into one file, whatever a broken one says of itself."""

MOST_EARLY = 16
"""Pictures that may be held back before the first one is shown, as the standard has it."""

JUMP = 10 * SECOND
"""Nanoseconds by which a recording's time may jump before what follows is laid right behind what came before."""


def run(job: dict[str, Any], say: Say) -> dict[str, str]:
    """Write a copy of `job["recording"]` to the new file `job["target"]`.

    Returns `made`: `as_it_is` (there is no copy, the recording itself plays), `wrapped` or `small`.

    Raises:
        Failed: if it holds no picture that can be read.
    """
    with opened(job["recording"], pixels=job["limits"]["pixels"]) as container:
        video, sound = container.streams.video[0].codec_context, sound_of(container)
        common = video.name == "h264" and video.pix_fmt in PIXELS
        heard = sound is None or sound.codec_context.name in SOUNDS
        if common and heard and container.format.name == CONTAINER:
            return {"made": "as_it_is"}
        end = min(int(length_of(container) * SECOND), LONGEST) + SECOND
    if common and _wrapped(job, end, say):
        return {"made": "wrapped"}
    Path(job["target"]).unlink(missing_ok=True)
    whole = {"start": 0, "end": end // MICROSECOND, "copy": False, "sound": True}
    segments = [{"path": job["recording"], "start": 0}]
    cutting.run({**job, **whole, "segments": segments, "masks": [], "most_lines": MOST_LINES}, say)
    return {"made": "small"}


def _wrapped(job: dict[str, Any], end: int, say: Say) -> bool:
    """Wrap a recording anew, its sound up to `end` (nanoseconds); False if it lacks what that needs."""
    os.close(os.open(job["target"], os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_WRONLY, 0o600))
    try:
        with (
            opened(job["recording"], pixels=job["limits"]["pixels"]) as container,
            av.open(f"file:{job['target']}", "w", format="mp4", container_options={"movflags": "+faststart"}) as output,
        ):
            say({"pixels": Path(job["recording"]).stat().st_size})
            return _Wrapping(container, output, end).all()
    except MemoryError:
        raise
    except (Odd, Failed, FFmpegError, OSError, ValueError) as error:
        if getattr(error, "errno", None) in FULL:
            raise
        return False


class _Line:
    """Lays one stream's packets on the copy's time line; times are counted in ticks of their own clock.

    Without a `target` they stay with their recording, to be decoded.
    """

    def __init__(self, source: Stream, target: Stream | None) -> None:
        assert source.time_base is not None
        self.target = target
        self.base = exact(source.time_base)
        self.last: int | None = None
        self.usual = 1
        self.offset = 0
        self.early: list[Packet[Any]] = []

    def laid(self, packet: Packet[Any], zero: int) -> Iterator[Packet[Any]]:
        """Yield what can be put in now, at its place: `zero` nanoseconds of the recording are the copy's beginning.

        Matroska does not say when the first pictures are decoded: they wait for the first of which it is known.

        Raises:
            Odd: if the recording does not say when a later one is decoded.
        """
        if packet.dts is None:
            if self.last is not None or len(self.early) == MOST_EARLY:
                raise Odd("a packet without a time")
            self.early.append(packet)
            return
        early, self.early = self.early, []
        for place, waiting in enumerate(early):
            waiting.dts = packet.dts - max(1, packet.duration or 1) * (len(early) - place)
        for one in (*early, packet):
            yield self._placed(one, zero)

    def _placed(self, packet: Packet[Any], zero: int) -> Packet[Any]:
        """Return a packet at its place, right behind the one before where the recording's time jumps."""
        assert packet.dts is not None
        if self.last is None:
            self.offset = -round(zero / (self.base * SECOND))
        elif not 0 < (step := packet.dts + self.offset - self.last) * self.base * SECOND <= JUMP:
            self.offset += self.usual - step
        else:
            self.usual = step
        packet.dts = self.last = packet.dts + self.offset
        packet.pts = packet.dts if packet.pts is None else packet.pts + self.offset
        if self.target is not None:
            packet.stream = self.target
        return packet


class _Wrapping:
    """One recording on its way into another container: begins with its first key picture, and keeps its sound."""

    def __init__(self, container: InputContainer, output: OutputContainer, end: int) -> None:
        sound = sound_of(container)
        self.end = end
        self.encoded = _sound_to_encode(sound, end)
        self.reading = Reading(container, 0, self.encoded)
        self.video = _Line(self.reading.video, output.add_stream_from_template(self.reading.video))
        self.audio: _Line | None = None
        if self.encoded is not None and sound is not None:
            self.encoded.start(output, 0)
            self.audio = _Line(sound, None)
        elif sound is not None and sound.codec_context.sample_rate:
            self.reading.audio = sound
            self.audio = _Line(sound, output.add_stream_from_template(sound))
        self.output = output
        self.zero: int | None = None

    def all(self) -> bool:
        """Put in everything there is; False if that is no picture at all, or none whose time is known.

        Raises:
            Odd: if the recording lacks what the new container needs.
        """
        for packet in chain(self.reading.packets(), (None,)):
            if packet is None:
                self._hear(None)
            elif packet.stream is self.reading.audio:
                self._take_sound(packet)
            elif self._begun(packet):
                self._put(self.video, packet)
        if self.encoded is not None:
            self.encoded.finish()
        return self.video.last is not None

    def _put(self, line: _Line, packet: Packet[Any]) -> None:
        """Put in what of a stream can be now, except what is shown or heard before the copy's beginning."""
        for one in line.laid(packet, self.zero or 0):
            if (one.pts or 0) >= 0:
                self.output.mux(one)

    def _begun(self, packet: Packet[Any]) -> bool:
        """Tell whether a picture can be decoded: not before the first key picture."""
        if self.zero is None and packet.is_keyframe:
            if packet.pts is None:
                raise Odd("a packet without a time")
            self.zero = int(packet.pts * self.video.base * SECOND)
        return self.zero is not None

    def _take_sound(self, packet: Packet[Any]) -> None:
        """Put in a packet of sound as it is, or encode it anew."""
        if self.zero is None or self.audio is None:
            return
        if self.encoded is None:
            self._put(self.audio, packet)
            return
        for one in self.audio.laid(packet, self.zero):
            self._hear(one)

    def _hear(self, packet: Packet[Any] | None) -> None:
        """Encode sound that lies at its place already; None is the end."""
        if self.encoded is not None:
            self.reading.zero = Fraction(0)
            self.reading.hear(packet, 0, self.end)


def _sound_to_encode(sound: AudioStream | None, end: int) -> Sound | None:
    """Return a track for sound that browsers do not know; None where it stays as it is, or is none."""
    if sound is None or sound.codec_context.name in SOUNDS or not sound.codec_context.channels:
        return None
    return Sound(1 if sound.codec_context.channels == 1 else 2, end)
