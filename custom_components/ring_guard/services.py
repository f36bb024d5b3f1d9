"""Registers the actions of Ring Guard; what each does stands in `actions/`.

They are there whether the household is set up or not: an automation that uses one stays valid.
"""

from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from homeassistant.core import HomeAssistant, ServiceCall, ServiceResponse, SupportsResponse, callback
from homeassistant.helpers.service import async_get_config_entry
import voluptuous as vol

from .actions import answering, bringing, calling_back, entries, lists, records, releasing, submission
from .const import DOMAIN
from .guard import Guard

type Handler = Callable[[ServiceCall, Guard], Awaitable[ServiceResponse]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One action: what runs it, what it takes, and whether it is called for its answer only."""

    run: Handler
    schema: vol.Schema
    response: SupportsResponse = SupportsResponse.OPTIONAL


ACTIONS = {
    "approve": Action(run=answering.approve, schema=answering.APPROVAL),
    "decline": Action(run=answering.decline, schema=answering.ONE_REQUEST),
    "end_hold": Action(run=releasing.end_hold, schema=answering.ONE_REQUEST),
    "erase": Action(run=records.erase, schema=records.ERASURE),
    "evaluate": Action(run=submission.evaluate, schema=submission.SUBMISSION, response=SupportsResponse.ONLY),
    "list_entries": Action(run=entries.list_entries, schema=entries.LISTING, response=SupportsResponse.ONLY),
    "list_requests": Action(run=records.list_requests, schema=records.LISTING, response=SupportsResponse.ONLY),
    "record_call_back": Action(run=calling_back.record_call_back, schema=calling_back.CALL_BACK),
    "release": Action(run=releasing.release, schema=releasing.RELEASE),
    "reopen": Action(run=answering.reopen, schema=answering.ONE_REQUEST),
    "revoke": Action(run=releasing.revoke, schema=answering.ONE_REQUEST),
    "submit_request": Action(run=submission.submit_request, schema=submission.SUBMISSION),
    "update_lists": Action(run=lists.update_lists, schema=lists.UPDATE),
    "use_media": Action(run=bringing.use_media, schema=bringing.BRINGING),
    "verify_ledger": Action(run=records.verify_ledger, schema=records.VERIFICATION),
    "withdraw": Action(run=answering.withdraw, schema=answering.ONE_REQUEST),
}


@callback
def async_setup_services(hass: HomeAssistant) -> None:
    """Register all actions."""
    for name, action in ACTIONS.items():
        hass.services.async_register(
            DOMAIN, name, _handler(action.run), schema=action.schema, supports_response=action.response
        )


def _handler(run: Handler) -> Callable[[ServiceCall], Coroutine[Any, Any, ServiceResponse]]:
    """Return what runs an action on the household's guard.

    Raises:
        ServiceValidationError: (when called) if the household is not set up or not running.
    """

    async def handle(call: ServiceCall) -> ServiceResponse:
        guard: Guard = async_get_config_entry(call.hass, DOMAIN, None).runtime_data
        answer = await run(call, guard)
        return answer if call.return_response else None

    return handle
