"""Requests from Ring through Flock Safety: announced in October 2025, cancelled in February 2026, never live.

A message that claims to be one is an anomaly.
"""

from ..model import System
from .free_text import read_free_text
from .marks import has, never_existed, of_ring
from .message_text import Message
from .reading import Reading, ReadingContext

_MARKS = ("flockos", "flock nova", "flock safety", "investigation code", "community request", "request")


def recognise(message: Message) -> bool:
    """Recognise both names beside words of a request."""
    return has(message, "flock") and (of_ring(message) or has(message, "community request")) and has(message, *_MARKS)


def read(message: Message, context: ReadingContext) -> Reading:
    """Read the details, and say that there never was such a programme."""
    return read_free_text(message, context, System.RING_FLOCK, (never_existed("Ring with Flock Safety"),))
