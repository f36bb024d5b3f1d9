"""Starts child processes for work on footage, and ends them whatever happens: the hub's end of the leash.

What a child does is its module's business, and what it may take is its limits'; nothing is decided here.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
import json
import os
from pathlib import Path
import signal
import sys
from typing import Any

LEASH = Path(__file__).with_name("leash.py")

KEPT = ("PATH", "LANG", "LD_LIBRARY_PATH")
"""What a child learns of the hub's environment: no tokens."""

ALONE = ("-I", "-S")
"""Nothing of the environment, the user's folder or the places for extra packages is looked at on the way; the job tells where
to import from."""

LINE = 64 * 1024
"""How long an answer may be (bytes) unless the caller allows more."""


def command(folder: Path, work: str) -> tuple[str, ...]:
    """Return what starts a process that does the work of a module in a folder."""
    return sys.executable, *ALONE, str(LEASH), str(folder), work


def job_line(job: Mapping[str, Any], limits: Mapping[str, int]) -> bytes:
    """Return a job as the line that a child reads, with its limits (see `leash.restrain`) and the places to import from."""
    return json.dumps({**job, "limits": dict(limits), "path": [path for path in sys.path if path]}).encode() + b"\n"


@asynccontextmanager
async def started(folder: Path, work: str, *, line: int = LINE) -> AsyncIterator[asyncio.subprocess.Process]:
    """Start a child; at the end it is gone, with whatever it started, and the system has forgotten it.

    It waits for its job on standard input, answers on standard output in lines of at most `line` bytes, and ends by itself
    when standard input closes.

    Raises:
        OSError: if no process can be started.
    """
    process = await asyncio.create_subprocess_exec(
        *command(folder, work),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={name: os.environ[name] for name in KEPT if name in os.environ} | {"MALLOC_ARENA_MAX": "2"},
        cwd="/",
        start_new_session=True,
        limit=line,
    )
    try:
        yield process
    finally:
        await _end(process)


async def _end(process: asyncio.subprocess.Process) -> None:
    """End a child and whatever it started, and wait until the system has forgotten it."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    if process.stdin is not None:
        process.stdin.close()
    await asyncio.shield(process.wait())
