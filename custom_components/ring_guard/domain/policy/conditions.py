"""What conditions mean for a request: each becomes a test with three answers, prepared once.

A test must never raise, and a claim must never make a rule milder. Hence two readings: by evidence alone
(for what a confirmation or a grant needs), and against the one who asks (for declines and limits),
where a claim that fits the condition settles it.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from ..model import Answer, Window
from .attributes import ATTRIBUTES, Facts
from .rules import Among, AssuranceAtLeast, Condition, FootageOlderThan, TimeOfDay, WindowLongerThan

type Test = Callable[[Facts], Answer]

NO, MAYBE, YES = Answer.NO, Answer.MAYBE, Answer.YES
_OPPOSITE = {NO: YES, MAYBE: MAYBE, YES: NO}
_DAY = timedelta(days=1)


def prepare_test(condition: Condition, zone: tzinfo, *, against: bool) -> Test:
    """Turn a condition into its test.

    `zone` is the household's time zone. With `against`, claims count against the one who makes them.
    """
    if isinstance(condition, Among):
        return _among(condition, against=against)
    test = _measure(condition, zone)
    return _opposite(test) if condition.negated else test


def _measure(condition: AssuranceAtLeast | WindowLongerThan | FootageOlderThan | TimeOfDay, zone: tzinfo) -> Test:
    """Return the test of a condition that compares sizes or times, before it is negated."""
    match condition:
        case AssuranceAtLeast():
            return _assurance_at_least(condition)
        case WindowLongerThan():
            return _window_longer_than(condition)
        case FootageOlderThan():
            return _footage_older_than(condition)
        case TimeOfDay():
            return _time_of_day(condition, zone)


def _opposite(test: Test) -> Test:
    """Swap yes and no; maybe stays."""
    return lambda facts: _OPPOSITE[test(facts)]


def _among(condition: Among, *, against: bool) -> Test:
    """Choose the reading of a membership condition that its attribute needs."""
    reading = ATTRIBUTES[condition.attribute]
    if reading.only_seen:
        return _seen(condition)
    by_evidence = _opposite(_inside(condition)) if condition.negated else _inside(condition)
    return _claim_settles(condition, by_evidence) if against and reading.claimed else by_evidence


def _inside(condition: Among) -> Test:
    """Ask whether all possibilities lie among the values, or none, or some."""
    attribute, values = condition.attribute, condition.values

    def test(facts: Facts) -> Answer:
        possible = facts.possible[attribute]
        if possible is None:
            return MAYBE
        if possible <= values:
            return YES
        return NO if values.isdisjoint(possible) else MAYBE

    return test


def _claim_settles(condition: Among, by_evidence: Test) -> Test:
    """Answer yes if any claim fits the condition, and what the evidence says otherwise.

    One fitting claim is enough: if all had to fit, whoever names the FBI could add the local police and
    be treated more mildly for it. A claim that does not fit never turns the answer towards no.
    """
    attribute, values = condition.attribute, condition.values

    def included(facts: Facts) -> Answer:
        return by_evidence(facts) if values.isdisjoint(facts.claimed[attribute]) else YES

    def excluded(facts: Facts) -> Answer:
        return by_evidence(facts) if facts.claimed[attribute] <= values else YES

    return excluded if condition.negated else included


def _seen(condition: Among) -> Test:
    """Ask for what was noticed; that nothing was noticed never proves that there is nothing."""
    attribute, values = condition.attribute, condition.values
    present, absent = (NO, MAYBE) if condition.negated else (YES, NO)

    def test(facts: Facts) -> Answer:
        return absent if values.isdisjoint(facts.possible[attribute] or ()) else present

    return test


def _assurance_at_least(condition: AssuranceAtLeast) -> Test:
    """Ask how well the requester is established; that is always known."""
    least = condition.at_least
    return lambda facts: YES if facts.assurance >= least else NO


def _window_longer_than(condition: WindowLongerThan) -> Test:
    """Ask for the window's length; one that is not stated may be of any."""
    length = condition.length

    def test(facts: Facts) -> Answer:
        window = facts.request.window
        if window is None:
            return MAYBE
        return YES if window.length > length else NO

    return test


def _footage_older_than(condition: FootageOlderThan) -> Test:
    """Ask how long before the arrival the window lies; part of it older is maybe."""
    age = condition.age

    def test(facts: Facts) -> Answer:
        window, received_at = facts.request.window, facts.request.received_at
        if window is None:
            return MAYBE
        if received_at - window.end >= age:
            return YES
        return MAYBE if received_at - window.start > age else NO

    return test


def _time_of_day(condition: TimeOfDay, zone: tzinfo) -> Test:
    """Ask whether the window lies within a range of times of day; part of it inside is maybe."""
    start, end = condition.start, condition.end

    def test(facts: Facts) -> Answer:
        window = facts.request.window
        if window is None or window.length > _DAY:
            return MAYBE
        try:
            return _inside_any(window, _occurrences(window, start, end, zone))
        except OverflowError:  # a window at the very edge of the calendar has no local day
            return MAYBE

    return test


def _occurrences(window: Window, start: time, end: time, zone: tzinfo) -> list[tuple[datetime, datetime]]:
    """Return the range's start and end, in UTC, on each day that a window of at most a day can touch.

    A time that comes twice, when clocks are set back, begins the range the first and ends it the second time.
    """
    first = window.start.astimezone(zone).date()
    days = [first + offset * _DAY for offset in range(-1, 3)]
    later = _DAY if end < start else timedelta()
    return [(_at(day, start, zone, fold=0), _at(day + later, end, zone, fold=1)) for day in days]


def _at(day: date, moment: time, zone: tzinfo, *, fold: int) -> datetime:
    """Return a local time of a day in UTC."""
    return datetime.combine(day, moment.replace(fold=fold), tzinfo=zone).astimezone(UTC)


def _inside_any(window: Window, ranges: list[tuple[datetime, datetime]]) -> Answer:
    """Tell whether a window lies inside one of the ranges, outside all of them, or across an edge."""
    if any(start <= window.start and window.end <= end for start, end in ranges):
        return YES
    return MAYBE if any(start < window.end and window.start < end for start, end in ranges) else NO
