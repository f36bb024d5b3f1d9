"""The command with which the page asks for entries of the ledger, told in the language of whoever looks.

For approvers and administrators alone, as the action: both ask the same question in the same place.
"""

from typing import Any

from homeassistant.components import websocket_api
from homeassistant.components.websocket_api import ActiveConnection
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
import voluptuous as vol

from .actions.entries import QUESTION, Page, told_entries
from .const import DOMAIN
from .websocket_api import LANGUAGE


@callback
def async_setup_entries_api(hass: HomeAssistant) -> None:
    """Register the command."""
    websocket_api.async_register_command(hass, entries)


@websocket_api.websocket_command(
    {
        vol.Required("type"): f"{DOMAIN}/entries",
        vol.Optional("language"): vol.All(str, vol.Match(LANGUAGE)),
        **QUESTION,
    }
)
@websocket_api.async_response
async def entries(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
    """Answer with entries, newest first."""
    households = hass.config_entries.async_entries(DOMAIN)
    if not households or households[0].state is not ConfigEntryState.LOADED:
        raise HomeAssistantError(translation_domain=DOMAIN, translation_key="not_running")
    page = Page(**{key: value for key, value in msg.items() if key not in {"id", "type", "language"}})
    told = await told_entries(hass, households[0].runtime_data, connection.user.id, page, msg.get("language"))
    connection.send_result(msg["id"], told)
