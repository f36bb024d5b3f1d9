"""Views."""

from homeassistant.core import HomeAssistant


def async_setup_views(hass: HomeAssistant) -> None:
    """Register the views."""
