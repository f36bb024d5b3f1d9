"""Counts for the household's sensors: requests of this year, and the last decision and requester."""

from collections.abc import Callable
from datetime import datetime

from ..domain.lifecycle import Life
from ..domain.model import Level
from ..ledger import Ledger
from .lives import life_of


class Tally:
    """Keeps the counts in memory; `load` fetches them once from the ledger."""

    def __init__(self, ledger: Ledger, now: Callable[[], datetime]) -> None:
        """Use the household's local time: its year is the one that counts."""
        self._ledger = ledger
        self._now = now
        self._year = 0
        self._this_year = 0
        self.last: Life | None = None

    async def load(self) -> None:
        """Count what the ledger has of this year."""
        now = self._now()
        self._year = now.year
        start = now.replace(month=1, day=1, hour=0, minute=0, second=0, microsecond=0)
        self._this_year = sum((await self._ledger.counts(since=start)).values())
        newest = await self._ledger.requests(1)
        self.last = life_of(newest[0]) if newest and newest[0].document else None

    def count(self, life: Life) -> None:
        """Count a step: a new request once, and the newest request as the last one."""
        self._turn_of_the_year()
        if life.version == 1:
            self._this_year += 1
        if self.last is None or life.request.received_at >= self.last.request.received_at:
            self.last = life

    def this_year(self) -> int:
        """Return how many requests this year has brought."""
        self._turn_of_the_year()
        return self._this_year

    def last_levels(self) -> frozenset[Level]:
        """Return the levels that the last requester gave itself, or what is possible if evidence says so."""
        if self.last is None:
            return frozenset()
        requester = self.last.request.requester
        proven = requester.possible_levels != frozenset(Level)
        return requester.possible_levels if proven else requester.claimed_levels

    def _turn_of_the_year(self) -> None:
        """Begin anew with each year."""
        if self._now().year != self._year:
            self._year = self._now().year
            self._this_year = 0
