"""Works on one request at a time, the one that has waited longest first, and drops a piece of work that is no longer wanted.

What is wanted is read anew from the open requests each time: nothing is queued here, so nothing is lost in a crash. It
decides nothing and writes nothing down; the work does.
"""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress

from ..domain.lifecycle import Life
from .lives import Lives


class OneAtATime:
    """Does one kind of work for the open requests that want it."""

    def __init__(
        self,
        name: str,
        lives: Lives,
        wanted: Callable[[Life], bool],
        work: Callable[[Life], Coroutine[None, None, None]],
    ) -> None:
        """Name the work for the tasks that do it; `wanted` must be false for a request whose work is done."""
        self._name = name
        self._lives = lives
        self._wanted = wanted
        self._work = work
        self._news = asyncio.Event()
        self._current: tuple[str, asyncio.Task[None]] | None = None

    @property
    def current(self) -> str | None:
        """Return the id of the request that is worked on now."""
        return self._current[0] if self._current else None

    def wake(self) -> None:
        """Say that there may be work, or that the present work may no longer be wanted, which ends it at once."""
        if self._current:
            request_id, task = self._current
            life = self._lives.open.get(request_id)
            if life is None or not self._wanted(life):
                task.cancel()
        self._news.set()

    async def run(self) -> None:
        """Work for ever; what is found at the start is what a crash interrupted.

        Raises:
            Exception: whatever the work raises; to run again begins with the same request.
        """
        while True:
            self._news.clear()
            while life := self._next():
                await self._work_on(life)
            await self._news.wait()

    def _next(self) -> Life | None:
        """Return the request that has waited longest."""
        wanted = [life for life in self._lives.open.values() if self._wanted(life)]
        return min(wanted, key=lambda life: life.changed_at, default=None)

    async def _work_on(self, life: Life) -> None:
        """Work on one request in a task that can be cancelled alone."""
        task = asyncio.create_task(self._work(life), name=f"ring_guard {self._name} {life.id}")
        self._current = (life.id, task)
        try:
            with suppress(asyncio.CancelledError):
                await task
        finally:
            task.cancel()
            self._current = None
        if (current := asyncio.current_task()) and current.cancelling():
            raise asyncio.CancelledError
