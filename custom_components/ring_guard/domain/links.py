"""The links that a message holds, as text: shown to people, and never followed by anything of ours."""

import re

MOST_LINKS = 5
LONGEST_LINK = 500

_LINK = re.compile(r"https?://[^\s<>\"'\\^`{|}]+", re.IGNORECASE)
_BEHIND = ".,;:!?)]"


def links_in(text: str) -> tuple[str, ...]:
    """Return the first links of a text, each once, in their order; signs that end a sentence are no part of them."""
    found = (match[0].rstrip(_BEHIND) for match in _LINK.finditer(text))
    return tuple(dict.fromkeys(link for link in found if len(link) <= LONGEST_LINK))[:MOST_LINKS]
