"""Every value of the model survives being written as JSON, and equal values have one text and one digest."""

from dataclasses import replace
from datetime import UTC, datetime, time
import json
from zoneinfo import ZoneInfo

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.ring_guard.domain.lifecycle import Life
from custom_components.ring_guard.domain.model import (
    Arrival,
    Contact,
    Decision,
    FootageRequest,
    Level,
    Requester,
    Terms,
    Window,
    digest,
    from_plain,
    to_canonical_json,
    to_plain,
)

from ..whole_model import arrivals, decisions, hostile, lives, requests, terms, windows

NOON = datetime(2026, 10, 5, 12, tzinfo=UTC)


def read_back[T](kind: type[T], value: T) -> T:
    return from_plain(kind, json.loads(to_canonical_json(value)))


@settings(max_examples=30)
@given(requests())
def test_request_survives_being_written(request: FootageRequest) -> None:
    assert read_back(FootageRequest, request) == request


@settings(max_examples=30)
@given(requests(), requests())
def test_requests_that_are_written_in_turns_are_each_written_as_they_are(
    one: FootageRequest, other: FootageRequest
) -> None:
    changed = replace(one, title=f"{one.title}!")
    for request in (one, other, changed, one, one, other):
        assert read_back(FootageRequest, request) == request
    assert digest(changed) != digest(one)


@settings(max_examples=30)
@given(decisions)
def test_decision_survives_being_written(decision: Decision) -> None:
    assert read_back(Decision, decision) == decision


@settings(max_examples=30)
@given(arrivals)
def test_arrival_survives_being_written_with_all_its_bytes(arrival: Arrival) -> None:
    assert read_back(Arrival, arrival) == arrival


@settings(max_examples=30)
@given(lives)
def test_life_survives_being_written(life: Life) -> None:
    again = read_back(Life, life)

    assert again == life
    assert again.offer.mark == life.offer.mark


@settings(max_examples=30)
@given(terms, windows())
def test_terms_and_windows_survive_being_written(limits: Terms, window: Window) -> None:
    assert read_back(Terms, limits) == limits
    assert read_back(Window, window) == window


@settings(max_examples=30)
@given(requests())
def test_what_is_written_is_plain_json_and_stays_the_same_when_written_again(request: FootageRequest) -> None:
    written = to_canonical_json(request)

    assert written.encode().decode() == written
    json.loads(written, parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))
    assert to_canonical_json(read_back(FootageRequest, request)) == written


@given(hostile)
def test_any_text_a_stranger_writes_keeps_every_character(text: str) -> None:
    assert read_back(Contact, Contact(officer=text)).officer == text


def test_two_halves_of_a_character_side_by_side_become_the_character() -> None:
    assert read_back(Contact, Contact(officer="\ud83d\ude00")).officer == "\U0001f600"
    assert digest("\ud83d\ude00") == digest("\U0001f600")


@given(st.permutations(sorted(Level)))
def test_digest_does_not_depend_on_the_order_in_which_a_set_was_filled(levels: list[Level]) -> None:
    assert digest(Requester(possible_levels=frozenset(levels))) == digest(Requester())


@given(windows(), st.sampled_from(["America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe"]))
def test_digest_is_the_same_for_the_same_time_in_another_zone(window: Window, zone: str) -> None:
    there = ZoneInfo(zone)
    moved = Window(start=window.start.astimezone(there), end=window.end.astimezone(there))

    assert digest(moved) == digest(window)
    assert digest(moved.start.astimezone(there)) == digest(window.start)


@given(terms, terms)
def test_different_terms_have_different_digests(one: Terms, two: Terms) -> None:
    assert (digest(one) == digest(two)) == (one == two)


def test_changed_letter_changes_the_digest() -> None:
    contact = Contact(officer="Officer Example")

    assert digest(contact) != digest(replace(contact, officer="Officer Еxample"))


def test_times_of_day_and_nested_mappings_are_written_plainly() -> None:
    assert to_plain({"night": (time(22), time(6, 30)), 1: {"x": frozenset({"b", "a"})}}) == {
        "night": ["22:00:00", "06:30:00"],
        "1": {"x": ["a", "b"]},
    }


@pytest.mark.parametrize("kind", [Window, FootageRequest, Decision, Life, Arrival])
@pytest.mark.parametrize(
    "garbage", [None, 5, "text", [], [[]], {}, {"start": 1, "end": {}}, {"cameras": 7}, {"request": []}]
)
def test_garbage_is_refused_with_a_value_error(kind: type, garbage: object) -> None:
    with pytest.raises(ValueError):
        from_plain(kind, garbage)


@pytest.mark.parametrize(
    "garbage", [None, 5, {"approvals": 0}, {"cameras": 7}, {"longest_clip": -1}, {"downloads": "x"}]
)
def test_limits_that_cannot_be_meant_are_not_read_either(garbage: object) -> None:
    with pytest.raises(ValueError):
        from_plain(Terms, garbage)


def test_window_that_could_not_be_built_cannot_be_read_either() -> None:
    with pytest.raises(ValueError):
        from_plain(Window, {"start": NOON.isoformat(), "end": NOON.isoformat()})
