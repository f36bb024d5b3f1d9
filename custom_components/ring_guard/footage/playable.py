"""Copies of held recordings that every browser plays, made when an approver asks to watch one that not every browser does.

They lie beside the held file, count against the same budget, go with the hold, and give way when room is needed. A recording
is opened in a child process alone. Nothing leaves from a copy: clips are cut from what was held.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
import os
from pathlib import Path
import shutil

from ..domain.lifecycle import Life, keeps_hold
from .cutter import CutLimits
from .cutter.child import run_job
from .errors import CutFailed, NotPlayable

SPARED = 500 * 10**6
"""Bytes that stay free on the disk whatever the budget says."""

MARGIN = 1 << 20
"""What a copy may need beyond the size of the recording."""

KINDS = ("wrapped", "small")
"""What was done to a recording for its copy, as in the copy's name: `001.ts.wrapped.mp4`."""

_WHY = {"cut_disk_full": "playable_no_room", "cut_timed_out": "playable_too_long"}
"""Why there is no copy, for people who never asked for a clip; anything else is a recording that cannot be read."""

COPIES = "*/*.*.mp4"


@dataclass(frozen=True, slots=True, kw_only=True)
class Playable:
    """A file that every browser plays: the recording itself or a copy; `small` = a copy that was encoded anew."""

    path: Path
    small: bool = False


class Playables:
    """Makes the copies, one at a time beside the cuts; whoever asks for the same one waits for the same."""

    def __init__(self, root: Path, budget: Callable[[], int], limits: CutLimits | None = None) -> None:
        """Take the folder of the holds, and how many bytes may lie there, as it is when a copy is made."""
        self._root = root
        self._budget = budget
        self._limits = limits or CutLimits()
        self._turn = asyncio.Lock()
        self._tasks: dict[Path, asyncio.Task[Playable]] = {}
        self._as_they_are: dict[Path, tuple[int, ...]] = {}

    async def of(self, recording: Path) -> Playable:
        """Return what to play of a held recording; made now if it has to be.

        Raises:
            NotPlayable: if nothing can be made, there is no room, or the recording went meanwhile.
        """
        task = self._tasks.get(recording)
        if task is None:
            task = self._tasks[recording] = asyncio.create_task(self._of(recording), name="ring_guard playable")
            task.add_done_callback(lambda done: self._over(recording, done))
        try:
            return await asyncio.shield(task)
        except asyncio.CancelledError:
            if task.cancelled():
                raise NotPlayable("playable_gone") from None
            raise

    def keep_to(self, life: Life) -> None:
        """Stop what is made of recordings that a request does not hold, or no longer."""
        held = {file.file_name for file in life.hold.files} if life.hold and keeps_hold(life) else set()
        for recording, task in self._tasks.items():
            if recording.parent.name == life.id and recording.name not in held:
                task.cancel()

    async def stop(self) -> None:
        """Stop everything, and wait until no process is left."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _over(self, recording: Path, task: asyncio.Task[Playable]) -> None:
        """Forget a task that has ended; whoever waits for it has its outcome."""
        del self._tasks[recording]
        if not task.cancelled():
            task.exception()

    async def _of(self, recording: Path) -> Playable:
        """Return what there is already, or make it, as `of` for errors."""
        async with self._turn:
            try:
                known = await asyncio.to_thread(_identity, recording)
                if self._as_they_are.get(recording) == known:
                    return Playable(path=recording)
                if made := await asyncio.to_thread(_made_before, recording):
                    return made
                room = await asyncio.to_thread(make_room, self._root, self._budget(), known[2] + MARGIN)
                return await self._make(recording, known, room)
            except OSError as err:
                raise NotPlayable("playable_gone") from err

    async def _make(self, recording: Path, known: tuple[int, ...], room: int) -> Playable:
        """Have a child process make a copy of at most `room` bytes, and put it in its place.

        Raises:
            NotPlayable: as `of`.
            OSError: if the recording went meanwhile.
        """
        part = recording.with_name(f"{recording.name}.{KINDS[0]}.mp4.part")
        try:
            made = await self._written(recording, part, room)
            if await asyncio.to_thread(_identity, recording) != known:
                raise FileNotFoundError(recording.name)
            if made not in KINDS:
                self._as_they_are[recording] = known
                return Playable(path=recording)
            path = _copy_of(recording, made)
            await asyncio.to_thread(part.rename, path)
            return Playable(path=path, small=made == "small")
        finally:
            # Not awaited: a cancelled task could be cancelled again before the file is gone.
            with suppress(OSError):
                part.unlink(missing_ok=True)

    async def _written(self, recording: Path, part: Path, room: int) -> str:
        """Have a child process write the copy; return what it made.

        Raises:
            NotPlayable: if nothing can be made, or it takes more than there is room for.
        """
        if room <= 0:
            raise NotPlayable("playable_no_room")
        await asyncio.to_thread(part.unlink, missing_ok=True)  # left by a crash
        job = {"task": "playing", "recording": str(recording), "target": str(part)}
        try:
            answer = await run_job(job, replace(self._limits, output=min(room, self._limits.output)))
        except CutFailed as err:
            raise NotPlayable(_WHY.get(err.reason.key, "playable_failed")) from err
        made: str = answer["done"]["made"]
        return made


def make_room(root: Path, budget: int, wanted: int) -> int:
    """Return how many bytes may still be put below `root`; copies go, the oldest first, until it is what is wanted. Blocks."""
    sizes = {path: path.stat().st_size for path in root.rglob("*") if path.is_file()}
    room = min(budget - sum(sizes.values()), shutil.disk_usage(root).free - SPARED)
    copies = sorted((path for path in root.glob(COPIES) if path in sizes), key=lambda path: path.stat().st_mtime)
    for path in copies:
        if room >= wanted:
            break
        path.unlink(missing_ok=True)
        room += sizes[path]
    return max(0, room)


def forget_copies(recording: Path) -> None:
    """Delete the copies of a recording. Blocks."""
    for kind in KINDS:
        _copy_of(recording, kind).unlink(missing_ok=True)


def _copy_of(recording: Path, kind: str) -> Path:
    """Return where a recording's copy lies."""
    return recording.with_name(f"{recording.name}.{kind}.mp4")


def _made_before(recording: Path) -> Playable | None:
    """Return the copy that lies there."""
    for kind in KINDS:
        if (path := _copy_of(recording, kind)).is_file():
            os.utime(path)
            return Playable(path=path, small=kind == "small")
    return None


def _identity(path: Path) -> tuple[int, ...]:
    """Return what tells a file from another one under the same name, its size last.

    Raises:
        OSError: if it is not there.
    """
    facts = path.stat()
    return facts.st_ino, facts.st_mtime_ns, facts.st_size
