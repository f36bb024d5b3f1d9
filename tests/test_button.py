"""The button that declines everything: open to anyone, and no way to anything else."""

from homeassistant.core import Context
from homeassistant.exceptions import HomeAssistantError
import pytest

from custom_components.ring_guard.domain.lifecycle import State
from tests.homes import Household


async def press(household: Household, who: str | None) -> None:
    """Press the button in somebody's name, None for an automation."""
    await household.hass.services.async_call(
        "button",
        "press",
        {"entity_id": household.entity_id("button", "decline_all")},
        blocking=True,
        context=Context(user_id=who),
    )


@pytest.mark.parametrize("who", ["approver", "stranger", None])
async def test_anyone_may_decline_everything_that_waits(household: Household, who: str | None) -> None:
    waiting = [await household.submit() for _ in range(3)]
    ready = await household.ready()
    await press(household, who)
    lives = [await household.life(request_id) for request_id in waiting]
    assert {life.state for life in lives} == {State.DECLINED}
    assert {life.actor for life in lives} == {who}
    assert (await household.life(ready.id)).state is State.READY


async def test_with_nothing_waiting_nothing_happens(household: Household) -> None:
    before = household.guard.head
    await press(household, "stranger")
    assert household.guard.head == before


async def test_what_somebody_answered_meanwhile_stands_in_nobodys_way(
    household: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = await household.submit(), await household.submit()
    await household.settled()
    seen = household.guard.waiting()
    await household.call("decline", household.stranger, request_id=first)
    monkeypatch.setattr(household.guard, "waiting", lambda: seen)
    await press(household, "approver")
    assert (await household.life(first)).actor == "stranger"
    assert (await household.life(second)).actor == "approver"


async def test_a_ledger_that_cannot_be_written_is_told(household: Household, monkeypatch: pytest.MonkeyPatch) -> None:
    await household.submit()
    await household.settled()
    await household.guard.ledger.close()
    with pytest.raises(HomeAssistantError) as caught:
        await press(household, "approver")
    assert caught.value.translation_key == "ledger_unavailable"
