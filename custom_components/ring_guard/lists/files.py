"""Reads a list from a file of this hub. Blocks on the disk."""

from pathlib import Path
import stat

from .problems import ListFailure, ListProblem


def read_file(path: Path, limit: int) -> bytes:
    """Return a file's content.

    Raises:
        ListFailure: if it is no readable file, or larger than `limit` bytes.
    """
    try:
        # Asked before it is opened: a pipe would never answer.
        if not stat.S_ISREG(path.stat().st_mode):
            raise ListFailure(ListProblem.FILE_UNUSABLE, "it is no file")
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except OSError as err:
        raise ListFailure(ListProblem.FILE_UNUSABLE, type(err).__name__) from err
    if len(data) > limit:
        raise ListFailure(ListProblem.TOO_LARGE, "it is larger than a list may be")
    return data
