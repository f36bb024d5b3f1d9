"""A clip under way: what is put into it, from when to when, and what it is made of so far.

Times are wall-clock nanoseconds of the epoch until they are written.
"""

from dataclasses import dataclass, field, replace
import gc
from time import monotonic
from typing import TYPE_CHECKING

from .entry import Say
from .masking import Masking, Point
from .picture import CLOCK, Form, Picture
from .plan import Plan
from .sound import Sound
from .survey import form_of
from .times import SECOND, microseconds
from .units import Access

if TYPE_CHECKING:
    from av.container import OutputContainer
    from av.video.frame import VideoFrame

    from .reading import Reading


PAUSE = 0.25
"""Seconds between two reports: each wakes the hub, and a page shows one a second."""

STRIDE = 5
"""Hundredths that are worth a report at once."""


@dataclass(slots=True)
class Progress:
    """Tells how far a cut is, in hundredths, never less than before, and no more often than people can follow."""

    say: Say
    told: int = -STRIDE
    next: float = 0

    def tell(self, share: float) -> None:
        """Report progress, if it is worth it."""
        hundredths = int(100 * share)
        if hundredths - self.told < STRIDE and (hundredths <= self.told or monotonic() < self.next):
            return
        self.told, self.next = hundredths, monotonic() + PAUSE
        self.say({"progress": hundredths / 100})


@dataclass(slots=True)
class Clip:
    """One clip under way: its window, and what has been put in so far."""

    progress: Progress
    output: OutputContainer
    start: int
    end: int
    plan: Plan | None
    masks: list[list[Point]] = field(default_factory=list)
    most_lines: int | None = None
    sound: Sound | None = None
    picture: Picture | None = None
    first: int = 0
    placed: list[int] = field(default_factory=list)
    removed: set[str] = field(default_factory=set)
    copied: int = 0

    def take(self, frame: VideoFrame, time: int, reading: Reading) -> None:
        """Put a frame in if it begins inside the window and after the last one."""
        if not self.start <= time < self.end:
            return
        if self.picture is None:
            form = self.plan.form if self.plan else _form(frame, reading).within(self.most_lines)
            self._begin(form, time)
        if frame.key_frame and "user_data" not in self.removed:
            self._look_for_user_data(frame)
        assert self.picture is not None
        if self.picture.add(frame, self._tick(time)):
            self._place(time)

    def copy(self, access: Access, time: int, order: int, until: int | None) -> None:
        """Put a picture in as it is; it is decoded at `order` and the next one at `until` (None: none follows at once)."""
        if self.picture is None:
            assert self.plan is not None
            self._begin(self.plan.form, time)
        assert self.picture is not None
        begin = self._tick(order)
        over = min(begin + self.picture.form.nominal, self.picture.end) if until is None else self._tick(until)
        self.picture.copy(access, self._tick(time), begin, over)
        self.copied += 1
        # Pictures are written in decoding order, but listed in the order shown.
        self._place(order)

    def finish(self) -> None:
        """Write what is left."""
        self.pause()
        if self.sound is not None and self.picture is not None:
            self.sound.finish()
        self.progress.tell(1)

    def pause(self) -> None:
        """Finish what was taken to be encoded."""
        if self.picture is not None:
            self.picture.pause()

    def _begin(self, form: Form, first: int) -> None:
        """Begin the clip with the frame of a time."""
        self.first = first
        end = (self.end - first) * CLOCK // SECOND
        self.picture = Picture.make(self.output, form, end, self.plan.body if self.plan else None)
        if self.masks:
            self.picture.masking = Masking(self.masks, form.width, form.height, form.pixels, form.matrix)
        if self.sound is not None:
            self.sound.start(self.output, first)

    def _place(self, time: int) -> None:
        """Note that the frame of a time is in."""
        self.placed.append(microseconds(time))
        self.progress.tell((time - self.start) / (self.end - self.start))

    def _tick(self, time: int) -> int:
        """Return the place of a time on the clip's clock."""
        return ((time - self.first) * CLOCK + SECOND // 2) // SECOND

    def _look_for_user_data(self, frame: VideoFrame) -> None:
        """Note whether a frame brings user data, as a camera's serial number; asking ties the frame into a cycle."""
        if "SEI_UNREGISTERED" in {kind.name for kind in frame.side_data}:
            self.removed.add("user_data")
        gc.collect(0)


def _form(frame: VideoFrame, reading: Reading) -> Form:
    """Return what a clip looks like that begins with a frame."""
    return replace(
        form_of(reading.video, reading.rate),
        width=frame.width & ~1,
        height=frame.height & ~1,
        pixels="yuvj420p" if frame.format.name == "yuvj420p" else "yuv420p",
        colours=(frame.color_range, frame.colorspace, frame.color_primaries, frame.color_trc),
    )
