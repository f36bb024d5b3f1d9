"""Which refused attempts are written down, and which are only counted: nobody may fill the ledger with them.

Each person has an allowance. Presses that none of our buttons made share a smaller one, since anybody who can fire an event
can make them up, in anybody's name. What goes beyond is a number in the next one that is written. Reads no clock.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from ..domain.lifecycle import Refusal
from ..releases.rate import Bucket


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """So many attempts at once, and one more in so much time."""

    at_once: int
    every: timedelta


PERSONS = Allowance(at_once=60, every=timedelta(minutes=1))
FORGED = Allowance(at_once=10, every=timedelta(minutes=10))


@dataclass(slots=True)
class _Tally:
    """What is left of an allowance, and how many went beyond it since one was written."""

    bucket: Bucket
    unwritten: int = 0

    def take(self, now: float) -> int | None:
        """Count one, as `Attempts.take`."""
        if self.bucket.refill(now) < 1:
            self.unwritten += 1
            return None
        self.bucket.left -= 1
        unwritten, self.unwritten = self.unwritten, 0
        return unwritten


class Attempts:
    """Keeps count of refused attempts."""

    def __init__(self) -> None:
        """Begin with full allowances."""
        self._tallies: dict[tuple[bool, str | None], _Tally] = {}

    def take(self, refusal: Refusal, user_id: str | None, now: datetime) -> int | None:
        """Count an attempt; return how many went unwritten before it, None if this one is not to be written either."""
        forged = refusal is Refusal.FORGED_PRESS
        whose = (forged, None if forged else user_id)
        if whose not in self._tallies:
            self._tallies[whose] = _full(FORGED if forged else PERSONS, now)
        return self._tallies[whose].take(now.timestamp())


def _full(allowance: Allowance, now: datetime) -> _Tally:
    """Return an allowance that nobody has taken from."""
    burst, rate = float(allowance.at_once), 1 / allowance.every.total_seconds()
    return _Tally(Bucket(burst=burst, per_second=rate, left=burst, at=now.timestamp()))
