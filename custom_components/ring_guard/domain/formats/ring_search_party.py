"""Ring's Search Party: a neighbour looks for a lost pet, or Ring for a natural hazard (Fire Watch).

The owner of a camera gets an alert with a picture and decides each time. No agency asks.
"""

from dataclasses import replace

from ..model import IncidentType, System
from .free_text import read_free_text
from .marks import has, of_ring
from .message_text import Message
from .reading import Reading, ReadingContext

_PETS = ("dog", "cat", "pet", "puppy", "kitten", "lost")


def recognise(message: Message) -> bool:
    """Recognise the programme's name beside a pet, or Fire Watch beside Ring's name."""
    if has(message, "search party"):
        return of_ring(message) or has(message, *_PETS)
    return has(message, "fire watch") and of_ring(message)


def read(message: Message, context: ReadingContext) -> Reading:
    """Read what is known of the pet or hazard."""
    reading = read_free_text(message, context, System.RING_SEARCH_PARTY)
    kind = IncidentType.LOST_PET if has(message, "search party") else IncidentType.NATURAL_HAZARD
    return replace(reading, incident_types=reading.incident_types | {kind})
