"""Keeps one camera's rolling buffer going: starts its process, tidies the shelf, and tries again when the stream drops.

A stream's address can hold a password: it goes to the process through its standard input alone, and never into the log.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
import logging
from pathlib import Path

from ..children import job_line, started
from .shelf import Shelf

_LOGGER = logging.getLogger(__name__)

WORKSHOP = Path(__file__).parent
WORK = "worker"

type Source = Callable[[], Awaitable[str | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecorderLimits:
    """How the process runs: `piece` is how long a file is, `first_wait` to `last_wait` lie between two attempts.

    `steady` is how long a stream has to have come for the next drop-out to be the first again. After `silent` without one
    finished file people have to know.
    """

    piece: timedelta = timedelta(seconds=20)
    first_wait: timedelta = timedelta(seconds=2)
    last_wait: timedelta = timedelta(minutes=5)
    steady: timedelta = timedelta(minutes=2)
    silent: timedelta = timedelta(minutes=10)
    memory: int = 1024**3
    largest: int = 512 * 1024**2
    niceness: int = 10


class Recorder:
    """Records one camera until it is stopped."""

    def __init__(
        self,
        name: str,
        source: Source,
        shelf: Shelf,
        limits: RecorderLimits | None = None,
        on_silence: Callable[[bool], None] | None = None,
    ) -> None:
        """Take the camera's entity for the log, and what gives the stream's address anew each time.

        `on_silence` hears that nothing was recorded for long, and that it is over.
        """
        self._name = name
        self._source = source
        self.shelf = shelf
        self._limits = limits or RecorderLimits()
        self._failing = False
        self._on_silence = on_silence or (lambda _silent: None)
        self._silent = False
        self._watch: asyncio.TimerHandle | None = None

    async def run(self) -> None:
        """Record for ever; end by cancelling."""
        self._listen_for_silence()
        try:
            await self._record_for_ever()
        finally:
            if self._watch:
                self._watch.cancel()

    async def _record_for_ever(self) -> None:
        """Begin anew whenever the stream ends."""
        wait = self._limits.first_wait
        while True:
            begun = asyncio.get_running_loop().time()
            try:
                await asyncio.to_thread(self.shelf.make)
                await self._tidy()
                if url := await self._source():
                    await self._record(url)
            except OSError as err:
                _LOGGER.warning("The buffer of camera %s cannot be written: %s", self._name, err.strerror)
            if asyncio.get_running_loop().time() - begun >= self._limits.steady.total_seconds():
                wait = self._limits.first_wait
            self._tell(failing=True)
            await asyncio.sleep(wait.total_seconds())
            wait = min(2 * wait, self._limits.last_wait)

    async def _record(self, url: str) -> None:
        """Run one process until its stream ends."""
        async with started(WORKSHOP, WORK) as process:
            await self._listen(process, url)

    async def _listen(self, process: asyncio.subprocess.Process, url: str) -> None:
        """Hand over the job, and tidy up after each file."""
        assert process.stdin is not None
        assert process.stdout is not None
        limits = self._limits
        # A file ends at a keyframe, so it is told to end long before it may grow no more.
        piece = {"seconds": limits.piece.total_seconds(), "bytes": self._largest // 2}
        job = {"url": url, "folder": str(self.shelf.folder), **piece}
        bounds = {"memory": limits.memory, "largest": self._largest, "niceness": limits.niceness}
        with suppress(ConnectionError):
            process.stdin.write(job_line(job, bounds))
            await process.stdin.drain()
        while await process.stdout.readline():
            self._tell(failing=False)
            self._hear(silent=False)
            self._listen_for_silence()
            await self._tidy()

    async def _tidy(self) -> None:
        """Delete what is too old or too much, the next file counted in."""
        await asyncio.to_thread(self.shelf.tidy, datetime.now(UTC), to_come=self._largest)

    @property
    def _largest(self) -> int:
        """Return how many bytes one file may have."""
        return min(self._limits.largest, self.shelf.largest)

    def _tell(self, *, failing: bool) -> None:
        """Write down once that a stream is gone, and once that it is back."""
        if failing == self._failing:
            return
        self._failing = failing
        if failing:
            _LOGGER.warning("The stream of camera %s cannot be recorded now; it is tried again", self._name)
        else:
            _LOGGER.info("The stream of camera %s is recorded again", self._name)

    def _listen_for_silence(self) -> None:
        """Look whether anything is recorded from now on."""
        if self._watch:
            self._watch.cancel()
        seconds = self._limits.silent.total_seconds()
        self._watch = asyncio.get_running_loop().call_later(seconds, lambda: self._hear(silent=True))

    def _hear(self, *, silent: bool) -> None:
        """Say once that nothing was recorded for long, and once that it is over."""
        if silent != self._silent:
            self._silent = silent
            self._on_silence(silent)
