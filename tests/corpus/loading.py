"""Reads the corpus: labels and messages, and each message as the arrival that its source would have brought."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import cache
from hashlib import sha256
import json
from pathlib import Path
import re
from zoneinfo import ZoneInfo

from custom_components.ring_guard.domain.formats import NOTIFICATION_TYPE, ReadingContext
from custom_components.ring_guard.domain.model import Arrival, Demand, FindingKind, Level, SourceKind, System, Window

FOLDER = Path(__file__).parent
HALVES = ("development", "frozen")
ZONE = "America/Los_Angeles"
RECEIVED = datetime(2026, 11, 18, 18, 0, tzinfo=UTC)
"""A Wednesday, ten in the morning at the household."""

HOUSEHOLD = ReadingContext(
    time_zone=ZONE, cameras={"cam_door": "Front door", "cam_drive": "Driveway", "cam_yard": "Backyard"}
)
_MEDIA_TYPES = {"mailbox": "message/rfc822", "person": "text/plain", "phone": NOTIFICATION_TYPE}
_NOTIFICATION_KEYS = {"android.title": "title", "android.text": "text", "android.bigText": "big_text"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted[T]:
    """A labelled set: of each group in `must` one has to be found, of `may` any can be, and nothing else."""

    must: tuple[frozenset[T], ...]
    may: frozenset[T]


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """One message with its labels; `window` is None where none is stated, `window_matters` False where readers differ."""

    name: str
    source: SourceKind
    body: bytes
    media_type: str
    signed: tuple[str, ...]
    system: System
    levels: Wanted[Level]
    agencies: frozenset[str]
    demands: Wanted[Demand]
    findings: Wanted[FindingKind]
    window: Window | None
    window_matters: bool
    reference: str | None
    truth: str

    @property
    def arrival(self) -> Arrival:
        """The arrival that its source would have brought."""
        return Arrival(
            id=f"arrival-{self.name}",
            source_kind=self.source,
            source_id="source",
            origin=f"{self.source.value} source",
            received_at=RECEIVED,
            media_type=self.media_type,
            body=self.body,
            size=len(self.body),
            sha256=sha256(self.body).hexdigest(),
        )


@cache
def corpus(half: str) -> tuple[Labelled, ...]:
    """Return all messages of one half, in the order of their files.

    Raises:
        ValueError: if two messages have one name, or a label is not known.
    """
    found = tuple(message for file in sorted((FOLDER / half).glob("*.txt")) for message in _messages(file))
    names = [message.name for message in found]
    if len(set(names)) != len(names):
        raise ValueError(f"two messages have one name: {sorted(name for name in names if names.count(name) > 1)}")
    return found


def _messages(file: Path) -> Iterator[Labelled]:
    """Yield the messages of one file."""
    for part in re.split(r"(?m)^=== ", file.read_text(encoding="utf-8"))[1:]:
        head, body = part.split("\n---\n", 1)
        name, *lines = head.split("\n")
        labels: dict[str, str] = {}
        for line in lines:
            key, _, value = line.partition(":")
            labels[key] = f"{labels.get(key, '')} {value.strip()}".strip()
        yield _labelled(f"{file.stem}/{name.strip()}", labels, body)


def _labelled(name: str, labels: dict[str, str], body: str) -> Labelled:
    """Make a message of its labels and its text."""
    source = labels["source"]
    may = frozenset(FindingKind(word) for word in labels.get("may", "").split())
    return Labelled(
        name=name,
        source=SourceKind(source),
        body=_body(source, body, name),
        media_type=labels.get("content_type") or _MEDIA_TYPES[source],
        signed=tuple(labels.get("signed", "").split()),
        system=System(labels["system"]),
        levels=Wanted(must=_groups(labels, "claims", Level), may=_words(labels, "claims_may", Level)),
        agencies=frozenset(labels.get("agencies", "").split()),
        demands=Wanted(must=_groups(labels, "demands", Demand), may=_words(labels, "demands_may", Demand)),
        findings=Wanted(must=_groups(labels, "must", FindingKind), may=may),
        window=_window(labels["window"]),
        window_matters=labels["window"] != "any",
        reference=labels.get("ref"),
        truth=labels["truth"],
    )


def _groups[T: (Level, Demand, FindingKind)](
    labels: dict[str, str], key: str, kind: type[T]
) -> tuple[frozenset[T], ...]:
    """Read a label that says what has to be found."""
    return tuple(frozenset(kind(one) for one in word.split("|")) for word in labels.get(key, "").split())


def _words[T: (Level, Demand, FindingKind)](labels: dict[str, str], key: str, kind: type[T]) -> frozenset[T]:
    """Read a label that says what may be found."""
    return frozenset(kind(word) for word in labels.get(key, "").split())


def _window(text: str) -> Window | None:
    """Read the window that a label states in the household's time."""
    if text in {"none", "any"}:
        return None
    start, end = (datetime.fromisoformat(part).replace(tzinfo=ZoneInfo(ZONE)) for part in text.split(" - "))
    return Window(start=start, end=end)


def _body(source: str, body: str, name: str) -> bytes:
    """Return the bytes that a source would bring."""
    if source == "mailbox":
        return _mail(body, name)
    if source == "phone":
        extras = json.loads(body)
        return json.dumps({_NOTIFICATION_KEYS.get(key, key): value for key, value in extras.items()}).encode()
    return body.strip().encode()


def _mail(text: str, name: str) -> bytes:
    """Complete a mail by the headers that every mail has."""
    head, _, body = text.partition("\n\n")
    lines = head.split("\n")
    names = {line.partition(":")[0].lower() for line in lines}
    more = [
        "To: cameras@home.example",
        f"Date: {format_datetime(RECEIVED)}",
        f"Message-ID: <{name.replace('/', '.')}@corpus.example>",
        "MIME-Version: 1.0",
        "Content-Transfer-Encoding: 8bit",
    ]
    if "content-type" not in names:
        more.append("Content-Type: text/plain; charset=utf-8")
    return ("\r\n".join([*lines, *more]) + "\r\n\r\n" + body.rstrip().replace("\n", "\r\n") + "\r\n").encode()
