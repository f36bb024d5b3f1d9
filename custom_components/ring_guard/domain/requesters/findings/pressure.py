"""A request that threatens, or leaves no choice: honest ones say that sharing is up to the household.

A court's order does say what disobeying it costs; whether it is one, a person looks at in any case.
"""

from ...model import Finding, FindingKind
from ...phrases import of_every
from .look import Look, Words, of_words

_WORDS = Words(of_every(lambda language: language.pressure), of_every(lambda language: language.not_pressure))


def find(look: Look) -> Finding | None:
    """Report words that press."""
    return of_words(look, _WORDS, FindingKind.PRESSURE)
