"""The list of footage origins: one line for each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from .folder import FolderOrigin
from .origin import FootageOrigin
from .prober import Prober


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginContext:
    """What an origin may need of the household: its time zone, and a reader of files' lengths."""

    zone: ZoneInfo
    prober: Prober


type OriginBuilder = Callable[[Mapping[str, Any], OriginContext], FootageOrigin]

ORIGINS: Mapping[str, OriginBuilder] = {
    "folder": lambda settings, context: FolderOrigin.from_settings(settings, zone=context.zone, prober=context.prober),
}
"""Each origin's key, as stored in a camera's settings, and how it is built from them."""
