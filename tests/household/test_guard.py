"""The guard applies changed settings to what runs and waits, keeps its ledger honest, and asks what becomes of it."""

import asyncio
from datetime import timedelta
import json
import logging
from pathlib import Path
import sqlite3
from types import MappingProxyType
from typing import Any

from homeassistant.components.repairs.const import DOMAIN as REPAIRS
from homeassistant.config_entries import ConfigEntryState, ConfigSubentry
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockUser, async_fire_time_changed

from custom_components.ring_guard import const
from custom_components.ring_guard.domain.lifecycle import State
from custom_components.ring_guard.domain.model import Effect, Mode, Terms, to_plain
from custom_components.ring_guard.domain.policy import Among, Attribute, Rule
from custom_components.ring_guard.ledger import LedgerUnavailable, Superseded
from custom_components.ring_guard.pipeline import endless
from custom_components.ring_guard.repairs import async_create_fix_flow, folders
from custom_components.ring_guard.sources.door import SourceProblem
from tests.homes import FRONT, Household, StandInCutter, camera, eventually, set_up, take_down
from tests.household.conftest import words_of
from tests.household.phone import Phone, hand_in, shown

WAITING = State.AWAITING_CONFIRMATION


def issue(hass: HomeAssistant, issue_id: str) -> ir.IssueEntry | None:
    found = ir.async_get(hass).async_get_issue(const.DOMAIN, issue_id)
    return found if found and found.active else None


async def options(home: Household, **changes: Any) -> None:
    """Change options as the page does."""
    home.hass.config_entries.async_update_entry(home.entry, options={**home.entry.options, **changes})
    await home.hass.async_block_till_done()
    await home.settled()


async def add(home: Household, kind: str, title: str, data: dict[str, Any]) -> ConfigSubentry:
    """Add a subentry as a page does."""
    made = ConfigSubentry(data=MappingProxyType(data), subentry_type=kind, title=title, unique_id=None)
    home.hass.config_entries.async_add_subentry(home.entry, made)
    await home.hass.async_block_till_done()
    await home.settled()
    return made


def rule(effect: Effect | None, *levels: str, terms: Terms | None = None, rule_id: str = "rule") -> dict[str, Any]:
    conditions = (Among(attribute=Attribute.LEVEL, values=frozenset(levels)),) if levels else ()
    made = Rule(id=rule_id, name="A rule", effect=effect, conditions=conditions, terms=terms or Terms())
    return {const.CONF_RULE: to_plain(made)}


def alter(folder: Path, statement: str) -> None:
    with sqlite3.connect(next((folder / const.DOMAIN).glob("*.db"))) as connection:
        connection.execute(statement)
    connection.close()


async def test_a_new_rule_declines_what_waits(home: Household, phone: Phone) -> None:
    guard = home.guard
    request_id = await hand_in(home)
    await add(home, const.SUBENTRY_RULE, "Nobody", rule(Effect.DECLINE))
    life = await home.life(request_id)
    assert home.guard is guard
    assert (life.state, life.actor) == (State.DECLINED, None)
    assert phone.about(request_id)[-1]["title"] == "Ring Guard: a request was declined"
    assert f"{const.DOMAIN}_policy" not in shown(home.hass)


async def test_a_loosened_policy_is_told_and_answers_nothing(home: Household, phone: Phone) -> None:
    made = await add(home, const.SUBENTRY_RULE, "Nobody", rule(Effect.DECLINE))
    request_id = await hand_in(home)
    home.hass.config_entries.async_remove_subentry(home.entry, made.subentry_id)
    await home.hass.async_block_till_done()
    await home.settled()
    assert (await home.life(request_id)).state is State.DECLINED
    (told,) = phone.tagged(f"{const.DOMAIN}_policy")
    assert told["title"] == words_of("en").word("notification", "title_policy_loosened")
    assert told["message"] == words_of("en").word("notification", "policy_loosened")
    assert f"{const.DOMAIN}_policy" in shown(home.hass)


async def test_a_longer_clip_is_told_and_changes_no_offer(home: Household, phone: Phone) -> None:
    request_id = await hand_in(home)
    before = (await home.life(request_id)).offer
    await options(home, longest_clip=600)
    assert (await home.life(request_id)).offer == before
    assert len(phone.tagged(f"{const.DOMAIN}_policy")) == 1


async def test_a_camera_that_is_added_can_be_asked_for(home: Household, tmp_path: Path) -> None:
    added = camera("x", "Garage", tmp_path)
    made = await add(home, const.SUBENTRY_CAMERA, "Garage", dict(added["data"]))
    assert home.guard.settings.cameras[made.subentry_id].name == "Garage"
    life = await home.life(await hand_in(home, cameras=["Garage"]))
    assert life.offer.cameras == {made.subentry_id}
    assert made.subentry_id in home.guard.studio().origins


async def test_a_source_listens_from_when_it_is_added_until_it_is_removed(hass: HomeAssistant, home: Household) -> None:
    data = {const.CONF_KIND: "webhook", "webhook_id": "hook-id", const.CONF_SECRET: "whsec_b25l"}
    made = await add(home, const.SUBENTRY_SOURCE, "Hook", data)
    assert "hook-id" in hass.data["webhook"]
    first = hass.data["webhook"]["hook-id"].handler
    hass.config_entries.async_update_subentry(home.entry, made, data={**data, const.CONF_SECRET: "whsec_dHdv"})
    await hass.async_block_till_done()
    assert hass.data["webhook"]["hook-id"].handler is not first
    second = hass.data["webhook"]["hook-id"].handler
    await options(home, cool_down=1)
    assert hass.data["webhook"]["hook-id"].handler is second
    hass.config_entries.async_remove_subentry(home.entry, made.subentry_id)
    await home.hass.async_block_till_done()
    await home.settled()
    assert "hook-id" not in hass.data["webhook"]


async def test_a_removed_source_takes_its_problem_along(hass: HomeAssistant, home: Household) -> None:
    data = {const.CONF_KIND: "phone", const.CONF_ENTITY: "sensor.gone", const.CONF_PACKAGES: ["com.example"]}
    made = await add(home, const.SUBENTRY_SOURCE, "Gone", data)
    raised = issue(hass, f"source_entity_missing_{made.subentry_id}")
    assert raised is not None
    assert raised.translation_placeholders == {"name": "Gone"}
    hass.config_entries.async_remove_subentry(home.entry, made.subentry_id)
    await home.hass.async_block_till_done()
    await home.settled()
    assert issue(hass, f"source_entity_missing_{made.subentry_id}") is None
    assert home.guard.doors.problems == {}


async def test_too_few_approvers_are_a_repair_issue_until_the_options_change(
    hass: HomeAssistant, home: Household
) -> None:
    await options(home, approvals=3)
    raised = issue(hass, "too_few_approvers")
    assert raised is not None
    assert raised.translation_placeholders == {"needed": "3", "approvers": "2"}
    await options(home, approvals=2)
    assert issue(hass, "too_few_approvers") is None


async def test_a_request_that_needs_more_approvals_than_people_is_a_repair_issue(
    hass: HomeAssistant, home: Household
) -> None:
    await add(home, const.SUBENTRY_RULE, "Three", rule(None, terms=Terms(approvals=3)))
    assert issue(hass, "too_few_approvers") is None
    request_id = await hand_in(home)
    assert issue(hass, "too_few_approvers") is not None
    await home.call("decline", request_id=request_id)
    await home.settled()
    assert issue(hass, "too_few_approvers") is None


async def test_the_mode_decides_what_comes_next_and_is_written_down(home: Household) -> None:
    await home.guard.async_set_mode(Mode.LOCKDOWN, None)
    assert (await home.life(await hand_in(home))).state is State.DECLINED
    await home.guard.async_set_mode(Mode.POLICY, "approver")
    assert (await home.life(await hand_in(home))).state is WAITING
    assert [one["to"] for one in await home.recorded("mode_changed")] == ["lockdown", "policy"]


async def test_a_rule_that_came_in_lockdown_acts_when_lockdown_ends(home: Household) -> None:
    request_id = await hand_in(home)
    await home.guard.async_set_mode(Mode.LOCKDOWN, None)
    await add(home, const.SUBENTRY_RULE, "Nobody", rule(Effect.DECLINE))
    assert (await home.life(request_id)).state is WAITING
    await home.guard.async_set_mode(Mode.POLICY, "approver")
    assert (await home.life(request_id)).state is State.DECLINED


async def test_lockdown_ends_a_running_cut_and_it_is_taken_up_again_afterwards(
    home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    started, stopped = asyncio.Event(), asyncio.Event()

    async def slow(self: StandInCutter, order: Any, footage: Any, folder: Path, **_: Any) -> None:
        (folder / f"{order.request_id}-half.mp4").write_bytes(b"half")
        started.set()
        try:
            await asyncio.Event().wait()
        finally:
            stopped.set()

    with monkeypatch.context() as patched:
        patched.setattr(StandInCutter, "cut", slow)
        request_id = await hand_in(home)
        await home.call("approve", home.approver, request_id=request_id, cameras=[FRONT])
        await asyncio.wait_for(started.wait(), 30)
        await home.guard.async_set_mode(Mode.LOCKDOWN, "stranger")
        await asyncio.wait_for(stopped.wait(), 30)
        await eventually(lambda: not list(home.guard.clip_folder.iterdir()))
        assert (await home.life(request_id)).state is State.PREPARING
    await home.guard.async_set_mode(Mode.POLICY, "approver")
    life = await home.until(request_id, State.READY)
    assert (home.guard.clip_folder / life.clips[0].file_name).exists()


async def test_each_policy_is_kept_once_and_every_decision_names_a_kept_one(home: Household) -> None:
    first = home.guard.settings.policy
    life = await home.life(await hand_in(home))
    await options(home, cool_down=5)
    second = home.guard.settings.policy
    await options(home, cool_down=0)
    digests = [one["digest"] for one in await home.recorded("policy_changed")]
    assert digests == [first.digest, second.digest]
    kept = await home.guard.ledger.policy(life.decision.policy_digest)
    assert kept is not None
    assert json.loads(kept) == to_plain(first)


async def test_the_hubs_time_zone_counts_and_is_followed(hass: HomeAssistant, home: Household) -> None:
    assert home.guard.settings.policy.time_zone == hass.config.time_zone == "US/Pacific"
    await hass.config.async_update(time_zone="Europe/Berlin")
    await hass.async_block_till_done()
    assert home.guard.settings.policy.time_zone == "Europe/Berlin"
    assert home.guard.house().reading.time_zone == "Europe/Berlin"
    assert str(home.guard.studio().zone) == "Europe/Berlin"
    life = await home.life(await hand_in(home, start="2026-11-20T14:00:00", end="2026-11-20T14:00:10"))
    assert life.request.window is not None
    assert life.request.window.start.hour == 13


async def test_strays_go_and_clips_that_are_ready_stay(hass: HomeAssistant, home: Household) -> None:
    life = await home.ready()
    folder = home.guard.clip_folder
    (folder / "crashed-1.mp4").write_bytes(b"half")
    (folder / "crashed-1.json").write_text("{}")
    await hass.config_entries.async_reload(home.entry.entry_id)
    left = {path.name for path in folder.iterdir()}
    assert left == {life.clips[0].file_name, life.clips[0].file_name.replace(".mp4", ".json")}


async def test_a_clip_that_cannot_be_deleted_holds_nothing_up_and_goes_at_the_next_start(
    hass: HomeAssistant, home: Household, phone: Phone, monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    def refuse(_self: Path, missing_ok: bool = False) -> None:
        raise PermissionError("read-only")

    life = await home.ready()
    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", refuse)
        await home.call("withdraw", request_id=life.id)
        await home.settled()
        assert "could not be deleted" in caplog.text
        assert (home.guard.clip_folder / life.clips[0].file_name).exists()
        assert phone.about(await hand_in(home))
        await hass.config_entries.async_reload(home.entry.entry_id)
        assert home.entry.state is ConfigEntryState.LOADED
    await hass.config_entries.async_reload(home.entry.entry_id)
    assert not list(home.guard.clip_folder.iterdir())


async def test_a_withdrawn_requests_files_are_deleted(home: Household) -> None:
    life = await home.ready()
    assert len(list(home.guard.clip_folder.iterdir())) == 2
    await home.call("withdraw", request_id=life.id)
    await home.settled()
    assert not list(home.guard.clip_folder.iterdir())


async def test_without_its_ledger_nothing_is_taken_or_leaves_and_it_comes_back(
    hass: HomeAssistant, home: Household, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    request_id = await hand_in(home)
    await home.settled()
    ledger = home.guard.ledger
    real = ledger._writer.run

    async def full(_unit: object) -> None:
        raise LedgerUnavailable("the disk is full")

    monkeypatch.setattr(ledger._writer, "run", full)
    with pytest.raises(HomeAssistantError):
        await home.call("approve", home.approver, request_id=request_id, cameras=[FRONT])
    with pytest.raises(HomeAssistantError):
        await home.submit()
    await hass.async_block_till_done()
    assert issue(hass, "ledger_unavailable") is not None
    assert home.state("binary_sensor", "ledger_problem").state == "on"
    assert (await home.life(request_id)).state is WAITING
    assert not list(home.guard.clip_folder.iterdir())
    monkeypatch.setattr(ledger._writer, "run", real)
    await home.call("approve", home.approver, request_id=request_id, cameras=[FRONT])
    await home.until(request_id, State.READY)
    assert issue(hass, "ledger_unavailable") is None
    assert home.state("binary_sensor", "ledger_problem").state == "off"


async def test_a_ledger_that_cannot_be_read_at_the_start_is_tried_again(
    hass: HomeAssistant, home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def unreadable(_self: object) -> None:
        raise LedgerUnavailable("the disk fails")

    with monkeypatch.context() as patched:
        patched.setattr("custom_components.ring_guard.pipeline.tally.Tally.load", unreadable)
        await hass.config_entries.async_reload(home.entry.entry_id)
        assert home.entry.state is ConfigEntryState.SETUP_RETRY
    await hass.config_entries.async_reload(home.entry.entry_id)
    assert home.entry.state is ConfigEntryState.LOADED


async def test_damage_is_found_soon_after_a_start_and_named_in_words(
    hass: HomeAssistant, home: Household, tmp_path: Path
) -> None:
    await hand_in(home)
    alter(tmp_path, "UPDATE entries SET kind = 'other' WHERE seq = 2")
    assert issue(hass, "ledger_broken") is None
    async_fire_time_changed(hass, dt_util.utcnow() + timedelta(minutes=11))
    await eventually(lambda: issue(hass, "ledger_broken") is not None)
    raised = issue(hass, "ledger_broken")
    assert raised is not None
    words = words_of("en").word("ledger_problem", "altered_header")
    assert raised.translation_placeholders == {"entry": "2", "problem": words}
    assert (await home.life(await hand_in(home))).state is WAITING


async def test_a_check_that_cannot_be_made_is_said_in_the_log(
    hass: HomeAssistant, home: Household, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def fails(*_: object) -> None:
        raise LedgerUnavailable("the disk fails")

    caplog.set_level(logging.DEBUG)
    monkeypatch.setattr(home.guard.ledger, "verify", fails)
    monkeypatch.setattr(home.guard.ledger, "seal", fails)
    async_fire_time_changed(hass, dt_util.utcnow() + timedelta(days=1, minutes=1))
    await hass.async_block_till_done()
    assert "The ledger could not be checked: the disk fails" in caplog.text
    assert "Nothing can be sealed now" in caplog.text
    assert issue(hass, "ledger_broken") is None


async def test_a_part_that_fails_by_our_own_mistake_begins_anew(
    home: Household, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(endless, "RETRY_AFTER", timedelta())
    real, mistakes = home.guard.ledger.unprocessed_arrivals, [RuntimeError("a mistake of ours")]

    async def once(*args: Any) -> Any:
        if mistakes:
            raise mistakes.pop()
        return await real(*args)

    monkeypatch.setattr(home.guard.ledger, "unprocessed_arrivals", once)
    assert (await home.life(await hand_in(home))).state is WAITING
    assert "The intake failed; it begins anew" in caplog.text


async def test_removing_asks_what_becomes_of_the_ledger_and_withdraws_every_other_issue(
    hass: HomeAssistant, home: Household
) -> None:
    await home.ready()
    await options(home, approvals=3)
    await hass.config_entries.async_remove(home.entry.entry_id)
    raised = issue(hass, "ledger_left")
    assert raised is not None
    assert (raised.is_fixable, raised.is_persistent) == (True, True)
    assert issue(hass, "too_few_approvers") is None
    assert all(folder.exists() for folder in folders(hass))


async def test_without_anything_left_nothing_is_asked(hass: HomeAssistant, tmp_path: Path, stand_in_cut: None) -> None:
    home = await set_up(hass, tmp_path)
    await take_down(home)
    for folder in folders(hass):
        for path in sorted(folder.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
        folder.rmdir()
    await hass.config_entries.async_remove(home.entry.entry_id)
    assert issue(hass, "ledger_left") is None


async def fix(hass: HomeAssistant) -> Any:
    """Open the question's dialogue."""
    assert await async_setup_component(hass, REPAIRS, {})
    flow = await async_create_fix_flow(hass, "ledger_left", None)
    flow.hass, flow.handler, flow.issue_id = hass, const.DOMAIN, "ledger_left"
    return flow


async def test_ledger_and_clips_are_deleted_only_once_that_is_confirmed(hass: HomeAssistant, home: Household) -> None:
    await home.ready()
    await hass.config_entries.async_remove(home.entry.entry_id)
    flow = await fix(hass)
    asked = await flow.async_step_init()
    assert (asked["type"], asked["step_id"]) == ("form", "confirm")
    assert all(folder.exists() for folder in folders(hass))
    assert (await flow.async_step_confirm({}))["type"] == "create_entry"
    assert not any(folder.exists() for folder in folders(hass))


async def test_a_household_that_was_set_up_again_keeps_its_ledger(hass: HomeAssistant, home: Household) -> None:
    flow = await fix(hass)
    await flow.async_step_confirm({})
    assert all(folder.exists() for folder in folders(hass))
    assert issue(hass, "ledger_left") is None


async def test_setting_up_again_takes_the_question_back(hass: HomeAssistant, home: Household, tmp_path: Path) -> None:
    request_id = await hand_in(home)
    await hass.config_entries.async_remove(home.entry.entry_id)
    assert issue(hass, "ledger_left") is not None
    again = await set_up(hass, tmp_path)
    assert issue(hass, "ledger_left") is None
    assert (await again.life(request_id)).state is WAITING
    await take_down(again)


def test_every_issue_has_its_words(language_texts: dict[str, Any]) -> None:
    for key in ("ledger_unavailable", "ledger_broken", "too_few_approvers", *SourceProblem):
        assert language_texts["issues"][key]["title"]
        assert language_texts["issues"][key]["description"]
    assert language_texts["issues"]["ledger_left"]["fix_flow"]["step"]["confirm"]["description"]


async def test_a_deadline_that_passes_ends_the_request_and_takes_the_buttons_away(
    home: Household, phone: Phone
) -> None:
    await options(home, answer_within=0.2 / 3600)
    request_id = await hand_in(home)
    assert (await home.life(request_id)).state in {WAITING, State.EXPIRED}
    life = await home.until(request_id, State.EXPIRED)
    assert life.actor is None
    assert not phone.buttons(request_id)
    assert phone.about(request_id)[-1]["title"] == "Ring Guard: a request expired without an answer"


async def test_reopening_asks_again_under_the_present_limits(home: Household, phone: Phone) -> None:
    request_id = await hand_in(home)
    old = phone.button(request_id, "APPROVE")
    await home.call("decline", request_id=request_id)
    await options(home, longest_clip=50)
    await home.call("reopen", home.second, request_id=request_id)
    await home.settled()
    assert phone.button(request_id, "APPROVE") != old
    life = await home.life(request_id)
    assert (life.state, life.actor, life.offer.terms.longest_clip) == (WAITING, "second", timedelta(seconds=50))


async def test_erasing_what_is_ready_takes_clip_and_notification_with_it(home: Household) -> None:
    life = await home.ready()
    await home.call("erase", home.approver, request_id=life.id, reason="over")
    await home.settled()
    assert await home.guard.lives.get(life.id) is None
    assert not list(home.guard.clip_folder.iterdir())
    assert f"ring_guard_{life.id}" not in shown(home.hass)


async def test_an_answer_that_loses_every_race_is_refused_in_the_end(
    home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def late(*_: Any, **__: Any) -> None:
        raise Superseded(None)

    request_id = await hand_in(home)
    monkeypatch.setattr(home.guard.lives, "step", late)
    with pytest.raises(HomeAssistantError):
        await home.call("decline", request_id=request_id)
    assert (await home.recorded("attempt_refused"))[-1]["refusal"] == "not_waiting"


async def switched(home: Household, who: MockUser, *, active: bool) -> None:
    """Activate or deactivate a person, as the page of users does."""
    await home.hass.auth.async_update_user(who, is_active=active)
    await home.hass.async_block_till_done()


async def test_approver_who_was_deactivated_answers_for_nobody_and_the_too_few_are_named(
    hass: HomeAssistant, home: Household, phone: Phone
) -> None:
    await options(home, approvals=2)
    request_id = await hand_in(home)
    await home.call("approve", home.second, request_id=request_id, cameras=[FRONT])
    assert issue(hass, "too_few_approvers") is None
    await switched(home, home.second, active=False)
    raised = issue(hass, "too_few_approvers")
    assert raised is not None
    assert raised.translation_placeholders == {"needed": "2", "approvers": "1"}
    life = await home.life(request_id)
    assert (life.state, life.approvals) == (WAITING, ())
    with pytest.raises(HomeAssistantError):
        await home.call("approve", home.second, request_id=request_id, cameras=[FRONT])
    assert (await home.recorded("attempt_refused"))[-1]["refusal"] == "not_approver"
    await switched(home, home.second, active=True)
    assert issue(hass, "too_few_approvers") is None
    assert home.guard.settings.approvers == {"approver", "second"}


async def test_approver_who_was_deleted_counts_no_more_from_the_moment_on(hass: HomeAssistant, home: Household) -> None:
    await hass.auth.async_remove_user(home.second)
    await hass.async_block_till_done()
    assert home.guard.settings.approvers == {"approver"}
    assert await hass.config_entries.async_reload(home.entry.entry_id)
    assert home.guard.settings.approvers == {"approver"}


async def test_what_somebody_approved_who_was_deleted_while_the_hub_was_down_is_void(
    hass: HomeAssistant, home: Household
) -> None:
    await options(home, approvals=2)
    request_id = await hand_in(home)
    await home.call("approve", home.second, request_id=request_id, cameras=[FRONT])
    assert await hass.config_entries.async_unload(home.entry.entry_id)
    await hass.auth.async_remove_user(home.second)
    assert await hass.config_entries.async_setup(home.entry.entry_id)
    assert (await home.life(request_id)).approvals == ()


async def test_mask_of_every_clip_that_is_deleted_after_the_question_lets_nothing_out(
    hass: HomeAssistant, home: Household
) -> None:
    front = home.entry.subentries[FRONT]
    masks = [{"name": "Street", "corners": "10 20, 40 60", "always": True}]
    hass.config_entries.async_update_subentry(home.entry, front, data={**front.data, "masks": masks})
    await home.settled()
    request_id = await hand_in(home)
    (street,) = home.guard.settings.cameras[FRONT].masks
    assert (await home.life(request_id)).offer.terms.masks == {street.id}
    hass.config_entries.async_update_subentry(home.entry, front, data={**front.data, "masks": []})
    await home.settled()
    await home.call("approve", home.approver, request_id=request_id, cameras=[FRONT])
    life = await home.until(request_id, State.FAILED)
    assert (life.problem, life.clips) == ("clip_mask_missing", ())


async def test_mask_that_every_clip_gets_from_now_on_is_another_question(hass: HomeAssistant, home: Household) -> None:
    request_id = await hand_in(home)
    before = await home.life(request_id)
    front = home.entry.subentries[FRONT]
    masks = [{"name": "Street", "corners": "10 20, 40 60", "always": True}]
    hass.config_entries.async_update_subentry(home.entry, front, data={**front.data, "masks": masks})
    await home.settled()
    await eventually(lambda: home.guard.lives.open[request_id].offer.mark != before.offer.mark)
    assert len(home.guard.lives.open[request_id].offer.terms.masks) == 1


async def test_rules_that_ask_for_a_mask_that_is_gone_are_named_until_that_is_mended(
    hass: HomeAssistant, home: Household
) -> None:
    front = home.entry.subentries[FRONT]
    masks = [{"name": "Street", "corners": "10 20, 40 60"}]
    hass.config_entries.async_update_subentry(home.entry, front, data={**front.data, "masks": masks})
    await home.settled()
    (street,) = home.guard.settings.cameras[FRONT].masks
    covered = Rule(id="r", name="Covered", effect=None, terms=Terms(masks=frozenset({street.id})))
    data = MappingProxyType({"rule": to_plain(covered)})
    rule = ConfigSubentry(data=data, subentry_type="rule", title="Covered", unique_id="r")
    hass.config_entries.async_add_subentry(home.entry, rule)
    await home.settled()
    assert issue(hass, "masks_gone") is None
    hass.config_entries.async_update_subentry(home.entry, front, data={**front.data, "masks": []})
    await home.settled()
    raised = issue(hass, "masks_gone")
    assert raised is not None
    assert raised.translation_placeholders == {"rules": "Covered"}
    request_id = await home.submit()
    await home.call("approve", home.approver, request_id=request_id, cameras=[FRONT])
    life = await home.until(request_id, State.FAILED)
    assert life.clips == ()
    hass.config_entries.async_remove_subentry(home.entry, rule.subentry_id)
    await home.settled()
    assert issue(hass, "masks_gone") is None
