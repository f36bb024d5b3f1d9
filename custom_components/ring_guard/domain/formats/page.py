"""The text that an HTML page shows: tags removed, hidden elements left out and noted.

Nothing is loaded and nothing is run; links lose their targets.
"""

from dataclasses import dataclass
from html.parser import HTMLParser
import re

from ..model import Finding, FindingKind, Severity
from .message_text import TEXT_LIMIT, clean, cut

SOURCE_LIMIT = 65_536
_CHUNK = 4_096
_MOST_PIECES = 8_000
"""How many tags and stretches of text are looked at: far more than eight thousand characters are made of."""
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
)
_UNSHOWN = frozenset(
    {"head", "iframe", "noscript", "object", "script", "select", "style", "svg", "template", "textarea", "title"}
)
_BREAKS = frozenset(
    {
        "address",
        "article",
        "blockquote",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "table",
        "tr",
        "ul",
    }
)
_CLOSED_BY_SIBLING = frozenset({"dd", "dt", "li", "option", "p", "td", "th", "tr"})
_HIDING = re.compile(
    r"display:none|visibility:hidden|font-size:0(?![.\d]*[1-9])|opacity:0(?![.\d]*[1-9])|max-height:0(?![.\d]*[1-9])"
)
_DEPTH = 64


@dataclass(frozen=True, slots=True)
class Page:
    """What a page shows."""

    title: str
    text: str
    findings: tuple[Finding, ...]


class _Shower(HTMLParser):
    """Collects shown text; hidden text is kept apart."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.title: list[str] = []
        self.shown: list[str] = []
        self.hidden: list[str] = []
        self.pieces = 0
        self._open: list[tuple[str, bool, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a line break, and whether what follows is shown."""
        self.pieces += 1
        if tag in _BREAKS:
            self.shown.append("\n")
        elif tag in {"td", "th"}:
            self.shown.append(" ")
        if tag in _VOID or len(self._open) >= _DEPTH:
            return
        if tag in _CLOSED_BY_SIBLING and self._open and self._open[-1][0] == tag:
            self._open.pop()
        _, outer_hidden, outer_unshown = self._open[-1] if self._open else ("", False, False)
        self._open.append((tag, outer_hidden or _hides(attrs), outer_unshown or tag in _UNSHOWN))

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost element of that name."""
        self.pieces += 1
        if tag in _BREAKS:
            self.shown.append("\n")
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index][0] == tag:
                del self._open[index:]
                return

    def handle_data(self, data: str) -> None:
        """Put text where it belongs."""
        self.pieces += 1
        tag, hidden, unshown = self._open[-1] if self._open else ("", False, False)
        if tag == "title":
            self.title.append(data)
        elif not unshown:
            (self.hidden if hidden else self.shown).append(_SPACES.sub(" ", data))


_SPACES = re.compile(r"[ \t\r\n\f]+")
_BLANKS = re.compile(r" ?\n[ \n]*")


def _hides(attrs: list[tuple[str, str | None]]) -> bool:
    """Tell whether an element's attributes keep it from being seen."""
    for name, value in attrs:
        if name == "hidden":
            return True
        if name == "style" and value and _HIDING.search(value[:1_000].lower().replace(" ", "")):
            return True
    return False


def show_page(source: str) -> Page:
    """Return what a page shows, bounded in length; never raises."""
    shower = _Shower()
    try:
        _feed(shower, _without_ballast(source)[:SOURCE_LIMIT])
    except AssertionError, ValueError, RecursionError:
        # The parser's own complaints about markup that cannot be: what was read before them is kept.
        shower.hidden.append("broken markup")
    hidden = cut("".join(shower.hidden))
    notes = (Finding(kind=FindingKind.HIDDEN_CHARACTERS, severity=Severity.NOTICE, evidence=hidden),) if hidden else ()
    text = _BLANKS.sub("\n", "".join(shower.shown))
    return Page(cut("".join(shower.title)), clean(text, TEXT_LIMIT), notes)


def _feed(shower: _Shower, source: str) -> None:
    """Let a page be read until its end, or until it is in more pieces than anything worth showing."""
    for start in range(0, len(source), _CHUNK):
        shower.feed(source[start : start + _CHUNK])
        if shower.pieces > _MOST_PIECES:
            return
    shower.close()


def _without_ballast(source: str) -> str:
    """Remove style sheets, scripts and comments, which can be longer than all that is looked at."""
    for opening, closing in (("<style", "</style"), ("<script", "</script"), ("<!--", "-->")):
        source = _without(source, opening, closing)
    return source


def _without(source: str, opening: str, closing: str) -> str:
    """Remove every stretch between two marks; one that never ends removes nothing after its opening mark."""
    kept: list[str] = []
    lower = source.lower()
    if len(lower) != len(source):
        return source
    position = 0
    while (start := lower.find(opening, position)) >= 0 and (end := lower.find(closing, start)) >= 0:
        kept.append(source[position:start])
        position = end if closing != "-->" else end + len(closing)
    kept.append(source[position:])
    return "".join(kept)
