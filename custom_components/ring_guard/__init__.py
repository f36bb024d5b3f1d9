"""Ring Guard: stands between a household's cameras and everyone who asks for their footage."""

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from homeassistant.const import EVENT_HOMEASSISTANT_STOP
from homeassistant.core import Event, HomeAssistant
from homeassistant.exceptions import ConfigEntryError, ConfigEntryNotReady
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.typing import ConfigType

from . import issues
from .const import DOMAIN, PLATFORMS
from .domain.requesters import Registry
from .entries_api import async_setup_entries_api
from .guard import Guard, RingGuardConfigEntry
from .ledger import Ledger, LedgerTooNew, LedgerUnavailable
from .masks_api import async_setup_masks_api
from .panel import async_setup_panel, async_show_panel
from .presses import async_listen_to_presses
from .releases.views import async_setup_release_views
from .repairs import any_left, delete_folders, folders
from .services import async_setup_services
from .uploads import async_setup_uploads
from .views import async_setup_views
from .watching_api import async_setup_watching_api
from .websocket_api import async_setup_websocket_api

CONFIG_SCHEMA = cv.config_entry_only_config_schema(DOMAIN)


async def async_setup(hass: HomeAssistant, config: ConfigType) -> bool:
    """Register what exists once, whether the household is set up or not."""
    async_setup_services(hass)
    async_setup_views(hass)
    async_setup_uploads(hass)
    async_setup_release_views(hass)
    async_setup_websocket_api(hass)
    async_setup_masks_api(hass)
    async_setup_watching_api(hass)
    async_setup_entries_api(hass)
    await async_setup_panel(hass)
    return True


async def async_setup_entry(hass: HomeAssistant, entry: RingGuardConfigEntry) -> bool:
    """Start the guard of a household."""
    ledger = await _open_ledger(hass)
    issues.ledger_left(hass, left=False)
    # Some two thousand names are prepared at the first use, which takes the loop too long.
    await hass.async_add_executor_job(Registry.builtin)
    guard = Guard(hass, entry, ledger)
    entry.runtime_data = guard
    try:
        await guard.async_load()
    except LedgerUnavailable as err:
        await guard.async_stop()
        raise ConfigEntryNotReady(translation_domain=DOMAIN, translation_key="ledger_unavailable") from err
    await hass.config_entries.async_forward_entry_setups(entry, PLATFORMS)
    guard.async_start()
    entry.async_on_unload(hass.bus.async_listen_once(EVENT_HOMEASSISTANT_STOP, _async_shut_down(guard)))
    entry.async_on_unload(async_listen_to_presses(hass, entry))
    entry.async_on_unload(await async_show_panel(hass))
    entry.async_on_unload(entry.add_update_listener(_async_apply))
    return True


async def async_unload_entry(hass: HomeAssistant, entry: RingGuardConfigEntry) -> bool:
    """Stop the guard of a household."""
    unloaded = await hass.config_entries.async_unload_platforms(entry, PLATFORMS)
    if unloaded:
        await entry.runtime_data.async_stop()
    return unloaded


async def async_remove_entry(hass: HomeAssistant, entry: RingGuardConfigEntry) -> None:
    """Keep ledger and clips, and ask the household what becomes of them."""
    issues.nothing_left(hass)
    # Footage that nobody has agreed to anything about is not kept for that question.
    passing = tuple(Path(hass.config.path(".cache", DOMAIN, name)) for name in ("buffer", "brought", "scratch"))
    await hass.async_add_executor_job(delete_folders, passing)
    left = await hass.async_add_executor_job(any_left, folders(hass))
    issues.ledger_left(hass, left=left)


async def _open_ledger(hass: HomeAssistant) -> Ledger:
    """Open the household's ledger.

    Raises:
        ConfigEntryNotReady: if the disk cannot be written; tried again later.
        ConfigEntryError: if a newer version wrote it.
    """
    try:
        return await Ledger.open(Path(hass.config.path(DOMAIN)))
    except LedgerUnavailable as err:
        raise ConfigEntryNotReady(translation_domain=DOMAIN, translation_key="ledger_unavailable") from err
    except LedgerTooNew as err:
        raise ConfigEntryError(translation_domain=DOMAIN, translation_key="ledger_too_new") from err


def _async_shut_down(guard: Guard) -> Callable[[Event], Coroutine[Any, Any, None]]:
    """Return what lets go of everything when the hub goes down, since entries are not unloaded then."""

    async def shut_down(_event: Event) -> None:
        await guard.async_shut_down()

    return shut_down


async def _async_apply(hass: HomeAssistant, entry: RingGuardConfigEntry) -> None:
    """Apply changed options and subentries live."""
    await entry.runtime_data.async_apply()
