"""The registry of .gov domains (github.com/cisagov/dotgov-data, `current-full.csv`, public domain).

Fire and medical services of a city, a county, a tribe or a district write from its domain, so they stay possible.
"""

from collections.abc import Iterator

from ...model import Level
from .agency_list import ListedBody
from .reading import domain_text, table_rows

DOMAIN, TYPE = "domain name", "domain type"
ORGANISATION, PART = "organization name", "suborganization name"

_LOCAL = frozenset({Level.FIRE_MEDICAL})
_LEVELS: tuple[tuple[str, frozenset[Level]], ...] = (
    ("federal", frozenset({Level.FEDERAL})),
    ("state", frozenset({Level.STATE})),
    ("county", frozenset({Level.COUNTY}) | _LOCAL),
    ("city", frozenset({Level.MUNICIPAL}) | _LOCAL),
    ("tribal", frozenset({Level.TRIBAL}) | _LOCAL),
    ("native sovereign nation", frozenset({Level.TRIBAL}) | _LOCAL),
    ("special district", frozenset({Level.SPECIAL_DISTRICT}) | _LOCAL),
    ("school district", frozenset({Level.SPECIAL_DISTRICT, Level.CAMPUS})),
    ("interstate", frozenset({Level.INTERSTATE})),
)
"""What a type begins with ("Federal - Executive", "City - Election"), and what is possible then."""


def read(data: bytes) -> Iterator[ListedBody]:
    """Yield every registered domain; of a type that nobody knows yet, anything is possible.

    Raises:
        ListUnreadable: if the bytes are not this registry.
    """
    for row in table_rows(data, frozenset({DOMAIN, TYPE})):
        if domain := domain_text(row.get(DOMAIN, "")):
            yield ListedBody(domains=(domain,), levels=_levels(row.get(TYPE, "")), organisation=_organisation(row))


def _levels(kind: str) -> frozenset[Level]:
    """Return what a type leaves possible."""
    folded = kind.casefold()
    return next((levels for start, levels in _LEVELS if folded.startswith(start)), frozenset())


def _organisation(row: dict[str, str]) -> str:
    """Return whose a domain is, the larger body first."""
    parts = (row.get(ORGANISATION, ""), row.get(PART, ""))
    return ", ".join(dict.fromkeys(part for part in parts if part))
