"""Setting a household up, taking it down, and what outlives a restart."""

import asyncio
from pathlib import Path
import sqlite3
import threading

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er
import pytest

from custom_components.ring_guard import const
from custom_components.ring_guard.domain.lifecycle import State
from tests.homes import FRONT, Household, household_entry, set_up, take_down


async def test_a_household_has_one_device_with_all_entities(hass: HomeAssistant, household: Household) -> None:
    devices = dr.async_entries_for_config_entry(dr.async_get(hass), household.entry.entry_id)
    assert len(devices) == 1
    entities = er.async_entries_for_config_entry(er.async_get(hass), household.entry.entry_id)
    assert len(entities) == 12
    assert {entity.device_id for entity in entities} == {devices[0].id}
    assert not [entity.entity_id for entity in entities if hass.states.get(entity.entity_id).state == "unavailable"]


async def test_after_unloading_nothing_of_it_runs(hass: HomeAssistant, household: Household) -> None:
    await household.submit()
    guard = household.guard
    assert await hass.config_entries.async_unload(household.entry.entry_id)
    assert household.entry.state is ConfigEntryState.NOT_LOADED
    assert not [task for task in asyncio.all_tasks() if const.DOMAIN in task.get_name() and not task.done()]
    assert not [thread for thread in threading.enumerate() if const.DOMAIN in thread.name]
    assert "mobile_app_notification_action" not in hass.bus.async_listeners()
    assert guard.intake is not None


async def test_what_waits_outlives_a_reload_with_its_deadline(hass: HomeAssistant, household: Household) -> None:
    request_id = await household.submit()
    before = await household.life(request_id)
    assert await hass.config_entries.async_reload(household.entry.entry_id)
    assert await household.life(request_id) == before
    assert [life.id for life in household.guard.waiting()] == [request_id]
    assert household.state("sensor", "waiting").state == "1"
    assert household.state("sensor", "requests_this_year").state == "1"
    assert household.state("sensor", "last_decision").state == "confirm"


async def test_what_was_ready_is_ready_after_a_reload(hass: HomeAssistant, household: Household) -> None:
    life = await household.ready()
    assert await hass.config_entries.async_reload(household.entry.entry_id)
    assert (await household.life(life.id)).state is State.READY
    assert (household.guard.clip_folder / life.clips[0].file_name).exists()


async def test_files_that_belong_to_nothing_are_gone_after_a_reload(hass: HomeAssistant, household: Household) -> None:
    stray = household.guard.clip_folder / "gone-1.mp4"
    stray.write_bytes(b"left over")
    assert await hass.config_entries.async_reload(household.entry.entry_id)
    assert not stray.exists()


async def test_private_folders_are_closed_to_others(household: Household, tmp_path: Path) -> None:
    for folder in (household.guard.clip_folder, tmp_path / const.DOMAIN):
        assert folder.stat().st_mode & 0o777 == 0o700


async def test_a_ledger_that_cannot_be_opened_is_tried_again(hass: HomeAssistant, tmp_path: Path) -> None:
    (tmp_path / const.DOMAIN).write_text("a file where the folder should be")
    hass.config.config_dir = str(tmp_path)
    entry = household_entry(tmp_path)
    entry.add_to_hass(hass)
    assert not await hass.config_entries.async_setup(entry.entry_id)
    assert entry.state is ConfigEntryState.SETUP_RETRY
    assert entry.error_reason_translation_key == "ledger_unavailable"
    await hass.config_entries.async_unload(entry.entry_id)


async def test_a_newer_versions_ledger_is_left_alone(hass: HomeAssistant, tmp_path: Path, stand_in_cut: None) -> None:
    household = await set_up(hass, tmp_path)
    await take_down(household)
    database = next((tmp_path / const.DOMAIN).glob("*.db"))
    with sqlite3.connect(database) as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    kept = database.read_bytes()
    assert not await hass.config_entries.async_setup(household.entry.entry_id)
    assert household.entry.state is ConfigEntryState.SETUP_ERROR
    assert household.entry.error_reason_translation_key == "ledger_too_new"
    assert database.read_bytes() == kept


async def test_changed_options_apply_without_a_reload(hass: HomeAssistant, household: Household) -> None:
    guard = household.guard
    hass.config_entries.async_update_entry(household.entry, options={**household.entry.options, "longest_clip": 10})
    await hass.async_block_till_done()
    assert household.guard is guard
    request_id = await household.submit()
    life = await household.life(request_id)
    assert life.offer.window is None
    assert life.offer.terms.longest_clip.total_seconds() == 10


async def test_a_removed_camera_is_gone_from_what_may_leave(hass: HomeAssistant, household: Household) -> None:
    assert set(household.guard.settings.cameras) == {"front", "back"}
    hass.config_entries.async_remove_subentry(household.entry, FRONT)
    await hass.async_block_till_done()
    assert set(household.guard.settings.cameras) == {"back"}


@pytest.mark.parametrize("platform", const.PLATFORMS)
async def test_every_platform_has_entities_with_translated_names(
    hass: HomeAssistant, household: Household, platform: str
) -> None:
    entities = er.async_entries_for_config_entry(er.async_get(hass), household.entry.entry_id)
    of_platform = [entity for entity in entities if entity.domain == platform]
    assert of_platform
    for entity in of_platform:
        assert entity.translation_key
        assert entity.has_entity_name
        assert entity.original_name
        assert entity.original_name != entity.translation_key
