"""Copies a recording aside: shared with the original where the file system can, else piece by piece, and stoppable.

A hard link would not do: a recorder that writes over its file would write over the copy as well.
"""

from contextlib import suppress
import fcntl
import os
from pathlib import Path
from threading import Event

CHUNK = 1024 * 1024
FICLONE = 0x40049409
"""The request of Linux that lets two files share their blocks until one of them is written."""


class Stopped(Exception):
    """The copy was not wanted any more; nothing is left of it."""


def copy_aside(source: Path, target: Path, stop: Event) -> int:
    """Copy a file to a private new one and bring it to the disk; return its bytes. Blocks.

    Of a file that grows, what it had at the beginning is copied.

    Raises:
        Stopped: if `stop` was set meanwhile.
        OSError: if it cannot be read or written; nothing is left.
    """
    with source.open("rb") as original:
        size = os.fstat(original.fileno()).st_size
        handle = os.open(target, os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_WRONLY, 0o600)
        try:
            with os.fdopen(handle, "wb") as copy:
                if not _share(original.fileno(), copy.fileno()):
                    _copy(original.fileno(), copy.fileno(), size, stop)
                os.fsync(copy.fileno())
        except BaseException:  # Cancelled or failed: half a copy must not be taken for one.
            target.unlink(missing_ok=True)
            raise
    return size


def _share(original: int, copy: int) -> bool:
    """Let the copy share the original's blocks; tell whether the file system could."""
    with suppress(OSError):
        fcntl.ioctl(copy, FICLONE, original)
        return True
    return False


def _copy(original: int, copy: int, size: int, stop: Event) -> None:
    """Copy `size` bytes.

    Raises:
        Stopped: if the copy is not wanted any more.
    """
    left = size
    while left:
        if stop.is_set():
            raise Stopped
        piece = os.read(original, min(CHUNK, left))
        if not piece:
            return
        left -= len(piece)
        while piece:
            piece = piece[os.write(copy, piece) :]
