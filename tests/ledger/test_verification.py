"""Whatever is altered behind the ledger's back is found, at the place where it was altered."""

import asyncio
from pathlib import Path
import shutil
import sqlite3
import tempfile

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.ring_guard.ledger import Head, Ledger, Problem, Verification, Write, chain, verification

from .samples import NOW, change, entry, fill, raw

ENTRIES = 15
ANOTHER = (
    "INSERT INTO entries SELECT {seq}, at, kind, '', commitment, row, hash, NULL, sealed FROM entries WHERE seq = 7"
)
ERASED = {1, 2, 3, 4}
BY = 9
TOGETHER = (1, 3, 250)
"""So many are checked together: all of this ledger, whose erasures have each looked at alone then, or few that are plain."""
COLUMNS = {
    "entries": ["seq", "at", "kind", "request_id", "commitment", "row", "hash", "erased_by", "sealed"],
    "requests": ["id", "version", "state", "received_at", "deadline", "open", "match_key", "document", "salt"],
}


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a filled and closed ledger; copy it to alter it."""
    folder = tmp_path_factory.mktemp("pristine") / "ring_guard"

    async def make() -> None:
        ledger = await Ledger.open(folder)
        await fill(ledger)
        assert ledger.head.count == ENTRIES
        assert (await ledger.verify()).whole
        await ledger.close()

    asyncio.run(make())
    return folder


@pytest.fixture
def copy(pristine: Path, tmp_path: Path) -> Path:
    """Return a filled ledger's folder that may be altered."""
    return Path(shutil.copytree(pristine, tmp_path / "copy"))


@pytest.fixture(params=TOGETHER)
def _groups(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Check so many entries together."""
    monkeypatch.setattr(verification, "_TOGETHER", request.param)


async def check(folder: Path, *heads: Head) -> Verification:
    ledger = await Ledger.open(folder)
    try:
        return await ledger.verify(heads)
    finally:
        await ledger.close()


def alter(folder: Path, *statements: str) -> None:
    connection = raw(folder)
    for statement in statements:
        connection.execute(statement)
    connection.close()


async def test_an_untouched_ledger_is_whole(copy: Path) -> None:
    found = await check(copy)
    assert found.whole
    assert (found.head.count, found.erased, found.broken_at) == (ENTRIES, len(ERASED), None)


@pytest.mark.parametrize(
    ("statement", "problem", "seq"),
    [
        ("UPDATE entries SET sealed = CAST(sealed || x'00' AS BLOB) WHERE seq = 7", Problem.ALTERED_PAYLOAD, 7),
        ("UPDATE entries SET sealed = CAST(sealed AS TEXT) WHERE seq = 7", Problem.UNREADABLE, 7),
        ("UPDATE entries SET sealed = 'words' WHERE seq = 7", Problem.UNREADABLE, 7),
        ("UPDATE entries SET sealed = NULL WHERE seq = 7", Problem.MISSING_PAYLOAD, 7),
        ("UPDATE entries SET sealed = NULL, erased_by = 9 WHERE seq = 7", Problem.MISSING_PAYLOAD, 7),
        ("UPDATE entries SET sealed = NULL, erased_by = 3 WHERE seq = 7", Problem.MISSING_PAYLOAD, 7),
        ("UPDATE entries SET erased_by = 9 WHERE seq = 7", Problem.ALTERED_TOMBSTONE, 7),
        ("UPDATE entries SET erased_by = 10 WHERE seq = 2", Problem.ALTERED_TOMBSTONE, 2),
        ("UPDATE entries SET erased_by = 'x' WHERE seq = 2", Problem.ALTERED_TOMBSTONE, 2),
        ("UPDATE entries SET seq = 99 WHERE seq = 15", Problem.MISSING_ENTRY, 15),
        (ANOTHER.format(seq=99), Problem.MISSING_ENTRY, 16),
        (ANOTHER.format(seq=-1), Problem.MISSING_ENTRY, 1),
        ("UPDATE entries SET at = at + 1 WHERE seq = 5", Problem.ALTERED_HEADER, 5),
        ("UPDATE entries SET kind = 'other' WHERE seq = 5", Problem.ALTERED_HEADER, 5),
        ("UPDATE entries SET kind = CAST(kind AS BLOB) WHERE seq = 5", Problem.UNREADABLE, 5),
        ("UPDATE entries SET request_id = CAST(request_id AS BLOB) WHERE seq = 5", Problem.UNREADABLE, 5),
        ("UPDATE entries SET row = CAST(row AS TEXT) WHERE seq = 5", Problem.UNREADABLE, 5),
        ("UPDATE entries SET commitment = CAST(commitment AS TEXT) WHERE seq = 5", Problem.UNREADABLE, 5),
        ("UPDATE entries SET at = CAST(at AS BLOB) WHERE seq = 5", Problem.UNREADABLE, 5),
        ("UPDATE entries SET at = 'then' WHERE seq = 5", Problem.UNREADABLE, 5),
        ("UPDATE entries SET kind = CAST(x'ff' AS TEXT) WHERE seq = 5", Problem.ALTERED_HEADER, 5),
        ("UPDATE entries SET request_id = 'x' WHERE seq = 12", Problem.ALTERED_HEADER, 12),
        ("UPDATE entries SET commitment = 'x' WHERE seq = 5", Problem.UNREADABLE, 5),
        ("UPDATE entries SET commitment = zeroblob(32) WHERE seq = 5", Problem.ALTERED_HEADER, 5),
        ("UPDATE entries SET row = zeroblob(32) WHERE seq = 5", Problem.ALTERED_HEADER, 5),
        ("UPDATE entries SET hash = zeroblob(32) WHERE seq = 5", Problem.ALTERED_HEADER, 5),
        ("UPDATE entries SET seq = 0 WHERE seq = 1", Problem.MISSING_ENTRY, 1),
        ("UPDATE entries SET seq = 40 WHERE seq = 12", Problem.MISSING_ENTRY, 12),
        ("DELETE FROM entries WHERE seq = 1", Problem.MISSING_ENTRY, 1),
        ("DELETE FROM entries WHERE seq = 12", Problem.MISSING_ENTRY, 12),
    ],
)
@pytest.mark.usefixtures("_groups")
async def test_each_alteration_is_found_at_its_place(copy: Path, statement: str, problem: Problem, seq: int) -> None:
    alter(copy, statement)
    found = await check(copy)
    assert (found.problem, found.broken_at) == (problem, seq)


def _flip(value: object, bit: int) -> object:
    """Return a value of the same type that differs in one bit or sign."""
    if isinstance(value, int):
        return value ^ (1 << bit % 40)
    if isinstance(value, bytes):
        altered = bytearray(value or b"\0")
        altered[bit % len(altered)] ^= 1 << bit % 8
        return bytes(altered) if value else b"\1"
    if isinstance(value, str):
        place = bit % (len(value) + 1)
        return f"{value[:place]}{'x' if value[place : place + 1] != 'x' else 'y'}{value[place + 1 :]}"
    return 10 + bit % 3


@st.composite
def places(draw: st.DrawFn) -> tuple[str, str, int, int]:
    table = draw(st.sampled_from(sorted(COLUMNS)))
    column = draw(st.sampled_from(COLUMNS[table]))
    rows = 2 if table == "requests" else ENTRIES
    return table, column, draw(st.integers(0, rows - 1)), draw(st.integers(0, 2**16))


@settings(max_examples=120, deadline=None)
@given(place=places(), together=st.sampled_from(TOGETHER))
def test_any_field_of_any_row_that_flips_is_found_where_it_stands(pristine: Path, place, together: int) -> None:
    table, column, number, bit = place
    with tempfile.TemporaryDirectory() as space, pytest.MonkeyPatch.context() as patch:
        patch.setattr(verification, "_TOGETHER", together)
        folder = Path(shutil.copytree(pristine, Path(space) / "copy"))
        connection, heads = raw(folder), []
        count, last = connection.execute("SELECT seq, hash FROM entries ORDER BY seq DESC").fetchone()
        old, key = connection.execute(
            f"SELECT {column}, rowid FROM {table} ORDER BY rowid LIMIT 1 OFFSET ?", (number,)
        ).fetchone()
        try:
            connection.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (_flip(old, bit), key))
        except sqlite3.IntegrityError:
            # Another row has this key: take the row away instead; that the last one is missing only a head can tell
            connection.execute(f"DELETE FROM {table} WHERE rowid = ?", (key,))
            heads = [Head(count=count, hash=last.hex())]
        connection.close()
        found = asyncio.run(check(folder, *heads))
    assert not found.whole
    if table == "requests":
        assert found.problem is Problem.STATE_MISMATCH
        assert found.request_id is not None
    else:
        assert found.broken_at == key or (column == "seq" and found.broken_at is not None)


async def test_a_cut_tail_is_found_by_a_published_head(copy: Path) -> None:
    ledger = await Ledger.open(copy)
    await ledger.publish(ledger.head, NOW)
    await ledger.close()
    alter(copy, "DELETE FROM entries WHERE seq > 12")
    found = await check(copy)
    assert (found.problem, found.broken_at) == (Problem.CUT_TAIL, 13)


async def test_a_tail_cut_under_a_running_ledger_is_found_without_any_published_head(
    ledger: Ledger, folder: Path
) -> None:
    await fill(ledger)
    alter(folder, "DELETE FROM entries WHERE seq > 12")
    found = await ledger.verify()
    assert (found.problem, found.broken_at) == (Problem.CUT_TAIL, 13)


async def test_a_complete_rewrite_is_found_by_a_published_head(copy: Path, tmp_path: Path) -> None:
    real = await Ledger.open(copy)
    await real.publish(real.head, NOW)
    await real.close()
    forged = await Ledger.open(tmp_path / "forged")
    await fill(forged)
    assert (await forged.verify()).whole
    await forged.close()
    shutil.copy(tmp_path / "forged" / "ledger.db", copy / "ledger.db")
    found = await check(copy)
    assert (found.problem, found.broken_at) == (Problem.HEAD_MISMATCH, ENTRIES)


@pytest.mark.usefixtures("_groups")
async def test_heads_that_people_hold_count_as_well(copy: Path) -> None:
    ledger = await Ledger.open(copy)
    true = [Head(count=found.seq, hash=found.hash) for found in await ledger.entries()]
    assert (await ledger.verify(true)).heads == ENTRIES
    for count in range(1, ENTRIES + 1):
        assert (await ledger.verify([Head(count=count, hash="0" * 64)])).broken_at == count
    assert (await ledger.verify([Head(count=0, hash="1" * 64)])).problem is Problem.HEAD_MISMATCH
    await ledger.close()


@pytest.mark.usefixtures("_groups")
async def test_an_entry_that_is_missing_from_a_chain_that_was_linked_anew_is_found(folder: Path) -> None:
    ledger = await Ledger.open(folder)
    await ledger.write(Write(entries=tuple(entry(number=number) for number in range(5))))
    await ledger.close()
    alter(folder, "DELETE FROM entries WHERE seq = 3")
    connection, last = raw(folder), chain.GENESIS
    for seq, at, kind, request_id, commitment, row in connection.execute(
        "SELECT seq, at, kind, request_id, commitment, row FROM entries ORDER BY seq"
    ).fetchall():
        last = chain.link(last, commitment, row, chain.header(seq, at, kind, request_id))
        connection.execute("UPDATE entries SET hash = ? WHERE seq = ?", (last, seq))
    connection.close()
    found = await check(folder)
    assert (found.problem, found.broken_at) == (Problem.MISSING_ENTRY, 3)


async def test_a_state_that_was_set_back_or_taken_away_is_found(ledger: Ledger, folder: Path) -> None:
    await ledger.write(change("r1"))
    connection = raw(folder)
    old = connection.execute("SELECT * FROM requests").fetchone()
    await ledger.write(change("r1", 2, "declined", is_open=False))
    assert (await ledger.verify()).whole
    new = connection.execute("SELECT * FROM requests").fetchone()
    for instead in (old, None):
        connection.execute("DELETE FROM requests")
        if instead:
            connection.execute("INSERT INTO requests VALUES (?,?,?,?,?,?,?,?,?)", instead)
        found = await ledger.verify()
        assert (found.problem, found.request_id) == (Problem.STATE_MISMATCH, "r1")
    connection.execute("INSERT INTO requests VALUES (?,?,?,?,?,?,?,?,?)", new)
    assert (await ledger.verify()).whole


async def test_checking_goes_in_chunks_and_others_are_served_meanwhile(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verification, "_TOGETHER", 7)
    monkeypatch.setattr(verification, "_VISIT", 1)
    await fill(ledger)
    await ledger.write(Write(entries=tuple(entry(number=number) for number in range(300))))
    checking = asyncio.ensure_future(ledger.verify())
    while not checking.done():
        await ledger.write(Write(entries=(entry(),)))
        assert await ledger.get("first")
    assert (await checking).whole
    assert (await checking).head.count >= ENTRIES + 300


@pytest.fixture
def torn(folder: Path) -> Path:
    folder.mkdir()
    path = folder / "heads.txt"
    path.write_text(f"3 {'a' * 64} 2026-11-21T12:00:00Z\n4 {'b' * 20}", encoding="ascii")
    return path


async def test_a_line_torn_by_a_crash_spoils_no_other(torn: Path, ledger: Ledger) -> None:
    head = Head(count=5, hash="c" * 64)
    await ledger.publish(head, NOW)
    assert await ledger.published() == (Head(count=3, hash="a" * 64), head)


async def test_noted_heads_are_thinned_out_to_one_a_day_and_the_newest(ledger: Ledger, folder: Path) -> None:
    lines = [
        f"{number} {number:064x} {2000 + day // 336:04}-{day // 28 % 12 + 1:02}-{day % 28 + 1:02}T00:00:0{piece}Z\n"
        for day in range(27 * 336)
        for number, piece in ((day * 2 + 1, 0), (day * 2 + 2, 1))
    ]
    (folder / "heads.txt").write_text("".join(lines), encoding="ascii")
    await ledger.publish(Head(count=10**6, hash="f" * 64), NOW)
    kept = await ledger.published()
    assert kept[-1].count == 10**6
    assert [head.count for head in kept[-1024:-1]] == list(range(27 * 672 - 1022, 27 * 672 + 1))
    assert len(kept) < 1024 + 3700
    assert (folder / "heads.txt").stat().st_size < 500_000
    assert all(head.count % 2 == 1 for head in kept[:-1024])
