"""What a mask covers is black in every picture of the finished file, and the rest is as it was."""

from pathlib import Path
from typing import Any

import pytest

from custom_components.ring_guard.domain.masks import Mask, corners
from custom_components.ring_guard.footage.cutter import Cutter, cutter as cutter_module
from custom_components.ring_guard.footage.cutter.child import run_job
from custom_components.ring_guard.footage.errors import ClipRejected
from tests import media

from .conftest import Recorder, footage, order

pytestmark = pytest.mark.requires_debian("ffmpeg", "ffprobe")

RED = ("-f", "lavfi", "-i", "color=red:size=320x180:rate=20", "-t", "2", "-c:v", "libx264", "-pix_fmt", "yuv420p")


def _mask(text: str) -> Mask:
    return Mask(id="m", name="Mask", points=corners(text))


def _red(picture: bytes, x: int, y: int, width: int = 320) -> bool:
    """Tell whether a pixel is red; what is not, is black here."""
    red, green, blue = picture[3 * (y * width + x) : 3 * (y * width + x) + 3]
    assert max(green, blue) < 60
    return red > 128


@pytest.fixture
def red(tmp_path: Path) -> Path:
    """Return two seconds of red."""
    path = tmp_path / "red.mp4"
    media.ffmpeg(*RED, path)
    return path


async def test_rectangles_and_polygons_are_covered_and_nothing_else_is(red: Path, cutter: Cutter, clips: Path) -> None:
    masks = [_mask("10 20, 30 60"), _mask("60 10, 90 10, 75 80")]
    clip = await cutter.cut(order(0.5, 1.5, masks=masks), footage(red), clips)
    pictures = media.pixels(clip.path, colour=True)
    assert len(pictures) == clip.frames == 20
    assert clip.copied == 0
    assert clip.report.uncovered == 0
    for picture in pictures:
        covered = [(40, 40), (92, 104), (33, 37), (240, 30), (240, 130), (210, 24), (270, 24)]
        shown = [(20, 60), (110, 60), (60, 20), (60, 120), (190, 10), (200, 80), (280, 80), (240, 150), (310, 170)]
        assert not any(_red(picture, x, y) for x, y in covered)
        assert all(_red(picture, x, y) for x, y in shown)


@pytest.mark.parametrize("degrees", [90, 180, 270])
async def test_masks_lie_where_the_picture_is_shown(
    degrees: int, red: Path, cutter: Cutter, clips: Path, tmp_path: Path
) -> None:
    turned = tmp_path / "turned.mp4"
    media.ffmpeg("-i", red, "-c", "copy", "-metadata:s:v", f"rotate={degrees}", turned)
    clip = await cutter.cut(order(0, 1, masks=[_mask("0 0, 50 25")]), footage(turned), clips)
    picture = media.pixels(clip.path, colour=True)[0]
    width, height = (320, 180) if degrees == 180 else (180, 320)
    assert not _red(picture, width // 4, height // 8, width)
    for x, y in ((3, 1), (1, 3), (3, 3)):
        assert _red(picture, x * width // 4, y * height // 4, width)


async def test_a_crossing_outline_hides_its_middle_too(red: Path, cutter: Cutter, clips: Path) -> None:
    star = _mask("50 5, 75 95, 5 35, 95 35, 25 95")
    clip = await cutter.cut(order(0, 0.5, masks=[star]), footage(red), clips)
    assert not _red(media.pixels(clip.path, colour=True)[0], 160, 95)


async def test_a_picture_of_other_chroma_and_odd_size_is_covered_too(
    red: Path, cutter: Cutter, clips: Path, tmp_path: Path
) -> None:
    odd = tmp_path / "odd.mkv"
    media.ffmpeg("-i", red, "-vf", "scale=317:179,format=yuvj422p", "-c:v", "mjpeg", odd)
    clip = await cutter.cut(order(0, 1, masks=[_mask("0 0, 100 50")]), footage(odd), clips)
    picture = media.pixels(clip.path, colour=True)[0]
    assert not _red(picture, 158, 60, 316)
    assert _red(picture, 158, 120, 316)


async def test_a_clip_whose_mask_was_not_drawn_is_destroyed(
    red: Path, cutter: Cutter, clips: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def forget(job: dict[str, Any], *rest: Any) -> dict[str, Any]:
        return await run_job({**job, "masks": []} if job["task"] == "cutting" else job, *rest)

    monkeypatch.setattr(cutter_module, "run_job", forget)
    for mask in ("40 40, 60 60", "0 0, 3 100, 0 100", "50 50, 50.9 52", "20 20, 80 20.6, 20 21.2"):
        with pytest.raises(ClipRejected) as rejected:
            await cutter.cut(order(0, 0.5, masks=[_mask(mask)]), footage(red), clips)
        assert "clip_fault_uncovered" in rejected.value.faults
    assert list(clips.iterdir()) == []


async def test_a_mask_leaves_what_the_decoder_still_needs_alone(
    recorded: Recorder, cutter: Cutter, clips: Path
) -> None:
    below = _mask("0 40, 100 100")
    clip = await cutter.cut(order(1, 3, masks=[below]), footage(recorded(codec=media.H264_B)), clips)
    assert media.frame_numbers(clip.path) == list(range(20, 60))


@pytest.mark.parametrize(("most_lines", "size"), [(90, "160,90"), (100, "176,100"), (180, "320,180"), (720, "320,180")])
async def test_the_picture_is_made_no_larger_than_allowed(
    most_lines: int, size: str, recorded: Recorder, cutter: Cutter, clips: Path
) -> None:
    source = recorded(codec=media.H264)
    clip = await cutter.cut(order(3.9, 8.9, most_lines=most_lines), footage(source), clips)
    assert media.ffprobe(clip.path, "-show_entries", "stream=width,height", "-of", "csv=p=0").strip() == size
    assert media.frame_numbers(clip.path) == list(range(78, 178))
    assert clip.report.lines == int(size.split(",")[1])
    assert (clip.copied > 0) == (most_lines >= 180)


async def test_a_picture_on_its_side_is_measured_as_shown(
    red: Path, cutter: Cutter, clips: Path, tmp_path: Path
) -> None:
    turned = tmp_path / "turned.mp4"
    media.ffmpeg("-i", red, "-c", "copy", "-metadata:s:v", "rotate=90", turned)
    clip = await cutter.cut(order(0, 1, most_lines=160), footage(turned), clips)
    assert clip.report.lines == 160
    assert media.ffprobe(clip.path, "-show_entries", "stream=width,height", "-of", "csv=p=0").strip(" ,\n") == "160,90"
