"""Mail without a known format, and what a person typed in: everything that no other format recognises."""

from ..model import System
from .free_text import read_free_text
from .message_text import Message
from .reading import Reading, ReadingContext


def recognise(message: Message) -> bool:
    """Recognise everything."""
    return True


def read(message: Message, context: ReadingContext) -> Reading:
    """Take what free text gives away."""
    return read_free_text(message, context, System.PLAIN)
