"""Source: a folder of a mail account, read over IMAP. Reading changes nothing there unless the household wants it.

    watcher (connects, waits, tries again) -> reader (place, batches) -> client (one connection) -> mail server

How far it was read stands in the ledger and moves together with what was taken in.
"""

from homeassistant.core import CALLBACK_TYPE, HomeAssistant

from ...household.settings import SourceSettings
from ..door import Door
from .watcher import Watcher


def start(hass: HomeAssistant, settings: SourceSettings, door: Door) -> CALLBACK_TYPE:
    """Watch a mailbox; return what ends it."""
    watcher = Watcher(settings, door)
    task = hass.async_create_background_task(watcher.run(), f"ring_guard mailbox {settings.id}")

    def stop() -> None:
        task.cancel()

    return stop
