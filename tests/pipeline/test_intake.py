"""From arrivals to decided requests."""

import asyncio
from datetime import timedelta
from unittest.mock import patch

import pytest

from custom_components.ring_guard.domain import formats
from custom_components.ring_guard.domain.lifecycle import Choice, State, approve
from custom_components.ring_guard.domain.model import Effect, FindingKind, Mode
from custom_components.ring_guard.ledger import LedgerUnavailable
from custom_components.ring_guard.pipeline import endless, intake as intake_module

from .conftest import Line, asked


async def test_local_request_waits_and_federal_one_is_declined(line: Line) -> None:
    assert (await line.take(asked())).state is State.AWAITING_CONFIRMATION
    federal = await line.take(asked(agency="FBI", reference="F-1"))
    assert federal.state is State.DECLINED
    assert federal.decision.deciding.rule_id == "federal"
    assert await line.ledger.unprocessed_arrivals() == []


async def test_request_offers_what_is_asked_within_the_limits(line: Line) -> None:
    life = await line.take(asked())
    assert life.offer.cameras == {"front"}
    assert life.offer.window is not None
    assert life.offer.window.length == timedelta(seconds=40)
    assert life.due == line.now + line.answer_within


async def test_reminder_joins_and_is_counted(line: Line) -> None:
    first = await line.take(asked())
    again = await line.take(asked())
    assert (again.id, again.repeats, again.state) == (first.id, 1, State.AWAITING_CONFIRMATION)
    assert again.offer == first.offer
    assert len(await line.all()) == 1


async def test_reminder_of_a_declined_request_stays_declined(line: Line) -> None:
    first = await line.take(asked(agency="FBI"))
    again = await line.take(asked(agency="FBI"))
    assert (again.id, again.state) == (first.id, State.DECLINED)


async def test_reminder_that_asks_for_more_is_put_before_people_anew(line: Line) -> None:
    first = await line.take(asked(end="2026-11-20T14:00:10+00:00"))
    grown = await line.take(asked(cameras=["Back yard"]))
    assert grown.id == first.id
    assert grown.offer.mark != first.offer.mark
    assert grown.offer.cameras == {"back"}
    assert grown.due == first.due
    assert "request_amended" in await line.kinds()


async def test_amendment_by_a_federal_body_is_declined(line: Line) -> None:
    first = await line.take(asked())
    grown = await line.take(asked(agency="Federal Bureau of Investigation"))
    assert (grown.id, grown.state) == (first.id, State.DECLINED)


async def test_reference_from_another_sender_is_a_new_request_that_says_so(line: Line) -> None:
    first = await line.take(asked())
    other = await line.take(asked(), origin="webhook:other", source_id="other")
    assert other.id != first.id
    assert other.linked_to == first.id


async def test_amendment_of_what_is_under_way_is_a_new_request(line: Line) -> None:
    first = await line.take(asked())
    yes = approve(first, user_id="u", offer_mark=None, choice=Choice(), now=line.now, mode=line.mode)
    await line.lives.step(first, yes, "approval_given", at=line.now)
    wider = await line.take(asked(cameras=["Back yard"]))
    assert wider.id != first.id
    assert (wider.linked_to, wider.state) == (first.id, State.AWAITING_CONFIRMATION)


async def test_two_messages_of_one_batch_become_one_request(line: Line) -> None:
    for _ in range(5):
        await line.receive(asked())
    assert await line.intake.take_batch() == 5
    (life,) = await line.all()
    assert life.repeats == 4


async def test_lockdown_declines_what_arrives(line: Line) -> None:
    line.mode = Mode.LOCKDOWN
    assert (await line.take(asked())).state is State.DECLINED


async def test_possible_court_order_reaches_people_even_in_lockdown(line: Line) -> None:
    line.mode = Mode.LOCKDOWN
    life = await line.take(asked(message="We have a search warrant signed by Judge Example."))
    assert life.state is State.AWAITING_CONFIRMATION


async def test_reader_that_fails_makes_an_unreadable_request_not_a_lost_one(
    line: Line, caplog: pytest.LogCaptureFixture
) -> None:
    with patch.object(formats, "read", side_effect=RuntimeError("a mistake of ours")):
        life = await line.take(asked())
    assert life.state is State.AWAITING_CONFIRMATION
    assert [found.kind for found in life.request.findings] == [FindingKind.UNREADABLE]
    assert "could not be read" in caplog.text


async def test_answer_names_the_request_that_an_arrival_joined(line: Line) -> None:
    first = await line.take(asked())
    arrival = line.arrival(asked())
    answer = line.intake.answer_to(arrival.id)
    await line.ledger.record_arrival(arrival)
    await line.intake.take_batch()
    assert await answer == first.id


async def test_what_a_crash_left_unread_is_taken_up_once(line: Line, open_ledger: object) -> None:
    await line.receive(asked())
    await line.receive(asked(reference="CASE-2"))
    await line.ledger.close()
    again = Line(await open_ledger())  # type: ignore[operator]  # a fixture's function
    await again.lives.load()
    running = asyncio.create_task(again.intake.run())
    while len(await again.all()) < 2:
        await asyncio.sleep(0.005)
    running.cancel()
    assert (await again.kinds()).count("request_decided") == 2


async def test_intake_waits_for_a_ledger_that_cannot_be_written(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(endless, "RETRY_AFTER", timedelta())
    await line.receive(asked())
    real, failures = line.ledger.write, [LedgerUnavailable("full"), LedgerUnavailable("full")]

    async def failing(write: object) -> object:
        if failures:
            raise failures.pop()
        return await real(write)  # type: ignore[arg-type]  # what was handed in

    monkeypatch.setattr(line.ledger, "write", failing)
    running = asyncio.create_task(endless.run_for_ever("intake", line.intake.run))
    while not line.lives.open:
        await asyncio.sleep(0.005)
    running.cancel()
    assert failures == []


def count_batches(line: Line, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return a list that gets the size of each batch."""
    real, batches = line.intake.take_batch, []

    async def counted() -> int:
        batches.append(await real())
        return batches[-1]

    monkeypatch.setattr(line.intake, "take_batch", counted)
    return batches


async def test_messages_that_stream_in_are_read_once_no_more_come(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake_module, "LULL", timedelta())
    monkeypatch.setattr(intake_module, "PATIENCE", timedelta(hours=1))
    batches = count_batches(line, monkeypatch)
    running = asyncio.create_task(line.intake.run())
    while not batches:
        await asyncio.sleep(0.005)
    for number in range(3):
        await line.receive(asked(reference=f"CASE-{number}"))
    for _ in range(20):
        line.intake.wake()
        await asyncio.sleep(0)
    assert batches == [0]
    while len(batches) < 2:
        await asyncio.sleep(0.005)
    running.cancel()
    assert batches[1] == 3


async def test_stream_that_never_ends_is_read_all_the_same(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake_module, "LULL", timedelta())
    monkeypatch.setattr(intake_module, "PATIENCE", timedelta(milliseconds=20))
    batches = count_batches(line, monkeypatch)
    running = asyncio.create_task(line.intake.run())
    await line.receive(asked())
    while sum(batches) < 1:
        line.intake.wake()
        await asyncio.sleep(0)
    running.cancel()
    assert sum(batches) == 1
    assert [life.request.reference for life in await line.all()] == [asked()["reference"]]


async def test_somebody_who_waits_for_the_answer_waits_for_no_lull(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake_module, "LULL", timedelta(hours=1))
    arrival = line.arrival(asked())
    answer = line.intake.answer_to(arrival.id)
    batches = count_batches(line, monkeypatch)
    running = asyncio.create_task(line.intake.run())
    while not batches:
        await asyncio.sleep(0.005)
    await line.ledger.record_arrival(arrival)
    line.intake.wake()
    async with asyncio.timeout(30):
        assert await answer == arrival.id
    running.cancel()


async def test_answer_that_came_first_makes_an_amendment_look_again(line: Line) -> None:
    first = await line.take(asked())
    real = line.lives.step
    meanwhile = [True]

    async def slow_step(before: object, after: object, kind: str, **more: object) -> None:
        if meanwhile.pop() if meanwhile else False:
            from custom_components.ring_guard.domain.lifecycle import decline

            await real(first, decline(first, user_id="u", now=line.now), "request_declined", at=line.now)
        await real(before, after, kind, **more)  # type: ignore[arg-type]  # handed through

    with patch.object(line.lives, "step", slow_step):
        wider = await line.take(asked(cameras=["Back yard"]))
    assert wider.id != first.id
    assert wider.linked_to == first.id


async def test_decision_names_the_policy_it_was_made_under(line: Line) -> None:
    life = await line.take(asked())
    assert life.decision.policy_digest == line.policy.digest
    assert life.decision.effect is Effect.CONFIRM
