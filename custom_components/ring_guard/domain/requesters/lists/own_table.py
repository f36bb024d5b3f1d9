"""A household's own list as a CSV table, as spreadsheets write it.

Columns, in any order: `name` or `agency`, `domain`, `level`, `note`. Several names, domains or levels in one field are
parted by semicolons. A row needs a name or a domain; without a level, any stays possible.
"""

from collections.abc import Iterator

from .agency_list import ListedBody
from .reading import ListUnreadable, domain_text, levels_of, table_rows

NAME, DOMAIN, LEVEL = ("name", "names", "agency"), ("domain", "domains"), ("level", "levels")


def read(data: bytes) -> Iterator[ListedBody]:
    """Yield every body.

    Raises:
        ListUnreadable: if the bytes are no such table.
    """
    for row in table_rows(data, frozenset()):
        if not row.keys() & {*NAME, *DOMAIN}:
            raise ListUnreadable("neither names nor domains")
        names = tuple(_parts(row, NAME))
        domains = tuple(domain for part in _parts(row, DOMAIN) if (domain := domain_text(part)))
        if names or domains:
            yield ListedBody(
                names=names,
                domains=domains,
                levels=levels_of(_parts(row, LEVEL)),
                organisation=names[0] if names else "",
                note=row.get("note", ""),
            )


def _parts(row: dict[str, str], columns: tuple[str, ...]) -> Iterator[str]:
    """Yield what stands in the first of some columns that a row has."""
    field = next((row[column] for column in columns if column in row), "")
    yield from (part.strip() for part in field.split(";") if part.strip())
