"""A backup gets the whole ledger in one file, and neither waits for us nor makes requests wait for ever."""

import asyncio
from datetime import timedelta
from pathlib import Path
import shutil
from typing import Any

from homeassistant.core import HomeAssistant
import pytest

from custom_components.ring_guard import backup, const
from custom_components.ring_guard.domain.lifecycle import State
from custom_components.ring_guard.ledger import Ledger, LedgerUnavailable
from tests.homes import Household


async def test_a_backup_holds_every_request_in_one_file(
    hass: HomeAssistant, household: Household, tmp_path: Path
) -> None:
    request_id = await household.submit()
    await household.settled()
    head = household.guard.head
    await backup.async_pre_backup(hass)
    folder = tmp_path / "restored"
    folder.mkdir()
    database = next((tmp_path / const.DOMAIN).glob("*.db"))
    shutil.copy(database, folder / database.name)
    await backup.async_post_backup(hass)
    restored = await Ledger.open(folder)
    assert restored.head == head
    assert (await restored.verify()).whole
    row = await restored.get(request_id)
    assert row is not None
    await restored.close()


async def test_requests_wait_while_the_backup_is_made_and_go_on_after_it(
    hass: HomeAssistant, household: Household
) -> None:
    await backup.async_pre_backup(hass)
    before = household.guard.head
    waiting = hass.async_create_task(household.submit())
    done, _ = await asyncio.wait([waiting], timeout=0.2)
    assert not done
    assert household.guard.head == before
    await backup.async_post_backup(hass)
    async with asyncio.timeout(30):
        assert (await household.life(await waiting)).state == "awaiting_confirmation"


async def test_a_backup_that_never_ends_holds_requests_for_a_bounded_time(
    hass: HomeAssistant, household: Household, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(backup, "HELD_AT_MOST", timedelta(milliseconds=50))
    await backup.async_pre_backup(hass)
    async with asyncio.timeout(30):
        request_id = await household.submit()
    assert (await household.life(request_id)).state is State.AWAITING_CONFIRMATION


@pytest.mark.parametrize("failure", ["refuses", "hangs"])
async def test_a_ledger_that_cannot_be_tidied_does_not_stop_the_backup(
    hass: HomeAssistant,
    household: Household,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    failure: str,
) -> None:
    async def pause(*_: Any) -> None:
        if failure == "refuses":
            raise LedgerUnavailable("the disk is full")
        await asyncio.Event().wait()

    monkeypatch.setattr(household.guard.ledger, "checkpoint_and_pause", pause)
    monkeypatch.setattr(backup, "PREPARED_WITHIN", timedelta(milliseconds=50))
    await backup.async_pre_backup(hass)
    assert "could not be tidied" in caplog.text
    await backup.async_post_backup(hass)
    assert (await household.life(await household.submit())).state is State.AWAITING_CONFIRMATION


async def test_without_a_running_household_a_backup_goes_by(
    hass: HomeAssistant, caplog: pytest.LogCaptureFixture
) -> None:
    await backup.async_pre_backup(hass)
    await backup.async_post_backup(hass)
    assert [record for record in caplog.records if record.name.startswith("custom_components")] == []
