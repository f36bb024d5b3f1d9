"""Runs one job in a child process and ends it whatever happens: done, failed, late, cancelled, or the hub gone.

No recording is ever opened outside such a process.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
import json
import os
from pathlib import Path
import signal
import sys
from typing import Any

from ..errors import CutFailed
from .limits import CutLimits

WORKSHOP = Path(__file__).parent
START = "import sys; sys.path.insert(0, sys.argv[1]); from worker.entry import main; main()"
"""`worker` is loaded by itself, so that the child does not import Home Assistant with the packages above it."""

KEPT = ("PATH", "LANG", "LD_LIBRARY_PATH")
"""What the child learns of the hub's environment: no tokens."""

LINE = 64 * 1024**2
"""The longest answer in bytes: the times of a day's frames."""

type Hear = Callable[[dict[str, Any]], None]


async def run_job(job: dict[str, Any], limits: CutLimits, hear: Hear | None = None) -> dict[str, Any]:
    """Run a job and return what it answered last; `hear` gets every line before.

    The time allowed grows with the pixels that the child announces.

    Raises:
        CutFailed: if the job failed, took too long, took too much, or its process died.
    """
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-I", "-c", START, str(WORKSHOP)),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={name: os.environ[name] for name in KEPT if name in os.environ} | {"MALLOC_ARENA_MAX": "2"},
        cwd="/",
        start_new_session=True,
        limit=LINE,
    )
    try:
        return await _converse(process, _full(job, limits), limits, hear)
    finally:
        await _end(process)


def _full(job: dict[str, Any], limits: CutLimits) -> bytes:
    """Add the limits and the places to import from, and return the job as a line."""
    bounds = {
        "memory": limits.memory,
        "cpu": int(limits.longest.total_seconds()) * (os.cpu_count() or 1),
        "output": limits.output,
        "pixels": limits.pixels,
        "niceness": limits.niceness,
    }
    return json.dumps({**job, "limits": bounds, "path": [path for path in sys.path if path]}).encode() + b"\n"


async def _converse(
    process: asyncio.subprocess.Process, job: bytes, limits: CutLimits, hear: Hear | None
) -> dict[str, Any]:
    """Hand over the job and listen until the last line."""
    assert process.stdin is not None
    assert process.stdout is not None
    pixels = 0
    started = asyncio.get_running_loop().time()
    try:
        async with asyncio.timeout(limits.time_for(0)) as clock:
            process.stdin.write(job)
            while line := await process.stdout.readline():
                answer: dict[str, Any] = (
                    await asyncio.to_thread(json.loads, line) if len(line) > 4096 else json.loads(line)
                )
                if "error" in answer:
                    raise CutFailed(answer["error"])
                if "done" in answer:
                    return answer
                if "pixels" in answer:
                    pixels += answer["pixels"]
                    clock.reschedule(started + limits.time_for(pixels))
                if hear is not None:
                    hear(answer)
    except TimeoutError:
        raise CutFailed("cut_timed_out") from None
    except ConnectionError, ValueError:
        raise CutFailed("cut_crashed") from None
    raise CutFailed("cut_crashed")


async def _end(process: asyncio.subprocess.Process) -> None:
    """End the child and whatever it started, and wait until the system has forgotten it."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    if process.stdin is not None:
        process.stdin.close()
    await asyncio.shield(process.wait())
