"""What the readers of lists share: tables out of bytes, and fields that a stranger filled in.

Nothing here trusts what it reads: a list may be cut off, made of something else, or made to hurt.
"""

from collections.abc import Iterator
import csv
from typing import Final

from ...model import Level
from ..domains import host_name

MOST_ROWS: Final = 100_000
MOST_COLUMNS: Final = 64
LONGEST_LINE: Final = 64 * 1024
LONGEST_FIELD: Final = 200
NO_VALUE: Final = frozenset({"", "#n/a", "n/a", "(blank)", "none", "-"})


class ListUnreadable(ValueError):
    """The bytes are no list of the expected format."""


def text_of(data: bytes) -> str:
    """Return the text of a file.

    Raises:
        ListUnreadable: if it is no text, or a page for people.
    """
    if b"\0" in data:
        raise ListUnreadable("not a text")
    text = data.decode("utf-8-sig", errors="replace")
    if text.lstrip()[:1] == "<":
        raise ListUnreadable("a page, not a list")
    return text


def table_rows(data: bytes, needed: frozenset[str]) -> Iterator[dict[str, str]]:
    """Yield a CSV table's rows by their columns' names in small letters; too short rows lack the rest.

    Columns are parted by commas, or by semicolons if the first line has no comma.

    Raises:
        ListUnreadable: if a needed column is missing, or the table is no list that people would keep.
    """
    text = text_of(data)
    first = text.lstrip().split("\n", 1)[0]
    reader = csv.reader(_lines(text), delimiter="," if "," in first or ";" not in first else ";")
    try:
        columns = [name.strip().casefold() for name in next(reader, [])]
        if len(columns) > MOST_COLUMNS or not needed <= set(columns):
            raise ListUnreadable("columns are missing")
        for number, row in enumerate(reader):
            if number >= MOST_ROWS:
                raise ListUnreadable("too many rows")
            if any(row):
                yield {name: field_text(value) for name, value in zip(columns, row, strict=False) if name}
    except csv.Error as err:
        raise ListUnreadable(str(err)) from err


def field_text(value: str) -> str:
    """Return a field without white space around it and without the marks that stand for nothing; long ones cut."""
    text = " ".join(value[: LONGEST_FIELD * 4].split())[:LONGEST_FIELD].strip()
    return "" if text.casefold() in NO_VALUE else text


def domain_text(value: str) -> str:
    """Return a domain as it is compared, empty if it is none; "@example.org" and "*.example.org" are taken too."""
    return host_name(value.strip().removeprefix("@").removeprefix("*."))


def levels_of(words: Iterator[str] | list[str]) -> frozenset[Level]:
    """Return the levels with these names; none at all if one of them is not known, so that nothing is ruled out."""
    names = {word.strip().casefold().replace(" ", "_") for word in words if word.strip()}
    known = {level.value: level for level in Level}
    return frozenset(known[name] for name in names) if names <= known.keys() else frozenset()


def _lines(text: str) -> Iterator[str]:
    """Yield the lines of a table.

    Raises:
        ListUnreadable: if one is longer than any honest list's, before it is split into its columns.
    """
    for line in text.splitlines(keepends=True):
        if len(line) > LONGEST_LINE:
            raise ListUnreadable("a line is too long")
        yield line
