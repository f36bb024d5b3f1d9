"""Which of the household's cameras a request names, by the names that the household gave them."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
import re
import unicodedata

ALL = re.compile(r"\b(?:all|any|every|each)(?: of)?(?: your| the)? (?:\w+ )?(?:cameras?|devices?|footage)\b")
"""Words that ask for whatever there is, beside any camera that is also named."""
_NOUN = r"(?:cam|cams|camera|cameras|doorbell|kamera|caméra|cámara)"

_MOST_MENTIONS = 50


def named_cameras(text: str, cameras: Mapping[str, str]) -> frozenset[str] | None:
    """Return the cameras that free text names next to the word camera; None if it names none, or all."""
    spread = _spread(text) if cameras else ""
    # Most texts have not even the first word of a camera's name.
    in_question = {identity: name for identity, name in cameras.items() if _fold(name).partition(" ")[0] in spread}
    folded = " ".join(spread.split()) if in_question else ""
    found = frozenset(identity for identity, name in in_question.items() if _names(folded, _fold(name)))
    return found if found and not ALL.search(folded) else None


def _spread(text: str) -> str:
    """Return a text in compatible letters and in lower case."""
    return unicodedata.normalize("NFKC", text).casefold()


@lru_cache(maxsize=256)
def _fold(name: str) -> str:
    """Bring names to one form: compatible letters, lower case, single spaces."""
    return " ".join(_spread(name).split())


def _names(folded: str, name: str) -> bool:
    """Tell whether a text speaks of the camera of that name, not only of a thing of that name."""
    position = folded.find(name) if name else -1
    for _ in range(_MOST_MENTIONS):
        if position < 0:
            break
        before, after = (
            folded[max(0, position - 40) : position],
            folded[position + len(name) : position + len(name) + 24],
        )
        whole = not before[-1:].isalnum() and not after[:1].isalnum()
        if whole and (
            re.search(rf"\b{_NOUN}\b", name)
            or re.match(rf"[\"'”’]?\s?{_NOUN}\b", after)
            or re.search(rf"\b{_NOUN}s?\b[\s:,\"'“(]*(?:[\w ]{{1,20}}(?:,|and|&)\s?)?$", before)
        ):
            return True
        position = folded.find(name, position + 1)
    return False


def listed_cameras(names: Sequence[object], cameras: Mapping[str, str]) -> frozenset[str] | None:
    """Return the cameras of a list of names or ids; None if the list is empty or names one that is not known."""
    known: dict[str, set[str]] = {}
    for identity, name in cameras.items():
        known.setdefault(_fold(name), set()).add(identity)
        known.setdefault(identity, set()).add(identity)
    found: set[str] = set()
    for named in names:
        matches = known.get(named) or known.get(_fold(named[:200])) if isinstance(named, str) else None
        if not matches:
            return None
        found |= matches
    return frozenset(found) or None
