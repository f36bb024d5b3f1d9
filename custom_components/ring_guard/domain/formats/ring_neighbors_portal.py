"""Mails that Ring wrote to its users for the police before June 2021, through the Neighbors Portal.

Their subject read that a police department was requesting the receiver's help; sharing was called optional.
One that arrives today is old or false.
"""

from ..model import System
from .free_text import read_free_text
from .marks import has, of_ring, retired
from .message_text import Message
from .reading import Reading, ReadingContext


def recognise(message: Message) -> bool:
    """Recognise the portal's name, or its subject in a message that names Ring."""
    return has(message, "neighbors portal") or (
        has(message, "requesting your help") and of_ring(message) and not has(message, "community request")
    )


def read(message: Message, context: ReadingContext) -> Reading:
    """Read the details, and say that the programme has ended."""
    return read_free_text(
        message, context, System.RING_NEIGHBORS_PORTAL, (retired("Neighbors Portal, until June 2021"),)
    )
