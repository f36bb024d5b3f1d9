"""The command with which the page asks for something that every browser plays of a held recording.

For approvers alone. Only paths are answered: the file itself comes from the view, which checks and writes down by itself.
"""

from typing import Any

from homeassistant.components import websocket_api
from homeassistant.components.websocket_api import ActiveConnection
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
import voluptuous as vol

from .const import DOMAIN
from .domain.model import Mode
from .failures import telling_failures, wrong
from .footage.errors import NotPlayable
from .guard import Guard
from .household.answers import UnknownRequest
from .pipeline.held import held_file
from .views import play_path


@callback
def async_setup_watching_api(hass: HomeAssistant) -> None:
    """Register the command."""
    websocket_api.async_register_command(hass, watch_hold)


@websocket_api.websocket_command(
    {vol.Required("type"): f"{DOMAIN}/watch_hold", vol.Required("request_id"): str, vol.Required("file"): str}
)
@websocket_api.async_response
async def watch_hold(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
    """Answer with where a held recording can be watched, once there is something to watch, and whether it is made small."""
    guard = _guard(hass)
    request_id: str = msg["request_id"]
    async with telling_failures(hass, guard, request_id):
        await guard.answers.require_approver(connection.user.id, "hold_fetched", request_id)
        if guard.mode() is Mode.LOCKDOWN:
            raise wrong("refused_lockdown")
        life = await guard.lives.get(request_id)
        if life is None:
            raise UnknownRequest(request_id)
        found = held_file(guard.studio().holds, life, msg["file"])
        if found is None:
            raise wrong("playable_gone")
        try:
            playable = await guard.playables.of(found[1])
        except NotPlayable as err:
            raise HomeAssistantError(translation_domain=DOMAIN, translation_key=err.reason.key) from err
    connection.send_result(msg["id"], {"path": play_path(request_id, msg["file"]), "small": playable.small})


def _guard(hass: HomeAssistant) -> Guard:
    """Return the running guard.

    Raises:
        HomeAssistantError: if the household does not run.
    """
    entries = hass.config_entries.async_entries(DOMAIN)
    if not entries or entries[0].state is not ConfigEntryState.LOADED:
        raise HomeAssistantError(translation_domain=DOMAIN, translation_key="not_running")
    guard: Guard = entries[0].runtime_data
    return guard
