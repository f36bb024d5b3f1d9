"""The known bodies by name and domain. Pure data once built; names in it prove nothing about a message."""

from dataclasses import dataclass
from functools import cache
from typing import Self

from ..model import Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """One body: its key, the names and domains that it goes by, its levels, and where that is known from."""

    key: str
    names: tuple[str, ...]
    domains: tuple[str, ...]
    levels: frozenset[Level]
    source: str


@dataclass(frozen=True, kw_only=True)
class Registry:
    """All known bodies."""

    agencies: tuple[Agency, ...]

    @classmethod
    @cache
    def builtin(cls) -> Self:
        """Return the registry that ships with Ring Guard, built once."""
        return cls(agencies=())
