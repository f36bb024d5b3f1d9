"""Footage that people bring themselves: private files by camera, named by when they begin and for which request they are.

They are deleted when their request has its clip or has ended, at the latest after `LONGEST`. Blocks on the disk.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
import os
from pathlib import Path
import shutil

LONGEST = timedelta(days=7)
"""How long footage waits for its request to be answered."""


def brought_folder(private: Path, camera_id: str) -> Path:
    """Return where the footage that was brought for a camera lies."""
    return private / "brought" / camera_id


def keep(path: Path, folder: Path, request_id: str, start: datetime) -> Path:
    """Move a file that begins at `start` (aware) into a camera's folder.

    Raises:
        OSError: if the disk does not let us.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.parent.chmod(0o700)
    number = round(start.timestamp() * 1000)
    target = folder / f"{number}_{request_id}{path.suffix}"
    path.replace(target)
    os.utime(target, None)
    return target


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """One brought file, and when it begins."""

    path: Path
    start: datetime


def brought_for(private: Path, camera_id: str, request_id: str) -> list[Brought]:
    """Return what was brought of a camera for a request, the earliest first."""
    found = [
        Brought(path=path, start=datetime.fromtimestamp(int(number) / 1000, UTC))
        for path in brought_folder(private, camera_id).glob(f"*_{request_id}.*")
        if (number := path.name.split("_", 1)[0]).lstrip("-").isdigit()
    ]
    return sorted(found, key=lambda file: file.start)


def requests_with(private: Path) -> set[str]:
    """Return the ids of the requests for which something was brought."""
    return {path.stem.split("_", 1)[1] for path in (private / "brought").glob("*/*_*.*")}


def forget(private: Path, request_id: str) -> None:
    """Delete what was brought for a request."""
    for path in (private / "brought").glob(f"*/*_{request_id}.*"):
        path.unlink(missing_ok=True)


def tidy(private: Path, cameras: Collection[str], now: datetime) -> None:
    """Delete what has waited too long, and what belongs to cameras that are gone."""
    oldest = (now - LONGEST).timestamp()
    for folder in (private / "brought").glob("*"):
        if folder.name not in cameras:
            shutil.rmtree(folder, ignore_errors=True)
            continue
        for path in folder.glob("*"):
            if path.stat().st_mtime < oldest:
                path.unlink(missing_ok=True)
