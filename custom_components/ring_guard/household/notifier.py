"""Tells the household: on the chosen phones, in Home Assistant's own notifications, and through listeners.

Runs only after a step is durable, and may run twice for the same step: messages carry the request's tag, so
that a phone shows one. A failing phone never holds anything up; Home Assistant's own notification is always there.
"""

from collections import deque
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from html import escape
import logging
from typing import Any

from homeassistant.components import persistent_notification
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util import dt as dt_util

from ..const import DOMAIN, PANEL_URL_PATH
from ..domain.lifecycle import Life, State
from ..ledger import Errand, Ledger
from ..pipeline.lives import Event, Lives
from .messages import Message, Telling, Urgency, message_about, tag_of
from .settings import Settings
from .tokens import Verb, action_id
from .wording import Wording

_LOGGER = logging.getLogger(__name__)

MANY = 8
"""Messages within `MANY_WITHIN` after which the rest are told as one number: a flood must not drown a phone."""

MANY_WITHIN = timedelta(minutes=10)

MANY_TAG = "ring_guard_many"

CHANNEL = "Ring Guard"

PANEL_PATH = f"/{PANEL_URL_PATH}"

_MARKDOWN = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_{}[]()#+-.!|~>"})


class Notifier:
    """Announces steps of requests."""

    def __init__(
        self,
        hass: HomeAssistant,
        ledger: Ledger,
        lives: Lives,
        settings: Callable[[], Settings],
        token_key: str,
        on_event: Callable[[Event, Life], None],
    ) -> None:
        """Use the settings as they are when there is something to tell."""
        self._hass = hass
        self._ledger = ledger
        self._lives = lives
        self._settings = settings
        self._token_key = token_key
        self._on_event = on_event
        self._told: deque[datetime] = deque()
        self._untold = 0

    async def announce(self, errands: Sequence[Errand]) -> None:
        """Run a batch of announcements: every event is fired, a request's last message is sent."""
        lives = {
            errand.request_id: await self._lives.get(errand.request_id or "", at_least=errand.payload["version"])
            for errand in errands
        }
        for errand in errands:
            if life := lives[errand.request_id]:
                for event in errand.payload["events"]:
                    self._on_event(Event(event), life)
        await self._ledger.publish(self._ledger.head, dt_util.utcnow())
        wording = await Wording.load(self._hass)
        for life in lives.values():
            if life:
                await self._tell(life, wording)
        await self._tell_of_many(wording)

    async def say(self, key: str, tag: str, **placeholders: str) -> None:
        """Tell the household something that is about no single request."""
        wording = await Wording.load(self._hass)
        title = wording.sentence("notification", f"title_{key}", {})
        text = wording.sentence("notification", key, placeholders)
        message = Message(tag=tag, title=title, text=text, urgency=Urgency.NORMAL)
        self._show(message)
        await self._push(message, None)

    def forget(self, request_id: str) -> None:
        """Take down what Home Assistant still shows of a request that was erased."""
        persistent_notification.async_dismiss(self._hass, tag_of(request_id))

    def telling(self, wording: Wording) -> Telling:
        """Return what messages are made with at present."""
        settings = self._settings()
        return Telling(
            wording=wording,
            zone=dt_util.get_default_time_zone(),
            camera_names={camera.id: camera.name for camera in settings.cameras.values()},
            show_details=settings.show_details,
            mode=settings.mode,
            head=self._ledger.head,
        )

    async def _tell(self, life: Life, wording: Wording) -> None:
        """Send one request's message, unless too many were sent just now."""
        telling = self.telling(wording)
        if self._is_flood(life):
            self._untold += 1
            return
        message = message_about(life, telling)
        self._show_or_dismiss(life, telling)
        await self._push(message, life)

    def _is_flood(self, life: Life) -> bool:
        """Tell whether a new request comes on top of too many; what people already saw is always kept true."""
        now = dt_util.utcnow()
        while self._told and now - self._told[0] > MANY_WITHIN:
            self._told.popleft()
        if life.version > 1:
            return False
        if len(self._told) >= MANY:
            return True
        self._told.append(now)
        return False

    async def _tell_of_many(self, wording: Wording) -> None:
        """Tell the number of requests that were not told one by one."""
        if not self._untold:
            return
        count = str(self._untold)
        title = wording.sentence("notification", "title_many", {})
        text = wording.sentence("notification", "many", {"count": count})
        message = Message(tag=MANY_TAG, title=title, text=text, urgency=Urgency.NORMAL)
        self._show(message)
        await self._push(message, None)
        if not self._told:
            self._untold = 0

    def _show_or_dismiss(self, life: Life, telling: Telling) -> None:
        """Keep Home Assistant's own notification for what waits, is ready or went wrong, and only for that."""
        shown = {State.AWAITING_CONFIRMATION, State.READY, State.FAILED, State.NO_FOOTAGE}
        if life.state in shown:
            # Home Assistant's own notifications stay on the hub, so they may always say everything.
            self._show(message_about(life, _in_full(telling)))
        else:
            persistent_notification.async_dismiss(self._hass, f"ring_guard_{life.id}")

    def _show(self, message: Message) -> None:
        """Show a message as Home Assistant's own notification, in which Markdown has no power."""
        text = "\n\n".join(line.translate(_MARKDOWN) for line in message.text.splitlines())
        persistent_notification.async_create(self._hass, escape(text, quote=False), message.title, message.tag)

    async def _push(self, message: Message, life: Life | None) -> None:
        """Send a message to each chosen phone."""
        data = {
            "title": message.title,
            "message": escape(message.text, quote=False).replace("\n", "<br>\n"),
            "data": await self._push_data(message, life),
        }
        for service in self._settings().notify:
            try:
                await self._hass.services.async_call("notify", service, data, blocking=True)
            except (HomeAssistantError, ValueError) as err:
                _LOGGER.warning("A notification through notify.%s failed: %s", service, err)

    async def _push_data(self, message: Message, life: Life | None) -> dict[str, Any]:
        """Return what the phone app needs to replace, place and answer a message."""
        quiet = message.urgency is Urgency.QUIET
        data: dict[str, Any] = {
            "tag": message.tag,
            "group": DOMAIN,
            "channel": CHANNEL,
            "importance": "low" if quiet else "high",
            "visibility": "private",
            "url": PANEL_PATH,
            "clickAction": PANEL_PATH,
            "push": {"interruption-level": "passive" if quiet else "active"},
        }
        if life and message.answerable:
            data["actions"] = await self._buttons(message, life)
        return data

    async def _buttons(self, message: Message, life: Life) -> list[dict[str, Any]]:
        """Return the buttons; where seconds have to be chosen first, approving opens the hub instead."""
        wording = await Wording.load(self._hass)
        decline = {
            "action": action_id(self._token_key, Verb.DECLINE, life),
            "title": wording.word("notification", "button_decline"),
            "destructive": True,
        }
        if not message.approvable:
            open_hub = {"action": "URI", "title": wording.word("notification", "button_open"), "uri": PANEL_PATH}
            return [decline, open_hub]
        approve = {
            "action": action_id(self._token_key, Verb.APPROVE, life),
            "title": wording.word("notification", "button_approve"),
            "authenticationRequired": True,
        }
        return [approve, decline]


def _in_full(telling: Telling) -> Telling:
    """Return the same telling with nothing held back."""
    return Telling(
        wording=telling.wording,
        zone=telling.zone,
        camera_names=telling.camera_names,
        show_details=True,
        mode=telling.mode,
        head=telling.head,
    )
