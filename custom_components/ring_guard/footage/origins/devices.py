"""What origins share that ask another integration: choosing its device in a form, finding it again, and its errors."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from homeassistant.config_entries import ConfigEntry, ConfigEntryState
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.selector import DeviceSelector, DeviceSelectorConfig, EntityFilterSelectorConfig
import voluptuous as vol

from ...const import CONF_CAMERA_DEVICE
from ..errors import OriginUnavailable
from ..origin import FootageOrigin
from .kind import Answers, Fields, OriginContext, OriginKind

type Errors = tuple[type[Exception], ...]


class DeviceOrigin(Protocol):
    """The class of an origin that asks for one device of another integration."""

    def __call__(self, *, settings: Answers, context: OriginContext) -> FootageOrigin:
        """Return the origin of the camera that the settings name."""
        ...


def device_kind(
    integration: str, origin: DeviceOrigin, find_camera: Callable[[HomeAssistant, Answers], object]
) -> OriginKind:
    """Return a kind of origin whose form asks for a device of `integration`, and looks for it by `find_camera`."""

    async def fields() -> Fields:
        return device_field(integration)

    async def check(hass: HomeAssistant, answers: Answers) -> dict[str, str]:
        return checked(lambda: find_camera(hass, answers))

    return OriginKind(
        build=lambda settings, context: origin(settings=settings, context=context), fields=fields, check=check
    )


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
    entries = [hass.config_entries.async_get_entry(entry_id) for entry_id in _entry_ids(device)]
    ours = [entry for entry in entries if entry and entry.domain == integration]
    if device is None or not ours:
        raise OriginUnavailable("origin_camera_missing")
    for entry in ours:
        if entry.state is ConfigEntryState.LOADED:
            return device, entry
    raise OriginUnavailable("origin_not_running")


def _entry_ids(device: dr.DeviceEntry | None) -> set[str]:
    """Return the entries that a device belongs to: one, but for a device that was chosen when there still were several."""
    if device is None:
        return set()
    return device.config_entries if device.is_composite_device else {device.config_entry_id}


@contextmanager
def plainly(*, denied: Errors = (), unreachable: Errors = (), unclear: Errors = ()) -> Iterator[None]:
    """Turn the errors of another integration's library into ours, the first of the three that fits.

    Raises:
        OriginUnavailable: for each of them; the library's text may hold an address or a password, and is left out.
    """
    try:
        yield
    except denied:
        raise OriginUnavailable("origin_denied") from None
    except unreachable:
        raise OriginUnavailable("origin_unreachable") from None
    except unclear:
        raise OriginUnavailable("origin_unclear") from None


@callback
def checked(look: Callable[[], object]) -> dict[str, str]:
    """Return what a form says if `look` finds no camera."""
    try:
        look()
    except OriginUnavailable as err:
        return {CONF_CAMERA_DEVICE: err.reason.key}
    return {}
