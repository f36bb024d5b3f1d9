"""A ledger for each test, closed at its end, and a small disk for those that want one."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from custom_components.ring_guard.ledger import Ledger

from .disks import small_disk


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "ring_guard"


@pytest.fixture
async def ledger(folder: Path) -> AsyncIterator[Ledger]:
    opened = await Ledger.open(folder)
    yield opened
    await opened.close()


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path / "disk") as mounted:
        yield mounted
