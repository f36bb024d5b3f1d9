"""Ring Community Requests: a public-safety agency asks Ring's users of an area, since September 2025.

Fields by Ring's own help: agency, incident, date and time frame, investigator's contact, map of an area,
investigation code, message. Declining means sending nothing: the agency is told nothing of those who do not answer.
"""

from ..model import System
from ..phrases import every, without_accents
from .free_text import read_free_text
from .marks import has, of_ring
from .message_text import Message
from .reading import Reading, ReadingContext

_NAMES = tuple(without_accents(name) for name in every(lambda language: language.community_request))


def recognise(message: Message) -> bool:
    """Recognise the name of the programme beside another mark of it."""
    return has(message, *_NAMES) and (
        of_ring(message)
        or has(
            message,
            "investigation code",
            "neighbors",
            "public safety agency",
            "codigo de investigacion",
            "seguridad publica",
        )
    )


def read(message: Message, context: ReadingContext) -> Reading:
    """Read the details of a Community Request."""
    return read_free_text(message, context, System.RING_COMMUNITY_REQUEST)
