"""What the household does with its subscribed lists through actions: look for newer versions now."""

from homeassistant.core import ServiceCall, ServiceResponse
from homeassistant.helpers import config_validation as cv
import voluptuous as vol

from ..failures import telling_failures
from ..guard import Guard
from ..household.wording import Wording

UPDATE = vol.Schema({vol.Optional("accept_smaller", default=False): cv.boolean})


async def update_lists(call: ServiceCall, guard: Guard) -> ServiceResponse:
    """Look for newer versions of all lists, and answer how each fares.

    To take a list over that has far fewer rows than before loosens what rules by it decline, so it takes an approver.
    """
    smaller: bool = call.data["accept_smaller"]
    async with telling_failures(call.hass, guard):
        if smaller:
            await guard.answers.require_approver(call.context.user_id, "smaller_list_accepted")
        await guard.subscriptions.async_update(accept_smaller=smaller)
    words = await Wording.load(call.hass)
    return {
        "lists": [
            {
                "name": state.title,
                "format": state.format.value,
                "rows": state.rows,
                "checked_at": state.checked_at.isoformat() if state.checked_at else None,
                "problem": state.problem.value if state.problem else None,
                "problem_text": words.word("list_problem", state.problem.value) if state.problem else None,
            }
            for state in guard.subscriptions.states.values()
        ]
    }
