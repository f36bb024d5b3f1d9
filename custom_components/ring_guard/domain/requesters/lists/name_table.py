"""The names on a list, and how near another name comes to them.

Two names are the same if they hold the same words, whatever their order, "department" or "of". They are compared by
skeleton: letters that only look alike make an imitation. One letter of one word more, less or other is a
resemblance, which proves nothing either way: both bodies may exist.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from itertools import islice, pairwise
from typing import Self
import unicodedata

from ...model import Level
from ..words import words

_SAYS_NOTHING = frozenset({"the", "of", "and", "&", "for", "department", "dept", "office", "agency"})
_SAME = {"pd": "police", "sheriffs": "sheriff", "saint": "st", "ft": "fort", "mt": "mount", "co": "county"}
_SAME_LOOK = {words(short)[0].skeleton: words(long)[0].skeleton for short, long in _SAME.items()}
_KINDS_OF_TOWN = frozenset({"city", "town", "village", "borough", "township"})
_MOST_WORDS = 12
_SHORTEST = 4
"""Letters of a word below which one letter makes it another word."""


class Likeness(IntEnum):
    """How near a name comes to one on a list."""

    RESEMBLES = 0
    IMITATES = 1
    SAME = 2


@dataclass(frozen=True, slots=True)
class ListedName:
    """A name on a list as it stands there, the levels that the list gives it, and what else it says."""

    written: str
    levels: frozenset[Level]
    note: str


@dataclass(frozen=True, slots=True)
class _Key:
    """A name's words that say something: by look and as they are, in one order."""

    skeletons: tuple[str, ...]
    plains: tuple[str, ...]


type _Gap = tuple[tuple[str, ...], str]
"""A name's words without one, and two letters of that one: a slip of the pen leaves its first or its last two."""


class NameTable:
    """Names of one list; immutable once built."""

    __slots__ = ("_gaps", "_names", "_same")

    def __init__(self) -> None:
        """Begin with no name."""
        self._names: list[tuple[_Key, ListedName]] = []
        self._same: dict[tuple[str, ...], list[int]] = {}
        self._gaps: dict[_Gap, list[int]] = {}

    @classmethod
    def of(cls, names: Iterable[ListedName]) -> Self:
        """Build a table; names without a word that says something are left out, as are repetitions."""
        table = cls()
        known: set[tuple[tuple[str, ...], str]] = set()
        for name in names:
            key = _key(name.written)
            if key is not None and (key.plains, name.note) not in known:
                known.add((key.plains, name.note))
                table._add(key, name)
        return table

    def __len__(self) -> int:
        """Return how many names there are."""
        return len(self._names)

    def __iter__(self) -> Iterator[ListedName]:
        """Go through the names in the list's order."""
        return (name for _, name in self._names)

    def find(self, written: str) -> tuple[Likeness, tuple[ListedName, ...]] | None:
        """Return the names that a written one is, imitates or resembles, the nearest likeness alone; None if none."""
        key = _key(written)
        if key is None:
            return None
        by_look = [self._names[index] for index in self._same.get(key.skeletons, ())]
        if same := tuple(name for known, name in by_look if known.plains == key.plains):
            return Likeness.SAME, same
        if by_look:
            return Likeness.IMITATES, tuple(name for _, name in by_look)
        near = tuple(self._names[index][1] for index in self._near(key))
        return (Likeness.RESEMBLES, near) if near else None

    def _add(self, key: _Key, name: ListedName) -> None:
        """Keep one name, findable with any one of its words missing."""
        index = len(self._names)
        self._names.append((key, name))
        self._same.setdefault(key.skeletons, []).append(index)
        for words_left, word in _gaps(key.skeletons):
            for gap in _edges(words_left, word):
                self._gaps.setdefault(gap, []).append(index)

    def _near(self, key: _Key) -> list[int]:
        """Return the names that differ in one letter of one word."""
        found = dict.fromkeys(
            index
            for words_left, word in _gaps(key.skeletons)
            for gap in _edges(words_left, word)
            for index in self._gaps.get(gap, ())
            if _one_letter_apart(word, _missing(self._names[index][0].skeletons, words_left))
        )
        return list(found)


def says_enough(written: str) -> bool:
    """Tell whether a name says more than what kind of body it is ("Department of Corrections" does not)."""
    key = _key(written)
    return key is not None and len(key.plains) > 1


def _key(written: str) -> _Key | None:
    """Return a name's words that say something, None if there is none."""
    found = list(islice(words(written), _MOST_WORDS))
    towns = {
        index for index, (one, two) in enumerate(pairwise(found)) if one.plain in _KINDS_OF_TOWN and two.plain == "of"
    }
    pairs = sorted(
        (_SAME_LOOK.get(word.skeleton, word.skeleton), _SAME.get(word.plain, _without_accents(word.plain)))
        for index, word in enumerate(found)
        if index not in towns and word.plain not in _SAYS_NOTHING
    )
    return _Key(tuple(pair[0] for pair in pairs), tuple(pair[1] for pair in pairs)) if pairs else None


def _without_accents(word: str) -> str:
    """Return a word as those write it whose keyboard has no accents, which imitates nobody."""
    if word.isascii():
        return word
    return "".join(letter for letter in unicodedata.normalize("NFD", word) if unicodedata.category(letter) != "Mn")


def _gaps(skeletons: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield a name's words without one, and that one, for each that is long enough to be misspelt."""
    for index, word in enumerate(skeletons):
        if len(word) >= _SHORTEST:
            yield skeletons[:index] + skeletons[index + 1 :], word


def _edges(words_left: tuple[str, ...], word: str) -> tuple[_Gap, _Gap]:
    """Return what a gap is found by: the first two and the last two letters of the word that it leaves out."""
    return (words_left, f"{word[:2]}-"), (words_left, f"-{word[-2:]}")


def _missing(skeletons: tuple[str, ...], gap: tuple[str, ...]) -> str:
    """Return the word that a gap leaves out."""
    return next((word for word, left in zip(skeletons, gap, strict=False) if word != left), skeletons[-1])


def _one_letter_apart(one: str, two: str) -> bool:
    """Tell whether two words differ by one letter more, less or other, or by two that changed places."""
    if abs(len(one) - len(two)) > 1 or one == two:
        return False
    start = 0
    while start < min(len(one), len(two)) and one[start] == two[start]:
        start += 1
    rest, other = one[start:], two[start:]
    swapped = rest[:2] == other[1::-1] and len(other) > 1
    return rest[1:] == other[1:] or rest[1:] == other or rest == other[1:] or (swapped and rest[2:] == other[2:])
