"""Looks through a recording without decoding it, and tells which of its pictures can be copied into the clip as they are.

Pictures between two true key pictures (IDR) depend on nothing outside and are shown between them, so such a group is
copied if it lies wholly inside the window. Of a group that begins before the window the part inside is encoded anew; of
one that goes on behind it as much is copied as is complete by itself, and the rest encoded. Nothing is copied of what
this page does not fully understand.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from .parameters import Odd, sequence
from .picture import CLOCK, Form
from .reading import RUN_UPS, Reading, TooLate
from .sources import opened
from .times import SECOND, exact
from .turning import plain_matrix
from .units import Sets, Splitter

if TYPE_CHECKING:
    from av.packet import Packet
    from av.video.stream import VideoStream

MOST_PICTURES = 250_000
LEAST = 2 * SECOND // CLOCK + 1
"""Pictures nearer to each other than this, in nanoseconds, could fall on one tick of the clip's clock."""
PIXELS = {"yuv420p", "yuvj420p"}


@dataclass(slots=True)
class Unit:
    """One picture as it lies in the file: its own clock's time, and its wall-clock time."""

    pts: int
    time: int
    key: bool


@dataclass(slots=True)
class Piece:
    """Pictures `first` to `last` of a survey, in decoding order: to copy, or to decode and encode those of `times`."""

    first: int
    last: int
    copied: bool
    times: list[int]


@dataclass(slots=True)
class Survey:
    """What was found in one file from the last key picture before the window on."""

    start: int
    run_up: int | None
    form: Form
    sets: Sets
    units: list[Unit] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    user_data: bool = False

    @property
    def copied(self) -> int:
        """Return how many pictures would be copied."""
        return sum(len(piece.times) for piece in self.pieces if piece.copied)

    @property
    def reorder(self) -> int:
        """Return how many pictures are at most decoded before one that is shown earlier."""
        return max((_reorder(self.units[piece.first : piece.last]) for piece in self.pieces if piece.copied), default=0)

    def offsets(self) -> Iterator[int]:
        """Yield how far each picture is shown behind its place in the order of decoding; encoded ones are in order."""
        for piece in self.pieces:
            if piece.copied:
                pairs = zip(piece.times, self.units[piece.first : piece.last], strict=True)
                yield from (unit.time - order for order, unit in pairs)
            else:
                yield 0

    def copy_less(self) -> None:
        """Have the last copied pictures encoded instead."""
        place = max(place for place, piece in enumerate(self.pieces) if piece.copied)
        piece, *behind = self.pieces[place:]
        if behind and behind[0].first == piece.first:
            behind[0].times = piece.times + behind[0].times
            del self.pieces[place]
        else:
            piece.copied = False

    def times(self) -> list[int]:
        """Return the wall-clock times of all pictures that go into the clip."""
        return [time for piece in self.pieces for time in piece.times]


def survey(path: str, begins: int, start: int, end: int, pixels: int) -> Survey:
    """Look through a file for the pictures with `start <= time < end` (wall-clock nanoseconds).

    Raises:
        Odd: if nothing of it can be copied safely.
        Failed, OSError, ValueError: if it cannot be read.
    """
    for run_up in RUN_UPS:
        try:
            with opened(path, pixels=pixels) as container:
                reading = Reading(container, begins)
                reading.jump(start, run_up)
                found = _looked_through(reading, start, end, run_up)
        except TooLate:
            continue
        found.pieces = list(_pieces(found.units, start, end))
        return found
    raise Odd("no key picture before the window")


def form_of(video: VideoStream, rate: Fraction) -> Form:
    """Return what the pictures of a stream look like, as far as its file says."""
    context = video.codec_context
    ratio = exact(video.sample_aspect_ratio) if video.sample_aspect_ratio else None
    return Form(
        width=context.width,
        height=context.height,
        pixels=context.pix_fmt or "",
        rate=rate,
        colours=(context.color_range, context.colorspace, context.color_primaries, context.color_trc),
        ratio=ratio if ratio and Fraction(1, 10) < ratio < 10 else None,
        matrix=plain_matrix(context.coded_side_data.get("display_matrix")),
    )


def _looked_through(reading: Reading, start: int, end: int, run_up: int | None) -> Survey:
    """Read the file's packets from the key picture before the window to the window's end."""
    video = reading.video
    form = form_of(video, reading.rate)
    if video.codec_context.name != "h264" or form.pixels not in PIXELS:
        raise Odd("not the common kind of H.264")
    splitter = Splitter(video.codec_context.extradata)
    found = Survey(start, run_up, form, splitter.sets)
    for packet in reading.packets():
        unit, user_data = _unit(reading, splitter, packet)
        if (unit.key and unit.time >= end) or _decoded_after(reading, packet, end):
            break
        if unit.key and (unit.time <= start or not found.units):
            if unit.time > start and reading.jumped:
                raise TooLate
            found.units.clear()
        elif not found.units:
            if reading.jumped:
                continue
            raise Odd("the recording begins without a key picture")
        found.units.append(unit)
        found.user_data |= user_data
        if len(found.units) > MOST_PICTURES:
            raise Odd("more pictures than any clip has")
    _judge_sets(found)
    return found


def _unit(reading: Reading, splitter: Splitter, packet: Packet[VideoStream]) -> tuple[Unit, bool]:
    """Look into a packet.

    Raises:
        Odd: if it is not one whole picture with a time.
    """
    time = reading.time(packet.pts, packet.time_base)
    if packet.pts is None or time is None or packet.is_corrupt or packet.is_discard:
        raise Odd("a packet without a time, or one that is not to be shown")
    access = splitter.access(bytes(packet))
    return Unit(packet.pts, time, access.key), access.user_data


def _decoded_after(reading: Reading, packet: Packet[VideoStream], end: int) -> bool:
    """Tell whether a packet is decoded after the window's end: then it and all behind it are shown later still."""
    decoded = reading.time(packet.dts, packet.time_base) if reading.zero is not None else None
    return decoded is not None and decoded >= end


def _judge_sets(found: Survey) -> None:
    """Check that the parameter sets are of the common kind, agree with the stream, and belong together.

    Raises:
        Odd: if not.
    """
    sequences = [sequence(unit) for unit in found.sets.sequences.values()]
    if not sequences or not found.sets.pictures:
        raise Odd("no parameter sets")
    first = sequences[0]
    for one in sequences:
        alike = (one.profile, one.level, one.width, one.height, one.usability) == (
            *(first.profile, first.level, first.width, first.height),
            first.usability,
        )
        if not (one.common and alike):
            raise Odd("an uncommon or a second kind of picture")
    if (first.width, first.height) != (found.form.width, found.form.height):
        raise Odd("the container states another size")
    if not set(found.sets.owners.values()) <= set(found.sets.sequences):
        raise Odd("a parameter set without its sequence")


def _pieces(units: list[Unit], start: int, end: int) -> Iterator[Piece]:
    """Yield what to do with each group of pictures; copies that follow each other are one.

    Raises:
        Odd: if the groups' pictures are not shown group by group, each at a time of its own.
    """
    keys = [place for place, unit in enumerate(units) if unit.key] + [len(units)]
    reached: int | None = None
    whole: Piece | None = None
    for first, last in pairwise(keys):
        times = sorted(unit.time for unit in units[first:last])
        if times[0] != units[first].time or (reached is not None and times[0] - reached < LEAST):
            raise Odd("pictures are shown out of their groups")
        if any(later - earlier < LEAST for earlier, later in pairwise(times)):
            raise Odd("two pictures at one time")
        reached = times[-1]
        if start <= times[0] and times[-1] < end:
            whole = whole or Piece(first, last, True, [])
            whole.last, whole.times = last, whole.times + times
            continue
        if whole:
            yield whole
            whole = None
        yield from _parts(units, first, last, start, end)
    if whole:
        yield whole


def _parts(units: list[Unit], first: int, last: int, start: int, end: int) -> Iterator[Piece]:
    """Yield what to do with a group that is partly outside."""
    times = sorted(unit.time for unit in units[first:last] if start <= unit.time < end)
    copied = _complete(units, first, last, end) if times and units[first].time >= start else 0
    head, rest = times[:copied], times[copied:]
    if head:
        yield Piece(first, first + copied, True, head)
    if rest:
        yield Piece(first, last, False, rest)


def _complete(units: list[Unit], first: int, last: int, end: int) -> int:
    """Return how many pictures from a group's beginning are inside and shown before every other one that is."""
    inside = [unit.time for unit in units[first:last] if unit.time < end]
    count = 0
    latest = None
    order = sorted(inside)
    for place, unit in enumerate(units[first:last]):
        if unit.time >= end:
            break
        latest = unit.time if latest is None else max(latest, unit.time)
        if latest == order[place]:
            count = place + 1
    return count


def _reorder(units: list[Unit]) -> int:
    """Return how many pictures are at most decoded before one that is shown earlier."""
    most = 0
    for place, unit in enumerate(units):
        most = max(most, sum(before.time > unit.time for before in units[max(0, place - 16) : place]))
    return most
