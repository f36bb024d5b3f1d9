"""How much work something is, told apart from how fast this machine is right now: always beside a yardstick."""

from collections.abc import Callable
import time


def seconds(work: Callable[[], object]) -> float:
    """Return the processor seconds of the quickest of three runs: whatever disturbs a run makes it slower, never quicker."""

    def once() -> float:
        began = time.process_time()
        work()
        return time.process_time() - began

    return min(once() for _ in range(3))


def times(work: Callable[[], object], yardstick: Callable[[], object]) -> float:
    """Return how many times as much work something is as its yardstick."""
    return seconds(work) / seconds(yardstick)
