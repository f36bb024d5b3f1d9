"""A request that threatens or hurries: honest ones leave the choice, and fake emergencies live on haste."""

from ...model import Finding, FindingKind, Severity
from ...phrases import Phrases
from ..data import words
from .look import Look, finding, found_words

_WORDS = Phrases(words.PRESSURE)


def find(look: Look) -> Finding | None:
    """Report words that press."""
    found = found_words(look, _WORDS)
    return finding(FindingKind.PRESSURE, Severity.CONCERN, found) if found else None
