"""An approver called the one who asks, on a number found independently, and says what came of it.

Who may is the guard's to decide, by the user in the call's context.
"""

from homeassistant.core import ServiceCall, ServiceResponse
from homeassistant.helpers import config_validation as cv
import voluptuous as vol

from ..domain.model import AssuredParty, Level
from ..failures import telling_failures
from ..guard import Guard
from ..household.wording import Wording
from .answering import ONE_REQUEST
from .telling import told_life

PARTIES = [AssuredParty.AGENCY.value, AssuredParty.PERSON.value]

CALL_BACK = ONE_REQUEST.extend(
    {
        vol.Required("number"): vol.All(cv.string, vol.Length(max=40), vol.Match(r"^[^\n]*\d[^\n]*$")),
        vol.Required("name"): vol.All(cv.string, vol.Length(min=1, max=120)),
        vol.Optional("confirmed_by", default=AssuredParty.AGENCY.value): vol.In(PARTIES),
        vol.Optional("level"): vol.In([level.value for level in Level]),
    }
)


async def record_call_back(call: ServiceCall, guard: Guard) -> ServiceResponse:
    """Keep the number that was called and who confirmed the request, and decide anew."""
    data = call.data
    async with telling_failures(call.hass, guard, data["request_id"]):
        life = await guard.answers.record_call_back(
            data["request_id"],
            user_id=call.context.user_id,
            number=data["number"],
            name=data["name"],
            party=AssuredParty(data["confirmed_by"]),
            level=Level(data["level"]) if "level" in data else None,
        )
    return told_life(life, guard, await Wording.load(call.hass))
