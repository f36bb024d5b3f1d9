"""What a long clip with masks costs: `python -m benchmarks.clip --masked`, by default ten minutes with two masks.

Masks need every picture decoded and encoded. The clip is made by the whole cutter with the limits and the check that a hub
has, giving way to everything else as in a hub; so does the yardstick, ffmpeg's drawbox with the same encoder and preset.
Run by itself with a source, a second, a length and a folder, this is the hub's part of it: a process of its own, whose
memory and that of its largest child are what is told.
"""

import asyncio
from dataclasses import asdict, dataclass
from datetime import timedelta
import json
import os
from pathlib import Path
import platform
import subprocess
import sys
import tempfile
import time

from benchmarks._measure import Figure, load_without_home_assistant, show

load_without_home_assistant()

from benchmarks._clips import FFMPEG, FPS, NOON, X264, Cost, footage, pictures, process
from custom_components.ring_guard.domain.clips import ClipOrder
from custom_components.ring_guard.domain.masks import Mask, corners
from custom_components.ring_guard.domain.model import Window
from custom_components.ring_guard.footage.cutter import Cutter
from custom_components.ring_guard.footage.cutter.limits import CutLimits
from custom_components.ring_guard.footage.origin import Footage, Segment

MASKS = ("10 20, 30 60", "60 10, 90 10, 75 80")
BOXES = "drawbox=x=192:y=216:w=384:h=432:t=fill:color=black,drawbox=x=1152:y=108:w=576:h=756:t=fill:color=black"
"""About what the masks cover, for ffmpeg, which draws no triangles."""

COVERED = ("380:428:194:218", "268:280:1306:130")
"""Parts of the picture that lie within a mask (width, height, left, top)."""

SHOWN = "700:200:1200:870"
"""A part that no mask touches."""

SAMPLES = 25
BLACK = 2
"""The brightest that a covered pixel may be, of 255: what lies at a mask's edge is encoded with what is beside it."""

BEGIN = 5.0
SIDE = 1920, 1080
MOST_MEMORY = 250


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the hub's part tells: where the clip is, seconds until it was cut and until it was checked, its pictures."""

    path: str
    cut: float
    checked: float
    frames: int
    late: float
    uncovered: int


async def made(source: Path, begin: float, length: int, folder: Path) -> Told:
    """Have the clip made as a hub does; `late` is how far it is from beginning and ending with its window (seconds)."""
    start = NOON + timedelta(seconds=begin)
    window = Window(start=start, end=start + timedelta(seconds=length))
    masks = tuple(Mask(id=f"m{place}", name="", points=corners(text)) for place, text in enumerate(MASKS))
    order = ClipOrder(request_id="benchmark", camera_id="door", window=window, sound=False, masks=masks)
    found = Footage(segments=(Segment(path=source, start=NOON, duration=timedelta(seconds=begin * 2 + length)),))
    began = last = time.perf_counter()

    def hear(_: float) -> None:
        nonlocal last
        last = time.perf_counter()

    clip = await Cutter().cut(order, found, folder, progress=hear)
    ended = time.perf_counter()
    edges = (abs(clip.first_frame - window.start), abs(window.end - clip.end))
    return Told(
        path=str(clip.path),
        cut=last - began,
        checked=ended - began,
        frames=clip.frames,
        late=max(edges).total_seconds(),
        uncovered=clip.report.uncovered,
    )


def hub(source: Path, begin: float, length: int, folder: Path) -> tuple[Cost, Told]:
    """Have the clip made by a process of its own; return what it took with its children, and what it tells."""
    cost = process([sys.executable, "-m", __name__, str(source), str(begin), str(length), str(folder)])
    return cost, Told(**json.loads(folder.with_suffix(".json").read_bytes()))


def drawn(source: Path, begin: float, length: int, target: Path) -> Cost:
    """Have ffmpeg draw boxes and encode as the cutter does, giving way as it does."""
    window = ("-ss", str(begin), "-i", str(source), "-an", "-t", str(length))
    form = (*X264, "veryfast", "-crf", "23", "-bf", "0", "-g", str(2 * FPS), "-movflags", "+faststart")
    return process(["nice", "-n", str(CutLimits().niceness), *FFMPEG, *window, "-vf", BOXES, *form, str(target)])


def pixels(path: Path, second: float, part: str) -> bytes:
    """Return the brightness of each pixel (black is 0) in a part of the picture that is shown from a second on."""
    form = ("-frames:v", "1", "-vf", f"crop={part},format=gray", "-f", "rawvideo", "-")
    run = subprocess.run([*FFMPEG, "-ss", str(second), "-i", str(path), *form], check=True, capture_output=True)
    assert run.stdout, (path, second)
    return run.stdout


def sampled(path: Path, length: int) -> tuple[int, int]:
    """Return the brightest covered pixel, and the darkest of the brightest of what is shown, over pictures of a clip."""
    last = length - 1 / FPS
    seconds = [place * last / (SAMPLES - 1) for place in range(SAMPLES)]
    covered = max(max(pixels(path, second, part)) for second in seconds for part in COVERED)
    return covered, min(max(pixels(path, second, SHOWN)) for second in seconds)


def figures(length: int, ours: Cost, told: Told, theirs: Cost) -> list[Figure]:
    """Return what a hub needed beside what ffmpeg did, and what was found in the finished file."""
    path, wanted = Path(told.path), length * FPS
    allowed = CutLimits().time_for(wanted * SIDE[0] * SIDE[1])
    checking = told.checked - told.cut
    found = pictures(path)
    covered, shown = sampled(path, length)
    return [
        Figure(
            name="cut with masks",
            measured=f"{told.cut:.0f} s",
            yardstick=f"ffmpeg drawbox {theirs.seconds:.0f} s, {theirs.memory:.0f} MB",
            target=f"<= {allowed:.0f} s, the cutter's own limit",
            holds=told.cut <= allowed,
        ),
        Figure(name="check", measured=f"{checking:.0f} s", target=f"<= {allowed:.0f} s", holds=checking <= allowed),
        Figure(
            name="processor, cut and check",
            measured=f"{ours.cpu:.0f} s",
            yardstick=f"ffmpeg drawbox, no check {theirs.cpu:.0f} s",
        ),
        Figure(
            name="memory of the largest process",
            measured=f"{ours.memory:.0f} MB",
            target=f"<= {MOST_MEMORY} MB",
            holds=ours.memory <= MOST_MEMORY,
        ),
        Figure(
            name="pictures outside or missing",
            measured=f"{abs(found - wanted)} of {found}",
            target="0",
            holds=found == told.frames == wanted,
        ),
        Figure(
            name="edges beside the window's",
            measured=f"{1000 * told.late:.1f} ms",
            target="< one picture",
            holds=told.late < 1 / FPS,
        ),
        Figure(
            name="pictures that the check found uncovered",
            measured=str(told.uncovered),
            target="0",
            holds=not told.uncovered,
        ),
        Figure(
            name=f"brightest covered pixel in {SAMPLES} pictures",
            measured=f"{covered} of 255",
            yardstick=f"shown: {shown}",
            target=f"<= {BLACK}",
            holds=covered <= BLACK < shown,
        ),
    ]


def measure(length: int) -> bool:
    """Measure one clip of so many seconds and print it; tell whether every target holds."""
    with tempfile.TemporaryDirectory() as name:
        source = Path(name, "source.mp4")
        footage(source, length + 2 * int(BEGIN))
        print(
            f"{length} s of 1080p{FPS} with {len(MASKS)} masks, {platform.machine()}, {os.cpu_count()} cores",
            flush=True,
        )
        ours, told = hub(source, BEGIN, length, Path(name, "hub"))
        theirs = drawn(source, BEGIN, length, Path(name, "drawn.mp4"))
        return show(figures(length, ours, told, theirs))


if __name__ == "__main__":
    where, second, seconds, place = sys.argv[1:]
    answer = asyncio.run(made(Path(where), float(second), int(seconds), Path(place)))
    Path(place).with_suffix(".json").write_text(json.dumps(asdict(answer)))
