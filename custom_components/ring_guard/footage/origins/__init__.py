"""The footage origins: one file and one line for each.

Only here does anything below `footage/` know Home Assistant. An origin asks another integration through what that
integration has already set up, and keeps no password of its own.
"""

from collections.abc import Mapping

from . import buffer, by_hand, folder, frigate, reolink, ring, unifiprotect
from .kind import OriginContext, OriginKind

__all__ = ["ORIGINS", "OriginContext", "OriginKind"]

ORIGINS: Mapping[str, OriginKind] = {
    "folder": folder.KIND,
    "unifiprotect": unifiprotect.KIND,
    "frigate": frigate.KIND,
    "ring": ring.KIND,
    "reolink": reolink.KIND,
    buffer.KEY: buffer.KIND,
    by_hand.KEY: by_hand.KIND,
}
"""Each origin by its key, as stored in a camera's settings."""
