"""What an origin is to the rest: how it is built from a camera's settings, what its form asks, what is wrong with answers."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from homeassistant.core import HomeAssistant
import voluptuous as vol

from ..origin import FootageOrigin
from ..prober import Prober

type Answers = Mapping[str, Any]
type Fields = dict[vol.Marker, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginContext:
    """What an origin may need: the hub, its time zone, a reader of files' lengths, the private folder, which camera it is.

    `private` is Ring Guard's own folder outside backups, in which an origin may keep what it records itself.
    """

    hass: HomeAssistant
    zone: ZoneInfo
    prober: Prober
    private: Path
    camera_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginKind:
    """One kind of origin.

    `fields` are those of its form; `check` returns an error key for each field that is wrong, and changes nothing.
    """

    build: Callable[[Answers, OriginContext], FootageOrigin]
    fields: Callable[[], Awaitable[Fields]]
    check: Callable[[HomeAssistant, Answers], Awaitable[dict[str, str]]]

    def __call__(self, settings: Answers, context: OriginContext) -> FootageOrigin:
        """Build the origin of one camera."""
        return self.build(settings, context)
