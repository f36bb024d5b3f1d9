"""Buttons on notifications: `mobile_app_notification_action` events become answers.

Any registered app of any user, and any automation, can fire that event. What counts is the user in its context
and a token that binds the press to one offer; everything else is refused, written down and told, or ignored if it does
not even look like one of our buttons.
"""

import logging
from typing import Any

from homeassistant.core import CALLBACK_TYPE, Event, HomeAssistant
from homeassistant.exceptions import HomeAssistantError

from .const import DOMAIN
from .domain.lifecycle import Choice
from .failures import telling_failures
from .guard import CONF_TOKEN_KEY, RingGuardConfigEntry
from .household.tokens import Press, Verb, read_action
from .household.wording import failure

_LOGGER = logging.getLogger(__name__)

EVENT_ACTION = "mobile_app_notification_action"

KINDS = {
    Verb.APPROVE: "approval_given",
    Verb.DECLINE: "request_declined",
    Verb.WITHDRAW: "request_withdrawn",
    Verb.REVOKE: "release_taken_back",
}
"""What the ledger calls each answer."""

REFUSED_TAG = f"{DOMAIN}_refused"


def async_listen_to_presses(hass: HomeAssistant, entry: RingGuardConfigEntry) -> CALLBACK_TYPE:
    """Take presses of our buttons; return what ends it."""

    async def pressed(event: Event[dict[str, Any]]) -> None:
        # Old iOS apps leave the action out.
        press = read_action(entry.data[CONF_TOKEN_KEY], event.data.get("action"))
        if press is None:
            return
        try:
            async with telling_failures(hass, entry.runtime_data, press.request_id):
                await _answer(entry, press, event.context.user_id)
        except HomeAssistantError as err:
            # The phone has taken the notification away, so whoever pressed believes that it was an answer.
            why = await failure(hass, err)
            _LOGGER.info("An answer from a notification does not count: %s", why)
            entry.runtime_data.notifier.flood.seen(REFUSED_TAG, "answer_refused", why=why)

    return hass.bus.async_listen(EVENT_ACTION, pressed)


async def _answer(entry: RingGuardConfigEntry, press: Press, user_id: str | None) -> None:
    """Pass a press on as the answer that it is."""
    answers = entry.runtime_data.answers
    if press.forged:
        await answers.refuse_forged(KINDS[press.verb], press.request_id, user_id)
    if press.verb is Verb.APPROVE:
        await answers.approve(press.request_id, user_id=user_id, choice=Choice(), offer_mark=press.offer_mark)
        return
    # Even a decline needs a person here: a press without a user was not made on a registered phone.
    if user_id is None:
        await answers.require_approver(user_id, KINDS[press.verb], press.request_id)
    match press.verb:
        case Verb.DECLINE:
            await answers.decline(press.request_id, user_id=user_id)
        case Verb.WITHDRAW:
            await answers.withdraw(press.request_id, user_id=user_id)
        case Verb.REVOKE:
            await answers.revoke(press.request_id, user_id=user_id)
