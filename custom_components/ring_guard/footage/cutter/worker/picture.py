"""Encodes pictures as H.264 in a way that every common player accepts and that carries nothing but pictures.

No B-frames: their file would need an edit list, which is what hides frames elsewhere. Every SEI unit is dropped:
the encoder writes its settings there, cameras their serial numbers.
"""

from dataclasses import dataclass, field
from fractions import Fraction
import os
from typing import TYPE_CHECKING

from av.bitstream import BitStreamFilterContext

if TYPE_CHECKING:
    from av.container import OutputContainer
    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream

CLOCK = 90_000
"""Ticks per second of the clip's clock."""

OPTIONS = {"preset": "veryfast", "crf": "23", "bf": "0", "a53cc": "0", "profile": "high"}


@dataclass(slots=True)
class Picture:
    """The clip's picture track; made for the first frame, whose size, shape and rotation it keeps.

    `end` is the tick at which the last frame must be over.
    """

    container: OutputContainer
    end: int
    stream: VideoStream
    filter: BitStreamFilterContext | None = None
    waiting: VideoFrame | None = None
    nominal: int = CLOCK // 25
    lengths: dict[int, int] = field(default_factory=dict)
    last: int = -1

    @classmethod
    def like(cls, container: OutputContainer, first: VideoFrame, rate: Fraction, end: int) -> Picture:
        """Add a track for frames like `first`, shown at about `rate` a second."""
        stream = container.add_stream("libx264", rate=rate, options=dict(OPTIONS))
        stream.width, stream.height = first.width & ~1, first.height & ~1
        stream.pix_fmt = "yuvj420p" if first.format.name == "yuvj420p" else "yuv420p"
        context = stream.codec_context
        context.time_base = Fraction(1, CLOCK)
        context.gop_size = max(1, round(2 * rate))
        context.thread_count = min(4, os.cpu_count() or 1)
        context.color_range, context.colorspace = first.color_range, first.colorspace
        context.color_primaries, context.color_trc = first.color_primaries, first.color_trc
        if first.rotation:
            stream.set_display_rotation(first.rotation)
        return cls(container, end, stream, nominal=max(1, round(CLOCK / rate)))

    def add(self, frame: VideoFrame, tick: int) -> bool:
        """Show `frame` from `tick` on; False if the tick is not later than the last one's."""
        if tick <= self.last:
            return False
        if self.waiting is not None:
            self._encode(self.waiting, tick)
        frame.pts, frame.time_base = tick, Fraction(1, CLOCK)
        frame.pict_type = 0  # the camera's choice of key frames is not ours
        self.waiting, self.last = frame, tick
        return True

    def finish(self) -> None:
        """Encode what waits, the last frame ending no later than the window."""
        if self.waiting is not None:
            self._encode(self.waiting, min(self.last + self.nominal, self.end))
        self._write(None)

    def _encode(self, frame: VideoFrame, until: int) -> None:
        """Encode a frame that is shown until a tick."""
        assert frame.pts is not None
        self.lengths[frame.pts] = max(1, until - frame.pts)
        self._write(frame)

    def _write(self, frame: VideoFrame | None) -> None:
        """Put a frame's packets into the file, each with its own length and without SEI units."""
        packets = self.stream.encode(frame)
        if self.filter is None:
            self.container.start_encoding()
            self.filter = BitStreamFilterContext("filter_units=remove_types=6", self.stream)
        for packet in packets:
            if packet.pts is not None:
                packet.duration = self.lengths.pop(packet.pts, self.nominal)
            for clean in self.filter.filter(packet):
                clean.stream = self.stream
                self.container.mux(clean)
