"""The place that a request speaks of, and its size where it says one."""

from collections.abc import Mapping
from math import pi
import re

from ...model import Area
from ...phrases import lowered
from .labels import first, names_of

_NUMBER = r"(?P<number>\d{1,5}(?:[.,]\d{1,4})?|\.\d{1,4}|half a|one-half|a half|a quarter|quarter|one|two|three|four|five|ten|a|an)"
_SQUARE = re.compile(
    rf"(?<![\w.]){_NUMBER}[ -]{{1,2}}(?:of a |of an )?(?P<unit>square[ -]miles?|sq\.? ?mi(?:les?)?|square[ -]kilomet(?:er|re)s?|sq\.? ?km|km²|acres?)\b",
)
_RADIUS = re.compile(
    rf"\b(?:within|radius of|in)[ \t]{{1,2}}(?:about |approximately |a radius of )?{_NUMBER}[ -]{{1,2}}(?:of a )?(?P<unit>miles?|mi|kilomet(?:er|re)s?|km|feet|foot|ft|yards?|met(?:er|re)s?|m|blocks?)\b(?P<radius>[ -]radius| of| from|\b)"
    rf"|(?<![\w.])(?P<number2>\d{{1,5}}(?:[.,]\d{{1,4}})?|\.\d{{1,4}}|half|one|two)[ -](?P<unit2>miles?|kilomet(?:er|re)s?|km|feet|foot|ft|yards?|met(?:er|re)s?|blocks?)[ -]radius\b",
)
_SQUARE_HINT = re.compile(r"sq(?:uare|\.|[ ]?mi|[ ]?km)|acre|km²")
_RADIUS_HINT = re.compile(
    r"radius|within (?:about |approximately |a )?\S{1,12}[ -](?:of a )?(?:mile|mi\b|k|f|y|m|b)|in a "
)
_BLOCK = re.compile(
    r"\b(?:\d{1,5} block of|intersection of|corner of|vicinity of|area of|near the intersection of)[ \t](?:the )?[a-z0-9][^\n.;:!?]{2,80}",
)
_BLOCK_HINTS = ("block of", "intersection of", "corner of", "vicinity of", "area of")
_NUMBERS = {
    "half a": 0.5,
    "one-half": 0.5,
    "a half": 0.5,
    "half": 0.5,
    "a quarter": 0.25,
    "quarter": 0.25,
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "ten": 10,
}
_MILES = {
    "mi": 1.0,
    "km": 0.621371,
    "fe": 1 / 5280,
    "fo": 1 / 5280,
    "ft": 1 / 5280,
    "ya": 1 / 1760,
    "me": 0.000621371,
    "m": 0.000621371,
    "bl": 0.0625,
    "ki": 0.621371,
}
"""Miles in one unit, by the first letters of its name; a city block is taken as a sixteenth of a mile."""
_LABELS = names_of(lambda language: language.area_labels)


def area(text: str, labelled: Mapping[str, str]) -> Area | None:
    """Return the area that a text describes; a radius counts as the circle it draws."""
    description = first(labelled, *_LABELS) or _block(text)
    size = square_miles(text)
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
    lower = text.lower()
    sizes = [_squares(match) for match in _SQUARE.finditer(lower)] if _SQUARE_HINT.search(lower) else []
    if _RADIUS_HINT.search(lower):
        sizes += [_circle(match) for match in _RADIUS.finditer(lower)]
    return round(max(sizes), 6) if sizes else None


def _number(text: str) -> float:
    """Read a number written in digits or as a small word."""
    word = text.lower()
    return float(_NUMBERS[word]) if word in _NUMBERS else float(word.replace(",", "."))


def _squares(match: re.Match[str]) -> float:
    """Return a named area in square miles."""
    unit = match["unit"].lower()
    factor = 1 / 640 if unit.startswith("acre") else 0.386102 if "k" in unit else 1.0
    return _number(match["number"]) * factor


def _circle(match: re.Match[str]) -> float:
    """Return the area of a circle by its radius, in square miles."""
    unit = (match["unit"] or match["unit2"]).lower()
    miles = _number(match["number"] or match["number2"]) * (_MILES["m"] if unit == "m" else _MILES[unit[:2]])
    return pi * miles * miles
