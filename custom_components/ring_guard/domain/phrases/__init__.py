"""The words that a text is looked through for, language by language, and the way of finding them.

A language is one file with a `Language` and one line in `LANGUAGES`: findings, demands, kinds of incident, names of
fields and the standing of names all read it there. Nothing in here judges.
"""

from collections.abc import Callable

from . import english, french, german, spanish
from .language import Language, listed
from .search import Phrases, first_word, lowered, places, without_accents, words_of

__all__ = [
    "LANGUAGES",
    "Language",
    "Phrases",
    "alternatives",
    "every",
    "listed",
    "lowered",
    "of_every",
    "openings",
    "places",
    "values",
    "without_accents",
    "words_of",
]

LANGUAGES: tuple[Language, ...] = (english.LANGUAGE, spanish.LANGUAGE, german.LANGUAGE, french.LANGUAGE)
"""All languages that texts are read in."""


def every(field: Callable[[Language], str]) -> tuple[str, ...]:
    """Return the phrases of one field of every language."""
    return tuple(dict.fromkeys(phrase for language in LANGUAGES for phrase in listed(field(language))))


def of_every(field: Callable[[Language], str]) -> Phrases:
    """Return one field's phrases of every language, ready to be found."""
    return Phrases(every(field))


def openings(*fields: Callable[[Language], str]) -> frozenset[str]:
    """Return the words that the patterns of fields begin with in any language; `places` finds them."""
    return frozenset(first_word(pattern) for field in fields for pattern in every(field))


def values(field: Callable[[Language], str]) -> dict[str, float]:
    """Return one field's names with their numbers in every language, without accents."""
    pairs = (item.partition("=") for item in every(field))
    return {without_accents(name.strip()): float(value) for name, _, value in pairs}


def alternatives(field: Callable[[Language], str]) -> str:
    """Return one field's patterns of every language as the alternatives of a regular expression, the longest first."""
    return "|".join(sorted(every(field), key=lambda pattern: (-len(pattern), pattern)))
