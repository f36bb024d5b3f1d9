"""The tables of the ledger's database, and which of their columns hold what strangers wrote.

Schema only: no connection is opened and no row is read in here.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Dialect,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    text,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql import ClauseElement

SCHEMA_VERSION = 1
APPLICATION_ID = 0x52476C64
"""Marks the file as a ledger of Ring Guard ("RGld") in SQLite's own header."""


_DIALECT = sqlite.dialect(paramstyle="named")


def compiled(statement: ClauseElement) -> str:
    """Return a statement as text for the raw cursor, which costs a fifth of what SQLAlchemy's own execution costs.

    Values go by name, and strangers' text must be given as `to_bytes` makes it.
    """
    return str(statement.compile(dialect=_DIALECT))


def to_bytes(text: str) -> bytes:
    """Write text from outside as UTF-8 that lets lone surrogates pass."""
    return text.encode("utf-8", "surrogatepass")


def from_bytes(text: bytes) -> str:
    """Read what `to_bytes` wrote."""
    return text.decode("utf-8", "surrogatepass")


class StrangersText(TypeDecorator[str]):
    """Text from outside, kept as bytes: it may hold lone surrogates, which SQLite's own text cannot."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        """Write as bytes."""
        return None if value is None else to_bytes(value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        """Read it back."""
        return None if value is None else from_bytes(value)


metadata = MetaData()

entries = Table(
    "entries",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    # Microseconds since 1970 in UTC, here and in every other column that holds a time
    Column("at", BigInteger, nullable=False),
    Column("kind", Text, nullable=False),
    # Empty where an entry concerns no request: a header has one spelling only
    Column("request_id", Text, nullable=False),
    Column("commitment", LargeBinary, nullable=False),
    # Digest of the request's row after this entry, empty if it changed none
    Column("row", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    # Seq of the erasure that took the payload away
    Column("erased_by", Integer),
    # Salt and payload, see chain; the last column, so that who reads the others need not read long ones
    Column("sealed", LargeBinary),
)
CONCERNS_A_REQUEST = text("entries.request_id != ''")
"""Queries by request must say this to use the index below."""

Index("entries_of_request", entries.c.request_id, entries.c.seq, sqlite_where=text("request_id != ''"))

requests = Table(
    "requests",
    metadata,
    Column("id", Text, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("received_at", BigInteger, nullable=False),
    Column("deadline", BigInteger),
    Column("open", Boolean, nullable=False),
    Column("match_key", Text),
    Column("document", Text, nullable=False),
    Column("salt", LargeBinary, nullable=False),
)
Index("requests_by_time", requests.c.received_at, requests.c.state)
Index("requests_by_state", requests.c.state, requests.c.received_at)
Index("requests_open", requests.c.received_at, sqlite_where=requests.c.open)
Index("requests_by_key", requests.c.match_key, requests.c.received_at, sqlite_where=requests.c.match_key.is_not(None))

arrivals = Table(
    "arrivals",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", StrangersText, nullable=False, unique=True),
    Column("source_kind", Text, nullable=False),
    Column("source_id", StrangersText, nullable=False),
    Column("origin", StrangersText, nullable=False),
    Column("received_at", BigInteger, nullable=False),
    Column("media_type", StrangersText, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("done", Boolean, nullable=False),
    Column("request_id", Text),
)
Index("arrivals_waiting", arrivals.c.number, sqlite_where=arrivals.c.done.is_(False))
Index("arrivals_of_request", arrivals.c.request_id, sqlite_where=arrivals.c.request_id.is_not(None))

errands = Table(
    "errands",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", StrangersText, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("request_id", Text),
    # Emptied once done: what remains is the key, so that nothing is done twice
    Column("payload", Text, nullable=False),
    Column("done", Boolean, nullable=False),
)
Index("errands_waiting", errands.c.id, sqlite_where=errands.c.done.is_(False))
Index("errands_of_request", errands.c.request_id, sqlite_where=errands.c.request_id.is_not(None))

policies = Table(
    "policies",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("text", Text, nullable=False),
)

windows = Table(
    "windows",
    metadata,
    Column("source_id", StrangersText, primary_key=True),
    Column("started_at", BigInteger, nullable=False),
    Column("ends_at", BigInteger, nullable=False),
    Column("kept", Integer, nullable=False),
    Column("kept_bytes", BigInteger, nullable=False),
    Column("beyond", Integer, nullable=False),
    Column("beyond_bytes", BigInteger, nullable=False),
    Column("first_at", BigInteger),
    Column("last_at", BigInteger),
    # Running SHA-256 over the hashes of the arrivals beyond the budget
    Column("digest", LargeBinary, nullable=False),
    # One page less to write for each group of arrivals than with an index of its own
    sqlite_with_rowid=False,
)

mailboxes = Table(
    "mailboxes",
    metadata,
    Column("source_id", Text, primary_key=True),
    # Digest of account and folder
    Column("mailbox", Text, nullable=False),
    Column("uidvalidity", BigInteger, nullable=False),
    Column("uid", BigInteger, nullable=False),
    Column("backlog_uid", BigInteger, nullable=False),
    Column("since", BigInteger, nullable=False),
    Column("looked_at", BigInteger, nullable=False),
    Column("passed_over", BigInteger, nullable=False),
)
