"""The database file: opening, settings, transactions, and what is done when it is broken.

Knows nothing of entries beyond the chain's head. Everything in here blocks and runs in the ledger's own threads.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import file_digest
import logging
import os
from pathlib import Path
import sqlite3
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from . import chain
from .records import LedgerError, LedgerTooNew, LedgerUnavailable
from .room import PAGES, make_room
from .tables import APPLICATION_ID, SCHEMA_VERSION, entries, metadata

_LOGGER = logging.getLogger(__name__)

FILE = "ledger.db"
HEADS_FILE = "heads.txt"
_BROKEN = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_BUSY_SECONDS = 5
_CACHE_KIB = 1024
"""Per connection: enough for the upper pages of every index, small on a hub with little memory."""

_TIDY_AFTER = 500
"""Changed rows after which the log is brought into the database as soon as nobody waits; those of small messages fill 100 to 1,000 pages."""

_LAST = select(entries.c.seq, entries.c.hash).order_by(entries.c.seq.desc()).limit(1)


class BrokenFile(LedgerError):
    """The file is no database any more, or not ours."""


def is_of_disk(error: BaseException) -> bool:
    """Tell an error of the disk or the file from one that a statement's own values brought about."""
    origin = error.orig if isinstance(error, DBAPIError) else error
    own = (sqlite3.IntegrityError, sqlite3.DataError, sqlite3.InterfaceError, sqlite3.ProgrammingError)
    return isinstance(origin, sqlite3.Error) and not isinstance(origin, own)


def explain(error: BaseException) -> LedgerError:
    """Tell a broken file from a disk that does not do its work now."""
    origin = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(origin, "sqlite_errorcode", 0) & 0xFF
    return BrokenFile(str(origin)) if code in _BROKEN else LedgerUnavailable(str(origin))


def raw(connection: Connection) -> sqlite3.Connection:
    """Return the driver's own connection, for what is done too often for SQLAlchemy's execution."""
    own = connection.connection.driver_connection
    assert isinstance(own, sqlite3.Connection)
    return own


def _data_version(own: sqlite3.Connection) -> int:
    """Return SQLite's counter of what others wrote to the file."""
    return int(own.execute("PRAGMA data_version").fetchone()[0])


def _prepare(connection: Any, _record: Any) -> None:
    """Set what each connection needs: durable commits, erased bytes overwritten, a bounded cache.

    `secure_delete` zeroes what is deleted inside the database file. It does not reach copies that the file system,
    the flash chip or a backup made before. What SQLite sets aside to take a statement back stays in memory: by itself,
    it writes more than 64 KB of old pages to a file in the system's temporary folder (https://sqlite.org/tempfiles.html).
    """
    for setting in (
        f"busy_timeout={_BUSY_SECONDS * 1000}",
        "synchronous=FULL",
        "secure_delete=ON",
        f"cache_size=-{_CACHE_KIB}",
        "trusted_schema=OFF",
        "temp_store=MEMORY",
        f"wal_autocheckpoint={PAGES}",
    ):
        connection.execute(f"PRAGMA {setting}").close()


def make_engine(path: Path) -> Engine:
    """Return an engine whose connections commit only where the caller says BEGIN and COMMIT."""
    engine = create_engine(
        URL.create("sqlite+pysqlite", database=str(path)),
        poolclass=NullPool,
        isolation_level="AUTOCOMMIT",
        # What strangers wrote belongs into no log.
        hide_parameters=True,
    )
    event.listen(engine, "connect", _prepare)
    return engine


class Store:
    """The one writing connection. Used by the writer thread alone; other threads may read `path` and `generation`."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE
        self.count = 0
        self.last = chain.GENESIS
        self.generation = 0
        """Counts the files that were begun: a reader's connection to an older one is of no use."""
        self._engine = make_engine(self.path)
        self._connection: Connection | None = None
        self._own: sqlite3.Connection | None = None
        self._seen = -1
        self._tidied = 0

    @property
    def own(self) -> sqlite3.Connection:
        """The driver's own connection while the file is open, looked up once: asking SQLAlchemy each time costs more."""
        assert self._own is not None
        return self._own

    def open(self) -> dict[str, Any] | None:
        """Open the file, making it if needed; return name and hash of a broken file moved aside.

        Raises:
            LedgerUnavailable: if the disk does not let us.
            LedgerTooNew: if a newer Ring Guard wrote the file.
        """
        try:
            self._connect()
        except BrokenFile as broken:
            _LOGGER.error("The ledger's file cannot be read (%s): it is moved aside and a new one begun", broken)
            moved = self._move_aside()
            self._connect()
            return moved
        return None

    def close(self) -> None:
        """Close the connection; SQLite brings everything into the one file if nobody else has it open."""
        if self._connection is not None:
            connection, self._connection, self._own = self._connection, None, None
            try:
                connection.close()
            except DBAPIError:
                # What was committed is safe in the write-ahead log, whatever closing says.
                _LOGGER.debug("Closing the ledger's file failed", exc_info=True)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Run a block as one durable transaction; the chain's head follows only if it is committed.

        Raises:
            LedgerUnavailable: if it could not be made durable.
            BrokenFile: if the file is broken.
        """
        before = self.count, self.last
        try:
            connection = self._connection or self._connect()
            self.own.execute("BEGIN IMMEDIATE")
            self._follow(connection)
            before = self.count, self.last
            yield connection
            self.own.execute("COMMIT")
        except BaseException as error:
            self.count, self.last = before
            if is_of_disk(error) or isinstance(error, OSError) or not self._roll_back():
                # A failed commit may leave the connection in any state: a new one looks at what is really there.
                self.close()
            if is_of_disk(error) or isinstance(error, OSError):
                raise explain(error) from error
            raise

    def checkpoint(self) -> None:
        """Bring everything into the one file and empty the write-ahead log.

        Raises:
            LedgerUnavailable: if that fails, or a reader holds it up for too long.
        """
        try:
            connection = self._connection or self._connect()
            busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").scalar()
        except DBAPIError as error:
            self.close()
            raise explain(error) from error
        if busy:
            raise LedgerUnavailable("somebody else keeps the ledger's file busy")

    def make_room(self) -> None:
        """Let commits find a write-ahead log of its full length; where that cannot be, they make it longer themselves."""
        if self._own is None:
            return
        try:
            make_room(self._own, self.path.with_name(f"{FILE}-wal"), _CACHE_KIB << 10)
        except OSError, sqlite3.Error:
            _LOGGER.debug("The write-ahead log could not be given its length", exc_info=True)
            if self._own.in_transaction and not self._roll_back():
                self.close()

    @property
    def untidy(self) -> bool:
        """Tell whether so much was written that the log should be brought into the database once nobody waits."""
        return self._own is not None and self._own.total_changes - self._tidied >= _TIDY_AFTER

    def tidy(self) -> None:
        """Bring the log's pages into the database, as far as no reader needs them where they are; a later time will do."""
        self._tidied = self.own.total_changes
        try:
            self.own.execute("PRAGMA wal_checkpoint(PASSIVE)").close()
        except sqlite3.Error:
            _LOGGER.debug("The write-ahead log could not be brought into the database", exc_info=True)

    def replace(self) -> dict[str, Any]:
        """Move a file that broke while open aside, begin a new one, and return what the old one is known by."""
        self.close()
        moved = self._move_aside()
        self._connect()
        return moved

    def _connect(self) -> Connection:
        """Open the file, check that it is ours and of our version, make its tables if it is new."""
        try:
            self._make_private()
            connection = self._engine.connect()
        except (DBAPIError, OSError) as error:
            raise explain(error) from error
        try:
            self._check_version(connection)
            self._load_head(connection)
        except BaseException as error:
            connection.close()
            if isinstance(error, DBAPIError):
                raise explain(error) from error
            raise
        self._connection, self._own = connection, raw(connection)
        self._tidied = 0
        return connection

    def _make_private(self) -> None:
        """Make folder and file so that nobody else on the machine reads them; SQLite gives its other files the same."""
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))

    def _check_version(self, connection: Connection) -> None:
        """Make the tables of a new file, refuse a newer one, and count anybody else's file as broken."""
        mark, version, tables = (
            int(connection.exec_driver_sql(query).scalar_one())
            for query in ("PRAGMA application_id", "PRAGMA user_version", "SELECT count(*) FROM sqlite_master")
        )
        if tables and mark != APPLICATION_ID:
            raise BrokenFile("not a ledger of Ring Guard")
        if tables and version > SCHEMA_VERSION:
            raise LedgerTooNew(f"the ledger has version {version}, this Ring Guard knows {SCHEMA_VERSION}")
        connection.exec_driver_sql("PRAGMA journal_mode=WAL")
        if not tables:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            metadata.create_all(connection)
            connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version={SCHEMA_VERSION}")
            connection.exec_driver_sql("COMMIT")

    def _load_head(self, connection: Connection) -> None:
        """Read the chain's end from the file."""
        self._seen = _data_version(raw(connection))
        found = connection.execute(_LAST).first()
        self.count, self.last = (found.seq, bytes(found.hash)) if found else (0, chain.GENESIS)

    def _roll_back(self) -> bool:
        """Undo what is under way; tell whether the connection can go on."""
        try:
            if self._own is not None:
                self._own.execute("ROLLBACK")
        except sqlite3.Error:
            return False
        return True

    def _follow(self, connection: Connection) -> None:
        """Read the chain's end again if another process has written meanwhile."""
        if _data_version(self.own) != self._seen:
            self._load_head(connection)

    def _move_aside(self) -> dict[str, Any]:
        """Give the broken file (with its write-ahead log) a name with the time in it, and return name and hash."""
        try:
            with self.path.open("rb") as file:
                digest = file_digest(file, "sha256").hexdigest()
            name = f"{self.path.name}.broken-{datetime.now(UTC):%Y%m%dT%H%M%S.%fZ}"
            self.path.rename(self.path.with_name(name))
            log = self.path.with_name(f"{FILE}-wal")
            if log.exists():
                log.rename(self.path.with_name(f"{name}-wal"))
            self.path.with_name(f"{FILE}-shm").unlink(missing_ok=True)
            heads = self.path.with_name(HEADS_FILE)
            if heads.exists():
                heads.rename(self.path.with_name(f"{name}.{HEADS_FILE}"))
        except OSError as error:
            raise explain(error) from error
        self.generation += 1
        return {"file": name, "sha256": digest}
