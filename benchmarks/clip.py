"""What a clip costs, and how long the event loop waits meanwhile: `python -m benchmarks.clip [--seconds 600 --length 60]`.

A clip out of 1080p footage with sound, beside `ffmpeg -c copy` (which leaks), x264 ultrafast and veryfast over the whole
clip, and the method of LosslessCut (the first group of pictures encoded, the rest copied, joined: four ffmpeg processes).
Each is measured as whole processes in turns, the fastest turn counts; Ring Guard's own is the process that a hub starts,
at ordinary priority, as the peers are. Its check, which also takes the fingerprints of the footage, is timed apart. Then the
loop's longest delay while a clip is cut as in a hub, giving way to everything else, beside the longest of an idle loop that is
watched just as long, in turns. `--masked` measures a long clip with masks instead (see `_masked`). Needs Debian's ffmpeg.
"""

import argparse
import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
import os
from pathlib import Path
import platform
import subprocess
import sys
import tempfile
import time

from benchmarks._measure import Figure, load_without_home_assistant, median, show

load_without_home_assistant()

from benchmarks import _masked
from benchmarks._clips import FFMPEG, FPS, GROUP, NOON, X264, Cost, footage, pictures, process
from custom_components.ring_guard.domain.clips import ClipOrder
from custom_components.ring_guard.domain.model import Window
from custom_components.ring_guard.footage.children import command, job_line
from custom_components.ring_guard.footage.cutter import Cutter, child, cutter as cutting
from custom_components.ring_guard.footage.cutter.limits import CutLimits
from custom_components.ring_guard.footage.origin import Footage, Segment

ROUNDS = 7
"""How often a clip is cut to see how long the loop waits."""

COPY, ULTRAFAST, VERYFAST = "ffmpeg -c copy (leaks)", "ffmpeg x264 ultrafast", "ffmpeg x264 veryfast"
SMART, OURS, CHECK = "LosslessCut's method", "Ring Guard's cut", "Ring Guard's check"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """The clip to cut: `length` seconds from `begin` on, out of `source`; everything is written into `folder`."""

    source: Path
    begin: float
    length: int
    folder: Path

    def ffmpeg(self, *form: str) -> Callable[[], Cost]:
        """Return a run of ffmpeg over the window; the peer has it easy, since its window begins where it likes."""
        window = (*self._from(self.begin), "-t", str(self.length))
        target = str(self.folder / f"{form[-1]}.mp4")
        return lambda: process([*FFMPEG, *window, *form, "-movflags", "+faststart", target])

    def smart(self) -> Cost:
        """Do as LosslessCut does: find the next key picture, encode up to it, copy from it, join both."""
        head, body, listed = (self.folder / name for name in ("head.mp4", "body.mp4", "list.txt"))
        listed.write_text(f"file '{head}'\nfile '{body}'\n")
        look: tuple[str, ...] = (
            "ffprobe",
            "-v",
            "error",
            "-select_streams",
            "v",
            "-read_intervals",
            f"{self.begin}%+{2 * GROUP}",
        )
        look += ("-show_entries", "packet=pts_time,flags", "-of", "csv=p=0", str(self.source))
        packets = subprocess.run(look, check=True, capture_output=True, text=True).stdout.split()
        keys = [float(time) for time, flags, *_ in (packet.split(",") for packet in packets) if "K" in flags]
        key = next(time for time in keys if time > self.begin)
        encode = (*X264, "medium", "-b:v", "4M", str(head))
        rest = str(self.begin + self.length - key)
        return (
            process(look)
            + process([*FFMPEG, *self._from(self.begin), "-t", str(key - self.begin), *encode])
            + process([*FFMPEG, *self._from(key + 0.001), "-t", rest, "-c", "copy", str(body)])
            + process([*FFMPEG, "-f", "concat", "-safe", "0", "-i", str(listed), "-c", "copy", str(self.joined)])
        )

    def _from(self, second: float) -> tuple[str, ...]:
        """Return how ffmpeg reads the source's picture from a second on."""
        return ("-ss", str(second), "-i", str(self.source), "-an")

    @property
    def joined(self) -> Path:
        """Return where LosslessCut's method leaves its clip."""
        return self.folder / "joined.mp4"

    @property
    def order(self) -> ClipOrder:
        """Return the same clip as an order."""
        begin = NOON + timedelta(seconds=self.begin)
        window = Window(start=begin, end=begin + timedelta(seconds=self.length))
        return ClipOrder(request_id="benchmark", camera_id="door", window=window, sound=False)

    @property
    def footage(self) -> Footage:
        """Return the source as footage."""
        length = timedelta(seconds=2 * self.begin)
        return Footage(segments=(Segment(path=self.source, start=NOON, duration=length),))

    @property
    def ours(self) -> Path:
        """Return where Ring Guard's process leaves its clip."""
        return self.folder / "ours.mp4"

    def cut(self) -> Cost:
        """Run the process that cuts, as a hub starts it."""
        self.ours.unlink(missing_ok=True)
        return self._run(cutting._cut_job(self.order, self.footage, self.ours))  # noqa: SLF001  # the very same job

    def check(self) -> Cost:
        """Run the process that reads the finished file."""
        return self._run({"task": "checking", "target": str(self.ours), "masks": [], "sources": [str(self.source)]})

    def _run(self, job: Mapping[str, object]) -> Cost:
        """Run one of the cutter's processes."""
        told = job_line(job, child.bounds(CutLimits(niceness=0)))
        return process(command(child.WORKSHOP, child.WORK), told)


async def delay(during: Awaitable[object]) -> tuple[float, float]:
    """Return the longest that the loop waited, and the most that it worked at a stretch (seconds)."""
    waited = worked = 0.0
    done = asyncio.ensure_future(during)
    before, spent = time.perf_counter(), time.thread_time()
    while not done.done():
        await asyncio.sleep(0.001)
        now, used = time.perf_counter(), time.thread_time()
        waited, worked = max(waited, now - before - 0.001), max(worked, used - spent)
        before, spent = now, used
    await done
    return waited, worked


async def delays(task: Task, rounds: int) -> list[Figure]:
    """Measure the loop while a clip is cut and checked, and just as long while nothing is, in turns.

    A machine that does other things delays both. Each round has one longest delay of either kind; the medians of the rounds
    are compared, and the longest of all, each by the same target.
    """
    cutter = Cutter()
    await cutter.probe([task.source])  # a hub has started a child before
    cutting_rounds, idle_rounds, worked = [], [], 0.0
    for number in range(rounds):
        began = time.perf_counter()
        waited, work = await delay(cutter.cut(task.order, task.footage, task.folder / f"clips{number}"))
        took = time.perf_counter() - began
        idle, _ = await delay(asyncio.sleep(took))
        cutting_rounds.append(waited)
        idle_rounds.append(idle)
        worked = max(worked, work)
    return [
        _delay("longest delay while cutting, median of rounds", median(cutting_rounds), median(idle_rounds)),
        _delay("longest delay while cutting, of all rounds", max(cutting_rounds), max(idle_rounds)),
        Figure(name="loop: its own work at a stretch, at most", measured=f"{1000 * worked:.1f} ms of processor"),
    ]


def _delay(name: str, waited: float, idle: float) -> Figure:
    """Return a delay of the loop beside the same delay of an idle one; both in seconds."""
    return Figure(
        name=f"loop: {name}",
        measured=f"{1000 * waited:.1f} ms",
        yardstick=f"idle {1000 * idle:.1f} ms",
        target="<= 2 x idle + 5 ms",
        holds=waited <= 2 * idle + 0.005,
    )


def compared(task: Task, best: Mapping[str, Cost]) -> list[Figure]:
    """Return the figures of all ways, and how ours stands beside them."""
    held = {COPY: "copy", ULTRAFAST: "ultrafast", VERYFAST: "veryfast"}
    files = {name: task.folder / f"{form}.mp4" for name, form in held.items()} | {SMART: task.joined, OURS: task.ours}
    wanted = task.length * FPS
    figures = [
        Figure(
            name=name,
            measured=f"{cost.seconds:.2f} s, {cost.cpu:.2f} s of processor, {cost.memory:.0f} MB",
            yardstick=f"{pictures(files[name]) - wanted:+d} pictures" if name in files else "",
        )
        for name, cost in best.items()
    ]
    ours, copy, slow = best[OURS], best[COPY], best[VERYFAST]
    return [
        *figures,
        Figure(
            name="cut beside a copy that leaks",
            measured=f"{ours.seconds / copy.seconds:.1f} x",
            target="<= 8 x",
            holds=ours.seconds <= 8 * copy.seconds,
        ),
        Figure(
            name="cut beside encoding it all",
            measured=f"{slow.seconds / ours.seconds:.1f} x faster than veryfast",
            yardstick=f"{best[SMART].seconds / ours.seconds:.1f} x faster than {SMART}",
            target=">= 10 x",
            holds=slow.seconds >= 10 * ours.seconds,
        ),
        Figure(name="memory", measured=f"{ours.memory:.0f} MB", target="<= 250 MB", holds=ours.memory <= 250),
        Figure(
            name="pictures outside or missing",
            measured=str(abs(pictures(task.ours) - wanted)),
            target="0",
            holds=pictures(task.ours) == wanted,
        ),
    ]


def measure(seconds: int, length: int, turns: int) -> bool:
    """Measure each way and print it; tell whether every target holds."""
    with tempfile.TemporaryDirectory() as name:
        source = Path(name, "source.mp4")
        footage(source, seconds)
        task = Task(source=source, begin=seconds / 2 + 0.9, length=length, folder=Path(name))
        ways = {
            COPY: task.ffmpeg("-c", "copy"),
            OURS: task.cut,
            CHECK: task.check,
            SMART: task.smart,
            ULTRAFAST: task.ffmpeg(*X264, "ultrafast"),
            VERYFAST: task.ffmpeg(*X264, "veryfast"),
        }
        print(
            f"{length} s out of {seconds} s of 1080p{FPS}, {os.cpu_count()} cores, {platform.machine()}, {turns} turns"
        )
        taken = [{way: run() for way, run in ways.items()} for _ in range(turns)]
        best = {way: min((turn[way] for turn in taken), key=lambda cost: cost.seconds) for way in ways}
        loop = asyncio.run(delays(replace(task, folder=Path(name, "hub")), ROUNDS))
        return show([*compared(task, best), *loop])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=600, help="length of the footage")
    parser.add_argument("--length", type=int, help="length of the clip; 60, and 600 with masks")
    parser.add_argument("--turns", type=int, default=3, help="how often each way is measured")
    parser.add_argument("--masked", action="store_true", help="measure one clip with masks")
    asked = parser.parse_args()
    if asked.masked:
        held = _masked.measure(asked.length or 600)
    else:
        held = measure(asked.seconds, asked.length or 60, asked.turns)
    sys.exit(0 if held else 1)
