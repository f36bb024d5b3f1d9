"""Every format of a list that can be read: one file and one line here for each."""

from collections.abc import Callable, Iterable
from enum import StrEnum

from . import agreements_287g, dotgov, own_json, own_table
from .agency_list import AgencyList, ListedBody
from .domain_table import DomainTable, ListedDomain
from .name_table import ListedName, NameTable
from .reading import ListUnreadable

MOST_NAMES = 20_000
"""Names of one list that messages are searched for."""


class ListFormat(StrEnum):
    """How a list is written; translation keys."""

    DOTGOV = "dotgov"
    AGREEMENTS_287G = "agreements_287g"
    OWN_TABLE = "own_table"
    OWN_JSON = "own_json"


FORMATS: dict[ListFormat, Callable[[bytes], Iterable[ListedBody]]] = {
    ListFormat.DOTGOV: dotgov.read,
    ListFormat.AGREEMENTS_287G: agreements_287g.read,
    ListFormat.OWN_TABLE: own_table.read,
    ListFormat.OWN_JSON: own_json.read,
}


def read_list(list_id: str, title: str, list_format: ListFormat, data: bytes) -> AgencyList:
    """Read a list from its bytes; a tenth of a second for ten thousand rows.

    Raises:
        ListUnreadable: if the bytes are no list of this format, or name nobody at all.
    """
    bodies = list(FORMATS[list_format](data))
    names = [ListedName(name, body.levels, body.note) for body in bodies for name in body.names]
    if not bodies or len(names) > MOST_NAMES:
        raise ListUnreadable("nobody is named" if not bodies else "too many names")
    return AgencyList(
        id=list_id,
        title=title,
        format=list_format,
        domains=DomainTable.of(
            ListedDomain(domain, body.levels, body.organisation) for body in bodies for domain in body.domains
        ),
        names=NameTable.of(names),
        rows=len(bodies),
    )
