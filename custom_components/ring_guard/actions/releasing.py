"""A finished clip leaves, or is called back, through actions; and a hold is ended.

A link's address and pass-phrase are in the answer to `release` and nowhere else: nobody can look them up later.
"""

from datetime import timedelta

from homeassistant.core import ServiceCall, ServiceResponse
from homeassistant.helpers import config_validation as cv
import voluptuous as vol

from ..domain.lifecycle import LONGEST_LINK_LIFE, MOST_FETCHES, Way
from ..failures import telling_failures
from ..guard import Guard
from ..household.answers import UnknownRequest
from ..household.wording import Wording
from ..releases.desk import Wish
from .answering import ONE_REQUEST
from .telling import told_life

LONGEST_HOURS = LONGEST_LINK_LIFE / timedelta(hours=1)

RELEASE = ONE_REQUEST.extend(
    {
        vol.Optional("way", default=Way.LINK.value): vol.In([way.value for way in Way]),
        vol.Optional("hours"): vol.All(vol.Coerce(float), vol.Range(min=0.001, max=LONGEST_HOURS)),
        vol.Optional("fetches"): vol.All(vol.Coerce(int), vol.Range(min=1, max=MOST_FETCHES)),
        vol.Optional("pass_phrase", default=False): cv.boolean,
    }
)


async def release(call: ServiceCall, guard: Guard) -> ServiceResponse:
    """Let a finished clip out: by a link for the requester, or saved for the household to hand over itself."""
    request_id, hours = call.data["request_id"], call.data.get("hours")
    wish = Wish(
        way=Way(call.data["way"]),
        lasts=None if hours is None else timedelta(hours=hours),
        fetches=call.data.get("fetches"),
        with_pass_phrase=call.data["pass_phrase"],
    )
    async with telling_failures(call.hass, guard, request_id):
        life = await guard.lives.get(request_id)
        if life is None:
            raise UnknownRequest(request_id)
        handed = await guard.desk.release(request_id, wish, life.offer.terms, user_id=call.context.user_id)
    told = told_life(handed.life, guard, await Wording.load(call.hass))
    link = {"link": handed.address, "link_path": handed.path, "pass_phrase": handed.pass_phrase}
    return {**told, **link}


async def revoke(call: ServiceCall, guard: Guard) -> ServiceResponse:
    """Call a release off that waits, or end a link."""
    request_id = call.data["request_id"]
    async with telling_failures(call.hass, guard, request_id):
        life = await guard.answers.revoke(request_id, user_id=call.context.user_id)
    return told_life(life, guard, await Wording.load(call.hass))


async def end_hold(call: ServiceCall, guard: Guard) -> ServiceResponse:
    """Delete held footage that stays until a person says so."""
    request_id = call.data["request_id"]
    async with telling_failures(call.hass, guard, request_id):
        life = await guard.answers.end_hold(request_id, user_id=call.context.user_id)
    return told_life(life, guard, await Wording.load(call.hass))
