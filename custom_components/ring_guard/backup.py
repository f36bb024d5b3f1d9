"""Brings the ledger into one file before a backup and holds its writes until the backup is done.

A backup of everything else is worth more than one that waits for us: whatever fails here is warned of and goes by.
"""

import asyncio
from datetime import timedelta
import logging

from homeassistant.core import HomeAssistant

from .const import DOMAIN
from .guard import Guard
from .ledger import LedgerError

_LOGGER = logging.getLogger(__name__)

PREPARED_WITHIN = timedelta(seconds=30)
"""How long a backup waits for the ledger's checkpoint."""

HELD_AT_MOST = timedelta(seconds=30)
"""How long requests wait for a backup: the webhook's callers must not wait for ever."""


async def async_pre_backup(hass: HomeAssistant) -> None:
    """Write everything to the one file that the backup copies."""
    for guard in _guards(hass):
        try:
            async with asyncio.timeout(PREPARED_WITHIN.total_seconds()):
                await guard.ledger.checkpoint_and_pause(HELD_AT_MOST)
        except (LedgerError, TimeoutError) as err:
            _LOGGER.warning("The backup holds the ledger as it lies on the disk; it could not be tidied: %s", err)


async def async_post_backup(hass: HomeAssistant) -> None:
    """Let writes go on."""
    for guard in _guards(hass):
        guard.ledger.resume()


def _guards(hass: HomeAssistant) -> list[Guard]:
    """Return the running guards."""
    return [entry.runtime_data for entry in hass.config_entries.async_loaded_entries(DOMAIN)]
