"""Exactly the window's frames are in the clip: counted in the finished file, edit lists ignored, by another ffmpeg."""

from datetime import timedelta
from pathlib import Path
import random
from typing import Any

import pytest

from custom_components.ring_guard.domain.model import Window
from custom_components.ring_guard.footage.cutter import Cutter
from custom_components.ring_guard.footage.errors import NoFootage
from tests import media

from .conftest import NOON, Recorder, footage, order, segment

pytestmark = pytest.mark.requires_debian("ffmpeg", "ffprobe")

SINE = "sine=frequency=440:sample_rate=44100"
FORMATS = {
    "h264": (media.H264, ".mp4", ()),
    "h264 with B-frames": (media.H264_B, ".mp4", ()),
    "h264 with open groups": (media.H264_OPEN, ".mp4", ()),
    "hevc": (media.HEVC, ".mp4", ("-tag:v", "hvc1")),
    "fragmented mp4": (media.H264_B, ".mp4", media.FRAGMENTED),
    "mpeg-ts": (media.H264_B, ".ts", ()),
    "mpeg-ts with open groups": (media.H264_OPEN, ".ts", ()),
    "hevc in mpeg-ts": (media.HEVC, ".ts", ()),
    "matroska": (media.H264_B, ".mkv", ()),
    "mpeg-ts from a camera's own clock": (media.H264, ".ts", ("-output_ts_offset", "90000")),
    "motion jpeg": (("-c:v", "mjpeg", "-q:v", "3", "-color_range", "pc"), ".mkv", ()),
}


WITH_SOUND = ("h264 with B-frames", "fragmented mp4", "hevc in mpeg-ts")


@pytest.mark.parametrize(
    ("form", "sound"), [*((form, None) for form in FORMATS), *((form, SINE) for form in WITH_SOUND)]
)
async def test_every_frame_of_the_window_and_no_other(
    form: str, sound: str | None, recorded: Recorder, cutter: Cutter, clips: Path
) -> None:
    codec, suffix, options = FORMATS[form]
    source = recorded(codec=codec, suffix=suffix, options=options, sound=sound)
    clip = await cutter.cut(order(3.9, 8.9, sound=sound is not None), footage(source), clips)
    assert media.frame_numbers(clip.path) == list(range(78, 178))
    assert clip.frames == 100
    assert clip.first_frame == NOON + timedelta(seconds=3.9)
    assert clip.duration <= timedelta(seconds=5)
    assert clip.gaps == ()
    assert clip.report.streams == (("video", "audio") if sound else ("video",))


async def test_windows_at_random_places(recorded: Recorder, cutter: Cutter, clips: Path) -> None:
    chance = random.Random(7)
    source = recorded(codec=media.H264_OPEN, suffix=".ts")
    for _ in range(4):
        begin = chance.uniform(0, 9)
        end = begin + chance.uniform(0.2, 3)
        clip = await cutter.cut(order(begin, end), footage(source), clips)
        expected = [number for number in range(240) if begin <= number / media.FPS < end]
        assert media.frame_numbers(clip.path) == expected


async def test_a_frame_on_the_end_is_outside_and_one_on_the_start_inside(
    recorded: Recorder, cutter: Cutter, clips: Path
) -> None:
    clip = await cutter.cut(order(2, 2.05), footage(recorded()), clips)
    assert media.frame_numbers(clip.path) == [40]


async def test_several_files_are_joined_without_a_frame_lost_or_twice(
    recorded: Recorder, cutter: Cutter, clips: Path
) -> None:
    pieces = [
        segment(recorded(frames=60, codec=media.H264), 0, 3),
        segment(recorded(frames=60, first=60, codec=media.HEVC), 3, 3),
        segment(recorded(frames=60, first=120, suffix=".ts"), 6, 3),
    ]
    clip = await cutter.cut(order(1.5, 8.5), footage(*pieces), clips)
    assert media.frame_numbers(clip.path) == list(range(30, 170))
    assert [source.frames for source in clip.sources] == [30, 60, 50]


async def test_where_files_overlap_each_moment_is_shown_once(recorded: Recorder, cutter: Cutter, clips: Path) -> None:
    pieces = [segment(recorded(frames=60), 0, 3), segment(recorded(frames=60, first=40, codec=media.H264), 2, 3)]
    clip = await cutter.cut(order(1, 4.5), footage(*pieces), clips)
    assert media.frame_numbers(clip.path) == list(range(20, 90))


async def test_partial_footage_is_a_partial_clip_that_says_so(recorded: Recorder, cutter: Cutter, clips: Path) -> None:
    pieces = [segment(recorded(frames=60), 0, 3), segment(recorded(frames=60, first=200), 10, 3)]
    clip = await cutter.cut(order(-4, 12), footage(*pieces), clips)
    assert media.frame_numbers(clip.path) == [*range(60), *range(200, 240)]
    assert [_seconds(gap) for gap in clip.gaps] == [(-4, 0), (2.95, 10)]
    assert clip.first_frame == NOON
    assert clip.report.frame_times[60] == timedelta(seconds=10), "the hole stays as long as it was"


async def test_variable_frame_rate_keeps_each_frames_time(recorded: Recorder, cutter: Cutter, clips: Path) -> None:
    thin = "select='if(lt(n,100),1,not(mod(n,4)))'"
    source = recorded(options=("-vf", thin, "-fps_mode", "vfr"))
    clip = await cutter.cut(order(4, 7), footage(source), clips)
    assert media.frame_numbers(clip.path) == [*range(80, 100), *range(100, 140, 4)]
    assert clip.report.frame_times[-1] == timedelta(seconds=(136 - 80) / 20)


async def test_a_recording_that_breaks_off_gives_what_it_has(
    recorded: Recorder, cutter: Cutter, clips: Path, tmp_path: Path
) -> None:
    whole = recorded(suffix=".ts", codec=media.H264).read_bytes()
    torn = tmp_path / "torn.ts"
    torn.write_bytes(whole[: len(whole) * 6 // 10])
    clip = await cutter.cut(order(3, 11), footage(torn), clips)
    shown = media.frame_numbers(clip.path)
    assert shown == list(range(60, 60 + len(shown)))
    assert 40 < len(shown) < 160
    assert [gap.end for gap in clip.gaps] == [NOON + timedelta(seconds=11)]


async def test_a_window_without_a_frame_makes_no_clip(recorded: Recorder, cutter: Cutter, clips: Path) -> None:
    with pytest.raises(NoFootage):
        await cutter.cut(order(2.01, 2.04), footage(recorded()), clips)
    with pytest.raises(NoFootage):
        await cutter.cut(order(100, 110), footage(recorded()), clips)
    assert list(clips.iterdir()) == []


async def test_sound_lies_where_it_was_and_ends_inside_the_window(
    recorded: Recorder, cutter: Cutter, clips: Path
) -> None:
    beep = "sine=frequency=1000:sample_rate=48000,volume='if(between(t,6,6.5),1,0)':eval=frame"
    clip = await cutter.cut(order(3, 9, sound=True), footage(recorded(sound=beep)), clips)
    assert clip.report.sound_start == timedelta()
    assert clip.report.sound_end is not None
    assert timedelta(seconds=5.9) < clip.report.sound_end <= timedelta(seconds=6)
    assert media.loud_spans(clip.path) == [(pytest.approx(3.0, abs=0.06), pytest.approx(3.5, abs=0.06))]


async def test_silence_fills_the_hole_between_files(recorded: Recorder, cutter: Cutter, clips: Path) -> None:
    pieces = [segment(recorded(frames=60, sound=SINE), 0, 3), segment(recorded(frames=60, first=120, sound=SINE), 6, 3)]
    clip = await cutter.cut(order(0, 9, sound=True), footage(*pieces), clips)
    assert media.loud_spans(clip.path) == [
        (pytest.approx(0, abs=0.06), pytest.approx(3, abs=0.06)),
        (pytest.approx(6, abs=0.06), pytest.approx(9, abs=0.1)),
    ]


async def test_rotation_is_kept(recorded: Recorder, cutter: Cutter, clips: Path, tmp_path: Path) -> None:
    turned = tmp_path / "turned.mp4"
    media.ffmpeg("-i", recorded(), "-c", "copy", "-metadata:s:v", "rotate=90", turned)
    clip = await cutter.cut(order(1, 2), footage(turned), clips)
    angles = [
        media.ffprobe(path, "-show_entries", "stream_side_data=rotation", "-of", "csv=p=0")
        for path in (turned, clip.path)
    ]
    assert angles[0].strip()
    assert angles[0] == angles[1]


def _seconds(window: Window) -> tuple[float, Any]:
    """Return a window's edges in seconds after noon."""
    return (window.start - NOON).total_seconds(), pytest.approx((window.end - NOON).total_seconds())
