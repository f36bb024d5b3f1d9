"""The last good copy of a list is kept whole or not at all, and is nobody else's to read."""

from collections.abc import Iterator
from datetime import UTC, datetime
import os
from pathlib import Path
import stat
from unittest.mock import patch

import pytest

from custom_components.ring_guard.lists.files import read_file
from custom_components.ring_guard.lists.problems import ListFailure, ListProblem
from custom_components.ring_guard.lists.shelf import Copy, Shelf

NOW = datetime(2026, 11, 22, 1, tzinfo=UTC)
COPY = Copy(
    address="https://lists.example/a.csv", format="own_table", data=b"name\nA\n\xff\n", checked_at=NOW, etag='"1"'
)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "lists")


def files(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "lists").iterdir())


def test_a_copy_comes_back_as_it_was_and_is_private(shelf: Shelf, tmp_path: Path) -> None:
    shelf.write("one", COPY)
    assert shelf.read("one") == COPY
    (file,) = files(tmp_path)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_there_is_no_copy_of_a_list_that_was_never_kept(shelf: Shelf) -> None:
    assert shelf.read("one") is None
    shelf.keep_only(["one"])


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:-1],
        lambda data: data[: len(data) // 2],
        lambda data: b"",
        lambda data: data.replace(b"name", b"Name"),
        lambda data: b"[]\n" + data,
        lambda data: b"{}\n" + data,
        lambda data: data.replace(b"checked_at", b"changed_at"),
        lambda data: data.replace(b"2026", b"twenty"),
    ],
)
def test_a_copy_that_is_not_as_it_was_written_is_none(shelf: Shelf, tmp_path: Path, damage) -> None:
    shelf.write("one", COPY)
    (file,) = files(tmp_path)
    file.write_bytes(damage(file.read_bytes()))
    assert shelf.read("one") is None


@pytest.mark.parametrize("step", ["os.fsync", "pathlib.Path.replace"])
def test_a_write_that_fails_leaves_the_copy_before_and_nothing_else(shelf: Shelf, tmp_path: Path, step: str) -> None:
    shelf.write("one", COPY)
    with patch(step, side_effect=OSError("no space")), pytest.raises(OSError, match="no space"):
        shelf.write("one", Copy(address="x", format="own_json", data=b"[]", checked_at=NOW))
    assert shelf.read("one") == COPY
    assert len(files(tmp_path)) == 1


def test_a_copy_is_on_the_disk_before_it_takes_the_place_of_the_other(shelf: Shelf) -> None:
    steps: list[str] = []
    sync, replace = os.fsync, Path.replace

    def synced(handle: int) -> None:
        steps.append("sync")
        sync(handle)

    def replaced(path: Path, target: Path) -> Path:
        steps.append("replace")
        return replace(path, target)

    with patch("os.fsync", synced), patch("pathlib.Path.replace", replaced):
        shelf.write("one", COPY)
    assert steps == ["sync", "replace", "sync"]


def test_copies_of_other_lists_and_what_a_crash_left_are_deleted(shelf: Shelf, tmp_path: Path) -> None:
    shelf.write("one", COPY)
    shelf.write("two", COPY)
    (tmp_path / "lists" / ".one-half").write_bytes(b"half")
    shelf.keep_only(["one"])
    assert [file.name for file in files(tmp_path)] == ["one.list"]


def test_a_file_of_monstrous_size_is_no_copy(shelf: Shelf, tmp_path: Path) -> None:
    shelf.write("one", COPY)
    (file,) = files(tmp_path)
    os.truncate(file, 20 * 1024 * 1024)
    assert shelf.read("one") is None


def problems(tmp_path: Path) -> Iterator[tuple[Path, ListProblem]]:
    large = tmp_path / "large"
    large.write_bytes(b"a" * 101)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    yield large, ListProblem.TOO_LARGE
    yield pipe, ListProblem.FILE_UNUSABLE
    yield tmp_path, ListProblem.FILE_UNUSABLE
    yield tmp_path / "missing", ListProblem.FILE_UNUSABLE


def test_a_file_is_read_only_if_it_is_one_and_within_the_limit(tmp_path: Path) -> None:
    for path, problem in problems(tmp_path):
        with pytest.raises(ListFailure) as failure:
            read_file(path, 100)
        assert failure.value.problem is problem
    (tmp_path / "large").write_bytes(b"a" * 100)
    assert read_file(tmp_path / "large", 100) == b"a" * 100
