"""Cuts the clips of requests that are being prepared, one request at a time, and checks nothing off by itself.

Whatever goes wrong ends the request with a reason and leaves no file. A request that a person or lockdown
stops meanwhile loses its cut at once. After a crash the cut starts anew.
"""

import asyncio
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
import logging
from pathlib import Path
from zoneinfo import ZoneInfo

from ..domain.clips import ClipOrder, ClipProblem, ClipRefused, clip_orders
from ..domain.lifecycle import Clip, LeftOut, Life, Refused, State, fail, finish
from ..domain.masks import Mask
from ..domain.model import Mode
from ..footage import manifest
from ..footage.cutter import Cutter, FinishedClip
from ..footage.errors import FootageError, NoFootage, OriginUnavailable
from ..footage.origin import Footage, FootageOrigin
from ..footage.scratch import scratch_folder
from ..ledger import Ledger, NewEntry, Superseded, Write
from ..releases.signing import Signer
from .held import held_footage
from .lives import Lives
from .one_at_a_time import OneAtATime

_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Studio:
    """What a cut needs: each camera's origin and masks, the cutter, the private folder, the household's time zone and key.

    `by_hand` are the cameras whose footage people bring themselves.
    """

    origins: Mapping[str, FootageOrigin]
    cutter: Cutter
    folder: Path
    zone: ZoneInfo
    signer: Signer
    masks: Mapping[str, Sequence[Mask]] = field(default_factory=dict)
    by_hand: frozenset[str] = frozenset()

    @property
    def scratch(self) -> Path:
        """Return where footage lies that is fetched for a cut."""
        return self.folder.parent / "scratch"

    @property
    def holds(self) -> Path:
        """Return where footage lies that is held while people decide."""
        return self.folder.parent / "holds"


class Preparation:
    """Works through the requests that are being prepared."""

    def __init__(
        self,
        ledger: Ledger,
        lives: Lives,
        studio: Callable[[], Studio],
        mode: Callable[[], Mode],
        now: Callable[[], datetime],
    ) -> None:
        """Use cameras and mode as they are when a cut begins."""
        self._ledger = ledger
        self._lives = lives
        self._studio = studio
        self._mode = mode
        self._now = now
        self._turns = OneAtATime("cut", lives, self._wanted, self._work)
        self.progress: dict[str, float] = {}

    def wake(self) -> None:
        """Say that something may have to be cut, or must no longer be."""
        self._turns.wake()

    async def run(self) -> None:
        """Cut for ever."""
        await self._turns.run()

    def _wanted(self, life: Life) -> bool:
        """Tell whether a request is to be cut now."""
        return life.state is State.PREPARING and self._mode() is not Mode.LOCKDOWN

    async def _work(self, life: Life) -> None:
        """Cut one request's clips, and forget how far that was once it has ended."""
        try:
            await self._prepare(life)
        finally:
            self.progress.pop(life.id, None)

    async def _prepare(self, life: Life) -> None:
        """Cut all clips of a request and write down how it ended."""
        studio = self._studio()
        left_out: tuple[LeftOut, ...] = ()
        try:
            finished, without = await self._cut_all(life, studio)
            left_out = tuple(LeftOut(camera_id=camera, problem=_problem(err)) for camera, err in without.items())
            if without and not finished:
                raise _worst(without.values())
            clips = tuple([await self._write_manifest(life, order, clip, studio) for order, clip in finished])
        except (FootageError, ClipRefused) as err:
            await asyncio.to_thread(discard, studio.folder, life.id)
            failed = fail(life, _problem(err), footage_exists=not isinstance(err, NoFootage), now=self._now())
            await self._end(life, failed, left_out)
            return
        except asyncio.CancelledError:
            await asyncio.to_thread(discard, studio.folder, life.id)
            raise
        try:
            after = finish(life, clips, left_out, now=self._now(), mode=self._mode())
        except Refused:
            await asyncio.to_thread(discard, studio.folder, life.id)
            return
        if not await self._end(life, after, left_out):
            await asyncio.to_thread(discard, studio.folder, life.id)

    async def _cut_all(
        self, life: Life, studio: Studio
    ) -> tuple[list[tuple[ClipOrder, FinishedClip]], Mapping[str, FootageError]]:
        """Cut a clip for each camera; return them, and why which cameras have none: their footage cannot be had.

        Raises:
            FootageError: if there is footage, and a clip could not be made of it.
        """
        orders = _orders(life, studio)
        finished: list[tuple[ClipOrder, FinishedClip]] = []
        without: dict[str, FootageError] = {}
        for number, order in enumerate(orders):
            try:
                clip = await self._cut(life, order, (number, len(orders)), studio)
            except (NoFootage, OriginUnavailable) as err:
                without[order.camera_id] = err
                continue
            finished.append((order, clip))
        return finished, without

    async def _cut(self, life: Life, order: ClipOrder, turn: tuple[int, int], studio: Studio) -> FinishedClip:
        """Cut one camera's clip; `turn` is which of how many it is."""
        number, total = turn

        def progress(share: float) -> None:
            self.progress[order.request_id] = (number + share) / total

        async with scratch_folder(studio.scratch) as scratch:
            footage = await _footage(life, order, studio, scratch)
            clip = await studio.cutter.cut(order, footage, studio.folder, progress=progress)
        return replace(clip, notes=tuple(sorted(footage.notes)))

    async def _write_manifest(self, life: Life, order: ClipOrder, clip: FinishedClip, studio: Studio) -> Clip:
        """Describe a finished clip in the ledger, and in a signed file beside it."""
        entry = NewEntry(
            kind="clip_made",
            at=self._now(),
            request_id=life.id,
            payload={
                "camera": order.camera_id,
                "file": clip.path.name,
                "sha256": clip.sha256,
                "size": clip.size,
                "sources": [source.sha256 for source in clip.sources],
                "gaps": [[gap.start.isoformat(), gap.end.isoformat()] for gap in clip.gaps],
            },
        )
        written = await self._ledger.write(Write(entries=(entry,)))
        content = manifest.manifest(life.request, order, life.offer.terms, clip, written.head, studio.zone)
        await asyncio.to_thread(manifest.write, studio.signer.sign(content), clip.path.with_suffix(".json"))
        return Clip(
            camera_id=order.camera_id,
            file_name=clip.path.name,
            sha256=clip.sha256,
            size=clip.size,
            length=clip.duration,
            gaps=clip.gaps,
            notes=clip.notes,
        )

    async def _end(self, before: Life, after: Life, left_out: Iterable[LeftOut]) -> bool:
        """Write down how a preparation ended, and why of which cameras; tell whether nobody stopped it meanwhile."""
        detail = {"problem": after.problem, "left_out": {one.camera_id: one.problem for one in left_out}}
        try:
            await self._lives.step(before, after, "state_changed", at=self._now(), detail=detail)
        except Superseded:
            return False
        return True


async def _footage(life: Life, order: ClipOrder, studio: Studio, scratch: Path) -> Footage:
    """Return the footage that a cut is made from: what was held if it is whole, else whichever has more.

    Raises:
        FootageError: if neither hold nor recorder has anything.
    """
    held = held_footage(studio.holds, life, order.camera_id, order.window)
    if held and not held.gaps:
        return held
    try:
        found = await studio.origins[order.camera_id].find(order.window, scratch)
    except FootageError:
        if held is None:
            raise
        return held
    return held if held and _missing(held) < _missing(found) else found


def _worst(errors: Iterable[FootageError]) -> FootageError:
    """Return what is to be said of cameras none of which gave anything: a recorder that may still have it comes first."""
    return min(errors, key=lambda error: isinstance(error, NoFootage))


def _missing(footage: Footage) -> timedelta:
    """Return how much of its window footage has not."""
    return sum((gap.length for gap in footage.gaps), timedelta())


def discard(folder: Path, request_id: str) -> list[str]:
    """Delete every file of a request in the private folder; return their names."""
    found = sorted(folder.glob(f"{request_id}-*"))
    for path in found:
        path.unlink(missing_ok=True)
    return [path.name for path in found]


def discard_strays(folder: Path, kept: Collection[str]) -> list[str]:
    """Delete files that a crash left behind: all but those whose names start with a kept request's id."""
    strays = [path for path in sorted(folder.glob("*-*")) if path.name.split("-", 1)[0] not in kept]
    for path in strays:
        path.unlink(missing_ok=True)
    return [path.name for path in strays]


def _orders(life: Life, studio: Studio) -> tuple[ClipOrder, ...]:
    """Return what has to be cut, from the offer that was agreed.

    Raises:
        ClipRefused: if the offer does not allow a clip.
    """
    offer = life.offer
    cameras = frozenset(studio.origins) if offer.cameras is None else offer.cameras & frozenset(studio.origins)
    if offer.window is None:
        raise ClipRefused(ClipProblem.SECONDS_NEEDED)
    asked = life.request.window or offer.window
    return clip_orders(life.id, cameras, asked, offer.window, offer.terms, studio.masks)


def _problem(err: FootageError | ClipRefused) -> str:
    """Return the translation key of what went wrong."""
    return err.problem.value if isinstance(err, ClipRefused) else err.reason.key
