"""What a written date and time mean in a household: one instant, or none where two are possible.

An ambiguous time is never settled by a guess: `Ambiguous` is raised, and the window stays unknown.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
import re

from ..reading import zone_named
from .moments import Clock, Day

OFFSETS = {
    "EST": -5,
    "EDT": -4,
    "CST": -6,
    "CDT": -5,
    "MST": -7,
    "MDT": -6,
    "PST": -8,
    "PDT": -7,
    "AKST": -9,
    "AKDT": -8,
    "HST": -10,
    "AST": -4,
    "ADT": -3,
    "UTC": 0,
    "GMT": 0,
    "BST": 1,
    "CET": 1,
    "CEST": 2,
    "MEZ": 1,
    "MESZ": 2,
    "WET": 0,
    "WEST": 1,
    "EET": 2,
    "EEST": 3,
    "AEST": 10,
    "AEDT": 11,
    "NZST": 12,
    "NZDT": 13,
}
"""Hours ahead of UTC by abbreviation; America's and Europe's meaning where an abbreviation has several."""

REGIONS = {
    "ET": "America/New_York",
    "CT": "America/Chicago",
    "MT": "America/Denver",
    "PT": "America/Los_Angeles",
    "EASTERN": "America/New_York",
    "CENTRAL": "America/Chicago",
    "MOUNTAIN": "America/Denver",
    "PACIFIC": "America/Los_Angeles",
}
HOMES = {
    "E": "America/New_York",
    "C": "America/Chicago",
    "M": "America/Denver",
    "P": "America/Los_Angeles",
    "AK": "America/Anchorage",
    "H": "Pacific/Honolulu",
    "A": "America/Halifax",
    "B": "Europe/London",
    "CE": "Europe/Berlin",
    "ME": "Europe/Berlin",
    "W": "Europe/Lisbon",
    "WE": "Europe/Lisbon",
    "EE": "Europe/Athens",
    "AE": "Australia/Sydney",
    "NZ": "Pacific/Auckland",
}
"""A place that keeps each pair of summer and winter abbreviations, by their first letters."""

_MONTH_FIRST = re.compile(r"America/|US/|Pacific/Honolulu|Pacific/Guam")
_EITHER_FIRST = re.compile(
    r"America/(?:Toronto|Vancouver|Montreal|Edmonton|Winnipeg|Halifax|Regina|St_Johns)|Canada/|UTC|Etc/"
)


class Ambiguous(ValueError):
    """A time that can mean two instants, or none."""


@dataclass(frozen=True, slots=True)
class Household:
    """What settles a written time: the household's zone by name and value, and when the message came (aware)."""

    zone_name: str
    zone: tzinfo
    received_at: datetime

    @property
    def american(self) -> bool:
        """Tell whether people here write the month first and tell the time in halves of the day."""
        return _MONTH_FIRST.match(self.zone_name) is not None

    @property
    def today(self) -> date:
        """The day of arrival at the household."""
        return self.received_at.astimezone(self.zone).date()


def settle_day(day: Day, home: Household, year: int | None = None) -> date:
    """Return the one day that is meant; `year` stands in where none is written, else the latest past one does.

    Raises:
        Ambiguous: if the order of day and month is open, or there is no such day.
    """
    if day.offset is not None:
        return home.today + timedelta(days=day.offset)
    found = [value for reading in day.readings if (value := _as_date(reading, home, year)) is not None]
    if not found:
        raise Ambiguous("no such day")
    if len(found) == 2 and found[0] != found[1]:
        if _EITHER_FIRST.match(home.zone_name):
            raise Ambiguous("day or month first")
        return found[0] if home.american else found[1]
    return found[0]


def _as_date(reading: tuple[int | None, int, int], home: Household, year: int | None) -> date | None:
    """Return a reading as a date; without a year, the latest that is not after tomorrow."""
    written, month, day = reading
    try:
        if written is not None or year is not None:
            return date(written or year or 0, month, day)
        this_year = date(home.today.year, month, day)
        return this_year if this_year <= home.today + timedelta(days=1) else this_year.replace(year=home.today.year - 1)
    except ValueError:
        return None


def settle(day: date, clock: Clock, zone: str, home: Household) -> datetime:
    """Return the instant, in UTC, of a time of day in 24 hours on a day; `zone` is as written, empty = the household's.

    Raises:
        Ambiguous: in the hours that a change of the clocks skips or repeats, for a zone's name that does not
            fit the season, and outside the calendar.
    """
    try:
        naive = datetime.combine(day, time()) + timedelta(hours=clock.hour, minutes=clock.minute, seconds=clock.second)
        return _place(naive, zone, home).astimezone(UTC)
    except OverflowError as error:
        raise Ambiguous("outside the calendar") from error


def _place(naive: datetime, zone: str, home: Household) -> datetime:
    """Give a naive time its zone."""
    if zone[:1] in {"+", "-"}:
        return naive.replace(tzinfo=_offset(zone))
    name = zone.upper()
    if name in REGIONS:
        return _local(naive, zone_named(REGIONS[name]))
    if name not in OFFSETS:
        return _local(naive, home.zone)
    fixed = naive.replace(tzinfo=timezone(timedelta(hours=OFFSETS[name])))
    if name in {"UTC", "GMT"} or _kept_there(fixed, name, home):
        return fixed
    raise Ambiguous("zone and season disagree")


def _kept_there(fixed: datetime, name: str, home: Household) -> bool:
    """Tell whether clocks go by this abbreviation at that instant, at the household or at its usual place."""
    stem = re.sub(r"[SD]?Z?T?$", "", name) or name[:1]
    usual = zone_named(HOMES.get(stem, "UTC"))
    return any(fixed.astimezone(zone).utcoffset() == fixed.utcoffset() for zone in (home.zone, usual))


def _offset(written: str) -> timezone:
    """Return a numeric offset as a zone."""
    digits = written[1:].replace(":", "")
    minutes = int(digits[:2]) * 60 + int(digits[2:] or 0)
    if minutes > 14 * 60:
        raise Ambiguous("no such zone")
    return timezone(timedelta(minutes=minutes if written[0] == "+" else -minutes))


def _local(naive: datetime, zone: tzinfo) -> datetime:
    """Place a time in a zone with changing clocks."""
    early, late = naive.replace(tzinfo=zone, fold=0), naive.replace(tzinfo=zone, fold=1)
    if early.utcoffset() != late.utcoffset():
        raise Ambiguous("the clocks change then")
    return early
