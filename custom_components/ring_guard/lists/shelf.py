"""Keeps the last good copy of each list in a private folder: whole or not at all, whatever happens while it is written.

A copy is one file: a line of JSON about it, then the list's bytes as they came. Everything here blocks on the disk.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from hashlib import sha256
import json
import os
from pathlib import Path
import tempfile

SUFFIX = ".list"
LARGEST = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A kept list. `address` is where it came from, `checked_at` (aware) when it was last known to be the newest."""

    address: str
    format: str
    data: bytes
    checked_at: datetime
    etag: str = ""
    modified: str = ""


class Shelf:
    """The folder of the copies."""

    def __init__(self, folder: Path) -> None:
        """Use a folder that need not exist yet."""
        self._folder = folder

    def read(self, list_id: str) -> Copy | None:
        """Return a list's copy; None if there is none, or it is not as it was written."""
        try:
            path = self._path(list_id)
            if path.stat().st_size > LARGEST:
                return None
            head, _, data = path.read_bytes().partition(b"\n")
            fields = json.loads(head)
            if fields.pop("sha256") != sha256(data).hexdigest():
                return None
            return Copy(**{**fields, "checked_at": datetime.fromisoformat(fields["checked_at"])}, data=data)
        except OSError, ValueError, KeyError, TypeError:
            return None

    def write(self, list_id: str, copy: Copy) -> None:
        """Keep a copy in place of the one before, and return once it is on the disk.

        Raises:
            OSError: if it cannot be kept; the one before is still there.
        """
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        fields = asdict(replace(copy, data=b""))
        del fields["data"]
        fields |= {"checked_at": copy.checked_at.isoformat(), "sha256": sha256(copy.data).hexdigest()}
        content = json.dumps(fields).encode() + b"\n" + copy.data
        handle, name = tempfile.mkstemp(dir=self._folder, prefix=f".{list_id}-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(self._path(list_id))
        except BaseException:  # Whatever it was, a cancelled task included: half a file must not stay.
            with suppress(OSError):
                Path(name).unlink()
            raise
        self._settle()

    def keep_only(self, list_ids: Iterable[str]) -> None:
        """Delete the copies of all other lists, and what a crash left half written."""
        kept = {f"{list_id}{SUFFIX}" for list_id in list_ids}
        with suppress(OSError):
            for path in self._folder.iterdir():
                if path.name not in kept:
                    path.unlink(missing_ok=True)

    def _path(self, list_id: str) -> Path:
        """Return the file of a list."""
        return self._folder / f"{list_id}{SUFFIX}"

    def _settle(self) -> None:
        """Bring the folder's own entry to the disk, where the system can."""
        with suppress(OSError):
            handle = os.open(self._folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
