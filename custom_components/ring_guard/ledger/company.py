"""How many callers write together: what they want is handed over once as many are there as were at work before.

One commit then serves them all, and the thread that commits stands in nobody's way before: two groups that take turns
would each commit while the other's calls are read, and wait for the interpreter longer than they work. Who writes alone
waits for nobody, but once or twice, right after a crowd. Belongs to the event loop; knows neither callers nor what they write.
"""

import asyncio
from collections.abc import Callable

PATIENCE = 0.002
"""Seconds after which those who are there wait no longer for the rest."""

LULL = 0.05
"""Seconds without anybody after which nobody is expected any more, and there is time to tidy up."""

_MOST = 512
"""At most so many in one group: it bounds how long the first of them waits."""


class Company[T]:
    """Gathers things, and hands them over in groups."""

    def __init__(self, hand_over: Callable[[list[T]], None]) -> None:
        """Expect nobody: the first thing is handed over at once."""
        self._hand_over = hand_over
        self._loop = asyncio.get_running_loop()
        self._expected = 1
        self._grown = False
        self._away = 0
        self._back_at = self._loop.time()
        self._there: list[T] = []
        self._timer: asyncio.TimerHandle | None = None

    def add(self, thing: T) -> None:
        """Take a thing; it stays while others are away."""
        if not self._away and not self._there and self._loop.time() - self._back_at > LULL:
            self._expected = 1
        self._there.append(thing)
        if self._away + len(self._there) > self._expected:
            self._expected += 1
            self._grown = True
        self._look()

    def back(self, number: int) -> None:
        """Take note that so many are back from where they were handed over to."""
        self._away -= number
        self._back_at = self._loop.time()
        self._look()

    def leave(self) -> None:
        """Hand over what is there."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        there, self._there = self._there, []
        self._away += len(there)
        for start in range(0, len(there), _MOST):
            self._hand_over(there[start : start + _MOST])

    def _look(self) -> None:
        """Hand over if all are there that are expected, and wait a little for them if not."""
        if self._away or not self._there:
            return
        if len(self._there) >= self._expected:
            self._grown = False
            self.leave()
        elif self._timer is None:
            self._timer = self._loop.call_later(PATIENCE, self._give_up)

    def _give_up(self) -> None:
        """Hand over what is there, and expect no more the next time, unless more were there just now."""
        if not self._grown:
            self._expected = len(self._there)
        self._grown = False
        self.leave()
