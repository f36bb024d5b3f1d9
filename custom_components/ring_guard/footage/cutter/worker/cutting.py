"""Task: put the frames of a window into a new file: copied as they are where that is exact, decoded and encoded elsewhere.

Where files overlap the earlier one is believed until it ends, except that what can be copied goes before.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
import os
from typing import TYPE_CHECKING, Any

import av

from .clip import Clip, Progress
from .entry import FULL, Failed, Say
from .parameters import Odd
from .picture import CLOCK
from .plan import Plan, planned
from .reading import RUN_UPS, Reading, TooLate
from .sound import Sound
from .sources import opened, sound_of, surplus
from .splice import Splice
from .survey import Survey
from .times import MICROSECOND

if TYPE_CHECKING:
    from av.container import OutputContainer


def run(job: dict[str, Any], say: Say) -> dict[str, Any]:
    """Cut one clip into `job["target"]`; return the frames' wall-clock times and the files that they came from."""
    os.close(os.open(job["target"], os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_WRONLY, 0o600))
    work = _Work(job, say)
    try:
        return work.cut(planned(job) if job["copy"] and not job["masks"] else None)
    except Odd:
        return work.cut(None)  # what the survey saw did not come true: nothing of it counts


class _Work:
    """The cut of one job, which may need two attempts."""

    def __init__(self, job: dict[str, Any], say: Say) -> None:
        self.job = job
        self.say = say
        self.progress = Progress(say)

    def cut(self, plan: Plan | None) -> dict[str, Any]:
        """Cut the clip, copying what the plan says.

        Raises:
            Odd: if the plan cannot be carried out.
            Failed: if there is nothing to cut.
        """
        start, end = (self.job[edge] * MICROSECOND for edge in ("start", "end"))
        segments = self.job["segments"]
        taken, unreadable = [], 0
        with _new_file(self.job["target"]) as output:
            clip = Clip(self.progress, output, start, end, plan, self.job["masks"], self.job["most_lines"])
            clip.sound = self._sound_track(end) if self.job["sound"] else None
            for place, segment in enumerate(segments):
                before = len(clip.placed)
                unreadable += not self._take_segment(clip, place, segment)
                if frames := len(clip.placed) - before:
                    taken.append({"place": place, "frames": frames})
            clip.finish()
        if not taken:
            raise Failed("cut_unreadable" if unreadable == len(segments) else "no_footage")
        return {
            "placed": clip.placed,
            "removed": sorted(clip.removed),
            "copied": clip.copied,
            "sources": taken,
        }

    def _sound_track(self, end: int) -> Sound | None:
        """Return a sound track if any file has sound, with as many channels as the first that has."""
        for segment in self.job["segments"]:
            try:
                with opened(segment["path"], pixels=self.job["limits"]["pixels"]) as container:
                    if track := sound_of(container):
                        channels = track.codec_context.channels
                        return Sound(1 if channels == 1 else 2, end)
            except Failed, OSError, ValueError:
                continue  # what cannot be read is counted when its pictures are taken
        return None

    def _take_segment(self, clip: Clip, place: int, segment: dict[str, Any]) -> bool:
        """Take a file's frames; False if it cannot be read as video at all."""
        plan = clip.plan
        try:
            if plan is not None and place in plan.surveys:
                self._splice(clip, segment, plan.surveys[place])
            else:
                self._decode(clip, segment, plan.next_after(place, clip.end) if plan else clip.end)
        except (Failed, OSError, ValueError) as error:
            if isinstance(error, Odd) or getattr(error, "errno", None) in FULL:
                raise  # it is the plan that does not hold, or the clip that cannot be written
            return False
        return True

    def _splice(self, clip: Clip, segment: dict[str, Any], found: Survey) -> None:
        """Take a file's frames as the plan says.

        Raises:
            Odd: if the file holds less than was surveyed.
        """
        with self._reading(clip, segment, found.start, found.run_up) as reading:
            splice = Splice(clip, reading, found)
            for packet in reading.packets():
                if packet.stream is reading.audio:
                    reading.hear(packet, clip.start, clip.end)
                elif not splice.done:
                    splice.take(packet)
                if splice.done and reading.heard:
                    break
            if not splice.done:
                raise Odd("the recording has become shorter")
            if not reading.heard:
                reading.hear(None, clip.start, clip.end)
            if found.user_data:
                clip.removed.add("user_data")

    def _decode(self, clip: Clip, segment: dict[str, Any], until: int) -> None:
        """Decode a file's frames before `until`, past damage where possible."""
        for run_up in RUN_UPS:
            try:
                with self._reading(clip, segment, clip.start, run_up) as reading:
                    _decoded(clip, reading, until)
                return
            except TooLate:
                continue

    @contextmanager
    def _reading(self, clip: Clip, segment: dict[str, Any], start: int, run_up: int | None) -> Iterator[Reading]:
        """Open a file near a time, having noted what it has that the clip will not have."""
        with opened(segment["path"], pixels=self.job["limits"]["pixels"]) as container:
            clip.removed |= surplus(container)
            if container.streams.audio and clip.sound is None:
                clip.removed.add("sound")
            reading = Reading(container, segment["start"] * MICROSECOND, clip.sound)
            reading.jump(start, run_up)
            self.say({"pixels": reading.pixels(start, clip.end, run_up)})
            yield reading


def _new_file(path: str) -> OutputContainer:
    """Open the file to write: index first, no writer's name, no times of making, no edit lists."""
    return av.open(
        f"file:{path}",
        "w",
        format="mp4",
        container_options={
            "movflags": "+faststart+negative_cts_offsets",
            "fflags": "+bitexact",
            "use_editlist": "0",
            "avoid_negative_ts": "disabled",
            "video_track_timescale": str(CLOCK),
            "movie_timescale": str(CLOCK),
        },
    )


def _decoded(clip: Clip, reading: Reading, until: int) -> None:
    """Decode what belongs into the window and lies before `until`.

    Raises:
        TooLate: if decoding after a jump began behind the window's start.
    """
    seen, met = False, not reading.jumped
    for packet in chain(reading.packets(), (None,)):
        if packet is not None and packet.stream is reading.audio:
            reading.hear(packet, clip.start, clip.end)
        elif not seen:
            for time, frame in reading.pictures(packet):
                met = met or (frame.key_frame and time <= clip.start)
                if not met and time > clip.start:
                    raise TooLate
                seen = seen or time >= clip.end
                if met and time < until:
                    clip.take(frame, time, reading)
        if seen and reading.heard:
            return
    if not met:
        raise TooLate
    if reading.audio is not None:
        reading.hear(None, clip.start, clip.end)
