"""The household's own view of finished clips: for approvers only."""

from homeassistant.core import HomeAssistant, callback


@callback
def async_setup_views(hass: HomeAssistant) -> None:
    """Register the views, once and whether the household is set up or not."""
