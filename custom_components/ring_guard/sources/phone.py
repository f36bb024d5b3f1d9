"""Source: the notifications of an Android phone, as the companion app's `last_notification` sensor shows them.

The sensor holds only the newest notification, and it may report one again: `post_time` tells them apart.
What stood there before Home Assistant started is not news.
"""

from hashlib import sha256
import json
import logging
from typing import Any

from homeassistant.const import STATE_UNAVAILABLE, STATE_UNKNOWN
from homeassistant.core import CALLBACK_TYPE, Event, EventStateChangedData, HomeAssistant, State, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.event import async_track_state_change_event
from homeassistant.util import dt as dt_util

from ..domain.formats import NOTIFICATION_TYPE
from ..domain.model import Arrival, SourceKind
from ..household.settings import SourceSettings
from ..ledger import LedgerError
from .door import Door, SourceProblem, arrival

_LOGGER = logging.getLogger(__name__)

CAUGHT_UP_WITHIN = 24 * 3600
"""Seconds: a notification of the last day that the hub missed while it was down is still a request."""

EXTRAS = {
    "title": ("android.title", "title"),
    "text": ("android.text", "text"),
    "big_text": ("android.bigText", "big_text"),
    "sub_text": ("android.subText", "sub_text"),
}
"""Which attribute of the sensor holds what of a notification."""


def start(hass: HomeAssistant, settings: SourceSettings, door: Door) -> CALLBACK_TYPE:
    """Watch a phone's sensor; return what ends it."""

    @callback
    def changed(event: Event[EventStateChangedData]) -> None:
        new, old = event.data["new_state"], event.data["old_state"]
        _report(hass, settings, door, new)
        received = _read(settings, new, old)
        if received is not None:
            hass.async_create_task(_hand_in(door, received), "ring_guard phone notification")

    stop = async_track_state_change_event(hass, settings.entity_id, changed)
    _report(hass, settings, door, hass.states.get(settings.entity_id))
    return stop


async def _hand_in(door: Door, received: Arrival) -> None:
    """Hand in what a phone showed; nobody waits for an answer who could send it again."""
    try:
        await door.receive(received)
    except LedgerError:
        _LOGGER.error("A phone's notification could not be recorded; the phone still shows it")


@callback
def _report(hass: HomeAssistant, settings: SourceSettings, door: Door, state: State | None) -> None:
    """Say whether the sensor is there: a phone that is merely away is no problem, a deleted sensor is."""
    known = state is not None or er.async_get(hass).async_get(settings.entity_id) is not None
    door.trouble(settings.id, None if known else SourceProblem.ENTITY_MISSING)


def _read(settings: SourceSettings, new: State | None, old: State | None) -> Arrival | None:
    """Return the arrival that a change of the sensor brings, None if it brings none."""
    if new is None or new.state in {STATE_UNAVAILABLE, STATE_UNKNOWN}:
        return None
    package = str(new.attributes.get("package", ""))
    if package not in settings.packages or _same(new, old):
        return None
    body = json.dumps(_notification(new, package), default=str).encode()
    return arrival(
        source_kind=SourceKind.PHONE,
        source_id=settings.id,
        origin=f"phone:{settings.id}:{package}",
        received_at=dt_util.utcnow(),
        media_type=NOTIFICATION_TYPE,
        body=body,
        arrival_id=sha256(f"{settings.id}\n".encode() + body).hexdigest()[:32],
    )


def _same(new: State, old: State | None) -> bool:
    """Tell whether the sensor shows what it showed before, or what stood there when Home Assistant started."""
    if old is None or old.state in {STATE_UNAVAILABLE, STATE_UNKNOWN}:
        return _stale(new)
    return old.attributes.get("post_time") == new.attributes.get("post_time") and old.state == new.state


def _stale(new: State) -> bool:
    """Tell whether a sensor that just came back shows an old notification, by the phone's own time in it."""
    posted = new.attributes.get("post_time")
    if not isinstance(posted, int | float):
        return True
    return dt_util.utcnow().timestamp() - posted / 1000 > CAUGHT_UP_WITHIN


def _notification(state: State, package: str) -> dict[str, Any]:
    """Return the notification as the formats read it."""
    found: dict[str, Any] = {"package": package, "post_time": state.attributes.get("post_time")}
    for name, keys in EXTRAS.items():
        value = next((state.attributes[key] for key in keys if state.attributes.get(key)), None)
        if value is not None:
            found[name] = str(value)
    found.setdefault("text", state.state)
    return found
