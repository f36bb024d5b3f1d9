"""The words of a text: how they are compared, and where they stand.

Most words of a text belong to no name: of those nothing is worked out but how they look.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import compress
from typing import NamedTuple

from .folding import caseless, drawn, typed, visible

_LONGEST = 64
"""Characters of a word that are compared."""
_MOST_KEPT = 8_192
_SPELLED = (1, 1, 1)
"""How long words are that stand for one: the fewest single capitals that spell another word."""
_BETWEEN = str.maketrans(dict.fromkeys(',;:?()[]{}<>"“”„«»/\\=+*#_~^–—-…·•', " "))
"""What stands between words beside white space."""


class Form(NamedTuple):
    """How a word is compared: its plain form, and its skeleton without and with regard to case."""

    plain: str
    skeleton: str
    cased: str


class Words:
    """The words of a text in order; `skeletons` is how each looks without regard to case."""

    __slots__ = ("_spaced", "_starts", "_written", "skeletons")

    def __init__(self, spaced: str, written: list[str], skeletons: Iterable[str], starts: Iterable[int] = ()) -> None:
        """Take a text without what stands between its words, the words in it, and where they begin as far as known."""
        self._spaced = spaced
        self._written = written
        self._starts = list(starts)
        self.skeletons = tuple(skeletons)

    def __len__(self) -> int:
        """Count the words."""
        return len(self._written)

    def __getitem__(self, index: int) -> Form:
        """Return how a word is compared."""
        return _form(self._written[index][:_LONGEST])

    def __iter__(self) -> Iterator[Form]:
        """Yield how each word is compared."""
        return map(self.__getitem__, range(len(self)))

    def start(self, index: int) -> int:
        """Return where a word begins in the text."""
        starts, find = self._starts, self._spaced.find
        if index >= len(starts):
            place = starts[-1] + len(self._written[len(starts) - 1]) if starts else 0
            for written in self._written[len(starts) : index + 1]:
                starts.append(find(written, place))
                place = starts[-1] + len(written)
        return starts[index]

    def end(self, index: int) -> int:
        """Return where a word ends in the text."""
        return self.start(index) + len(self._written[index])

    def spells(self, index: int) -> bool:
        """Tell whether a word is a single capital."""
        return len(self[index].cased) == 1 and self._written[index][0].isupper()


class _Skeletons(dict[str, str]):
    """How the words look that were met lately: a plain look-up is all that most words cost."""

    def __missing__(self, written: str) -> str:
        """Work out how a word looks; nobody's longest words are kept."""
        skeleton = _form(written[:_LONGEST]).skeleton
        if len(written) <= _LONGEST:
            if len(self) >= _MOST_KEPT:
                self.clear()
            self[written] = skeleton
        return skeleton


_skeleton = _Skeletons().__getitem__


def words(text: str) -> Words:
    """Return the words of a text in order; "F B I" is one word, as "F.B.I." is."""
    spaced = text.translate(_BETWEEN)
    written = spaced.split()
    skeletons = list(map(_skeleton, written))
    if "" in skeletons:
        written, skeletons = list(compress(written, skeletons)), list(filter(None, skeletons))
    found = Words(spaced, written, skeletons)
    return _joined(found, spaced) if _may_spell(skeletons) else found


def _may_spell(skeletons: list[str]) -> bool:
    """Tell whether there are as many single letters in a row as may stand for one word."""
    lengths = list(map(len, skeletons))
    in_a_row = zip(lengths, lengths[1:], lengths[2:], strict=False)
    return lengths.count(1) >= len(_SPELLED) and _SPELLED in in_a_row


def looks(labels: Iterable[str]) -> tuple[str, ...]:
    """Return how a host looks, label by label."""
    return tuple(map(_look, labels))


@lru_cache(maxsize=1_024)
def _look(label: str) -> str:
    """Return how one label looks."""
    return "".join(words(label).skeletons)


def _joined(found: Words, spaced: str) -> Words:
    """Join three or more capitals that stand alone one after the other."""
    spans: list[tuple[int, int]] = []
    for run in _runs(found):
        groups = [run] if len(run) >= len(_SPELLED) else [range(index, index + 1) for index in run]
        spans += [(found.start(group[0]), found.end(group[-1])) for group in groups]
    written = [spaced[start:end] for start, end in spans]
    return Words(spaced, written, map(_skeleton, written), (start for start, _ in spans))


def _runs(found: Words) -> Iterator[range]:
    """Yield single capitals that stand close together, and every other word by itself."""
    first = 0
    for index in range(1, len(found) + 1):
        near = index < len(found) and found.start(index) - found.end(index - 1) <= 2
        if not (near and found.spells(index) and found.spells(index - 1)):
            yield range(first, index)
            first = index


@lru_cache(maxsize=_MOST_KEPT)
def _form(written: str) -> Form:
    """Return how a word is compared."""
    plain = _trim(typed(written))
    cased = drawn(_trim(visible(written)))
    return Form(plain.lower() if plain.isascii() else plain.casefold(), caseless(cased), cased)


def _trim(written: str) -> str:
    """Remove dots and quotes around a word, an ending that marks possession, and the space between spelled letters."""
    word = written.strip(".'&") if written != "&" else written
    for ending in ("'s", "'S"):
        word = word.removesuffix(ending)
    return word.replace(".", "").replace("'", "").replace(" ", "")
