"""Footage for the demo cameras: minute-long H.264 files with sound and a burnt-in clock, named by local time.

Every picture is drawn here; nothing is recorded or fetched. Files are written aside and moved into place, so a file that
exists is whole. Nothing here knows Home Assistant.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from functools import cache
import os
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import av
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter, ImageFont

WIDTH, HEIGHT = 640, 360
FRAMES_PER_SECOND = 10
SAMPLES_PER_SECOND = 16_000
SECONDS = 60
KEPT = timedelta(hours=1)
FILE_NAME = "%Y-%m-%d_%H-%M-%S.mp4"
CLOCK = (12, 330)
"""Where the clock stands: x and y in pixels, both even as the chroma planes have half the resolution."""

type Plane = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What one demo camera sees, and which part of the minute somebody walks or drives through it (0 to 1)."""

    folder: str
    title: str
    sky: str
    ground: str
    house: str
    visitor: str
    busy: tuple[float, float]
    tone: int


SCENES = (
    Scene(
        folder="front_door",
        title="FRONT DOOR",
        sky="#8fa9b8",
        ground="#6d7a5c",
        house="#b5a58c",
        visitor="person",
        busy=(0.2, 0.7),
        tone=220,
    ),
    Scene(
        folder="driveway",
        title="DRIVEWAY",
        sky="#93a4ad",
        ground="#77756f",
        house="#8c7b74",
        visitor="car",
        busy=(0.4, 0.6),
        tone=110,
    ),
)


def missing(root: Path, now: datetime, zone: ZoneInfo, minutes: int = 20) -> list[tuple[Scene, datetime]]:
    """Return the camera minutes that have ended within the last `minutes` and have no file yet, newest first.

    `now` is aware; the minutes come back in UTC.
    """
    last = now.astimezone(UTC).replace(second=0, microsecond=0)
    starts = [last - timedelta(minutes=ago) for ago in range(1, minutes + 1)]
    return [(scene, start) for start in starts for scene in SCENES if not _path(root, scene, start, zone).exists()]


def make(root: Path, scene: Scene, start: datetime, zone: ZoneInfo) -> Path:
    """Write one minute of one camera that begins at `start` (aware) and return its file."""
    path = _path(root, scene, start, zone)
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_suffix(f".{os.getpid()}.part")
    _write(aside, scene, start.astimezone(zone))
    ended = (start + timedelta(seconds=SECONDS)).timestamp()
    os.utime(aside, (ended, ended))
    aside.replace(path)
    return path


def forget_old(root: Path, now: datetime) -> None:
    """Delete files that ended longer ago than an hour, and what an interrupted run left half written."""
    oldest = (now - KEPT).timestamp()
    for file in root.glob("*/*"):
        if file.stat().st_mtime < oldest:
            file.unlink(missing_ok=True)


def _path(root: Path, scene: Scene, start: datetime, zone: ZoneInfo) -> Path:
    """Return where a camera minute is kept."""
    return root / scene.folder / start.astimezone(zone).strftime(FILE_NAME)


def _write(path: Path, scene: Scene, start: datetime) -> None:
    """Encode one minute: the pictures, then the sound of each second beside them."""
    with av.open(str(path), "w", format="mp4") as container:
        video: Any = container.add_stream("libx264", rate=FRAMES_PER_SECOND)
        video.width, video.height, video.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        video.options = {"preset": "ultrafast", "crf": "27", "g": str(2 * FRAMES_PER_SECOND)}
        video.codec_context.thread_count = 1
        audio: Any = container.add_stream("aac", rate=SAMPLES_PER_SECOND, layout="mono")
        audio.options = {"aac_coder": "fast"}
        for second in range(SECONDS):
            container.mux(_encoded(video, _pictures(scene, start, second)))
            container.mux(audio.encode(_sound(scene, second)))
        container.mux(video.encode(None))
        container.mux(audio.encode(None))


def _encoded(video: Any, pictures: Iterator[av.VideoFrame]) -> list[av.Packet[Any]]:
    """Return the packets that a stream of pictures becomes."""
    return [packet for picture in pictures for packet in video.encode(picture)]


def _pictures(scene: Scene, start: datetime, second: int) -> Iterator[av.VideoFrame]:
    """Yield the pictures of one second."""
    clock = _clock((start + timedelta(seconds=second)).strftime("%Y-%m-%d %H:%M:%S"))
    for index in range(FRAMES_PER_SECOND):
        number = second * FRAMES_PER_SECOND + index
        planes = _background(scene).copy()
        _place_visitor(planes, scene, number / (SECONDS * FRAMES_PER_SECOND))
        x, y = CLOCK
        planes[y : y + clock.shape[0], x : x + clock.shape[1]] = clock
        frame = av.VideoFrame.from_ndarray(planes, format="yuv420p")
        frame.pts, frame.time_base = number, Fraction(1, FRAMES_PER_SECOND)
        yield frame


def _sound(scene: Scene, second: int) -> av.AudioFrame:
    """Return one second of sound: a quiet hum, and a short beep at every tenth second."""
    time = np.arange(SAMPLES_PER_SECOND, dtype=np.float32) / SAMPLES_PER_SECOND
    wave = 0.02 * np.sin(2 * np.pi * scene.tone * time)
    if second % 10 == 0:
        wave += np.where(time < 0.2, 0.2 * np.sin(2 * np.pi * 880 * time), 0)
    frame = av.AudioFrame.from_ndarray(wave.astype(np.float32).reshape(1, -1), format="fltp", layout="mono")
    frame.sample_rate = SAMPLES_PER_SECOND
    frame.pts, frame.time_base = second * SAMPLES_PER_SECOND, Fraction(1, SAMPLES_PER_SECOND)
    return frame


def _place_visitor(planes: Plane, scene: Scene, progress: float) -> None:
    """Draw whoever passes by into the brightness plane, walking from left to right; `progress` runs from 0 to 1."""
    begin, end = scene.busy
    if not begin <= progress <= end:
        return
    sprite, solid = _visitor(scene.visitor)
    height, width = sprite.shape
    left = int((progress - begin) / (end - begin) * (WIDTH - width)) & ~1
    top = 318 - height
    patch = planes[top : top + height, left : left + width]
    patch[solid] = sprite[solid]


@cache
def _clock(text: str) -> Plane:
    """Return a line of digits on black as a brightness patch."""
    font = ImageFont.load_default(size=18)
    image = Image.new("L", (206, 24), 16)
    ImageDraw.Draw(image).text((6, 1), text, fill=235, font=font)
    return np.asarray(image)


@cache
def _visitor(kind: str) -> tuple[Plane, NDArray[np.bool_]]:
    """Return the brightness of a passer-by and where it is solid."""
    image = Image.new("L", (64, 130) if kind == "person" else (190, 84), 0)
    draw = ImageDraw.Draw(image)
    if kind == "person":
        draw.ellipse((22, 2, 44, 26), fill=205)
        draw.rounded_rectangle((14, 26, 52, 84), radius=12, fill=60)
        draw.rectangle((18, 80, 30, 128), fill=38)
        draw.rectangle((36, 80, 48, 128), fill=38)
    else:
        draw.rounded_rectangle((36, 2, 150, 48), radius=18, fill=70)
        draw.rounded_rectangle((2, 30, 188, 68), radius=14, fill=92)
        for centre in (44, 146):
            draw.ellipse((centre - 18, 48, centre + 18, 83), fill=26)
    pixels = np.asarray(image)
    return pixels, pixels > 0


@cache
def _background(scene: Scene) -> Plane:
    """Return the empty scene as the stacked planes of a yuv420p picture."""
    image = Image.new("RGB", (WIDTH, HEIGHT), scene.sky)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 220, WIDTH, HEIGHT), fill=scene.ground)
    draw.rectangle((380, 70, WIDTH, 250), fill=scene.house)
    draw.polygon(((360, 74), (510, 10), (WIDTH + 20, 74)), fill="#5b4a43")
    draw.polygon(((440, 250), (520, 250), (420, HEIGHT), (140, HEIGHT)), fill="#a59f95")
    draw.rectangle((440, 130, 520, 250), fill="#4c3b33" if scene.visitor == "person" else "#d4d0c8")
    draw.ellipse((40, 90, 170, 210), fill="#4f6b45")
    draw.rectangle((98, 190, 112, 240), fill="#4d3c2c")
    image = image.filter(ImageFilter.GaussianBlur(0.8))
    ImageDraw.Draw(image).text((WIDTH - 150, 12), scene.title, fill="white", font=ImageFont.load_default(size=20))
    picture = av.VideoFrame.from_ndarray(np.asarray(image), format="rgb24")
    return picture.reformat(format="yuv420p").to_ndarray().astype(np.uint8)
