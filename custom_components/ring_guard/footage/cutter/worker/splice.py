"""Carries out what a survey found, in a second pass over its file: copies pictures, encodes those at the seams."""

from typing import TYPE_CHECKING, Protocol

from .parameters import Odd
from .survey import Piece, Survey
from .units import Access, Splitter

if TYPE_CHECKING:
    from av.packet import Packet
    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream

    from .reading import Reading


class Clip(Protocol):
    """Where the pictures go."""

    def take(self, frame: VideoFrame, time: int, reading: Reading) -> None:
        """Take a decoded picture."""

    def copy(self, access: Access, time: int, order: int, until: int | None) -> None:
        """Take a picture as it is; it is decoded at `order` and the next one at `until` (None: nothing follows)."""

    def pause(self) -> None:
        """Finish what was taken to be encoded."""


class Splice:
    """The second pass over one file."""

    def __init__(self, clip: Clip, reading: Reading, survey: Survey) -> None:
        self._clip = clip
        self._reading = reading
        self._survey = survey
        self._splitter = Splitter(reading.video.codec_context.extradata)
        self._place = 0
        self._wanted = {piece.first: set(piece.times) for piece in survey.pieces if not piece.copied}

    @property
    def done(self) -> bool:
        """Tell whether every picture that was surveyed has been met."""
        return self._place == len(self._survey.units)

    def take(self, packet: Packet[VideoStream]) -> None:
        """Copy the packet's picture, decode it, or both.

        Raises:
            Odd: if the file is not what it was when it was surveyed.
        """
        unit = self._survey.units[self._place]
        if packet.pts != unit.pts:
            if self._place:
                raise Odd("the recording has changed")
            return
        for piece in self._survey.pieces:
            if piece.first <= self._place < piece.last:
                if piece.copied:
                    self._copy(piece, packet)
                else:
                    self._decode(piece, packet)
        self._place += 1

    def _copy(self, piece: Piece, packet: Packet[VideoStream]) -> None:
        """Copy a picture."""
        access = self._splitter.access(bytes(packet))
        unit = self._survey.units[self._place]
        if access.key != unit.key:
            raise Odd("the recording has changed")
        nth = self._place - piece.first
        until = piece.times[nth + 1] if nth + 1 < len(piece.times) else None
        self._clip.copy(access, unit.time, piece.times[nth], until)

    def _decode(self, piece: Piece, packet: Packet[VideoStream]) -> None:
        """Decode a picture, and take those that are wanted; behind the last one the decoder begins anew."""
        wanted = self._wanted[piece.first]
        if wanted:
            self._take_wanted(packet, wanted)
        if self._place == piece.last - 1:
            if wanted:
                self._take_wanted(None, wanted)
            self._reading.video.codec_context.flush_buffers()
            if wanted:
                raise Odd("a picture could not be decoded")
            self._clip.pause()

    def _take_wanted(self, packet: Packet[VideoStream] | None, wanted: set[int]) -> None:
        """Decode a packet (None: what the decoder still holds) and take what is wanted."""
        for time, frame in self._reading.pictures(packet):
            if time in wanted:
                wanted.discard(time)
                self._clip.take(frame, time, self._reading)
