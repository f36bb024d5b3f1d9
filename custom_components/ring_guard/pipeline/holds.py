"""Holds: private copies of the footage in question, kept so that no recorder's clean-up erases it while people decide.

One request at a time, within the household's budget. Whatever could not be held is said, and never stops a request. A
copy is whole under its request's name or it is a stray; strays are deleted at the start.
"""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
import logging
from pathlib import Path
import re
import shutil
from threading import Event

from ..domain.lifecycle import (
    HeldFile,
    Hold,
    Life,
    Refused,
    held_of,
    hold,
    keeps_hold,
    nothing_to_hold,
    takes_more,
    wants_hold,
)
from ..domain.model import Window
from ..footage import brought
from ..footage.errors import FootageError
from ..footage.origin import FootageOrigin, Note, Segment
from ..footage.playable import make_room
from ..footage.scratch import scratch_folder
from ..ledger import Errand, Ledger, LedgerError, NewEntry, Superseded, Write
from .clip_files import make_private
from .copying import Stopped, copy_aside
from .lives import Lives
from .one_at_a_time import OneAtATime
from .preparation import Studio
from .taking_in import Piece, TakenIn, pieces, said_anew, take_in

_LOGGER = logging.getLogger(__name__)

SHARE = 2
"""No request takes more than the budget divided by this, so that one that asks for days leaves room for others."""

MOST_FILES = 500
MOST_GAPS = 100

STRETCH = timedelta(minutes=30)
"""How much is fetched from a recorder in one go: what is fetched lies on the disk twice for a moment."""

LONGEST = timedelta(hours=24)
"""Nothing is held of what lies further behind the beginning of the window."""

_SUFFIX = re.compile(r"\.[a-z0-9]{1,5}")


@dataclass(slots=True, kw_only=True)
class _Copy:
    """A hold while it is made: where, how many bytes may still come, what came, and what is to be said."""

    folder: Path
    room: int
    full: bool = False
    stop: Event = field(default_factory=Event)
    files: list[HeldFile] = field(default_factory=list)
    gaps: list[Window] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def miss(self, problem: str, *gaps: Window) -> None:
        """Take note of what could not be held."""
        if problem not in self.problems:
            self.problems.append(problem)
        self.gaps.extend(gap for gap in gaps[: MOST_GAPS - len(self.gaps)] if gap not in self.gaps)


class Holds:
    """Makes and ends holds."""

    def __init__(
        self,
        ledger: Ledger,
        lives: Lives,
        studio: Callable[[], Studio],
        budget: Callable[[], int],
        now: Callable[[], datetime],
    ) -> None:
        """Use cameras and budget (in bytes) as they are when a hold is made."""
        self._ledger = ledger
        self._lives = lives
        self._studio = studio
        self._budget = budget
        self._now = now
        self._turns = OneAtATime("hold", lives, self._wanted, self._work)
        self._brought: Counter[str] = Counter()

    def wake(self) -> None:
        """Say that something may have to be held, or must no longer be."""
        self._turns.wake()

    def take_in(self, request_id: str) -> None:
        """Say that footage was brought for a request, which is to be held with the rest."""
        self._brought[request_id] += 1
        self.wake()

    async def run(self) -> None:
        """Make holds for ever."""
        await self._turns.run()

    async def clear_strays(self) -> None:
        """Delete what a crash left of holds that were not finished, and what could not be deleted before.

        Raises:
            LedgerUnavailable: if the ledger cannot be read; nothing more is deleted then.
        """
        root = self._studio().holds
        await asyncio.to_thread(make_private, root)
        for folder in await asyncio.to_thread(lambda: sorted(root.iterdir())):
            life = await self._lives.get(folder.name)
            if life is None or not keeps_hold(life):
                await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)

    async def take_in_missed(self) -> None:
        """Look whether a crash kept anything out that was brought."""
        for request_id in await asyncio.to_thread(brought.requests_with, self._studio().folder.parent):
            self.take_in(request_id)

    async def end(self, errands: Sequence[Errand]) -> None:
        """Delete the copies of requests that do not need them any more, and write it down."""
        for errand in errands:
            request_id = errand.request_id or ""
            life = await self._lives.get(request_id)
            if self._turns.current == request_id or (life is not None and keeps_hold(life)):
                continue
            await self._end(request_id)

    async def _end(self, request_id: str) -> None:
        """Delete a copy, and write it down."""
        await self.delete(request_id)
        entry = NewEntry(kind="hold_ended", at=self._now(), request_id=request_id)
        await self._ledger.write(Write(entries=(entry,)))

    async def delete(self, request_id: str) -> None:
        """Delete the copy that was made for a request."""
        await asyncio.to_thread(shutil.rmtree, self._studio().holds / request_id, ignore_errors=True)

    def _wanted(self, life: Life) -> bool:
        """Tell whether there is something to do for a request."""
        return wants_hold(life) or (self._brought[life.id] > 0 and takes_more(life))

    async def _work(self, life: Life) -> None:
        """Hold what is in question, or what was brought since; nothing stays of a hold that ended meanwhile."""
        try:
            if wants_hold(life):
                await self._hold(life)
                return
            seen = self._brought[life.id]
            if await self._take_in(life) and self._brought[life.id] == seen:
                del self._brought[life.id]
        finally:
            if life.hold is not None:
                await asyncio.shield(self._end_if_over(life.id))

    async def _end_if_over(self, request_id: str) -> None:
        """Delete a copy that `end` left to whoever was at work on it."""
        with suppress(LedgerError):  # then it is deleted at the next start
            life = await self._lives.get(request_id)
            if life is not None and not keeps_hold(life) and not wants_hold(life):
                await self._end(request_id)

    async def _take_in(self, life: Life) -> bool:
        """Put what was brought to what is held, and write it down; False if the request went on meanwhile."""
        studio, known = self._studio(), life.hold
        assert known is not None
        cameras = known.cameras or frozenset(studio.origins)
        found: list[Piece] = []
        for camera_id in sorted(cameras & studio.by_hand):
            files = await asyncio.to_thread(brought.brought_for, studio.folder.parent, camera_id, life.id)
            found += pieces(camera_id, files, await studio.cutter.probe([file.path for file in files]))
        wanted = [piece for piece in found if piece.touches(known.window)]
        try:
            taken = await asyncio.to_thread(self._linked, studio.holds, life.id, known, wanted)
        except OSError as err:
            _LOGGER.warning("What was brought cannot be held: %s", err)
            return True
        made = said_anew(taken.hold, cameras, studio.by_hand, over=taken.over)
        if made == known or await self._write_down(life, made):
            await asyncio.to_thread(taken.settle)
            return True
        await asyncio.to_thread(taken.undo)
        return False

    def _linked(self, root: Path, request_id: str, known: Hold, wanted: Sequence[Piece]) -> TakenIn:
        """Put brought files into a request's folder, within the budget. Blocks."""
        make_private(root)
        budget = self._budget()
        size = sum(piece.brought.path.stat().st_size for piece in wanted)
        room = min(make_room(root, budget, size), budget // SHARE - known.size)
        return take_in(known, root / request_id, wanted, room, MOST_FILES)

    async def _write_down(self, life: Life, made: Hold) -> bool:
        """Write down what is held now; False if the request went on meanwhile."""
        detail = {"bytes": made.size, "files": len(made.files), "problems": list(made.problems)}
        try:
            await self._lives.step(life, hold(life, made), "footage_held", at=self._now(), detail=detail)
        except Superseded, Refused:
            return False
        return True

    async def _hold(self, life: Life) -> None:
        """Copy what is in question, and write down what was held and what was not."""
        window, cameras = held_of(life)
        made = nothing_to_hold(cameras)
        if window is not None:
            made = await self._copied(life.id, Hold(window=window, cameras=cameras), window, self._studio())
        if not await self._note(life, made):
            await self.delete(life.id)

    async def _copied(self, request_id: str, wanted: Hold, window: Window, studio: Studio) -> Hold:
        """Copy each camera's recordings of the window; return what is held then."""
        folder, part = studio.holds / request_id, studio.holds / f"{request_id}.part"
        try:
            room = await asyncio.to_thread(_prepare, studio.holds, part, self._budget())
        except OSError as err:
            _LOGGER.warning("No footage can be held: %s", err)
            return replace(wanted, gaps=(window,), problems=("hold_failed",))
        copy = _Copy(folder=part, room=room)
        try:
            for camera_id in sorted(wanted.cameras or studio.origins):
                if origin := studio.origins.get(camera_id):
                    await self._copy_camera(camera_id, origin, window, copy, studio)
            await asyncio.to_thread(_put_in_place, part, folder)
        finally:
            await asyncio.shield(asyncio.to_thread(shutil.rmtree, part, ignore_errors=True))
        return replace(wanted, files=tuple(copy.files), gaps=tuple(copy.gaps), problems=tuple(copy.problems))

    async def _copy_camera(
        self, camera_id: str, origin: FootageOrigin, window: Window, copy: _Copy, studio: Studio
    ) -> None:
        """Copy one camera's recordings; what the recorder cannot give is said."""
        seen: set[Path] = set()
        for stretch in _stretches(window):
            if copy.full or stretch.start - window.start >= LONGEST:
                copy.miss("hold_over_budget", stretch)
                continue
            try:
                async with scratch_folder(studio.scratch) as scratch:
                    footage = await origin.find(stretch, scratch)
                    if footage.gaps:
                        copy.miss("hold_gap", *footage.gaps)
                    for segment in footage.segments:
                        if segment.path not in seen:
                            await self._copy_segment(camera_id, segment, stretch, copy, footage.notes)
                        seen.add(segment.path)
            except FootageError as err:
                copy.miss(err.reason.key, stretch)

    async def _copy_segment(
        self, camera_id: str, segment: Segment, stretch: Window, copy: _Copy, notes: Iterable[Note]
    ) -> None:
        """Copy one recording if there is room for it."""
        suffix = segment.path.suffix.lower()
        target = copy.folder / f"{len(copy.files) + 1:03}{suffix if _SUFFIX.fullmatch(suffix) else ''}"
        try:
            size = (await asyncio.to_thread(segment.path.stat)).st_size
            if size > copy.room or len(copy.files) >= MOST_FILES:
                copy.full = True
                copy.miss("hold_over_budget", stretch)
                return
            size = await _in_thread(segment.path, target, copy.stop)
        except OSError as err:
            _LOGGER.warning("A recording could not be held: %s", err)
            copy.miss("hold_failed", stretch)
            return
        copy.room -= size
        copy.files.append(
            HeldFile(
                camera_id=camera_id,
                file_name=target.name,
                size=size,
                start=segment.start,
                duration=segment.duration,
                notes=tuple(sorted(note.value for note in notes)),
            )
        )

    async def _note(self, life: Life, made: Hold) -> bool:
        """Write a hold down; tell whether the request still needs it."""
        now: Life | None = life
        detail = {"bytes": made.size, "files": len(made.files), "problems": list(made.problems)}
        while now is not None and wants_hold(now) and held_of(now) == (made.window, made.cameras):
            try:
                await self._lives.step(now, hold(now, made), "footage_held", at=self._now(), detail=detail)
            except Superseded:
                now = self._lives.open.get(life.id)
                continue
            except Refused:
                return False
            return True
        return False


def _stretches(window: Window) -> Iterator[Window]:
    """Cut a window into stretches that are fetched one by one; what is too long for any is one stretch by itself."""
    start, longest = window.start, window.start + min(window.length, LONGEST)
    while start < longest:
        yield Window(start=start, end=min(start + STRETCH, longest))
        start += STRETCH
    if longest < window.end:
        yield Window(start=longest, end=window.end)


async def _in_thread(source: Path, target: Path, stop: Event) -> int:
    """Copy in a thread; whoever cancels this has the thread stop, and waits until it has.

    Raises:
        OSError: if it cannot be copied.
    """
    work = asyncio.ensure_future(asyncio.to_thread(copy_aside, source, target, stop))
    try:
        return await asyncio.shield(work)
    except asyncio.CancelledError:
        stop.set()
        with suppress(Stopped, OSError):
            await work
        raise


def _prepare(root: Path, part: Path, budget: int) -> int:
    """Make an empty folder for a hold; return how many bytes it may take. Blocks.

    Raises:
        OSError: if the disk does not let us.
    """
    make_private(root)
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(mode=0o700)
    share = budget // SHARE
    return min(share, make_room(root, budget, share))


def _put_in_place(part: Path, folder: Path) -> None:
    """Let a finished copy take the place of an earlier one. Blocks."""
    shutil.rmtree(folder, ignore_errors=True)
    part.rename(folder)
