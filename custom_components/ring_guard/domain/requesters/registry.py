"""The known bodies by name and domain. Pure data once built; names in it prove nothing about a message."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
import re
from typing import Self
import unicodedata

from ..model import Level
from .data import federal, local, national, states
from .folding import words

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

    `key` is empty for a pattern. Names behind "~" count only where a message names itself.
    """

    key: str
    names: tuple[str, ...]
    domains: tuple[str, ...]
    levels: frozenset[Level]
    group: Group
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One name of an agency, prepared for comparing word by word."""

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


@dataclass(frozen=True, kw_only=True)
class Registry:
    """All known bodies: `names` by the skeleton of their first word, longest first, and agencies by domain."""

    agencies: tuple[Agency, ...]
    names: Mapping[str, tuple[Name, ...]]
    domains: Mapping[str, Agency]

    @classmethod
    def of(cls, agencies: Iterable[Agency]) -> Self:
        """Build a registry of agencies."""
        every = tuple(agencies)
        by_word: dict[str, list[Name]] = {}
        for agency in every:
            for written in agency.names:
                name = _prepare(agency, written)
                by_word.setdefault(name.skeletons[0], []).append(name)
        ordered = {word: tuple(sorted(names, key=_by_length)) for word, names in by_word.items()}
        return cls(agencies=every, names=ordered, domains={domain: each for each in every for domain in each.domains})

    @classmethod
    @cache
    def builtin(cls) -> Self:
        """Return the registry that ships with Ring Guard, built once; the first call takes about a tenth of a second."""
        return cls.of([*_federal(), *_national(), *_states(), *_local()])

    def by_domain(self, host: str) -> Agency | None:
        """Return the agency whose registered domain a host lies in; a likeness in the name counts nothing."""
        labels = host.lower().rstrip(".").split(".")[-10:]
        for start in range(len(labels)):
            found = self.domains.get(".".join(labels[start:]))
            if found is not None:
                return found
        return None


def _by_length(name: Name) -> tuple[int, int]:
    """Order names so that longer ones and those of named bodies come first."""
    return -len(name.skeletons), 0 if name.agency.key else 1


def _prepare(agency: Agency, written: str) -> Name:
    """Prepare one name for comparing."""
    bare = written.removeprefix("~")
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
        weak=written.startswith("~"),
        capitals=short and bare not in federal.LOWERCASE_TOO | national.LOWERCASE_TOO,
    )


def _rows(text: str) -> Iterator[list[str]]:
    """Split a table into its rows and fields."""
    for line in text.strip().splitlines():
        yield [part.strip() for part in line.split("|")]


def _list(text: str) -> tuple[str, ...]:
    """Split a list of names."""
    return tuple(part.strip() for part in text.split(";") if part.strip())


def _agency(key: str, names: str, domains: str, level: Iterable[Level], group: Group, source: str) -> Agency:
    """Make one agency of a row."""
    return Agency(
        key=key, names=_list(names), domains=tuple(domains.split()), levels=frozenset(level), group=group, source=source
    )


def _federal() -> Iterator[Agency]:
    """Yield the national bodies of the United States."""
    for table, level in ((federal.ROWS, Level.FEDERAL), (federal.MILITARY_ROWS, Level.MILITARY)):
        for key, names, domains, source in _rows(table):
            yield _agency(key, names, domains, {level}, Group.NATIONAL, source)
    yield _agency("us_military", "", "mil", {Level.MILITARY}, Group.NATIONAL, "facts")


def _national() -> Iterator[Agency]:
    """Yield the national bodies of other countries."""
    for _country, key, names, domains, source in _rows(national.ROWS):
        also = {Level.MUNICIPAL} if key in national.ALSO_LOCAL else set()
        yield _agency(key, names, domains, {Level.FEDERAL} | also, Group.NATIONAL, source)


def _states() -> Iterator[Agency]:
    """Yield the bodies of states: those that are named, and every pattern behind every state's name."""
    for key, state, names, domains in _rows(states.ROWS):
        patterns = "; ".join(f"{state} {body}" for body in states.BODIES)
        yield _agency(f"state_{key}", f"{names}; {patterns}", domains, {Level.STATE}, Group.STATE, "general")
    for key, _place, names, domains in _rows(states.ABROAD):
        yield _agency(key, names, domains, {Level.STATE}, Group.STATE, "general")
    yield _agency("", "; ".join(states.STANDING_ALONE), "", {Level.STATE}, Group.STATE, "general")


def _local() -> Iterator[Agency]:
    """Yield task forces and the patterns of all other names."""
    yield _agency("", local.TASK_FORCES, "", {Level.FEDERAL}, Group.TASK_FORCE, "facts")
    for level, names in local.BODIES:
        group = Group.CIVIL if level in local.CIVIL else Group.LOCAL
        yield _agency("", names, "police.uk" if level is Level.MUNICIPAL else "", {level}, group, "general")


@cache
def state_names() -> frozenset[str]:
    """Return the names of the states in lower case."""
    return frozenset(row[1].lower() for row in _rows(states.ROWS))
