"""Where known names stand in a text, spelt properly or made to look like them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import compress, count
import re

from ..model import Level
from .data import local
from .data.agencies import state_names
from .registry import Group, Name, Registry
from .words import Words, words

MOST_MENTIONS = 64
_NAME_WORDS = 6
_GLUE = frozenset({"of", "the", "and", "&", "de", "la", "du", "st"})
_STATE = frozenset({Level.STATE})
_BETWEEN = re.compile(r"[ \t.\-'’]{1,3}")
_OF = re.compile(r" (?:of|de(?: la)?) [A-Z][^\n.,;:]{0,30}")
_SOMEONES = frozenset(
    {"your", "our", "the", "local", "a", "any", "my", "their", "other", "call", "contact", "another", "911"}
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Mention:
    """A known name in a text: what it names, as written, where, and whether it is only made to look like it.

    `group` is what sort of name it is; a national body's name behind a state's is the state's. Equal to itself alone: the
    same name elsewhere is another mention.
    """

    name: Name
    levels: frozenset[Level]
    group: Group
    key: str
    written: str
    start: int
    end: int
    lookalike: bool = False


def mentions(text: str, registry: Registry) -> list[Mention]:
    """Return the known names in a text, the longest at each place, at most `MOST_MENTIONS`."""
    found: list[Mention] = []
    each = words(text)
    free = 0
    for position in _beginnings(each.skeletons, registry):
        match = _at(each, position, text, registry) if position >= free else None
        if match is None:
            continue
        name, lookalike = match
        mention = _mention(name, each, position, text, lookalike)
        if mention is not None:
            found.append(mention)
        free = position + len(name.skeletons)
        if len(found) == MOST_MENTIONS:
            break
    return found


def _beginnings(skeletons: tuple[str, ...], registry: Registry) -> Iterator[int]:
    """Yield where a name may begin: at its first word with its second one behind it, if it has one."""
    following = registry.following
    for position in compress(count(), map(following.__contains__, skeletons)):
        seconds = following[skeletons[position]]
        if () in seconds or skeletons[position + 1 : position + 2] in seconds:
            yield position


def _at(each: Words, position: int, text: str, registry: Registry) -> tuple[Name, bool] | None:
    """Return the longest name that begins at a word, and whether it is a look-alike; a proper name comes first."""
    skeletons = each.skeletons
    for beginning in (skeletons[position : position + 2], skeletons[position : position + 1]):
        for length in registry.lengths.get(beginning, ()):
            alike = registry.names.get(skeletons[position : position + length], ())
            if alike and (match := _proper_or_imitated(alike, each, position, text)):
                return match
    return None


def _proper_or_imitated(alike: Iterable[Name], each: Words, position: int, text: str) -> tuple[Name, bool] | None:
    """Return which of the names that look like the words from a position on these are, or the first that they imitate."""
    imitated: Name | None = None
    for name in alike:
        plains = tuple([each[index].plain for index in range(position, position + len(name.skeletons))])
        if plains in name.plains:
            if not name.capitals or _in_capitals(text[each.start(position) : each.end(position)], name):
                return name, False
        elif imitated is None and _looks_like(each, position, name):
            imitated = name
    return None if imitated is None else (imitated, True)


def _in_capitals(written: str, name: Name) -> bool:
    """Tell whether an abbreviation is written in capitals; what is added to it ("ICE's") may be small."""
    letters = [letter for letter in written if letter.isalpha()]
    return all(letter.isupper() for letter in letters[: len(name.written)])


def _looks_like(each: Words, position: int, name: Name) -> bool:
    """Tell whether words with a name's skeleton are its imitation: abbreviations must look alike letter by letter."""
    if name.agency.group is Group.CIVIL or len(name.written) < 3:
        return False
    if not name.short:
        return True
    word = each[position]
    return word.cased == name.cased and any(letter.isalpha() for letter in word.plain)


def _mention(name: Name, each: Words, position: int, text: str, lookalike: bool) -> Mention | None:
    """Make a mention, with the proper name before a pattern ("Springfield" Police Department)."""
    agency = name.agency
    end = each.end(position + len(name.skeletons) - 1)
    first = _first_word(each, position, text) if agency.pattern else position
    written = text[each.start(first) : end].strip(".'’ ")
    levels, key = agency.levels, agency.key
    if agency.pattern:
        if first == position and _nobodys(each, position, text):
            return None
        levels = _moved(levels, f"{written} {text[end : end + 40]}" if _OF.match(text, end) else written)
    elif agency.shared_name:
        levels, key = _shared(each, position, levels, key)
    return Mention(
        name=name,
        levels=levels,
        group=Group.STATE if levels == _STATE else agency.group,
        key=key,
        written=written[:120],
        start=each.start(first),
        end=end,
        lookalike=lookalike,
    )


def _first_word(each: Words, position: int, text: str) -> int:
    """Return where the proper name before a pattern begins; the pattern itself if there is none."""
    first = position
    for index in range(position - 1, max(-1, position - 1 - _NAME_WORDS), -1):
        if _BETWEEN.fullmatch(text[each.end(index) : each.start(index + 1)]) is None:
            break
        if text[each.start(index)].isupper() and each[index].plain not in {"the", "this", "our", "your"}:
            first = index
        elif each[index].plain not in _GLUE:
            break
    return first


def _nobodys(each: Words, position: int, text: str) -> bool:
    """Tell whether a pattern without a proper name speaks of no certain body ("your local police department")."""
    if text[each.start(position)].islower() and each[position].plain in {
        "police",
        "sheriff",
        "polizei",
        "constabulary",
    }:
        before = each[position - 1].plain if position else ""
        return not before or before in _SOMEONES or position == 0
    return False


def _moved(levels: frozenset[Level], written: str) -> frozenset[Level]:
    """Move a town's pattern to the level that the proper name before it speaks of."""
    if levels != {Level.MUNICIPAL}:
        return levels
    lower = f" {written.lower()} "
    for level, marks in local.NAME_LEVELS:
        if any(mark in lower for mark in marks):
            return frozenset({level})
    return levels


def _shared(each: Words, position: int, levels: frozenset[Level], key: str) -> tuple[frozenset[Level], str]:
    """Leave a name that states share to the state or county that stands before it."""
    before = [each[index].plain for index in range(max(0, position - 3), position)]
    if before and before[-1] == "county":
        return frozenset({Level.COUNTY}), ""
    if any(" ".join(before[-count:]) in state_names() for count in (1, 2, 3)):
        return frozenset({Level.STATE}), ""
    return levels, key
