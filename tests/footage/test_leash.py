"""A child process takes no more than it is given, knows nothing of the hub, and is gone when the hub or its caller is."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
import json
import os
from pathlib import Path
import resource
import subprocess
import sys
from typing import Any

import pytest

from custom_components.ring_guard.footage import buffer, cutter
from custom_components.ring_guard.footage.buffer.recorder import WORK as RECORDING, WORKSHOP as BUFFER, RecorderLimits
from custom_components.ring_guard.footage.children import command, job_line, started
from custom_components.ring_guard.footage.cutter import CutLimits
from custom_components.ring_guard.footage.cutter.child import WORK as CUTTING, WORKSHOP as CUTTER, bounds
from custom_components.ring_guard.footage.leash import CUT_OFF
from tests.homes import eventually

WORKERS = {"cutter": (CUTTER, CUTTING), "buffer": (BUFFER, RECORDING)}
EASY = {"memory": 1024**3, "largest": 1024**2, "niceness": 0}

TELLS_ALL = """
import json, os, resource, sys
import {modules}

def main(job):
    kinds = ("CORE", "AS", "FSIZE", "NOFILE", "CPU")
    mask = os.umask(0)
    told = {{
        "job": job,
        "limits": {{kind: resource.getrlimit(getattr(resource, f"RLIMIT_{{kind}}")) for kind in kinds}},
        "umask": mask,
        "niceness": os.getpriority(os.PRIO_PROCESS, 0),
        "environment": sorted(os.environ),
        "folder": os.getcwd(),
        "leads": os.getsid(0) == os.getpid(),
        "hub": sorted(name for name in sys.modules if "homeassistant" in name or "custom_components" in name),
    }}
    os.write(1, json.dumps(told).encode() + b"\\n")
    return 7
"""

SLEEPS = """
import os, subprocess, sys, time

def main(job):
    other = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    os.write(1, b"%d %d\\n" % (os.getpid(), other.pid))
    time.sleep(600)
"""


def work(folder: Path, source: str) -> tuple[Path, str]:
    """Write a module that a child can run."""
    (folder / "looking.py").write_text(source)
    return folder, "looking"


def alive(process_id: int) -> bool:
    """Tell whether a process still runs: neither gone nor dead and unburied."""
    try:
        state = Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError, ProcessLookupError:
        return False
    return state not in {"Z", "X"}


@asynccontextmanager
async def working(
    folder: Path, name: str, job: dict[str, Any], limits: dict[str, int]
) -> AsyncIterator[tuple[asyncio.subprocess.Process, bytes]]:
    """Start a child with a job; give it, and its first answer."""
    async with started(folder, name) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(job_line(job, limits))
        yield process, await asyncio.wait_for(process.stdout.readline(), 60)


async def told(folder: Path, limits: dict[str, int], modules: str = "json") -> dict[str, Any]:
    """Return what a child says of itself."""
    where = work(folder, TELLS_ALL.format(modules=modules))
    async with working(*where, {"what": "look"}, limits) as (process, answer):
        assert await asyncio.wait_for(process.wait(), 60) == 7, "the work's own answer is how the process ends"
    found: dict[str, Any] = json.loads(answer)
    return found


@pytest.mark.parametrize(
    "limits",
    [
        bounds(CutLimits()),
        {"memory": RecorderLimits().memory, "largest": RecorderLimits().largest, "niceness": RecorderLimits().niceness},
    ],
    ids=["cutter", "recorder"],
)
async def test_a_child_is_held_to_its_limits(tmp_path: Path, limits: dict[str, int]) -> None:
    seen = await told(tmp_path, limits)
    cpu = limits.get("cpu", resource.RLIM_INFINITY)
    assert seen["limits"] == {
        "CORE": [0, 0],
        "AS": [limits["memory"]] * 2,
        "FSIZE": [limits["largest"]] * 2,
        "NOFILE": [64, 64],
        "CPU": [cpu, cpu],
    }
    assert seen["umask"] == 0o077
    assert seen["niceness"] == min(19, os.getpriority(os.PRIO_PROCESS, 0) + limits["niceness"])


def test_the_limits_of_cutter_and_recorder_are_what_was_decided() -> None:
    cores = os.cpu_count() or 1
    assert bounds(CutLimits()) == {
        "memory": 2 * 1024**3,
        "cpu": 3600 * cores,
        "largest": 2 * 1024**3,
        "pixels": 8192 * 4352,
        "niceness": 19,
    }
    recorder = RecorderLimits()
    assert (recorder.memory, recorder.largest, recorder.niceness) == (1024**3, 512 * 1024**2, 10)


def test_a_limit_that_stands_already_is_not_raised(tmp_path: Path) -> None:
    where = work(tmp_path, TELLS_ALL.format(modules="json"))
    tightened = ("sh", "-c", 'ulimit -n 32; ulimit -t 1000; exec "$0" "$@"', *command(*where))
    with subprocess.Popen(tightened, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(job_line({}, {**EASY, "cpu": 2000}))
        process.stdin.flush()
        limits = json.loads(process.stdout.readline())["limits"]
    assert (limits["NOFILE"], limits["CPU"]) == ([32, 32], [1000, 1000])


@pytest.mark.parametrize("modules", ["worker.cutting, worker.checking, worker.probing, worker.masking", "recording"])
async def test_a_child_knows_nothing_of_the_hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, modules: str) -> None:
    monkeypatch.setenv("SUPERVISOR_TOKEN", "secret")
    (tmp_path / "worker").symlink_to(CUTTER / "worker")
    (tmp_path / "recording.py").symlink_to(BUFFER / "worker.py")
    seen = await told(tmp_path, EASY, modules)
    known = {"PATH", "LANG", "LC_CTYPE", "LD_LIBRARY_PATH", "MALLOC_ARENA_MAX"}
    assert {name for name in seen["environment"] if not name.startswith("COVERAGE_")} <= known
    assert {"PATH", "MALLOC_ARENA_MAX"} <= set(seen["environment"])
    assert (seen["folder"], seen["leads"], seen["hub"]) == ("/", True, [])
    assert seen["job"]["what"] == "look"


@pytest.mark.parametrize(("folder", "name"), WORKERS.values(), ids=WORKERS)
@pytest.mark.parametrize("said", [b"", b'{"half a job": '], ids=["nothing", "half a line"])
def test_a_child_whose_hub_goes_before_the_job_is_told_ends(folder: Path, name: str, said: bytes) -> None:
    done = subprocess.run(command(folder, name), input=said, capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stdout) == (CUT_OFF, b"")


async def test_a_child_whose_hub_goes_in_the_middle_of_its_work_ends(tmp_path: Path) -> None:
    async with working(*work(tmp_path, SLEEPS), {}, EASY) as (process, answer):
        assert alive(int(answer.split()[0]))
        assert process.stdin is not None
        process.stdin.close()
        assert await asyncio.wait_for(process.wait(), 60) == CUT_OFF


async def test_whoever_lets_go_of_a_child_ends_it_and_what_it_started(tmp_path: Path) -> None:
    async with working(*work(tmp_path, SLEEPS), {}, EASY) as (process, answer):
        ids = [int(number) for number in answer.split()]
        assert all(alive(number) for number in ids)
    assert process.returncode == -9
    assert not alive(ids[0])
    await eventually(lambda: not alive(ids[1]))


async def test_a_caller_that_is_cancelled_leaves_no_child(tmp_path: Path) -> None:
    begun: list[int] = []

    async def call() -> None:
        async with working(*work(tmp_path, SLEEPS), {}, EASY) as (process, _):
            begun.append(process.pid)
            await asyncio.Event().wait()

    task = asyncio.create_task(call())
    await eventually(lambda: bool(begun))
    assert alive(begun[0])
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert not alive(begun[0])


def test_the_child_side_imports_the_standard_library_alone() -> None:
    look = "import sys; sys.path.insert(0, sys.argv[1]); import leash; print(*sys.modules)"
    folder = Path(cutter.__file__).parents[1]
    assert folder == Path(buffer.__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", look, str(folder)], capture_output=True, check=True, text=True, timeout=60
    )
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert loaded - set(sys.stdlib_module_names) == {"__main__", "leash"}
