"""Axon Community Requests: an agency asks one person, an area or the public through Axon Evidence.

Until December 2022 the name was Axon Citizen. The request's ID stays the same in all reminders; the description
is cut at 603 characters in mails and short messages.
"""

from ..model import System
from .free_text import read_free_text
from .marks import has
from .message_text import Message
from .reading import Reading, ReadingContext

_MARKS = (
    "community request",
    "axon citizen",
    "evidence request",
    "request id",
    "individual request",
    "submit evidence",
    "upload evidence",
    "share evidence",
    "one-time link",
    "submit your",
    "upload your",
)


def recognise(message: Message) -> bool:
    """Recognise Axon's name beside words of an evidence request."""
    return has(message, "axon", "evidence.com") and has(message, *_MARKS)


def read(message: Message, context: ReadingContext) -> Reading:
    """Read the details of an evidence request."""
    return read_free_text(message, context, System.AXON_COMMUNITY_REQUEST)
