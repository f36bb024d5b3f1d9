"""What the benchmarks share: figures with their targets, a table of them, and the package without Home Assistant."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
import statistics
import sys
import time
from types import ModuleType

ROOT = Path(__file__).resolve().parents[1]


def load_without_home_assistant() -> None:
    """Let domain, ledger and pipeline be imported alone: Home Assistant would add its memory and start-up to theirs."""
    import custom_components

    name = "custom_components.ring_guard"
    if name not in sys.modules:
        package = ModuleType(name)
        package.__path__ = [str(ROOT / "custom_components" / "ring_guard")]
        sys.modules[name] = package
        custom_components.ring_guard = package  # type: ignore[attr-defined] # what importing it would have done


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measured figure beside its yardstick. `holds` None = told without a target."""

    name: str
    measured: str
    yardstick: str = ""
    target: str = ""
    holds: bool | None = None


def show(figures: list[Figure]) -> bool:
    """Print a table of figures; tell whether every target holds."""
    rows = [("figure", "measured", "yardstick", "target", "")]
    for figure in figures:
        verdict = "" if figure.holds is None else "PASS" if figure.holds else "FAIL"
        rows.append((figure.name, figure.measured, figure.yardstick, figure.target, verdict))
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    return all(figure.holds is not False for figure in figures)


def timed(work: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """Return how many seconds of a clock a piece of work takes."""
    start = clock()
    work()
    return clock() - start


def median(values: list[float]) -> float:
    """Return the middle value: what else the machine does falls out of it."""
    return statistics.median(values)


def resident_kib() -> int:
    """Return how much memory this process has in use."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    raise RuntimeError("this system tells no VmRSS")
