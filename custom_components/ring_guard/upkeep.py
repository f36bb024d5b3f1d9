"""What a guard does by the clock for its ledger: close the windows that a flood has filled, and check the chain daily."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
import logging
from typing import Any

from homeassistant.core import CALLBACK_TYPE, HomeAssistant
from homeassistant.helpers.event import async_call_later, async_track_time_interval

from .ledger import Ledger, LedgerError

_LOGGER = logging.getLogger(__name__)

SEAL_EVERY = timedelta(minutes=5)
"""How often windows of time that a flood has filled are closed; also how soon a mended disk is noticed."""

VERIFY_EVERY = timedelta(days=1)

VERIFY_FIRST = timedelta(minutes=10)
"""When a hub that has started checks its ledger: soon, since many are restarted daily, but not while it starts."""


class Upkeep:
    """Looks after one ledger."""

    def __init__(self, hass: HomeAssistant, ledger: Ledger, verify: Callable[[], Awaitable[Any]]) -> None:
        """`verify` checks the ledger and says what it found."""
        self._hass = hass
        self._ledger = ledger
        self._verify = verify

    def start(self) -> list[CALLBACK_TYPE]:
        """Start the clocks; return what ends them."""
        return [
            async_track_time_interval(self._hass, self._seal, SEAL_EVERY),
            async_track_time_interval(self._hass, self._verify_in_turn, VERIFY_EVERY),
            async_call_later(self._hass, VERIFY_FIRST, self._verify_in_turn),
        ]

    async def _seal(self, now: datetime) -> None:
        """Write down what went beyond the budgets of windows that have closed."""
        try:
            await self._ledger.seal(now)
        except LedgerError as err:
            _LOGGER.debug("Nothing can be sealed now: %s", err)

    async def _verify_in_turn(self, _now: datetime) -> None:
        """Check the ledger once a day, so that damage is found before it is needed."""
        try:
            await self._verify()
        except LedgerError as err:
            _LOGGER.warning("The ledger could not be checked: %s", err)
