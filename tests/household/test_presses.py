"""A press counts only with our token, for exactly the standing offer, by an approver's user in the event's context."""

import asyncio
from datetime import datetime
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
import pytest

from custom_components.ring_guard.domain.lifecycle import State
from custom_components.ring_guard.household.attempts import FORGED, PERSONS
from custom_components.ring_guard.household.tokens import Verb, action_id
from custom_components.ring_guard.ledger import LedgerUnavailable
from custom_components.ring_guard.presses import REFUSED_TAG
from tests.homes import TOKEN_KEY, Household
from tests.household.phone import Phone, hand_in, later, shown

WAITING = State.AWAITING_CONFIRMATION


async def refusals(home: Household) -> list[tuple[str, str | None, str]]:
    """Return what was refused to whom and why."""
    return [(one["action"], one["actor"], one["refusal"]) for one in await home.recorded("attempt_refused")]


@pytest.fixture
def now(home: Household, monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """Return the time at which all answers come; its one item can be changed."""
    time = [home.guard.answers._now()]
    monkeypatch.setattr(home.guard.answers, "_now", lambda: time[0])
    return time


async def test_an_approvers_press_leads_to_the_clip(home: Household, phone: Phone) -> None:
    request_id = await hand_in(home)
    await phone.press(phone.button(request_id, "APPROVE"), "approver")
    life = await home.until(request_id, State.READY)
    assert [approval.user_id for approval in life.approvals] == ["approver"]
    assert await refusals(home) == []


@pytest.mark.parametrize("who", ["approver", "stranger"])
async def test_anybodys_press_declines(home: Household, phone: Phone, who: str) -> None:
    request_id = await hand_in(home)
    await phone.press(phone.button(request_id, "DECLINE"), who)
    life = await home.life(request_id)
    assert (life.state, life.actor) == (State.DECLINED, who)


async def test_a_forged_token_does_nothing_but_is_written_down_and_shown(home: Household, phone: Phone) -> None:
    request_id = await hand_in(home)
    before = await home.life(request_id)
    good = phone.button(request_id, "APPROVE")
    await phone.press(f"{good[:-32]}{'0' * 32}", "approver")
    await phone.press(action_id("00" * 32, Verb.DECLINE, before), None)
    after = await home.life(request_id)
    assert (after.state, after.offer, after.approvals) == (WAITING, before.offer, ())
    assert await refusals(home) == [
        ("approval_given", "approver", "forged_press"),
        ("request_declined", None, "forged_press"),
    ]
    entries = [one for one in await home.guard.ledger.entries(limit=1000) if one.kind == "attempt_refused"]
    assert {one.request_id for one in entries} == {request_id}
    await later(home.hass, 1)
    (told,) = phone.tagged(REFUSED_TAG)
    assert "was not made by one of Ring Guard’s own buttons" in told["message"]


async def test_a_flood_of_forged_tokens_is_counted_and_cannot_fill_the_ledger(
    home: Household, phone: Phone, now: list[datetime]
) -> None:
    request_id = await hand_in(home)
    forged = f"{phone.button(request_id, 'APPROVE')[:-32]}{'0' * 32}"
    for _ in range(100):
        phone.fire({"action": forged}, "stranger")
    await home.hass.async_block_till_done()
    assert len(await home.recorded("attempt_refused")) == FORGED.at_once
    now[0] += FORGED.every
    await phone.press(forged, "stranger")
    kept = await home.recorded("attempt_refused")
    assert (len(kept), kept[-1]["unwritten"]) == (FORGED.at_once + 1, 100 - FORGED.at_once)
    await later(home.hass, 1)
    assert len(phone.tagged(REFUSED_TAG)) <= 2


async def test_a_flood_of_one_persons_refused_answers_cannot_fill_the_ledger_and_hides_nobody_elses(
    home: Household, phone: Phone, now: list[datetime]
) -> None:
    request_id = await hand_in(home)
    for _ in range(PERSONS.at_once + 5):
        with pytest.raises(HomeAssistantError):
            await home.call("approve", home.stranger, request_id=request_id)
    with pytest.raises(HomeAssistantError):
        await home.call("approve", None, request_id=request_id)
    whose = [actor for _, actor, _ in await refusals(home)]
    assert whose == ["stranger"] * PERSONS.at_once + [None]
    now[0] += PERSONS.every
    with pytest.raises(HomeAssistantError):
        await home.call("approve", home.stranger, request_id=request_id)
    assert (await home.recorded("attempt_refused"))[-1] == {
        "action": "approval_given",
        "actor": "stranger",
        "refusal": "not_approver",
        "unwritten": 5,
    }
    assert (await home.life(request_id)).state is WAITING


async def test_another_requests_token_does_nothing(home: Household, phone: Phone) -> None:
    one, other = await hand_in(home), await hand_in(home)
    token = phone.button(one, "APPROVE").rsplit("_", 1)[1]
    mixed = f"{phone.button(other, 'APPROVE').rsplit('_', 1)[0]}_{token}"
    await phone.press(mixed, "approver")
    assert {(await home.life(request_id)).state for request_id in (one, other)} == {WAITING}


async def test_a_forged_press_for_a_request_that_never_was_leaves_no_words_of_its_own(
    home: Household, phone: Phone
) -> None:
    await phone.press(f"RING_GUARD_APPROVE_{'x' * 64}_{'0' * 16}_{'0' * 32}", "stranger")
    (entry,) = [one for one in await home.guard.ledger.entries(limit=1000) if one.kind == "attempt_refused"]
    assert entry.request_id is None
    assert "xxxx" not in str(entry.payload)


async def test_a_decline_cannot_be_turned_into_an_approval(home: Household, phone: Phone) -> None:
    request_id = await hand_in(home)
    await phone.press(phone.button(request_id, "DECLINE").replace("DECLINE", "APPROVE"), "approver")
    await phone.press(phone.button(request_id, "APPROVE").replace("APPROVE", "DECLINE"), "approver")
    assert (await home.life(request_id)).state is WAITING


async def test_a_button_from_before_an_amendment_is_stale(home: Household, phone: Phone) -> None:
    request_id = await hand_in(home, reference="ONE", end="2026-11-20T14:00:10+00:00")
    old = phone.button(request_id, "APPROVE")
    assert await hand_in(home, reference="ONE", cameras=["Back yard"]) == request_id
    await phone.press(old, "approver")
    assert (await home.life(request_id)).state is WAITING
    assert await refusals(home) == [("approval_given", "approver", "stale_offer")]
    new = phone.button(request_id, "APPROVE")
    assert new != old
    await phone.press(new, "approver")
    await home.until(request_id, State.READY)


async def test_a_button_from_before_the_limits_changed_is_stale(
    hass: HomeAssistant, home: Household, phone: Phone
) -> None:
    request_id = await hand_in(home)
    old = phone.button(request_id, "APPROVE")
    hass.config_entries.async_update_entry(home.entry, options={**home.entry.options, "cool_down": 5})
    await home.settled()
    await phone.press(old, "approver")
    assert (await home.life(request_id)).state is WAITING
    assert await refusals(home) == [("approval_given", "approver", "stale_offer")]
    async with asyncio.timeout(30):
        while phone.button(request_id, "APPROVE") == old:
            await asyncio.sleep(0.005)


async def test_a_stale_decline_still_declines(hass: HomeAssistant, home: Household, phone: Phone) -> None:
    request_id = await hand_in(home)
    old = phone.button(request_id, "DECLINE")
    hass.config_entries.async_update_entry(home.entry, options={**home.entry.options, "cool_down": 5})
    await home.settled()
    await phone.press(old, "second")
    assert (await home.life(request_id)).state is State.DECLINED


@pytest.mark.parametrize(("verb", "action"), [("APPROVE", "approval_given"), ("DECLINE", "request_declined")])
async def test_a_press_without_a_user_is_refused(home: Household, phone: Phone, verb: str, action: str) -> None:
    request_id = await hand_in(home)
    await phone.press(phone.button(request_id, verb), None)
    assert (await home.life(request_id)).state is WAITING
    assert await refusals(home) == [(action, None, "no_person")]


async def test_a_strangers_approval_is_refused(home: Household, phone: Phone) -> None:
    request_id = await hand_in(home)
    await phone.press(phone.button(request_id, "APPROVE"), "stranger")
    assert (await home.life(request_id)).state is WAITING
    assert await refusals(home) == [("approval_given", "stranger", "not_approver")]


NOTHING_OF_OURS: list[dict[str, Any]] = [
    {}, {"action": None}, {"action": 7}, {"action": ["RING_GUARD"]}, {"action": ""}, {"action": "URI"},
    {"action": "RING_GUARD_APPROVE"}, {"action": "RING_GUARD_APPROVE_x_y_z"}, {"actionName": "RING_GUARD_APPROVE"},
]  # fmt: skip


async def test_a_press_that_says_nothing_of_ours_is_ignored(
    home: Household, phone: Phone, caplog: pytest.LogCaptureFixture
) -> None:
    request_id = await hand_in(home)
    before = home.guard.head
    for data in NOTHING_OF_OURS:
        phone.fire(data, "approver")
    await home.hass.async_block_till_done()
    assert (await home.life(request_id)).state is WAITING
    assert home.guard.head == before
    assert "Error" not in caplog.text


async def test_a_press_after_the_deadline_is_refused_even_before_the_clock_rang(
    home: Household, phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    request_id = await hand_in(home)
    due = (await home.life(request_id)).due
    monkeypatch.setattr(home.guard.answers, "_now", lambda: due)
    await phone.press(phone.button(request_id, "APPROVE"), "approver")
    assert not (await home.life(request_id)).approvals
    assert await refusals(home) == [("approval_given", "approver", "too_late")]


async def test_of_two_approvers_at_the_same_instant_one_wins(home: Household, phone: Phone) -> None:
    request_id = await hand_in(home)
    button = phone.button(request_id, "APPROVE")
    for who in ("approver", "second"):
        phone.fire({"action": button}, who)
    life = await home.until(request_id, State.READY)
    (winner,) = [approval.user_id for approval in life.approvals]
    loser = ({"approver", "second"} - {winner}).pop()
    assert await refusals(home) == [("approval_given", loser, "not_waiting")]
    assert len(await home.recorded("approval_given")) == 1


async def test_whoever_came_second_is_told_who_was_first(home: Household, phone: Phone) -> None:
    request_id = await hand_in(home)
    button = phone.button(request_id, "APPROVE")
    await home.call("decline", home.second, request_id=request_id)
    await phone.press(button, "approver")
    await later(home.hass, 1)
    (told,) = phone.tagged(REFUSED_TAG)
    assert told["message"].endswith("This request does not wait any more (Declined): Second was first.")
    assert REFUSED_TAG in shown(home.hass)


async def test_many_presses_that_do_not_count_are_told_once(home: Household, phone: Phone) -> None:
    request_id = await hand_in(home)
    for _ in range(20):
        await phone.press(phone.button(request_id, "APPROVE"), "stranger")
    await later(home.hass, 1)
    assert len(await home.recorded("attempt_refused")) == 20
    assert len(phone.tagged(REFUSED_TAG)) <= 2
    assert "Only an approver of the household may do this." in phone.tagged(REFUSED_TAG)[0]["message"]


async def test_approval_and_decline_at_the_same_instant_end_in_one_of_them(home: Household, phone: Phone) -> None:
    request_id = await hand_in(home)
    phone.fire({"action": phone.button(request_id, "DECLINE")}, "second")
    phone.fire({"action": phone.button(request_id, "APPROVE")}, "approver")
    await home.hass.async_block_till_done()
    given, declined = await home.recorded("approval_given"), await home.recorded("request_declined")
    assert len(given) + len(declined) == 1
    assert len(await refusals(home)) == 1


async def test_one_approver_cannot_approve_twice(careful: Household, phone: Phone) -> None:
    request_id = await hand_in(careful)
    await phone.press(phone.button(request_id, "APPROVE"), "approver")
    await phone.press(phone.button(request_id, "APPROVE"), "approver")
    life = await careful.life(request_id)
    assert (life.state, life.approvals_missing) == (WAITING, 1)
    assert await refusals(careful) == [("approval_given", "approver", "already_approved")]


async def test_the_first_of_two_approvals_is_shown_and_the_second_releases(careful: Household, phone: Phone) -> None:
    request_id = await hand_in(careful)
    assert "Approvals still missing: 2." in phone.about(request_id)[-1]["message"]
    await phone.press(phone.button(request_id, "APPROVE"), "approver")
    await careful.settled()
    assert (await careful.life(request_id)).state is WAITING
    assert "Approvals still missing: 1." in phone.about(request_id)[-1]["message"]
    assert "Approvals still missing: 1\\." in shown(careful.hass)[f"ring_guard_{request_id}"]
    await phone.press(phone.button(request_id, "APPROVE"), "second")
    life = await careful.until(request_id, State.READY)
    assert {approval.user_id for approval in life.approvals} == {"approver", "second"}


async def test_both_of_two_approvals_at_the_same_instant_count(careful: Household, phone: Phone) -> None:
    request_id = await hand_in(careful)
    button = phone.button(request_id, "APPROVE")
    for who in ("approver", "second"):
        phone.fire({"action": button}, who)
    await careful.until(request_id, State.READY)
    assert await refusals(careful) == []


async def test_one_decline_outweighs_an_approval(careful: Household, phone: Phone) -> None:
    request_id = await hand_in(careful)
    await phone.press(phone.button(request_id, "APPROVE"), "approver")
    await phone.press(phone.button(request_id, "DECLINE"), "second")
    await phone.press(phone.button(request_id, "APPROVE") if phone.buttons(request_id) else "", "second")
    life = await careful.life(request_id)
    assert (life.state, life.actor) == (State.DECLINED, "second")


async def test_a_reminder_in_the_same_instant_keeps_nobody_from_declining(home: Household, phone: Phone) -> None:
    request_id = await hand_in(home, reference="ONE")
    button = phone.button(request_id, "DECLINE")
    phone.fire({"action": button}, "approver")
    assert await hand_in(home, reference="ONE") == request_id
    assert (await home.life(request_id)).state is State.DECLINED
    assert await refusals(home) == []


async def test_a_press_for_a_request_that_was_erased_changes_nothing(home: Household, phone: Phone) -> None:
    request_id = await hand_in(home)
    button = phone.button(request_id, "DECLINE")
    await phone.press(button, "approver")
    await home.call("erase", home.approver, request_id=request_id, reason="over")
    await phone.press(button, "approver")
    await later(home.hass, 1)
    assert len(phone.tagged(REFUSED_TAG)) == 1
    assert await home.guard.lives.get(request_id) is None


async def test_a_press_that_cannot_be_recorded_does_not_count(
    home: Household, phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(_write: object) -> None:
        raise LedgerUnavailable("the disk is full")

    request_id = await hand_in(home)
    with monkeypatch.context() as patched:
        patched.setattr(home.guard.ledger, "write", full)
        await phone.press(phone.button(request_id, "APPROVE"), "approver")
    assert (await home.life(request_id)).state is WAITING
    await later(home.hass, 1)
    assert phone.tagged(REFUSED_TAG)[-1]["message"].startswith("Ring Guard: an answer given on a phone did not count.")


async def test_after_unloading_a_press_does_nothing(hass: HomeAssistant, home: Household, phone: Phone) -> None:
    request_id = await hand_in(home)
    button = phone.button(request_id, "APPROVE")
    assert TOKEN_KEY not in button
    await hass.config_entries.async_unload(home.entry.entry_id)
    await phone.press(button, "approver")
    await hass.config_entries.async_setup(home.entry.entry_id)
    assert (await home.life(request_id)).state is WAITING
