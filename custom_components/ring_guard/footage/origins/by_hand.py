"""Footage origin: what an approver brings for one request, as an uploaded file or an item of the media browser.

When it was recorded is what the file's name tells, or else what the person states.
"""

import asyncio
from pathlib import Path
from zoneinfo import ZoneInfo

from homeassistant.core import HomeAssistant

from ...domain.model import Window
from ..brought import brought_folder
from ..errors import NoFootage
from ..folder import FolderOrigin
from ..origin import Footage, Note, collected
from .kind import Answers, Fields, OriginContext, OriginKind

KEY = "by_hand"


class ByHandOrigin:
    """What was brought for one camera."""

    def __init__(self, context: OriginContext) -> None:
        folder = brought_folder(context.private, context.camera_id)
        self.folder = FolderOrigin(folder=folder, zone=ZoneInfo("UTC"), prober=context.prober)

    async def find(self, window: Window, scratch: Path) -> Footage:
        """Return what was brought of `window`.

        Raises:
            NoFootage: if nobody has brought anything of it.
            OriginUnavailable: if the folder cannot be read.
        """
        if not await asyncio.to_thread(self.folder.folder.exists):
            raise NoFootage("footage_not_brought")
        try:
            found = await self.folder.find(window, scratch)
        except NoFootage:
            raise NoFootage("footage_not_brought") from None
        # Written a moment ago, but whole: what was brought does not grow.
        return collected(window, list(found.segments), frozenset({Note.TIMES_STATED}))


async def fields() -> Fields:
    """Ask for nothing: the footage is brought request by request."""
    return {}


async def check(hass: HomeAssistant, answers: Answers) -> dict[str, str]:
    """Find nothing wrong."""
    return {}


KIND = OriginKind(build=lambda _, context: ByHandOrigin(context), fields=fields, check=check)
