"""How long a clip takes to cut, and how long the event loop waits meanwhile: `python -m benchmarks.clip`.

A clip out of 1080p footage with sound, beside `ffmpeg -c copy` (which leaks) and x264 veryfast as whole processes.
Times are taken at ordinary priority, as the peers have it; the loop's longest delay while nothing happens and while
the clip is cut as it is in a hub, giving way to everything else. Needs Debian's ffmpeg.
"""

import argparse
import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
import os
from pathlib import Path
import platform
import re
import subprocess
import tempfile
import time

from custom_components.ring_guard.domain.clips import ClipOrder
from custom_components.ring_guard.domain.model import Window
from custom_components.ring_guard.footage.cutter import Cutter
from custom_components.ring_guard.footage.cutter.child import run_job
from custom_components.ring_guard.footage.cutter.limits import CutLimits
from custom_components.ring_guard.footage.origin import Footage, Segment

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
FPS = 20


def footage(path: Path, seconds: int) -> None:
    """Make 1080p footage with sound, a key frame every four seconds, and noise enough to be worth encoding."""
    picture = f"testsrc2=size=1920x1080:rate={FPS},noise=alls=6:allf=t"
    command = ["ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", picture, "-f", "lavfi", "-i", "sine=frequency=440"]
    command += [
        "-t",
        str(min(seconds, 30)),
        "-c:v",
        "libx264",
        "-preset",
        "ultrafast",
        "-b:v",
        "4M",
        "-g",
        str(4 * FPS),
    ]
    once = path.with_name("once.mp4")
    subprocess.run([*command, "-bf", "0", "-pix_fmt", "yuv420p", str(once)], check=True)
    again = ["ffmpeg", "-v", "error", "-y", "-stream_loop", str(seconds // 30), "-i", str(once)]
    subprocess.run([*again, "-t", str(seconds), "-c", "copy", str(path)], check=True)
    once.unlink()


async def delay(during: Awaitable[object]) -> tuple[float, float, float]:
    """Return how long something took, the longest that the loop waited, and the most it worked at a stretch (seconds)."""
    waited = worked = 0.0
    done = asyncio.ensure_future(during)
    began = before = time.perf_counter()
    spent = time.thread_time()
    while not done.done():
        await asyncio.sleep(0.001)
        now, used = time.perf_counter(), time.thread_time()
        waited, worked = max(waited, now - before - 0.001), max(worked, used - spent)
        before, spent = now, used
    await done
    return time.perf_counter() - began, waited, worked


def memory_of_children() -> int:
    """Return the most memory that a running child has had so far, in MB."""
    children = [name for task in Path("/proc/self/task").glob("*/children") for name in task.read_text().split()]
    statuses = [Path("/proc", child, "status").read_text() for child in children]
    peaks = [found for status in statuses if (found := re.search(r"VmHWM:\s+(\d+) kB", status))]
    return max((int(peak[1]) // 1024 for peak in peaks), default=0)


def whole_process(*options: str, source: Path, target: Path, begin: int, length: int) -> Callable[[], float]:
    """Return a run of Debian's ffmpeg over the same window."""
    command = [
        "ffmpeg",
        "-v",
        "error",
        "-nostdin",
        "-y",
        "-ss",
        str(begin),
        "-i",
        str(source),
        "-t",
        str(length),
        "-an",
    ]

    def run() -> float:
        began = time.perf_counter()
        subprocess.run([*command, *options, "-movflags", "+faststart", str(target)], check=True)
        return time.perf_counter() - began

    return run


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What one cut cost: seconds for the whole and for its check alone, the loop's delays, megabytes."""

    whole: float
    checked: float
    waited: float
    worked: float
    memory: int


async def cut(source: Path, seconds: int, length: int, folder: Path, limits: CutLimits) -> Figures:
    """Cut with Ring Guard."""
    begin = NOON + timedelta(seconds=seconds / 2 + 0.9)
    window = Window(start=begin, end=begin + timedelta(seconds=length))
    order = ClipOrder(request_id="benchmark", camera_id="door", window=window, sound=False)
    piece = Segment(path=source, start=NOON, duration=timedelta(seconds=seconds))
    clips: list[Path] = []
    memory = 0

    def look(_: float) -> None:
        nonlocal memory
        memory = max(memory, memory_of_children())

    async def work() -> None:
        clip = await Cutter(limits).cut(order, Footage(segments=(piece,)), folder, progress=look)
        assert clip.frames == length * FPS
        clips.append(clip.path)

    whole, waited, worked = await delay(work())
    checked, _, _ = await delay(run_job({"task": "checking", "target": str(clips[0]), "masks": []}, limits))
    return Figures(whole=whole, checked=checked, waited=waited, worked=worked, memory=memory)


async def measure(seconds: int, length: int) -> None:
    """Measure each way in one run and print it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "source.mp4"
        footage(source, seconds)
        begin, target = seconds // 2, folder / "peer.mp4"
        x264 = ("-c:v", "libx264", "-preset")
        peers = {
            "ffmpeg -c copy (leaks)": ("-c", "copy"),
            "ffmpeg x264 ultrafast": (*x264, "ultrafast"),
            "ffmpeg x264 veryfast": (*x264, "veryfast"),
        }
        print(f"{length} s out of {seconds} s of 1080p{FPS}, {os.cpu_count()} cores, {platform.machine()}")
        took = {
            label: whole_process(*options, source=source, target=target, begin=begin, length=length)()
            for label, options in peers.items()
        }
        for label, figure in took.items():
            print(f"{label:34}{figure:9.2f} s")
        even = await cut(source, seconds, length, folder / "clips", CutLimits(niceness=0))
        modest = await cut(source, seconds, length, folder / "clips", CutLimits())
        _, idle, idle_work = await delay(asyncio.sleep(modest.whole))
        alone = even.whole - even.checked
        print(
            f"{'Ring Guard, without its check':34}{alone:9.2f} s   {alone / took['ffmpeg x264 veryfast']:.2f} x veryfast"
        )
        print(f"{'Ring Guard, the check alone':34}{even.checked:9.2f} s")
        print(f"{'memory of the cut':34}{even.memory:9} MB")
        print(f"{'loop, idle: longest delay':34}{1000 * idle:9.1f} ms  of its own work {1000 * idle_work:.1f} ms")
        print(
            f"{'loop, cutting: longest delay':34}{1000 * modest.waited:9.1f} ms  of its own work {1000 * modest.worked:.1f} ms"
        )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=600, help="length of the footage")
    parser.add_argument("--length", type=int, default=60, help="length of the clip")
    asked = parser.parse_args()
    asyncio.run(measure(asked.seconds, asked.length))
