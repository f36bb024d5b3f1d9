"""Covers parts of pictures: whatever a polygon touches becomes black, in brightness and colour.

The rows to fill are found once for a size; pixels and colour samples that a polygon only touches are filled too.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import ceil, floor
from typing import TYPE_CHECKING

from .turning import Matrix, stored

if TYPE_CHECKING:
    from av.video.frame import VideoFrame

type Point = tuple[float, float]
type Edge = tuple[Point, Point]
type Span = tuple[int, int, int]

SLICES = 8
"""Lines through each row of pixels along which a polygon's width is taken."""

JUST = 1e-6
"""How far above a corner a polygon still has the width that ends there."""

BLACK = {"yuv420p": 16, "yuvj420p": 0}
NO_COLOUR = 128


class Masking:
    """Covers polygons (points in shares of the picture as shown) in pictures of one size and form."""

    def __init__(
        self, polygons: Sequence[Sequence[Point]], width: int, height: int, pixels: str, matrix: Matrix
    ) -> None:
        turned = [[stored(point, matrix) for point in polygon] for polygon in polygons]
        sizes = ((width, height, BLACK[pixels]), *[(-(-width // 2), -(-height // 2), NO_COLOUR)] * 2)
        self._planes = [
            (value, [span for polygon in turned for span in _spans(polygon, across, down)])
            for across, down, value in sizes
        ]

    def cover(self, frame: VideoFrame) -> None:
        """Cover a picture, which the decoder may still need for itself."""
        frame.make_writable()
        for plane, (value, spans) in zip(frame.planes, self._planes, strict=True):
            rows = memoryview(plane)
            fill = bytes([value]) * plane.width
            for row, begin, end in spans:
                place = row * plane.line_size
                rows[place + begin : place + end] = fill[begin:end]


def _spans(polygon: Sequence[Point], width: int, height: int) -> Iterator[Span]:
    """Yield row, first and last pixel (exclusive) of all that a polygon touches."""
    points = [(x * width, y * height) for x, y in polygon]
    edges = [*pairwise(points), (points[-1], points[0])]
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    for row in range(max(0, floor(top)), min(height, ceil(bottom))):
        levels = {row + part / SLICES for part in range(SLICES + 1)} | {y for _, y in points if row < y < row + 1}
        for upper, lower in pairwise(sorted(min(max(level, top), bottom) for level in levels)):
            for begin, end in _between(edges, upper, lower):
                first = min(max(0, floor(begin)), width - 1)
                yield row, first, min(width, max(ceil(end), first + 1))


def _between(edges: Sequence[Edge], upper: float, lower: float) -> Iterator[tuple[float, float]]:
    """Yield from where to where a polygon reaches between two levels with no corner between them.

    An edge between them is farthest out at one of both, so what runs inside at one and at the other is joined; where
    edges cross in between, each counts for itself.
    """
    if lower - upper < JUST:
        return
    above, below = list(_inside(edges, upper)), list(_inside(edges, lower - JUST))
    if len(above) == len(below):
        for (begin, end), (also_begin, also_end) in zip(above, below, strict=True):
            yield min(begin, also_begin), max(end, also_end)
    else:
        yield from above
        yield from below


def _inside(edges: Sequence[Edge], level: float) -> Iterator[tuple[float, float]]:
    """Yield from where to where a line at a level runs inside; where a polygon crosses itself, every part is inside."""
    crossings = [
        (x1 + (level - y1) / (y2 - y1) * (x2 - x1), 1 if y2 > y1 else -1)
        for (x1, y1), (x2, y2) in edges
        if min(y1, y2) <= level < max(y1, y2)
    ]
    winding = 0
    begin = 0.0
    for place, turn in sorted(crossings):
        if winding == 0:
            begin = place
        winding += turn
        if winding == 0:
            yield begin, place
