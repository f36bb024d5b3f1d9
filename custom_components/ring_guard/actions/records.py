"""What the household looks up in the ledger, checks, or has erased from it, through actions."""

from typing import Final

from homeassistant.core import ServiceCall, ServiceResponse
from homeassistant.helpers import config_validation as cv
import voluptuous as vol

from ..domain.lifecycle import State
from ..failures import telling_failures, wrong
from ..guard import Guard
from ..household.wording import Wording
from ..ledger import Head, RequestRow
from ..pipeline.lives import life_of
from .telling import told_erased, told_life

HASH_LENGTH: Final = 64

LISTING = vol.Schema(
    {
        vol.Optional("limit", default=20): vol.All(vol.Coerce(int), vol.Range(min=1, max=100)),
        vol.Optional("state"): vol.In([state.value for state in State]),
        vol.Optional("before"): cv.string,
    }
)

VERIFICATION = vol.Schema(
    {
        vol.Inclusive("count", "head"): vol.All(vol.Coerce(int), vol.Range(min=1)),
        vol.Inclusive("hash", "head"): vol.All(cv.string, vol.Lower, vol.Match(r"^([0-9a-f]{16}|[0-9a-f]{64})$")),
    }
)

ERASURE = vol.Schema(
    vol.All(
        {
            vol.Exclusive("request_id", "what"): cv.string,
            vol.Exclusive("entry", "what"): vol.All(
                cv.ensure_list, vol.Length(min=1, max=1000), [vol.All(vol.Coerce(int), vol.Range(min=1))]
            ),
            vol.Required("reason"): vol.All(cv.string, vol.Length(min=1, max=500)),
        },
        cv.has_at_least_one_key("request_id", "entry"),
    )
)


async def list_requests(call: ServiceCall, guard: Guard) -> ServiceResponse:
    """Answer with requests, newest first; `before` is the last one of the page before."""
    async with telling_failures(call.hass, guard):
        before = await _row(call.data.get("before"), guard)
        rows = await guard.ledger.requests(call.data["limit"], before=before, state=call.data.get("state"))
    words = await Wording.load(call.hass)
    return {"requests": [told_life(life_of(row), guard, words) if row.document else told_erased(row) for row in rows]}


async def verify_ledger(call: ServiceCall, guard: Guard) -> ServiceResponse:
    """Check the whole ledger, also against the count and hash that an old notification shows."""
    async with telling_failures(call.hass, guard):
        heads = (await _published(call.data["count"], call.data["hash"], guard),) if "count" in call.data else ()
        result = await guard.async_verify(heads)
    words = await Wording.load(call.hass)
    return {
        "whole": result.whole,
        "problem": result.problem.value if result.problem else None,
        "problem_text": words.word("ledger_problem", result.problem.value) if result.problem else None,
        "broken_at": result.broken_at,
        "request_id": result.request_id,
        "count": result.head.count,
        "hash": result.head.hash,
        "heads_agreed": result.heads,
        "erased": result.erased,
    }


async def erase(call: ServiceCall, guard: Guard) -> ServiceResponse:
    """Erase what a request, or single entries, hold of personal data; that it was erased stays visible."""
    request_id: str | None = call.data.get("request_id")
    async with telling_failures(call.hass, guard, request_id):
        erased = await guard.async_erase(
            call.data["reason"],
            call.context.user_id,
            request_id=request_id,
            entries=tuple(call.data.get("entry", ())),
        )
    return {"entries": list(erased.seqs), "recorded_as": erased.recorded_as}


async def _row(request_id: str | None, guard: Guard) -> RequestRow | None:
    """Return the row of a request.

    Raises:
        ServiceValidationError: if there is no such request.
    """
    if request_id is None:
        return None
    row = await guard.ledger.get(request_id)
    if row is None:
        raise wrong("unknown_request", request_id=request_id)
    return row


async def _published(count: int, digits: str, guard: Guard) -> Head:
    """Return a head as it was published, with the digits that a notification leaves out filled in.

    They come from the entry at that place if it begins with the published ones; the check then recomputes it.
    If it begins otherwise, nothing is filled in that could agree.
    """
    if len(digits) < HASH_LENGTH:
        entries = await guard.ledger.entries(after=count - 1, limit=1)
        if entries and entries[0].seq == count and entries[0].hash.startswith(digits):
            digits = entries[0].hash
    return Head(count=count, hash=digits)
