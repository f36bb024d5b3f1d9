"""What stands of a hold: the private copy of the footage in question, and what could not be held."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from ..model import Window


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldFile:
    """One recording that was copied aside; `file_name` has no folder in it, `start` is when its first frame was taken.

    `notes` are the keys of what its origin said of it, which a clip made from it has to say as well.
    """

    camera_id: str
    file_name: str
    size: int
    start: datetime
    duration: timedelta
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """What was copied aside for a request: which window (None: none was stated) of which cameras (none: all).

    `gaps` are stretches that could not be held of at least one camera, `problems` the translation keys of why.
    `ended` = a person ended it: there is no copy any more.
    """

    window: Window | None
    cameras: frozenset[str]
    files: tuple[HeldFile, ...] = ()
    gaps: tuple[Window, ...] = ()
    problems: tuple[str, ...] = ()
    ended: bool = False

    @property
    def size(self) -> int:
        """Return how many bytes are held."""
        return sum(file.size for file in self.files)
