"""The edge of a phone, and messages from strangers handed in as a source would."""

from dataclasses import dataclass
from datetime import timedelta
import json
from typing import Any

from homeassistant.components.persistent_notification import _async_get_or_create_notifications
from homeassistant.core import Context, HomeAssistant, ServiceCall
from homeassistant.util import dt as dt_util
from pytest_homeassistant_custom_component.common import async_fire_time_changed

from custom_components.ring_guard.domain.model import SourceKind
from custom_components.ring_guard.sources.door import arrival
from tests.homes import ASKED, Household, eventually

PHONE = "mobile_app_x"
PRESSED = "mobile_app_notification_action"


@dataclass
class Phone:
    """What was sent to a phone, and what is pressed on it."""

    hass: HomeAssistant
    calls: list[ServiceCall]

    def about(self, request_id: str) -> list[dict[str, Any]]:
        """Return what was sent about a request, oldest first."""
        return self.tagged(f"ring_guard_{request_id}")

    def tagged(self, tag: str) -> list[dict[str, Any]]:
        """Return what was sent under a tag, oldest first."""
        return [dict(call.data) for call in self.calls if call.data["data"]["tag"] == tag]

    def button(self, request_id: str, verb: str) -> str:
        """Return the id of a button on the newest message about a request."""
        found = [button["action"] for button in self.buttons(request_id) if f"_{verb}_" in button["action"]]
        assert len(found) == 1
        return str(found[0])

    def buttons(self, request_id: str) -> list[dict[str, Any]]:
        """Return the buttons of the newest message about a request."""
        buttons: list[dict[str, Any]] = self.about(request_id)[-1]["data"].get("actions", [])
        return buttons

    def fire(self, data: dict[str, Any], who: str | None) -> None:
        """Put a press on the bus in somebody's name, None for an automation."""
        self.hass.bus.async_fire(PRESSED, data, context=Context(user_id=who))

    async def press(self, action: str, who: str | None) -> None:
        """Press a button and wait for what comes of it."""
        self.fire({"action": action}, who)
        await self.hass.async_block_till_done()


def shown(hass: HomeAssistant) -> dict[str, str]:
    """Return Home Assistant's own notifications: title and text by id."""
    found = _async_get_or_create_notifications(hass)
    return {key: f"{value['title']}\n{value['message']}" for key, value in found.items()}


async def hand_in(household: Household, source_id: str = "hook", **fields: Any) -> str:
    """Hand a stranger's request in as a webhook would, and wait until it is decided, held and told; return its id.

    A test that goes on while the hold is yet to be written meets that write in the middle of what it shows.
    """
    household.number += 1
    asked = {**ASKED, "reference": f"CASE-2026-{household.number}", **fields}
    received = arrival(
        source_kind=SourceKind.WEBHOOK,
        source_id=source_id,
        origin=f"webhook:{source_id}",
        received_at=dt_util.utcnow(),
        media_type="application/json",
        body=json.dumps({key: value for key, value in asked.items() if value is not None}).encode(),
    )
    decided = household.guard.intake.answer_to(received.id)
    await household.guard.receive(received)
    request_id = await decided
    await eventually(lambda: not household.is_being_held(request_id))
    await household.settled()
    return request_id


async def later(hass: HomeAssistant, seconds: float) -> None:
    """Let the timers of the next seconds go off, and wait for what comes of them."""
    async_fire_time_changed(hass, dt_util.utcnow() + timedelta(seconds=seconds))
    await hass.async_block_till_done()
