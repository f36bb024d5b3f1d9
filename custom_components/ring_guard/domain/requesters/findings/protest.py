"""A request that touches lawful assembly: Ring's own rules once barred such requests."""

from ...model import Finding, FindingKind
from ...phrases import of_every
from .look import Look, Words, of_words

_WORDS = Words(of_every(lambda language: language.protest), of_every(lambda language: language.not_protest))


def find(look: Look) -> Finding | None:
    """Report words of protest and assembly."""
    return of_words(look, _WORDS, FindingKind.PROTEST)
