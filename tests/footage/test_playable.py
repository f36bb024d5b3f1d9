"""What every browser plays of a held recording: itself, or a copy beside it, made once, within the budget, gone with the hold."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
import random
import shutil
import stat
from typing import Any

import pytest

from custom_components.ring_guard.footage import playable as playable_module
from custom_components.ring_guard.footage.cutter.worker import playing
from custom_components.ring_guard.footage.errors import NotPlayable
from custom_components.ring_guard.footage.playable import Playable, Playables, forget_copies, make_room
from tests import media
from tests.domain.examples import a_life

from .conftest import EAGER, Recorder

pytestmark = pytest.mark.requires_debian("ffmpeg", "ffprobe")

SINE = "sine=frequency=440"
MULAW = ("-c:a", "pcm_mulaw", "-ar", "8000")
ROOMY = 1000**3
FORMS: dict[str, tuple[Sequence[str], str, str | None, Sequence[str], str]] = {
    "a transport stream": (media.H264_B, ".ts", None, (), "wrapped"),
    "a transport stream with sound": (media.H264_B, ".ts", SINE, (), "wrapped"),
    "a transport stream with open groups": (media.H264_OPEN, ".ts", SINE, (), "wrapped"),
    "Matroska": (media.H264_B, ".mkv", SINE, (), "wrapped"),
    "Matroska with a telephone's sound": (media.H264_B, ".mkv", SINE, MULAW, "wrapped"),
    "QuickTime with a telephone's sound": (media.H264, ".mov", SINE, MULAW, "wrapped"),
    "AVI": (media.H264_B, ".avi", SINE, (), "wrapped"),
    "HEVC in MP4": (media.HEVC, ".mp4", SINE, (), "small"),
    "MPEG-4 in a transport stream": (("-c:v", "mpeg4"), ".ts", SINE, (), "small"),
    "MP4": (media.H264_B, ".mp4", SINE, (), "as_it_is"),
    "MP4 in fragments": (media.H264_B, ".mp4", None, media.FRAGMENTED, "as_it_is"),
}


@pytest.fixture
def holds(tmp_path: Path) -> Path:
    """Return the folder of the holds, with one request's in it."""
    (tmp_path / "holds" / "r").mkdir(parents=True)
    return tmp_path / "holds"


def held(holds: Path, recording: Path, request: str = "r", name: str = "001") -> Path:
    """Hold a recording."""
    (holds / request).mkdir(exist_ok=True)
    return Path(shutil.copy(recording, holds / request / f"{name}{recording.suffix}"))


def playables(holds: Path, budget: int = ROOMY, **limits: Any) -> Playables:
    return Playables(holds, lambda: budget, replace(EAGER, **limits))


def names(holds: Path) -> list[str]:
    return sorted(str(path.relative_to(holds)) for path in holds.rglob("*") if path.is_file())


@pytest.mark.parametrize("form", FORMS)
def test_every_picture_and_the_sound_are_there_in_what_browsers_play(
    form: str, recorded: Recorder, tmp_path: Path
) -> None:
    codec, suffix, sound, options, made = FORMS[form]
    recording = recorded(codec=codec, suffix=suffix, sound=sound, options=options)
    target = tmp_path / "copy.mp4"
    job = {"recording": str(recording), "target": str(target), "limits": {"pixels": EAGER.pixels}}
    assert playing.run(job, lambda _: None) == {"made": made}
    if made == "as_it_is":
        assert not target.exists()
        return
    assert media.frame_numbers(target) == list(range(240))
    streams = media.ffprobe(target, "-show_entries", "stream=codec_type,duration", "-of", "csv=p=0").split()
    lengths = dict(line.split(",") for line in streams)
    assert lengths.keys() == {"video", "audio"} if sound else {"video"}
    assert all(float(length) == pytest.approx(12, abs=0.2) for length in lengths.values())
    data = target.read_bytes()
    assert data.index(b"moov") < data.index(b"mdat"), "a player need not fetch the end first"


def test_h264_is_wrapped_without_touching_a_picture(recorded: Recorder, tmp_path: Path) -> None:
    recording, target = recorded(codec=media.H264_B, suffix=".mkv"), tmp_path / "copy.mp4"
    playing.run(
        {"recording": str(recording), "target": str(target), "limits": {"pixels": EAGER.pixels}}, lambda _: None
    )
    assert media.pixels(target) == media.pixels(recording)


def test_a_recording_that_begins_in_mid_group_begins_with_its_first_whole_picture(
    recorded: Recorder, tmp_path: Path
) -> None:
    data = recorded(codec=media.H264_OPEN, suffix=".ts", sound=SINE).read_bytes()
    recording, target = tmp_path / "late.ts", tmp_path / "copy.mp4"
    recording.write_bytes(data[len(data) // 4 // 188 * 188 :])
    job = {"recording": str(recording), "target": str(target), "limits": {"pixels": EAGER.pixels}}
    assert playing.run(job, lambda _: None) == {"made": "wrapped"}
    shown = media.frame_numbers(target)
    assert shown == list(range(shown[0], 240))
    assert shown[0] in {80, 160}


def test_a_jump_of_the_camera_clock_leaves_no_hole_and_loses_no_picture(recorded: Recorder, tmp_path: Path) -> None:
    first, second = (recorded(frames=100, first=number, suffix=".ts", sound=SINE) for number in (0, 200))
    later = tmp_path / "later.ts"
    media.ffmpeg("-i", second, "-c", "copy", "-output_ts_offset", "5000", later)
    for order in ((first, later), (later, first)):
        recording, target = tmp_path / "jump.ts", tmp_path / "copy.mp4"
        recording.write_bytes(b"".join(path.read_bytes() for path in order))
        target.unlink(missing_ok=True)
        job = {"recording": str(recording), "target": str(target), "limits": {"pixels": EAGER.pixels}}
        playing.run(job, lambda _: None)
        shown = media.frame_numbers(target)
        assert len(shown) >= 195, "the demuxer may drop what lies on the joint"
        length = float(media.ffprobe(target, "-show_entries", "format=duration", "-of", "csv=p=0"))
        assert length == pytest.approx(10, abs=0.6)


async def test_a_copy_is_private_made_once_and_counted(recorded: Recorder, holds: Path) -> None:
    recording = held(holds, recorded(suffix=".ts"))
    original = recording.read_bytes()
    made = playables(holds)
    one, other = await asyncio.gather(made.of(recording), made.of(recording))
    assert one == other == Playable(path=holds / "r" / "001.ts.wrapped.mp4")
    assert stat.S_IMODE(one.path.stat().st_mode) == 0o600
    assert recording.read_bytes() == original
    inode = one.path.stat().st_ino
    assert await playables(holds).of(recording) == one
    assert one.path.stat().st_ino == inode, "it is found again, after a restart too"
    size = recording.stat().st_size + one.path.stat().st_size
    assert make_room(holds, size + 5, 0) == 5
    forget_copies(recording)
    assert names(holds) == ["r/001.ts"]


async def test_what_browsers_play_needs_no_copy_and_is_read_once(
    recorded: Recorder, holds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recording = held(holds, recorded(suffix=".mp4"))
    made = playables(holds)
    assert await made.of(recording) == Playable(path=recording)
    monkeypatch.delattr(playable_module, "run_job")
    assert await made.of(recording) == Playable(path=recording)
    assert names(holds) == ["r/001.mp4"]


async def test_what_no_browser_plays_is_made_small(recorded: Recorder, holds: Path) -> None:
    recording = held(holds, recorded(frames=20, codec=media.HEVC, suffix=".mp4"))
    made = await playables(holds).of(recording)
    assert made == Playable(path=holds / "r" / "001.mp4.small.mp4", small=True)
    assert await playables(holds).of(recording) == made


async def test_without_room_there_is_no_copy_and_nothing_is_left(recorded: Recorder, holds: Path) -> None:
    recording = held(holds, recorded(suffix=".ts"))
    for budget in (0, recording.stat().st_size, recording.stat().st_size + 5000):
        with pytest.raises(NotPlayable, match="playable_no_room"):
            await playables(holds, budget).of(recording)
        assert names(holds) == ["r/001.ts"]


async def test_an_older_copy_gives_way_to_one_that_is_wanted_now_and_a_recording_never_does(
    recorded: Recorder, holds: Path
) -> None:
    one, two = (held(holds, recorded(suffix=".ts"), name=name) for name in ("001", "002"))
    size = one.stat().st_size
    made = playables(holds, 3 * size + playable_module.MARGIN)
    await made.of(one)
    await made.of(two)
    assert names(holds) == ["r/001.ts", "r/002.ts", "r/002.ts.wrapped.mp4"]
    assert make_room(holds, 2 * size, size) == 0
    assert names(holds) == ["r/001.ts", "r/002.ts"]


@pytest.mark.parametrize("content", [random.Random(3).randbytes(50_000), b"", b"no film\n" * 999])
async def test_what_cannot_be_read_costs_an_error_and_leaves_nothing(content: bytes, holds: Path) -> None:
    recording = holds / "r" / "001.ts"
    recording.write_bytes(content)
    with pytest.raises(NotPlayable, match="playable_failed"):
        await playables(holds).of(recording)
    assert names(holds) == ["r/001.ts"]


@pytest.mark.parametrize("suffix", [".ts", ".mkv"])
async def test_flipped_bits_cost_no_more_than_the_copy(suffix: str, recorded: Recorder, holds: Path) -> None:
    data, chance = bytearray(recorded(suffix=suffix, sound=SINE).read_bytes()), random.Random(3)
    for _ in range(300):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    recording = holds / "r" / f"001{suffix}"
    recording.write_bytes(data)
    with suppress(NotPlayable):
        assert (await playables(holds).of(recording)).path.stat().st_size > 10_000
    assert len(names(holds)) <= 2
    assert recording.read_bytes() == data


async def test_too_slow_or_too_hungry_a_recording_is_given_up(recorded: Recorder, holds: Path) -> None:
    recording = held(holds, recorded(suffix=".ts"))
    hasty = playables(holds, patience=timedelta(milliseconds=1), pixel_rate=10**12)
    with pytest.raises(NotPlayable, match="playable_too_long"):
        await hasty.of(recording)
    with pytest.raises(NotPlayable, match="playable_failed"):
        await playables(holds, memory=100 * 1024**2).of(recording)
    assert names(holds) == ["r/001.ts"]


async def test_a_hold_that_ends_meanwhile_ends_the_making(
    recorded: Recorder, holds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recording = held(holds, recorded(suffix=".ts"))
    begun, let_go = asyncio.Event(), asyncio.Event()

    async def endless(job: Any, limits: Any) -> Any:
        Path(job["target"]).write_bytes(b"half")
        begun.set()
        await let_go.wait()
        shutil.rmtree(holds / "r")
        return {"done": {"made": "wrapped"}}

    monkeypatch.setattr(playable_module, "run_job", endless)
    made = playables(holds)
    waiting = asyncio.create_task(made.of(recording))
    await begun.wait()
    made.keep_to(replace(a_life(), id="r", hold=None))
    with pytest.raises(NotPlayable, match="playable_gone"):
        await waiting
    assert names(holds) == ["r/001.ts"]
    begun.clear()
    waiting = asyncio.create_task(made.of(recording))
    await begun.wait()
    let_go.set()
    with pytest.raises(NotPlayable, match="playable_gone"):
        await waiting
    assert not (holds / "r").exists()


async def test_stopping_ends_what_is_being_made(
    recorded: Recorder, holds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recording = held(holds, recorded(suffix=".ts"))
    begun = asyncio.Event()

    async def endless(job: Any, limits: Any) -> Any:
        begun.set()
        await asyncio.Event().wait()

    monkeypatch.setattr(playable_module, "run_job", endless)
    made = playables(holds)
    waiting = asyncio.create_task(made.of(recording))
    await begun.wait()
    await made.stop()
    with pytest.raises(NotPlayable, match="playable_gone"):
        await waiting
