"""The name that a request gives the asking body, where its place in the text marks it as that name.

Whether there is such a body, and of which level, is not asked here.
"""

from collections.abc import Iterable, Iterator
import re

from ...phrases import words_of

_NAME = r"(?P<name>(?!(?:This|That|I|We|My|It|You|He|She|They|If|Hi|Hello|Dear|Please|There|Our|Your)\b)[A-Z][^\n.,;:!?<>()]{2,90}?)"
_ASKS = re.compile(
    rf"(?:^|\b(?:[Tt]he|[Dd]e la|[Ll]a|[Dd]ie)[ \t]){_NAME}[ \t](?:is (?:requesting|asking|seeking|looking|investigating)|requests? (?!from\b|by\b)|asks? |needs? your|bittet|demande)",
    re.MULTILINE,
)
_FROM = re.compile(
    rf"\b(?:[Rr]equest (?:from|by)|[Oo]n behalf of|[Ii] am (?:a |an )?[\w ]{{2,40}} (?:with|from|at|of)|[Tt]his is [\w. ]{{2,50}} (?:with|from|at|of)|[Pp]osted by|[Ss]ent by)"
    rf"[ \t](?:the[ \t])?{_NAME}(?=[\n.,;:!?<>()]| is | and | in (?:ref|conn|the)| about | regarding | for |$)"
)
_ASKING_HINTS = (
    ("requesting", "is requesting"),
    ("asking", "is asking"),
    ("seeking", "is seeking"),
    ("looking", "is looking"),
    ("investigating", "is investigating"),
    ("request", "request "),
    ("requests", "requests "),
    ("ask", "ask "),
    ("asks", "asks "),
    ("need", "need your"),
    ("needs", "needs your"),
    ("bittet", "bittet"),
    ("demande", "demande"),
    ("demandent", "demandent"),
)
_FROM_HINTS = (
    ("request", "equest from"),
    ("request", "equest by"),
    ("behalf", "n behalf of"),
    ("am", " am "),
    ("this", "his is "),
    ("posted", "osted by"),
    ("sent", "ent by"),
)
"""Parts of what the patterns need, each with a word in it: to look for these first is quicker."""


def agency(text: str, title: str, folded: str) -> str | None:
    """Return the name of the body that a title or text says is asking, at most 120 characters.

    `folded` holds both as phrases are compared.
    """
    words = words_of(folded)
    asking, said = ([hint for word, hint in hints if word in words] for hints in (_ASKING_HINTS, _FROM_HINTS))
    for part in (title, text[:3_000]):
        match = _found(_ASKS, asking, part) or _found(_FROM, said, part)
        if match:
            return " ".join(match["name"].split())[:120]
    return None


def _found(pattern: re.Pattern[str], hints: Iterable[str], text: str) -> re.Match[str] | None:
    """Search the lines of a text that have one of a pattern's hints."""
    for start in sorted({start for hint in hints for start in _lines_with(hint, text)}):
        match = pattern.search(text, start, _end_of_line(text, start))
        if match is not None:
            return match
    return None


def _lines_with(hint: str, text: str) -> Iterator[int]:
    """Yield where the lines begin that have a hint."""
    place = text.find(hint)
    while place >= 0:
        yield text.rfind("\n", 0, place) + 1
        place = text.find(hint, _end_of_line(text, place))


def _end_of_line(text: str, place: int) -> int:
    """Return where the line of a place ends."""
    end = text.find("\n", place)
    return end if end >= 0 else len(text)
