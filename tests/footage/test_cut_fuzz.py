"""Recordings broken in every way that chance and malice find: a clean failure or a clip that keeps its window, in bounds."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
import random
import re
import time

import pytest

from custom_components.ring_guard.footage.cutter import CutLimits, Cutter
from custom_components.ring_guard.footage.errors import FootageError
from tests import media

from .conftest import Recorder, footage, order

pytestmark = pytest.mark.requires_debian("ffmpeg", "ffprobe")

TIGHT = CutLimits(niceness=0, memory=768 * 1024**2, patience=timedelta(seconds=20), output=32 * 1024**2)
LONGEST = 60.0
"""Seconds for a cut, its check, and both again."""

SMALL = ("-c:v", "libx264", "-preset", "veryfast", "-g", "20", "-bf", "2", "-sc_threshold", "0")

type Breaker = Callable[[bytearray, random.Random], bytes]


def _flip_some(data: bytearray, chance: random.Random) -> bytes:
    for _ in range(chance.choice((1, 20, 400))):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(data)


def _flip_head(data: bytearray, chance: random.Random) -> bytes:
    """Break the index or, in a stream, its first tables."""
    begin = max(data.find(b"moov"), 0)
    for _ in range(12):
        data[begin + chance.randrange(min(1500, len(data) - begin))] ^= 1 << chance.randrange(8)
    return bytes(data)


def _cut_short(data: bytearray, chance: random.Random) -> bytes:
    return bytes(data[: chance.randrange(1, len(data))])


def _lose_a_part(data: bytearray, chance: random.Random) -> bytes:
    begin = chance.randrange(len(data))
    return bytes(data[:begin] + data[begin + chance.randrange(1, 5000) :])


def _repeat_a_part(data: bytearray, chance: random.Random) -> bytes:
    begin = chance.randrange(len(data))
    return bytes(data[:begin] + data[max(0, begin - 9000) : begin] + data[begin:])


def _blank_a_part(data: bytearray, chance: random.Random) -> bytes:
    begin = chance.randrange(len(data))
    return bytes(data[:begin] + bytes(4000) + data[begin + 4000 :])


def _giant_numbers(data: bytearray, chance: random.Random) -> bytes:
    """Let sizes and counts near the file's tables be as large as they can be."""
    tables = [found.start() for found in re.finditer(b"stts|ctts|stsz|stco|stsc|mdhd|tkhd|avcC|moof|trun|stsd", data)]
    for table in chance.sample(tables, min(len(tables), 3)) or [chance.randrange(len(data) - 16)]:
        place = table + chance.choice((-4, 4, 8, 12))
        data[place : place + 4] = chance.choice((b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\0\0\0\0"))
    return bytes(data)


def _lying_times(data: bytearray, chance: random.Random) -> bytes:
    """Let the file state other durations and distances between pictures than it has."""
    for found in re.finditer(b"mvhd|mdhd|tkhd|stts|elst", bytes(data)):
        place = found.start() + chance.choice((12, 16, 20))
        data[place : place + 4] = chance.randbytes(4)
    return bytes(data)


BREAKERS: tuple[Breaker, ...] = (
    _flip_some, _flip_head, _cut_short, _lose_a_part, _repeat_a_part, _blank_a_part, _giant_numbers, _lying_times,
)  # fmt: skip
FORMS = {".mp4": (), ".ts": (), ".mkv": (), "fragmented.mp4": media.FRAGMENTED}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("breaker", BREAKERS)
async def test_a_broken_recording_ends_in_bounds(
    breaker: Breaker, form: str, recorded: Recorder, clips: Path, tmp_path: Path
) -> None:
    chance = random.Random(f"{breaker.__name__} {form}")
    whole = recorded(frames=120, codec=SMALL, suffix=Path(form).suffix or form, options=FORMS[form])
    broken = tmp_path / f"broken{whole.suffix}"
    broken.write_bytes(breaker(bytearray(whole.read_bytes()), chance))
    began = time.monotonic()
    try:
        clip = await Cutter(TIGHT).cut(order(1.3, 4.7, sound=chance.random() < 0.3), footage(broken), clips)
    except FootageError:
        assert list(clips.iterdir()) == []
    else:
        assert list(clips.iterdir()) == [clip.path]
        assert len(media.frame_numbers(clip.path)) == clip.frames <= 400
        assert clip.report.picture_end <= timedelta(seconds=3.4)
        assert clip.report.errors == clip.report.edit_lists == clip.report.hidden_bytes == 0
    assert time.monotonic() - began < LONGEST


@pytest.mark.parametrize("size", [0, 1, 3, 8, 32, 188])
async def test_a_stump_of_a_recording_is_an_error(
    size: int, recorded: Recorder, cutter: Cutter, clips: Path, tmp_path: Path
) -> None:
    stump = tmp_path / "stump.mp4"
    stump.write_bytes(recorded(frames=120, codec=SMALL).read_bytes()[:size])
    with pytest.raises(FootageError):
        await cutter.cut(order(1, 4), footage(stump), clips)


async def test_little_memory_ends_the_cut_and_nothing_else(recorded: Recorder, clips: Path) -> None:
    with pytest.raises(FootageError):
        await Cutter(replace(TIGHT, memory=140 * 1024**2)).cut(order(1, 4), footage(recorded()), clips)
    assert list(clips.iterdir()) == []
