"""A picture to draw masks on: turned as people see it, small, and none of what is no video."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import av
import pytest

from custom_components.ring_guard.footage.cutter import Cutter
from custom_components.ring_guard.footage.errors import CutFailed
from tests import media

pytestmark = pytest.mark.requires_debian("ffmpeg", "ffprobe")

QUARTER = 1 << 16
TURNS = {
    "as it is": (1, 0, 0, 1),
    "a quarter": (0, 1, -1, 0),
    "upside down": (-1, 0, 0, -1),
    "three quarters": (0, -1, 1, 0),
    "mirrored": (-1, 0, 0, 1),
    "mirrored and turned": (0, 1, 1, 0),
}


def turned(source: Path, target: Path, signs: Sequence[int]) -> Path:
    """Copy a recording, saying that it is to be turned."""
    a, b, c, d = (sign * QUARTER for sign in signs)
    with av.open(str(source)) as one, av.open(str(target), "w") as other:
        stream = other.add_stream_from_template(one.streams.video[0])
        stream.set_display_matrix((a, b, 0, c, d, 0, 0, 0, 1 << 30))
        for packet in one.demux(video=0):
            if packet.size:
                packet.stream = stream
                other.mux(packet)
    return target


def grey(path: Path) -> tuple[str, bytes]:
    """Return the size and brightness of the first picture as others show it."""
    picture = media.pixels(path)[0]
    return media.ffprobe(path, "-show_entries", "stream=width,height", "-of", "csv=p=0").strip(), picture


@pytest.mark.parametrize("turn", TURNS)
async def test_a_picture_is_turned_as_a_player_turns_it(turn: str, tmp_path: Path, cutter: Cutter) -> None:
    plain = media.make_video(tmp_path / "plain.mp4", frames=10, first=0b1011001110001111)
    film = turned(plain, tmp_path / "film.mp4", TURNS[turn])
    jpeg = tmp_path / "still.jpg"
    assert await cutter.still(film, timedelta(), jpeg) == jpeg.read_bytes()
    assert jpeg.stat().st_mode & 0o077 == 0
    shown = tmp_path / "shown.png"
    media.ffmpeg("-i", film, "-frames:v", "1", shown)
    (size, picture), (right_size, right) = grey(jpeg), grey(shown)
    assert size == right_size
    assert sum(abs(one - two) for one, two in zip(picture, right, strict=True)) / len(right) < 12


async def test_a_large_picture_becomes_small(tmp_path: Path, cutter: Cutter) -> None:
    film = tmp_path / "film.mkv"
    media.ffmpeg("-f", "lavfi", "-i", "testsrc=size=2560x1440:rate=5", "-t", "1", *media.HEVC, film)
    await cutter.still(film, timedelta(seconds=30), tmp_path / "still.jpg")
    assert grey(tmp_path / "still.jpg")[0] == "1280,720"


async def test_what_is_no_video_gives_no_picture(tmp_path: Path, cutter: Cutter) -> None:
    film = tmp_path / "film.mp4"
    film.write_bytes(b"no film" * 1000)
    with pytest.raises(CutFailed, match="cut_unreadable"):
        await cutter.still(film, timedelta(), tmp_path / "still.jpg")
    assert not (tmp_path / "still.jpg").exists()
