"""What an origin is to the rest: how it is built from a camera's settings, what its form asks, what is wrong with answers."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
import logging
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from homeassistant.core import HomeAssistant
import voluptuous as vol

from ...domain.model import Window
from ..errors import FootageError, OriginUnavailable
from ..origin import Footage, FootageOrigin
from ..prober import Prober

_LOGGER = logging.getLogger(__name__)

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

    def __call__(self, settings: Answers, context: OriginContext) -> Careful:
        """Build the origin of one camera."""
        return Careful(self.build(settings, context))


class Careful:
    """An origin whose mistakes, and those of the integrations that it asks, end a request with a reason."""

    def __init__(self, origin: FootageOrigin) -> None:
        self.origin = origin

    async def find(self, window: Window, scratch: Path) -> Footage:
        """Return what the origin finds.

        Raises:
            NoFootage: if there is nothing at all.
            OriginUnavailable: if it cannot be told, for whatever reason.
        """
        try:
            return await self.origin.find(window, scratch)
        except FootageError:
            raise
        except Exception as err:
            # Other integrations' code runs in there. The error's text may hold an address with a password.
            _LOGGER.error("Footage could not be asked for: %s in %s", type(err).__name__, type(self.origin).__name__)
            raise OriginUnavailable("origin_unclear") from err
