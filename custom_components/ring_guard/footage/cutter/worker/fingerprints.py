"""Hashes the files that frames come from, beside the work on the frames themselves."""

import hashlib
from pathlib import Path
import threading


class Fingerprints:
    """The hashes and sizes of files, each computed once in a thread of its own."""

    def __init__(self) -> None:
        self._threads: dict[str, threading.Thread] = {}
        self._found: dict[str, tuple[str, int]] = {}

    def begin(self, path: str) -> None:
        """Begin to hash a file, unless that was begun before."""
        if path not in self._threads:
            self._threads[path] = threading.Thread(target=self._hash, args=(path,), daemon=True)
            self._threads[path].start()

    def of(self, path: str) -> dict[str, str | int]:
        """Return a file's hash and size.

        Raises:
            OSError: if it could not be read.
        """
        self.begin(path)
        self._threads[path].join()
        if path not in self._found:
            raise OSError("a source could not be read to its end")
        digest, size = self._found[path]
        return {"sha256": digest, "size": size}

    def _hash(self, path: str) -> None:
        """Hash one file."""
        try:
            with Path(path).open("rb") as file:
                self._found[path] = (hashlib.file_digest(file, "sha256").hexdigest(), file.tell())
        except OSError:
            return  # told to whoever asks for the hash
