"""Where the child process starts: takes one job, puts itself on a short lead, does it, answers in lines of JSON.

The job is one line of JSON on standard input. Standard input then stays open as a lifeline: when it closes, the hub
is gone, and this process ends at once. Answers go to what was standard output; libraries that print get the null device.
"""

from collections.abc import Callable
import errno
from importlib import import_module
import json
import os
import resource
import sys
import threading
from typing import Any

from .fingerprints import Fingerprints

type Say = Callable[[dict[str, Any]], None]

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class Failed(Exception):
    """The job cannot be done; `key` says why, as a translation key."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def main() -> None:
    """Do the one job and end; the last line says `done` or `error`."""
    answers = os.fdopen(os.dup(1), "w", encoding="ascii", buffering=1)
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)

    def say(line: dict[str, Any]) -> None:
        answers.write(json.dumps(line, separators=(",", ":")) + "\n")

    job = _read_job()
    threading.Thread(target=_watch_lifeline, daemon=True).start()
    _restrain(job["limits"])
    sys.path.extend(path for path in job["path"] if path not in sys.path)
    say(_answer(job, say))
    answers.flush()
    # Libraries' threads and exit handlers have nothing left to do, and a broken file may have confused them.
    os._exit(0)


def _answer(job: dict[str, Any], say: Say) -> dict[str, Any]:
    """Run the job's task and return its last line."""
    job = {**job, "fingerprints": Fingerprints(job.get("sources", ()))}
    task = import_module(f".{job['task']}", __package__)
    try:
        return {"done": task.run(job, say)}
    except Failed as failure:
        return {"error": failure.key}
    except MemoryError:
        return {"error": "cut_out_of_memory"}
    except OSError as error:
        return {"error": "cut_disk_full" if error.errno in FULL else "cut_unreadable"}
    except ValueError, LookupError, ArithmeticError, RuntimeError:
        # Everything that av raises about a broken file is one of these.
        return {"error": "cut_unreadable"}


def _read_job() -> dict[str, Any]:
    """Read one line from standard input without reading past it."""
    line = bytearray()
    while not line.endswith(b"\n"):
        piece = os.read(0, 1 << 16)
        if not piece:
            os._exit(3)
        line += piece
    job: dict[str, Any] = json.loads(line)
    return job


def _watch_lifeline() -> None:
    """Wait until the hub lets go of standard input, then end without ceremony."""
    while os.read(0, 1 << 10):
        pass
    os._exit(3)


def _restrain(limits: dict[str, int]) -> None:
    """Give way to everything else on the machine, and accept the limits. Files made here are the owner's alone."""
    os.umask(0o077)
    os.nice(limits["niceness"])
    bounds = {
        resource.RLIMIT_CORE: 0,  # a core dump would be footage in the wrong place
        resource.RLIMIT_AS: limits["memory"],
        resource.RLIMIT_CPU: limits["cpu"],
        resource.RLIMIT_FSIZE: limits["output"],
        resource.RLIMIT_NOFILE: 64,
    }
    for kind, bound in bounds.items():
        ceiling = resource.getrlimit(kind)[1]
        allowed = bound if ceiling == resource.RLIM_INFINITY else min(bound, ceiling)
        resource.setrlimit(kind, (allowed, allowed))
