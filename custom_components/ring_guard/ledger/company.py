"""How long the writer waits for more callers before it commits: one commit then serves them all.

Who writes alone waits for nobody, but once, after a crowd. Knows numbers only, neither callers nor what they write.
"""

from collections.abc import Callable
from threading import Event

LULL = 0.001
"""Seconds in which one of several callers comes, if it comes soon at all."""

_LULLS = 10
"""At most so many lulls before one commit."""


class Company:
    """How many callers came together the last time, beside the first of them.

    `seen` belongs to the loop, everything else to the writer's thread.
    """

    def __init__(self) -> None:
        """Expect nobody."""
        self._expected = 0
        self._all_there = Event()

    def seen(self, waiting: int) -> None:
        """End the wait if as many are there again."""
        if 0 < self._expected <= waiting:
            self._all_there.set()

    def expect(self, number: int) -> None:
        """Take note how many came this time."""
        self._expected = number

    def wait(self, waiting: Callable[[], int]) -> None:
        """Wait as long as more of them come, until as many are there again; `waiting` counts them.

        Else the loop would take each of their calls with the writer's thread in its way between any two steps.
        """
        there = -1
        for _ in range(_LULLS):
            self._all_there.clear()
            before, there = there, waiting()
            if not before < there < self._expected:
                return
            nap(self._all_there, LULL)


def nap(until: Event, seconds: float) -> None:
    """Wait for an event, but not for long."""
    until.wait(seconds)
