"""Walks an MP4 file's boxes without any library: what else could hide in there, and where media bytes lie."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
import struct
from typing import BinaryIO

INNER = {
    **dict.fromkeys((b"moov", b"trak", b"mdia", b"minf", b"stbl", b"dinf", b"edts"), 0),
    b"stsd": 8,
    b"avc1": 78,
    b"mp4a": 28,
}
"""Boxes that hold boxes, and how many bytes of their own stand before."""

NEUTRAL = INNER.keys() | {
    *(b"ftyp", b"free", b"mdat", b"mvhd", b"tkhd", b"mdhd", b"hdlr", b"vmhd", b"smhd", b"dref", b"elst"),
    *(b"stts", b"stss", b"stsc", b"stsz", b"stco", b"co64", b"ctts", b"sgpd", b"sbgp"),
    *(b"avcC", b"pasp", b"colr", b"btrt", b"esds"),
}

NO_NOTES = (
    struct.pack(">I4sI", 53, b"meta", 0)
    + struct.pack(">I4s8s4s4s9x", 33, b"hdlr", b"", b"mdir", b"appl")
    + struct.pack(">I4s", 8, b"ilst")
)
"""A `udta` box without a single note, as the muxer writes it into every MP4 file: a list of nothing."""


ENCODERS_NAME = slice(42, 74)
"""Where a picture track's description has room for the name of what made it."""

COLOUR = bytes([0xFD, 0xF8, 0xF8, 0])
"""4:2:0, eight bits, eight bits, nothing more."""


@dataclass(slots=True)
class Boxes:
    """What the walk found: names of boxes that a neutral clip does not have, edit lists, bytes of media."""

    strange: list[str] = field(default_factory=list)
    edit_lists: int = 0
    media: int = 0


def walk(path: Path) -> Boxes:
    """Read the structure of a finished file.

    Raises:
        ValueError: if it is not made of boxes from end to end.
    """
    found = Boxes()
    with path.open("rb") as file:
        file.seek(0, 2)
        for name, size in _boxes(file, 0, file.tell()):
            if not _neutral(file, name, size):
                found.strange.append(name.decode("ascii", "replace"))
            found.edit_lists += name == b"elst"
            found.media += size if name == b"mdat" else 0
    return found


def _neutral(file: BinaryIO, name: bytes, size: int) -> bool:
    """Tell whether a box is one that every clip has, and holds nothing of its own."""
    if name == b"udta":
        return file.read(size) == NO_NOTES
    if name == b"free":
        return not any(file.read(size))
    if name == b"avc1":
        return not any(file.read(ENCODERS_NAME.stop)[ENCODERS_NAME])
    if name == b"avcC":
        return _sets_alone(file.read(size))
    return name in NEUTRAL


def _sets_alone(record: bytes) -> bool:
    """Tell whether a configuration of H.264 holds its parameter sets, and the form of colour, but nothing else."""
    place = 5
    for mask in (0x1F, 0xFF):
        for _ in range(record[place] & mask):
            place += 2 + int.from_bytes(record[place + 1 : place + 3])
        place += 1
    return record[place:] in (b"", COLOUR)


def _boxes(file: BinaryIO, start: int, end: int) -> Iterator[tuple[bytes, int]]:
    """Yield each box's name and the size of its content, the file standing at the content's beginning."""
    while start < end:
        file.seek(start)
        size, name = struct.unpack(">I4s", _exactly(file, 8))
        header = 8
        if size == 1:
            size, header = struct.unpack(">Q", _exactly(file, 8))[0], 16
        if size < header or start + size > end:
            raise ValueError("a box does not fit")
        yield name, size - header
        if name in INNER:
            yield from _boxes(file, start + header + INNER[name], start + size)
        start += size


def _exactly(file: BinaryIO, count: int) -> bytes:
    """Read so many bytes.

    Raises:
        ValueError: if there are fewer.
    """
    data = file.read(count)
    if len(data) != count:
        raise ValueError("a box ends early")
    return data
