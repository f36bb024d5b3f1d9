"""What time alone does to a request, and what it never does."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from custom_components.ring_guard.domain.lifecycle import Choice, Hold, Life, State, approve, hold
from custom_components.ring_guard.domain.model import Mode
from custom_components.ring_guard.ledger import LedgerUnavailable
from custom_components.ring_guard.pipeline import endless
from custom_components.ring_guard.pipeline.redecision import drop_approvals_of_others, redecide_open

from .conftest import LIMITS, NO_FEDERAL, Line, asked


async def approved(line: Line) -> Life:
    life = await line.take(asked())
    yes = approve(life, user_id="u", offer_mark=life.offer.mark, choice=Choice(), now=line.now, mode=line.mode)
    await line.lives.step(life, yes, "approval_given", at=line.now, actor="u")
    return yes


async def test_deadline_that_passes_expires_and_releases_nothing(line: Line) -> None:
    life = await line.take(asked())
    line.now += line.answer_within - timedelta(seconds=1)
    await line.progress.advance_all()
    assert line.lives.open[life.id].state is State.AWAITING_CONFIRMATION
    line.now += timedelta(seconds=1)
    await line.progress.advance_all()
    assert (await line.all())[0].state is State.EXPIRED
    assert line.progress.next_due() is None


async def test_approved_request_goes_on_to_the_cut_at_once_without_cool_down(line: Line) -> None:
    life = await approved(line)
    await line.progress.advance_all()
    assert line.lives.open[life.id].state is State.PREPARING


async def test_cool_down_is_waited_for(line: Line) -> None:
    line.policy = replace(line.policy, terms=replace(LIMITS, cool_down=timedelta(minutes=10)))
    life = await approved(line)
    await line.progress.advance_all()
    assert line.lives.open[life.id].state is State.COOLING_DOWN
    assert line.progress.next_due() == line.now + timedelta(minutes=10)
    line.now += timedelta(minutes=10)
    await line.progress.advance_all()
    assert line.lives.open[life.id].state is State.PREPARING


async def test_lockdown_holds_back_what_is_under_way_but_not_deadlines(line: Line) -> None:
    first = await approved(line)
    waiting = await line.take(asked(reference="CASE-2"))
    line.mode = Mode.LOCKDOWN
    assert line.progress.next_due() == waiting.due
    line.now += line.answer_within
    await line.progress.advance_all()
    states = {life.id: life.state for life in await line.all()}
    assert states == {first.id: State.APPROVED, waiting.id: State.EXPIRED}


async def test_alarm_is_set_for_what_falls_due_next(line: Line) -> None:
    life = await line.take(asked())
    running = asyncio.create_task(line.progress.run())
    while not line.alarms:
        await asyncio.sleep(0.005)
    assert line.alarms == [life.due]
    line.now += line.answer_within
    line.progress.wake()
    while len(line.alarms) < 2:
        await asyncio.sleep(0.005)
    running.cancel()
    assert line.alarms[1] is None
    assert (await line.all())[0].state is State.EXPIRED


async def test_deadline_that_passed_while_the_hub_was_down_expires_at_load(line: Line, open_ledger: object) -> None:
    await line.take(asked())
    await line.ledger.close()
    again = Line(await open_ledger(), now=line.now + timedelta(days=30))  # type: ignore[operator]  # a fixture
    await again.lives.load()
    await again.progress.advance_all()
    assert (await again.all())[0].state is State.EXPIRED


async def test_nothing_moves_while_the_ledger_cannot_be_written(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(endless, "RETRY_AFTER", timedelta())
    life = await approved(line)
    real, failures = line.ledger.write, [LedgerUnavailable("full")]

    async def failing(write: object) -> object:
        if failures:
            raise failures.pop()
        return await real(write)  # type: ignore[arg-type]  # what was handed in

    monkeypatch.setattr(line.ledger, "write", failing)
    running = asyncio.create_task(endless.run_for_ever("progress", line.progress.run))
    while line.lives.open[life.id].state is not State.PREPARING:
        await asyncio.sleep(0.005)
    running.cancel()
    assert failures == []


async def test_stricter_policy_declines_what_waits_and_stops_what_is_under_way(line: Line) -> None:
    under_way = await approved(line)
    waiting = await line.take(asked(reference="CASE-2"))
    line.policy = replace(line.policy, rules=(replace(NO_FEDERAL, conditions=()),))
    await redecide_open(line.lives, line.house(), line.now)
    states = {life.id: life.state for life in await line.all()}
    assert states == {under_way.id: State.WITHDRAWN, waiting.id: State.DECLINED}


async def test_milder_policy_changes_nothing_by_itself(line: Line) -> None:
    waiting = await line.take(asked())
    line.policy = replace(line.policy, rules=())
    await redecide_open(line.lives, line.house(), line.now)
    assert line.lives.open[waiting.id] == waiting


async def test_shorter_clip_voids_the_choice_of_seconds(line: Line) -> None:
    waiting = await line.take(asked())
    line.policy = replace(line.policy, terms=replace(LIMITS, longest_clip=timedelta(seconds=10)))
    await redecide_open(line.lives, line.house(), line.now)
    assert line.lives.open[waiting.id].offer.window is None


async def test_answer_that_came_first_stands_against_a_new_decision(line: Line) -> None:
    waiting = await line.take(asked())
    stale = dict(line.lives.open)
    await approved_from(line, waiting)
    line.lives.open = stale
    line.policy = replace(line.policy, rules=(replace(NO_FEDERAL, conditions=()),))
    await redecide_open(line.lives, line.house(), line.now)
    assert (await line.all())[0].state is State.APPROVED


async def test_stricter_policy_is_not_lost_to_what_a_machine_noted_meanwhile(line: Line) -> None:
    waiting = await line.take(asked())
    stale = dict(line.lives.open)
    held = hold(waiting, Hold(window=waiting.offer.window, cameras=frozenset({"front"})))
    await line.lives.step(waiting, held, "footage_held", at=line.now)
    line.lives.open = stale
    line.policy = replace(line.policy, rules=(replace(NO_FEDERAL, conditions=()),))
    await redecide_open(line.lives, line.house(), line.now)
    assert (await line.all())[0].state is State.DECLINED


async def test_void_approval_is_not_kept_by_what_a_machine_noted_meanwhile(line: Line) -> None:
    line.policy = replace(line.policy, terms=replace(LIMITS, approvals=2))
    waiting = await approved(line)
    assert waiting.approvals
    stale = dict(line.lives.open)
    held = hold(waiting, Hold(window=waiting.offer.window, cameras=frozenset({"front"})))
    await line.lives.step(waiting, held, "footage_held", at=line.now)
    line.lives.open = stale
    await drop_approvals_of_others(line.lives, frozenset({"other"}), line.now)
    assert (await line.all())[0].approvals == ()


async def approved_from(line: Line, life: Life) -> None:
    yes = approve(life, user_id="u", offer_mark=None, choice=Choice(), now=line.now, mode=line.mode)
    await line.lives.step(life, yes, "approval_given", at=line.now)
