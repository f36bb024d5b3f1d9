"""The heads that went outside, noted in a small file beside the database.

A rewritten database can be whole in itself; it is found because it does not hold the heads that were published. Whoever
can rewrite both files is found only by the heads that people hold: in notifications, manifests and sensors.
"""

from datetime import UTC, datetime, timedelta
from errno import ENOSPC
import os
from pathlib import Path
import re

from .records import Head

_LINE = re.compile(r"(\d{1,18}) ([0-9a-f]{64}) (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)")
_MOST_LINES = 8192
_NEWEST = 1024
"""After thinning out: so many of the newest, and of those before the first of each day in the last ten years."""
_LONGEST = timedelta(days=3660)


def note(path: Path, head: Head, at: datetime) -> None:
    """Append a head durably; thin the file out when it has grown long.

    Raises:
        OSError: if the file cannot be written.
    """
    line = f"{head.count} {head.hash} {at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}\n"
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        text = _after_torn_line(handle) + line.encode()
        if os.write(handle, text) != len(text):
            raise OSError(ENOSPC, "the head was written in part only", str(path))
        os.fsync(handle)
        size = os.fstat(handle).st_size
    finally:
        os.close(handle)
    if size > _MOST_LINES * len(line):
        _thin_out(path, at)


def read(path: Path) -> tuple[Head, ...]:
    """Return the noted heads in the order they were noted; what is no head, as a line torn by a crash, is passed over.

    Raises:
        OSError: if the file is there but cannot be read.
    """
    return tuple(Head(count=int(found[1]), hash=found[2]) for found in _lines(path))


def _lines(path: Path) -> list[re.Match[str]]:
    """Return the lines that are heads."""
    if not path.exists():
        return []
    text = path.read_text(encoding="ascii", errors="replace")
    return [found for line in text.splitlines() if (found := _LINE.fullmatch(line))]


def _after_torn_line(handle: int) -> bytes:
    """Return the line end that a crash may have left out."""
    size = os.fstat(handle).st_size
    return b"\n" if size and os.pread(handle, 1, size - 1) != b"\n" else b""


def _thin_out(path: Path, now: datetime) -> None:
    """Keep the newest heads and one a day of the older ones, in a new file that takes the old one's place at once."""
    lines = _lines(path)
    oldest = f"{(now - _LONGEST).astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    daily: dict[str, re.Match[str]] = {}
    for line in lines[:-_NEWEST]:
        if line[3] >= oldest:
            daily.setdefault(line[3][:10], line)
    kept = [*daily.values(), *lines[-_NEWEST:]]
    fresh = path.with_suffix(".new")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.writelines(f"{line[0]}\n" for line in kept)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
