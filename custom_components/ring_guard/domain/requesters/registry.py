"""The known bodies by name and domain: those built in, and what the household's lists add. Names in it prove nothing.

Pure data once built; building the first one reads the table of agencies from the disk.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Self

from ..model import ALL_LEVELS, Level
from ..phrases import LANGUAGES, listed
from .agency import Agency, Group, Name, Names, names_of
from .data import agencies as table, local
from .data.agencies import Row
from .lists import AgencyList, ListedDomain
from .words import looks

__all__ = ["Agency", "Group", "KnownDomain", "Looks", "Name", "Registry", "looks_of"]

type Looks = Mapping[tuple[str, ...], str]
"""Known domains by how they look, label by label."""

_BUILT_IN_GROUPS = ((Level.FEDERAL, Group.NATIONAL), (Level.MILITARY, Group.NATIONAL), (Level.STATE, Group.STATE))


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownDomain:
    """What is known of a host: the longest known domain that it is or lies below, and whose that is.

    `levels` are all that are possible, those of every list that speaks of it together; all levels where nobody says.
    `agency` is the key of the one known body that writes from it, None if there is none, or more than one.
    `organisation` is the body's name as the registry or a list has it. `lists` holds the ids of the lists that name it.
    """

    domain: str
    levels: frozenset[Level]
    agency: str | None = None
    organisation: str | None = None
    lists: frozenset[str] = frozenset()
    shared: bool = False


@dataclass(frozen=True, kw_only=True)
class Registry:
    """All known bodies: by name, and by domain."""

    agencies: tuple[Agency, ...]
    names: Names
    domains: Mapping[str, Agency]
    lists: tuple[AgencyList, ...] = ()

    @classmethod
    def of(cls, agencies: Iterable[Agency]) -> Self:
        """Build a registry of agencies."""
        every = tuple(agencies)
        return cls(
            agencies=every, names=names_of(every), domains={domain: each for each in every for domain in each.domains}
        )

    @classmethod
    @cache
    def builtin(cls) -> Self:
        """Return the registry that ships with Ring Guard; the first call blocks for some two tenths of a second."""
        return cls.of([*_bodies(), *_patterns()])

    @cached_property
    def following(self) -> Mapping[str, frozenset[tuple[str, ...]]]:
        """The second words of names, by how their first words look; nothing where one is a name by itself."""
        found: dict[str, set[tuple[str, ...]]] = {}
        for look in self.names:
            found.setdefault(look[0], set()).add(look[1:2])
        return {first: frozenset(seconds) for first, seconds in found.items()}

    @cached_property
    def lengths(self) -> Mapping[tuple[str, ...], tuple[int, ...]]:
        """How many words the names have that begin with two words, or are one, by how those look; the most first."""
        found: dict[tuple[str, ...], set[int]] = {}
        for look in self.names:
            found.setdefault(look[:2], set()).add(len(look))
        return {beginning: tuple(sorted(lengths, reverse=True)) for beginning, lengths in found.items()}

    @cached_property
    def looks(self) -> Looks:
        """The built-in domains by how they look; worked out when it is first asked for."""
        return looks_of(self.domains)

    def domain(self, host: str) -> KnownDomain | None:
        """Return what is known of a host, None if nothing is; a likeness in the name counts nothing."""
        name = host.lower().rstrip(".")
        built_in = self._built_in(name)
        listed = {each.id: found for each in self.lists if (found := each.domain(name)) is not None}
        if built_in is None and not listed:
            return None
        agency = built_in[1] if built_in else None
        places = [*([built_in[0]] if built_in else ()), *(found.domain for found in listed.values())]
        return KnownDomain(
            domain=max(places, key=len),
            levels=_all_levels(agency, listed.values()),
            agency=agency.key or None if agency and not agency.shared_domain else None,
            organisation=_organisation(agency, listed.values()),
            lists=frozenset(listed),
            shared=agency is not None and agency.shared_domain,
        )

    def by_domain(self, host: str) -> Agency | None:
        """Return the body that an address with this host speaks of; none for a domain that many bodies share."""
        name = host.lower().rstrip(".")
        built_in = self._built_in(name)
        if built_in is not None:
            return None if built_in[1].shared_domain else built_in[1]
        known = self.domain(name)
        if known is None or known.levels == ALL_LEVELS:
            return None
        return Agency(
            key="",
            names=(known.organisation or known.domain,),
            domains=(known.domain,),
            levels=known.levels,
            group=group_of(known.levels),
            source="list",
        )

    def _built_in(self, host: str) -> tuple[str, Agency] | None:
        """Return the longest built-in domain that a host is or lies below, with its agency."""
        labels = host.split(".")[-10:]
        for start in range(len(labels)):
            domain = ".".join(labels[start:])
            if (found := self.domains.get(domain)) is not None:
                return domain, found
        return None


def looks_of(domains: Iterable[str]) -> Looks:
    """Return domains by how they look; bare endings look like nothing."""
    return {looks(domain.split(".")): domain for domain in domains if "." in domain}


def group_of(levels: frozenset[Level]) -> Group:
    """Return what sort of name a body of these levels has."""
    if levels and levels <= local.CIVIL:
        return Group.CIVIL
    return next((group for level, group in _BUILT_IN_GROUPS if level in levels), Group.LOCAL)


def _all_levels(agency: Agency | None, listed: Iterable[ListedDomain]) -> frozenset[Level]:
    """Join what everybody says of a domain: another voice adds possibilities and takes none away."""
    said = [agency.levels] if agency else []
    return frozenset[Level]().union(*said, *(found.levels for found in listed)) or ALL_LEVELS


def _organisation(agency: Agency | None, listed: Iterable[ListedDomain]) -> str | None:
    """Return the name of whoever has a domain; a shared one goes by what a list says of it, or by itself."""
    said = next((found.organisation for found in listed if found.organisation), None)
    if agency is None or not (agency.names or agency.place):
        return said or (agency.label if agency else None)
    return agency.label


def _bodies() -> Iterator[Agency]:
    """Yield every body of the table; the row of a state has the patterns behind the state's name."""
    taken = frozenset(name for row in table.rows() for name in row.names)
    for row in table.rows():
        patterns = tuple(f"{row.place} {body}" for body in local.STATE_BODIES if f"{row.place} {body}" not in taken)
        yield _agency(row, patterns if _is_state(row) else ())


def _is_state(row: Row) -> bool:
    """Tell whether a row is that of a state of the United States itself."""
    return row.country == "US" and bool(row.place) and not row.names


def _agency(row: Row, patterns: tuple[str, ...]) -> Agency:
    """Make a body of its row."""
    return Agency(
        key=row.key,
        names=row.names + patterns + _in_other_languages(row.key),
        domains=row.domains,
        levels=row.levels,
        group=group_of(row.levels),
        source=row.source,
        place=row.place if _is_state(row) else "",
        shared_name=row.shared == table.NAME_SHARED,
        shared_domain=row.shared == table.DOMAIN_SHARED,
    )


def _in_other_languages(key: str) -> tuple[str, ...]:
    """Return what a body is called in the languages that texts are read in."""
    return tuple(name for language in LANGUAGES for name in listed(language.agencies.get(key, "")))


def _patterns() -> Iterator[Agency]:
    """Yield task forces and the patterns of all other names."""
    yield _pattern(local.TASK_FORCES, Level.FEDERAL, Group.TASK_FORCE, "facts")
    yield _pattern("; ".join(local.STATE_BODIES_ALONE), Level.STATE, Group.STATE, "general")
    bodies = [(Level(level), names) for language in LANGUAGES for level, names in language.bodies.items()]
    for level, names in (*local.BODIES, *bodies):
        yield _pattern(names, level, Group.CIVIL if level in local.CIVIL else Group.LOCAL, "general")


def _pattern(names: str, level: Level, group: Group, source: str) -> Agency:
    """Make one pattern of its names."""
    split = tuple(part.strip() for part in names.split(";"))
    return Agency(
        key="",
        names=split,
        domains=(),
        levels=frozenset({level}),
        group=group,
        source=source,
        pattern=group is Group.LOCAL,
    )
