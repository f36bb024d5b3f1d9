"""What waits to leave can be stopped by anybody in the household, from every phone that was told."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from homeassistant.core import Context, HomeAssistant, ServiceCall
from homeassistant.exceptions import ServiceValidationError
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockUser

from custom_components.ring_guard.domain.lifecycle import State
from custom_components.ring_guard.domain.model import Mode
from custom_components.ring_guard.presses import EVENT_ACTION
from tests.homes import FRONT, Household, set_up, take_down


class Phones:
    """Two phones that keep what they are told."""

    def __init__(self, hass: HomeAssistant) -> None:
        self.told: list[tuple[str, dict[str, Any]]] = []
        for name in ("phone_one", "phone_two"):
            hass.services.async_register("notify", name, self._keep)

    async def _keep(self, call: ServiceCall) -> None:
        self.told.append((call.service, dict(call.data)))

    def buttons(self, title: str) -> dict[str, str]:
        """Return the newest button of this title on each phone."""
        found: dict[str, str] = {}
        for phone, message in self.told:
            found.pop(phone, None)
            for item in message["data"].get("actions", ()):
                if item["title"] == title:
                    found[phone] = item["action"]
        return found


@pytest.fixture
async def home(hass: HomeAssistant, tmp_path: Path, stand_in_cut: None) -> Any:
    made = await set_up(hass, tmp_path, notify=["phone_one", "phone_two"], cool_down=5)
    yield made
    await take_down(made)


@pytest.fixture
def phones(hass: HomeAssistant) -> Phones:
    return Phones(hass)


async def press(home: Household, action: str, user: MockUser | None) -> None:
    context = Context(user_id=user.id if user else None)
    home.hass.bus.async_fire(EVENT_ACTION, {"action": action}, context=context)
    await home.hass.async_block_till_done()


async def cooling(home: Household) -> str:
    """Return a request that was approved and waits."""
    request_id = await home.submit()
    await home.call("approve", home.approver, request_id=request_id, cameras=[FRONT])
    await home.until(request_id, State.COOLING_DOWN)
    return request_id


async def test_during_the_waiting_time_every_phone_can_withdraw(phones: Phones, home: Household) -> None:
    request_id = await cooling(home)
    buttons = phones.buttons("Withdraw")
    assert set(buttons) == {"phone_one", "phone_two"}
    await press(home, buttons["phone_two"], home.second)
    await home.until(request_id, State.WITHDRAWN)
    assert phones.buttons("Withdraw") == {}


async def test_a_press_without_a_person_stops_nothing(phones: Phones, home: Household) -> None:
    request_id = await cooling(home)
    await press(home, phones.buttons("Withdraw")["phone_one"], None)
    assert (await home.life(request_id)).state is State.COOLING_DOWN


async def test_the_waiting_time_survives_a_restart(phones: Phones, home: Household) -> None:
    request_id = await cooling(home)
    due = (await home.life(request_id)).due
    await home.hass.config_entries.async_reload(home.entry.entry_id)
    life = await home.life(request_id)
    assert (life.state, life.due) == (State.COOLING_DOWN, due)


async def test_a_link_waits_by_default_and_every_phone_can_stop_it(
    phones: Phones, home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    life = await through(home, monkeypatch)
    answer = await home.call("release", home.approver, request_id=life.id)
    assert answer["state"] == "ready"
    await home.settled()
    waiting = (await home.life(life.id)).release
    assert waiting
    assert waiting.live_from - waiting.at == timedelta(minutes=5)
    buttons = phones.buttons("Stop the link")
    assert set(buttons) == {"phone_one", "phone_two"}
    await press(home, buttons["phone_one"], home.stranger)
    after = await home.life(life.id)
    assert (after.state, after.release, after.due) == (State.READY, None, None)
    assert (home.guard.clip_folder / after.clips[0].file_name).exists()


async def through(home: Household, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return a request that has come through its waiting time."""
    request_id = await cooling(home)
    real = dt_util.utcnow
    ahead = real() + timedelta(days=1)
    monkeypatch.setattr(dt_util, "utcnow", lambda: ahead)
    await home.hass.config_entries.async_reload(home.entry.entry_id)
    return await home.until(request_id, State.READY)


async def test_a_link_that_waits_is_held_back_by_lockdown_and_cannot_be_made_in_it(
    phones: Phones, home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    life = await through(home, monkeypatch)
    await home.call("release", home.approver, request_id=life.id)
    await home.guard.async_set_mode(Mode.LOCKDOWN, None)
    later = dt_util.utcnow() + timedelta(hours=1)
    monkeypatch.setattr(dt_util, "utcnow", lambda: later)
    await home.hass.config_entries.async_reload(home.entry.entry_id)
    await home.hass.async_block_till_done()
    assert (await home.life(life.id)).state is State.READY
    await home.call("revoke", home.stranger, request_id=life.id)
    with pytest.raises(ServiceValidationError):
        await home.call("release", home.approver, request_id=life.id)


async def test_a_stricter_rule_calls_a_waiting_release_off(
    phones: Phones, home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    life = await through(home, monkeypatch)
    await home.call("release", home.approver, request_id=life.id)
    options = {**home.entry.options, "longest_clip": 10}
    home.hass.config_entries.async_update_entry(home.entry, options=options)
    await home.hass.async_block_till_done()
    after = await home.life(life.id)
    assert (after.state, after.release) == (State.READY, None)


async def test_a_waiting_release_ends_with_the_right_to_approve(
    phones: Phones, home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    life = await through(home, monkeypatch)
    await home.call("release", home.second, request_id=life.id)
    options = {**home.entry.options, "approvers": ["approver"]}
    home.hass.config_entries.async_update_entry(home.entry, options=options)
    await home.hass.async_block_till_done()
    after = await home.life(life.id)
    assert (after.state, after.release) == (State.READY, None)
