"""Puts footage that a person brought for one request to what is held for it, and says anew what is missing.

What others hold stays untouched: no recorder is asked again. A brought file is linked, not copied; nothing here writes to
the ledger.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
import os
from pathlib import Path
from threading import Event

from ..domain.lifecycle import HeldFile, Hold
from ..domain.model import Window
from ..footage.brought import Brought
from ..footage.origin import Note, uncovered
from ..footage.playable import forget_copies
from ..footage.prober import Probe
from .clip_files import make_private
from .copying import copy_aside

NOT_BROUGHT, GAP, OVER_BUDGET = "footage_not_brought", "hold_gap", "hold_over_budget"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One brought file of a camera, as it was measured."""

    camera_id: str
    brought: Brought
    duration: timedelta

    def touches(self, window: Window | None) -> bool:
        """Tell whether it has anything of a window; without one, everything counts."""
        start = self.brought.start
        return window is None or (start < window.end and start + self.duration > window.start)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """A hold with what was brought; `added` are new in its folder, `replaced` no longer belong there. `over` = not all fit."""

    hold: Hold
    added: tuple[Path, ...]
    replaced: tuple[Path, ...]
    over: bool

    def undo(self) -> None:
        """Take the new files out again. Blocks."""
        for path in self.added:
            path.unlink(missing_ok=True)

    def settle(self) -> None:
        """Delete what other files took the place of. Blocks."""
        for path in self.replaced:
            path.unlink(missing_ok=True)
            forget_copies(path)


def pieces(camera_id: str, files: Sequence[Brought], probes: Sequence[Probe | None]) -> Iterator[Piece]:
    """Yield what can be read of what was brought for a camera."""
    for file, probe in zip(files, probes, strict=True):
        if probe is not None:
            yield Piece(camera_id=camera_id, brought=file, duration=probe.duration)


def take_in(known: Hold, folder: Path, brought: Iterable[Piece], room: int, most: int) -> TakenIn:
    """Link brought files into a hold's folder, at most `room` bytes and `most` files in all. Blocks.

    A file that was brought again for the same moment takes the place of the first.

    Raises:
        OSError: if the disk does not let us.
    """
    make_private(folder)
    files, added, replaced, over = list(known.files), [], [], False
    for piece in brought:
        path = piece.brought.path
        same = next(
            (one for one in files if (one.camera_id, one.start) == (piece.camera_id, piece.brought.start)), None
        )
        if same and (folder / same.file_name).exists() and (folder / same.file_name).samefile(path):
            continue
        size = path.stat().st_size
        if size > room or len(files) >= most:
            over = True
            continue
        target = _free(folder, path.suffix)
        _link(path, target)
        added.append(target)
        room -= size
        if same:
            files.remove(same)
            replaced.append(folder / same.file_name)
        files.append(_held(piece, target, size))
    return TakenIn(hold=replace(known, files=tuple(files)), added=tuple(added), replaced=tuple(replaced), over=over)


def said_anew(hold: Hold, cameras: Collection[str], by_hand: Collection[str], *, over: bool) -> Hold:
    """Return a hold that says what is missing now; `cameras` are those in question, `over` that not all was taken in."""
    if hold.window is None:
        return replace(hold, problems=_with(hold.problems, [OVER_BUDGET] if over else []))
    gaps: list[Window] = []
    now: list[str] = []
    for camera_id in sorted(cameras):
        spans = _spans(hold, camera_id)
        missing = uncovered(hold.window, spans)
        gaps += [gap for gap in missing if gap not in gaps]
        if camera_id in by_hand and not spans:
            now.append(NOT_BROUGHT)
        elif missing and spans and (camera_id in by_hand or GAP in hold.problems):
            now.append(GAP)
    kept = tuple(problem for problem in hold.problems if problem not in (NOT_BROUGHT, GAP))
    return replace(hold, gaps=tuple(gaps), problems=_with(kept, [*now, *([OVER_BUDGET] if over else [])]))


def _spans(hold: Hold, camera_id: str) -> list[Window]:
    """Return from when to when a camera is held within the window."""
    assert hold.window is not None
    spans = [
        Window(start=file.start, end=file.start + file.duration) for file in hold.files if file.camera_id == camera_id
    ]
    return [span for span in spans if span.start < hold.window.end and span.end > hold.window.start]


def _with(problems: tuple[str, ...], more: Iterable[str]) -> tuple[str, ...]:
    """Return problems with others behind them, each once."""
    return tuple(dict.fromkeys((*problems, *more)))


def _held(piece: Piece, target: Path, size: int) -> HeldFile:
    """Describe a file that was taken in."""
    return HeldFile(
        camera_id=piece.camera_id,
        file_name=target.name,
        size=size,
        start=piece.brought.start,
        duration=piece.duration,
        notes=(Note.TIMES_STATED.value,),
    )


def _free(folder: Path, suffix: str) -> Path:
    """Return a path under the next number that no file of the folder has."""
    taken = [int(path.name[:3]) for path in folder.iterdir() if path.name[:3].isdigit()]
    return folder / f"{max(taken, default=0) + 1:03}{suffix}"


def _link(path: Path, target: Path) -> None:
    """Let a file of ours, which nobody ever writes to again, have a second name; copy it where the disk knows no such thing.

    Raises:
        OSError: if neither goes.
    """
    try:
        os.link(path, target)
    except OSError:
        copy_aside(path, target, Event())
