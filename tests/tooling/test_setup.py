"""Setting up: what is locked, how quick a second run is, and what it says where it cannot go on."""

import json
import os
from pathlib import Path
import re
import shutil
import subprocess
import time

import pytest

ROOT = Path(__file__).parents[2]
REQUIREMENTS = ROOT / "requirements"
LOCKS = [path.with_suffix(".txt") for path in sorted(REQUIREMENTS.glob("*.in"))]
SHELL_TOOLS = ("bash", "cat", "cksum", "dirname", "env", "mkdir", "rm")


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_file_pins_every_package_with_a_hash_and_names_no_place(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    packages = re.findall(r"^[a-z0-9][^\n]*$", text, re.MULTILINE)
    assert packages
    assert all(re.match(r"[\w.\[\]-]+==\S+( ; .*)? \\$", line) for line in packages)
    assert text.count(" \\\n    --hash=sha256:") >= len(packages)
    assert "://" not in text


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_file_holds_the_versions_that_were_asked_for(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    asked = lock.with_suffix(".in").read_text(encoding="utf-8").splitlines()
    for line in asked:
        if "==" in line and not line.startswith("#"):
            assert f"\n{line} " in f"\n{text}"


def test_what_the_manifest_depends_on_is_locked() -> None:
    manifest = json.loads((ROOT / "custom_components" / "ring_guard" / "manifest.json").read_text(encoding="utf-8"))
    loaded = (REQUIREMENTS / "integrations.txt").read_text(encoding="utf-8").splitlines()
    assert set(manifest["dependencies"]) <= set(loaded)


@pytest.mark.skipif(not (ROOT / ".venv" / ".ring-guard").exists(), reason="scripts/setup has not run here")
def test_a_second_set_up_takes_less_than_two_seconds_and_fetches_nothing(tmp_path: Path) -> None:
    began = time.monotonic()
    # With an empty cache folder it would have to fetch everything anew.
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}
    done = subprocess.run([ROOT / "scripts" / "setup"], env=environment, capture_output=True, text=True, check=True)
    assert time.monotonic() - began < 2
    assert done.stdout == ""
    assert list(tmp_path.iterdir()) == []


def test_without_python_and_uv_it_says_in_one_sentence_what_to_install(tmp_path: Path) -> None:
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in SHELL_TOOLS:
        found = shutil.which(name)
        assert found is not None
        (tools / name).symlink_to(found)
    tree = tmp_path / "tree"
    shutil.copytree(ROOT / "scripts", tree / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(REQUIREMENTS, tree / "requirements")
    environment = {"PATH": str(tools), "HOME": str(tmp_path)}
    done = subprocess.run([tree / "scripts" / "setup"], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("Please install uv, or Python with its venv module")
    assert done.stderr.count("\n") == 1


def test_every_command_can_be_run() -> None:
    commands = (
        "setup",
        "develop",
        "send-sample",
        "test",
        "lint",
        "lock",
        "lib/python-from-debian",
        "lib/debian-programs",
    )
    for command in commands:
        assert os.access(ROOT / "scripts" / command, os.X_OK), command
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
