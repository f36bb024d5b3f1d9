"""What people were told last about each request, so that nobody is told the same twice.

A message speaks of its request as it stands, so the one about a step may already tell of the step after it. Keeps
versions in memory, no more: after a restart a message may come again, which is better than never.
"""

from ..domain.lifecycle import Life

_MOST = 1_000


class Told:
    """Remembers the newest version that was told of each of the latest requests."""

    def __init__(self) -> None:
        """Begin with nothing told."""
        self._told: dict[str, tuple[int, bool]] = {}

    def is_news(self, life: Life, *, loud: bool) -> bool:
        """Tell whether nothing was said of this version yet, or nothing that made a sound; it counts as told then."""
        version, was_loud = self._told.pop(life.id, (0, False))
        same = version == life.version
        self._told[life.id] = life.version, loud or (same and was_loud)
        if len(self._told) > _MOST:
            del self._told[next(iter(self._told))]
        return not same or (loud and not was_loud)
