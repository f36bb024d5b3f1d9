"""Times as whole nanoseconds: wall-clock ones since the epoch, others since a file's zero, always rounded down.

A window's edges are whole microseconds, so rounding down never carries a frame over an edge. Fractions would be exact
throughout, but cost more than the rest of a copy.
"""

from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from av.rational import AVRational

MICROSECOND = 1_000
SECOND = 1_000_000_000


def exact(ratio: Fraction | AVRational) -> Fraction:
    """Return one of the library's ratios as a fraction."""
    return Fraction(ratio.numerator, ratio.denominator)


def microseconds(nanoseconds: int) -> int:
    """Return whole microseconds, rounded down, so that nothing before a window's end comes to lie on it."""
    return nanoseconds // MICROSECOND


def whole_microseconds(seconds: Fraction) -> int:
    """Return whole microseconds of seconds, rounded down."""
    return seconds * (SECOND // MICROSECOND) // 1


class Ruler:
    """Turns a stream's ticks into wall-clock nanoseconds; tick times `base` is `zero` seconds when it is `begins`."""

    def __init__(self, base: Fraction, zero: Fraction, begins: int) -> None:
        offset = begins - zero * SECOND
        self._whole = lcm(base.denominator, offset.denominator)
        self._tick = base.numerator * SECOND * (self._whole // base.denominator)
        self._offset = offset.numerator * (self._whole // offset.denominator)

    def at(self, tick: int) -> int:
        """Return when a tick is."""
        return (tick * self._tick + self._offset) // self._whole
