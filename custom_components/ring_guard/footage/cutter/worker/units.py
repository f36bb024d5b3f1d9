"""H.264 as it lies in files: splits packets into units, keeps the slices of pictures, and joins them again.

Whatever else a packet carries (user data, parameter sets, filler, delimiters) is dropped or collected, never passed on.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from .parameters import Odd, picture, sequence

SLICE, KEY_SLICE, MESSAGES, SEQUENCE, PICTURE = 1, 5, 6, 7, 8
DROPPED = {MESSAGES, 9, 10, 11, 12}
"""User data and other messages, delimiters, ends of sequence and stream, filler."""

MOST_SETS = 31


@dataclass(slots=True)
class Sets:
    """The parameter sets of one recording by their ids, as units."""

    sequences: dict[int, bytes] = field(default_factory=dict)
    pictures: dict[int, bytes] = field(default_factory=dict)
    owners: dict[int, int] = field(default_factory=dict)
    """The sequence's id of each picture set."""

    def add(self, unit: bytes) -> None:
        """Take a set in.

        Raises:
            Odd: if it is broken, or another one under the same id was there before.
        """
        unit = unit.rstrip(b"\0")
        if unit[0] & 31 == SEQUENCE:
            known, number = self.sequences, sequence(unit).id
        else:
            known = self.pictures
            number, self.owners[number] = picture(unit)
        if known.setdefault(number, unit) != unit or len(known) > MOST_SETS:
            raise Odd("parameter sets change in mid-recording")


@dataclass(frozen=True, slots=True)
class Access:
    """One picture's slices as length-prefixed units, whether it is a key picture, and whether user data was dropped."""

    data: bytes
    key: bool
    user_data: bool


class Splitter:
    """Splits the packets of one recording; `sets` collects its parameter sets, first those that its head states."""

    def __init__(self, extradata: bytes | None) -> None:
        extra = extradata or b""
        self.prefix = (extra[4] & 3) + 1 if len(extra) > 6 and extra[0] == 1 else 0
        self.sets = Sets()
        for unit in _stated(extra) if self.prefix else _between_start_codes(extra):
            if unit and unit[0] & 31 in (SEQUENCE, PICTURE):
                self.sets.add(unit)

    def access(self, packet: bytes) -> Access:
        """Return the picture in a packet.

        Raises:
            Odd: if it holds anything but the slices of one picture and what can be dropped.
        """
        slices, kinds, user_data = [], set(), False
        for unit in self.units(packet):
            kind = unit[0] & 31
            if kind in (SLICE, KEY_SLICE):
                slices.append(unit)
                kinds.add(kind)
            elif kind in (SEQUENCE, PICTURE):
                self.sets.add(unit)
            elif kind in DROPPED:
                user_data = user_data or (kind == MESSAGES and _tells(unit))
            else:
                raise Odd("a unit of an uncommon kind")
        # A picture's first slice begins at macroblock 0: a single 1 in Exp-Golomb.
        beginnings = sum(unit[1] >> 7 for unit in slices if len(unit) > 1)
        if len(kinds) != 1 or beginnings != 1:
            raise Odd("a packet is not one picture")
        return Access(joined(slices), kinds == {KEY_SLICE}, user_data)

    def units(self, packet: bytes) -> Iterator[bytes]:
        """Yield a packet's units.

        Raises:
            Odd: if its lengths do not add up.
        """
        return _prefixed(packet, self.prefix) if self.prefix else _between_start_codes(packet)


def _tells(messages: bytes) -> bool:
    """Tell whether a unit of messages holds user data: registered (4) or not (5); each is a type, a length and content."""
    place = 1
    while place < len(messages) - 1:
        numbers = []
        for _ in range(2):
            number = 0
            while place < len(messages) and messages[place] == 255:
                number, place = number + 255, place + 1
            numbers.append(number + (messages[place] if place < len(messages) else 0))
            place += 1
        if numbers[0] in (4, 5):
            return True
        place += numbers[1]
    return False


def joined(units: list[bytes]) -> bytes:
    """Join units, each behind its length in four bytes."""
    return b"".join(len(unit).to_bytes(4) + unit for unit in units)


def record(sequences: list[bytes], pictures: list[bytes]) -> bytes:
    """Return the configuration that an MP4 file states for H.264 with these sets (ISO/IEC 14496-15, 5.3.3.1).

    The first sequence names profile and level; the rest must have the same.
    """
    first = sequences[0]
    data = bytes([1, *first[1:4], 0xFF, 0xE0 | len(sequences)])
    data += b"".join(len(unit).to_bytes(2) + unit for unit in sequences)
    data += bytes([len(pictures)]) + b"".join(len(unit).to_bytes(2) + unit for unit in pictures)
    if first[1] == 100:
        data += bytes([0xFC | 1, 0xF8, 0xF8, 0])  # 4:2:0, eight bits, eight bits, no extensions
    return data


def _stated(extra: bytes) -> Iterator[bytes]:
    """Yield the sets of an MP4 file's configuration."""
    place = 5
    for mask in (0x1F, 0xFF):
        if place >= len(extra):
            raise Odd("a configuration ends early")
        count, place = extra[place] & mask, place + 1
        for _ in range(count):
            size = int.from_bytes(extra[place : place + 2])
            yield extra[place + 2 : place + 2 + size]
            place += 2 + size


def _prefixed(packet: bytes, prefix: int) -> Iterator[bytes]:
    """Yield units that stand behind their lengths."""
    place = 0
    while place < len(packet):
        size = int.from_bytes(packet[place : place + prefix])
        place += prefix
        if not 0 < size <= len(packet) - place:
            raise Odd("a unit does not fit its packet")
        yield packet[place : place + size]
        place += size


def _between_start_codes(packet: bytes) -> Iterator[bytes]:
    """Yield units that stand between start codes."""
    place = packet.find(b"\0\0\1")
    while place >= 0:
        after = packet.find(b"\0\0\1", place + 3)
        unit = packet[place + 3 : after if after >= 0 else len(packet)].rstrip(b"\0")
        if unit:
            yield unit
        place = after
