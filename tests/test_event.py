"""What the event entity tells automations, and what it keeps from them."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from homeassistant.core import Event as HassEvent, EventStateChangedData, HomeAssistant, State as HassState, callback
from homeassistant.helpers.event import async_track_state_change_event
from homeassistant.util import dt as dt_util
import pytest

from custom_components.ring_guard.domain.lifecycle import State
from custom_components.ring_guard.domain.model import SourceKind
from custom_components.ring_guard.event import WHO, RequestEvent
from custom_components.ring_guard.pipeline.lives import Event
from custom_components.ring_guard.sources.door import arrival
from tests.homes import Household, eventually


def listen(household: Household) -> list[HassState]:
    """Return a list that fills with what the entity shows."""
    seen: list[HassState] = []

    @callback
    def changed(event: HassEvent[EventStateChangedData]) -> None:
        if (new := event.data["new_state"]) and new.attributes.get("event_type"):
            seen.append(new)

    async_track_state_change_event(household.hass, household.entity_id("event", "request"), changed)
    return seen


def types(seen: Sequence[HassState]) -> list[str]:
    return [state.attributes["event_type"] for state in seen]


async def test_every_event_of_a_request_is_declared(hass: HomeAssistant, household: Household) -> None:
    assert set(household.state("event", "request").attributes["event_types"]) == {event.value for event in Event}


async def test_a_request_that_waits_and_is_approved_tells_each_step(hass: HomeAssistant, household: Household) -> None:
    seen = listen(household)
    life = await household.ready()
    assert types(seen) == ["received", "confirmation_needed", "approved", "ready"]
    assert {state.attributes["request_id"] for state in seen} == {life.id}


async def test_a_declined_request_tells_so(hass: HomeAssistant, household: Household) -> None:
    seen = listen(household)
    await household.call("decline", request_id=await household.submit())
    await household.settled()
    assert types(seen)[-1] == "declined"
    assert seen[-1].attributes["state"] == State.DECLINED


async def test_a_suspicious_request_is_told_as_one(hass: HomeAssistant, household: Household) -> None:
    seen = listen(household)
    await household.submit(agency="Spr\u0456ngf\u0456eld Pol\u0456ce Department")
    await household.settled()
    assert types(seen) == ["received", "suspicious", "confirmation_needed"]


async def test_what_is_told_are_ids_and_words_of_ours(hass: HomeAssistant, household: Household) -> None:
    await household.submit(agency="FBI", demand=["court_order"])
    await household.settled()
    told = dict(household.state("event", "request").attributes)
    assert told["claimed_levels"] == ["federal"]
    assert told["assurance"] == "unverified"
    assert told["demands"] == ["court_order"]
    assert told["system"] == "structured"
    assert told["source"] == "action"
    assert told["effect"] == "confirm"
    deadline = dt_util.parse_datetime(told["deadline"])
    assert deadline is not None
    assert timedelta(hours=23) < deadline - dt_util.utcnow() <= timedelta(hours=24)


async def test_after_a_reload_nothing_is_told_twice(hass: HomeAssistant, household: Household) -> None:
    await household.submit()
    await household.settled()
    seen = listen(household)
    before = household.state("event", "request").state
    await hass.config_entries.async_reload(household.entry.entry_id)
    await household.settled()
    assert types(seen) in ([], ["confirmation_needed"])  # the state that is restored is no new event
    assert household.state("event", "request").state == before


@pytest.mark.usefixtures("recorder_mock")
async def test_the_recorder_gets_nothing_that_a_stranger_wrote(
    hass: HomeAssistant, household: Household, recorder_mock: Any
) -> None:
    written = b"""{"agency": "Zaphod Agency", "officer": "Officer Zaphod", "email": "zaphod@example.org",
        "phone": "555-0142", "reference": "ZAPHOD-1", "message": "Zaphod says: hello", "subject": "Zaphod"}"""
    await household.guard.receive(
        arrival(
            source_kind=SourceKind.WEBHOOK,
            source_id="hook",
            origin="webhook:hook",
            received_at=dt_util.utcnow(),
            media_type="application/json",
            body=written,
        )
    )
    await eventually(lambda: bool(household.guard.waiting()))
    await household.settled()
    await hass.async_block_till_done()
    recorder_mock.block_till_done()
    texts = await hass.async_add_executor_job(_all_texts, recorder_mock)
    assert any("confirmation_needed" in text for text in texts)
    assert not [text for text in texts if "zaphod" in text.lower() or "555-0142" in text]


def _all_texts(recorder: Any) -> list[str]:
    """Return every text that the recorder holds."""
    with recorder.get_session() as session:
        connection = session.connection()
        tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
        rows = [row for table in tables for row in connection.exec_driver_sql(f"SELECT * FROM {table}").all()]
    return [value for row in rows for value in row if isinstance(value, str)]


async def test_it_says_in_one_sentence_who_asks_and_the_recorder_leaves_that_out(
    hass: HomeAssistant, household: Household
) -> None:
    await household.submit()
    await household.settled()
    shown = household.state("event", "request").attributes
    assert shown["who"] == "Says it is “Springfield Police Department”; nothing proves it."
    assert WHO in RequestEvent._unrecorded_attributes  # what the recorder asks for
