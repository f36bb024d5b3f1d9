"""Buttons on notifications: `mobile_app_notification_action` events become answers.

Any registered app of any user, and any automation, can fire that event. What counts is the user in its context
and a token that binds the press to one offer; everything else is ignored or refused and written down.
"""

import logging
from typing import Any

from homeassistant.core import CALLBACK_TYPE, Event, HomeAssistant

from .domain.lifecycle import Choice, Refused
from .guard import CONF_TOKEN_KEY, RingGuardConfigEntry
from .household.answers import UnknownRequest
from .household.tokens import Press, Verb, read_action
from .ledger import LedgerUnavailable

_LOGGER = logging.getLogger(__name__)

EVENT_ACTION = "mobile_app_notification_action"


def async_listen_to_presses(hass: HomeAssistant, entry: RingGuardConfigEntry) -> CALLBACK_TYPE:
    """Take presses of our buttons; return what ends it."""

    async def pressed(event: Event[dict[str, Any]]) -> None:
        # Old iOS apps leave the action out.
        press = read_action(entry.data[CONF_TOKEN_KEY], event.data.get("action"))
        if press is None:
            return
        try:
            await _answer(entry, press, event.context.user_id)
        except (Refused, UnknownRequest) as err:
            _LOGGER.info("An answer from a notification was refused: %s", err)
        except LedgerUnavailable:
            _LOGGER.error("An answer from a notification could not be recorded, so it does not count")

    return hass.bus.async_listen(EVENT_ACTION, pressed)


async def _answer(entry: RingGuardConfigEntry, press: Press, user_id: str | None) -> None:
    """Pass a press on as the answer that it is."""
    answers = entry.runtime_data.answers
    if press.verb is Verb.APPROVE:
        await answers.approve(press.request_id, user_id=user_id, choice=Choice(), offer_mark=press.offer_mark)
        return
    # Even a decline needs a person here: a press without a user was not made on a registered phone.
    if user_id is None:
        await answers.require_approver(user_id, "request_declined", press.request_id)
    await answers.decline(press.request_id, user_id=user_id)
