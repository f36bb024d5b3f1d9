"""Footage origin: a folder of files that are named or dated by time, as recorders, cameras and FTP uploads leave them."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self
from zoneinfo import ZoneInfo

from ..domain.model import Window
from .origin import Footage
from .prober import Prober


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderOrigin:
    """One camera's folder; `zone` is the time zone of the names, `match` a glob over the files' names."""

    folder: Path
    zone: ZoneInfo
    prober: Prober
    match: str = "*"

    @classmethod
    def from_settings(cls, settings: Mapping[str, Any], *, zone: ZoneInfo, prober: Prober) -> Self:
        """Build one from a camera's settings: `folder` (absolute path), and optionally `match` and `time_zone`."""
        named = settings.get("time_zone")
        return cls(
            folder=Path(settings["folder"]),
            zone=ZoneInfo(named) if named else zone,
            prober=prober,
            match=settings.get("match") or "*",
        )

    async def find(self, window: Window) -> Footage:
        """Return what the folder has of `window`."""
        raise NotImplementedError
