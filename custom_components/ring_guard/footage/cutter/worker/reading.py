"""One pass over one file, from before the window to its end: goes there, tells wall-clock times, decodes, takes sound.

A frame's wall-clock time is its file's start plus how far it lies behind the file's first frame, in nanoseconds.
"""

from collections.abc import Iterator
from fractions import Fraction
import os
from typing import TYPE_CHECKING, Any

from av.audio.frame import AudioFrame
from av.error import FFmpegError

from .sources import sound_of, zero_of
from .times import SECOND, Ruler, exact

if TYPE_CHECKING:
    from av.audio.resampler import AudioResampler
    from av.container import InputContainer
    from av.packet import Packet
    from av.stream import Stream
    from av.video.frame import VideoFrame

    from .sound import Sound

RUN_UPS = (SECOND, 12 * SECOND, None)
"""How far before the window reading starts, in nanoseconds; None from the file's beginning. The next one is taken when no
key frame was met before the window."""


class TooLate(Exception):
    """Reading began behind the window's start, so frames of the window may be missing."""


class Reading:
    """One pass over one file whose first frame was taken at `begins`; `sound` takes its sound."""

    def __init__(self, container: InputContainer, begins: int, sound: Sound | None = None) -> None:
        self.container = container
        self.begins = begins
        self.video = container.streams.video[0]
        self.sound = sound
        self.audio = sound_of(container) if sound is not None else None
        self.zero = zero_of(self.video)
        self._rulers: dict[Any, Ruler] = {}
        self.rate = _plausible(self.video.average_rate or self.video.guessed_rate)
        self.resampler: AudioResampler | None = None
        self.heard = self.audio is None
        self.jumped = False
        self.video.codec_context.thread_count = min(4, os.cpu_count() or 1)
        self.video.codec_context.thread_type = "AUTO"

    def jump(self, start: int, run_up: int | None) -> None:
        """Go near the window's start instead of reading all before it, where that is worth it and safe."""
        if run_up is None or self.zero is None or self.video.time_base is None:
            return
        ahead = start - run_up - self.begins
        if ahead <= 0:
            return
        self.container.seek(int((self.zero + Fraction(ahead, SECOND)) / exact(self.video.time_base)), stream=self.video)
        self.jumped = True

    def pixels(self, start: int, end: int, run_up: int | None) -> int:
        """Return how many pixels there are to decode, for the time limit."""
        since = start - run_up if self.jumped and run_up is not None else self.begins
        seconds = Fraction(max(0, end - max(since, self.begins)), SECOND)
        return int(self.video.width * self.video.height * seconds * self.rate)

    def packets(self) -> Iterator[Packet[Any]]:
        """Yield the packets of picture and sound; a file that is cut off or still being written just ends."""
        streams: list[Stream] = [self.video] if self.audio is None else [self.video, self.audio]
        packets = self.container.demux(*streams)
        while True:
            try:
                packet = next(packets)
            except MemoryError:
                raise  # which the library raises as one of its own
            except StopIteration, FFmpegError, OSError, ValueError:
                return  # what came before counts
            if packet.size:
                yield packet

    def time(self, pts: int | None, time_base: Any) -> int | None:
        """Return a wall-clock time; None if the file does not say."""
        if pts is None or time_base is None:
            return None
        if self.zero is None:
            self.zero = pts * exact(time_base)
        base = (time_base.numerator, time_base.denominator)
        if (ruler := self._rulers.get(base)) is None:
            ruler = self._rulers[base] = Ruler(Fraction(*base), self.zero, self.begins)
        return ruler.at(pts)

    def pictures(self, packet: Packet[Any] | None) -> list[tuple[int, VideoFrame]]:
        """Decode a packet (None: what the decoder still holds); return what has a time, with it."""
        timed = [(self.time(frame.pts, frame.time_base), frame) for frame in _decoded(self.video, packet)]
        return [(time, frame) for time, frame in timed if time is not None]

    def hear(self, packet: Packet[Any] | None, start: int, end: int) -> None:
        """Decode a packet of sound and put in what may overlap the window; a frame is never as long as a second."""
        if self.zero is None:
            return  # sound before the first picture
        for frame in _decoded(self.audio, packet):
            time = self.time(frame.pts, frame.time_base)
            if time is None:
                continue
            self.heard = time >= end
            if not self.heard and time + SECOND >= start:
                self._take(frame)

    def _take(self, frame: AudioFrame) -> None:
        """Convert a frame of sound and put it in."""
        assert self.sound is not None
        if self.resampler is None:
            self.resampler = self.sound.resampler()
        try:
            for piece in self.resampler.resample(frame):
                heard = self.time(piece.pts, piece.time_base)
                if heard is not None:
                    self.sound.add(piece, heard)
        except ValueError:
            self.resampler = None  # the sound's form changed in mid-file


def _decoded(stream: Any, packet: Packet[Any] | None) -> list[Any]:
    """Decode a packet of a video or audio stream; a broken one gives nothing."""
    try:
        frames: list[Any] = stream.decode(packet)
    except MemoryError:
        raise
    except FFmpegError, OSError, ValueError:
        return []
    return frames


def _plausible(rate: Any) -> Fraction:
    """Return a frame rate that an encoder accepts; files state the oddest ones."""
    stated = exact(rate) if rate else Fraction(25)
    return min(max(stated, Fraction(1)), Fraction(120)).limit_denominator(1001)
