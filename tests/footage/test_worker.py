"""The worker's own steps, run in this process: the same orders as elsewhere, so that every line can be followed."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from custom_components.ring_guard.footage.cutter import Cutter, cutter as cutter_module
from custom_components.ring_guard.footage.cutter.limits import CutLimits
from custom_components.ring_guard.footage.cutter.worker import entry
from custom_components.ring_guard.footage.errors import CutFailed, NoFootage
from tests import media

from .conftest import NOON, Recorder, footage, order, segment
from .test_cut_exact import FORMATS, SINE

pytestmark = pytest.mark.requires_debian("ffmpeg", "ffprobe")


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run jobs in a thread instead of a process."""

    async def run_job(
        job: dict[str, Any], limits: CutLimits, hear: Callable[[dict[str, Any]], None] | None = None
    ) -> dict[str, Any]:
        said: list[dict[str, Any]] = []
        whole = {**job, "limits": {"pixels": limits.pixels}, "path": []}
        answer = await asyncio.to_thread(entry._answer, whole, said.append)
        for line in said:
            if hear is not None:
                hear(line)
        if "error" in answer:
            raise CutFailed(answer["error"])
        return answer

    monkeypatch.setattr(cutter_module, "run_job", run_job)


@pytest.mark.parametrize("form", FORMATS)
async def test_each_format_is_cut_to_its_window(form: str, recorded: Recorder, cutter: Cutter, clips: Path) -> None:
    codec, suffix, options = FORMATS[form]
    heard: list[float] = []
    clip = await cutter.cut(
        order(3.9, 5.9), footage(recorded(codec=codec, suffix=suffix, options=options)), clips, progress=heard.append
    )
    assert media.frame_numbers(clip.path) == list(range(78, 118))
    assert heard == sorted(heard)


async def test_sound_is_kept_within_the_window_where_it_is_ordered(
    recorded: Recorder, cutter: Cutter, clips: Path
) -> None:
    codec, suffix, options = FORMATS["h264 with B-frames"]
    source = recorded(codec=codec, suffix=suffix, options=options, sound=SINE)
    clip = await cutter.cut(order(2, 5, sound=True), footage(source), clips)
    assert clip.report.streams == ("video", "audio")
    assert clip.report.sound_end is not None
    assert clip.report.sound_end <= timedelta(seconds=3)


async def test_files_are_joined_and_what_lies_between_is_a_gap(recorded: Recorder, cutter: Cutter, clips: Path) -> None:
    first, second = recorded(frames=100, sound=SINE), recorded(frames=100, first=200, sound=SINE)
    pieces = footage(segment(first, 0, 5), segment(second, 10, 5))
    clip = await cutter.cut(order(3, 12, sound=True), pieces, clips)
    assert media.frame_numbers(clip.path) == [*range(60, 100), *range(200, 240)]
    (gap,) = clip.gaps
    assert abs(gap.start - NOON - timedelta(seconds=5)) <= timedelta(seconds=0.1)
    assert gap.end - NOON == timedelta(seconds=10)


async def test_recordings_are_measured(recorded: Recorder, cutter: Cutter, tmp_path: Path) -> None:
    broken = tmp_path / "broken.mp4"
    broken.write_bytes(b"\0\0\0\x18ftypmp42" + bytes(5000))
    whole, stream, nothing = await cutter.probe([recorded(), recorded(suffix=".ts"), broken])
    assert nothing is None
    for probe in (whole, stream):
        assert probe is not None
        assert abs(probe.duration - timedelta(seconds=12)) <= timedelta(seconds=0.2)


@pytest.mark.parametrize("content", [b"", b"no video at all", b"\0\0\0\x18ftypmp42" + bytes(5000)])
async def test_what_is_no_video_gives_no_clip(content: bytes, cutter: Cutter, clips: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.mp4"
    broken.write_bytes(content)
    with pytest.raises((CutFailed, NoFootage)):
        await cutter.cut(order(1, 3), footage(broken), clips)
    assert not list(clips.glob("*"))


async def test_window_without_a_frame_is_no_footage(recorded: Recorder, cutter: Cutter, clips: Path) -> None:
    with pytest.raises(NoFootage):
        await cutter.cut(order(30, 33), footage(segment(recorded(), 0, 60)), clips)
