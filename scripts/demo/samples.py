"""The sample requests under samples/: what each is, and its text with times that lie shortly before now.

A sample file begins with "Title:" and "Content-Type:", then an empty line, then the body with placeholders.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
import re
import secrets
from typing import Self

FOLDER = Path(__file__).parents[2] / "samples"
BEGAN = timedelta(minutes=8)
ENDED = timedelta(minutes=6)
ANSWER_WITHIN = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One sample: its file's name without the ending, what it shows, its media type, and its body with placeholders."""

    name: str
    title: str
    media_type: str
    body: str

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read one sample file."""
        head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
        fields = dict(line.split(": ", 1) for line in head.splitlines())
        return cls(name=path.stem, title=fields["Title"], media_type=fields["Content-Type"], body=body)

    def filled(self, now: datetime) -> bytes:
        """Return the body for a sending at `now` (aware, in the household's zone)."""
        values = _values(now)
        return re.sub(r"\{(\w+)\}", lambda found: values.get(found[1], found[0]), self.body).encode()


def all_samples() -> list[Sample]:
    """Return all samples in the order of their names."""
    return [Sample.read(path) for path in sorted(FOLDER.glob("*.txt"))]


def _values(now: datetime) -> Mapping[str, str]:
    """Return what the placeholders stand for: two minutes that the demo cameras have recorded, and a fresh reference."""
    start = (now - BEGAN).replace(second=0, microsecond=0)
    end = (now - ENDED).replace(second=0, microsecond=0)
    return {
        "start": _spoken(start),
        "end": _spoken(end),
        "start_iso": start.isoformat(),
        "end_iso": end.isoformat(),
        "deadline_iso": (now + ANSWER_WITHIN).replace(microsecond=0).isoformat(),
        "mail_date": format_datetime(now.replace(microsecond=0)),
        "id": f"{now:%y}-{secrets.randbelow(1_000_000):06}",
    }


def _spoken(moment: datetime) -> str:
    """Write a time the way American mails do: November 21, 2026 at 2:05 PM."""
    hour = moment.hour % 12 or 12
    return f"{moment:%B} {moment.day}, {moment.year} at {hour}:{moment:%M} {'AM' if moment.hour < 12 else 'PM'}"
