"""Checking the whole ledger: the chain against itself and against published heads, the requests against the chain.

Reads in chunks, so that other questions are answered in between, and keeps nothing of what it has passed. It changes
nothing. Entries and erasures that are added meanwhile are checked as well.
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
import sqlite3
from typing import Any

from sqlalchemy import Connection

from . import chain
from .erasure import ERASURE
from .records import EMPTY_HEAD, Head, LedgerUnavailable, Problem, Verification
from .store import raw

_TOGETHER = 250
"""Rows that are held at a time: enough that checking them together pays, few enough to weigh nothing."""
_VISIT = 8
"""How often so many are checked in one visit of the reading thread."""
_BEFORE_ALL = -(2**63)

# The chain's rows go by the raw cursor, since building SQLAlchemy's costs more than hashing them; and SQLite puts the
# bytes together that each hash is made of (`chain.header` behind commitment and row) for a fraction of what Python needs.
# They begin with the commitment, and are NULL where a column holds another type than was ever written to it.
_TYPED = """typeof(commitment) = 'blob' AND typeof(row) = 'blob' AND typeof(at) = 'integer'
    AND typeof(kind) = 'text' AND typeof(request_id) = 'text'"""
_LINKED = "CAST(commitment || row || seq || '\n' || at || '\n' || kind || '\n' || request_id AS BLOB)"
_VOUCHES_FOR_NOTHING = "row != x'' AND NOT EXISTS (SELECT 1 FROM requests WHERE id = request_id)"
_CHAIN = f"""
    SELECT seq, kind = ?, hash, sealed, erased_by, CASE WHEN {_TYPED} THEN {_LINKED} END,
        CASE WHEN {_VOUCHES_FOR_NOTHING} THEN request_id END
    FROM entries WHERE seq > ? ORDER BY seq LIMIT ?
"""  # noqa: S608  # its pieces stand above, and nothing from outside is among them
_PLAIN = f"""
    SELECT seq, hash, sealed, CASE WHEN kind != ? AND erased_by IS NULL AND NOT ({_VOUCHES_FOR_NOTHING}) AND {_TYPED}
        THEN {_LINKED} END
    FROM entries WHERE seq > ? ORDER BY seq LIMIT ?
"""  # noqa: S608  # its pieces stand above, and nothing from outside is among them
"""As little as will do for entries that nothing is wrong with and no erasure concerns: the last is NULL for all others."""
_STATES = """
    SELECT r.rowid, r.id, r.version, r.state, r.received_at, r.deadline, r.open, r.match_key, r.document, r.salt,
        (SELECT e.row FROM entries e WHERE e.request_id = r.id AND e.request_id != '' AND e.row != x''
         ORDER BY e.seq DESC LIMIT 1)
    FROM requests r WHERE r.rowid > ? ORDER BY r.rowid LIMIT ?
"""


type _Row = tuple[Any, ...]
"""Of `_CHAIN`: seq, whether it records an erasure, hash, sealed, erased_by, linked, and the request that it vouches for where that is gone."""


class _Broken(Exception):
    """The check ends here."""

    def __init__(self, problem: Problem, seq: int | None, request_id: str | None = None) -> None:
        super().__init__(problem)
        self.problem, self.seq, self.request_id = problem, seq, request_id


@dataclass(slots=True)
class Walk:
    """How far a check has come. Each `step` is one short visit of the reading thread."""

    heads: dict[int, set[str]]
    count: int = 0
    last: bytes = chain.GENESIS
    agreed: int = 0
    erased: int = 0
    passed: int = _BEFORE_ALL
    """The last row of the requests that was checked"""
    pending: dict[int, int] = field(default_factory=dict)
    """Erased entries (by seq) whose recorded erasure lies further on."""
    chain_done: bool = False
    result: Verification | None = None

    def step(self, connection: Connection) -> Verification | None:
        """Check the next chunk; return the result once there is one."""
        own = raw(connection)
        try:
            done = self._check_requests(own) if self.chain_done else self._check_entries(own)
        except _Broken as broken:
            return self._report(broken.problem, broken.seq, broken.request_id)
        except sqlite3.Error as error:
            if not _is_broken(error):
                raise LedgerUnavailable(str(error)) from error
            return self._report(Problem.UNREADABLE, self.count + 1)
        return self._report() if done else None

    def _report(
        self, problem: Problem | None = None, seq: int | None = None, request_id: str | None = None
    ) -> Verification:
        """Return the result as it stands."""
        return Verification(
            head=chain.to_head(self.count, self.last),
            heads=self.agreed,
            erased=self.erased,
            problem=problem,
            broken_at=seq,
            request_id=request_id,
        )

    def _check_entries(self, own: sqlite3.Connection) -> bool:
        """Check the next entries. Always returns False: after the chain come the requests."""
        for _ in range(_VISIT):
            before = self.count
            wanted = ERASURE, before or _BEFORE_ALL, _TOGETHER
            try:
                if not self._follow_plain(own, wanted):
                    self._follow(own.execute(_CHAIN, wanted))
            except TypeError as error:
                # A column that holds another type than was ever written to it
                raise _Broken(Problem.UNREADABLE, self.count + 1) from error
            if self.count - before < _TOGETHER:
                self._end_chain()
                break
        return False

    def _follow_plain(self, own: sqlite3.Connection, wanted: tuple[str, int, int]) -> bool:
        """Check entries together, which takes less time; tell whether they are plain and right, else nothing is noted."""
        # No row at all is none that could be unpacked
        with suppress(sqlite3.Error, TypeError, ValueError):
            seqs, stored, sealed, linked = zip(*own.execute(_PLAIN, wanted), strict=True)
            if _are_right(self.last, stored, sealed, linked):
                return self._pass(seqs, stored)
        return False

    def _pass(self, seqs: tuple[int, ...], stored: tuple[bytes, ...]) -> bool:
        """Take note of right entries, unless some are missing or a published head says otherwise."""
        first = self.count + 1
        published = self.heads.keys() & seqs
        if seqs != tuple(range(first, first + len(seqs))) or any(
            self.heads[seq] != {stored[seq - first].hex()} for seq in published
        ):
            return False
        for seq in published:
            del self.heads[seq]
        self.agreed += len(published)
        self.count, self.last = seqs[-1], stored[-1]
        return True

    def _follow(self, rows: Iterable[_Row]) -> None:
        """Check one entry after the other, and find what is wrong with which."""
        expected, last, heads = self.count + 1, self.last, self.heads
        try:
            for seq, erases, stored, sealed, erased_by, linked, orphan in rows:
                if seq != expected:
                    raise _Broken(Problem.MISSING_ENTRY, expected)
                link = sha256(last + linked).digest()
                if sealed is None or erased_by is not None:
                    self._check_tombstone(seq, sealed, erased_by)
                elif not linked.startswith(sha256(sealed).digest()):
                    raise _Broken(_which(link, stored), seq)
                if link != stored:
                    raise _Broken(Problem.ALTERED_HEADER, seq)
                if orphan is not None:
                    raise _Broken(Problem.STATE_MISMATCH, None, orphan)
                if erases:
                    self._resolve(seq, chain.unseal(sealed)["seqs"])
                if seq in heads:
                    self._compare(seq, link)
                last, expected = link, seq + 1
        finally:
            self.count, self.last = expected - 1, last

    def _check_tombstone(self, seq: int, sealed: Any, erased_by: Any) -> None:
        """Check an entry without payload: its erasure must be recorded further on."""
        if sealed is not None or type(erased_by) not in {int, type(None)}:
            raise _Broken(Problem.ALTERED_TOMBSTONE, seq)
        if erased_by is None or erased_by <= seq:
            raise _Broken(Problem.MISSING_PAYLOAD, seq)
        self.pending[seq] = erased_by
        self.erased += 1

    def _resolve(self, by: int, seqs: list[int]) -> None:
        """Strike what a recorded erasure accounts for. What it names and was read before it happened stands not here."""
        for seq in seqs:
            if self.pending.pop(seq, by) != by:
                raise _Broken(Problem.ALTERED_TOMBSTONE, seq)

    def _compare(self, seq: int, link: bytes) -> None:
        """Compare with the heads published at this count."""
        published = self.heads.pop(seq)
        if published != {link.hex()}:
            raise _Broken(Problem.HEAD_MISMATCH, seq)
        self.agreed += 1

    def _end_chain(self) -> None:
        """Check what only the end can tell: unexplained tombstones, heads beyond the end."""
        self.chain_done = True
        if self.pending:
            raise _Broken(Problem.MISSING_PAYLOAD, min(self.pending))
        if self.heads:
            raise _Broken(Problem.CUT_TAIL, self.count + 1)

    def _check_requests(self, own: sqlite3.Connection) -> bool:
        """Check the next requests against the last entry that speaks of each; tell whether that was all."""
        rows = own.execute(_STATES, (self.passed, _TOGETHER)).fetchall()
        for number, *row in rows:
            if not _agrees(tuple(row)):
                raise _Broken(Problem.STATE_MISMATCH, None, str(row[0]))
            self.passed = number
        return len(rows) < _TOGETHER


def start(heads: Sequence[Head]) -> Walk:
    """Begin a check against these heads."""
    known: dict[int, set[str]] = {}
    for head in heads:
        known.setdefault(head.count, set()).add(head.hash)
    walk = Walk(heads=known)
    empty = known.pop(EMPTY_HEAD.count, {EMPTY_HEAD.hash})
    if empty != {EMPTY_HEAD.hash}:
        walk.result = Verification(head=EMPTY_HEAD, heads=0, erased=0, problem=Problem.HEAD_MISMATCH, broken_at=0)
    return walk


def _are_right(last: bytes, stored: tuple[bytes, ...], sealed: tuple[bytes, ...], linked: tuple[bytes, ...]) -> bool:
    """Tell whether each of some entries is linked to the one before, and holds what it commits to.

    Raises:
        TypeError: if a payload is erased, or a column holds another type than was ever written to it.
    """
    links = [sha256(before + one).digest() for before, one in zip((last, *stored[:-1]), linked, strict=True)]
    commitments = [sha256(one).digest() for one in sealed]
    return links == list(stored) and all(map(bytes.startswith, linked, commitments, strict=True))


def _is_broken(error: sqlite3.Error) -> bool:
    """Tell an unreadable page, or bytes that are no text (which carry no code), from a disk that fails for now."""
    code = getattr(error, "sqlite_errorcode", None)
    return code is None or code & 0xFF in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def _which(link: bytes, stored: Any) -> Problem:
    """Tell an altered payload from an altered commitment: the link holds only for the commitment that was made."""
    return Problem.ALTERED_PAYLOAD if link == stored else Problem.ALTERED_HEADER


def _agrees(row: tuple[Any, ...]) -> bool:
    """Tell whether a request's row is the one that its last entry vouches for."""
    try:
        return chain.row_digest(row[:-1]) == bytes(row[-1])
    except TypeError, ValueError, AttributeError:
        # A column that holds another type than was ever written to it
        return False
