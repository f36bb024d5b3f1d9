"""One subscribed list, made ready for looking up: the domains that it names, and the names."""

from dataclasses import dataclass

from ...model import Level
from .domain_table import DomainTable, ListedDomain
from .name_table import NameTable


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyList:
    """A list of the household: `id` is what rules name it by, `title` what people do, `format` how it was read.

    `rows` counts the bodies that were read.
    """

    id: str
    title: str
    format: str
    domains: DomainTable
    names: NameTable
    rows: int

    def domain(self, host: str) -> ListedDomain | None:
        """Return the longest domain on the list that a host is or lies below."""
        labels = host.split(".")
        for start in range(max(0, len(labels) - 10), len(labels) - 1):
            found = self.domains.find(".".join(labels[start:]))
            if found is not None:
                return found
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedBody:
    """One body as a list names it. `note` is what else the list says of it, in its own words (a state, a kind)."""

    names: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    levels: frozenset[Level] = frozenset()
    organisation: str = ""
    note: str = ""
