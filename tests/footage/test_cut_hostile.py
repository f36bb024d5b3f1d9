"""Broken and hostile recordings, full disks, impatience: an error each time, no file, no process left."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
import os
from pathlib import Path
import random
import signal
import struct
import subprocess
import time

import pytest

from custom_components.ring_guard.footage.cutter import CutLimits, Cutter
from custom_components.ring_guard.footage.errors import CutFailed, FootageError
from tests import media

from .conftest import EAGER, Recorder, footage, order

pytestmark = pytest.mark.requires_debian("ffmpeg", "ffprobe")


def _children() -> set[int]:
    """Return the ids of this process's children, the dead but unburied ones too."""
    tasks = Path("/proc/self/task").glob("*/children")
    return {int(child) for task in tasks for child in task.read_text().split()}


@pytest.fixture(autouse=True)
def _nothing_left_behind(clips: Path):
    before = _children()
    yield
    assert _children() <= before, "a child process is left"
    assert not list(clips.glob("*.part")), "a part file is left"


def _box(name: bytes, content: bytes, *, size: int | None = None) -> bytes:
    return struct.pack(">I4s", len(content) + 8 if size is None else size, name) + content


def _flip(data: bytes) -> bytes:
    chance = random.Random(11)
    broken = bytearray(data)
    for _ in range(400):
        broken[chance.randrange(len(broken))] ^= 1 << chance.randrange(8)
    return bytes(broken)


HOSTILE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda whole: b"",
    "one byte": lambda whole: b"\0",
    "text": lambda whole: b"this is not a film\n" * 1000,
    "noise": lambda whole: random.Random(5).randbytes(100_000),
    "cut off before its index": lambda whole: whole[: len(whole) // 2],
    "index without its media": lambda whole: whole[whole.rindex(b"moov") - 4 :],
    "giant box": lambda whole: (
        whole[:32] + _box(b"moov", _box(b"trak", b"\xff" * 64, size=0xFFFFFFF0), size=0xFFFFFFFF)
    ),
    "giant table": lambda whole: whole.replace(b"stts\0\0\0\0\0\0\0\1", b"stts\0\0\0\0\xff\xff\xff\xf0"),
    "box in box in box": lambda whole: (
        whole[:32] + b"".join(_box(b"moov", b"", size=80_000 - 8 * n) for n in range(10_000))
    ),
    "box of no size": lambda whole: whole[:32] + _box(b"trak", b"", size=0) * 100,
}


@pytest.mark.parametrize("kind", HOSTILE)
async def test_what_is_no_recording_ends_as_an_error(
    kind: str, recorded: Recorder, cutter: Cutter, clips: Path, tmp_path: Path
) -> None:
    path = tmp_path / "hostile.mp4"
    path.write_bytes(HOSTILE[kind](recorded().read_bytes()))
    with pytest.raises(FootageError):
        await cutter.cut(order(1, 5), footage(path), clips)
    assert list(clips.iterdir()) == []


@pytest.mark.parametrize("suffix", [".mp4", ".ts"])
async def test_flipped_bits_give_an_error_or_a_clip_that_keeps_the_window(
    suffix: str, recorded: Recorder, cutter: Cutter, clips: Path, tmp_path: Path
) -> None:
    path = tmp_path / f"flipped{suffix}"
    path.write_bytes(_flip(recorded(suffix=suffix).read_bytes()))
    try:
        clip = await cutter.cut(order(3, 8), footage(path), clips)
    except FootageError:
        assert list(clips.iterdir()) == []
    else:
        assert clip.duration <= timedelta(seconds=5)
        assert len(media.frame_numbers(clip.path)) == clip.frames <= 101


@pytest.mark.parametrize(
    "text", ["#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n{}\n#EXT-X-ENDLIST\n", "ffconcat version 1.0\nfile '{}'\n"]
)
async def test_a_playlist_in_disguise_fetches_nothing(
    text: str, recorded: Recorder, cutter: Cutter, clips: Path, tmp_path: Path
) -> None:
    path = tmp_path / "list.mp4"
    path.write_text(text.format(recorded(suffix=".ts")))
    with pytest.raises(CutFailed, match="cut_unreadable"):
        await cutter.cut(order(1, 5), footage(path), clips)


async def test_a_picture_beyond_all_measure_is_refused(recorded: Recorder, cutter: Cutter, clips: Path) -> None:
    with pytest.raises(CutFailed, match="cut_unreadable"):
        await cutter.cut(order(1, 5), footage(recorded()), clips, limits=replace(EAGER, pixels=320 * 180 - 1))


async def test_a_broken_file_beside_a_good_one_costs_only_itself(
    recorded: Recorder, cutter: Cutter, clips: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.mp4"
    broken.write_bytes(b"\0" * 5000)
    clip = await cutter.cut(order(1, 2), footage(broken, recorded()), clips)
    assert media.frame_numbers(clip.path) == list(range(20, 40))


async def test_what_the_library_never_learnt_to_read_is_unreadable_and_costs_only_itself(
    recorded: Recorder, cutter: Cutter, clips: Path, tmp_path: Path
) -> None:
    """A media header of a version that FFmpeg does not know ends in an error that is none of Python's kinds."""
    data = bytearray(recorded().read_bytes())
    data[data.index(b"mdhd") + len("mdhd")] = 127
    unknown = tmp_path / "unknown.mp4"
    unknown.write_bytes(data)
    with pytest.raises(CutFailed, match="cut_unreadable"):
        await cutter.cut(order(1, 2), footage(unknown), clips)
    clip = await cutter.cut(order(1, 2), footage(unknown, recorded()), clips)
    assert media.frame_numbers(clip.path) == list(range(20, 40))
    assert [probe is not None for probe in await cutter.probe([unknown, recorded()])] == [False, True]


async def test_too_slow_a_cut_is_ended(recorded: Recorder, cutter: Cutter, clips: Path) -> None:
    hasty = replace(EAGER, patience=timedelta(milliseconds=1), pixel_rate=10**12)
    with pytest.raises(CutFailed, match="cut_timed_out"):
        await cutter.cut(order(1, 9), footage(recorded()), clips, limits=hasty)
    assert list(clips.iterdir()) == []


async def test_time_grows_with_the_pixels() -> None:
    limits = CutLimits()
    hour_of_4k = 3840 * 2160 * 25 * 3600
    assert limits.time_for(0) == 60
    assert limits.time_for(1920 * 1080 * 25 * 60) == pytest.approx(60 + 311, abs=1)
    assert limits.time_for(hour_of_4k) == 3600


async def test_too_little_memory_is_an_error(recorded: Recorder, cutter: Cutter, clips: Path) -> None:
    with pytest.raises(CutFailed):
        await cutter.cut(order(1, 9), footage(recorded()), clips, limits=replace(EAGER, memory=150 * 1024**2))
    assert list(clips.iterdir()) == []


async def test_a_clip_larger_than_allowed_is_an_error(recorded: Recorder, cutter: Cutter, clips: Path) -> None:
    with pytest.raises(CutFailed, match="cut_disk_full"):
        await cutter.cut(order(1, 9), footage(recorded()), clips, limits=replace(EAGER, output=8192))
    assert list(clips.iterdir()) == []


async def test_a_full_disk_is_an_error(recorded: Recorder, cutter: Cutter, tmp_path: Path) -> None:
    small = tmp_path / "small"
    small.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", str(small)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("this machine does not let tests mount a small disk")
    try:
        with pytest.raises(CutFailed, match="cut_disk_full"):
            await cutter.cut(order(1, 9), footage(recorded()), small / "clips")
        assert list((small / "clips").iterdir()) == []
    finally:
        subprocess.run(["umount", "-l", str(small)], check=True)


async def test_a_folder_that_cannot_be_made_is_an_error(recorded: Recorder, cutter: Cutter, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(CutFailed, match="cut_folder_unusable"):
        await cutter.cut(order(1, 2), footage(recorded()), tmp_path / "file" / "clips")


async def test_cancelling_ends_the_process_and_takes_the_file_away(
    recorded: Recorder, cutter: Cutter, clips: Path
) -> None:
    under_way = asyncio.Event()
    before = _children()
    cut = asyncio.create_task(cutter.cut(order(0, 12), footage(recorded()), clips, progress=lambda _: under_way.set()))
    await asyncio.wait_for(under_way.wait(), 30)
    assert _children() > before
    cut.cancel()
    with pytest.raises(asyncio.CancelledError):
        await cut
    assert _children() <= before
    assert list(clips.iterdir()) == []


async def test_clips_are_cut_one_at_a_time(recorded: Recorder, cutter: Cutter, clips: Path) -> None:
    heard: list[str] = []
    source = footage(recorded())

    def note(name: str, _: float) -> None:
        heard.append(name)

    await asyncio.gather(*(cutter.cut(order(2, 4), source, clips, progress=partial(note, name)) for name in "ab"))
    assert heard == sorted(heard)
    assert len(list(clips.iterdir())) == 2


async def test_a_child_that_is_killed_is_an_error(recorded: Recorder, cutter: Cutter, clips: Path) -> None:
    before = _children()

    def kill(_: float) -> None:
        for pid in _children() - before:
            os.kill(pid, signal.SIGKILL)

    with pytest.raises(CutFailed, match="cut_crashed"):
        await cutter.cut(order(0, 12, most_lines=178), footage(recorded()), clips, progress=kill)


async def test_the_child_gives_way_to_everything_else(recorded: Recorder, clips: Path) -> None:
    before = _children()
    seen: set[int] = set()

    def look(_: float) -> None:
        seen.update(os.getpriority(os.PRIO_PROCESS, pid) for pid in _children() - before)

    await Cutter().cut(order(1, 2), footage(recorded()), clips, progress=look)
    assert seen == {19}


async def test_the_loop_does_none_of_the_work_of_a_cut(recorded: Recorder, cutter: Cutter, clips: Path) -> None:
    source = footage(recorded())
    before, children_before = time.thread_time(), os.times().children_user
    await cutter.cut(order(0, 12, most_lines=178), source, clips)
    in_loop, in_children = time.thread_time() - before, os.times().children_user - children_before
    assert in_loop < in_children / 5, (in_loop, in_children)


@pytest.mark.parametrize(("most_lines", "most_memory"), [(None, 250), (720, 450)])
async def test_memory_does_not_grow_with_the_clip(
    most_lines: int | None, most_memory: int, cutter: Cutter, clips: Path, tmp_path: Path
) -> None:
    large = tmp_path / "large.mp4"
    media.ffmpeg(
        *("-f", "lavfi", "-i", "color=gray:size=1920x1080:rate=20", "-t", "10"),
        *("-c:v", "libx264", "-preset", "ultrafast", "-g", "20", large),
    )
    before = _children()
    peaks: list[int] = []

    def look(_: float) -> None:
        for child_id in _children() - before:
            status = Path(f"/proc/{child_id}/status").read_text()
            if peak := status.partition("VmHWM:")[2].split():
                peaks.append(int(peak[0]) // 1024)

    clip = await cutter.cut(order(0.2, 9.8, most_lines=most_lines), footage(large), clips, progress=look)
    assert (clip.frames, clip.copied > 0) == (192, most_lines is None)
    assert max(peaks) < most_memory, "megabytes; two hundred pictures of this size are six hundred"
