"""Task: decode the footage of a window, keep the frames that begin in it, and write them anew.

A frame's wall-clock time is its file's start plus how far it lies behind the file's first frame. Where files overlap
the earlier one is believed until it ends. Times are exact fractions of seconds until they are written.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
import gc
import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import av
from av.audio.frame import AudioFrame
from av.video.frame import VideoFrame

from .entry import FULL, Failed, Say
from .picture import CLOCK, Picture
from .sound import Sound
from .sources import opened, surplus, zero_of
from .times import MICROSECONDS, exact, microseconds

if TYPE_CHECKING:
    from av.container import InputContainer, OutputContainer
    from av.packet import Packet
    from av.stream import Stream

RUN_UPS = (Fraction(1), Fraction(12), None)
"""How far before the window decoding starts, in seconds; None from the file's beginning. The next one is taken when no
key frame was met before the window."""


class TooLate(Exception):
    """Decoding began behind the window's start, so frames of the window may be missing."""


@dataclass(slots=True)
class Cut:
    """One cut under way: the window in exact seconds of the epoch, and what has been put in so far."""

    job: dict[str, Any]
    say: Say
    output: OutputContainer
    start: Fraction
    end: Fraction
    picture: Picture | None = None
    sound: Sound | None = None
    first: Fraction = Fraction(0)
    placed: list[int] = field(default_factory=list)
    removed: set[str] = field(default_factory=set)
    told: int = -1

    def take_picture(self, frame: VideoFrame, time: Fraction, rate: Fraction) -> None:
        """Put a frame in if it begins inside the window and after the last one."""
        if not self.start <= time < self.end:
            return
        if self.picture is None:
            self.first = time
            self.picture = Picture.like(self.output, frame, rate, int((self.end - time) * CLOCK))
            if self.sound is not None:
                self.sound.start(self.output, time)
        if frame.key_frame and "user_data" not in self.removed:
            self.look_for_user_data(frame)
        if self.picture.add(frame, round((time - self.first) * CLOCK)):
            self.placed.append(microseconds(time))
        self.tell(time)

    def look_for_user_data(self, frame: VideoFrame) -> None:
        """Note whether a frame brings user data, as a camera's serial number; asking ties the frame into a cycle."""
        if "SEI_UNREGISTERED" in {kind.name for kind in frame.side_data}:
            self.removed.add("user_data")
        gc.collect(0)

    def tell(self, time: Fraction) -> None:
        """Report progress, in hundredths."""
        reached = int(100 * (time - self.start) / (self.end - self.start))
        if reached > self.told:
            self.told = reached
            self.say({"progress": reached / 100})


def run(job: dict[str, Any], say: Say) -> dict[str, Any]:
    """Cut one clip into `job["target"]`; return the frames' wall-clock times and what they came from."""
    start, end = (Fraction(job[edge], MICROSECONDS) for edge in ("start", "end"))
    os.close(os.open(job["target"], os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_WRONLY, 0o600))
    sources, unreadable = [], 0
    with _finished_file(job["target"]) as output:
        cut = Cut(job, say, output, start, end)
        if job["sound"]:
            cut.sound = _sound_track(cut)
        for segment in job["segments"]:
            before = len(cut.placed)
            unreadable += not _take_segment(cut, segment)
            if len(cut.placed) > before:
                sources.append({"path": segment["path"], "start": segment["start"], "frames": len(cut.placed) - before})
        if cut.picture is None:
            raise Failed("cut_unreadable" if unreadable == len(job["segments"]) else "no_footage")
        cut.picture.finish()
        if cut.sound is not None:
            cut.sound.finish()
    _sync(job["target"])
    return {"placed": cut.placed, "removed": sorted(cut.removed), "sources": [_hashed(source) for source in sources]}


def _finished_file(path: str) -> OutputContainer:
    """Open the file to write: index first, no writer's name, no times of making, no edit lists."""
    return av.open(
        f"file:{path}",
        "w",
        format="mp4",
        container_options={
            "movflags": "+faststart",
            "fflags": "+bitexact",
            "use_editlist": "0",
            "video_track_timescale": str(CLOCK),
            "movie_timescale": str(CLOCK),
        },
    )


def _sound_track(cut: Cut) -> Sound | None:
    """Add a sound track if any file has sound, with as many channels as the first that has."""
    for segment in cut.job["segments"]:
        try:
            with opened(segment["path"], pixels=cut.job["limits"]["pixels"]) as container:
                if container.streams.audio:
                    channels = container.streams.audio[0].codec_context.channels
                    return Sound(1 if channels == 1 else 2, cut.end)
        except Failed, OSError, ValueError:
            continue  # what cannot be read is counted when its pictures are taken
    return None


def _take_segment(cut: Cut, segment: dict[str, Any]) -> bool:
    """Take a file's frames; False if it cannot be read as video at all."""
    for run_up in RUN_UPS:
        try:
            with opened(segment["path"], pixels=cut.job["limits"]["pixels"]) as container:
                _Reading(cut, container, Fraction(segment["start"], MICROSECONDS)).take(run_up)
            return True
        except TooLate:
            continue
        except (Failed, OSError, ValueError) as error:
            if getattr(error, "errno", None) in FULL:
                raise  # it is the clip that cannot be written
            return False
    return False


class _Reading:
    """One pass over one file from a run-up before the window to the window's end."""

    def __init__(self, cut: Cut, container: InputContainer, begins: Fraction) -> None:
        self.cut = cut
        self.container = container
        self.begins = begins
        self.video = container.streams.video[0]
        self.audio = container.streams.audio[0] if cut.sound is not None and container.streams.audio else None
        self.zero = zero_of(self.video)
        self.rate = _plausible(self.video.average_rate or self.video.guessed_rate)
        self.resampler = cut.sound.resampler() if cut.sound is not None else None
        self.seen, self.heard = False, self.audio is None
        self.video.codec_context.thread_count = min(4, os.cpu_count() or 1)
        self.video.codec_context.thread_type = "AUTO"

    def take(self, run_up: Fraction | None) -> None:
        """Take what belongs into the window.

        Raises:
            TooLate: if decoding after a jump began behind the window's start.
        """
        self._note_removed()
        jumped = self._jump(run_up)
        self._announce(jumped, run_up)
        met = not jumped
        for frame in self._frames():
            time = self._time(frame)
            if time is None:
                continue
            if isinstance(frame, AudioFrame):
                self._take_sound(frame, time)
                continue
            if not met and not frame.key_frame:
                continue
            if not met and time > self.cut.start:
                raise TooLate
            met = True
            if time >= self.cut.end:
                self.seen = True
            else:
                self.cut.take_picture(frame, time, self.rate)

    def _note_removed(self) -> None:
        """Note what this file has that the clip will not have."""
        self.cut.removed |= surplus(self.container)
        if self.container.streams.audio and self.cut.sound is None:
            self.cut.removed.add("sound")

    def _jump(self, run_up: Fraction | None) -> bool:
        """Go near the window's start instead of decoding all before it; False if that is not worth it or not safe."""
        if run_up is None or self.zero is None or self.video.time_base is None:
            return False
        ahead = self.cut.start - run_up - self.begins
        if ahead <= 0:
            return False
        self.container.seek(int((self.zero + ahead) / exact(self.video.time_base)), stream=self.video)
        return True

    def _announce(self, jumped: bool, run_up: Fraction | None) -> None:
        """Say how many pixels there are to decode, for the time limit."""
        since = self.cut.start - run_up if jumped and run_up is not None else self.begins
        seconds = max(Fraction(0), self.cut.end - max(since, self.begins))
        self.cut.say({"pixels": int(self.video.width * self.video.height * seconds * self.rate)})

    def _frames(self) -> Iterator[VideoFrame | AudioFrame]:
        """Decode in the file's order, past damage where possible, until the window's end was seen and heard."""
        streams: list[Stream] = [self.video] if self.audio is None else [self.video, self.audio]
        packets = self.container.demux(*streams)
        while not (self.seen and self.heard):
            try:
                packet = next(packets)
            except StopIteration:
                return
            except OSError, ValueError:
                packet = None  # cut off or still being written: what came before counts
            if packet is None:
                for stream in streams:
                    yield from _decoded(stream, None)
                return
            if not (self.seen and packet.stream is self.video):
                yield from _decoded(packet.stream, packet)

    def _time(self, frame: VideoFrame | AudioFrame) -> Fraction | None:
        """Return a frame's wall-clock time; None if the file does not say."""
        if frame.pts is None or frame.time_base is None:
            return None
        shown = frame.pts * exact(frame.time_base)
        if self.zero is None:
            self.zero = shown
        return self.begins + shown - self.zero

    def _take_sound(self, frame: AudioFrame, time: Fraction) -> None:
        """Put sound in that may overlap the window; a frame of it is never as long as a second."""
        assert self.cut.sound is not None
        assert self.resampler is not None
        self.heard = time >= self.cut.end
        if self.heard or time + 1 < self.cut.start:
            return
        try:
            for piece in self.resampler.resample(frame):
                heard = self._time(piece)
                if heard is not None:
                    self.cut.sound.add(piece, heard)
        except ValueError:
            self.resampler = self.cut.sound.resampler()  # the sound's form changed in mid-file


def _decoded(stream: Any, packet: Packet[Any] | None) -> list[VideoFrame | AudioFrame]:
    """Decode a packet of a video or audio stream (None: what the decoder still holds); a broken one gives nothing."""
    try:
        frames: list[VideoFrame | AudioFrame] = stream.decode(packet)
    except ValueError, OSError:
        return []
    return frames


def _plausible(rate: Any) -> Fraction:
    """Return a frame rate that an encoder accepts; files state the oddest ones."""
    stated = exact(rate) if rate else Fraction(25)
    return min(max(stated, Fraction(1)), Fraction(120)).limit_denominator(1001)


def _hashed(source: dict[str, Any]) -> dict[str, Any]:
    """Replace a source's path by its hash and size."""
    path = Path(source.pop("path"))
    with path.open("rb") as file:
        return {**source, "sha256": hashlib.file_digest(file, "sha256").hexdigest(), "size": file.tell()}


def _sync(path: str) -> None:
    """Bring a finished file to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
