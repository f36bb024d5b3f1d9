"""Where each of the hub's child processes starts: takes one job, puts itself on a short lead, and ends with the hub.

It is run by its path, with a folder and the name of a module in it. The job is one line of JSON on standard input: `limits`
and `path` are for here, all else is for the module, whose `main` gets the whole job and returns how the process ends.
Standard input then stays open as a lifeline: when it closes, the hub is gone, and this process ends at once.

The standard library only, and nothing of the packages above: the child does not import Home Assistant with them.
"""

from importlib import import_module
import json
import os
import resource
import sys
import threading
from typing import Any

CUT_OFF = 3
"""How the process ends when the hub has let go of it."""


def main() -> None:
    """Do the one job and end."""
    folder, work = sys.argv[1:]
    job = read_job()
    threading.Thread(target=watch_lifeline, daemon=True).start()
    restrain(job["limits"])
    sys.path.insert(0, folder)
    sys.path.extend(path for path in job["path"] if path not in sys.path)
    code: int = import_module(work).main(job)
    # Libraries' threads and exit handlers have nothing left to do, and a broken file may have confused them.
    os._exit(code)


def read_job() -> dict[str, Any]:
    """Read one line from standard input without reading past it."""
    line = bytearray()
    while not line.endswith(b"\n"):
        piece = os.read(0, 1 << 16)
        if not piece:
            os._exit(CUT_OFF)
        line += piece
    job: dict[str, Any] = json.loads(line)
    return job


def watch_lifeline() -> None:
    """Wait until the hub lets go of standard input, then end without ceremony: what is written so far stays."""
    while os.read(0, 1 << 10):
        pass
    os._exit(CUT_OFF)


def restrain(limits: dict[str, int]) -> None:
    """Give way to everything else on the machine, and accept the limits. Files made here are the owner's alone.

    `memory` and `largest` (the size of a file) are bytes, `cpu` is seconds of processor time, without which there is no
    bound on it; a limit that stands already is never raised.
    """
    os.umask(0o077)
    os.nice(limits["niceness"])
    bounds = {
        resource.RLIMIT_CORE: 0,  # a core dump would be footage in the wrong place
        resource.RLIMIT_AS: limits["memory"],
        resource.RLIMIT_FSIZE: limits["largest"],
        resource.RLIMIT_NOFILE: 64,
    }
    if "cpu" in limits:
        bounds[resource.RLIMIT_CPU] = limits["cpu"]
    for kind, bound in bounds.items():
        ceiling = resource.getrlimit(kind)[1]
        allowed = bound if ceiling == resource.RLIM_INFINITY else min(bound, ceiling)
        resource.setrlimit(kind, (allowed, allowed))


if __name__ == "__main__":
    main()
