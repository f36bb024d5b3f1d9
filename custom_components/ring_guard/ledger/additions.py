"""Rows that a transaction adds to a table, written by few statements however many they are.

Each statement gives way to the other threads of the process before and after it: the fewer there are, the less
the ledger's thread and the event loop stand in each other's way. Knows columns, not what they mean.
"""

from collections.abc import Callable, Iterable
from functools import cache
import sqlite3
from typing import Any

from sqlalchemy import Insert, bindparam
from sqlalchemy.dialects import sqlite

_ROWS = 16
"""At most so many rows in one statement: few enough that the texts for every number of them are kept prepared."""

_DIALECT = sqlite.dialect(paramstyle="qmark")


class Additions:
    """The rows that one transaction adds to one table; each holds the values of some columns in the table's order."""

    def __init__(self, execute: Callable[..., sqlite3.Cursor], statement: Callable[[int], str]) -> None:
        """Begin without any row; `statement` returns the text that adds so many."""
        self._execute = execute
        self._statement = statement
        self._rows: list[tuple[Any, ...]] = []

    def add(self, row: tuple[Any, ...]) -> None:
        """Take a row, which is written later."""
        self._rows.append(row)

    def forget(self) -> None:
        """Let go of what was not written yet."""
        self._rows.clear()

    def write(self) -> bool:
        """Write what was taken; tell whether every row was new, where the statement lets others pass."""
        if not self._rows:
            return True
        rows, self._rows = self._rows, []
        return sum(self._write(rows[start : start + _ROWS]) for start in range(0, len(rows), _ROWS)) == len(rows)

    def _write(self, rows: list[tuple[Any, ...]]) -> int:
        """Write a few rows; return how many were new."""
        return self._execute(self._statement(len(rows)), [value for row in rows for value in row]).rowcount


def adding(insertion: Insert, columns: Iterable[str]) -> Callable[[int], str]:
    """Return what makes the text of an insertion of so many rows with these columns, given in the table's order."""
    names = tuple(columns)

    @cache
    def statement(rows: int) -> str:
        values: list[dict[str, Any]] = [{name: bindparam(f"{name} {row}") for name in names} for row in range(rows)]
        return str(insertion.values(values).compile(dialect=_DIALECT))

    return statement
