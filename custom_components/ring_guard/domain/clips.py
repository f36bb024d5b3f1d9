"""Which seconds of which camera may leave, and what a finished file must satisfy.

Pure: it reads no file and no clock. The cutter does what a `ClipOrder` says; `violations` judges what an
independent reader found in the finished file. It must never excuse a file: whatever it does not know, it refuses.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from .masks import Mask, applied, missing
from .model import Terms, Window

TICK = timedelta(milliseconds=1)
"""How far a frame's time in the file may lie from its time in the footage: containers round to their own clock."""


class ClipProblem(StrEnum):
    """Why no clip can be ordered; values are translation keys."""

    SECONDS_NEEDED = "clip_seconds_needed"
    OUTSIDE_ASKED = "clip_outside_asked"
    TOO_LONG = "clip_too_long"
    TOTAL_TOO_LONG = "clip_total_too_long"
    NO_CAMERA = "clip_no_camera"
    MASK_MISSING = "clip_mask_missing"


class ClipRefused(Exception):
    """What was chosen may not leave under these terms; `problem` says why."""

    def __init__(self, problem: ClipProblem) -> None:
        super().__init__(problem.value)
        self.problem = problem


class ClipFault(StrEnum):
    """What is wrong with a finished file; values are translation keys."""

    NO_PICTURE = "clip_fault_no_picture"
    FRAME_OUTSIDE_WINDOW = "clip_fault_frame_outside_window"
    FRAMES_UNEXPLAINED = "clip_fault_frames_unexplained"
    TIMES_DISORDERED = "clip_fault_times_disordered"
    TOO_LONG = "clip_fault_too_long"
    SOUND = "clip_fault_sound"
    SOUND_OUTSIDE_WINDOW = "clip_fault_sound_outside_window"
    EXTRA_STREAM = "clip_fault_extra_stream"
    CHAPTERS = "clip_fault_chapters"
    METADATA = "clip_fault_metadata"
    USER_DATA = "clip_fault_user_data"
    UNCOVERED = "clip_fault_uncovered"
    PICTURE_TOO_LARGE = "clip_fault_picture_too_large"
    EDIT_LIST = "clip_fault_edit_list"
    HIDDEN_BYTES = "clip_fault_hidden_bytes"
    DAMAGED = "clip_fault_damaged"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipOrder:
    """One clip to cut: the frames of `camera_id` that begin in `window` (`start <= t < end`), with sound or without.

    `masks` cover parts of each picture, `most_lines` is the largest height that it may have (None: any).
    """

    request_id: str
    camera_id: str
    window: Window
    sound: bool
    masks: tuple[Mask, ...] = ()
    most_lines: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipReport:
    """What an independent reader found in a finished file, edit lists ignored, every frame decoded.

    Times are relative to the file's zero. `streams` are the streams' kinds in order ("video", "audio", "data", ...).
    `frame_times` are the decoded frames' times in the order shown, `picture_end` is where the last frame ends,
    `sound_start` and `sound_end` are None without sound. `metadata` are keys that a neutral file does not carry,
    `boxes` are parts of the file that can hold more than the clip (`udta`, `meta`, `uuid`, ...),
    `lines` is the picture's height as shown, `uncovered` counts places under a mask that show something in some frame,
    `user_data` counts units that are no part of a picture, `hidden_bytes` counts media bytes that belong to no packet, `errors` decoding errors.
    """

    streams: tuple[str, ...]
    frame_times: tuple[timedelta, ...]
    picture_end: timedelta
    sound_start: timedelta | None = None
    sound_end: timedelta | None = None
    chapters: int = 0
    metadata: tuple[str, ...] = ()
    boxes: tuple[str, ...] = ()
    edit_lists: int = 0
    lines: int = 0
    uncovered: int = 0
    user_data: int = 0
    hidden_bytes: int = 0
    errors: int = 0


def clip_window(asked: Window, chosen: Window | None, terms: Terms) -> Window:
    """Return the window that may be cut: the chosen seconds, or all that was asked for where that is short enough.

    Raises:
        ClipRefused: if the choice leaves the asked window, is longer than the longest clip, or is missing where needed.
    """
    if chosen is None:
        if _longer(asked.length, terms):
            raise ClipRefused(ClipProblem.SECONDS_NEEDED)
        return asked
    if not asked.contains(chosen):
        raise ClipRefused(ClipProblem.OUTSIDE_ASKED)
    if _longer(chosen.length, terms):
        raise ClipRefused(ClipProblem.TOO_LONG)
    return chosen


def clip_orders(
    request_id: str,
    cameras: Iterable[str],
    asked: Window,
    chosen: Window | None,
    terms: Terms,
    masks: Mapping[str, Sequence[Mask]] | None = None,
) -> tuple[ClipOrder, ...]:
    """Return one order for each of `cameras` that the terms let out, sorted by camera.

    `cameras` are those that the request is about (all of the household's where it names none). Every order has the
    same window: the longest clip is a limit on each camera's clip. `masks` are those of all cameras of the household.

    Raises:
        ClipRefused: as `clip_window`; also if no camera remains, or if the terms ask for a mask that no camera has.
    """
    drawn = masks or {}
    if missing(drawn, terms):
        raise ClipRefused(ClipProblem.MASK_MISSING)
    window = clip_window(asked, chosen, terms)
    allowed = sorted(camera for camera in set(cameras) if terms.cameras is None or camera in terms.cameras)
    if not allowed:
        raise ClipRefused(ClipProblem.NO_CAMERA)
    if terms.longest_total is not None and window.length * len(allowed) > terms.longest_total:
        raise ClipRefused(ClipProblem.TOTAL_TOO_LONG)
    return tuple(
        ClipOrder(
            request_id=request_id,
            camera_id=camera,
            window=window,
            sound=terms.sound,
            masks=applied(drawn.get(camera, ()), terms),
            most_lines=terms.most_lines,
        )
        for camera in allowed
    )


def violations(order: ClipOrder, report: ClipReport, placed: Sequence[datetime]) -> tuple[ClipFault, ...]:
    """Return everything about a finished file that its order does not allow; empty means that it may be offered.

    `placed` are the wall-clock times of the frames that the cutter says it put in, in order. The file must hold
    exactly those frames, each as far behind the first as it was in the footage.
    """
    return (*_picture_faults(order, report, placed), *_sound_faults(order, report), *_surplus(report))


def _longer(length: timedelta, terms: Terms) -> bool:
    """Tell whether a length exceeds the longest clip."""
    return terms.longest_clip is not None and length > terms.longest_clip


def _picture_faults(order: ClipOrder, report: ClipReport, placed: Sequence[datetime]) -> list[ClipFault]:
    """Judge the frames: which they are, when they are shown, and how long the file plays."""
    times = report.frame_times
    if not times or not placed:
        return [ClipFault.NO_PICTURE]
    faults = []
    if any(not order.window.start <= time < order.window.end for time in placed):
        faults.append(ClipFault.FRAME_OUTSIDE_WINDOW)
    if len(times) != len(placed) or any(
        abs(shown - (taken - placed[0])) > TICK for shown, taken in zip(times, placed, strict=False)
    ):
        faults.append(ClipFault.FRAMES_UNEXPLAINED)
    if times[0] < timedelta() or any(later <= earlier for earlier, later in pairwise(times)):
        faults.append(ClipFault.TIMES_DISORDERED)
    if times[-1] >= order.window.length or report.picture_end > order.window.length:
        faults.append(ClipFault.TOO_LONG)
    if order.masks and report.uncovered:
        faults.append(ClipFault.UNCOVERED)
    if order.most_lines is not None and report.lines > order.most_lines:
        faults.append(ClipFault.PICTURE_TOO_LARGE)
    return faults


def _sound_faults(order: ClipOrder, report: ClipReport) -> list[ClipFault]:
    """Judge the sound: whether there may be any, and whether it stays inside the window."""
    if "audio" in report.streams and not order.sound:
        return [ClipFault.SOUND]
    start, end = report.sound_start, report.sound_end
    if (start is not None and start < timedelta()) or (end is not None and end > order.window.length):
        return [ClipFault.SOUND_OUTSIDE_WINDOW]
    return []


def _surplus(report: ClipReport) -> list[ClipFault]:
    """Judge whatever is neither picture nor sound: a finished file carries nothing else."""
    allowed = ("video",), ("video", "audio")
    found = {
        ClipFault.EXTRA_STREAM: report.streams not in allowed,
        ClipFault.CHAPTERS: report.chapters,
        ClipFault.METADATA: report.metadata or report.boxes,
        ClipFault.USER_DATA: report.user_data,
        ClipFault.EDIT_LIST: report.edit_lists,
        ClipFault.HIDDEN_BYTES: report.hidden_bytes,
        ClipFault.DAMAGED: report.errors,
    }
    return [fault for fault, wrong in found.items() if wrong]
