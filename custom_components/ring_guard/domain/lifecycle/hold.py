"""What stands of a hold: the private copy of the footage in question, and what could not be held."""

from dataclasses import dataclass

from ..model import Window


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """What was copied aside for a request: which window (None: none was stated) of which cameras, and its bytes.

    `gaps` are stretches that could not be held of at least one camera, `problems` the translation keys of why.
    `ended` = a person ended it, or nothing was worth keeping: there is no copy any more.
    """

    window: Window | None
    cameras: frozenset[str]
    size: int = 0
    gaps: tuple[Window, ...] = ()
    problems: tuple[str, ...] = ()
    ended: bool = False
