"""Real disks that are small or read-only, for who may mount."""

from collections.abc import Iterator
from contextlib import contextmanager
import os
from pathlib import Path
import shutil
import subprocess

import pytest


def mount(*arguments: str) -> bool:
    """Run mount where root may; elsewhere the tests below it are skipped, and those without a mount still run."""
    command = shutil.which("mount")
    if os.geteuid() != 0 or command is None:
        return False
    return subprocess.run([command, *arguments], capture_output=True, check=False).returncode == 0


@contextmanager
def small_disk(path: Path) -> Iterator[Path]:
    """Mount a disk of 2 MiB in memory."""
    path.mkdir()
    if not mount("-t", "tmpfs", "-o", "size=2m", "tmpfs", str(path)):
        pytest.skip("mounting a small disk takes root with the right to mount")
    try:
        yield path
    finally:
        subprocess.run(["umount", str(path)], check=True)
