"""What whoever may read the ledger is told of its entries, and that nobody else is told anything."""

from collections.abc import Sequence
from typing import Any, cast

from homeassistant.exceptions import HomeAssistantError
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import CLIENT_ID, MockUser
from pytest_homeassistant_custom_component.typing import WebSocketGenerator
import voluptuous as vol

from custom_components.ring_guard.actions.entries import Page, told_entries
from custom_components.ring_guard.domain.lifecycle import State
from custom_components.ring_guard.ledger import EntryKind, LedgerUnavailable, NewEntry, Write
from tests.homes import ASKED_START, FRONT, Household

LANGUAGES = ("en", "de", "es", "fr")
HOSTILE = "<img src=x onerror=alert(1)> {{ 1/0 }} {who} [a](javascript:b) \u202e\ud800"


async def page(household: Household, **data: Any) -> list[dict[str, Any]]:
    """Return a page of entries as an approver gets it."""
    entries: list[dict[str, Any]] = (await household.call("list_entries", household.approver, **data))["entries"]
    return entries


async def texts(household: Household, **data: Any) -> dict[str, str]:
    """Return the newest sentence of each kind of entry."""
    return {entry["kind"]: entry["text"] for entry in reversed(await page(household, **data))}


async def write(household: Household, kind: str, request_id: str | None = None, **payload: Any) -> dict[str, Any]:
    """Write an entry, and return how it is told."""
    entry = NewEntry(kind=kind, at=ASKED_START, request_id=request_id, payload=payload)
    await household.guard.ledger.write(Write(entries=(entry,)))
    (told,) = await page(household, limit=1)
    return told


async def test_an_entry_is_told_with_its_number_time_sentence_hash_and_content(household: Household) -> None:
    told = await write(household, "mode_changed", **{"from": "policy", "to": "lockdown", "actor": "second"})
    assert told == {
        "number": household.guard.head.count,
        "at": dt_util.as_local(ASKED_START).isoformat(),
        "kind": "mode_changed",
        "text": "Second switched the mode from “As the rules say” to “Lockdown: decline everything”.",
        "request_id": None,
        "hash": household.guard.head.hash[:16],
        "erased": None,
        "payload": {"from": "policy", "to": "lockdown", "actor": "second"},
    }


async def test_the_entries_of_a_request_tell_its_story_with_the_message_it_was_read_from(household: Household) -> None:
    await household.submit()
    request_id = await household.submit()
    await household.call("approve", household.approver, request_id=request_id, cameras=[FRONT])
    await household.until(request_id, State.READY)
    story = [entry["kind"] for entry in reversed(await page(household, request_id=request_id))]
    assert story[:2] == ["arrival", "request_decided"]
    assert [kind for kind in story if kind in {"approval_given", "clip_made"}] == ["approval_given", "clip_made"]
    assert story.count("arrival") == 1
    said = await texts(household, request_id=request_id)
    assert said["approval_given"] == "Approver approved."
    assert said["clip_made"] == "A clip was made: Front door."
    assert said["state_changed"] == "It went on by itself: Clip is ready."


async def test_pages_follow_each_other_without_a_gap_newest_first(household: Household) -> None:
    for number in range(7):
        await write(household, "signing_key_made", fingerprint=str(number))
    count = household.guard.head.count
    first = await household.call("list_entries", household.approver, limit=3)
    assert [entry["number"] for entry in first["entries"]] == [count, count - 1, count - 2]
    assert first["more"] is True
    rest = await household.call("list_entries", household.approver, before=count - 2)
    assert [entry["number"] for entry in rest["entries"]] == list(range(count - 3, 0, -1))
    assert rest["more"] is False
    between = await page(household, after=count - 5, before=count)
    assert [entry["number"] for entry in between] == [count - 1, count - 2, count - 3, count - 4]


@pytest.mark.parametrize("data", [{"limit": 0}, {"limit": 201}, {"before": 0}, {"after": -1}, {"limit": "many"}])
async def test_what_is_no_page_is_refused(household: Household, data: dict[str, Any]) -> None:
    with pytest.raises(vol.Invalid):
        await household.call("list_entries", household.approver, **data)


@pytest.mark.parametrize(("who", "why"), [("stranger", "refused_not_reader"), (None, "refused_no_person")])
async def test_others_are_told_nothing_and_their_attempt_is_written_down(
    household: Household, who: str | None, why: str
) -> None:
    with pytest.raises(HomeAssistantError) as caught:
        await household.call("list_entries", getattr(household, who) if who else None)
    assert caught.value.translation_key == why
    said = (await page(household, limit=1))[0]
    assert said["payload"] == {"action": "entries_looked_at", "actor": who, "refusal": why.removeprefix("refused_")}
    assert said["text"].startswith(f"{'Stranger' if who else 'An automation'} tried to read the ledger. That was ref")


async def test_an_attempt_tells_of_those_before_it_that_were_only_counted(household: Household) -> None:
    refused = {"action": "approval_given", "actor": "stranger", "refusal": "not_approver"}
    once = await write(household, "attempt_refused", **refused)
    often = await write(household, "attempt_refused", **refused, unwritten=5)
    assert often["text"] == f"{once['text']} Refused before this, and only counted: 5."


async def test_an_administrator_may_read_without_being_an_approver(
    household: Household, hass_admin_user: MockUser
) -> None:
    assert (await household.call("list_entries", hass_admin_user))["entries"]


async def test_erased_content_stays_erased_and_the_reason_is_told(household: Household) -> None:
    request_id = await household.submit()
    await household.call("decline", household.second, request_id=request_id)
    await household.settled()
    answer = await household.call("erase", household.approver, request_id=request_id, reason="They asked for it")
    told = {entry["number"]: entry for entry in await page(household)}
    for number in answer["entries"]:
        assert told[number]["payload"] is None
        assert told[number]["erased"]["by"] == answer["recorded_as"]
        assert told[number]["erased"]["reason"] == "They asked for it"
    declined = next(entry for entry in told.values() if entry["kind"] == "request_declined")
    assert declined["text"] == "Somebody declined the request."
    erasure = told[answer["recorded_as"]]
    assert erasure["text"].endswith(f"{len(answer['entries'])} of them. Reason given: They asked for it")
    asked = told[answer["recorded_as"] - 1]
    assert asked["text"] == "Approver had something erased. Reason given: They asked for it"
    assert (await page(household, request_id=request_id))[0]["number"] == answer["recorded_as"]


async def test_hostile_content_stays_text_and_cannot_shape_the_sentence(household: Household) -> None:
    told = await write(household, "erasure_asked", actor="approver", reason=HOSTILE, more=[{HOSTILE: [HOSTILE]}])
    shown = told["payload"]["reason"]
    assert shown == HOSTILE.replace("\ud800", "?")
    assert told["payload"]["more"] == [{shown: [shown]}]
    assert "<img src=x onerror=alert(1)> {{ 1/0 }} {who} [a](javascript:b)" in told["text"]
    assert "\u202e" not in told["text"]
    assert "\ud800" not in told["text"]


ODD: Sequence[dict[str, Any]] = (
    {},
    {"actor": 5, "decision": "no", "seqs": 3, "release": [], "fetch": "x", "to": {}, "camera": ["a"]},
    {"actor": None, "decision": {"effect": 99}, "seqs": [1], "refusal": "of_tomorrow", "problem": "of_tomorrow"},
    {"left_out": {"gone": "of_tomorrow", HOSTILE: [HOSTILE]}},
    {"left_out": ["gone"]},
)
"""What no version of Ring Guard writes, or one of another year."""


@pytest.mark.parametrize("language", LANGUAGES)
async def test_an_entry_of_any_kind_and_content_is_told(household: Household, language: str) -> None:
    written = [(kind, payload) for kind in EntryKind for payload in ODD]
    for kind, payload in written:
        await write(household, kind.value, **payload)
    for page in (Page(limit=70, before=household.guard.head.count + 1), Page(limit=70, after=70)):
        answer = await told_entries(household.hass, household.guard, "approver", page, language)
        for entry in cast("list[dict[str, Any]]", answer["entries"]):
            assert entry["text"]
            assert "{" not in entry["text"]
            assert "()" not in entry["text"]


async def test_a_kind_of_another_version_is_told_by_its_name(household: Household) -> None:
    assert (await write(household, "moon_seen"))["text"].endswith("no words for: moon_seen.")


async def test_a_step_says_which_cameras_have_no_clip_and_why(household: Household) -> None:
    told = await write(household, "state_changed", to="ready", left_out={"gone": "no_footage"})
    without = "No footage of a camera that was removed could be fetched. There is no footage of this time."
    assert told["text"] == f"It went on by itself: Clip is ready. {without}"


async def test_people_and_cameras_have_the_names_of_now(household: Household) -> None:
    household.second.name = "Renamed"
    assert (await write(household, "request_declined", actor="second"))["text"] == "Renamed declined the request."
    assert (await write(household, "request_declined", actor="left"))["text"].startswith("Somebody who has no login")
    assert (await write(household, "clip_made", camera="gone"))["text"].endswith("a camera that was removed.")


async def test_a_ledger_that_cannot_be_read_is_told_as_such(
    household: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def unreadable(*_args: Any, **_more: Any) -> None:
        raise LedgerUnavailable("broken disk")

    monkeypatch.setattr(household.guard.ledger, "newest_entries", unreadable)
    with pytest.raises(HomeAssistantError) as caught:
        await page(household)
    assert caught.value.translation_key == "ledger_unavailable"


async def test_the_page_gets_entries_in_the_readers_language(
    household: Household, hass_ws_client: WebSocketGenerator
) -> None:
    await household.call("decline", household.second, request_id=(request_id := await household.submit()))

    async def asked(user: MockUser, **more: Any) -> dict[str, Any]:
        refresh = await household.hass.auth.async_create_refresh_token(user, CLIENT_ID)
        client = await hass_ws_client(household.hass, household.hass.auth.async_create_access_token(refresh))
        await client.send_json_auto_id({"type": "ring_guard/entries", **more})
        answer: dict[str, Any] = await client.receive_json()
        return answer

    told = (await asked(household.approver, language="de", request_id=request_id, limit=3))["result"]
    assert "Second hat die Anfrage abgelehnt." in [entry["text"] for entry in told["entries"]]
    assert len(told["entries"]) == 3
    assert told["more"] is True
    assert (await asked(household.stranger))["error"]["translation_key"] == "refused_not_reader"
    assert (await asked(household.approver, language="../../secret"))["error"]["code"] == "invalid_format"
    await household.hass.config_entries.async_unload(household.entry.entry_id)
    assert (await asked(household.approver))["error"]["translation_key"] == "not_running"
