"""H.264 parameter sets: read, judged, and written anew with nothing in them but what decoding needs.

A clip that is partly copied has two sequence parameter sets: the camera's and the encoder's. Both are written anew with
the same usability information, so that a player sees one picture format throughout, knows how many pictures to hold back,
and finds no timing model whose messages were removed. Layouts: ITU-T H.264, 7.3.2 and annex E; 7.4.2.1 for what is inferred.
"""

from dataclasses import dataclass

HIGH = 100
FAMILY = {66: "baseline", 77: "main", HIGH: "high"}
"""Profiles that an encoder here can continue: their `profile_idc` and the encoder's name for them."""

LONG_FORM = {HIGH, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135}
"""Profiles whose set states the form of colour."""

MOST_MACROBLOCKS = {
    **dict.fromkeys((9, 10), 396),
    11: 900,
    12: 2376,
    13: 2376,
    20: 2376,
    21: 4752,
    22: 8100,
    30: 8100,
    31: 18000,
    32: 20480,
    40: 32768,
    41: 32768,
    42: 34816,
    50: 110400,
    51: 184320,
    52: 184320,
    60: 696320,
    61: 696320,
    62: 696320,
}
"""Macroblocks of pictures that a decoder of a level can hold back (table A-1)."""

EXTENDED_RATIO = 255


class Odd(ValueError):
    """Something that is not understood, or not used by any common camera: nothing of it is copied."""


class Bits:
    """Reads fields from a unit's payload, and remembers what it read as text of ones and zeros."""

    def __init__(self, unit: bytes) -> None:
        payload = unit[1:].replace(b"\0\0\3", b"\0\0")
        self.text = "".join(f"{byte:08b}" for byte in payload)
        self.place = 0

    def take(self, count: int) -> int:
        """Read an unsigned number of so many bits.

        Raises:
            Odd: if there are fewer.
        """
        end = self.place + count
        if end > len(self.text):
            raise Odd("a parameter set ends early")
        number = int(self.text[self.place : end] or "0", 2)
        self.place = end
        return number

    def golomb(self) -> int:
        """Read an unsigned Exp-Golomb number.

        Raises:
            Odd: if it is longer than any that a parameter set holds.
        """
        zeros = self.text.find("1", self.place) - self.place
        if not 0 <= zeros <= 32:
            raise Odd("a parameter set holds no number here")
        return self.take(2 * zeros + 1) - 1

    def golombs(self, count: int) -> list[int]:
        """Read several of them; signed ones are read the same way where their value does not matter."""
        return [self.golomb() for _ in range(count)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Usability:
    """What a set says of how to show its pictures: `shape` holds the bits up to the timing models; the rest as numbers."""

    shape: str = "00000"
    restriction: tuple[int, ...] = (1, 0, 0, 16, 16)
    reorder: int | None = None
    held_back: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sequence:
    """A sequence parameter set. `coding` holds the bits from behind the id (and the form of colour) to the usability."""

    profile: int
    constraints: int
    level: int
    id: int
    coding: str
    common: bool
    references: int
    width: int
    height: int
    usability: Usability

    @property
    def held_back(self) -> int:
        """Return how many pictures a decoder may have to hold.

        Raises:
            Odd: for a set of which only the head was read, or whose pictures are no size at all.
        """
        if not self.common:
            raise Odd("a set of which too little is understood")
        if self.usability.held_back is not None:
            return self.usability.held_back
        level = 9 if self.level == 11 and self.constraints >> 4 & 1 and self.profile != HIGH else self.level
        size = -(-self.width // 16) * -(-self.height // 16)
        return min(MOST_MACROBLOCKS.get(level, 0) // size, 16)

    def written(self, like: Sequence, reorder: int) -> bytes:
        """Write this set as a unit that presents itself like another one, `reorder` pictures being held back at most.

        Its own coding stays; profile, level and usability are the other's.

        Raises:
            Odd: if the other is not fully understood.
        """
        held_back = max(like.held_back, self.references, like.references, reorder, 1)
        fields = [f"{like.profile:08b}{like.constraints:08b}{like.level:08b}", _golomb(self.id)]
        if like.profile in LONG_FORM:
            fields += [_golomb(1), _golomb(0), _golomb(0), "00"]
        fields += [self.coding, "1", like.usability.shape, "000", "1", str(like.usability.restriction[0])]
        fields += [_golomb(number) for number in (*like.usability.restriction[1:], reorder, held_back)]
        return _unit(0x67, "".join(fields))


def sequence(unit: bytes) -> Sequence:
    """Read a sequence parameter set.

    Raises:
        Odd: if it is broken.
    """
    bits = Bits(unit)
    profile, constraints, level = bits.take(8), bits.take(8), bits.take(8)
    number = bits.golomb()
    common = profile in FAMILY
    if profile in LONG_FORM:
        form, *depths = bits.golombs(3) if bits.text[bits.place :].startswith("010") else (0, 0, 0)
        flags = bits.take(2)
        common = common and form == 1 and depths == [0, 0] and flags == 0
        if not common:
            return _foreign(profile, constraints, level, number)
    begin = bits.place
    bits.golomb()
    _picture_order(bits)
    references = bits.golomb()
    bits.take(1)
    width, height = 16 * (bits.golomb() + 1), 16 * (bits.golomb() + 1)
    progressive = bits.take(1)
    bits.take(1)
    cropped = bits.golombs(4) if progressive and bits.take(1) else [0, 0, 0, 0]
    plain = progressive and cropped[0] == cropped[2] == 0 and cropped[1] < 8 and cropped[3] < 8
    coding = bits.text[begin : bits.place]
    usability = _usability(bits) if progressive and bits.take(1) else Usability()
    return Sequence(
        profile=profile,
        constraints=constraints,
        level=level,
        id=number,
        coding=coding,
        common=bool(common and plain),
        references=references,
        width=width - 2 * cropped[1],
        height=height - 2 * cropped[3],
        usability=usability,
    )


def _foreign(profile: int, constraints: int, level: int, number: int) -> Sequence:
    """Return a set of which only the head was read, since nothing of its pictures is copied."""
    return Sequence(
        profile=profile,
        constraints=constraints,
        level=level,
        id=number,
        coding="",
        common=False,
        references=0,
        width=0,
        height=0,
        usability=Usability(),
    )


def picture(unit: bytes) -> tuple[int, int]:
    """Return a picture parameter set's id and the id of the sequence that it belongs to.

    Raises:
        Odd: if it is broken.
    """
    bits = Bits(unit)
    return bits.golomb(), bits.golomb()


def _picture_order(bits: Bits) -> None:
    """Pass over how the order of pictures is coded."""
    kind = bits.golomb()
    if kind == 0:
        bits.golomb()
    elif kind == 1:
        bits.take(1)
        bits.golombs(2)
        bits.golombs(min(bits.golomb(), 255))


def _usability(bits: Bits) -> Usability:
    """Read the usability information; a timing model (of an ideal decoder's buffers) is passed over."""
    begin = bits.place
    if bits.take(1) and bits.take(8) == EXTENDED_RATIO:
        bits.take(32)
    if bits.take(1):
        bits.take(1)
    if bits.take(1):
        bits.take(4)
        if bits.take(1):
            bits.take(24)
    if bits.take(1):
        bits.golombs(2)
    if bits.take(1):
        bits.take(65)
    shape = bits.text[begin : bits.place]
    models = [_passed_model(bits) for _ in range(2)]
    if any(models):
        bits.take(1)
    bits.take(1)
    if not bits.take(1):
        return Usability(shape=shape)
    restriction = (bits.take(1), *bits.golombs(4))
    return Usability(shape=shape, restriction=restriction, reorder=bits.golomb(), held_back=bits.golomb())


def _passed_model(bits: Bits) -> bool:
    """Pass over one timing model; tell whether there is one."""
    if not bits.take(1):
        return False
    count = min(bits.golomb() + 1, 32)
    bits.take(8)
    for _ in range(count):
        bits.golombs(2)
        bits.take(1)
    bits.take(20)
    return True


def _golomb(number: int) -> str:
    """Write an unsigned Exp-Golomb number."""
    digits = f"{number + 1:b}"
    return "0" * (len(digits) - 1) + digits


def _unit(head: int, text: str) -> bytes:
    """Close a payload with its stop bit and escape what looks like a start code."""
    text += "1"
    text += "0" * (-len(text) % 8)
    raw = int(text, 2).to_bytes(len(text) // 8)
    escaped = bytearray([head])
    zeros = 0
    for byte in raw:
        if zeros >= 2 and byte <= 3:
            escaped.append(3)
            zeros = 0
        escaped.append(byte)
        zeros = 0 if byte else zeros + 1
    return bytes(escaped)
