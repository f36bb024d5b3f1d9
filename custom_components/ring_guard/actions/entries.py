"""The ledger's entries for whoever may read them: the household's approvers and administrators.

What an entry holds is handed over as data, with strangers' texts as they came: whoever shows them has to escape them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from homeassistant.core import HomeAssistant, ServiceCall, ServiceResponse
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.translation import async_get_translations
from homeassistant.util import dt as dt_util
from homeassistant.util.json import JsonObjectType, JsonValueType
import voluptuous as vol

from ..const import DOMAIN
from ..domain.lifecycle import Refusal
from ..failures import telling_failures
from ..guard import Guard
from ..household.entry_words import EntryWords
from ..household.wording import Wording
from ..ledger import Entry

MOST = 200
"""Entries on one page."""

HASH_SHOWN = 16
"""Digits of an entry's hash that are told: as many as notifications show of the head."""

QUESTION: Mapping[str | vol.Marker, Any] = {
    vol.Optional("request_id"): cv.string,
    vol.Optional("after", default=0): vol.All(vol.Coerce(int), vol.Range(min=0, max=2**53)),
    vol.Optional("before"): vol.All(vol.Coerce(int), vol.Range(min=1, max=2**53)),
    vol.Optional("limit", default=50): vol.All(vol.Coerce(int), vol.Range(min=1, max=MOST)),
}
LISTING = vol.Schema(QUESTION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Which entries are asked for: those between two numbers, of one request or of all, newest first."""

    limit: int
    after: int = 0
    before: int | None = None
    request_id: str | None = None


async def list_entries(call: ServiceCall, guard: Guard) -> ServiceResponse:
    """Answer with entries of the ledger, newest first; `before` is the last number of the page before."""
    return await told_entries(call.hass, guard, call.context.user_id, Page(**call.data))


async def told_entries(
    hass: HomeAssistant, guard: Guard, user_id: str | None, page: Page, language: str | None = None
) -> JsonObjectType:
    """Return a page of entries as it is told to a user, with sentences in a language (by default the hub's).

    Raises:
        ServiceValidationError: if the user is neither an approver nor an administrator; written down.
        HomeAssistantError: if the ledger cannot be read.
    """
    async with telling_failures(hass, guard, page.request_id):
        await _require_reader(hass, guard, user_id, page.request_id)
        found = await guard.ledger.newest_entries(
            page.limit + 1, before=page.before, after=page.after, request_id=page.request_id
        )
        shown = found[: page.limit]
        by = {entry.erased_by for entry in shown if entry.erased_by is not None}
        erasures = {entry.seq: entry for entry in await guard.ledger.entries_at(by)} if by else {}
    words = await _entry_words(hass, guard, language)
    return {"entries": _told(shown, erasures, words), "more": len(found) > page.limit}


async def _require_reader(hass: HomeAssistant, guard: Guard, user_id: str | None, request_id: str | None) -> None:
    """Let approvers and administrators through; anybody else's attempt is written down.

    Raises:
        Refused: if it is somebody else, or nobody.
    """
    user = await hass.auth.async_get_user(user_id) if user_id else None
    if user is None or not (user.is_active and user.is_admin):
        await guard.answers.require_approver(user_id, "entries_looked_at", request_id, refusal=Refusal.NOT_READER)


async def _entry_words(hass: HomeAssistant, guard: Guard, language: str | None) -> EntryWords:
    """Return what says entries with the names that people, cameras and sources have now."""
    prefix, ending = f"component.{DOMAIN}.exceptions.", ".message"
    texts = await async_get_translations(hass, language or hass.config.language, "exceptions", [DOMAIN])
    return EntryWords(
        await Wording.load(hass, language),
        {key.removeprefix(prefix).removesuffix(ending): text for key, text in texts.items()},
        people={user.id: user.name for user in await hass.auth.async_get_users() if not user.system_generated},
        cameras={camera.id: camera.name for camera in guard.settings.cameras.values()},
        door=guard.doors.name,
    )


def _told(entries: Sequence[Entry], erasures: Mapping[int, Entry], words: EntryWords) -> list[JsonValueType]:
    """Return entries as data, each with its sentence."""
    return [
        {
            "number": entry.seq,
            "at": dt_util.as_local(entry.at).isoformat(),
            "kind": entry.kind,
            "text": words.text(entry),
            "request_id": entry.request_id,
            "hash": entry.hash[:HASH_SHOWN],
            "erased": _erased(entry, erasures),
            "payload": _sendable(entry.payload),
        }
        for entry in entries
    ]


def _erased(entry: Entry, erasures: Mapping[int, Entry]) -> JsonValueType:
    """Return which entry took a payload away, when and why; None if it is there."""
    if entry.erased_by is None:
        return None
    by = erasures.get(entry.erased_by)
    return {
        "by": entry.erased_by,
        "at": dt_util.as_local(by.at).isoformat() if by else None,
        "reason": _sendable((by.payload or {}).get("reason")) if by else None,
    }


def _sendable(value: Any) -> JsonValueType:
    """Return a payload as it can be sent: half characters, which UTF-8 has none of, become question marks."""
    match value:
        case str():
            return value.encode("utf-8", "replace").decode()
        case Mapping():
            return {str(_sendable(key)): _sendable(part) for key, part in value.items()}
        case list() | tuple():
            return [_sendable(part) for part in value]
    found: JsonValueType = value
    return found
