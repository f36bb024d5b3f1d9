"""Which part of a message are its writer's own words: older messages below it and the small print are not.

A message that is passed on counts as the writer's own. Where next to nothing would be left, everything counts: nobody
hides what he asks for behind a mark of quotation.
"""

from collections.abc import Iterator
from functools import lru_cache

from .phrases import every, of_every

_LEAST_OWN = 30
"""Characters: less of its own than this, and a message says what it quotes."""
_LONGEST_INTRODUCTION = 200
_MOST_SENTENCES = 50
_FARTHEST = 300
"""Characters: what stands farther away belongs to another sentence."""

_INTRODUCTIONS = every(lambda language: language.quotes)
_ORIGINALS = every(lambda language: language.originals)
_HEADS = frozenset(mark[:5] for mark in _ORIGINALS)
_FOOTERS = of_every(lambda language: language.footers)
_STOPS = (". ", ".\n", "\n", "! ", "? ", "; ")

type Stretch = tuple[int, int]
"""Where a passage begins and ends in its text."""


@lru_cache(maxsize=4)
def quoted(text: str) -> tuple[Stretch, ...]:
    """Return where older messages stand in a text, in order; those who read a message ask for it one after the other."""
    if not _may_quote(text):
        return ()
    found = tuple(_quotations(text))
    own = _without(text, found)
    said = own.partition("\n\n")[2] if own.startswith("From: ") else own
    return found if len("".join(said.split())) >= _LEAST_OWN else ()


def own_words(text: str, quotations: tuple[Stretch, ...]) -> str:
    """Return a text without the older messages in it."""
    return _without(text, quotations) if quotations else text


def without_footers(folded: str) -> str:
    """Return a text in lower case without the sentences of its small print."""
    for hint in _FOOTERS.find(folded):
        place = folded.find(hint)
        for _ in range(_MOST_SENTENCES):
            if place < 0:
                break
            start, end = _sentence(folded, place, len(hint))
            folded = f"{folded[:start]} {folded[end:]}"
            place = folded.find(hint, start)
    return folded


def sentence_at(folded: str, place: int, length: int) -> str:
    """Return the sentence in which something stands."""
    start, end = _sentence(folded, place, length)
    return folded[start:end]


def _sentence(folded: str, place: int, length: int) -> Stretch:
    """Return where the sentence around a place begins and ends; of one without end, what stands near."""
    first, last = max(0, place - _FARTHEST), place + length + _FARTHEST
    starts = (found + len(stop) for stop in _STOPS if (found := folded.rfind(stop, first, place)) >= 0)
    ends = (found + 1 for stop in _STOPS if (found := folded.find(stop, place + length, last)) >= 0)
    return max(starts, default=first), min(ends, default=min(last, len(folded)))


def _may_quote(text: str) -> bool:
    """Tell whether a text has any mark of a quotation."""
    if "\n>" in text or text.startswith(">"):
        return True
    lower = text.lower()
    return any(head in lower for head in _HEADS) or any(
        lower.endswith(_INTRODUCTIONS, 0, end) for end in _colons(lower)
    )


def _colons(text: str) -> Iterator[int]:
    """Yield where the colons of a text end, with one of which every introduction ends."""
    end = text.find(":") + 1
    while end > 0:
        yield end
        end = text.find(":", end) + 1


def _quotations(text: str) -> Iterator[Stretch]:
    """Yield the lines that are quoted, and all that follows the head of an older message."""
    place = 0
    for line in text.splitlines(keepends=True):
        end = place + len(line)
        bare = line.strip().lower()
        if bare.startswith(">"):
            yield place, end
        elif bare.startswith(_ORIGINALS):
            yield place, len(text)
            return
        elif bare.endswith(_INTRODUCTIONS) and len(bare) < _LONGEST_INTRODUCTION:
            below = text[end:].lstrip()
            yield place, end if below.startswith(">") else len(text)
            if not below.startswith(">"):
                return
        place = end


def _without(text: str, stretches: tuple[Stretch, ...]) -> str:
    """Return a text without some stretches, which are in order."""
    kept: list[str] = []
    place = 0
    for start, end in stretches:
        kept.append(text[place:start])
        place = end
    return "".join((*kept, text[place:]))
