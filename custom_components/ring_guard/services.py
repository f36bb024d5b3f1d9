"""Registers the actions of Ring Guard; what each does stands in `actions/`."""

from homeassistant.core import HomeAssistant, callback


@callback
def async_setup_services(hass: HomeAssistant) -> None:
    """Register all actions, once and whether the household is set up or not."""
