"""Somebody described by origin and by nothing else: it fits half a neighbourhood and finds nobody.

Ring's own rules once barred such requests.
"""

from ...model import Finding, FindingKind, Severity
from ...phrases import LANGUAGES, Phrases, of_every
from .look import Look, finding

_DESCRIPTIONS = Phrases(*(language.descriptions() for language in LANGUAGES))
_LOOKS = of_every(lambda language: language.looks)


def find(look: Look) -> Finding | None:
    """Report descriptions by origin where nothing else is said of anybody's looks."""
    found = _DESCRIPTIONS.find(look.own)[:5]
    if not found or _LOOKS.some(look.own):
        return None
    return finding(FindingKind.RACE_ALONE, Severity.CONCERN, found)
