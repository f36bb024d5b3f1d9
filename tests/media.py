"""Real recordings for tests: every frame carries its number as a bar code that survives any encoder.

They are made, and read again, by Debian's ffmpeg: another build than the one that cuts.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
import subprocess
from typing import Any

BITS = 16
BLOCK = 20
WIDTH, HEIGHT = BITS * BLOCK, 180
BAND = 40
FPS = 20

H264 = ("-c:v", "libx264", "-preset", "ultrafast", "-g", "80", "-bf", "0", "-sc_threshold", "0")
H264_B = ("-c:v", "libx264", "-preset", "veryfast", "-g", "80", "-bf", "3", "-sc_threshold", "0")
H264_OPEN = (*H264_B, "-x264-params", "open-gop=1:b-adapt=0")
HEVC = ("-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "keyint=80:bframes=3:log-level=error")
FRAGMENTED = ("-movflags", "+frag_keyframe+empty_moov+default_base_moof")


@cache
def _band(number: int) -> bytes:
    """Draw the bar code's rows for a number."""
    row = b"".join((b"\xeb" if number >> bit & 1 else b"\x10") * BLOCK for bit in reversed(range(BITS)))
    return row * BAND


def _picture(number: int) -> bytes:
    """Draw a frame: the bar code above, something that moves below, no colour."""
    shade = bytes((40 + (column + 3 * number) % 160) for column in range(WIDTH))
    return _band(number) + shade * (HEIGHT - BAND) + b"\x80" * (WIDTH * HEIGHT // 2)


def make_video(
    path: Path,
    *,
    frames: int,
    codec: Sequence[str] = H264,
    first: int = 0,
    fps: int = FPS,
    sound: str | None = None,
    options: Sequence[str] = (),
) -> Path:
    """Record frames numbered from `first` into `path`; `sound` is a lavfi source, `options` go before the output."""
    inputs = ["-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", f"{WIDTH}x{HEIGHT}", "-r", str(fps), "-i", "-"]
    if sound:
        inputs += ["-f", "lavfi", "-t", str(frames / fps), "-i", sound]
    command = ["ffmpeg", "-v", "error", "-nostdin", "-y", *inputs, *codec, "-pix_fmt", "yuv420p", *options, str(path)]
    data = b"".join(_picture(first + number) for number in range(frames))
    subprocess.run(command, input=data, check=True, timeout=110)
    return path


def ffmpeg(*arguments: str | Path) -> None:
    """Run Debian's ffmpeg."""
    subprocess.run(["ffmpeg", "-v", "error", "-nostdin", "-y", *map(str, arguments)], check=True, timeout=110)


def frame_numbers(path: Path) -> list[int]:
    """Decode every frame that is in a file, edit lists ignored, and read their numbers."""
    options = ["-ignore_editlist", "1"] if path.suffix == ".mp4" else []
    command = ["ffmpeg", "-v", "error", "-nostdin", *options, "-noautorotate", "-i", str(path), "-map", "0:v:0"]
    command += ["-fps_mode", "passthrough", "-vf", f"scale={WIDTH}:{HEIGHT}", "-f", "rawvideo", "-pix_fmt", "gray", "-"]
    data = subprocess.run(command, check=True, capture_output=True, timeout=110).stdout
    size = WIDTH * HEIGHT
    return [_number(data[start : start + size]) for start in range(0, len(data), size)]


def pixels(path: Path, *, colour: bool = False) -> list[bytes]:
    """Decode every frame as shown, turned where the file says so: brightness alone, or three bytes of colour a pixel."""
    command = ["ffmpeg", "-v", "error", "-nostdin", "-i", str(path), "-map", "0:v:0", "-fps_mode", "passthrough"]
    command += ["-f", "rawvideo", "-pix_fmt", "rgb24" if colour else "gray", "-"]
    data = subprocess.run(command, check=True, capture_output=True, timeout=110).stdout
    shown = ffprobe(path, "-show_entries", "stream=width,height", "-of", "csv=p=0").strip().split(",")
    size = int(shown[0]) * int(shown[1]) * (3 if colour else 1)
    return [data[start : start + size] for start in range(0, len(data), size)]


def _number(picture: bytes) -> int:
    """Read the number out of a grey picture."""
    middle = WIDTH * (BAND // 2)
    return sum((picture[middle + BLOCK * bit + BLOCK // 2] > 127) << (BITS - 1 - bit) for bit in range(BITS))


def ffprobe(path: Path, *arguments: str) -> str:
    """Ask Debian's ffprobe about a file."""
    command = ["ffprobe", "-v", "error", "-ignore_editlist", "1", *arguments, str(path)]
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout


def boxes(data: bytes) -> Iterator[bytes]:
    """Yield the four-letter names of everything in an MP4 file that looks like a box."""
    for position in range(len(data) - 8):
        if data[position + 4 : position + 8].isalpha():
            yield data[position + 4 : position + 8]


def loud_spans(path: Path) -> list[Any]:
    """Return from when to when a file is loud, in seconds of its sound track."""
    rate = 8000
    command = ["ffmpeg", "-v", "error", "-nostdin", "-ignore_editlist", "1", "-i", str(path), "-map", "0:a:0"]
    command += ["-ac", "1", "-ar", str(rate), "-f", "s16le", "-"]
    data = subprocess.run(command, check=True, capture_output=True, timeout=60).stdout
    samples = memoryview(data).cast("h")
    step = rate // 50
    loud = [max(map(abs, samples[start : start + step]), default=0) > 1000 for start in range(0, len(samples), step)]
    edges = [
        place
        for place in range(len(loud) + 1)
        if (place < len(loud) and loud[place]) != (place > 0 and loud[place - 1])
    ]
    return [(begin / 50, end / 50) for begin, end in zip(edges[::2], edges[1::2], strict=True)]
