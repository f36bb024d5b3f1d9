"""Hand a request in by hand or from an automation, or only try what the policy would say.

What is handed in is read like any stranger's message: nothing in it counts as proven.
"""

import asyncio
from collections.abc import Mapping
from datetime import datetime, timedelta
import json
from typing import Any, Final

from homeassistant.core import ServiceCall, ServiceResponse
from homeassistant.helpers import config_validation as cv
from homeassistant.util import dt as dt_util
import voluptuous as vol

from ..domain.model import Arrival, Demand, IncidentType, SourceKind
from ..failures import telling_failures, wrong
from ..guard import Guard
from ..household.wording import Wording
from ..ledger import Outcome
from ..pipeline.intake import consider
from ..sources.door import arrival
from .telling import told_decision, told_life, told_requester

SOURCE_ID: Final = "action"

DECIDED_WITHIN: Final = timedelta(seconds=30)
"""How long a call waits for its decision; the request goes on all the same."""

TEXTS: Final = ("agency", "officer", "email", "phone", "reference", "subject", "message")
TIMES: Final = ("start", "end", "deadline")

FIELDS: Final[Mapping[vol.Marker, Any]] = {
    **{vol.Optional(name): cv.string for name in TEXTS},
    **{vol.Optional(name): cv.datetime for name in TIMES},
    vol.Optional("cameras"): vol.All(cv.ensure_list, [cv.string]),
    vol.Optional("demand"): vol.All(cv.ensure_list, [vol.In([demand.value for demand in Demand])]),
    vol.Optional("incident_type"): vol.All(cv.ensure_list, [vol.In([kind.value for kind in IncidentType])]),
    vol.Optional("text"): cv.string,
}
"""A request field by field, or in `text` as the message that somebody received."""

SUBMISSION = vol.Schema({**FIELDS})


async def submit_request(call: ServiceCall, guard: Guard) -> ServiceResponse:
    """Record a request, wait for its decision, and answer with it.

    Raises:
        ServiceValidationError: if nothing was handed in, or too much in too short a time.
        HomeAssistantError: if it could not be recorded, or its decision takes too long.
    """
    received = _arrival(call, guard)
    decided = guard.intake.answer_to(received.id)
    try:
        async with telling_failures(call.hass, guard):
            receipt = await guard.receive(received)
            if receipt.outcome is Outcome.AGGREGATED:
                raise wrong("too_many_requests", count=str(receipt.beyond))
            async with asyncio.timeout(DECIDED_WITHIN.total_seconds()):
                request_id = await asyncio.shield(decided)
    finally:
        guard.intake.forget(received.id)
    life = await guard.lives.get(request_id)
    if life is None:
        raise wrong("unknown_request", request_id=request_id)
    return told_life(life, guard, await Wording.load(call.hass))


async def evaluate(call: ServiceCall, guard: Guard) -> ServiceResponse:
    """Say what the policy would answer; records nothing and tells nobody.

    Raises:
        ServiceValidationError: if nothing was handed in.
    """
    considered = await call.hass.async_add_executor_job(consider, _arrival(call, guard), guard.house())
    words = await Wording.load(call.hass)
    return {
        **told_requester(considered.request, words),
        **told_decision(considered.decision, guard, words),
    }


def _arrival(call: ServiceCall, guard: Guard) -> Arrival:
    """Return what a call hands in, as it would have come through any other source.

    Raises:
        ServiceValidationError: if there is nothing in it, or both a whole message and single fields.
    """
    fields = dict(call.data)
    text = fields.pop("text", None)
    if text is not None and fields:
        raise wrong("text_alone")
    if text is None and not fields:
        raise wrong("nothing_submitted")
    body = json.dumps(_plain(fields, guard)) if text is None else text
    user = call.context.user_id
    return arrival(
        source_kind=SourceKind.ACTION,
        source_id=SOURCE_ID,
        origin=f"action:{user}" if user else "action",
        received_at=dt_util.utcnow(),
        media_type="application/json" if text is None else "text/plain",
        body=body.encode("utf-8", "replace"),
    )


def _plain(fields: Mapping[str, Any], guard: Guard) -> dict[str, Any]:
    """Return the fields as the structured format reads them: times in ISO 8601, cameras by name."""
    plain = {name: _iso(value) if isinstance(value, datetime) else value for name, value in fields.items()}
    if "cameras" in plain:
        known = guard.settings.cameras
        plain["cameras"] = [known[camera].name if camera in known else camera for camera in plain["cameras"]]
    return plain


def _iso(moment: datetime) -> str:
    """Write a time with its offset; one without a zone is the household's."""
    return dt_util.as_local(moment).isoformat()
