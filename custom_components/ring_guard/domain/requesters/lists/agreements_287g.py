"""Bodies that have agreed to enforce immigration law for ICE under section 287(g): ICE's spreadsheet saved as CSV.

The archive at github.com/appelson/Tracking_287g keeps its columns, and older ones under other names. A body has one row
for each kind of agreement. Names are not unique: many states have a Franklin County, so the state stands in the note.
"""

from collections.abc import Iterator

from ...model import Level
from .agency_list import ListedBody
from .name_table import says_enough
from .reading import ListUnreadable, table_rows

_AGENCY = ("law enforcement agency", "agency")
_SUPPORT = ("support type", "support")
_LEVELS = {
    "county": frozenset({Level.COUNTY}),
    "municipality": frozenset({Level.MUNICIPAL}),
    "state agency": frozenset({Level.STATE}),
}


def read(data: bytes) -> Iterator[ListedBody]:
    """Yield every body with an agreement once.

    Raises:
        ListUnreadable: if the bytes are not this list.
    """
    bodies: dict[tuple[str, str], tuple[frozenset[Level], list[str]]] = {}
    for row in table_rows(data, frozenset({"state"})):
        if not any(column in row for column in _AGENCY):
            raise ListUnreadable("columns are missing")
        state, name = row.get("state", "").title(), _first(row, _AGENCY)
        if name:
            levels = _LEVELS.get(row.get("type", "").casefold(), frozenset[Level]())
            _, kinds = bodies.setdefault((state, name), (levels, []))
            kinds.append(_first(row, _SUPPORT))
    for (state, name), (levels, kinds) in bodies.items():
        full = name if says_enough(name) else f"{state} {name}"
        yield ListedBody(names=(full,), levels=levels, note=_note(state, kinds))


def _first(row: dict[str, str], columns: tuple[str, ...]) -> str:
    """Return the first of some columns that a row has."""
    return next((row[column] for column in columns if column in row), "")


def _note(state: str, kinds: list[str]) -> str:
    """Return in which state a body is, and what it has agreed to."""
    agreed = ", ".join(dict.fromkeys(kind for kind in kinds if kind))
    return ": ".join(part for part in (state, agreed) if part)
