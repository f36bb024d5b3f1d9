"""The bytes of the hash chain: how an entry is sealed, committed to and linked to the one before.

Pure functions, and nothing else may decide these bytes: a change here breaks every ledger that exists.

    sealed     = salt (32 random bytes) | payload as JSON
    commitment = SHA-256(sealed)
    row        = SHA-256(salt (16 random bytes) | the changed request's columns as JSON | LF | its document), or nothing
    hash       = SHA-256(hash of the entry before | commitment | row | header)
    header     = "seq LF microseconds since 1970 UTC LF kind LF request id or nothing"

The header's words hold no line ends (`records` refuses them) and it starts with a number, so no two entries share their
bytes. The salts keep anybody from guessing what was erased from what remains.
"""

from datetime import UTC, datetime, timedelta
from hashlib import sha256
import json
import secrets
from typing import Any

from ..domain.model.json_text import write_json
from .records import EMPTY_HEAD, Head, Plain, RequestRow

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_SALT = 32
_ROW_SALT = 16

GENESIS = bytes.fromhex(EMPTY_HEAD.hash)
NO_ROW = b""


def to_json(payload: Plain) -> bytes:
    """Write a payload as JSON, its keys in their own order.

    What was written is kept and hashed as it is: it is never written a second time.

    Raises:
        ValueError: if it holds what JSON cannot, or is nested too deeply.
    """
    try:
        return write_json(payload)
    except (TypeError, RecursionError) as error:
        raise ValueError(f"this is nothing that JSON can hold: {error}") from error


def from_json(text: str | bytes) -> dict[str, Any]:
    """Read what `to_json` wrote."""
    plain: dict[str, Any] = json.loads(text)
    return plain


def to_micros(moment: datetime) -> int:
    """Count the microseconds since 1970 in UTC, exactly."""
    return (moment - _EPOCH) // _MICROSECOND


def to_moment(micros: int) -> datetime:
    """Return the time that `to_micros` counted, in UTC."""
    return _EPOCH + timedelta(microseconds=micros)


def row_digest(values: tuple[Any, ...]) -> bytes:
    """Return the salted digest of a stored request row: the table's columns in their order, document and salt last.

    Raises:
        TypeError: if a column holds another type than was ever written to it.
    """
    *columns, document, salt = values
    return sha256(b"%b%b\n%b" % (salt, write_json(columns), document.encode())).digest()


def row_values(row: RequestRow) -> tuple[Any, ...]:
    """Return a request's columns as they are stored, in the table's order, with a fresh salt.

    Raises:
        ValueError: if the document is nothing that JSON can hold.
    """
    deadline = None if row.deadline is None else to_micros(row.deadline)
    received = to_micros(row.received_at)
    document, salt = to_json(row.document).decode(), secrets.token_bytes(_ROW_SALT)
    return (row.id, row.version, row.state, received, deadline, int(row.open), row.match_key, document, salt)


def seal(payload: Plain) -> bytes:
    """Return what is committed to: a fresh salt and the payload.

    Raises:
        ValueError: if the payload is nothing that JSON can hold.
    """
    return secrets.token_bytes(_SALT) + to_json(payload)


def unseal(sealed: bytes) -> dict[str, Any]:
    """Return the payload of a sealed content."""
    return from_json(sealed[_SALT:])


def commit(sealed: bytes) -> bytes:
    """Return the commitment to a sealed content."""
    return sha256(sealed).digest()


def header(seq: int, at: int, kind: str, request_id: str) -> bytes:
    """Return an entry's header; `verification` has SQLite spell it out once more, for speed."""
    return f"{seq}\n{at}\n{kind}\n{request_id}".encode()


def link(before: bytes, commitment: bytes, row: bytes, head: bytes) -> bytes:
    """Return the hash of an entry with this header."""
    return sha256(before + commitment + row + head).digest()


def to_head(count: int, last: bytes) -> Head:
    """Return the head of a chain of `count` entries whose last hash is `last`."""
    return Head(count=count, hash=last.hex())
