"""A ledger for each test, closed at its end."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from custom_components.ring_guard.ledger import Ledger


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "ring_guard"


@pytest.fixture
async def ledger(folder: Path) -> AsyncIterator[Ledger]:
    opened = await Ledger.open(folder)
    yield opened
    await opened.close()
