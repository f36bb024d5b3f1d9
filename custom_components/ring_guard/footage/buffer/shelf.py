"""The private folder of one camera's rolling buffer: how long, how much, and what goes first. Blocks on the disk."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
import shutil

PIECES = 8
"""No file grows larger than the shelf's size divided by this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """A folder that holds at most `length` of footage and at most `size` bytes, the file that is being written included."""

    folder: Path
    length: timedelta
    size: int

    @property
    def largest(self) -> int:
        """Return how many bytes one file may have."""
        return self.size // PIECES

    def make(self) -> None:
        """Make the folder so that only this user can enter it.

        Raises:
            OSError: if the disk does not let us.
        """
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.folder.parent.chmod(0o700)
        self.folder.chmod(0o700)

    def tidy(self, now: datetime, *, to_come: int = 0) -> int:
        """Delete what is too old, then the oldest of what is too much; return how many files went.

        `to_come` bytes are kept free for what is written next.
        """
        files = []
        for path in self.folder.glob("*"):
            try:
                facts = path.stat()
            except FileNotFoundError:
                continue
            files.append((facts.st_mtime, facts.st_size, path))
        files.sort()
        total = sum(size for _, size, _ in files)
        oldest = (now - self.length).timestamp()
        gone = 0
        for written, size, path in files:
            if written >= oldest and total <= self.size - to_come:
                break
            path.unlink(missing_ok=True)
            total -= size
            gone += 1
        return gone


def forget(folder: Path) -> None:
    """Delete a camera's buffer."""
    shutil.rmtree(folder, ignore_errors=True)
