"""A known body and its names, prepared for comparing word by word. Values only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
import re
import unicodedata

from ..model import Level
from .words import words

_ABBREVIATION = re.compile(r"[A-Z][A-Za-z]?[A-Z]{1,5}|FinCEN|SO|PD")


class Group(StrEnum):
    """What sort of name a name is, as far as claims treat them differently."""

    NATIONAL = "national"
    STATE = "state"
    LOCAL = "local"
    TASK_FORCE = "task_force"
    CIVIL = "civil"


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """One body, or one pattern of names: its key, the names and domains it goes by, its levels, and the source of that.

    `key` is empty for a `pattern` of local names and for what a list alone knows. Names behind "~" count only where a message names itself, those behind "*" also in
    small letters. `place` is the name of the state that it is. `shared_name` = behind a state's name it is the state's own body. `shared_domain` = officers of
    other bodies write from its domains.
    """

    key: str
    names: tuple[str, ...]
    domains: tuple[str, ...]
    levels: frozenset[Level]
    group: Group
    source: str
    place: str = ""
    pattern: bool = False
    shared_name: bool = False
    shared_domain: bool = False

    @property
    def label(self) -> str:
        """The name that it goes by: a whole state's own, else its first one; where it has none, its domain."""
        return self.place or (self.names or self.domains)[0].lstrip("~*")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Name:
    """One name of an agency, prepared for comparison; equal to itself alone, which is quick to tell."""

    agency: Agency
    written: str
    skeletons: tuple[str, ...]
    plains: frozenset[tuple[str, ...]]
    cased: str
    weak: bool
    capitals: bool

    @property
    def short(self) -> bool:
        """Tell whether this is an abbreviation, in which a single letter makes all the difference."""
        return self.cased != ""


type Names = Mapping[tuple[str, ...], tuple[Name, ...]]
"""Names by how they look, word by word; of those that look alike, those of named bodies come first."""


def names_of(agencies: Iterable[Agency]) -> Names:
    """Return all names of bodies; names without any word are left out."""
    by_look: dict[tuple[str, ...], list[Name]] = {}
    for agency in agencies:
        for written in agency.names:
            name = _prepare(agency, written)
            if name.skeletons:
                by_look.setdefault(name.skeletons, []).append(name)
    return {look: by_rank(alike) for look, alike in by_look.items()}


def by_rank(alike: Iterable[Name]) -> tuple[Name, ...]:
    """Order names that look alike so that those of named bodies come first."""
    return tuple(sorted(alike, key=lambda name: not name.agency.key))


def _prepare(agency: Agency, written: str) -> Name:
    """Prepare one name for comparing."""
    bare = written.lstrip("~*")
    found = words(bare)
    without_accents = "".join(
        letter for letter in unicodedata.normalize("NFD", bare) if unicodedata.category(letter) != "Mn"
    )
    short = len(found) == 1 and _ABBREVIATION.fullmatch(bare) is not None
    return Name(
        agency=agency,
        written=bare,
        skeletons=tuple(word.skeleton for word in found),
        plains=frozenset({tuple(word.plain for word in found), tuple(word.plain for word in words(without_accents))}),
        cased=found[0].cased if short else "",
        weak="~" in written[:2],
        capitals=short and "*" not in written[:2],
    )
