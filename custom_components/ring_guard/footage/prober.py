"""Reads how long recordings are, in a child process with limits: no file is ever opened by Home Assistant itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """What a recording says of itself: how long its picture is, and its size."""

    duration: timedelta
    width: int
    height: int


class Prober(Protocol):
    """Something that can tell how long recordings are."""

    async def probe(self, paths: Sequence[Path]) -> Sequence[Probe | None]:
        """Return a probe for each path, None for what cannot be read as video."""
        ...
