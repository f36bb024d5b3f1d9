"""What a household may hand to somebody who looks for a fault: settings and counts, nobody's names or texts.

Of requests only how many stand where; of people, cameras, phones and sources only how many there are and how they fare.
"""

from collections import Counter
from dataclasses import asdict
from typing import Any

from homeassistant.components.diagnostics import async_redact_data
from homeassistant.const import CONF_HOST, CONF_NAME, CONF_PASSWORD, CONF_USERNAME, CONF_WEBHOOK_ID
from homeassistant.core import HomeAssistant

from .const import (
    CONF_ADDRESS,
    CONF_APPROVERS,
    CONF_AUTHSERV_ID,
    CONF_CAMERA_ENTITY,
    CONF_ENTITY,
    CONF_FOLDER,
    CONF_MATCH,
    CONF_MOVE_TO,
    CONF_NOTIFY,
    CONF_PACKAGES,
    CONF_SECRET,
)
from .guard import CONF_TOKEN_KEY, RingGuardConfigEntry
from .ledger import LedgerError

TO_REDACT = frozenset(
    {
        CONF_ADDRESS,
        CONF_APPROVERS,
        CONF_AUTHSERV_ID,
        CONF_CAMERA_ENTITY,
        CONF_ENTITY,
        CONF_FOLDER,
        CONF_HOST,
        CONF_MATCH,
        CONF_MOVE_TO,
        CONF_NAME,
        CONF_NOTIFY,
        CONF_PACKAGES,
        CONF_PASSWORD,
        CONF_SECRET,
        CONF_TOKEN_KEY,
        CONF_USERNAME,
        CONF_WEBHOOK_ID,
    }
)


async def async_get_config_entry_diagnostics(hass: HomeAssistant, entry: RingGuardConfigEntry) -> dict[str, Any]:
    """Return what is known of the household without its personal data."""
    guard = entry.runtime_data
    settings = guard.settings
    return {
        "entry": async_redact_data(dict(entry.data), TO_REDACT),
        "options": async_redact_data(dict(entry.options), TO_REDACT),
        "approvers": len(settings.approvers),
        "notify": len(settings.notify),
        "subentries": [
            {"kind": sub.subentry_type, "data": async_redact_data(dict(sub.data), TO_REDACT)}
            for sub in entry.subentries.values()
        ],
        "source_problems": dict(Counter(problem.value for problem in guard.doors.problems.values())),
        "lists": [
            {"format": state.format, "rows": state.rows, "checked_at": state.checked_at, "problem": state.problem}
            for state in guard.subscriptions.states.values()
        ],
        "policy": settings.policy.digest,
        "open": dict(Counter(life.state.value for life in guard.lives.open.values())),
        "requests_this_year": guard.tally.this_year(),
        "signing_key": guard.signer.fingerprint,
        "ledger": await _ledger(entry),
    }


async def _ledger(entry: RingGuardConfigEntry) -> dict[str, Any]:
    """Return how the ledger fares."""
    guard = entry.runtime_data
    checked = guard.last_verification
    requests: dict[str, int] | str
    passed_over: list[int] = []
    try:
        requests = await guard.ledger.counts()
        for source in guard.settings.sources.values():
            place = await guard.ledger.mail_place(source.id)
            passed_over += [place.passed_over] if place else []
    except LedgerError as err:
        # Whoever looks for a fault wants to know just this.
        requests = type(err).__name__
    return {
        "available": guard.ledger_available,
        "head": asdict(guard.head),
        "requests": requests,
        "mails_passed_over": passed_over,
        "last_check": None if checked is None else {"whole": checked.whole, "problem": checked.problem},
    }
