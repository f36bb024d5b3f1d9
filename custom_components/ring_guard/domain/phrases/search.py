"""Finding any of many fixed phrases in a text, as whole words, in time that grows with the text alone."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
import re
import unicodedata

_MOST_PLACES = 100
_WORD = re.compile(r"[^\W_]+")
_FIRST_WORDS: set[str] = set()
"""The first words of all phrases there are: what else a text says is of no interest to any list."""
_GAPS = str.maketrans(dict.fromkeys((chr(code) for code in range(128) if not chr(code).isalnum()), " "))


class Phrases:
    """A list of phrases in lower case, whose accents count nothing. A longer phrase hides the shorter ones inside it.

    The texts that it is looked for in have no accents either: `requesters.folding` takes them off.
    """

    __slots__ = ("_by_word", "_first_words")

    def __init__(self, *lists: Iterable[str]) -> None:
        """Take the phrases of several lists together, kept by their first word."""
        self._by_word: dict[str, list[tuple[str, frozenset[str]]]] = {}
        for phrase in {without_accents(phrase) for each in lists for phrase in each}:
            words = frozenset(_WORD.findall(phrase))
            self._by_word.setdefault(first_word(phrase), []).append((phrase, words))
        self._first_words = frozenset(self._by_word)
        _FIRST_WORDS.update(self._first_words)
        _first_words_of.cache_clear()

    def find(self, folded: str) -> list[str]:
        """Return each phrase that a text in lower case has as whole words, the longest first."""
        first_words = self._first_words & _first_words_of(folded)
        if not first_words:
            return []
        # To look for words among words takes a tenth of the time of looking for a phrase in a text.
        words = words_of(folded)
        found = [
            phrase for word in first_words for phrase, own in self._by_word[word] if own <= words and phrase in folded
        ]
        taken = bytearray(len(folded)) if found else bytearray()
        return [phrase for phrase in _longest_first(found) if _take(phrase, folded, taken)]

    def __iter__(self) -> Iterator[str]:
        """Yield every phrase, as it is compared."""
        for phrases in self._by_word.values():
            yield from (phrase for phrase, _ in phrases)

    def some(self, folded: str) -> bool:
        """Tell whether a text in lower case has any of these phrases as whole words."""
        return bool(self.find(folded))

    def blank(self, folded: str) -> str:
        """Return the text without these phrases, whatever their last word ends in there."""
        first_words = self._first_words & _first_words_of(folded)
        found = [phrase for word in first_words for phrase, _ in self._by_word[word] if phrase in folded]
        for phrase in _longest_first(found):
            folded = folded.replace(phrase, " ; ")
        return folded


@lru_cache(maxsize=16)
def _first_words_of(folded: str) -> frozenset[str]:
    """Return the words of a text that any phrase begins with."""
    return words_of(folded) & _FIRST_WORDS


@lru_cache(maxsize=16)
def words_of(folded: str) -> frozenset[str]:
    """Return the different words of a text; several lists look at the same one in turn."""
    # Splitting is much quicker than matching, and says the same wherever all signs are known.
    return frozenset(folded.translate(_GAPS).split() if folded.isascii() else _WORD.findall(folded))


def places(text: str, words: frozenset[str]) -> list[int]:
    """Return where any of some words begins in a text in lower case, in order.

    It may go on there: whoever matches a pattern at these places alone need not try it at every other.
    """
    found: list[int] = []
    for word in words & words_of(text):
        place = text.find(word)
        while place >= 0:
            if not text[place - 1 : place].isalnum():
                found.append(place)
            place = text.find(word, place + len(word))
    return sorted(found)


def first_word(pattern: str) -> str:
    """Return the word that a phrase, or a pattern that begins with a whole one, begins with."""
    found: str = _WORD.findall(pattern)[0]
    return found


def lowered(text: str) -> str:
    """Return a text in lower case, sign by sign: what is found in it stands at the same place in the text itself.

    Matching lower case in it is much quicker than matching without regard to case.
    """
    # The one letter of which lower() makes two signs
    return text.replace("\u0130", "i").lower()


def without_accents(phrase: str) -> str:
    """Return a phrase without accents."""
    if phrase.isascii():
        return phrase
    spread = unicodedata.normalize("NFD", phrase)
    return "".join(letter for letter in spread if unicodedata.category(letter) != "Mn")


def _longest_first(phrases: list[str]) -> list[str]:
    """Return phrases so that a longer one comes before those inside it."""
    return sorted(phrases, key=lambda phrase: (-len(phrase), phrase)) if len(phrases) > 1 else phrases


def _take(phrase: str, folded: str, taken: bytearray) -> bool:
    """Mark every place where a phrase stands free as taken; tell whether there was one."""
    found = False
    position = folded.find(phrase)
    for _ in range(_MOST_PLACES):
        if position < 0:
            break
        end = position + len(phrase)
        if _stands_alone(folded, position, end) and taken.find(1, position, end) < 0:
            taken[position:end] = b"\x01" * len(phrase)
            found = True
        position = folded.find(phrase, end)
    return found


def _stands_alone(folded: str, start: int, end: int) -> bool:
    """Tell whether a stretch of text begins and ends where words do."""
    before, after = folded[start - 1 : start], folded[end : end + 1]
    return not (before.isalnum() and folded[start].isalnum()) and not (after.isalnum() and folded[end - 1].isalnum())
