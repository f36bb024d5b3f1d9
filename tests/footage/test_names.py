"""Times are read from the names that recorders give, in the household's time zone."""

from datetime import UTC, datetime
from pathlib import PurePosixPath
from zoneinfo import ZoneInfo

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.ring_guard.footage.names import day_of, starts

NEW_YORK = ZoneInfo("America/New_York")
AT_TWO = datetime(2026, 11, 21, 19, 2, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "name",
    [
        "2026-11-21_14-02-00.mp4",
        "20261121140200.mp4",
        "20261121_140200.mkv",
        "2026-11-21T14:02:00.mp4",
        "2026-11-21 14.02.00.mp4",
        "2026-11-21 - 14h02m00.mp4",
        "2026_11_21_14_02_00.avi",
        "FrontDoor.20261121_140200.mp4",
        "FrontDoor_00_20261121140200.mp4",
        "2026/11/21/Front Door_00_20261121140200.mp4",
        "FrontDoor-20261121-140200-1795287720.mp4",
        "20261121_140200_20261121_140700.mp4",
        "2026-11-21/14/02.00.mp4",
        "2026-11-21/14/front_door/02.00.mp4",
        "2026-11-21/14-02-00.mp4",
        "2026/11/21/14/02/00.ts",
        "2026/11/21/front_140200.mp4",
        "20261121/cam1/140200.mp4",
        "front-1795287720-ab12cd.mp4",
        "1795287720000.mp4",
        "cam_2026-11-21T19-02-00Z.mp4",
        "20261121T140200-05:00.mp4",
        "20261122T003200+0530.mp4",
        "archive 2019/2026-11-21_14-02-00.mp4",
    ],
)
def test_the_time_in_a_name_is_found(name: str) -> None:
    assert starts(PurePosixPath(name), NEW_YORK) == (AT_TWO,)


def test_thousandths_are_read_where_they_stand() -> None:
    expected = (AT_TWO.replace(microsecond=250_000),)
    assert starts(PurePosixPath("20261121140200250.mp4"), NEW_YORK) == expected
    assert starts(PurePosixPath("2026-11-21_14-02-00.250.mp4"), NEW_YORK) == expected


@pytest.mark.parametrize(
    "name",
    [
        "front.mp4",
        "clip 7.mp4",
        "2026-11-21.mp4",
        "20261341996199.mp4",
        "IMG_0042.mov",
        "12345678901234567890.mp4",
        "2026-02-30_10-00-00.mp4",
    ],
)
def test_a_name_without_a_time_has_none(name: str) -> None:
    assert starts(PurePosixPath(name), NEW_YORK) == ()


def test_an_hour_that_the_clocks_go_through_twice_has_two_readings() -> None:
    assert starts(PurePosixPath("2026-11-01_01-30-00.mp4"), NEW_YORK) == (
        datetime(2026, 11, 1, 5, 30, tzinfo=UTC),
        datetime(2026, 11, 1, 6, 30, tzinfo=UTC),
    )


def test_an_hour_that_never_was_has_two_readings() -> None:
    assert len(starts(PurePosixPath("2026-03-08_02-30-00.mp4"), NEW_YORK)) == 2


@given(st.datetimes(datetime.min.replace(year=2000), datetime.max.replace(year=2098), timezones=st.just(UTC)))
@settings(max_examples=100)
def test_every_second_that_is_written_is_read_back(moment: datetime) -> None:
    whole = moment.replace(microsecond=0)
    for form in ("%Y-%m-%d_%H-%M-%S", "x_%Y%m%d%H%M%S", "%Y%m%dT%H%M%SZ", "%Y/%m/%d/%H/%M/%S"):
        assert starts(PurePosixPath(whole.strftime(form) + ".mp4"), UTC) == (whole,)


@given(st.text(max_size=60))
@settings(max_examples=200)
def test_no_name_is_too_odd(name: str) -> None:
    found = starts(PurePosixPath("x" + name.replace("\0", "")), NEW_YORK)
    assert all(moment.tzinfo is UTC for moment in found)


def test_a_folder_of_a_day_is_known() -> None:
    assert day_of(PurePosixPath("cam/2026-11-21/14")) == datetime.fromisoformat("2026-11-21")
    assert day_of(PurePosixPath("cam/2026/11/21")) == datetime.fromisoformat("2026-11-21")
    assert day_of(PurePosixPath("cam/2026")) is None
    assert day_of(PurePosixPath("cam/2026-13-41")) is None
