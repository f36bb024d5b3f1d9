"""What every source may do: hand in an arrival, and say how it fares itself."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from homeassistant.util.ulid import ulid_now

from ..const import BODY_LIMIT
from ..domain.model import Arrival, SourceKind
from ..ledger import Receipt
from .post import Post


class SourceProblem(StrEnum):
    """What can be wrong with a source; each is a repair issue's translation key."""

    ENTITY_MISSING = "source_entity_missing"
    SIGNATURES_REFUSED = "source_signatures_refused"
    PASSWORD_REFUSED = "source_password_refused"  # noqa: S105  # a key, no password
    FOLDER_MISSING = "source_folder_missing"
    CERTIFICATE_REFUSED = "source_certificate_refused"
    SILENT = "source_silent"
    BACKLOG = "source_backlog"


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """The guard as a source sees it.

    `receive` makes an arrival durable and returns its receipt. `trouble` reports what is wrong with the
    source, None when all is well again. `post` is where a mailbox keeps its place. `ask_password` lets a person
    sign in to a source again.
    """

    receive: Callable[[Arrival], Awaitable[Receipt]]
    trouble: Callable[[str, SourceProblem | None], None]
    post: Post
    ask_password: Callable[[str], None]


def arrival(
    *,
    source_kind: SourceKind,
    source_id: str,
    origin: str,
    received_at: datetime,
    media_type: str,
    body: bytes,
    arrival_id: str | None = None,
    size: int | None = None,
    sha256_hex: str | None = None,
    limit: int = BODY_LIMIT,
) -> Arrival:
    """Build an arrival; a body over `limit` bytes is left out, and only its size and hash are kept.

    `size` and `sha256_hex` are given where the body was too large to be held in memory at all.
    """
    size = len(body) if size is None else size
    return Arrival(
        id=arrival_id or ulid_now(),
        source_kind=source_kind,
        source_id=source_id,
        origin=origin,
        received_at=received_at,
        media_type=media_type[:200],
        body=body if size <= limit else b"",
        size=size,
        sha256=sha256_hex or sha256(body).hexdigest(),
    )
