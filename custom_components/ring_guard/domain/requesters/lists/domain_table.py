"""Many domains in little memory: one sorted run of bytes, in which a domain is found by halving.

The registry of .gov domains has some 16,500; as objects of their own they would take several times as much.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from ...model import Level

_FIELD, _LINE = "\t", "\n"
_CLEAN = str.maketrans({_FIELD: " ", _LINE: " "})


@dataclass(frozen=True, slots=True)
class ListedDomain:
    """A domain on a list, the levels that the list gives it (none if it says nothing), and whose the list says it is."""

    domain: str
    levels: frozenset[Level]
    organisation: str


class DomainTable:
    """Domains of one list; immutable once built."""

    __slots__ = ("_lines", "_starts")

    def __init__(self, lines: bytes, starts: array[int]) -> None:
        """Take lines that are sorted by their domains, and where each begins."""
        self._lines = lines
        self._starts = starts

    @classmethod
    def of(cls, domains: Iterable[ListedDomain]) -> Self:
        """Build a table; of a domain that stands there twice, all levels and the first organisation are kept."""
        known: dict[str, ListedDomain] = {}
        for each in domains:
            before = known.get(each.domain)
            known[each.domain] = each if before is None else _both(before, each)
        ordered = sorted((_line(each) for each in known.values()), key=_domain_of)
        starts = array("I")
        position = 0
        for line in ordered:
            starts.append(position)
            position += len(line)
        return cls(b"".join(ordered), starts)

    def __len__(self) -> int:
        """Return how many domains there are."""
        return len(self._starts)

    def find(self, domain: str) -> ListedDomain | None:
        """Return what the list says of exactly this domain, in lower case."""
        wanted = domain.encode(errors="replace")
        index = bisect_left(self._starts, wanted, key=self._domain_at)
        if index == len(self._starts) or self._domain_at(self._starts[index]) != wanted:
            return None
        start = self._starts[index]
        line = self._lines[start : self._lines.index(b"\n", start)].decode()
        _, levels, organisation = line.split(_FIELD)
        return ListedDomain(domain, frozenset(Level(level) for level in levels.split()), organisation)

    def _domain_at(self, start: int) -> bytes:
        """Return the domain whose line begins here."""
        return self._lines[start : self._lines.index(b"\t", start)]


def _line(each: ListedDomain) -> bytes:
    """Return a domain as the table keeps it."""
    fields = (each.domain, " ".join(sorted(each.levels)), each.organisation)
    return (_FIELD.join(field.translate(_CLEAN) for field in fields) + _LINE).encode(errors="replace")


def _domain_of(line: bytes) -> bytes:
    """Return a line's domain."""
    return line[: line.index(b"\t")]


def _both(one: ListedDomain, two: ListedDomain) -> ListedDomain:
    """Join two entries of the same domain; what one of them leaves open stays open."""
    levels = one.levels | two.levels if one.levels and two.levels else frozenset[Level]()
    return ListedDomain(one.domain, levels, one.organisation or two.organisation)
