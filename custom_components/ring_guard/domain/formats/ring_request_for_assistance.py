"""Request for Assistance: police posts in Ring's Neighbors app from June 2021 to January 2024.

One that arrives today is old or false. Its limits (15 minutes to 12 hours, 0.025 to 0.5 square miles) remain
a yardstick for other requests.
"""

from ..model import System
from .free_text import read_free_text
from .marks import has, of_ring, retired
from .message_text import Message
from .reading import Reading, ReadingContext


def recognise(message: Message) -> bool:
    """Recognise the programme's name beside Ring's."""
    return has(message, "request for assistance", "requests for assistance") and (
        of_ring(message) or has(message, "neighbors")
    )


def read(message: Message, context: ReadingContext) -> Reading:
    """Read the details, and say that the programme has ended."""
    return read_free_text(
        message, context, System.RING_REQUEST_FOR_ASSISTANCE, (retired("Request for Assistance, 2021-2024"),)
    )
