"""People's answers through actions: approve, decline, withdraw, reopen.

The second way beside the buttons on a phone. Who may is the guard's to decide, by the user in the call's context.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from homeassistant.core import ServiceCall, ServiceResponse
from homeassistant.helpers import config_validation as cv
from homeassistant.util import dt as dt_util
import voluptuous as vol

from ..domain.lifecycle import Choice, Life
from ..domain.model import Window
from ..failures import telling_failures, wrong
from ..guard import Guard
from ..household.wording import Wording
from .telling import told_life

LONGEST_SECONDS = 24 * 3600

ONE_REQUEST = vol.Schema({vol.Required("request_id"): cv.string})

APPROVAL = ONE_REQUEST.extend(
    {
        vol.Optional("start"): cv.datetime,
        vol.Exclusive("end", "until"): cv.datetime,
        vol.Exclusive("seconds", "until"): vol.All(vol.Coerce(float), vol.Range(min=0.1, max=LONGEST_SECONDS)),
        vol.Optional("cameras"): vol.All(cv.ensure_list, vol.Length(min=1), [cv.string]),
        vol.Optional("offer"): vol.All(cv.string, vol.Match(r"^[0-9a-f]{16}$")),
    }
)


async def approve(call: ServiceCall, guard: Guard) -> ServiceResponse:
    """Count the caller's yes, with the seconds and cameras that they picked."""
    choice = Choice(window=_window(call.data), cameras=_cameras(call.data.get("cameras"), guard))
    request_id, user = call.data["request_id"], call.context.user_id
    async with telling_failures(call.hass, guard, request_id):
        life = await guard.answers.approve(request_id, user_id=user, choice=choice, offer_mark=call.data.get("offer"))
    return await _told(call, guard, life)


async def decline(call: ServiceCall, guard: Guard) -> ServiceResponse:
    """Say no to a request that waits."""
    request_id = call.data["request_id"]
    async with telling_failures(call.hass, guard, request_id):
        life = await guard.answers.decline(request_id, user_id=call.context.user_id)
    return await _told(call, guard, life)


async def withdraw(call: ServiceCall, guard: Guard) -> ServiceResponse:
    """Stop a request that waits, is under way or ready."""
    request_id = call.data["request_id"]
    async with telling_failures(call.hass, guard, request_id):
        life = await guard.answers.withdraw(request_id, user_id=call.context.user_id)
    return await _told(call, guard, life)


async def reopen(call: ServiceCall, guard: Guard) -> ServiceResponse:
    """Put an ended request before the household again."""
    request_id = call.data["request_id"]
    async with telling_failures(call.hass, guard, request_id):
        life = await guard.answers.reopen(request_id, user_id=call.context.user_id)
    return await _told(call, guard, life)


async def _told(call: ServiceCall, guard: Guard, life: Life) -> ServiceResponse:
    """Answer with the request as it stands after the answer."""
    return told_life(life, guard, await Wording.load(call.hass))


def _window(data: Mapping[str, Any]) -> Window | None:
    """Return the seconds that were picked; a time without a zone is the household's.

    Raises:
        ServiceValidationError: if only one end is given, or the end does not lie behind the start.
    """
    start: datetime | None = data.get("start")
    if start is None:
        if "end" in data or "seconds" in data:
            raise wrong("window_incomplete")
        return None
    start = dt_util.as_utc(start)
    if "seconds" in data:
        return Window(start=start, end=start + timedelta(seconds=data["seconds"]))
    if "end" not in data:
        raise wrong("window_incomplete")
    end = dt_util.as_utc(data["end"])
    if end <= start:
        raise wrong("window_backwards")
    return Window(start=start, end=end)


def _cameras(chosen: Iterable[str] | None, guard: Guard) -> frozenset[str] | None:
    """Return the ids of the cameras that were picked, by id or by name.

    Raises:
        ServiceValidationError: if the household has no such camera.
    """
    if chosen is None:
        return None
    known = guard.settings.cameras
    by_name = {camera.name.casefold(): camera.id for camera in known.values()}
    found = {name: name if name in known else by_name.get(name.strip().casefold()) for name in chosen}
    if unknown := sorted(name for name, camera in found.items() if camera is None):
        raise wrong("unknown_camera", camera=", ".join(unknown))
    return frozenset(camera for camera in found.values() if camera)
