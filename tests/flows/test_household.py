"""Setting up the household, and changing it."""

from datetime import timedelta
from typing import Any
from unittest.mock import patch

from homeassistant.components.http.const import KEY_HASS_USER
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers.http import current_request
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.ring_guard.const import DOMAIN
from custom_components.ring_guard.domain.model import from_plain
from custom_components.ring_guard.domain.policy import Rule, validate
from custom_components.ring_guard.domain.policy.presets import PRESETS, PresetName
from custom_components.ring_guard.flows.agency_list import DOTGOV_ADDRESS
from custom_components.ring_guard.household.settings import read_settings
from tests.flows.pages import offered, shown_values


async def open_set_up(hass: HomeAssistant) -> Any:
    return await hass.config_entries.flow.async_init(DOMAIN, context={"source": "user"})


async def answer(hass: HomeAssistant, shown: dict, **answers) -> Any:
    result = await hass.config_entries.flow.async_configure(
        shown["flow_id"], {"preset": "ask_me", "show_details": True} | answers
    )
    await hass.async_block_till_done()
    return result


@pytest.mark.parametrize("preset", PresetName)
async def test_one_page_sets_a_household_up_with_the_rules_of_its_preset(
    hass: HomeAssistant, approver: MockUser, preset: PresetName
) -> None:
    result = await answer(hass, await open_set_up(hass), preset=preset, approvers=[approver.id])

    assert result["type"] is FlowResultType.CREATE_ENTRY
    entry = result["result"]
    assert entry.title == "Ring Guard"
    assert entry.state is ConfigEntryState.LOADED
    assert entry.options["preset"] == preset
    wanted = PRESETS[preset]
    settings = read_settings(entry, "UTC")
    assert settings.approvers == {approver.id}
    assert settings.notify == ()
    assert settings.policy.default is wanted.default
    assert settings.policy.terms == wanted.terms
    assert {rule.id for rule in settings.policy.rules} == {rule.id for rule in wanted.rules}
    (only_list,) = settings.lists.values()
    assert (only_list.format, only_list.address) == ("dotgov", DOTGOV_ADDRESS)
    rules = [sub for sub in entry.subentries.values() if sub.subentry_type == "rule"]
    assert len(rules) == len(entry.subentries) - 1
    for subentry in rules:
        rule = from_plain(Rule, subentry.data["rule"])
        assert subentry.title == rule.name
        assert not rule.name.startswith("preset_")
        assert validate(rule) is None


async def test_the_rules_of_a_preset_are_named_in_the_hubs_language(hass: HomeAssistant, approver: MockUser) -> None:
    hass.config.language = "de"
    result = await answer(hass, await open_set_up(hass), approvers=[approver.id])
    titles = [sub.title for sub in result["result"].subentries.values()]
    assert titles == ["Bundesbehörden ablehnen", "Register der .gov-Domains"]


async def test_each_household_gets_a_token_key_of_its_own(hass: HomeAssistant, approver: MockUser) -> None:
    keys = set()
    for _ in range(2):
        result = await answer(hass, await open_set_up(hass), approvers=[approver.id])
        keys.add(result["result"].data["token_key"])
        await hass.config_entries.async_remove(result["result"].entry_id)
    assert len(keys) == 2
    assert all(len(bytes.fromhex(key)) == 32 for key in keys)


async def test_nobody_to_ask_is_refused_and_can_be_mended(hass: HomeAssistant, approver: MockUser) -> None:
    result = await answer(hass, await open_set_up(hass), preset="privacy_first", approvers=[])
    assert result["type"] is FlowResultType.FORM
    assert result["errors"] == {"approvers": "no_approvers"}
    assert shown_values(result)["preset"] == "privacy_first"
    result = await answer(hass, result, approvers=[approver.id])
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_only_people_who_can_log_in_are_offered_as_approvers(hass: HomeAssistant, approver: MockUser) -> None:
    MockUser(id="gone", name="Gone", is_active=False).add_to_hass(hass)
    MockUser(id="machine", name="Machine", system_generated=True).add_to_hass(hass)
    MockUser(id="nameless", name=None).add_to_hass(hass)
    assert offered(await open_set_up(hass), "approvers") == {"approver": "Approver", "nameless": "nameless"}


@pytest.mark.parametrize(("user_id", "chosen"), [("approver", ["approver"]), ("unknown", [])])
async def test_who_sits_before_the_page_is_chosen_as_approver(
    hass: HomeAssistant, approver: MockUser, user_id: str, chosen: list[str]
) -> None:
    token = current_request.set({KEY_HASS_USER: MockUser(id=user_id)})  # type: ignore[arg-type]  # only read from
    try:
        result = await open_set_up(hass)
    finally:
        current_request.reset(token)
    assert shown_values(result)["approvers"] == chosen


async def test_without_a_phone_the_page_does_not_ask_for_one(hass: HomeAssistant, approver: MockUser) -> None:
    for name in ("notify", "persistent_notification", "send_message"):
        hass.services.async_register("notify", name, lambda _: None)
    result = await open_set_up(hass)
    assert "notify" not in result["data_schema"].schema


async def test_phones_are_offered_first_and_by_their_names(hass: HomeAssistant, approver: MockUser) -> None:
    for name in ("family", "mobile_app_pixel_9", "persistent_notification"):
        hass.services.async_register("notify", name, lambda _: None)
    result = await open_set_up(hass)
    targets = offered(result, "notify")
    assert list(targets.items()) == [("mobile_app_pixel_9", "Pixel 9"), ("family", "notify.family")]
    result = await answer(hass, result, approvers=[approver.id], notify=["mobile_app_pixel_9"], show_details=False)
    settings = read_settings(result["result"], "UTC")
    assert settings.notify == ("mobile_app_pixel_9",)
    assert settings.show_details is False


async def test_a_second_household_is_refused(hass: HomeAssistant, household) -> None:
    household()
    result = await open_set_up(hass)
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "single_instance_allowed"


LIMITS = {"default_effect": "decline", "longest_clip": 30, "longest_total": 90, "sound": True, "cool_down": 5}
LEAVING = {"link_life": 12, "downloads": 1, "link_cool_down": 10, "hold_budget": 4}


async def open_options(hass: HomeAssistant, entry: MockConfigEntry) -> Any:
    return await hass.config_entries.options.async_init(entry.entry_id)


async def change_options(hass: HomeAssistant, shown: dict, **answers) -> Any:
    given = {"approvers": ["approver"], "show_details": False, "answer_within": 48, "approvals": 1}
    given |= {"limits": LIMITS, "leaving": LEAVING}
    return await hass.config_entries.options.async_configure(shown["flow_id"], given | answers)


async def test_options_change_what_they_show_and_nothing_else(hass: HomeAssistant, household) -> None:
    MockUser(id="second", name="Second").add_to_hass(hass)
    entry = household(mode="lockdown")
    result = await change_options(hass, await open_options(hass, entry), approvers=["approver", "second"], approvals=2)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert entry.options == {
        "approvers": ["approver", "second"],
        "mode": "lockdown",
        "preset": "ask_me",
        "show_details": False,
        "answer_within": 48,
        "approvals": 2,
        "default_effect": 2,
        "longest_clip": 30,
        "longest_total": 90,
        "sound": True,
        "cool_down": 5,
        **LEAVING,
    }
    shown = shown_values(await open_options(hass, entry))
    assert shown["limits"] == LIMITS
    assert shown["leaving"] == LEAVING
    assert shown["approvers"] == ["approver", "second"]


async def test_options_never_set_show_what_holds_by_default(hass: HomeAssistant, household) -> None:
    shown = shown_values(await open_options(hass, household()))
    assert shown == {
        "approvers": ["approver"],
        "show_details": True,
        "answer_within": 24,
        "approvals": 1,
        "limits": {"default_effect": "ask", "longest_clip": 60, "sound": False, "cool_down": 0},
        "leaving": {"link_life": 72, "downloads": 3, "link_cool_down": 5, "hold_budget": 2},
    }


async def test_a_total_that_is_emptied_limits_nothing_any_more(hass: HomeAssistant, household) -> None:
    entry = household(longest_total=90)
    assert read_settings(entry, "UTC").policy.terms.longest_total == timedelta(seconds=90)
    without = {key: value for key, value in LIMITS.items() if key != "longest_total"}
    await change_options(hass, await open_options(hass, entry), limits=without)
    settings = read_settings(entry, "UTC")
    assert settings.policy.terms.longest_total is None
    assert (settings.policy.terms.link_life, settings.policy.terms.downloads) == (timedelta(hours=12), 1)
    assert (settings.link_cool_down, settings.hold_budget) == (timedelta(minutes=10), 4 * 10**9)


@pytest.mark.parametrize(
    ("answers", "errors"),
    [
        ({"approvers": []}, {"approvers": "no_approvers"}),
        ({"approvals": 2}, {"approvals": "too_many_approvals"}),
        ({"approvals": 2, "approvers": ["approver", "approver"]}, {"approvals": "too_many_approvals"}),
    ],
)
async def test_options_that_nobody_could_meet_are_refused(hass: HomeAssistant, household, answers, errors) -> None:
    entry = household()
    before = dict(entry.options)
    result = await change_options(hass, await open_options(hass, entry), **answers)
    assert result["type"] is FlowResultType.FORM
    assert result["errors"] == errors
    assert entry.options == before
    assert shown_values(result)["limits"] == LIMITS
    result = await change_options(hass, result)
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_an_approver_who_cannot_log_in_any_more_drops_out(hass: HomeAssistant, household) -> None:
    entry = household(approvers=["approver", "gone"])
    assert shown_values(await open_options(hass, entry))["approvers"] == ["approver"]


async def test_a_phone_that_is_away_stays_chosen(hass: HomeAssistant, household) -> None:
    entry = household(notify=["mobile_app_old"])
    result = await open_options(hass, entry)
    assert offered(result, "notify") == {"mobile_app_old": "Old"}
    assert shown_values(result)["notify"] == ["mobile_app_old"]
    await change_options(hass, result, notify=["mobile_app_old"])
    assert entry.options["notify"] == ["mobile_app_old"]


async def test_changed_options_reach_the_listener_without_a_reload(hass: HomeAssistant, household) -> None:
    entry = household()
    await hass.config_entries.async_setup(entry.entry_id)
    heard = []

    async def listener(_: HomeAssistant, changed: MockConfigEntry) -> None:
        heard.append(changed.options["answer_within"])

    entry.add_update_listener(listener)
    with patch.object(hass.config_entries, "async_reload") as reload:
        await change_options(hass, await open_options(hass, entry))
        await hass.async_block_till_done()
    assert heard == [48]
    reload.assert_not_called()
