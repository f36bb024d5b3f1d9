"""What the benchmarks of clips share: 1080p footage made for them, whole processes and their cost, counted pictures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
import json
import os
from pathlib import Path
import subprocess
import time

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
FPS = 20
GROUP = 4
"""Seconds between two key pictures of the footage."""

FFMPEG = ("ffmpeg", "-v", "error", "-nostdin", "-y")
X264 = ("-c:v", "libx264", "-preset")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one or more whole processes took: seconds, seconds of processor time, megabytes of the largest."""

    seconds: float
    cpu: float
    memory: float

    def __add__(self, other: Cost) -> Cost:
        """Return what one after the other took."""
        return Cost(
            seconds=self.seconds + other.seconds, cpu=self.cpu + other.cpu, memory=max(self.memory, other.memory)
        )


def footage(path: Path, seconds: int) -> None:
    """Make 1080p footage with sound, a key frame every four seconds, and noise enough to be worth encoding."""
    picture = f"testsrc2=size=1920x1080:rate={FPS},noise=alls=6:allf=t"
    once = path.with_name("once.mp4")
    inputs = ("-f", "lavfi", "-i", picture, "-f", "lavfi", "-i", "sine=frequency=440", "-t", str(min(seconds, 30)))
    form = (*X264, "ultrafast", "-b:v", "4M", "-g", str(GROUP * FPS), "-bf", "0", "-pix_fmt", "yuv420p")
    subprocess.run([*FFMPEG, *inputs, *form, str(once)], check=True)
    again = ("-stream_loop", str(seconds // 30), "-i", str(once), "-t", str(seconds), "-c", "copy", str(path))
    subprocess.run([*FFMPEG, *again], check=True)
    once.unlink()


def process(command: Sequence[str], said: bytes = b"") -> Cost:
    """Run a whole process; `said` is what it is told on its standard input, which stays open."""
    began = time.perf_counter()
    running = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    assert running.stdin is not None
    running.stdin.write(said)
    running.stdin.flush()
    _, status, used = os.wait4(running.pid, 0)
    took = time.perf_counter() - began
    running.stdin.close()
    running.returncode = os.waitstatus_to_exitcode(status)
    assert running.returncode == 0, command
    return Cost(seconds=took, cpu=used.ru_utime + used.ru_stime, memory=used.ru_maxrss / 1024)


def pictures(path: Path) -> int:
    """Return how many pictures are in a file, hidden ones too."""
    look = (
        "-ignore_editlist",
        "1",
        "-select_streams",
        "v",
        "-count_packets",
        "-show_entries",
        "stream=nb_read_packets",
    )
    told = subprocess.run(["ffprobe", "-v", "error", *look, "-of", "json", str(path)], check=True, capture_output=True)
    return int(json.loads(told.stdout)["streams"][0]["nb_read_packets"])
