"""Makes a clip: one at a time, in a child process, checked by another one before anybody gets to see it."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from ...domain.clips import ClipOrder
from ..origin import Footage
from .limits import CutLimits
from .result import FinishedClip


class Cutter:
    """Cuts clips one after the other; the rest wait in line."""

    def __init__(self) -> None:
        self._turn = asyncio.Lock()

    async def cut(
        self,
        order: ClipOrder,
        footage: Footage,
        target_folder: Path,
        *,
        limits: CutLimits = CutLimits(),
        progress: Callable[[float], None] | None = None,
    ) -> FinishedClip:
        """Cut what `order` says out of `footage` into `target_folder`, as `<request id>-<n>.mp4`.

        `progress` hears numbers from 0 to 1, in the event loop. Cancelling ends the child process and leaves no file.

        Raises:
            NoFootage: if not one frame begins in the window.
            CutFailed: if no clip could be made.
            ClipRejected: if the finished file was not what was ordered; it has been deleted.
        """
        raise NotImplementedError
