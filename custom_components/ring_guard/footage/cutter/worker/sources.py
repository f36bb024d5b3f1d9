"""Opens recordings without trusting them, and tells the wall-clock time of what is in them.

Only plain containers are read, and only from the named file: playlists and references, which would make the library
fetch other files or addresses, are refused.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from typing import TYPE_CHECKING

import av
from av.error import FFmpegError

from .entry import Failed
from .times import exact

if TYPE_CHECKING:
    from av.audio.stream import AudioStream
    from av.container import InputContainer
    from av.video.stream import VideoStream

CONTAINERS = "mov,mp4,m4a,3gp,3g2,mj2,mpegts,matroska,webm,avi,flv,mpeg,asf"
CODECS = (
    "h264,hevc,mpeg4,mjpeg,mpeg2video,av1,libdav1d,vp8,vp9,"
    "aac,aac_latm,mp3,mp3float,mp2,mp2float,opus,libopus,ac3,eac3,vorbis,flac,alac,adpcm_ima_wav,adpcm_ms,g726,"
    "pcm_alaw,pcm_mulaw,pcm_s16le,pcm_s16be,pcm_u8,pcm_s24le,pcm_s32le,pcm_f32le"
)
NEUTRAL = {"major_brand", "minor_version", "compatible_brands", "encoder", "handler_name", "vendor_id", "language"}


@contextmanager
def opened(path: str, *, pixels: int) -> Iterator[InputContainer]:
    """Open a recording for reading; pictures of more than `pixels` are refused before one is decoded.

    Raises:
        Failed: if it has no picture, or too large a one, or is broken in a way for which Python has no name.
        OSError, ValueError: if it is broken otherwise.
    """
    options = {"format_whitelist": CONTAINERS, "protocol_whitelist": "file", "codec_whitelist": CODECS}
    with _plainly_opened(path, options) as container:
        if not container.streams.video:
            raise Failed("cut_unreadable")
        video = container.streams.video[0]
        # A stream of a kind that nobody knows has no decoder, whatever the library's types say.
        if video.codec_context is None or video.width * video.height > pixels:
            raise Failed("cut_unreadable")
        yield container


def _plainly_opened(path: str, options: dict[str, str]) -> InputContainer:
    """Open a file, with errors that Python knows: what the library never learnt to read is a kind of error of its own.

    Raises:
        Failed, OSError, ValueError: if it cannot be opened.
    """
    try:
        return av.open(f"file:{path}", "r", options=options)
    except MemoryError, OSError, ValueError:
        raise
    except FFmpegError as error:
        raise Failed("cut_unreadable") from error


def sound_of(container: InputContainer) -> AudioStream | None:
    """Return a recording's sound, if it is of a known kind."""
    return next((stream for stream in container.streams.audio if stream.codec_context is not None), None)


def zero_of(video: VideoStream) -> Fraction | None:
    """Return the time in the file, in seconds, at which its first frame is shown, if the file says."""
    if video.start_time is None or video.time_base is None or video.container.format.name == "avi":
        return None  # AVI states when decoding starts
    return video.start_time * exact(video.time_base)


def surplus(container: InputContainer) -> set[str]:
    """Return the keys of what a recording carries beside picture and sound."""
    found = set()
    texts = [container.metadata, *(stream.metadata for stream in container.streams)]
    if any(set(text) - NEUTRAL for text in texts):
        found.add("metadata")
    if container.chapters():
        found.add("chapters")
    if any(stream.type not in ("video", "audio") for stream in container.streams):
        found.add("data_tracks")
    return found
