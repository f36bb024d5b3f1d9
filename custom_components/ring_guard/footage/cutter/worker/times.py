"""Exact times: the library's ticks as fractions of a second, and seconds as whole microseconds."""

from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from av.rational import AVRational

MICROSECONDS = 1_000_000


def exact(ratio: Fraction | AVRational) -> Fraction:
    """Return one of the library's ratios as a fraction."""
    return Fraction(ratio.numerator, ratio.denominator)


def microseconds(seconds: Fraction) -> int:
    """Return whole microseconds, rounded down, so that nothing before a window's end comes to lie on it."""
    return int(seconds * MICROSECONDS // 1)
