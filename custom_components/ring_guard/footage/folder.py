"""Searches a folder of files that are named or dated by time, as recorders, cameras and FTP uploads leave them.

It lists and measures, off the event loop; it opens no recording itself. What cannot be placed in time for certain is
left out: an hour that the clocks went through twice is told apart by when the file was written, or not used at all.
"""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from fnmatch import fnmatch
import os
from pathlib import Path, PurePosixPath
import stat
import time
from zoneinfo import ZoneInfo

from ..domain.model import Window
from .errors import OriginUnavailable
from .names import day_of, starts
from .origin import Footage, Note, Segment, collected
from .prober import Probe, Prober

KINDS = frozenset({".mp4", ".m4v", ".mov", ".mkv", ".ts", ".m2ts", ".avi", ".flv", ".webm", ".mpg", ".mpeg"})
MOST_ENTRIES = 500_000
"""Entries looked at before a folder counts as too large; folders of other days are not looked into."""

MOST_FILES = 2_000
"""Recordings measured for one window."""

DEPTH = 8
LONGEST_FILE = timedelta(hours=24)
"""A recording that began longer ago than this is taken not to reach into the window."""

SKEW = timedelta(hours=1)
"""How far a recorder's clock may be ahead of that of the disk it writes to."""

SETTLED = timedelta(minutes=15)
"""How far the end of a file may lie from when it was written for that to tell its hour."""

RESTING = timedelta(seconds=30)
"""A file that was written to more recently than this is taken to be still growing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A file that may be of the window: when it may have begun (none: only its writing tells), and when it was written."""

    path: Path
    starts: tuple[datetime, ...]
    written: datetime
    growing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderOrigin:
    """One camera's folder; `zone` is the time zone of the names, `match` a glob over the files' names."""

    folder: Path
    zone: ZoneInfo
    prober: Prober
    match: str = "*"

    async def find(self, window: Window, scratch: Path) -> Footage:
        """Return what the folder has of `window`; nothing has to be fetched.

        Raises:
            NoFootage: if there is nothing.
            OriginUnavailable: if the folder is missing, not readable or too large.
        """
        try:
            found = await asyncio.to_thread(self._list, window)
        except OSError as error:
            raise OriginUnavailable("origin_folder_unreadable") from error
        probes = await self.prober.probe([file.path for file in found])
        measured = list(zip(found, probes, strict=True))
        pieces = [piece for file, probe in measured if probe is not None and (piece := _placed(file, probe))]
        growing = any(_will_reach(file, probe, window) for file, probe in measured)
        return collected(window, pieces, frozenset({Note.STILL_GROWING} if growing else ()))

    def _list(self, window: Window) -> list[_Found]:
        """Return the files that may hold something of the window, names alone considered."""
        root = self.folder.resolve(strict=True)
        files = [file for file in self._recordings(root, window) if _possible(file, window)]
        if len(files) > MOST_FILES:
            raise OriginUnavailable("origin_folder_too_large")
        return files

    def _recordings(self, root: Path, window: Window) -> Iterator[_Found]:
        """Yield the folder's recordings, never leaving it by a link."""
        seen = 0
        waiting = [(root, PurePosixPath())]
        while waiting:
            folder, below = waiting.pop()
            with os.scandir(folder) as entries:
                for entry in entries:
                    seen += 1
                    if seen > MOST_ENTRIES:
                        raise OriginUnavailable("origin_folder_too_large")
                    inner = below / entry.name
                    if entry.is_dir(follow_symlinks=False):
                        if len(inner.parts) <= DEPTH and not _other_day(inner, window):
                            waiting.append((Path(entry.path), inner))
                    elif self._wanted(entry.name) and (file := _file(root, Path(entry.path), inner, self.zone)):
                        yield file

    def _wanted(self, name: str) -> bool:
        """Tell whether a name is one of a recording of this camera."""
        return not name.startswith(".") and Path(name).suffix.lower() in KINDS and fnmatch(name, self.match)


def _file(root: Path, path: Path, below: PurePosixPath, zone: ZoneInfo) -> _Found | None:
    """Describe a file; None if it is no plain file, is empty, has gone, or is a link that leaves the folder."""
    try:
        real = path.resolve(strict=True)
        facts = real.stat()
    except OSError:
        return None
    if not real.is_relative_to(root) or not stat.S_ISREG(facts.st_mode) or not facts.st_size:
        return None
    return _Found(
        path=real,
        starts=starts(below, zone),
        written=datetime.fromtimestamp(facts.st_mtime, UTC),
        growing=time.time() - facts.st_mtime < RESTING.total_seconds(),
    )


def _other_day(below: PurePosixPath, window: Window) -> bool:
    """Tell whether a folder stands for a day that has nothing to do with the window, in whatever time zone."""
    day = day_of(below)
    if day is None:
        return False
    spare = LONGEST_FILE + timedelta(days=1)
    return not window.start - spare <= day.replace(tzinfo=UTC) <= window.end + spare


def _possible(file: _Found, window: Window) -> bool:
    """Tell whether a file can reach into the window, as far as its name or its writing tells."""
    if file.written < window.start - SKEW:
        return False  # a copy is written later than its recording ended, never earlier
    if not file.starts:
        return file.written <= window.end + LONGEST_FILE
    return any(window.start - LONGEST_FILE < start < window.end for start in file.starts)


def _placed(file: _Found, probe: Probe) -> Segment | None:
    """Place a file in time; None where that would be a guess."""
    if not file.starts:
        return Segment(path=file.path, start=file.written - probe.duration, duration=probe.duration)
    if len(file.starts) == 1:
        return Segment(path=file.path, start=file.starts[0], duration=probe.duration)
    start = min(file.starts, key=lambda start: abs(start + probe.duration - file.written))
    if abs(start + probe.duration - file.written) > SETTLED:
        return None
    return Segment(path=file.path, start=start, duration=probe.duration)


def _will_reach(file: _Found, probe: Probe | None, window: Window) -> bool:
    """Tell whether a file that is still being written will hold more of the window than it does now."""
    if not file.growing or file.written <= window.start:
        return False
    if probe is None:
        return True
    piece = _placed(file, probe)
    # A copy of an old recording was written just now as well, but ended long before.
    return piece is not None and piece.end < window.end and abs(file.written - piece.end) < SETTLED
