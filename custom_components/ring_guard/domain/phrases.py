"""Finding any of many fixed phrases in a text, as whole words, in time that grows with the text alone."""

from collections.abc import Iterable

_MOST_PLACES = 100


class Phrases:
    """A list of phrases in lower case. A longer phrase hides the shorter ones inside it."""

    __slots__ = ("_ordered",)

    def __init__(self, *lists: Iterable[str]) -> None:
        """Take the phrases of several lists together."""
        self._ordered = tuple(sorted({phrase for each in lists for phrase in each}, key=len, reverse=True))

    def find(self, folded: str) -> list[str]:
        """Return each phrase that a text in lower case has as whole words, the longest first."""
        candidates = [phrase for phrase in self._ordered if phrase in folded]
        if not candidates:
            return []
        taken = bytearray(len(folded))
        return [phrase for phrase in candidates if _take(phrase, folded, taken)]

    def blank(self, folded: str) -> str:
        """Return the text without these phrases."""
        for phrase in self._ordered:
            if phrase in folded:
                folded = folded.replace(phrase, " ; ")
        return folded


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
