"""What conditions mean for a request: each becomes a test with three answers, prepared once.

A test must never raise, and a claim must never make a rule milder. Hence two readings: by evidence alone
(for what a confirmation or a grant needs), and against the one who asks (for declines and limits),
where a claim that fits the condition settles it.
"""

from collections.abc import Callable
from datetime import datetime, time, timedelta, tzinfo
from itertools import pairwise

from ..model import Answer, Window
from .attributes import ATTRIBUTES, Facts
from .rules import Among, AssuranceAtLeast, Condition, FootageOlderThan, TimeOfDay, WindowLongerThan

type Test = Callable[[Facts], Answer]

NO, MAYBE, YES = Answer.NO, Answer.MAYBE, Answer.YES
_OPPOSITE = {NO: YES, MAYBE: MAYBE, YES: NO}
_DAY = timedelta(days=1)
_TICK = timedelta.resolution


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
    inside = _certainly_inside(condition) if reading.certain else _inside(condition)
    by_evidence = _opposite(inside) if condition.negated else inside
    return _claim_settles(condition, by_evidence) if against and reading.claimed else by_evidence


def _inside(condition: Among) -> Test:
    """Ask whether all possibilities lie among the values, or none, or some."""
    attribute, values = condition.attribute, condition.values

    def test(facts: Facts) -> Answer:
        possible = facts.possible[attribute]
        if possible is None:
            return MAYBE
        if values.isdisjoint(possible):
            return NO
        return YES if possible <= values else MAYBE

    return test


def _certainly_inside(condition: Among) -> Test:
    """Ask whether one of several values that a request has lies among the values; no only where none of them may."""
    attribute, values = condition.attribute, condition.values

    def test(facts: Facts) -> Answer:
        if not values.isdisjoint(facts.certain[attribute]):
            return YES
        possible = facts.possible[attribute]
        return NO if possible is not None and values.isdisjoint(possible) else MAYBE

    return test


def _claim_settles(condition: Among, by_evidence: Test) -> Test:
    """Answer yes if any claim fits the condition, and what the evidence says otherwise.

    One fitting claim is enough: if all had to fit, whoever names the FBI could add the local police and
    be treated more mildly for it. A claim that does not fit never turns the answer towards no. Where a request
    can have several values at once, one more claimed value does not exclude any other.
    """
    attribute, values = condition.attribute, condition.values

    def included(facts: Facts) -> Answer:
        return by_evidence(facts) if values.isdisjoint(facts.claimed[attribute]) else YES

    def excluded(facts: Facts) -> Answer:
        return by_evidence(facts) if facts.claimed[attribute] <= values else YES

    if condition.negated:
        return by_evidence if ATTRIBUTES[attribute].certain else excluded
    return included


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
    opens, closes = _since_midnight(condition.start), _since_midnight(condition.end)
    if closes < opens:
        closes += _DAY
    ranges = [(opens + day * _DAY, closes + day * _DAY) for day in (-1, 0, 1)]

    def test(facts: Facts) -> Answer:
        window = facts.request.window
        if window is None or window.length > _DAY:
            return MAYBE
        answers = {_inside_any(piece, ranges) for piece in _local_pieces(window, zone)}
        return answers.pop() if len(answers) == 1 else MAYBE

    return test


def _since_midnight(moment: time) -> timedelta:
    """Return what a clock shows as a length."""
    return timedelta(hours=moment.hour, minutes=moment.minute, seconds=moment.second, microseconds=moment.microsecond)


def _inside_any(piece: tuple[timedelta, timedelta], ranges: list[tuple[timedelta, timedelta]]) -> Answer:
    """Tell whether a piece of a window lies inside one of the ranges, outside all of them, or across an edge."""
    begin, end = piece
    if any(opens <= begin and end <= closes for opens, closes in ranges):
        return YES
    return MAYBE if any(max(opens, begin) < min(closes, end) for opens, closes in ranges) else NO


def _local_pieces(window: Window, zone: tzinfo) -> list[tuple[timedelta, timedelta]]:
    """Return what the household's clocks show during a window, each piece as lengths since its first midnight.

    There are two pieces if the clocks are changed meanwhile, and none at the calendar's edge, where there
    is no local time.
    """
    try:
        cuts = [window.start, *_clock_change(window, zone), window.end]
        return [_clock_piece(begin, end, zone) for begin, end in pairwise(cuts)]
    except OverflowError:
        return []


def _clock_piece(begin: datetime, end: datetime, zone: tzinfo) -> tuple[timedelta, timedelta]:
    """Return a stretch without a change of clocks as lengths since its first local midnight."""
    shown = _since_midnight(begin.astimezone(zone).time())
    return shown, shown + (end - begin)


def _clock_change(window: Window, zone: tzinfo) -> list[datetime]:
    """Return the moment inside a window at which the clocks are changed, if there is one."""
    before, after = window.start, window.end - _TICK
    offset = before.astimezone(zone).utcoffset()
    if after.astimezone(zone).utcoffset() == offset:
        return []
    while after - before > _TICK:
        middle = before + (after - before) // 2
        if middle.astimezone(zone).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return [after]
