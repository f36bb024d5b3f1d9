"""A household's lists in a running hub: live without a reload, with a sensor each, a button and an action."""

from collections.abc import AsyncIterator
from pathlib import Path

from homeassistant.config_entries import ConfigSubentry, ConfigSubentryData
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import device_registry as dr, entity_registry as er
import pytest

from custom_components.ring_guard import const
from custom_components.ring_guard.diagnostics import async_get_config_entry_diagnostics
from custom_components.ring_guard.domain.lifecycle import State
from custom_components.ring_guard.domain.model import Effect, Mode, to_plain
from custom_components.ring_guard.domain.policy import Among, Attribute, Rule
from tests.homes import Household, eventually, set_up, take_down

PATROL = b"name,domain,level\nExample Street Patrol,patrol.example,private_company\nAnother Patrol,b.example,\n"
TWICE = PATROL + b"".join(b"Patrol %d,c%d.example,\n" % (number, number) for number in range(10))

RULE = Rule(
    id="by_list",
    name="No patrols",
    effect=Effect.DECLINE,
    conditions=(Among(attribute=Attribute.LIST, values=frozenset({"mine"})),),
)


def rule_entry() -> ConfigSubentryData:
    return ConfigSubentryData(data={"rule": to_plain(RULE)}, subentry_type="rule", title=RULE.name, unique_id=RULE.id)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "shared" / "list.csv"
    file.parent.mkdir()
    file.write_bytes(PATROL)
    return file


@pytest.fixture
async def home(hass: HomeAssistant, tmp_path: Path, file: Path) -> AsyncIterator[Household]:
    """Return a household with a rule by a list that it does not have yet."""
    hass.config.allowlist_external_dirs = {str(file.parent)}
    made = await set_up(hass, tmp_path, [rule_entry()])
    yield made
    await take_down(made)


async def subscribe(home: Household, file: Path) -> None:
    subentry = ConfigSubentry(
        data={"format": "own_table", "address": str(file)},  # type: ignore[arg-type]  # made read-only there
        subentry_id="mine",
        subentry_type=const.SUBENTRY_LIST,
        title="Patrols",
        unique_id=str(file),
    )
    home.hass.config_entries.async_add_subentry(home.entry, subentry)
    await home.hass.async_block_till_done()
    await eventually(lambda: [each.id for each in home.guard.subscriptions.registry.lists] == ["mine"])
    await home.hass.async_block_till_done()


async def asks(home: Household, agency: str) -> State:
    request_id = await home.submit(agency=agency)
    await home.settled()
    return (await home.life(request_id)).state


async def test_a_list_that_is_added_counts_for_what_waits_and_not_in_lockdown(home: Household, file: Path) -> None:
    request_id = await home.submit(agency="Example Street Patrol")
    await home.settled()
    await home.guard.async_set_mode(Mode.LOCKDOWN, "approver")
    await subscribe(home, file)
    await home.settled()
    assert (await home.life(request_id)).state is State.AWAITING_CONFIRMATION
    await home.guard.async_set_mode(Mode.POLICY, "approver")
    await home.until(request_id, State.DECLINED)
    (found,) = await home.recorded("request_identified")
    assert (found["because"], found["requester"]["claimed_lists"]) == ("lists", ["mine"])


async def test_a_list_counts_as_soon_as_it_is_added_and_no_more_once_it_is_gone(home: Household, file: Path) -> None:
    guard = home.guard
    assert await asks(home, "Example Street Patrol") is State.AWAITING_CONFIRMATION
    await subscribe(home, file)
    assert await asks(home, "Example Street Patrol") is State.DECLINED
    assert await asks(home, "Springfield Police Department") is State.AWAITING_CONFIRMATION
    home.hass.config_entries.async_remove_subentry(home.entry, "mine")
    await home.hass.async_block_till_done()
    assert await asks(home, "Example Street Patrol") is State.AWAITING_CONFIRMATION
    assert home.guard is guard


async def test_a_decision_says_which_list_names_the_one_who_asks(home: Household, file: Path) -> None:
    await subscribe(home, file)
    life = await home.life(await home.submit(agency="Example Street Patrol"))
    assert life.request.requester.claimed_lists == {"mine"}
    assert life.decision.grounds[0].name == "No patrols"
    told = await home.call("list_requests")
    assert "Patrols" in str(told["requests"][0])


async def test_a_list_has_a_sensor_on_a_device_of_its_own(home: Household, file: Path) -> None:
    await subscribe(home, file)
    entity_id = er.async_get(home.hass).async_get_entity_id("sensor", const.DOMAIN, f"{home.entry.entry_id}_list_mine")
    assert entity_id is not None
    state = home.hass.states.get(entity_id)
    checked_at = home.guard.subscriptions.states["mine"].checked_at
    assert state.state == checked_at.replace(microsecond=0).isoformat()
    assert (state.attributes["rows"], state.attributes["problem"]) == (2, None)
    assert "Patrols" in {
        device.name for device in dr.async_entries_for_config_entry(dr.async_get(home.hass), home.entry.entry_id)
    }
    file.unlink()
    await home.call("update_lists")
    assert home.hass.states.get(entity_id).attributes["problem"] == "list_file_unusable"
    home.hass.config_entries.async_remove_subentry(home.entry, "mine")
    await home.hass.async_block_till_done()
    assert home.hass.states.get(entity_id) is None


async def test_the_button_looks_for_newer_lists(home: Household, file: Path) -> None:
    await subscribe(home, file)
    file.write_bytes(TWICE)
    await home.hass.services.async_call(
        "button", "press", {"entity_id": home.entity_id("button", "update_lists")}, blocking=True
    )
    assert home.guard.subscriptions.states["mine"].rows == 12


async def test_the_action_says_how_each_list_fares(home: Household, file: Path) -> None:
    await subscribe(home, file)
    (told,) = (await home.call("update_lists"))["lists"]
    assert (told["name"], told["format"], told["rows"], told["problem"]) == ("Patrols", "own_table", 2, None)
    file.write_bytes(b"<html>")
    (told,) = (await home.call("update_lists"))["lists"]
    assert told["problem"] == "list_unreadable"
    assert told["problem_text"] == "What came is no list in this format."


async def test_only_an_approver_may_take_over_a_list_that_became_much_shorter(home: Household, file: Path) -> None:
    file.write_bytes(TWICE)
    await subscribe(home, file)
    file.write_bytes(PATROL)
    for who in (None, home.stranger):
        with pytest.raises(ServiceValidationError):
            await home.call("update_lists", who, accept_smaller=True)
        assert home.guard.subscriptions.states["mine"].rows == 12
    await home.call("update_lists", home.approver, accept_smaller=True)
    assert home.guard.subscriptions.states["mine"].rows == 2


async def test_diagnostics_say_how_lists_fare_and_not_where_they_come_from(home: Household, file: Path) -> None:
    await subscribe(home, file)
    told = await async_get_config_entry_diagnostics(home.hass, home.entry)
    (found,) = told["lists"]
    assert (found["format"], found["rows"], found["problem"]) == ("own_table", 2, None)
    assert str(file) not in str(told)


async def test_the_copy_is_in_use_from_the_start_of_the_next_run(home: Household, file: Path) -> None:
    await subscribe(home, file)
    file.unlink()
    assert await home.hass.config_entries.async_reload(home.entry.entry_id)
    assert home.guard.subscriptions.states["mine"].rows == 2
    assert await asks(home, "Example Street Patrol") is State.DECLINED
