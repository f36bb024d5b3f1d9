"""What is copied and what is encoded: every picture of the window once, no seam, nothing copied that is not understood."""

from datetime import timedelta
from pathlib import Path
import random
import subprocess

import pytest

from custom_components.ring_guard.footage.cutter import Cutter
from tests import media

from .conftest import NOON, Recorder, footage, order, segment

pytestmark = pytest.mark.requires_debian("ffmpeg", "ffprobe")

SINE = "sine=frequency=440:sample_rate=44100"


def _x264(*options: str) -> tuple[str, ...]:
    return ("-c:v", "libx264", "-preset", "veryfast", "-g", "30", "-sc_threshold", "0", *options)


PLAIN, REORDERED = _x264("-bf", "0"), _x264("-bf", "3")
DEEP = _x264("-bf", "5", "-x264-params", "b-pyramid=normal:b-adapt=0:ref=4")
STUFFED = _x264("-bf", "3", "-aud", "1", "-b:v", "300k", "-minrate", "300k", "-maxrate", "300k", "-bufsize", "300k")
COPIED = {
    "no reordering": (PLAIN, ".mp4", ()),
    "reordered": (REORDERED, ".mp4", ()),
    "deeply reordered": (DEEP, ".mp4", ()),
    "fragmented mp4": (REORDERED, ".mp4", media.FRAGMENTED),
    "mpeg-ts": (REORDERED, ".ts", ()),
    "mpeg-ts from a camera's own clock": (PLAIN, ".ts", ("-output_ts_offset", "90000")),
    "matroska": (REORDERED, ".mkv", ()),
    "flash video": (REORDERED, ".flv", ()),
    "baseline": (_x264("-profile:v", "baseline"), ".mp4", ()),
    "main": (_x264("-profile:v", "main", "-bf", "2"), ".mp4", ()),
    "slices and a buffer model": ((*STUFFED, "-x264-params", "slices=4:nal-hrd=vbr"), ".ts", ()),
    "filler and delimiters": ((*STUFFED, "-x264-params", "nal-hrd=cbr:filler=1"), ".ts", ()),
    "full range": (REORDERED, ".mp4", ("-color_range", "pc", "-colorspace", "bt709")),
    "own scaling": (_x264("-x264-params", "cqm=jvt"), ".mp4", ()),
    "key pictures alone": (_x264("-g", "1"), ".mp4", ()),
    "variable frame rate": (REORDERED, ".mp4", ("-vf", "select='not(eq(mod(n,5),3))'", "-fps_mode", "vfr")),
}
ENCODED = {
    "open groups": (media.H264_OPEN, ".mp4", ()),
    "rolling refresh": (_x264("-bf", "0", "-x264-params", "intra-refresh=1"), ".mp4", ()),
    "interlaced": (_x264("-bf", "2", "-x264-params", "tff=1"), ".mp4", ()),
    "ten bits": (REORDERED, ".mp4", ("-pix_fmt", "yuv420p10le")),
    "more colour": (REORDERED, ".mp4", ("-pix_fmt", "yuv422p")),
    "avi": (PLAIN, ".avi", ()),
    "hevc": (media.HEVC, ".mp4", ("-tag:v", "hvc1")),
}


def strictly_decoded(path: Path) -> str:
    """Decode a file with Debian's ffmpeg, which gives up at the first fault; return what it complained of."""
    command = ["ffmpeg", "-v", "warning", "-xerror", "-err_detect", "explode", "-ignore_editlist", "1", "-i", str(path)]
    return subprocess.run([*command, "-f", "null", "-"], check=False, capture_output=True, text=True, timeout=60).stderr


def shown(source: Path, begin: float, end: float) -> list[int]:
    """Return the numbers of a recording's pictures in a window, from its container's own times."""
    stated = media.ffprobe(source, "-show_entries", "frame=pts", "-select_streams", "v", "-of", "csv=p=0")
    base = media.ffprobe(source, "-show_entries", "stream=time_base", "-select_streams", "v", "-of", "csv=p=0")
    numerator, _, denominator = base.split()[0].strip(",").partition("/")
    ticks = [int(line.strip(",")) for line in stated.split()]
    times = [(tick - ticks[0]) * int(numerator) / int(denominator) for tick in ticks]
    numbers = media.frame_numbers(source)
    return [number for number, time in zip(numbers, times, strict=True) if begin - 1e-6 <= time < end - 1e-6]


@pytest.mark.parametrize("form", COPIED)
async def test_pictures_are_copied_and_those_at_the_edges_encoded_without_a_seam(
    form: str, recorded: Recorder, cutter: Cutter, clips: Path
) -> None:
    codec, suffix, options = COPIED[form]
    source = recorded(codec=codec, suffix=suffix, options=options)
    for begin, end in ((1.7, 8.9), (4.32, 6.68)):
        clip = await cutter.cut(order(begin, end), footage(source), clips)
        assert media.frame_numbers(clip.path) == shown(source, begin, end)
        assert clip.frames > clip.copied >= 15 or form == "key pictures alone"
        assert strictly_decoded(clip.path) == ""


@pytest.mark.parametrize("form", ENCODED)
async def test_what_cannot_be_joined_safely_is_encoded_from_end_to_end(
    form: str, recorded: Recorder, cutter: Cutter, clips: Path
) -> None:
    codec, suffix, options = ENCODED[form]
    source = recorded(codec=codec, suffix=suffix, options=options)
    clip = await cutter.cut(order(1.7, 8.9), footage(source), clips)
    assert clip.copied == 0
    assert media.frame_numbers(clip.path) == list(range(34, 178))
    assert strictly_decoded(clip.path) == ""


@pytest.mark.parametrize("codec", [REORDERED, DEEP])
async def test_windows_at_random_places_hold_each_picture_once(
    codec: tuple[str, ...], recorded: Recorder, cutter: Cutter, clips: Path
) -> None:
    chance = random.Random(23)
    source = recorded(codec=codec)
    for _ in range(6):
        begin = chance.uniform(0, 9)
        end = begin + chance.uniform(0.2, 3)
        clip = await cutter.cut(order(begin, end), footage(source), clips)
        assert media.frame_numbers(clip.path) == [n for n in range(240) if begin <= n / media.FPS < end]
        assert strictly_decoded(clip.path) == ""


async def test_copied_pictures_are_the_cameras_own_to_the_last_bit(
    recorded: Recorder, cutter: Cutter, clips: Path
) -> None:
    source = recorded(codec=REORDERED)
    clip = await cutter.cut(order(1.7, 8.9), footage(source), clips)
    theirs, ours = media.pixels(source)[34:178], media.pixels(clip.path)
    same = [one == other for one, other in zip(theirs, ours, strict=True)]
    whole_groups = range(60 - 34, 174 - 34)
    assert all(same[place] for place in whole_groups)
    assert sum(same) >= clip.copied


async def test_the_file_states_one_kind_of_picture_with_both_parameter_sets(
    recorded: Recorder, cutter: Cutter, clips: Path
) -> None:
    clip = await cutter.cut(order(1.7, 8.9), footage(recorded(codec=DEEP)), clips)
    data = clip.path.read_bytes()
    assert (data.count(b"avc1"), data.count(b"avcC"), data.count(b"avc3")) == (2, 1, 0), "once as a brand"
    at = data.index(b"avcC") + 4
    assert data[at + 5] & 31 == 2, "two sequence parameter sets"
    entries = "stream=profile,level,has_b_frames,width,height"
    stated = media.ffprobe(clip.path, "-show_entries", entries, "-of", "default=nw=1").split()
    original = media.ffprobe(recorded(codec=DEEP), "-show_entries", entries, "-of", "default=nw=1").split()
    assert sorted(stated) == sorted(original)
    assert b"elst" not in data


async def test_files_of_one_camera_are_copied_across_their_joint(
    recorded: Recorder, cutter: Cutter, clips: Path
) -> None:
    pieces = [segment(recorded(frames=90, first=90 * n, codec=REORDERED), 4.5 * n, 4.5) for n in range(3)]
    clip = await cutter.cut(order(1.2, 12.1), footage(*pieces), clips)
    assert media.frame_numbers(clip.path) == list(range(24, 242))
    assert clip.copied > 200
    assert strictly_decoded(clip.path) == ""


async def test_a_file_of_another_kind_beside_copied_ones_is_encoded(
    recorded: Recorder, cutter: Cutter, clips: Path
) -> None:
    pieces = [
        segment(recorded(frames=90, codec=REORDERED), 0, 4.5),
        segment(recorded(frames=60, first=90, codec=media.HEVC), 4.5, 3),
        segment(recorded(frames=90, first=150, codec=PLAIN), 7.5, 4.5),
    ]
    clip = await cutter.cut(order(1.2, 11.2), footage(*pieces), clips)
    assert media.frame_numbers(clip.path) == list(range(24, 224))
    assert 0 < clip.copied < 90
    assert [source.frames for source in clip.sources] == [66, 60, 74]
    assert strictly_decoded(clip.path) == ""


async def test_where_copied_files_overlap_each_moment_is_shown_once(
    recorded: Recorder, cutter: Cutter, clips: Path
) -> None:
    pieces = [
        segment(recorded(frames=90, codec=REORDERED), 0, 4.5),
        segment(recorded(frames=120, first=70, codec=REORDERED), 3.5, 6),
    ]
    clip = await cutter.cut(order(0.4, 9), footage(*pieces), clips)
    assert media.frame_numbers(clip.path) == list(range(8, 180))
    assert clip.copied > 100


async def test_parameter_sets_that_change_in_mid_recording_are_not_copied(
    recorded: Recorder, cutter: Cutter, clips: Path, tmp_path: Path
) -> None:
    pieces = [recorded(frames=60, codec=PLAIN, suffix=".ts"), recorded(frames=60, first=60, codec=DEEP, suffix=".ts")]
    joined = tmp_path / "joined.ts"
    media.ffmpeg("-i", "concat:" + "|".join(map(str, pieces)), "-c", "copy", joined)
    clip = await cutter.cut(order(0.3, 5), footage(joined), clips)
    assert clip.copied == 0
    assert set(media.frame_numbers(clip.path)) >= set(range(6, 58))


@pytest.mark.parametrize("suffix", [".ts", ".mp4", ".mkv"])
async def test_a_clock_that_jumps_ahead_leaves_its_hole(
    suffix: str, recorded: Recorder, cutter: Cutter, clips: Path, tmp_path: Path
) -> None:
    jumping = tmp_path / f"jumping{suffix}"
    jump = "setts=pts='PTS+if(gte(N,60),4/TB,0)':dts='DTS+if(gte(N,60),4/TB,0)'"
    once = tmp_path / "once.mkv"
    media.ffmpeg("-i", recorded(frames=150, codec=REORDERED, suffix=".mkv"), "-c", "copy", "-bsf:v", jump, once)
    media.ffmpeg("-i", once, "-c", "copy", jumping)
    clip = await cutter.cut(order(0.4, 11), footage(jumping), clips)
    assert media.frame_numbers(clip.path) == list(range(8, 140))
    assert clip.copied > 60
    assert clip.report.frame_times[52] - clip.report.frame_times[51] == pytest.approx(
        timedelta(seconds=4.05), abs=timedelta(milliseconds=2)
    )
    (gap,) = clip.gaps
    assert gap.end - NOON == pytest.approx(timedelta(seconds=7), abs=timedelta(milliseconds=2))
    assert strictly_decoded(clip.path) == ""


async def test_sound_beside_copied_pictures_stays_inside_the_window(
    recorded: Recorder, cutter: Cutter, clips: Path
) -> None:
    beep = "sine=frequency=1000:sample_rate=48000,volume='if(between(t,6,6.5),1,0)':eval=frame"
    clip = await cutter.cut(order(3.1, 9, sound=True), footage(recorded(codec=REORDERED, sound=beep)), clips)
    assert clip.copied > 80
    assert clip.report.streams == ("video", "audio")
    assert clip.report.sound_end is not None
    assert timedelta(seconds=5.8) < clip.report.sound_end <= timedelta(seconds=5.9)
    assert media.loud_spans(clip.path) == [(pytest.approx(2.9, abs=0.06), pytest.approx(3.4, abs=0.06))]


async def test_damage_in_what_would_be_copied_is_decoded_as_well_as_possible(
    recorded: Recorder, cutter: Cutter, clips: Path, tmp_path: Path
) -> None:
    data = bytearray(recorded(codec=PLAIN).read_bytes())
    begin = data.index(b"mdat")
    for place in range(begin + 30_000, begin + 40_000, 2_000):
        data[place] ^= 0x55
    damaged = tmp_path / "damaged.mp4"
    damaged.write_bytes(data)
    clip = await cutter.cut(order(0.2, 11), footage(damaged), clips)
    assert clip.copied == 0
    assert clip.report.errors == 0
    assert clip.frames > 150
