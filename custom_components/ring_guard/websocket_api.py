"""What the panel is fed with: the household's requests, and again each time one of them changes.

Everyone who is signed in may read what is asked; clips are for approvers alone, and the view checks that itself.
Answers are not given here: the panel calls the actions, which know who calls.
"""

from datetime import datetime
from typing import Any

from homeassistant.components import websocket_api
from homeassistant.components.select import DOMAIN as SELECT_DOMAIN
from homeassistant.components.websocket_api import ActiveConnection
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.event import async_call_later
import voluptuous as vol

from .actions.telling import told_erased, told_life
from .const import DOMAIN
from .domain.lifecycle import State
from .footage.origins.by_hand import KEY as BY_HAND
from .guard import Guard, RingGuardConfigEntry
from .household.wording import Wording
from .ledger import LedgerClosed, LedgerUnavailable
from .pipeline.lives import life_of

LANGUAGE = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}$"
"""How a language is named; it becomes part of a file's name, so nothing else may stand in it."""

SHOWN = 50
"""How many of the newest requests the panel gets at once."""

PAUSE = 0.2
"""Seconds in which changes are gathered before they are sent: a flood must not drown a browser."""

BEAT = 1.0
"""Seconds between two messages that say how far a cut is."""


@callback
def async_setup_websocket_api(hass: HomeAssistant) -> None:
    """Register the panel's command."""
    websocket_api.async_register_command(hass, subscribe)


@websocket_api.websocket_command(
    {vol.Required("type"): f"{DOMAIN}/subscribe", vol.Optional("language"): vol.All(str, vol.Match(LANGUAGE))}
)
@websocket_api.async_response
async def subscribe(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
    """Send the newest requests now and whenever one of them changes."""
    entries = hass.config_entries.async_entries(DOMAIN)
    if not entries or entries[0].state is not ConfigEntryState.LOADED:
        connection.send_error(msg["id"], websocket_api.ERR_NOT_FOUND, "Ring Guard is not running")
        return
    feed = _Feed(hass, connection, msg, entries[0])
    connection.subscriptions[msg["id"]] = feed.start()
    connection.send_result(msg["id"])
    await feed.send()


class _Feed:
    """One open panel."""

    def __init__(
        self, hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any], entry: RingGuardConfigEntry
    ) -> None:
        self._hass = hass
        self._connection = connection
        self._id: int = msg["id"]
        self._language: str | None = msg.get("language")
        self._entry = entry
        self._next: CALLBACK_TYPE | None = None
        self._beat: CALLBACK_TYPE | None = None
        self._stopped = False

    @property
    def _guard(self) -> Guard:
        """Return the guard that runs now: a reload puts another in its place while the panel stays open."""
        return self._entry.runtime_data

    def start(self) -> CALLBACK_TYPE:
        """Listen for changes; return what ends it."""
        unsubscribe = async_dispatcher_connect(self._hass, self._guard.update_signal, self._changed)

        @callback
        def stop() -> None:
            self._stopped = True
            unsubscribe()
            for waiting in (self._next, self._beat):
                if waiting:
                    waiting()

        return stop

    async def send(self) -> None:
        """Send what there is to show; while the ledger cannot be read, that alone is said."""
        try:
            rows = await self._guard.ledger.requests(SHOWN)
        except LedgerUnavailable:
            self._send({"ledger_available": False})
            return
        except LedgerClosed:
            return
        words = await Wording.load(self._hass, self._language)
        people = {user.id: user.name for user in await self._hass.auth.async_get_users() if not user.system_generated}
        if self._running():
            guard = self._guard
            requests = [told_life(life_of(row), guard, words) if row.document else told_erased(row) for row in rows]
            self._send({"people": people, "requests": requests})
            self._keep_time()

    def _running(self) -> bool:
        """Tell whether somebody still looks, and whether there is a guard to look at."""
        return not self._stopped and self._entry.state is ConfigEntryState.LOADED

    @callback
    def _send(self, news: dict[str, Any]) -> None:
        """Send news with what stands around them, unless the panel was closed while they were gathered."""
        if self._running():
            self._connection.send_event(self._id, {**self._around(), **news})

    def _around(self) -> dict[str, Any]:
        """Return what stands around the requests."""
        settings = self._guard.settings
        registry = er.async_get(self._hass)
        user = self._connection.user
        return {
            "mode": settings.mode.value,
            "mode_entity": registry.async_get_entity_id(SELECT_DOMAIN, DOMAIN, f"{self._entry.entry_id}_mode"),
            "may_answer": user.id in settings.approvers,
            "may_draw": user.is_admin or user.id in settings.approvers,
            "may_read": user.is_admin or user.id in settings.approvers,
            "cameras": [
                {"id": camera.id, "name": camera.name, "by_hand": camera.origin == BY_HAND}
                for camera in settings.cameras.values()
            ],
            "head": {"count": self._guard.head.count, "hash": self._guard.head.hash},
            "signing_key": self._guard.signer.fingerprint,
            "ledger_available": self._guard.ledger_available,
            "progress": dict(self._guard.preparation.progress),
        }

    @callback
    def _changed(self) -> None:
        """Send the news once it has settled."""
        if self._next is None:
            self._next = async_call_later(self._hass, PAUSE, self._send_if_running)

    async def _send_if_running(self, _now: datetime) -> None:
        """Send the news, unless the guard is being taken down; the one that follows tells its own."""
        self._next = None
        if self._running():
            await self.send()

    @callback
    def _keep_time(self, _now: datetime | None = None) -> None:
        """Send how far a cut is for as long as one runs: its progress is no step of a request."""
        if self._beat:
            self._beat()
            self._beat = None
        if not self._running() or not any(life.state is State.PREPARING for life in self._guard.lives.open.values()):
            return
        self._connection.send_event(self._id, {"progress": dict(self._guard.preparation.progress)})
        self._beat = async_call_later(self._hass, BEAT, self._keep_time)
