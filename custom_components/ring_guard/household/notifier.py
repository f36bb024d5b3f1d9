"""Tells the household: on the chosen phones, in Home Assistant's own notifications, and through listeners.

Runs only after a step is durable, and may run twice for the same step after a crash: messages carry the request's tag,
so that a phone shows one. A failing phone never holds anything up; Home Assistant's own notification is always there.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
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
from .crowd import MANY, Crowd
from .flood import FloodWatch
from .messages import Message, Telling, Urgency, message_about, tag_of
from .settings import Settings
from .tokens import Verb, action_id
from .told import Told
from .wording import Wording

_LOGGER = logging.getLogger(__name__)

SEND_WITHIN = timedelta(seconds=30)
"""How long a phone's service may take before everything goes on without it."""

MANY_TAG = "ring_guard_many"

CHANNEL = "Ring Guard"

PANEL_PATH = f"/{PANEL_URL_PATH}"

CLIP_STATES = frozenset(
    {State.READY, State.NO_FOOTAGE, State.FAILED, State.RELEASED, State.REVOKED, State.LINK_EXPIRED}
)
"""What became of a clip is told even of a request that was only counted before."""

_MARKDOWN = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_{}[]()#+-.!|~"})

_PLAIN = str.maketrans({"<": "‹", ">": "›", "\\": "∖"})
"""Signs in which a phone sees no HTML and no line end. Escapes would not do: Android reads them, iOS shows them."""


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
        self._crowd = Crowd()
        self._told = Told()
        self.flood = FloodWatch(hass, self.say)

    async def announce(self, errands: Sequence[Errand]) -> None:
        """Run a batch of announcements: every event is fired, a request's last message is sent.

        After a crash a batch may be run again, and its events are fired again: an automation that hears of a
        request twice, by the same id, is better than one that never hears of it.
        """
        lives: dict[str, Life | None] = {}
        for errand in errands:
            lives[errand.request_id or ""] = await self._lives.get(
                errand.request_id or "", at_least=errand.payload["version"]
            )
        events: dict[str, list[Event]] = {}
        quiet: set[str] = {errand.request_id or "" for errand in errands}
        for errand in errands:
            if not errand.payload.get("quiet"):
                quiet.discard(errand.request_id or "")
            if life := lives[errand.request_id or ""]:
                happened = [Event(event) for event in errand.payload["events"]]
                events.setdefault(life.id, []).extend(happened)
                for event in happened:
                    self._on_event(event, life)
        await self._ledger.publish(self._ledger.head, dt_util.utcnow())
        wording = await Wording.load(self._hass)
        for life in lives.values():
            if life:
                await self._tell_safely(life, events[life.id], wording, quiet=life.id in quiet)

    async def show_again(self, waiting: Sequence[Life]) -> None:
        """Show what waits, the newest of it: Home Assistant forgets its own notifications when it restarts."""
        telling = _in_full(self.telling(await Wording.load(self._hass)))
        for life in waiting[-MANY:]:
            self._show(message_about(life, telling))

    async def say(self, key: str, tag: str, *, quiet: bool = False, **placeholders: str) -> None:
        """Tell the household something that is about no single request."""
        wording = await Wording.load(self._hass)
        title = wording.sentence("notification", f"title_{key}", {})
        text = wording.sentence("notification", key, placeholders)
        message = Message(tag=tag, title=title, text=text, urgency=Urgency.QUIET if quiet else Urgency.NORMAL)
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
            masks=settings.masks,
        )

    async def _tell_safely(self, life: Life, events: Sequence[Event], wording: Wording, *, quiet: bool) -> None:
        """Send one request's message, so that one that cannot be worded keeps no other from people."""
        try:
            await self._tell(life, events, wording, quiet=quiet)
        except Exception:  # A mistake of ours about one request must not silence the household about all others.
            _LOGGER.exception("Nobody could be told of request %s", life.id)

    async def _tell(self, life: Life, events: Sequence[Event], wording: Wording, *, quiet: bool) -> None:
        """Send one request's message; in a crowd a new request is only counted, and an old one makes no sound."""
        new = Event.RECEIVED in events
        asks = new or (Event.CONFIRMATION_NEEDED in events and life.actor is None)
        crowded = asks and not self._crowd.is_room(dt_util.utcnow())
        if crowded and new:
            self._crowd.count(life)
            self.flood.seen(MANY_TAG, "many", count=str(self._crowd.number))
            return
        if self._crowd.counted(life.id) and life.state not in CLIP_STATES and not _can_be_stopped(life):
            if not life.open:
                self._crowd.forget(life.id)
            return
        telling = self.telling(wording)
        self._show_or_dismiss(life, telling)
        message = message_about(life, telling)
        message = replace(message, urgency=Urgency.QUIET) if crowded or quiet else message
        if self._told.is_news(life, loud=message.urgency is not Urgency.QUIET):
            await self._push(message, life)

    def _show_or_dismiss(self, life: Life, telling: Telling) -> None:
        """Keep Home Assistant's own notification for what waits, is ready or went wrong, and only for that."""
        shown = {
            State.AWAITING_CONFIRMATION,
            State.COOLING_DOWN,
            State.READY,
            State.RELEASED,
            State.FAILED,
            State.NO_FOOTAGE,
        }
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
            "message": message.text.translate(_PLAIN),
            "data": await self._push_data(message, life),
        }
        await asyncio.gather(*(self._send(service, data) for service in self._settings().notify))

    async def _send(self, service: str, data: dict[str, Any]) -> None:
        """Send one message through one service, which may fail or hang as it likes."""
        try:
            async with asyncio.timeout(SEND_WITHIN.total_seconds()):
                await self._hass.services.async_call("notify", service, data, blocking=True)
        except (HomeAssistantError, TimeoutError) as err:
            _LOGGER.warning("A notification through notify.%s failed: %r", service, err)
        except Exception:  # A notify service is other people's code: nobody knows what it raises.
            _LOGGER.exception("A notification through notify.%s failed", service)

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
        elif life and (message.withdrawable or message.revocable):
            data["actions"] = [await self._stop_button(message, life)]
        return data

    async def _stop_button(self, message: Message, life: Life) -> dict[str, Any]:
        """Return the button that stops what is on its way out."""
        verb = Verb.WITHDRAW if message.withdrawable else Verb.REVOKE
        wording = await Wording.load(self._hass)
        return {
            "action": action_id(self._token_key, verb, life),
            "title": wording.word("notification", f"button_{verb.lower()}"),
            "destructive": True,
        }

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


def _can_be_stopped(life: Life) -> bool:
    """Tell whether a clip waits to be made, so that everybody has to learn of it while they can still say no."""
    return life.state is State.COOLING_DOWN and life.due is not None and life.due > life.changed_at


def _in_full(telling: Telling) -> Telling:
    """Return the same telling with nothing held back."""
    return replace(telling, show_details=True)
