"""Dates and times of day as people write them, found in a text with their places.

All of it works on text in lower case. Nothing is guessed here: what a token could mean (day or month first, morning or afternoon, which time zone)
is kept as it stands and settled in `settle.py`.
"""

from collections.abc import Iterator
import re
from typing import NamedTuple

from ...phrases import LANGUAGES, alternatives, listed, places

MOST_TOKENS = 200
MONTHS = {
    name: number
    for language in LANGUAGES
    for number, names in enumerate(listed(language.months), 1)
    for name in names.split()
}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_ZONE = r"(?:[ ]?\(?(?P<zone>[ecmp][sd]t|[ecmp]t(?![ ]?\d)|ak[sd]t|hst|a[sd]t|utc|gmt|bst|cest|ae[sd]t|nz[sd]t|mez|mesz|wes?t|eest|eastern|central|mountain|pacific)\b\)?(?:[ ]time)?)?"
_DATE = re.compile(
    r"(?P<y>\d{4})(?P<isosep>[-/.])(?P<m>\d{1,2})(?P=isosep)(?P<d>\d{1,2})(?!\d)"
    r"|(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})(?P=sep)(?P<year>\d{4}|\d{2})(?!\d)"
    r"|(?P<a3>\d{1,2})/(?P<b3>\d{1,2})(?![\d/])"
    rf"|(?P<d1>\d{{1,2}})(?:st|nd|rd|th|\.)?[ -](?:of |de )?(?P<mon1>{_MONTH})\b\.?(?:(?:,? ?|-| de )(?P<y1>\d{{4}})(?!\d))?"
    rf"|(?P<mon2>{_MONTH})\b\.?[ ](?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|:|[ ]?[ap]\.?m\b)(?:,? {{1,2}}(?P<y2>\d{{4}})(?![:\d]))?"
    r"|(?P<word>today|yesterday)\b"
)
_TIME = re.compile(
    r"(?:"
    r"(?P<h>\d{1,2})[:h](?P<min>\d{2})(?::(?P<s>\d{2})(?:\.\d{1,9})?)?(?:[ ]?(?P<half>[ap])\.?[ ]?m\b\.?|[ ]?(?P<uhr>uhr|h)\b)?"
    r"|(?P<h2>\d{1,2})[ ]?(?P<half2>[ap])\.?[ ]?m\b\.?"
    r"|(?P<mil>[0-2]\d[0-5]\d)[ ]?(?:h\b|hrs\b|hours\b|(?=-[0-2]\d[0-5]\d[ ]?(?:h|hrs|hours)\b))"
    r"|(?P<h3>\d{1,2})(?:\.(?P<min3>\d{2}))?[ ]?uhr\b"
    r"|(?P<bare>\d{1,2})(?=[ ]?(?:-|–|—|to|and|until)[ ]?\d{1,2}(?::\d{2})?[ ]?[ap]\.?m\b)"
    r"|(?P<name>noon|midnight)\b"
    r")(?!\d)(?:[ ]?(?P<z>z)\b|(?:[ ]?utc)?(?P<off>\+\d{2}:?\d{2}|(?<=:\d\d:\d\d)-\d{2}:?\d{2}|(?<=t\d\d:\d\d)-\d{2}:?\d{2}|(?<=utc)-\d{2}:?\d{2})(?!\d)|"
    + _ZONE
    + ")"
)
_WORDS = frozenset({*MONTHS, "noon", "midnight", "today", "yesterday"})
"""Words that a date or a time can begin with; else it begins with a digit."""
_LENGTHS = frozenset({1, 2, 4})
_NUMBERS = re.compile(r"\d\d*")
"""With one sign at its beginning, what stands between numbers is passed over quickly."""


class Day(NamedTuple):
    """A written date; `readings` are its (year, month, day), the first being the more usual in America.

    `year` None = not written. `offset` counts days from the day of arrival for "today" and "yesterday".
    """

    readings: tuple[tuple[int | None, int, int], ...] = ()
    offset: int | None = None
    iso: bool = False


class Clock(NamedTuple):
    """A written time of day; `half` is "a", "p" or empty, `padded` whether the hour has a leading zero or can be no other.

    `zone` is the abbreviation, the name of a region or the offset that was written, empty if none.
    """

    hour: int = 0
    minute: int = 0
    second: int = 0
    half: str = ""
    padded: bool = False
    zone: str = ""


class Moment(NamedTuple):
    """A date, a time of day, or both, and where they stand in the text."""

    day: Day | None = None
    clock: Clock | None = None
    start: int = 0
    end: int = 0


_DAY_THEN_CLOCK = re.compile(
    r"[ \t\n,;|()t]{0,6}"
    rf"(?:(?:{alternatives(lambda language: language.day_clock_patterns)})\b[ \t:,.(]{{0,3}}){{0,4}}"
)
_CLOCK_THEN_DAY = re.compile(
    r"[ \t,(]{0,4}(?:(?:on|of|am|le|the|el|hours|hrs|local time|mon|tue|wed|thu|fri|sat|sun|\w{3,6}day)\b[ \t,.]{0,3}){0,3}"
)


def moments(text: str) -> list[Moment]:
    """Return the moments in a text in lower case, in order: each date joined with the time that stands beside it."""
    joined: list[Moment] = []
    for token in _tokens(text):
        last = joined[-1] if joined else None
        if last is not None and _belongs(text, last, token):
            joined[-1] = Moment(last.day or token.day, last.clock or token.clock, last.start, token.end)
        else:
            joined.append(token)
    return joined


def _belongs(text: str, last: Moment, token: Moment) -> bool:
    """Tell whether a token completes the moment before it."""
    gap = text[last.end : token.start]
    if len(gap) > 48:
        return False
    if last.clock is None and token.day is None:
        return _DAY_THEN_CLOCK.fullmatch(gap) is not None
    if last.day is None and token.clock is None:
        return _CLOCK_THEN_DAY.fullmatch(gap) is not None
    return False


def _tokens(text: str) -> Iterator[Moment]:
    """Yield dates and times in order, at most `MOST_TOKENS`; no two of them share a character."""
    end = count = 0
    for start in _beginnings(text):
        if start < end or count >= MOST_TOKENS:
            continue
        token = _token(text, start)
        if token is not None:
            end, count = token.end, count + 1
            yield token


def _beginnings(text: str) -> list[int]:
    """Return where a date or a time can begin: at an hour, a day, a month, a year, "1430", or one of its words."""
    numbers = [number.start() for number in _NUMBERS.finditer(text) if len(number[0]) in _LENGTHS]
    words = places(text, _WORDS)
    return sorted([*numbers, *words]) if words else numbers


def _token(text: str, start: int) -> Moment | None:
    """Return the date or time that begins at a place."""
    before = text[start - 1 : start]
    iso = before == "t" and text[start - 2 : start - 1].isdigit()
    if not iso and (before.isalnum() or before in {".", "_"} or (before == "/" and text[start - 2 : start - 1] != "z")):
        return None
    match = _DATE.match(text, start) if before != "-" and not iso else None
    if match is not None:
        return _day(match)
    match = _TIME.match(text, start) if before != ":" else None
    return _clock(match) if match is not None else None


def _day(match: re.Match[str]) -> Moment:
    """Read a found date."""
    get = match.groupdict()
    if get["word"]:
        day = Day(offset=0 if get["word"] == "today" else -1)
    elif get["y"]:
        day = Day(readings=((int(get["y"]), int(get["m"]), int(get["d"])),), iso=True)
    elif get["a"] or get["a3"]:
        day = _numeric(get)
    else:
        month = MONTHS[get["mon1"] or get["mon2"]]
        written = get["y1"] or get["y2"]
        day = Day(readings=((int(written) if written else None, month, int(get["d1"] or get["d2"])),))
    return Moment(day=day, start=match.start(), end=match.end())


def _numeric(get: dict[str, str | None]) -> Day:
    """Read a date in digits: with dots the day comes first, else both orders are possible."""
    one, two = int(get["a"] or get["a3"] or 0), int(get["b"] or get["b3"] or 0)
    written = get["year"]
    year = None if written is None else int(written) + (2000 if len(written) == 2 else 0)
    if get["sep"] == ".":
        return Day(readings=((year, two, one),))
    return Day(readings=((year, one, two), (year, two, one)))


def _clock(match: re.Match[str]) -> Moment | None:
    """Read a found time; None for an hour or minute that no clock shows."""
    get = match.groupdict()
    zone = "utc" if get["z"] else get["off"] or get["zone"] or ""
    half = get["half"] or get["half2"] or ""
    if get["name"]:
        clock = Clock(hour=12 if get["name"] == "noon" else 0, padded=True, zone=zone)
    else:
        written = get["h"] or get["h2"] or get["h3"] or get["bare"] or (get["mil"] or "")[:2]
        minute = get["min"] or get["min3"] or (get["mil"] or "")[2:] or 0
        certain = written.startswith("0") or bool(get["mil"] or get["h3"] or get["uhr"] or int(written) > 12)
        clock = Clock(
            hour=int(written), minute=int(minute), second=int(get["s"] or 0), half=half, padded=certain, zone=zone
        )
    if clock.minute > 59 or clock.second > 59 or clock.hour > (12 if half else 24) or (half and clock.hour == 0):
        return None
    return Moment(clock=clock, start=match.start(), end=match.end())
