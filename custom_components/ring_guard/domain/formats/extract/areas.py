"""The place that a request speaks of, and its size where it says one."""

from collections.abc import Iterable, Mapping
from math import pi
import re

from ...model import Area
from ...phrases import Phrases, alternatives, lowered, values
from ...requesters.folding import fold
from .labels import first, names_of

_NUMBERS = values(lambda language: language.numbers)
_LENGTHS = values(lambda language: language.lengths)
"""Miles in one unit; a city block is taken as a sixteenth of a mile."""
_SQUARES = values(lambda language: language.squares)
"""Square miles in one unit."""


def _names(names: Iterable[str]) -> str:
    """Return names as the alternatives of a regular expression, the longest first."""
    return "|".join(map(re.escape, sorted(names, key=len, reverse=True)))


_NUMBER = rf"(?P<number>\d{{1,5}}(?:[.,]\d{{1,4}})?|\.\d{{1,4}}|{_names(_NUMBERS)})"
_SQUARE = re.compile(rf"(?<![\w.]){_NUMBER}[ -]{{1,2}}(?:of an? )?(?P<unit>{_names(_SQUARES)})(?!\w)")
_RADIUS = re.compile(
    rf"\b(?:{alternatives(lambda language: language.radius_patterns)})[ \t]{{1,2}}"
    rf"(?:(?:{alternatives(lambda language: language.articles)}|a radius of) )?{_NUMBER}[ -]{{1,2}}(?:of a )?(?P<unit>{_names(_LENGTHS)})\b"
)
_BEFORE_RADIUS = re.compile(rf"(?<![\w.]){_NUMBER}[ -](?P<unit>{_names(_LENGTHS)})[ -]radius\b")
_RADIUS_HINTS = Phrases(_LENGTHS)
_SQUARE_HINTS = Phrases(_SQUARES)
_BLOCK = re.compile(
    r"\b(?:\d{1,5} block of|intersection of|corner of|vicinity of|area of|near the intersection of)[ \t](?:the )?[a-z0-9][^\n.;:!?]{2,80}",
)
_BLOCK_HINTS = ("block of", "intersection of", "corner of", "vicinity of", "area of")
_LABELS = names_of(lambda language: language.area_labels)


def area(text: str, folded: str, labelled: Mapping[str, str]) -> Area | None:
    """Return the area that a text describes, given folded as well; a radius counts as the circle it draws."""
    description = first(labelled, _LABELS) or _block(text)
    size = _size(folded)
    if not description and size is None:
        return None
    return Area(description=" ".join(description.split())[:200] or None, square_miles=size)


def _block(text: str) -> str:
    """Return the streets that a text speaks of, or an empty text."""
    lower = lowered(text)
    found = _BLOCK.search(lower) if any(hint in lower for hint in _BLOCK_HINTS) else None
    return text[slice(*found.span())] if found else ""


def square_miles(text: str) -> float | None:
    """Return the largest area that a text names, in square miles."""
    return _size(fold(text))


def _size(folded: str) -> float | None:
    """Return the largest area that a folded text names, in square miles."""
    sizes: list[float] = []
    if _SQUARE_HINTS.some(folded):
        sizes += [_number(match["number"]) * _SQUARES[match["unit"]] for match in _SQUARE.finditer(folded)]
    if _RADIUS_HINTS.some(folded):
        before = _BEFORE_RADIUS.finditer(folded) if "radius" in folded else ()
        circles = (*_RADIUS.finditer(folded), *before)
        sizes += [pi * (_number(match["number"]) * _LENGTHS[match["unit"]]) ** 2 for match in circles]
    return round(max(sizes), 6) if sizes else None


def _number(word: str) -> float:
    """Read a number written in digits or as a small word."""
    return _NUMBERS[word] if word in _NUMBERS else float(word.replace(",", "."))
