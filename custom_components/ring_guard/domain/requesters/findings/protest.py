"""A request that touches lawful assembly: Ring's own rules once barred such requests."""

from ...model import Finding, FindingKind, Severity
from ...phrases import Phrases
from ..data import words
from .look import Look, finding, found_words

_WORDS = Phrases(words.PROTEST)


def find(look: Look) -> Finding | None:
    """Report words of protest and assembly."""
    found = found_words(look, _WORDS)
    return finding(FindingKind.PROTEST, Severity.CONCERN, found) if found else None
