"""Actions."""

from homeassistant.core import HomeAssistant


def async_setup_services(hass: HomeAssistant) -> None:
    """Register the actions."""
