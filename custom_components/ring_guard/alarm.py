"""A clock that wakes one part of the guard when something falls due; setting it anew forgets the time before."""

from collections.abc import Callable
from datetime import datetime

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.event import async_track_point_in_utc_time


class Alarm:
    """One clock with at most one time."""

    def __init__(self, hass: HomeAssistant, ring: Callable[[], None]) -> None:
        """`ring` is called at the time."""
        self._hass = hass
        self._ring = ring
        self._stop: CALLBACK_TYPE | None = None

    @callback
    def set(self, due: datetime | None) -> None:
        """Ring at a time, or never."""
        if self._stop:
            self._stop()
        self._stop = None if due is None else async_track_point_in_utc_time(self._hass, self._rings, due)

    @callback
    def _rings(self, _now: datetime) -> None:
        """Ring."""
        self._stop = None
        self._ring()
