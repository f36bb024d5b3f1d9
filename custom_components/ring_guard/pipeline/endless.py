"""Keeps the endless parts running: a mistake of ours may cost one round, never a part for good."""

import asyncio
from collections.abc import Awaitable, Callable
import logging

from .intake import RETRY_AFTER

_LOGGER = logging.getLogger(__name__)


async def run_for_ever(name: str, work: Callable[[], Awaitable[None]]) -> None:
    """Run a part of the guard, and begin anew after a rest whenever it fails; only cancelling ends it."""
    while True:
        try:
            await work()
        except Exception:  # Whatever it was: with a part that stands still, requests would wait unseen.
            _LOGGER.exception("The %s failed; it begins anew", name)
        await asyncio.sleep(RETRY_AFTER.total_seconds())
