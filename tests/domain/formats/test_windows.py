"""The stretch of time that a request names: many ways of writing it, and none where it could mean two things."""

import pytest

from custom_components.ring_guard.domain.formats import ReadingContext
from custom_components.ring_guard.domain.model import FindingKind

from .messages import BERLIN, DENVER, read_object, read_text, utc

TWO_TO_QUARTER_PAST = ("2026-11-21 21:00", "2026-11-21 21:15")


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Footage of 11/21/2026 2:00 PM - 2:15 PM", *TWO_TO_QUARTER_PAST),
        ("November 21, 2026 between 2:00 PM and 2:15 PM", *TWO_TO_QUARTER_PAST),
        ("from 14:00 to 14:15 on 21 Nov 2026", *TWO_TO_QUARTER_PAST),
        ("2026-11-21T14:00:00-07:00 to 2026-11-21T14:15:00-07:00", *TWO_TO_QUARTER_PAST),
        ("2026-11-21T21:00:00Z/2026-11-21T21:15:00Z", *TWO_TO_QUARTER_PAST),
        ("2026-11-21T21:00Z - 2026-11-21T21:15Z", *TWO_TO_QUARTER_PAST),
        ("2026-11-21 14:00 - 14:15", *TWO_TO_QUARTER_PAST),
        ("2026-11-21 14:00:00-07:00 to 2026-11-21 14:15:00-07:00", *TWO_TO_QUARTER_PAST),
        ("Date: November 21, 2026\nTime: 2:00 PM - 2:15 PM MST", *TWO_TO_QUARTER_PAST),
        ("Start: 11/21/2026 2:00 PM\nIncident: theft\nEnd: 11/21/2026 2:15 PM", *TWO_TO_QUARTER_PAST),
        ("Incident start: 2026-11-21 14:00\nIncident end: 2026-11-21 14:15", *TWO_TO_QUARTER_PAST),
        ("Time frame: 2:00 PM to 2:15 PM, Nov 21", *TWO_TO_QUARTER_PAST),
        ("1400-1415 hours on 11/21/2026", *TWO_TO_QUARTER_PAST),
        ("11/21/26 14:00-14:15", *TWO_TO_QUARTER_PAST),
        ("yesterday between 2pm and 2:15pm", *TWO_TO_QUARTER_PAST),
        ("21.11.2026 von 14:00 bis 14:15 Uhr", *TWO_TO_QUARTER_PAST),
        ("le 21 novembre 2026 de 14h00 à 14h15", *TWO_TO_QUARTER_PAST),
        ("Saturday, November 21, 2026, 1:00 p.m. to 1:15 p.m. PT", *TWO_TO_QUARTER_PAST),
        ("11/21/2026 4:00 PM EST - 4:15 PM EST", *TWO_TO_QUARTER_PAST),
        ("between 2 and 3 PM on November 21st", "2026-11-21 21:00", "2026-11-21 22:00"),
        ("between 11 and 12:30 PM on November 21st", "2026-11-21 18:00", "2026-11-21 19:30"),
        ("from noon to 1 PM on 11/21/2026", "2026-11-21 19:00", "2026-11-21 20:00"),
        ("on Nov 20 from 11:30 PM to 12:15 AM", "2026-11-21 06:30", "2026-11-21 07:15"),
        ("11/20/2026 11:30 PM to 11/21/2026 12:15 AM", "2026-11-21 06:30", "2026-11-21 07:15"),
        ("Nov 20 to Nov 21, 2026", "2026-11-20 07:00", "2026-11-22 07:00"),
        ("July 4, 2026 2:00 PM - 3:00 PM PDT", "2026-07-04 21:00", "2026-07-04 22:00"),
        ("December 24 from 2 PM to 3 PM", "2025-12-24 21:00", "2025-12-24 22:00"),
    ],
)
def test_window_is_read_from_many_ways_of_writing_it(text, start, end):
    request = read_text(text)
    assert request.window is not None
    assert (request.window.start, request.window.end) == (utc(start), utc(end))
    assert not request.findings


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("from 2:15 PM to 2:00 PM on Nov 21, 2026", "backwards"),
        ("11/21/2026 2:15 PM to 11/20/2026 2:00 PM", "backwards over days"),
        ("2:00 - 2:15 on 11/21/2026", "morning or afternoon"),
        ("11/1/2026 1:10 AM - 1:30 AM", "the hour that comes twice"),
        ("3/8/2026 2:10 AM - 2:30 AM", "the hour that is skipped"),
        ("July 4, 2026 2:00 PM - 3:00 PM EST", "winter time named in summer"),
        ("Nov 21, 2026 2 PM - 3 PM; also Nov 20, 2026 4 PM - 5 PM", "two windows"),
        ("2/30/2026 2 PM - 3 PM", "no such day"),
    ],
)
def test_ambiguous_times_give_no_window_but_a_finding(text, why):
    request = read_text(text)
    assert request.window is None, why
    assert FindingKind.CONFLICTING_WINDOW in {found.kind for found in request.findings}


@pytest.mark.parametrize(
    "text", ["Something happened on November 21.", "around 2 PM", "no time at all", "between 2 PM and 3 PM"]
)
def test_what_is_no_window_stays_unknown_without_a_finding(text):
    request = read_text(text)
    assert request.window is None
    assert not request.findings


def test_day_comes_first_where_the_household_writes_it_so():
    american = read_text("03/04/2026 14:00 - 14:15", context=DENVER)
    german = read_text("03/04/2026 14:00 - 14:15", context=BERLIN)
    assert american.window is not None
    assert german.window is not None
    assert american.window.start == utc("2026-03-04 21:00")
    assert german.window.start == utc("2026-04-03 12:00")


def test_order_of_day_and_month_stays_open_where_both_are_usual():
    toronto = ReadingContext(time_zone="America/Toronto", cameras={})
    assert read_text("03/04/2026 14:00 - 14:15", context=toronto).window is None
    assert read_text("21/11/2026 14:00 - 14:15", context=toronto).window is not None


def window_of(text, context=DENVER):
    """Return the window of a message that must have one."""
    window = read_text(text, context=context).window
    assert window is not None
    return window


def test_time_without_zone_is_the_households():
    assert window_of("2026-11-21 14:00 - 14:15", BERLIN).start == utc("2026-11-21 13:00")


def test_unknown_time_zone_of_the_household_counts_as_utc():
    nowhere = ReadingContext(time_zone="../../etc/passwd", cameras={})
    assert window_of("2026-11-21 14:00 - 14:15", nowhere).start == utc("2026-11-21 14:00")


def test_office_hours_are_no_window():
    window = window_of("Call me between 9:00 AM and 5:00 PM. We need November 20, 2026, 10:00 AM - 10:10 AM.")
    assert window.start == utc("2026-11-20 17:00")


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("Please respond by November 25, 2026.", "2026-11-26 07:00"),
        ("reply by 5 PM on November 25", "2026-11-26 00:00"),
        ("Deadline: 11/25/2026 5:00 PM", "2026-11-26 00:00"),
        ("This request expires on 2026-12-01.", "2026-12-02 07:00"),
        ("respond by January 5", "2027-01-06 07:00"),
    ],
)
def test_deadline_is_read_and_is_no_window(text, deadline):
    request = read_text(f"{text} We need Nov 20, 2026 10:00 AM to 10:30 AM.")
    assert request.reply_by == utc(deadline)
    assert request.window is not None
    assert request.window.start == utc("2026-11-20 17:00")


def test_fields_of_an_object_are_a_window_and_a_deadline():
    request = read_object({"start": "2026-11-21T14:00", "end": "2026-11-21T21:15:00Z", "deadline": "2026-11-25"})
    assert request.window is not None
    assert (request.window.start, request.window.end) == tuple(map(utc, TWO_TO_QUARTER_PAST))
    assert request.reply_by == utc("2026-11-25 07:00")


@pytest.mark.parametrize(
    "fields",
    [
        {"start": "2026-11-21T14:00"},
        {"start": "2026-11-21T14:00", "end": "2026-11-21T13:00"},
        {"start": "soon", "end": "later"},
        {"start": 5, "end": [1]},
        {"start": "2026-11-01T01:30", "end": "2026-11-01T05:00"},
        {"start": "0001-01-01T00:00:00+14:00", "end": "9999-12-31T23:59:59-14:00"},
        {"start": "2026-11-21T14:00", "end": "2026-11-21T14:15", "message": "We need Nov 20, 2026 10 AM to 11 AM."},
    ],
)
def test_fields_that_make_no_one_window_give_none_and_a_finding(fields):
    request = read_object(fields)
    assert request.window is None
    assert FindingKind.CONFLICTING_WINDOW in {found.kind for found in request.findings}
