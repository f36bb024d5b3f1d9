"""How a household's own receiving server names itself: learnt from the mails that it has passed on.

A server writes its verdict above all that came with a mail, so only the topmost Authentication-Results counts; what a
sender wrote stands below it. A person confirms what is found here.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from email.errors import MessageError
from email.parser import BytesHeaderParser
from email.policy import compat32
import re

_ID = re.compile(r"\s*(?:\([^()]*\)\s*)*([A-Za-z0-9](?:[A-Za-z0-9._-]{0,250}[A-Za-z0-9])?)(?=[\s;(]|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A name, and in how many of how many mails it was seen."""

    authserv_id: str
    mails: int
    of: int


def most_seen(headers: Iterable[bytes]) -> Seen:
    """Return the name that stands topmost in most mails; an empty one if none does."""
    names = [topmost(raw) for raw in headers]
    found = Counter(name for name in names if name)
    name, mails = found.most_common(1)[0] if found else ("", 0)
    return Seen(authserv_id=name, mails=mails, of=len(names))


def topmost(raw: bytes) -> str:
    """Return the name in the first Authentication-Results of a mail's headers, empty if there is none."""
    try:
        value = str(BytesHeaderParser(policy=compat32).parsebytes(raw).get("Authentication-Results", ""))
    except MessageError, ValueError, LookupError, TypeError, AttributeError:
        # The standard library's mail parser raises all of these on malformed headers.
        return ""
    found = _ID.match(value)
    return found[1] if found else ""
