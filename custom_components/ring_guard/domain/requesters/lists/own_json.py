"""A household's own list as JSON: `{"agencies": [...]}` or the bare list.

Each body is an object with `name` or `names`, `domain` or `domains`, `level` or `levels` (a text or a list of texts
each), and `note`. A body needs a name or a domain; without a level, any stays possible.
"""

from collections.abc import Iterator
import json
from typing import Any

from .agency_list import ListedBody
from .reading import MOST_ROWS, ListUnreadable, domain_text, field_text, levels_of, text_of


def read(data: bytes) -> Iterator[ListedBody]:
    """Yield every body.

    Raises:
        ListUnreadable: if the bytes are no such document.
    """
    try:
        document = json.loads(text_of(data))
    except (ValueError, RecursionError) as err:
        raise ListUnreadable("not JSON") from err
    rows = document.get("agencies") if isinstance(document, dict) else document
    if not isinstance(rows, list) or len(rows) > MOST_ROWS:
        raise ListUnreadable("no list of agencies")
    for row in rows:
        if isinstance(row, dict) and (body := _body(row)) is not None:
            yield body


def _body(row: dict[str, Any]) -> ListedBody | None:
    """Return one body, None if it has neither a name nor a domain."""
    names = tuple(_texts(row, "name", "names"))
    domains = tuple(domain for text in _texts(row, "domain", "domains") if (domain := domain_text(text)))
    if not names and not domains:
        return None
    return ListedBody(
        names=names,
        domains=domains,
        levels=levels_of(_texts(row, "level", "levels")),
        organisation=names[0] if names else "",
        note=next(_texts(row, "note"), ""),
    )


def _texts(row: dict[str, Any], *keys: str) -> Iterator[str]:
    """Yield the texts under some keys, whether each is a text or a list of texts."""
    for key in keys:
        value = row.get(key)
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, str) and (text := field_text(part)):
                yield text
