"""Frigate's list of pieces: reads it, and puts together those that follow each other.

Pieces are about ten seconds long and named by the second in which they begin. Here nothing is fetched.
Read in: blakeblackshear/frigate `frigate/api/media.py`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
import json
from pathlib import Path

from ...domain.model import Window
from ..errors import OriginUnavailable

INSIDE = timedelta(milliseconds=900)
"""How far behind a piece's beginning it is asked from: less than the second that Frigate rounds down to."""

JOINED = timedelta(seconds=1.5)
"""How far apart by their names two pieces may be that follow each other: names are cut off to whole seconds."""

type Piece = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Pieces that follow each other: when the first begins, when the last one ends."""

    start: datetime
    end: datetime


def read_pieces(listed: Path) -> list[Piece]:
    """Read Frigate's list of pieces, from when to when each of them is, and delete the file. Blocks on the disk.

    Raises:
        OriginUnavailable: if it is no such list.
    """
    try:
        pieces = json.loads(listed.read_bytes())
        return [(_moment(piece["start_time"]), _moment(piece["end_time"])) for piece in pieces]
    except ValueError, TypeError, KeyError, OverflowError, OSError:
        raise OriginUnavailable("origin_unclear") from None
    finally:
        listed.unlink(missing_ok=True)


def joined(pieces: Sequence[Piece], window: Window) -> list[Run]:
    """Put pieces together that follow each other; each run reaches into the window."""
    runs: list[Run] = []
    for start, end in sorted(pieces):
        last = runs[-1] if runs else None
        if last and abs(start - last.end) <= JOINED:
            # Names tell a time that is too early by less than a second: the latest start that fits all is nearest.
            shift = min(max(start - last.end, timedelta()), INSIDE)
            runs[-1] = Run(start=last.start + shift, end=last.end + shift + (end - start))
        elif end > start:
            runs.append(Run(start=start, end=end))
    return [run for run in runs if run.start < window.end and run.end > window.start]


def _moment(stamp: float) -> datetime:
    """Return the moment of a second of the epoch."""
    return datetime.fromtimestamp(stamp, UTC)
