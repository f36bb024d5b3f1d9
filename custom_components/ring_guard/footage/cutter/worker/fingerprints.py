"""Hashes the files that frames come from, beside the work on the frames: it needs no library, so it begins before any is loaded."""

from collections.abc import Iterable
from concurrent.futures import Future
import hashlib
from pathlib import Path
import threading

type Fingerprint = tuple[str, int]


class Fingerprints:
    """The hashes and sizes of files, computed one after the other in a thread of its own."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._found: dict[str, Future[Fingerprint]] = {path: Future() for path in paths}
        if self._found:
            threading.Thread(target=self._work, daemon=True).start()

    def of(self, path: str) -> dict[str, str | int]:
        """Return a file's hash and size, as soon as they are known.

        Raises:
            OSError: if it could not be read.
        """
        digest, size = self._found[path].result()
        return {"sha256": digest, "size": size}

    def _work(self) -> None:
        """Hash all files."""
        for path, found in self._found.items():
            try:
                with Path(path).open("rb") as file:
                    found.set_result((hashlib.file_digest(file, "sha256").hexdigest(), file.tell()))
            except OSError as error:
                found.set_exception(error)
