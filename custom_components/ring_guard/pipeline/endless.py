"""Keeps the endless parts running: a mistake of ours may cost one round, never a part for good."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
import logging

from ..ledger import LedgerUnavailable

_LOGGER = logging.getLogger(__name__)

RETRY_AFTER = timedelta(seconds=5)
"""How long a part rests when the ledger cannot be written, or when it failed."""


async def run_for_ever(name: str, work: Callable[[], Awaitable[None]]) -> None:
    """Run a part of the guard, and begin anew after a rest whenever it fails or the ledger fails it; only cancelling ends it."""
    while True:
        try:
            await work()
        except LedgerUnavailable as err:
            # The guard says once that the ledger cannot be written, and once that it can again.
            _LOGGER.debug("The %s waits for the ledger: %s", name, err)
        except Exception:  # Whatever it was: with a part that stands still, requests would wait unseen.
            _LOGGER.exception("The %s failed; it begins anew", name)
        await asyncio.sleep(RETRY_AFTER.total_seconds())
