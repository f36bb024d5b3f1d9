"""Lines of the form "Label: value", as most systems write their details."""

from collections.abc import Callable, Iterator, KeysView, Mapping
from functools import lru_cache
import re

from ...phrases import Language, every, without_accents

_LINE = re.compile(
    r"[ \t*•>-]{0,6}([^\W\d_][\w /()'#.-]{1,40}?)[ \t*]{0,3}[:：][ \t*]{0,4}(\S[^\n]{0,300}|)$", re.MULTILINE
)
"""Matched at the beginning of a line."""
_NOT_LETTERS = re.compile(r"[^a-z0-9]+")


def labels(text: str) -> Mapping[str, str]:
    """Return labels in lower case with their values; the first of equal labels counts.

    A label alone on its line takes the next line as its value.
    """
    found: dict[str, str] = {}
    for match in _lines(text):
        value = match[2].strip() or _next_line(text, match.end())
        found.setdefault(_folded(match[1]), value)
    return found


@lru_cache(maxsize=512)
def _folded(label: str) -> str:
    """Return a label as names of fields are compared; there are few of them, and each comes again and again."""
    return _NOT_LETTERS.sub(" ", without_accents(label).lower()).strip()


def _lines(text: str) -> Iterator[re.Match[str]]:
    """Yield every line that has a label."""
    start, wide = 0, "：" in text
    for line in text.split("\n"):
        match = _LINE.match(text, start) if ":" in line or (wide and "：" in line) else None
        if match is not None:
            yield match
        start += len(line) + 1


def _next_line(text: str, position: int) -> str:
    """Return the line after a position, unless it is empty or has a label itself."""
    line = text[position + 1 : position + 301].split("\n", 1)[0].strip()
    return "" if _LINE.match(line) else line


def names_of(field: Callable[[Language], str]) -> KeysView[str]:
    """Return the names of a field in every language, as `labels` has them and in order."""
    return dict.fromkeys(without_accents(name) for name in every(field)).keys()


def first(found: Mapping[str, str], names: KeysView[str]) -> str:
    """Return the value of the first of several labels that is there, or an empty text."""
    if found.keys().isdisjoint(names):
        return ""
    return next((found[name] for name in names if found.get(name)), "")
