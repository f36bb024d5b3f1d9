"""The stretch of time that a request asks for.

Only a stretch that can mean nothing else becomes a window. Two different ones, one that runs backwards or
one that a change of clocks makes uncertain give no window and a finding: a person sets it then.
"""

from collections.abc import Iterable, KeysView, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
import re

from ...model import Finding, FindingKind, Severity, Window
from ...phrases import alternatives
from .labels import names_of
from .moments import Clock, Moment, moments
from .settle import Ambiguous, Household, settle, settle_day

_STARTS = names_of(lambda language: language.start_labels)
_ENDS = names_of(lambda language: language.end_labels)
_CONNECTS = re.compile(
    rf"[ \t,.)]{{0,4}}(?:\n[ \t]{{0,4}})?(?:-|–|—|/|{alternatives(lambda language: language.joins_patterns)})[ \t:,(]{{0,3}}"
    rf"(?:(?:{alternatives(lambda language: language.articles)}) )?"
)
_DEADLINE = re.compile(rf"\b(?:{alternatives(lambda language: language.deadline_patterns)})\b[^.\n]{{0,24}}$")
_OFFICE = re.compile(
    r"\b(?:call|reach|office hours|business hours|available|hours are|contact me|phone)\b[^.\n]{0,40}$"
)
_LONGEST_OVERNIGHT = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Times:
    """The window and the deadline that a text names, and what stood in the way."""

    window: Window | None = None
    reply_by: datetime | None = None
    findings: tuple[Finding, ...] = ()


def read_times(text: str, labelled: Mapping[str, str], home: Household) -> Times:
    """Return the window and the deadline of a text; never raises."""
    text = text.lower()
    found = moments(text)
    deadlines = [
        moment
        for moment, before in zip(found, [0, *(earlier.end for earlier in found)], strict=False)
        if moment.day and _DEADLINE.search(text[max(before, moment.start - 48) : moment.start])
    ]
    others = [moment for moment in found if moment not in deadlines] if deadlines else found
    stretches = _labelled(labelled) or list(_stretches(text, others))
    return _settled(stretches, _only_day(others, home), home, _deadline(deadlines, home))


def _labelled(labelled: Mapping[str, str]) -> list[tuple[Moment, Moment]]:
    """Return the stretch between a line that says "start" and one that says "end"."""
    start = _moment_of(labelled, _STARTS)
    end = _moment_of(labelled, _ENDS) if start else None
    return [(start, end)] if start and end else []


def _moment_of(labelled: Mapping[str, str], names: KeysView[str]) -> Moment | None:
    """Return the moment that the first of several labels names, if it names just one."""
    for name in names if not labelled.keys().isdisjoint(names) else ():
        written = labelled.get(name)
        # A mail's "From" is an address
        found = moments(written[:120].lower()) if written and "@" not in written else ()
        if len(found) == 1:
            return found[0]
    return None


def _stretches(text: str, found: list[Moment]) -> Iterable[tuple[Moment, Moment]]:
    """Yield neighbouring moments that a word or a dash joins, office hours left out."""
    position = 0
    while position + 1 < len(found):
        one, two = found[position], found[position + 1]
        gap = text[one.end : two.start]
        alike = (one.clock is None) == (two.clock is None)
        if alike and len(gap) <= 40 and _CONNECTS.fullmatch(gap):
            position += 1
            if not _OFFICE.search(text[max(0, one.start - 60) : one.start]):
                yield one, two
        position += 1


def _only_day(found: list[Moment], home: Household) -> date | None:
    """Return the one day that a text speaks of, None if it names none or several."""
    days: set[date] = set()
    for moment in found:
        if moment.day is not None:
            try:
                days.add(settle_day(moment.day, home))
            except Ambiguous:
                return None
    return days.pop() if len(days) == 1 else None


def _settled(
    stretches: list[tuple[Moment, Moment]], day: date | None, home: Household, reply_by: datetime | None
) -> Times:
    """Settle every stretch; they must all be the same."""
    windows: set[Window] = set()
    for one, two in stretches:
        try:
            window = _window(one, two, day, home)
        except Ambiguous as problem:
            return Times(None, reply_by, (conflict(str(problem)),))
        if window is not None:
            windows.add(window)
    if len(windows) > 1:
        return Times(None, reply_by, (conflict(f"{len(windows)} different windows"),))
    return Times(windows.pop() if windows else None, reply_by)


def conflict(evidence: str) -> Finding:
    """Say that times were named which do not make one window."""
    return Finding(kind=FindingKind.CONFLICTING_WINDOW, severity=Severity.CONCERN, evidence=evidence[:200])


def _window(one: Moment, two: Moment, only_day: date | None, home: Household) -> Window | None:
    """Settle one stretch; None if it names no day at all.

    Raises:
        Ambiguous: if it can mean several stretches, or runs backwards.
    """
    years = {reading[0] for moment in (one, two) if moment.day for reading in moment.day.readings if reading[0]}
    year = years.pop() if len(years) == 1 else None
    first_day = settle_day(one.day, home, year) if one.day else None
    last_day = settle_day(two.day, home, year) if two.day else None
    if first_day is None and last_day is None:
        first_day = only_day
    if first_day is None and last_day is None:
        return None
    start_day, end_day = first_day or last_day, last_day or first_day
    if start_day is None or end_day is None:
        return None
    iso = any(moment.day is not None and moment.day.iso for moment in (one, two))
    start_clock, end_clock = _clocks(one.clock, two.clock, iso or not home.american, home)
    zones = [clock.zone for clock in (start_clock, end_clock)]
    start = settle(start_day, start_clock, zones[0] or zones[1], home)
    end = settle(end_day, end_clock, zones[1] or zones[0], home)
    if end <= start and last_day is None:
        end = _overnight(start, settle(end_day + timedelta(days=1), end_clock, zones[1] or zones[0], home))
    if end <= start:
        raise Ambiguous("ends before it starts")
    return Window(start=start, end=end)


def _overnight(start: datetime, end: datetime) -> datetime:
    """Accept an end after midnight if that makes a stretch that people mean by it.

    Raises:
        Ambiguous: if it would be longer than half a day.
    """
    if end - start > _LONGEST_OVERNIGHT:
        raise Ambiguous("ends before it starts")
    return end


def _clocks(one: Clock | None, two: Clock | None, full_day: bool, home: Household) -> tuple[Clock, Clock]:
    """Bring both ends to 24 hours; days without times run from midnight to midnight.

    Raises:
        Ambiguous: if it stays open whether morning or afternoon is meant.
    """
    if one is None or two is None:
        return Clock(hour=0), Clock(hour=24)
    if two.half and not one.half and not one.padded:
        return _nearest(one, two), _in_24(two)
    if one.half and not two.half and not two.padded:
        raise Ambiguous("morning or afternoon")
    certain = one.half or two.half or full_day or one.padded or two.padded
    if not certain:
        raise Ambiguous("morning or afternoon")
    return _in_24(one), _in_24(two)


def _in_24(clock: Clock) -> Clock:
    """Bring a time with am or pm to 24 hours."""
    if not clock.half:
        return clock
    return clock._replace(hour=clock.hour % 12 + (12 if clock.half == "p" else 0), half="")


def _nearest(one: Clock, two: Clock) -> Clock:
    """Give the first end of "2 - 3 pm" the half of the day that brings it closest before the second."""
    end = _in_24(two)
    same = _in_24(one._replace(half=two.half)) if one.hour <= 12 else one
    if (same.hour, same.minute) < (end.hour, end.minute):
        return same
    return _in_24(one._replace(half="a" if two.half == "p" else "p"))


def _deadline(found: list[Moment], home: Household) -> datetime | None:
    """Return the earliest deadline; a day without a time ends at midnight."""
    times: list[datetime] = []
    for moment in found:
        clock = moment.clock or Clock(hour=24)
        try:
            day = _future_day(moment, home)
            times.append(settle(day, _in_24(clock), clock.zone, home))
        except Ambiguous:
            continue
    return min(times, default=None)


def _future_day(moment: Moment, home: Household) -> date:
    """Settle a deadline's day: without a year it lies ahead.

    Raises:
        Ambiguous: if the day is open.
    """
    if moment.day is None:
        raise Ambiguous("no day")
    day = settle_day(moment.day, home)
    written = moment.day.offset is not None or any(reading[0] for reading in moment.day.readings)
    if written or day >= home.today:
        return day
    return settle_day(
        moment.day, home, home.today.year if day.replace(year=home.today.year) >= home.today else home.today.year + 1
    )


def read_instant(text: str, home: Household) -> datetime | None:
    """Return the instant of an ISO 8601 field, in UTC; None if it is none, or ambiguous."""
    try:
        written = datetime.fromisoformat(text.strip()[:40])
    except ValueError:
        return None
    if written.utcoffset() is not None:
        try:
            return written.astimezone(UTC)
        except OverflowError:
            return None
    clock = Clock(hour=written.hour, minute=written.minute, second=written.second)
    try:
        return settle(written.date(), clock, "", home)
    except Ambiguous:
        return None
