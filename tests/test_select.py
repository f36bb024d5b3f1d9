"""Who may switch the mode, and what a switch does to requests."""

import asyncio
from datetime import timedelta

from homeassistant.core import Context
from homeassistant.exceptions import ServiceValidationError
import pytest

from custom_components.ring_guard.domain.lifecycle import State
from custom_components.ring_guard.domain.model import Mode
from tests.homes import FRONT, Household, eventually

STRICTER = [("policy", "ask"), ("policy", "lockdown"), ("ask", "lockdown")]


async def switch(household: Household, mode: str, who: str | None) -> None:
    """Choose a mode in somebody's name, None for an automation."""
    await household.hass.services.async_call(
        "select",
        "select_option",
        {"entity_id": household.entity_id("select", "mode"), "option": mode},
        blocking=True,
        context=Context(user_id=who),
    )
    await household.hass.async_block_till_done()


async def test_the_options_are_the_three_modes(household: Household) -> None:
    state = household.state("select", "mode")
    assert state.state == "policy"
    assert state.attributes["options"] == ["policy", "ask", "lockdown"]


@pytest.mark.parametrize("who", ["stranger", None])
@pytest.mark.parametrize(("before", "after"), STRICTER)
async def test_anyone_may_make_the_mode_stricter(
    household: Household, before: str, after: str, who: str | None
) -> None:
    await switch(household, before, "approver")
    await switch(household, after, who)
    assert household.state("select", "mode").state == after
    assert household.entry.options["mode"] == after
    assert (await household.recorded("mode_changed"))[-1] == {"from": before, "to": after, "actor": who}


@pytest.mark.parametrize(("who", "refusal"), [("stranger", "not_approver"), (None, "no_person")])
@pytest.mark.parametrize(("after", "before"), STRICTER)
async def test_only_an_approver_may_make_the_mode_milder(
    household: Household, before: str, after: str, who: str | None, refusal: str
) -> None:
    await switch(household, before, "approver")
    with pytest.raises(ServiceValidationError) as caught:
        await switch(household, after, who)
    assert caught.value.translation_key == f"refused_{refusal}"
    assert household.state("select", "mode").state == before
    assert household.guard.mode() is Mode(before)
    attempt = {"action": "mode_changed", "actor": who, "refusal": refusal}
    assert attempt in await household.recorded("attempt_refused")
    await switch(household, after, "approver")
    assert household.state("select", "mode").state == after


async def test_a_mode_outlives_a_reload(household: Household) -> None:
    await switch(household, "lockdown", "stranger")
    await household.hass.config_entries.async_reload(household.entry.entry_id)
    assert household.state("select", "mode").state == "lockdown"


async def test_lockdown_freezes_what_waits_and_what_is_cooling_down(household: Household) -> None:
    waiting, approved = await household.submit(), await household.submit()
    household.hass.config_entries.async_update_entry(
        household.entry, options={**household.entry.options, "cool_down": 60}
    )
    await household.hass.async_block_till_done()
    cooling = await household.submit()
    await household.call("approve", household.approver, request_id=cooling, cameras=[FRONT])
    await household.until(cooling, State.COOLING_DOWN)
    await switch(household, "lockdown", None)
    with pytest.raises(ServiceValidationError) as caught:
        await household.call("approve", household.approver, request_id=waiting)
    assert caught.value.translation_key == "refused_lockdown"
    assert (await household.life(cooling)).state is State.COOLING_DOWN
    assert (await household.life(approved)).state is State.AWAITING_CONFIRMATION


async def test_what_comes_in_during_lockdown_is_declined(household: Household) -> None:
    await switch(household, "lockdown", "stranger")
    answer = await household.call("submit_request", agency="Springfield Police Department")
    assert (answer["state"], answer["reason_key"]) == ("declined", "mode_lockdown")


async def test_what_waits_stays_after_the_mode_becomes_stricter(household: Household) -> None:
    request_id = await household.submit()
    await switch(household, "ask", None)
    await eventually(lambda: household.guard.mode() is Mode.ASK)
    assert (await household.life(request_id)).state is State.AWAITING_CONFIRMATION


async def test_a_switch_to_milder_that_hides_behind_a_stricter_one_is_refused(household: Household) -> None:
    await household.guard.ledger.checkpoint_and_pause(timedelta(seconds=10))
    first = asyncio.create_task(switch(household, "lockdown", "second"))
    second = asyncio.create_task(switch(household, "ask", "stranger"))
    await asyncio.sleep(0)
    household.guard.ledger.resume()
    results = await asyncio.gather(first, second, return_exceptions=True)
    assert results[0] is None
    assert isinstance(results[1], ServiceValidationError)
    assert household.guard.mode() is Mode.LOCKDOWN
