"""Runs one job in a child process and ends it whatever happens: done, failed, late, cancelled, or the hub gone.

No recording is ever opened outside such a process.
"""

import asyncio
from collections.abc import Callable
import json
import os
from pathlib import Path
from typing import Any

from ..children import job_line, started
from ..errors import CutFailed
from .limits import CutLimits

WORKSHOP = Path(__file__).parent
WORK = "worker.entry"
"""`worker` is loaded by itself, so that the child does not import Home Assistant with the packages above it."""

LINE = 64 * 1024**2
"""The longest answer in bytes: the times of a day's frames."""

type Hear = Callable[[dict[str, Any]], None]


async def run_job(job: dict[str, Any], limits: CutLimits, hear: Hear | None = None) -> dict[str, Any]:
    """Run a job and return what it answered last; `hear` gets every line before.

    The time allowed grows with the pixels that the child announces.

    Raises:
        CutFailed: if the job failed, took too long, took too much, or its process died.
    """
    async with started(WORKSHOP, WORK, line=LINE) as process:
        return await _converse(process, job_line(job, bounds(limits)), limits, hear)


def bounds(limits: CutLimits) -> dict[str, int]:
    """Return what a child is held to, and the pixels of a picture to which it holds itself."""
    return {
        "memory": limits.memory,
        "cpu": int(limits.longest.total_seconds()) * (os.cpu_count() or 1),
        "largest": limits.output,
        "pixels": limits.pixels,
        "niceness": limits.niceness,
    }


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
