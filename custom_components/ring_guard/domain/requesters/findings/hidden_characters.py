"""Characters that take no room or turn the direction of a text.

Between words they come with ordinary mail programs; inside a word of Latin letters, or where they turn the
direction, they are there to deceive.
"""

import re
import unicodedata

from ...model import Finding, FindingKind, Severity
from ..folding import INVISIBLE
from .look import Look, finding

_DECEIVING = re.compile(
    "[A-Za-z][\u200b-\u200f\u2060-\u2064\ufeff\u180e\u034f]+[A-Za-z]|[\u202d\u202e\U000e0020-\U000e007e]"
)


def find(look: Look) -> Finding | None:
    """Report invisible characters by their names in Unicode."""
    request = look.request
    text = "\n".join((request.title, request.text, look.requester.claimed_name or ""))
    if text.isascii():
        return None
    found = [match[0] for match in INVISIBLE.finditer(text)]
    if not found:
        return None
    severity = Severity.SUSPICIOUS if _DECEIVING.search(text) else Severity.NOTICE
    names = (unicodedata.name(character, f"U+{ord(character):04X}").lower() for character in dict.fromkeys(found))
    return finding(FindingKind.HIDDEN_CHARACTERS, severity, names)
