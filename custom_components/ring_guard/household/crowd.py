"""Which of many questions are put to people one by one, and which are only counted: a flood must not drown a phone.

Keeps ids and times in memory, no more: after a restart a crowd is judged anew.
"""

from collections import deque
from datetime import datetime, timedelta

from ..domain.lifecycle import Life

MANY = 8
"""Questions within `MANY_WITHIN` after which the rest are told as one number."""

MANY_WITHIN = timedelta(minutes=10)


class Crowd:
    """Counts questions as they come."""

    def __init__(self) -> None:
        """Begin with nobody there."""
        self._asked: deque[datetime] = deque()
        self._counted: set[str] = set()
        self.number = 0

    def is_room(self, now: datetime) -> bool:
        """Tell whether one more question may knock now, and take its place if so."""
        while self._asked and now - self._asked[0] > MANY_WITHIN:
            self._asked.popleft()
        if not self._asked:
            self.number = 0
        if len(self._asked) >= MANY:
            return False
        self._asked.append(now)
        return True

    def count(self, life: Life) -> None:
        """Count a request that is not told by itself."""
        self.number += 1
        if life.open:
            self._counted.add(life.id)

    def counted(self, request_id: str) -> bool:
        """Tell whether a request was told as part of the number only."""
        return request_id in self._counted

    def forget(self, request_id: str) -> None:
        """Let go of a request that has ended."""
        self._counted.discard(request_id)
