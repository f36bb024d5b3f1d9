"""What the actions do and answer: for an approver, for somebody else of the household, and for an automation."""

import asyncio
from datetime import timedelta
import json
from pathlib import Path
from typing import Any

from homeassistant.config_entries import ConfigSubentryDataWithId
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.setup import async_setup_component
import pytest
import voluptuous as vol
import yaml

from custom_components.ring_guard import const
from custom_components.ring_guard.actions import submission
from custom_components.ring_guard.domain.lifecycle import Refusal, State
from custom_components.ring_guard.domain.model import Effect, Level, to_plain
from custom_components.ring_guard.domain.policy import Among, Attribute, Rule
from custom_components.ring_guard.ledger import Problem
from custom_components.ring_guard.services import ACTIONS
from tests.homes import ASKED_START, BACK, CLIP, FRONT, Household, set_up, take_down

PACKAGE = Path(const.__file__).parent
LANGUAGES = ("en", "de", "es", "fr")
LONG = {"end": (ASKED_START + timedelta(minutes=10)).isoformat()}
"""A window that is longer than the longest clip."""

NO_RIGHT = [("stranger", "refused_not_approver"), (None, "refused_no_person")]


def person(household: Household, name: str | None) -> Any:
    return getattr(household, name) if name else None


async def refused(household: Household, action: str, who: str | None = None, **data: Any) -> str | None:
    """Call an action that is refused; return the key of what the caller is told."""
    with pytest.raises(HomeAssistantError) as caught:
        await household.call(action, person(household, who), **data)
    assert caught.value.translation_domain == const.DOMAIN
    return caught.value.translation_key


# Handing in


async def test_a_submitted_request_is_answered_with_its_decision_and_the_reasons(household: Household) -> None:
    answer = await household.call(
        "submit_request", agency="FBI", message="We ask for footage.", reference="A-1", demand=["court_order"]
    )
    assert answer["state"] == "awaiting_confirmation"
    assert answer["effect"] == "confirm"
    assert answer["claimed_levels"] == ["federal"]
    assert answer["assurance"] == "unverified"
    assert answer["deadline"]
    assert answer["reason_key"] == "floor_court_order"
    assert answer["reason"] not in {"", "floor_court_order"}
    assert answer["reason_key"] in {ground["key"] for ground in answer["grounds"]}
    assert all(ground["text"] for ground in answer["grounds"])
    life = await household.life(answer["request_id"])
    assert life.request.reference == "A-1"
    assert life.request.origin == "action"


async def test_a_person_who_hands_in_is_its_origin(household: Household) -> None:
    answer = await household.call("submit_request", household.stranger, text="Please send me your footage.")
    life = await household.life(answer["request_id"])
    assert life.request.origin == "action:stranger"
    assert life.request.text == "Please send me your footage."
    assert answer["claimed_name"] is None


async def test_times_without_a_zone_are_the_households(hass: HomeAssistant, household: Household) -> None:
    await hass.config.async_set_time_zone("America/New_York")
    answer = await household.call("evaluate", start="2026-11-20 14:00:00", end="2026-11-20 14:00:30")
    assert answer["window"] == {
        "start": "2026-11-20T14:00:00-05:00",
        "end": "2026-11-20T14:00:30-05:00",
        "seconds": 30.0,
    }
    await hass.config.async_set_time_zone("UTC")


@pytest.mark.parametrize("named", [FRONT, "Front door"])
async def test_cameras_are_named_by_id_or_name(household: Household, named: str) -> None:
    answer = await household.call("submit_request", agency="Springfield Police Department", cameras=[named])
    assert (await household.life(answer["request_id"])).request.cameras == {FRONT}


async def test_the_same_again_joins_the_first(household: Household) -> None:
    first = await household.submit(reference="SAME")
    second = await household.submit(reference="SAME")
    assert first == second
    assert (await household.life(first)).repeats == 1


async def test_a_call_needs_fields_or_a_text(household: Household) -> None:
    assert await refused(household, "submit_request") == "nothing_submitted"
    assert await refused(household, "evaluate", text="Hello", agency="FBI") == "text_alone"


async def test_beyond_the_budget_nothing_is_decided_and_the_caller_is_told(
    household: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    from custom_components.ring_guard import guard
    from custom_components.ring_guard.ledger import Budget

    budget = Budget(per_window=2, bytes=10_000, window=timedelta(hours=1))
    monkeypatch.setattr(guard, "BUDGET", budget)
    await household.submit()
    await household.submit()
    assert await refused(household, "submit_request", agency="FBI") == "too_many_requests"
    assert len((await household.call("list_requests"))["requests"]) == 2
    household.guard._flood.stop()


async def test_a_decision_that_takes_too_long_is_told_and_the_request_goes_on(
    household: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(submission, "DECIDED_WITHIN", timedelta())
    assert await refused(household, "submit_request", agency="FBI") == "not_decided_yet"
    async with asyncio.timeout(10):
        while not household.guard.waiting():
            await asyncio.sleep(0.005)
    assert household.guard.intake._answers == {}


async def test_a_request_that_cannot_be_recorded_is_not_accepted(household: Household) -> None:
    await household.guard.ledger.close()
    assert await refused(household, "submit_request", agency="FBI") == "ledger_unavailable"


# Trying


async def test_trying_a_request_records_nothing_and_tells_nobody(household: Household) -> None:
    before = household.guard.head
    answer = await household.call("evaluate", agency="FBI", cameras=["Front door"], message="We ask for footage.")
    assert answer["effect"] == "confirm"
    assert answer["claimed_levels"] == ["federal"]
    assert answer["terms"]["longest_clip"] == 60
    assert answer["terms"]["sound"] is False
    assert answer["milder"]
    await household.settled()
    assert household.guard.head == before
    assert (await household.call("list_requests"))["requests"] == []
    assert household.state("event", "request").state == "unknown"


async def test_a_rule_of_the_household_is_named_in_the_reasons(
    hass: HomeAssistant, tmp_path: Path, stand_in_cut: None
) -> None:
    federal = Among(attribute=Attribute.LEVEL, values=frozenset({Level.FEDERAL.value}))
    rule = Rule(id="r1", name="No federal agents", effect=Effect.DECLINE, conditions=(federal,))
    sub: ConfigSubentryDataWithId = {
        "data": {const.CONF_RULE: to_plain(rule)},
        "subentry_id": "rule1",
        "subentry_type": const.SUBENTRY_RULE,
        "title": rule.name,
        "unique_id": "r1",
    }
    household = await set_up(hass, tmp_path, [sub])
    answer = await household.call("submit_request", agency="FBI", message="We ask for footage.")
    assert (answer["effect"], answer["state"]) == ("decline", "declined")
    assert "No federal agents" in answer["reason"]
    assert answer["grounds"][0]["rule"] == "No federal agents"
    await take_down(household)


# Answering


async def test_an_approver_approves_and_gets_a_clip(household: Household) -> None:
    request_id = await household.submit()
    answer = await household.call("approve", household.approver, request_id=request_id, cameras=["front door"])
    assert (answer["state"], answer["approvals"], answer["approvals_missing"]) == ("approved", 1, 0)
    life = await household.until(request_id, State.READY)
    assert [clip.camera_id for clip in life.clips] == [FRONT]
    assert life.clips[0].size == len(CLIP)
    listed = (await household.call("list_requests", state="ready"))["requests"][0]
    assert listed["clips"][0]["path"] == f"/api/ring_guard/clips/{request_id}/{life.clips[0].file_name}"
    assert listed["clips"][0]["camera"] == {"id": FRONT, "name": "Front door"}


@pytest.mark.parametrize("action", ["approve", "reopen"])
@pytest.mark.parametrize(("who", "told"), NO_RIGHT)
async def test_only_an_approver_may_loosen(household: Household, action: str, who: str | None, told: str) -> None:
    request_id = await household.submit()
    if action == "reopen":
        await household.call("decline", request_id=request_id)
    before = await household.life(request_id)
    assert await refused(household, action, who, request_id=request_id) == told
    assert await household.life(request_id) == before
    kind = {"approve": "approval_given", "reopen": "request_reopened"}[action]
    attempt = {"action": kind, "actor": who, "refusal": told.removeprefix("refused_")}
    assert attempt in await household.recorded("attempt_refused")


async def test_an_approvers_call_back_is_kept_decided_anew_and_lets_nothing_out(household: Household) -> None:
    request_id = await household.submit()
    called = {"number": "+1 217 555 0100", "name": "Springfield Police Department", "level": "municipal"}
    answer = await household.call("record_call_back", household.approver, request_id=request_id, **called)
    assert (answer["state"], answer["assurance"], answer["assured"]) == (
        "awaiting_confirmation",
        "called_back",
        "agency",
    )
    assert answer["possible_levels"] == ["municipal"]
    assert answer["who"].startswith("Confirmed on the phone: “Springfield Police Department”")
    assert answer["call_back"]["by"] == household.approver.id
    (kept,) = await household.recorded("call_back_recorded")
    assert kept["call_back"]["number"] == called["number"]


@pytest.mark.parametrize(("who", "told"), NO_RIGHT)
async def test_nobody_else_records_a_call_back(household: Household, who: str | None, told: str) -> None:
    request_id = await household.submit()
    before = await household.life(request_id)
    call = {"request_id": request_id, "number": "555 0100", "name": "X"}
    assert await refused(household, "record_call_back", who, **call) == told
    assert await household.life(request_id) == before
    attempt = {"action": "call_back_recorded", "actor": who, "refusal": told.removeprefix("refused_")}
    assert attempt in await household.recorded("attempt_refused")


@pytest.mark.parametrize(("action", "state"), [("decline", "declined"), ("withdraw", "withdrawn")])
@pytest.mark.parametrize("who", ["approver", "stranger", None])
async def test_anyone_may_tighten(household: Household, action: str, state: str, who: str | None) -> None:
    request_id = await household.submit()
    answer = await household.call(action, person(household, who), request_id=request_id)
    assert answer["state"] == state
    assert (await household.life(request_id)).actor == who


async def test_withdrawing_what_is_ready_deletes_its_clip(household: Household) -> None:
    life = await household.ready()
    file = household.guard.clip_folder / life.clips[0].file_name
    assert file.exists()
    await household.call("withdraw", household.stranger, request_id=life.id)
    await household.settled()
    assert not file.exists()
    assert not file.with_suffix(".json").exists()


async def test_a_declined_request_can_be_reopened_by_an_approver(household: Household) -> None:
    request_id = await household.submit()
    await household.call("decline", request_id=request_id)
    answer = await household.call("reopen", household.approver, request_id=request_id)
    assert (answer["state"], answer["approvals"]) == ("awaiting_confirmation", 0)
    assert answer["deadline"]


async def test_whoever_comes_second_is_told_who_was_first(household: Household) -> None:
    request_id = await household.submit()
    await household.call("decline", household.stranger, request_id=request_id)
    with pytest.raises(ServiceValidationError) as caught:
        await household.call("approve", household.approver, request_id=request_id)
    assert caught.value.translation_key == "refused_not_waiting_by"
    assert caught.value.translation_placeholders == {"state": "Declined", "who": "Stranger"}


async def test_an_answer_to_what_has_expired_is_refused(household: Household) -> None:
    request_id = await household.submit()
    await household.call("decline", request_id=request_id)
    assert await refused(household, "approve", "approver", request_id=request_id) == "refused_not_waiting"
    assert await refused(household, "decline", "approver", request_id=request_id) == "refused_not_possible"


@pytest.mark.parametrize("action", ["approve", "decline", "withdraw", "reopen"])
async def test_a_request_that_does_not_exist_is_told(household: Household, action: str) -> None:
    assert await refused(household, action, "approver", request_id="nobody") == "unknown_request"


async def test_two_approvals_need_two_people(hass: HomeAssistant, tmp_path: Path, stand_in_cut: None) -> None:
    household = await set_up(hass, tmp_path, approvals=2)
    request_id = await household.submit()
    answer = await household.call("approve", household.approver, request_id=request_id)
    assert (answer["state"], answer["approvals_missing"]) == ("awaiting_confirmation", 1)
    assert await refused(household, "approve", "approver", request_id=request_id) == "refused_already_approved"
    answer = await household.call("approve", household.second, request_id=request_id)
    assert answer["state"] == "approved"
    await household.until(request_id, State.READY)
    await take_down(household)


async def test_the_approver_picks_the_seconds_of_a_long_window(household: Household) -> None:
    request_id = await household.submit(**LONG)
    assert await refused(household, "approve", "approver", request_id=request_id) == "refused_choose_window"
    start = ASKED_START + timedelta(minutes=2)
    await household.call(
        "approve", household.approver, request_id=request_id, start=start.isoformat(), seconds=20, cameras=[FRONT]
    )
    life = await household.until(request_id, State.READY)
    assert (life.offer.window.start, life.offer.window.length) == (start, timedelta(seconds=20))


@pytest.mark.parametrize(
    ("choice", "told"),
    [
        ({"start": "2026-11-20T14:00:10+00:00"}, "window_incomplete"),
        ({"seconds": 10}, "window_incomplete"),
        ({"end": "2026-11-20T14:00:10+00:00"}, "window_incomplete"),
        ({"start": "2026-11-20T14:00:10+00:00", "end": "2026-11-20T14:00:10+00:00"}, "window_backwards"),
        ({"start": "2026-11-20T14:00:00+00:00", "end": "2026-11-20T14:05:00+00:00"}, "refused_window_too_long"),
        ({"start": "2026-11-20T13:59:00+00:00", "seconds": 61}, "refused_window_outside"),
        ({"cameras": ["Garage"]}, "unknown_camera"),
        ({"offer": "0" * 16}, "refused_stale_offer"),
    ],
)
async def test_a_choice_beyond_the_offer_is_refused(household: Household, choice: dict[str, Any], told: str) -> None:
    request_id = await household.submit(**LONG)
    before = await household.life(request_id)
    assert await refused(household, "approve", "approver", request_id=request_id, **choice) == told
    assert await household.life(request_id) == before


async def test_a_camera_that_was_not_asked_for_is_refused(household: Household) -> None:
    request_id = await household.submit(cameras=["Front door"])
    told = await refused(household, "approve", "approver", request_id=request_id, cameras=[BACK])
    assert told == "refused_camera_not_allowed"


async def test_an_approval_of_the_offer_as_seen_counts(household: Household) -> None:
    request_id = await household.submit()
    mark = (await household.call("list_requests"))["requests"][0]["offer"]["mark"]
    answer = await household.call("approve", household.approver, request_id=request_id, offer=mark)
    assert answer["state"] == "approved"


# Looking up and checking


async def test_requests_are_listed_newest_first_in_pages(household: Household) -> None:
    ids = [await household.submit() for _ in range(3)]
    await household.call("decline", request_id=ids[1])
    page = (await household.call("list_requests", limit=2))["requests"]
    assert [request["request_id"] for request in page] == [ids[2], ids[1]]
    rest = (await household.call("list_requests", before=page[-1]["request_id"]))["requests"]
    assert [request["request_id"] for request in rest] == [ids[0]]
    declined = (await household.call("list_requests", state="declined"))["requests"]
    assert [request["request_id"] for request in declined] == [ids[1]]
    assert await refused(household, "list_requests", before="nobody") == "unknown_request"


async def test_a_whole_ledger_agrees_with_an_old_notification(household: Household) -> None:
    await household.submit()
    old = household.guard.head
    await household.submit()
    answer = await household.call("verify_ledger", count=old.count, hash=old.hash[:16].upper())
    assert answer["whole"] is True
    assert answer["problem"] is None
    assert answer["count"] == household.guard.head.count
    assert answer["hash"] == household.guard.head.hash
    assert (await household.call("verify_ledger", count=old.count, hash=old.hash))["whole"] is True


@pytest.mark.parametrize("digits", ["0" * 16, "f" * 64])
async def test_a_notification_that_shows_another_hash_is_a_break(household: Household, digits: str) -> None:
    await household.submit()
    count = household.guard.head.count
    answer = await household.call("verify_ledger", count=count, hash=digits)
    assert (answer["whole"], answer["problem"], answer["broken_at"]) == (False, "head_mismatch", count)
    assert answer["problem_text"] not in {None, "head_mismatch"}


async def test_a_notification_that_shows_more_entries_means_a_cut_tail(household: Household) -> None:
    await household.submit()
    answer = await household.call("verify_ledger", count=10_000, hash="0" * 16)
    assert (answer["whole"], answer["problem"]) == (False, "cut_tail")


# Erasing


async def test_an_approver_erases_a_request_and_the_ledger_stays_whole(household: Household) -> None:
    life = await household.ready()
    file = household.guard.clip_folder / life.clips[0].file_name
    answer = await household.call("erase", household.approver, request_id=life.id, reason="they asked for it")
    assert answer["entries"]
    assert not file.exists()
    listed = (await household.call("list_requests"))["requests"]
    assert listed[0]["request_id"] == life.id
    assert listed[0]["erased"] is True
    assert "text" not in listed[0]
    assert await household.guard.lives.get(life.id) is None
    checked = await household.call("verify_ledger")
    assert (checked["whole"], checked["erased"]) == (True, len(answer["entries"]))
    asked = (await household.recorded("erasure_asked"))[-1]
    assert asked == {"actor": "approver", "request": life.id, "reason": "they asked for it"}
    assert household.state("sensor", "last_decision").state == "unknown"


@pytest.mark.parametrize(("who", "told"), NO_RIGHT)
async def test_only_an_approver_may_erase(household: Household, who: str | None, told: str) -> None:
    request_id = await household.submit()
    await household.call("decline", request_id=request_id)
    assert await refused(household, "erase", who, request_id=request_id, reason="to hide it") == told
    assert await household.life(request_id)


async def test_what_is_under_way_cannot_be_erased(household: Household) -> None:
    request_id = await household.submit()
    assert await refused(household, "erase", "approver", request_id=request_id, reason="no") == "not_erasable"
    assert await household.life(request_id)


async def test_a_single_entry_is_erased_once(household: Household) -> None:
    await household.submit()
    seq = household.guard.head.count
    answer = await household.call("erase", household.approver, entry=seq, reason="a name in it")
    assert answer["entries"] == [seq]
    assert await refused(household, "erase", "approver", entry=seq, reason="again") == "not_erasable"


# What is called wrongly


@pytest.mark.parametrize(
    ("action", "data"),
    [
        ("approve", {}),
        ("approve", {"request_id": "x", "start": "2026-11-20 14:00", "end": "2026-11-20 14:01", "seconds": 3}),
        ("approve", {"request_id": "x", "cameras": []}),
        ("approve", {"request_id": "x", "offer": "not a mark"}),
        ("erase", {"reason": "no object"}),
        ("erase", {"request_id": "x", "entry": [1], "reason": "both"}),
        ("erase", {"request_id": "x"}),
        ("evaluate", {"demand": ["sorcery"]}),
        ("list_requests", {"limit": 0}),
        ("list_requests", {"state": "lost"}),
        ("verify_ledger", {"count": 3}),
        ("verify_ledger", {"count": 3, "hash": "short"}),
    ],
)
async def test_a_call_that_makes_no_sense_is_refused(household: Household, action: str, data: dict[str, Any]) -> None:
    with pytest.raises(vol.Invalid):
        await household.call(action, household.approver, **data)


async def test_actions_exist_and_say_so_while_the_household_is_not_running(hass: HomeAssistant, tmp_path: Path) -> None:
    assert await async_setup_component(hass, const.DOMAIN, {})
    assert set(hass.services.async_services_for_domain(const.DOMAIN)) == set(ACTIONS)
    with pytest.raises(ServiceValidationError):
        await hass.services.async_call(const.DOMAIN, "list_requests", blocking=True, return_response=True)


# What people read


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_action_field_and_failure_has_its_words(language: str) -> None:
    words = json.loads((PACKAGE / "translations" / f"{language}.json").read_text(encoding="utf-8"))
    described = yaml.safe_load((PACKAGE / "services.yaml").read_text(encoding="utf-8"))
    assert set(described) == set(words["services"]) == set(ACTIONS)
    for name, action in described.items():
        fields = set(action.get("fields", {}))
        assert fields == set(words["services"][name].get("fields", {}))
        assert fields == {str(key) for key in ACTIONS[name].schema.schema} if name != "erase" else fields
    assert {f"refused_{refusal}" for refusal in Refusal} <= set(words["exceptions"])
    assert {problem.value for problem in Problem} == set(words["selector"]["ledger_problem"]["options"])


def test_every_action_has_an_icon() -> None:
    icons = json.loads((PACKAGE / "icons.json").read_text(encoding="utf-8"))
    assert set(icons["services"]) == set(ACTIONS)
