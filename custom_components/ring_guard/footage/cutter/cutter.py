"""Makes a clip: one at a time, in a child process, checked by another one before anybody gets to see it."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
import os
from pathlib import Path
import re
from typing import Any

from ...domain.clips import ClipOrder, ClipReport, violations
from ...domain.model import Window
from ..errors import ClipRejected, CutFailed, NoFootage
from ..origin import JOINT, Footage, Segment
from ..prober import Probe
from .child import run_job
from .limits import CutLimits
from .result import FinishedClip, SourceFile

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
TICK = timedelta(microseconds=1)
PLAIN_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
CRASHES = 8
"""So many recordings may kill their reader before the rest is given up."""

type Progress = Callable[[float], None]


class Cutter:
    """Cuts clips and measures recordings, one job after the other; the rest wait in line."""

    def __init__(self, limits: CutLimits | None = None) -> None:
        self._limits = limits or CutLimits()
        self._turn = asyncio.Lock()

    async def cut(
        self,
        order: ClipOrder,
        footage: Footage,
        target_folder: Path,
        *,
        limits: CutLimits | None = None,
        progress: Progress | None = None,
    ) -> FinishedClip:
        """Cut what `order` says out of `footage` into `target_folder`, as `<request id>-<n>.mp4`.

        `progress` hears numbers from 0 to 1, in the event loop. Cancelling ends the child process and leaves no file.

        Raises:
            NoFootage: if not one frame begins in the window.
            CutFailed: if no clip could be made.
            ClipRejected: if the finished file was not what was ordered; it has been deleted.
            ValueError: if the request's id is no plain word.
        """
        if not PLAIN_ID.fullmatch(order.request_id):
            raise ValueError("a request's id names its clips' files")
        async with self._turn:
            try:
                part = await asyncio.to_thread(_prepare, target_folder, order.request_id)
            except OSError as error:
                raise CutFailed("cut_folder_unusable") from error
            try:
                return await self._cut(order, footage, part, limits or self._limits, progress)
            finally:
                # Not awaited: a cancelled task could be cancelled again before the file is gone.
                part.unlink(missing_ok=True)

    async def _cut(
        self, order: ClipOrder, footage: Footage, part: Path, limits: CutLimits, progress: Progress | None
    ) -> FinishedClip:
        """Have the clip made, checked, judged and put in its place."""

        def hear(line: dict[str, Any]) -> None:
            if progress is not None and "progress" in line:
                progress(line["progress"])

        job = _cut_job(order, footage, part)
        made = (await _made(job, limits, hear))["done"]
        try:
            return await _judged(order, job, made, limits)
        except ClipRejected:
            if not made["copied"]:
                raise
        # A camera's damaged pictures were copied with their damage: a decoder can still make something of them.
        await asyncio.to_thread(part.unlink)
        made = (await _made({**job, "copy": False}, limits, hear))["done"]
        return await _judged(order, job, made, limits)

    async def probe(self, paths: Sequence[Path]) -> list[Probe | None]:
        """Tell how long recordings are; None for what cannot be read as video, or kills or detains its reader."""
        probes: list[Probe | None] = []

        def hear(line: dict[str, Any]) -> None:
            if "probe" in line:
                probes.append(_probe(line["probe"]) if line["probe"] else None)

        crashes = 0
        while len(probes) < len(paths) and crashes < CRASHES:
            rest = [str(path) for path in paths[len(probes) :]]
            try:
                async with self._turn:
                    await run_job({"task": "probing", "paths": rest}, self._limits, hear)
            except CutFailed:
                probes.append(None)
                crashes += 1
        return probes + [None] * (len(paths) - len(probes))

    async def still(self, path: Path, at: timedelta, target: Path) -> bytes:
        """Return one small picture of a recording as JPEG, about `at` behind its beginning; `target` is a new file for it.

        Raises:
            CutFailed: if no picture can be decoded.
        """
        job = {"task": "still", "recording": str(path), "at": at // TICK, "target": str(target)}
        async with self._turn:
            await run_job(job, self._limits)
        return await asyncio.to_thread(target.read_bytes)


async def _made(job: dict[str, Any], limits: CutLimits, hear: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
    """Run the cut itself.

    Raises:
        NoFootage: if the files held not one frame of the window.
    """
    if not job["segments"]:
        raise NoFootage("no_footage")
    try:
        return await run_job(job, limits, hear)
    except CutFailed as error:
        if error.reason.key == "no_footage":
            raise NoFootage("no_footage") from None
        raise


async def _judged(order: ClipOrder, job: dict[str, Any], made: dict[str, Any], limits: CutLimits) -> FinishedClip:
    """Have a clip read by another process, and put it in its place if it is what was ordered.

    Raises:
        ClipRejected: if it is not.
    """
    try:
        reading = {"task": "checking", "target": job["target"], "masks": job["masks"]}
        sources = [job["segments"][source["place"]] for source in made["sources"]]
        read = (await run_job({**reading, "sources": [source["path"] for source in sources]}, limits))["done"]
    except CutFailed as error:
        raise ClipRejected(("clip_fault_damaged",)) from error
    return await asyncio.to_thread(_accept, order, job, made, read)


def _cut_job(order: ClipOrder, footage: Footage, part: Path) -> dict[str, Any]:
    """Describe the cut to the child; times are whole microseconds of the epoch."""
    window = order.window
    segments = [piece for piece in footage.segments if piece.start < window.end and piece.end > window.start]
    return {
        "task": "cutting",
        "target": str(part),
        "start": _micro(window.start),
        "end": _micro(window.end),
        "sound": order.sound,
        "copy": True,
        "masks": [mask.points for mask in order.masks],
        "most_lines": order.most_lines,
        "segments": [_segment(piece) for piece in sorted(segments, key=lambda piece: piece.start)],
    }


def _segment(piece: Segment) -> dict[str, Any]:
    """Describe one file to the child."""
    return {"path": str(piece.path), "start": _micro(piece.start)}


def _prepare(folder: Path, request_id: str) -> Path:
    """Make the private folder, and return the path of the part file that the next clip of this request gets."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    number = 1
    while (folder / f"{request_id}-{number}.mp4").exists():
        number += 1
    part = folder / f"{request_id}-{number}.mp4.part"
    part.unlink(missing_ok=True)  # left by a crash: only one cut runs at a time
    return part


def _accept(order: ClipOrder, job: dict[str, Any], made: dict[str, Any], read: dict[str, Any]) -> FinishedClip:
    """Judge what was read from the finished file; give it its name if it is what was ordered.

    Raises:
        ClipRejected: if it is not.
    """
    part = Path(job["target"])
    report = _report(read["report"])
    placed = [_time(moment) for moment in made["placed"]]
    if faults := violations(order, report, placed):
        raise ClipRejected(faults)
    path = part.with_suffix("")
    _sync(part)
    part.rename(path)
    _sync(path.parent)
    return FinishedClip(
        path=path,
        sha256=read["sha256"],
        size=read["size"],
        duration=report.picture_end,
        frames=len(placed),
        copied=made["copied"],
        first_frame=placed[0],
        end=placed[0] + report.picture_end,
        report=report,
        removed=tuple(made["removed"]),
        gaps=_gaps(order.window, placed),
        sources=tuple(
            SourceFile(**known, start=_time(job["segments"][source["place"]]["start"]), frames=source["frames"])
            for source, known in zip(made["sources"], read["sources"], strict=True)
        ),
    )


def _gaps(window: Window, placed: Sequence[datetime]) -> tuple[Window, ...]:
    """Return the stretches of the window in which no frame begins for too long."""
    moments = pairwise((window.start, *placed, window.end))
    return tuple(Window(start=before, end=after) for before, after in moments if after - before >= JOINT)


def _report(plain: dict[str, Any]) -> ClipReport:
    """Turn the reader's JSON into the domain's report."""
    lengths = {
        key: None if plain[key] is None else plain[key] * TICK for key in ("picture_end", "sound_start", "sound_end")
    }
    times = tuple(time * TICK for time in plain["frame_times"])
    lists = {key: tuple(plain[key]) for key in ("streams", "metadata", "boxes")}
    return ClipReport(**{**plain, **lengths, **lists, "frame_times": times})


def _probe(plain: dict[str, int]) -> Probe:
    """Turn the child's measurements into a probe."""
    return Probe(duration=plain["duration"] * TICK, width=plain["width"], height=plain["height"])


def _micro(time: datetime) -> int:
    """Return whole microseconds of the epoch."""
    return (time - EPOCH) // TICK


def _time(micro: int) -> datetime:
    """Return the time of a microsecond of the epoch."""
    return EPOCH + micro * TICK


def _sync(path: Path) -> None:
    """Bring a file, or a folder's list of files, to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
