"""Gives a write-ahead log the length that it reaches anyway before SQLite begins at its front again.

A sync of a file that became longer has the file system write down the new length as well: on ext4 it takes about twice
as long as one that writes over what is there. SQLite writes pages that no longer fit into its cache to the log before
a commit, and leaves the log as long as it became when they are taken back: https://sqlite.org/wal.html.
Knows a database, not what is in it.
"""

import os
from pathlib import Path
import shutil
import sqlite3

PAGES = 2000
"""Pages in the log after which a commit has to bring them into the database: twice what SQLite does by itself, so that
few commits meet it before a lull, in which `Store.tidy` does."""
LENGTH = PAGES * 4096
"""Bytes of so many pages."""
_NEARLY_FULL = 16 * LENGTH
"""Bytes; a disk that has less is left what it has."""


def make_room(own: sqlite3.Connection, log: Path, cache: int) -> None:
    """Make the log at least `LENGTH` bytes long, or leave it if it is. `cache` = bytes that stay in memory.

    Raises:
        OSError, sqlite3.Error: if the disk does not let us; a transaction may be under way then.
    """
    if log.stat().st_size >= LENGTH or shutil.disk_usage(log.parent).free < _NEARLY_FULL:
        return
    own.execute("BEGIN IMMEDIATE")
    own.execute("CREATE TABLE room (zeros BLOB)")
    own.execute("INSERT INTO room VALUES (zeroblob(?))", (LENGTH + cache,))
    own.execute("ROLLBACK")
    # Else the first commit would wait for all of it, which takes a slow card a while.
    with log.open("rb") as file:
        os.fsync(file.fileno())
