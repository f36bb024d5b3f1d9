"""What a request refuses to hold, and what its times mean wherever they were written."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given
import pytest

from custom_components.ring_guard.domain.model import (
    Area,
    Arrival,
    Finding,
    FindingKind,
    FootageRequest,
    Severity,
    SourceKind,
    System,
    Window,
)

from ..whole_model import windows

NOON = datetime(2026, 10, 5, 12, tzinfo=UTC)
NAIVE = datetime(2026, 10, 5, 12)  # noqa: DTZ001 - what must be refused
NEW_YORK = ZoneInfo("America/New_York")
MINUTE = timedelta(minutes=1)


def a_request(**said) -> FootageRequest:
    known: dict[str, Any] = {
        "id": "request",
        "arrival_id": "arrival",
        "source_kind": SourceKind.ACTION,
        "source_id": "source",
        "origin": "action",
        "received_at": NOON,
        "system": System.PLAIN,
    }
    return FootageRequest(**(known | said))


@pytest.mark.parametrize(
    ("start", "end"), [(NOON, NOON), (NOON, NOON - MINUTE), (NAIVE, NOON), (NOON, NAIVE), (NAIVE, NAIVE + MINUTE)]
)
def test_window_that_is_empty_backwards_or_naive_is_refused(start: datetime, end: datetime) -> None:
    with pytest.raises(ValueError):
        Window(start=start, end=end)


@pytest.mark.parametrize(
    "moment",
    [
        datetime.min.replace(tzinfo=timezone(timedelta(hours=14))),
        datetime.max.replace(tzinfo=timezone(-timedelta(hours=12))),
    ],
)
def test_time_that_utc_has_no_name_for_is_refused_like_any_other_wrong_time(moment: datetime) -> None:
    with pytest.raises(ValueError):
        Window(start=moment, end=NOON)
    with pytest.raises(ValueError):
        a_request(reply_by=moment)


def test_window_over_the_hour_that_clocks_have_twice_is_as_long_as_it_lasts() -> None:
    window = Window(
        start=datetime(2026, 11, 1, 0, 30, tzinfo=NEW_YORK), end=datetime(2026, 11, 1, 2, 30, tzinfo=NEW_YORK)
    )

    assert window.length == timedelta(hours=3)


def test_window_within_the_repeated_hour_is_not_mistaken_for_a_backward_one() -> None:
    window = Window(
        start=datetime(2026, 11, 1, 1, 50, fold=0, tzinfo=NEW_YORK),
        end=datetime(2026, 11, 1, 1, 10, fold=1, tzinfo=NEW_YORK),
    )

    assert window.length == 20 * MINUTE


def test_window_over_the_hour_that_clocks_skip_is_as_long_as_it_lasts() -> None:
    window = Window(
        start=datetime(2027, 3, 14, 1, 30, tzinfo=NEW_YORK), end=datetime(2027, 3, 14, 3, 30, tzinfo=NEW_YORK)
    )

    assert window.length == timedelta(hours=1)


@given(windows(), windows())
def test_window_inside_another_is_no_longer_and_sticks_out_at_neither_end(one: Window, two: Window) -> None:
    assert one.contains(one)
    if one.contains(two):
        assert one.start <= two.start < two.end <= one.end
        assert two.length <= one.length
        assert not two.contains(one) or one == two


def test_same_stretch_of_time_is_equal_in_whatever_zone_it_was_written() -> None:
    there = Window(start=NOON.astimezone(NEW_YORK), end=(NOON + MINUTE).astimezone(NEW_YORK))

    assert there == Window(start=NOON, end=NOON + MINUTE)
    assert there.start.tzinfo is UTC


@pytest.mark.parametrize("wrong", [{"demands": frozenset()}, {"received_at": NAIVE}, {"reply_by": NAIVE}])
def test_request_without_a_demand_or_with_a_naive_time_is_refused(wrong: dict) -> None:
    with pytest.raises(ValueError):
        a_request(**wrong)


def test_arrival_with_a_naive_time_is_refused() -> None:
    with pytest.raises(ValueError):
        Arrival(
            id="a",
            source_kind=SourceKind.ACTION,
            source_id="s",
            origin="o",
            received_at=NAIVE,
            media_type="text/plain",
            body=b"",
            size=0,
            sha256="",
        )


@pytest.mark.parametrize("size", [float("inf"), float("-inf"), float("nan")])
def test_area_whose_size_is_no_number_has_no_stated_size(size: float) -> None:
    assert Area(description="Oak Street", square_miles=size) == Area(description="Oak Street")


@pytest.mark.parametrize("severity", Severity)
def test_request_is_suspicious_only_by_a_finding_that_says_so(severity: Severity) -> None:
    found = Finding(kind=FindingKind.PRESSURE, severity=severity)

    assert a_request(findings=(found,)).suspicious is (severity is Severity.SUSPICIOUS)
