"""Wakes the event loop out of another thread, with what that thread wants to tell it.

`call_soon_threadsafe` does this as well, but copies a context and reads its socket twice each time: about a tenth of
what one durable append costs in all. Knows nothing of the ledger.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from contextlib import suppress
import os

_MANY = 4096


class Bell[T]:
    """A pipe that the loop watches. `ring` belongs to the thread, all else to the loop."""

    def __init__(self, answer: Callable[[T], None]) -> None:
        """Have `answer` called in the running loop with each thing that is rung for, in order."""
        self._answer = answer
        self._things: deque[T] = deque()
        self._loop = asyncio.get_running_loop()
        self._heard, self._rung = os.pipe()
        os.set_blocking(self._heard, False)
        os.set_blocking(self._rung, False)
        self._loop.add_reader(self._heard, self._hear)

    def ring(self, thing: T) -> None:
        """Hand a thing to the loop."""
        self._things.append(thing)
        # A full pipe is one that the loop will read anyway.
        with suppress(BlockingIOError):
            os.write(self._rung, b"!")

    def close(self) -> None:
        """Hand over what is left; nobody may ring any more. A second time does nothing."""
        if self._loop.remove_reader(self._heard):
            self._answer_all()
            os.close(self._heard)
            os.close(self._rung)

    def _hear(self) -> None:
        """Empty the pipe first: who rings from here on is heard again."""
        os.read(self._heard, _MANY)
        self._answer_all()

    def _answer_all(self) -> None:
        """Take everything that was handed over."""
        while self._things:
            self._answer(self._things.popleft())
