"""Reads `agencies.csv`, the one table of known bodies: a row each, for people to read and correct.

Columns: `key`; `country`; `place`, the state or province whose body it is; `levels`; `shared`; `names`, parted by
semicolons; `domains`; `source`. A place's own row has no names: patterns of names stand in `local.py`.

- Before a name, "~" says that others mention it so often that it counts only where a message names itself, and "*"
  that an abbreviation is no word and counts in small letters too.
- `shared` is "name" where a state's own body may bear it ("Oregon Department of Justice"), and "domain" where
  officers of many bodies write from it, so that it proves none of them.
- A domain covers everything below it. Sources: "gov" the registry of .gov domains, "facts" a body's own pages,
  "general" general knowledge.

Reading blocks on the disk, as an import does: once, and never in an event loop.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ...model import Level

_FILE = Path(__file__).with_name("agencies.csv")
NAME_SHARED = "name"
DOMAIN_SHARED = "domain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One body as the table has it."""

    key: str
    country: str
    place: str
    levels: frozenset[Level]
    shared: str
    names: tuple[str, ...]
    domains: tuple[str, ...]
    source: str


@cache
def rows() -> tuple[Row, ...]:
    """Return all bodies; blocks on the disk at the first call.

    Raises:
        ValueError: if the file names a level that there is not.
    """
    with _FILE.open(encoding="utf-8", newline="") as file:
        return tuple(_row(fields) for fields in csv.DictReader(file))


@cache
def state_names() -> frozenset[str]:
    """Return the names of the states and territories of the United States in lower case."""
    return frozenset(row.place.lower() for row in rows() if row.place and row.country == "US")


def _row(fields: dict[str, str]) -> Row:
    """Make a body of a row."""
    return Row(
        key=fields["key"],
        country=fields["country"],
        place=fields["place"],
        levels=frozenset(Level(level) for level in fields["levels"].split()),
        shared=fields["shared"],
        names=tuple(name.strip() for name in fields["names"].split(";") if name.strip()),
        domains=tuple(fields["domains"].split()),
        source=fields["source"],
    )
