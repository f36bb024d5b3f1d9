"""Messages for tests of the domain: arrivals made of text, and one household."""

from datetime import UTC, datetime
from hashlib import sha256
import json

from custom_components.ring_guard.domain.formats import ReadingContext, read
from custom_components.ring_guard.domain.model import Arrival, FootageRequest, SourceKind

RECEIVED = datetime(2026, 11, 22, 19, 0, tzinfo=UTC)
"""Noon of a Sunday in Denver, three weeks after the clocks went back."""

DENVER = ReadingContext(time_zone="America/Denver", cameras={"cam_door": "Front Door", "cam_drive": "Driveway"})
BERLIN = ReadingContext(time_zone="Europe/Berlin", cameras={"cam_door": "Haustür"})


def arrival(body: str | bytes, media_type: str = "text/plain", *, size: int | None = None) -> Arrival:
    """Return an arrival by webhook."""
    raw = body if isinstance(body, bytes) else body.encode("utf-8", "surrogatepass")
    return Arrival(
        id="arrival-1",
        source_kind=SourceKind.WEBHOOK,
        source_id="source-1",
        origin="webhook source-1",
        received_at=RECEIVED,
        media_type=media_type,
        body=raw,
        size=len(raw) if size is None else size,
        sha256=sha256(raw).hexdigest(),
    )


def read_text(body: str | bytes, media_type: str = "text/plain", context: ReadingContext = DENVER) -> FootageRequest:
    """Read one message at the household in Denver."""
    return read(arrival(body, media_type), context, "request-1")


def read_object(fields: object, context: ReadingContext = DENVER) -> FootageRequest:
    """Read one JSON body."""
    return read_text(json.dumps(fields), "application/json", context)


def utc(text: str) -> datetime:
    """Return an instant in UTC from `YYYY-MM-DD HH:MM`."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
