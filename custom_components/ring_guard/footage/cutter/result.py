"""What a successful cut hands back."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from ...domain.clips import ClipReport
from ...domain.model import Window


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """One file that frames were taken from; it is known by its hash, since its name may tell of the household."""

    sha256: str
    size: int
    start: datetime
    frames: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishedClip:
    """A finished, checked clip in a private folder.

    `copied` of its `frames` are the camera's own, the rest was encoded. `first_frame` and `end` are wall-clock times: the file's zero is `first_frame`, nothing in it is at or after `end`.
    `gaps` are the stretches of the ordered window without pictures. `removed` are keys of what the footage had and the
    clip has not (`sound`, `metadata`, `chapters`, `data_tracks`, `user_data`). `notes` are the footage's own.
    """

    path: Path
    sha256: str
    size: int
    duration: timedelta
    frames: int
    copied: int = 0
    first_frame: datetime
    end: datetime
    report: ClipReport
    removed: tuple[str, ...]
    gaps: tuple[Window, ...]
    sources: tuple[SourceFile, ...]
    notes: tuple[str, ...] = ()
