"""Reads the time of a recording out of its path. Pure: paths and times in, candidates out; it opens nothing.

Recorders write year, month, day, hour, minute and second in this order with all kinds of marks between them, in the
file's name or spread over its folders (Blue Iris `Cam.20261121_140200.mp4`, Reolink `Cam_00_20261121140200.mp4`,
Frigate `2026-11-21/14/cam/02.00.mp4`), or the seconds of the epoch.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from pathlib import PurePosixPath
import re

DAY = r"(?<!\d)(?P<year>20\d\d)[-_./]?(?P<month>[01]\d)[-_./]?(?P<day>[0-3]\d)"
CLOCK = r"(?P<hour>[0-2]\d)[-_.:h]?(?P<minute>[0-5]\d)[-_.:m]?(?P<second>[0-5]\d)"
REST = r"(?:[.,]?(?P<fraction>\d{3}))?(?!\d)(?P<zone>Z|UTC|\+[01]\d:?[0-5]\d(?!\d)|-[01]\d:[0-5]\d(?!\d))?"
STAMP = re.compile(DAY + r"(?: - |[-_. T]{0,2})" + CLOCK + REST, re.ASCII)
SPREAD = re.compile(
    DAY
    + r"/(?:[^/]+/)??(?P<hour>[0-2]\d)(?:[-_.:]|/(?:[^/]+/)??)(?P<minute>[0-5]\d)[-_.:/](?P<second>[0-5]\d)"
    + r"(?P<fraction>)(?P<zone>)(?!\d)",
    re.ASCII,
)
BELOW_DAY = re.compile(DAY + r"/(?:[^/]+/)*(?:[^/]*(?<![\d])(?<!\d[-_.:]))?" + CLOCK + REST + "$", re.ASCII)
EPOCH = re.compile(r"(?<!\d)(?P<seconds>1\d{9})(?P<millis>\d{3})?(?!\d)", re.ASCII)
DATED = re.compile(DAY + r"(?!\d)", re.ASCII)


def starts(path: PurePosixPath, zone: tzinfo) -> tuple[datetime, ...]:
    """Return the times (UTC) at which a recording may have begun, by its path below the origin's folder.

    Empty if the path tells no time; two if it was an hour that the clocks went through twice, or never.
    """
    stem = path.with_suffix("").as_posix()
    for text, pattern in ((path.stem, STAMP), (stem, SPREAD), (stem, BELOW_DAY)):
        for found in pattern.finditer(text):
            if times := _times(found, zone):
                return times
    if epoch := EPOCH.search(path.stem):
        return (datetime.fromtimestamp(int(epoch["seconds"]) + int(epoch["millis"] or 0) / 1000, UTC),)
    return ()


def day_of(folder: PurePosixPath) -> datetime | None:
    """Return the day (naive midnight) that a folder below the origin's folder stands for, if it is one's."""
    found = DATED.search(folder.as_posix())
    if found is None:
        return None
    try:
        return datetime(int(found["year"]), int(found["month"]), int(found["day"]))  # noqa: DTZ001  # a day, no time
    except ValueError:
        return None


def _times(found: re.Match[str], zone: tzinfo) -> tuple[datetime, ...]:
    """Turn a match into times; nothing if there is no such day or hour."""
    year, month, day, hour, minute, second = (
        int(found[name]) for name in ("year", "month", "day", "hour", "minute", "second")
    )
    stated = _zone(found["zone"])
    try:
        moment = datetime(year, month, day, hour, minute, second, 1000 * int(found["fraction"] or 0), stated or zone)
        return tuple(dict.fromkeys(_readings(moment)))
    except ValueError, OverflowError:
        return ()


def _readings(local: datetime) -> Iterator[datetime]:
    """Yield a local time in UTC, as the first and as the second of its name."""
    yield local.replace(fold=0).astimezone(UTC)
    yield local.replace(fold=1).astimezone(UTC)


def _zone(text: str | None) -> tzinfo | None:
    """Return the time zone that a name states itself, if it does."""
    if not text:
        return None
    if text in ("Z", "UTC"):
        return UTC
    offset = timedelta(hours=int(text[1:3]), minutes=int(text[-2:]))
    return timezone(-offset if text[0] == "-" else offset)
