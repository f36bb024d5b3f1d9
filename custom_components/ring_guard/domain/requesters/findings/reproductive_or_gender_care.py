"""A request about a pregnancy, an abortion or gender care: lawful in one place and prosecuted from another."""

from ...model import Finding, FindingKind
from ...phrases import of_every
from .look import Look, Words, of_words

_WORDS = Words(of_every(lambda language: language.care))


def find(look: Look) -> Finding | None:
    """Report words of such care."""
    return of_words(look, _WORDS, FindingKind.REPRODUCTIVE_OR_GENDER_CARE)
