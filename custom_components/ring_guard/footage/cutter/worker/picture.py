"""Writes the clip's picture track: pictures encoded here, and pictures copied from a camera as they are.

The encoder makes no B-frames, and copied ones are given decoding times before their own, so no edit list is needed: that is
what hides frames elsewhere. Of what encoder and camera wrote only slices and parameter sets stay: the encoder puts its
settings into messages, cameras their serial numbers.
"""

from dataclasses import dataclass, field, replace
from fractions import Fraction
import os
from typing import TYPE_CHECKING

from av import CodecContext, Packet
from av.codec.context import Flags

from .masking import Masking
from .parameters import FAMILY, Odd, sequence
from .turning import LEVEL, Matrix, upright
from .units import Access, Sets, Splitter, record

if TYPE_CHECKING:
    from av.container import OutputContainer
    from av.video.codeccontext import VideoCodecContext
    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream

CLOCK = 90_000
"""Ticks per second of the clip's clock."""

WHOLE = {"preset": "veryfast", "crf": "23", "profile": "high"}
"""For clips that are encoded from end to end."""

SEAM = {"preset": "ultrafast", "qp": "22"}
"""For the few pictures before and behind copied ones: speed matters, size does not. A fixed quality spares the encoder the
look ahead, a third of its work."""

ALWAYS = {"bf": "0", "a53cc": "0"}
MOST_THREADS = 4
"""One more than there are cores, up to so many: else a core waits while the next picture is decoded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What the clip's pictures look like; `colours` are range, space, primaries and transfer; `matrix` turns the picture."""

    width: int
    height: int
    pixels: str
    rate: Fraction
    colours: tuple[int, int, int, int]
    ratio: Fraction | None = None
    matrix: Matrix = LEVEL

    @property
    def lines(self) -> int:
        """Return the picture's height as shown."""
        return self.height if upright(self.matrix) else self.width

    def within(self, most_lines: int | None) -> Form:
        """Return this form, made smaller where it has more lines than allowed."""
        if most_lines is None or self.lines <= most_lines:
            return self
        across, down = (max(2, side * most_lines // self.lines & ~1) for side in (self.width, self.height))
        return replace(self, width=across, height=down)

    @property
    def nominal(self) -> int:
        """Return how many ticks a picture is usually shown."""
        return max(1, round(CLOCK / self.rate))


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What the copied pictures need: their parameter sets, how many are held back at most, and by how many ticks."""

    sets: Sets
    reorder: int
    shift: int


class Encoder:
    """An H.264 encoder; every one for the same form and options writes the same parameter sets."""

    def __init__(self, context: VideoCodecContext, form: Form, options: dict[str, str]) -> None:
        self.context = context
        self.form = form
        context.options = {**options, **ALWAYS}
        context.width, context.height, context.pix_fmt = form.width, form.height, form.pixels
        context.time_base, context.framerate = Fraction(1, CLOCK), form.rate
        context.gop_size = max(1, round(2 * form.rate))
        context.thread_count = min(MOST_THREADS, (os.cpu_count() or 1) + 1)
        context.flags |= Flags.global_header
        context.color_range, context.colorspace, context.color_primaries, context.color_trc = form.colours
        if form.ratio:
            context.sample_aspect_ratio = form.ratio
        context.open()
        self.splitter = Splitter(context.extradata)

    def encode(self, frame: VideoFrame | None) -> list[tuple[int, Access]]:
        """Encode a frame (None: what is still waiting); return ticks and pictures."""
        packets = self.context.encode(frame)
        return [(packet.pts or 0, self.splitter.access(bytes(packet))) for packet in packets]


@dataclass(slots=True)
class Picture:
    """The clip's picture track. `end` is the tick at which the last picture must be over.

    Every picture's decoding time lies `shift` ticks before its place in the order of times, so that it is never behind
    its own time: the file states the difference, and still begins at zero.
    """

    container: OutputContainer
    end: int
    form: Form
    options: dict[str, str]
    stream: VideoStream
    encoder: Encoder | None
    shift: int = 0
    masking: Masking | None = None
    waiting: VideoFrame | None = None
    lengths: dict[int, int] = field(default_factory=dict)
    last: int = -1

    @classmethod
    def make(cls, container: OutputContainer, form: Form, end: int, body: Body | None = None) -> Picture:
        """Add a track; one with a `body` can also take copied pictures.

        Raises:
            Odd: if the encoder cannot continue what the camera began.
        """
        options = WHOLE if body is None else _seam_options(body.sets)
        stream = container.add_stream("libx264", rate=form.rate)
        encoder = Encoder(stream.codec_context, form, options)
        own = encoder.splitter.sets
        stream.codec_context.extradata = _together(own, body) if body else _alone(own)
        if form.matrix != LEVEL:
            stream.set_display_matrix(form.matrix)
        return cls(container, end, form, options, stream, encoder, shift=body.shift if body else 0)

    def add(self, frame: VideoFrame, tick: int) -> bool:
        """Show `frame` from `tick` on; False if the tick is not later than the last one's."""
        if tick <= self.last:
            return False
        if self.waiting is not None:
            self._encode(self.waiting, tick)
        form = self.form
        frame = frame.reformat(width=form.width, height=form.height, format=form.pixels)
        if self.masking is not None:
            self.masking.cover(frame)
        frame.pts, frame.time_base = tick, Fraction(1, CLOCK)
        frame.pict_type = 0  # the camera's choice of key frames is not ours
        self.waiting, self.last = frame, tick
        return True

    def copy(self, access: Access, tick: int, order: int, until: int) -> None:
        """Show a copied picture from `tick` on; it is decoded at `order`, and the next one at `until`."""
        self.pause()
        self.last = max(self.last, tick)
        self._mux(access, tick, order, max(1, until - order))

    def pause(self) -> None:
        """Encode what waits, since copied pictures or another piece follow; the last frame ends no later than the clip."""
        if self.waiting is not None:
            self._encode(self.waiting, min(self.last + self.form.nominal, self.end))
            self._write(None)
            self.waiting, self.encoder = None, None

    def _encode(self, frame: VideoFrame, until: int) -> None:
        """Encode a frame that is shown until a tick."""
        assert frame.pts is not None
        self.lengths[frame.pts] = max(1, until - frame.pts)
        self._write(frame)

    def _write(self, frame: VideoFrame | None) -> None:
        """Encode a frame, by a new encoder behind a pause, and put into the file what comes out."""
        if self.encoder is None:
            self.encoder = Encoder(CodecContext.create("libx264", "w"), self.form, self.options)
        for tick, access in self.encoder.encode(frame):
            self._mux(access, tick, tick, self.lengths.pop(tick, self.form.nominal))

    def _mux(self, access: Access, tick: int, order: int, length: int) -> None:
        """Put a picture into the file."""
        packet = Packet(access.data)
        packet.stream = self.stream
        packet.time_base = Fraction(1, CLOCK)
        packet.pts, packet.dts, packet.duration = tick, order - self.shift, length
        packet.is_keyframe = access.key
        self.container.mux(packet)


def _seam_options(sets: Sets) -> dict[str, str]:
    """Return how to encode beside copied pictures: within the camera's profile, under an id that the camera does not use.

    Raises:
        Odd: if there is no such id.
    """
    used = {*sets.sequences, *sets.pictures}
    free = next((number for number in range(31, -1, -1) if number not in used), None)
    if free is None:
        raise Odd("no id is left for a parameter set")
    profile = FAMILY[sequence(next(iter(sets.sequences.values()))).profile]
    return {**SEAM, "profile": profile, "x264-params": f"sps-id={free}:ref=1"}


def _alone(own: Sets) -> bytes:
    """Return the configuration of a track that is encoded from end to end."""
    return record([*own.sequences.values()], [*own.pictures.values()])


def _together(own: Sets, body: Body) -> bytes:
    """Return the configuration of a track with a camera's pictures and the encoder's.

    Raises:
        Odd: if their coding differs in what a decoder cannot change on the way.
    """
    (mine,) = map(sequence, own.sequences.values())
    theirs = [sequence(unit) for unit in body.sets.sequences.values()]
    like = theirs[0]
    if any((one.width, one.height) != (mine.width, mine.height) or not one.common for one in (mine, *theirs)):
        raise Odd("camera and encoder do not agree on the picture")
    written = [one.written(like, body.reorder) for one in (*theirs, mine)]
    return record(written, [*body.sets.pictures.values(), *own.pictures.values()])
