"""One reader per message format: bytes in, `FootageRequest` out.

`read` never raises and never drops a message: what no format recognises is a plain request. A new format
is one module with `recognise` and `read`, and one line in `FORMATS`. Nothing here says who really asks.
"""

from collections.abc import Callable
from dataclasses import dataclass

from ..model import Arrival, FootageRequest, Requester
from . import (
    axon_community_request,
    plain,
    ring_community_request,
    ring_flock,
    ring_neighbors_portal,
    ring_request_for_assistance,
    ring_search_party,
    structured,
)
from .message import NOTIFICATION_TYPE, read_message
from .message_text import Message
from .reading import Reading, ReadingContext

__all__ = ["FORMATS", "NOTIFICATION_TYPE", "Format", "Message", "Reading", "ReadingContext", "read"]


@dataclass(frozen=True, slots=True)
class Format:
    """One way of wording a request: how it is recognised, and how it is read."""

    recognise: Callable[[Message], bool]
    read: Callable[[Message, ReadingContext], Reading]


FORMATS: tuple[Format, ...] = (
    Format(structured.recognise, structured.read),
    Format(ring_flock.recognise, ring_flock.read),
    Format(ring_search_party.recognise, ring_search_party.read),
    Format(ring_request_for_assistance.recognise, ring_request_for_assistance.read),
    Format(ring_neighbors_portal.recognise, ring_neighbors_portal.read),
    Format(ring_community_request.recognise, ring_community_request.read),
    Format(axon_community_request.recognise, axon_community_request.read),
    Format(plain.recognise, plain.read),
)
"""All formats; the first that recognises a message reads it, and the last recognises everything."""


def read(arrival: Arrival, context: ReadingContext, request_id: str) -> FootageRequest:
    """Read an arrival into a request with the given id; never raises, whatever its bytes or media type."""
    message = read_message(arrival)
    reader = next(item for item in FORMATS if item.recognise(message))
    reading = reader.read(message, context)
    return FootageRequest(
        id=request_id,
        arrival_id=arrival.id,
        source_kind=arrival.source_kind,
        source_id=arrival.source_id,
        origin=arrival.origin,
        received_at=arrival.received_at,
        system=reading.system,
        title=reading.title,
        text=reading.text,
        requester=Requester(claimed_name=reading.agency),
        contact=reading.contact,
        reference=reading.reference,
        incident_types=reading.incident_types,
        window=reading.window,
        area=reading.area,
        cameras=reading.cameras,
        demands=reading.demands,
        reply_by=reading.reply_by,
        links=reading.links,
        findings=message.findings + reading.findings,
    )
