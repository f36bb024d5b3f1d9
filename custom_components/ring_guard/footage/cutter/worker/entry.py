"""What the child process does, once it is on its leash: one job, whose `task` names a module, answered in lines of JSON.

Answers go to what was standard output; libraries that print get the null device.
"""

from collections.abc import Callable
import errno
from importlib import import_module
import json
import os
from typing import Any

type Say = Callable[[dict[str, Any]], None]

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class Failed(Exception):
    """The job cannot be done; `key` says why, as a translation key."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def main(job: dict[str, Any]) -> int:
    """Do the one job; the last line says `done` or `error`, and the process ends well either way."""
    answers = os.fdopen(os.dup(1), "w", encoding="ascii", buffering=1)
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)

    def say(line: dict[str, Any]) -> None:
        answers.write(json.dumps(line, separators=(",", ":")) + "\n")

    say(_answer(job, say))
    answers.flush()
    return 0


def _answer(job: dict[str, Any], say: Say) -> dict[str, Any]:
    """Run the job's task and return its last line."""
    if "sources" in job:
        hashing = import_module(".fingerprints", __package__)  # only now: most tasks have no use for it
        job = {**job, "fingerprints": hashing.Fingerprints(job["sources"])}
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
