"""Runs the outside effects that became durable together with a step, in order, until each is done.

An errand that a crash interrupted is run again: whoever runs it must make a second run look like the first.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
import logging

from ..ledger import Errand, Ledger, Write

_LOGGER = logging.getLogger(__name__)

type Runner = Callable[[Sequence[Errand]], Awaitable[None]]


class Errands:
    """Hands each kind's errands to its runner."""

    def __init__(self, ledger: Ledger, runners: Mapping[str, Runner]) -> None:
        """Take one runner for each kind of errand."""
        self._ledger = ledger
        self._runners = runners
        self._news = asyncio.Event()

    def wake(self) -> None:
        """Say that there is something to do."""
        self._news.set()

    async def run(self) -> None:
        """Work for ever; what is found at the start is what a crash left over."""
        while True:
            self._news.clear()
            while await self.run_batch():
                pass
            await self._news.wait()

    async def run_batch(self) -> int:
        """Run what is waiting; return how many errands that were."""
        errands = await self._ledger.errands(limit=200)
        if not errands:
            return 0
        for kind, runner in self._runners.items():
            if of_kind := [errand for errand in errands if errand.kind == kind]:
                await runner(of_kind)
        await self._ledger.write(Write(errands_done=tuple(errand.id for errand in errands)))
        return len(errands)
