"""A clip carries nothing of the household but the pictures that were agreed."""

from datetime import timedelta
import hashlib
from pathlib import Path
import stat

import pytest

from custom_components.ring_guard.footage.cutter import Cutter
from tests import media

from .conftest import Recorder, footage, order

pytestmark = pytest.mark.requires_debian("ffmpeg", "ffprobe")

SERIAL = "SN4711SECRET"
MARK = "086f3693b7b34f2c965321492feee5b8"
SINE = "sine=frequency=440"


@pytest.fixture(scope="session")
def telltale(recorded: Recorder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a recording with serial numbers, a position, chapters and subtitles in every place that takes them."""
    folder = tmp_path_factory.mktemp("telltale")
    chapters = folder / "chapters.txt"
    chapters.write_text(f";FFMETADATA1\ntitle={SERIAL}\n[CHAPTER]\nTIMEBASE=1/1\nSTART=0\nEND=6\ntitle={SERIAL}\n")
    words = folder / "words.srt"
    words.write_text(f"1\n00:00:00,000 --> 00:00:11,000\n{SERIAL} N 48.8584 E 2.2945\n")
    path = folder / "telltale.mp4"
    media.ffmpeg(
        *("-i", recorded(sound=SINE), "-i", chapters, "-i", words, "-map", "0", "-map", "2", "-map_metadata", "1"),
        *("-map_chapters", "1", "-c", "copy", "-c:s", "mov_text"),
        *("-bsf:v", f"h264_metadata=sei_user_data={MARK}+{SERIAL}"),
        *("-metadata", "location=+48.8584+002.2945/", "-metadata", f"comment={SERIAL}"),
        *("-metadata", "creation_time=2026-11-21T12:00:00Z", "-metadata:s:v", f"handler_name={SERIAL}"),
        *("-movflags", "+use_metadata_tags", path),
    )
    assert path.read_bytes().count(SERIAL.encode()) > 5
    return path


@pytest.mark.parametrize("sound", [False, True])
async def test_serial_numbers_position_and_titles_stay_behind(
    telltale: Path, sound: bool, cutter: Cutter, clips: Path
) -> None:
    clip = await cutter.cut(order(0, 6, sound=sound), footage(telltale), clips)
    data = clip.path.read_bytes()
    for secret in (SERIAL.encode(), b"loci", b"\xa9xyz", b"x264", b"Lavc", b"Lavf", b"48.8", b"text", b"tx3g"):
        assert secret not in data
    shown = media.ffprobe(clip.path, "-show_entries", "format_tags:stream_tags", "-of", "default=nw=1")
    assert {line.split("=")[0] for line in shown.splitlines()} == {
        *("TAG:major_brand", "TAG:minor_version", "TAG:compatible_brands"),
        *("TAG:language", "TAG:handler_name", "TAG:vendor_id"),
    }
    assert media.ffprobe(clip.path, "-show_chapters") == ""
    kept = () if sound else ("sound",)
    assert clip.removed == tuple(sorted(("chapters", "data_tracks", "metadata", "user_data", *kept)))


async def test_no_sei_unit_is_left(telltale: Path, cutter: Cutter, clips: Path, tmp_path: Path) -> None:
    clip = await cutter.cut(order(0, 6), footage(telltale), clips)
    raw = tmp_path / "raw.h264"
    media.ffmpeg("-i", clip.path, "-c", "copy", "-bsf:v", "h264_mp4toannexb", "-f", "h264", raw)
    kinds = {data[0] & 31 for data in raw.read_bytes().replace(b"\0\0\0\1", b"\0\0\1").split(b"\0\0\1")[1:]}
    assert kinds == {1, 5, 7, 8}, "slices, key slices and the two parameter sets"


async def test_no_sound_unless_it_was_ordered(recorded: Recorder, cutter: Cutter, clips: Path) -> None:
    clip = await cutter.cut(order(2, 4), footage(recorded(sound=SINE)), clips)
    assert media.ffprobe(clip.path, "-show_entries", "stream=codec_type", "-of", "csv=p=0").split() == ["video"]
    assert b"mp4a" not in clip.path.read_bytes()


async def test_no_edit_list_and_the_index_comes_first(recorded: Recorder, cutter: Cutter, clips: Path) -> None:
    clip = await cutter.cut(order(2, 4, sound=True), footage(recorded(sound=SINE)), clips)
    data = clip.path.read_bytes()
    assert b"elst" not in data
    assert data.index(b"moov") < data.index(b"mdat")


async def test_the_clip_is_private_and_named_by_its_request_alone(
    recorded: Recorder, cutter: Cutter, clips: Path
) -> None:
    first = await cutter.cut(order(2, 3), footage(recorded()), clips)
    second = await cutter.cut(order(3, 4), footage(recorded()), clips)
    assert [first.path.name, second.path.name] == ["01K9REQUEST-1.mp4", "01K9REQUEST-2.mp4"]
    assert sorted(clips.iterdir()) == [first.path, second.path]
    assert stat.S_IMODE(clips.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in clips.iterdir()} == {0o600}


async def test_the_clip_and_its_sources_are_known_by_their_hashes(
    recorded: Recorder, cutter: Cutter, clips: Path
) -> None:
    source = recorded()
    clip = await cutter.cut(order(2, 3), footage(source), clips)
    assert clip.sha256 == hashlib.sha256(clip.path.read_bytes()).hexdigest()
    assert clip.size == clip.path.stat().st_size
    assert [(known.sha256, known.size) for known in clip.sources] == [
        (hashlib.sha256(source.read_bytes()).hexdigest(), source.stat().st_size)
    ]


async def test_players_find_the_form_they_know(recorded: Recorder, cutter: Cutter, clips: Path) -> None:
    clip = await cutter.cut(order(2, 4, sound=True), footage(recorded(codec=media.HEVC, sound=SINE)), clips)
    entries = "stream=codec_name,codec_tag_string,pix_fmt,profile,has_b_frames"
    shown = media.ffprobe(clip.path, "-show_entries", entries, "-of", "default=nw=1:nk=1").split()
    assert shown[:5] == ["h264", "High", "avc1", "0", "yuv420p"]
    assert shown[5:8] == ["aac", "LC", "mp4a"]


async def test_progress_rises_to_the_end(recorded: Recorder, cutter: Cutter, clips: Path) -> None:
    heard: list[float] = []
    await cutter.cut(order(2, 8), footage(recorded()), clips, progress=heard.append)
    assert heard == sorted(heard)
    assert heard[0] == 0
    assert 0.9 < heard[-1] <= 1
    assert len(heard) > 10


async def test_odd_sizes_are_trimmed_to_what_players_accept(
    recorded: Recorder, cutter: Cutter, clips: Path, tmp_path: Path
) -> None:
    odd = tmp_path / "odd.mkv"
    media.ffmpeg("-i", recorded(), "-vf", "scale=317:179", "-c:v", "mpeg4", "-t", "3", odd)
    clip = await cutter.cut(order(1, 2), footage(odd), clips)
    assert media.ffprobe(clip.path, "-show_entries", "stream=width,height", "-of", "csv=p=0").strip() == "316,178"
    assert clip.duration == timedelta(seconds=1)
