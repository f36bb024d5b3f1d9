"""The number under which a requester keeps its case."""

from collections.abc import Iterator
import re

from ...phrases import alternatives, lowered, openings, places

_CODES = alternatives(lambda language: language.code_patterns)
_WORDS = alternatives(lambda language: language.reference_patterns)
_OPENINGS = openings(lambda language: language.code_patterns, lambda language: language.reference_patterns) | {"id"}
_LABEL = re.compile(
    rf"\b(?:(?P<code>{_CODES})|(?:{_WORDS})\b(?:[ ](?:report|file|reference|case|record)\b)?|(?<![^\n])id\b)"
    r"\.?[ \t]{0,2}(?:(?:number|no|num|nr|id|code|n°|nº|n\.º|número|numero)\b\.?)?[ \t]{0,2}(?:(?:is|es)\b)?[ \t]{0,2}[:#.]{0,2}"
    r"(?:[ \t]{0,3}|(?<=code)\n)[#(]?[ \t]?(?<![a-z])"
    r"(?P<value>[a-z]{1,5}[ ](?=[a-z./_-]{0,6}\d)[a-z0-9/._-]{2,30}|[a-z0-9][a-z0-9/._-]{2,39})"
)
_LONE = re.compile(
    r"(?<![\w./@-])(?:[a-z]{2,6}-?\d{2,4}-[a-z0-9]{1,8}(?:-[a-z0-9]{1,8}){0,3}|\d{2}-\d{3,8}|\d{4}-\d{4,8}|\d{2}-[a-z]{1,4}-\d{1,6})(?![\w/-])"
)
"""A number of the shape that cases have, by itself; its first digit before a dash is at most `_FARTHEST` signs in."""
_DASH = re.compile(r"\d-")
_BEFORE = re.compile(r"[\w./@-]*\Z")
_FARTHEST = 11
_NO_NUMBERS = re.compile(r"(?:19|20)\d\d(?:-(?:19|20)\d\d)?|\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}")
"""Years and dates."""
_MOST = 20


def reference(text: str) -> str | None:
    """Return the reference that a text gives: a platform's own code, an agency's number, or what looks like one."""
    found: str | None = None
    lower = lowered(text)
    for count, match in enumerate(_labelled(lower)):
        value = text[slice(*match.span("value"))].rstrip("._-/")
        if len(value) < 3 or not any(letter.isdigit() for letter in value) or _NO_NUMBERS.fullmatch(value):
            continue
        if match["code"]:
            return value
        found = found or value
        if count >= _MOST:
            break
    return found or _lone(text, lower)


def _labelled(lower: str) -> Iterator[re.Match[str]]:
    """Yield every number with words before it that say what it is."""
    end = 0
    for place in places(lower, _OPENINGS):
        match = _LABEL.match(lower, place) if place >= end else None
        if match is not None:
            end = match.end()
            yield match


def _lone(text: str, lower: str) -> str | None:
    """Return the first number that has the shape of a case's."""
    for dash in _DASH.finditer(lower):
        before = _BEFORE.search(lower, max(0, dash.start() - _FARTHEST - 1), dash.start())
        match = _LONE.match(lower, before.start()) if before is not None else None
        if match is not None and not _NO_NUMBERS.fullmatch(match[0]):
            return text[slice(*match.span())]
    return None


def is_reference(text: str) -> bool:
    """Tell whether a field's text can be a reference: short, and with a letter or digit in it."""
    return 0 < len(text) <= 60 and any(letter.isalnum() for letter in text)
