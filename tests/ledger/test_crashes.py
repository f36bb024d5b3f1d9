"""Killed at any moment: nothing acknowledged is lost, nothing is decided twice, every step is shown."""

import json
from pathlib import Path
import subprocess
import sys

import pytest

SCRIPT = Path(__file__).with_name("crashing_guard.py")


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_ten_kills_under_a_stream_of_requests_lose_and_double_nothing(seed: int, tmp_path: Path) -> None:
    command = [sys.executable, str(SCRIPT), str(tmp_path / "ring_guard"), str(seed), "10"]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=110, check=False)
    assert ran.returncode == 0, ran.stderr[-4000:]
    told = json.loads(ran.stdout)
    assert told["kills"] == 10
    assert told["decided"] >= told["acknowledged"] >= 10
