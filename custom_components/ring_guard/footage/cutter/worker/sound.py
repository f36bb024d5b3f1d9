"""Lays sound on the clip's time line and encodes it as AAC: silence where there is none, nothing outside the window."""

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.codec.context import Flags

from .times import SECOND

if TYPE_CHECKING:
    from av.audio.stream import AudioStream
    from av.container import OutputContainer

RATE = 48_000
BLOCK = 1024
"""Samples in one AAC frame."""

LAYOUTS = {1: "mono", 2: "stereo"}
WIDTH = 4
JITTER = RATE // 25
"""Samples by which recorders' time stamps may waver before they are taken at their word."""


@dataclass(slots=True)
class Sound:
    """The clip's sound track, one or two channels, over at the wall-clock time `end` (nanoseconds).

    Until `origin` (the first frame's wall-clock time) is known, what arrives waits.
    """

    channels: int
    end: int
    container: OutputContainer | None = None
    stream: AudioStream | None = None
    origin: int | None = None
    early: list[tuple[int, list[bytes]]] = field(default_factory=list)
    written: int = 0
    blocks: int = 0
    pending: list[bytearray] = field(default_factory=list)

    def resampler(self) -> AudioResampler:
        """Return a converter into this track's form; every file needs its own."""
        return AudioResampler(format="fltp", layout=LAYOUTS[self.channels], rate=RATE)

    def start(self, container: OutputContainer, origin: int) -> None:
        """Add the track, learn the wall-clock time of the clip's first frame, and lay down what waited."""
        self.container = container
        self.stream = container.add_stream("aac", rate=RATE, layout=LAYOUTS[self.channels])
        self.stream.bit_rate = 64_000 * self.channels
        self.stream.codec_context.flags |= Flags.bitexact  # else the encoder signs its first frame
        self.pending = [bytearray() for _ in range(self.channels)]
        self.origin = origin
        for time, planes in sorted(self.early):
            self._lay(time, planes)
        self.early.clear()

    def add(self, frame: AudioFrame, time: int) -> None:
        """Take a converted frame whose first sample was heard at the wall-clock time `time`."""
        size = frame.samples * WIDTH
        planes = [bytes(plane)[:size] for plane in frame.planes]
        if self.origin is None:
            self.early.append((time, planes))
        else:
            self._lay(time, planes)

    def finish(self) -> None:
        """Encode what fills whole blocks; the rest, less than a block, is left out rather than padded over the end."""
        self._encode()
        self._write(None)

    def _lay(self, time: int, planes: list[bytes]) -> None:
        """Put samples where they belong: silence before them if late, only their new part if early."""
        assert self.origin is not None
        position = ((time - self.origin) * RATE + SECOND // 2) // SECOND
        samples = len(planes[0]) // WIDTH
        if abs(position - self.written) <= JITTER and self.written:
            position = self.written
        last = (self.end - self.origin) * RATE // SECOND
        begin, stop = max(position, self.written), min(position + samples, last)
        if begin >= stop:
            return
        silence = bytes((begin - self.written) * WIDTH)
        for waiting, plane in zip(self.pending, planes, strict=True):
            waiting.extend(silence)
            waiting.extend(plane[(begin - position) * WIDTH : (stop - position) * WIDTH])
        self.written = stop
        self._encode()

    def _encode(self) -> None:
        """Encode the whole blocks that wait."""
        while len(self.pending[0]) >= BLOCK * WIDTH:
            frame = AudioFrame(format="fltp", layout=LAYOUTS[self.channels], samples=BLOCK)
            for plane, waiting in zip(frame.planes, self.pending, strict=True):
                plane.update(bytes(waiting[: BLOCK * WIDTH]).ljust(plane.buffer_size, b"\0"))
                del waiting[: BLOCK * WIDTH]
            frame.sample_rate, frame.pts, frame.time_base = RATE, self.blocks * BLOCK, Fraction(1, RATE)
            self.blocks += 1
            self._write(frame)

    def _write(self, frame: AudioFrame | None) -> None:
        """Put packets into the file, except the encoder's run-up, which players would need an edit list to skip."""
        assert self.stream is not None
        assert self.container is not None
        for packet in self.stream.encode(frame):
            if packet.pts is not None and packet.pts >= 0:
                self.container.mux(packet)
