"""What origins share that ask another integration: choosing its device in a form, and finding it again."""

from collections.abc import Callable
from typing import Any

from homeassistant.config_entries import ConfigEntry, ConfigEntryState
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.selector import DeviceSelector, DeviceSelectorConfig, EntityFilterSelectorConfig
import voluptuous as vol

from ...const import CONF_CAMERA_DEVICE
from ..errors import OriginUnavailable
from .kind import Answers, Fields


def device_field(integration: str) -> Fields:
    """Ask for a device of an integration that has a camera."""
    camera = EntityFilterSelectorConfig(integration=integration, domain="camera")
    return {vol.Required(CONF_CAMERA_DEVICE): DeviceSelector(DeviceSelectorConfig(entity=[camera]))}


@callback
def find_device(hass: HomeAssistant, settings: Answers, integration: str) -> tuple[dr.DeviceEntry, ConfigEntry[Any]]:
    """Return the chosen device, and the entry of its integration, which runs.

    Raises:
        OriginUnavailable: if the device is gone, or the integration does not run.
    """
    device = dr.async_get(hass).async_get(settings[CONF_CAMERA_DEVICE], include_child_devices=False)
    entries = [hass.config_entries.async_get_entry(entry_id) for entry_id in device.config_entries] if device else []
    ours = [entry for entry in entries if entry and entry.domain == integration]
    if device is None or not ours:
        raise OriginUnavailable("origin_camera_missing")
    for entry in ours:
        if entry.state is ConfigEntryState.LOADED:
            return device, entry
    raise OriginUnavailable("origin_not_running")


@callback
def checked(look: Callable[[], object]) -> dict[str, str]:
    """Return what a form says if `look` finds no camera."""
    try:
        look()
    except OriginUnavailable as err:
        return {CONF_CAMERA_DEVICE: err.reason.key}
    return {}
