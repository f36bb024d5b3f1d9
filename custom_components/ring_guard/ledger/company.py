"""How many callers write together: what they want is handed over at once when as many are there as the last time.

One commit then serves them all, and the thread that commits stands in nobody's way before. Who writes alone waits for
nobody, but once, after a crowd. Belongs to the event loop; knows neither callers nor what they write.
"""

import asyncio
from collections.abc import Callable

PATIENCE = 0.002
"""Seconds after which those who are there wait no longer for the rest."""


class Company[T]:
    """Gathers things, and hands them over in groups."""

    def __init__(self, hand_over: Callable[[list[T]], None]) -> None:
        """Expect nobody: the first thing is handed over at once."""
        self._hand_over = hand_over
        self._loop = asyncio.get_running_loop()
        self._expected = 1
        self._there: list[T] = []
        self._timer: asyncio.TimerHandle | None = None

    def add(self, thing: T) -> None:
        """Take a thing, and hand all over if as many are there as the last time."""
        self._there.append(thing)
        if len(self._there) >= self._expected:
            self.leave()
        elif self._timer is None:
            self._timer = self._loop.call_later(PATIENCE, self.leave)

    def leave(self) -> None:
        """Hand over what is there."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._there:
            there, self._there = self._there, []
            self._hand_over(there)

    def expect(self, number: int) -> None:
        """Take note how many there were this time."""
        self._expected = number
