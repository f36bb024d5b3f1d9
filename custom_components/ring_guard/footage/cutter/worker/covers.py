"""Looks whether what should be covered in a finished clip is covered: places under each mask, picture by picture.

It finds its places in another way than the one that covers: by asking of points on a grid whether they lie inside.
"""

from collections.abc import Iterator, Sequence
from math import atan2, pi, tau
from typing import TYPE_CHECKING

from .turning import Matrix, stored

if TYPE_CHECKING:
    from av.video.frame import VideoFrame

type Point = tuple[float, float]

GRID = 16
MARGINS = (6, 2, 0)
"""How far inside a mask a place must lie, in pixels; the next one is taken where a mask is too narrow. An encoder blurs
what lies beside an edge."""

DARKEST = 32
FAINTEST = 14
"""What an encoder may make of black: so bright at most, and so far from grey in colour."""


class Covers:
    """The places to look at in pictures of one size."""

    def __init__(self, polygons: Sequence[Sequence[Point]], width: int, height: int, matrix: Matrix) -> None:
        turned = [[(x * width, y * height) for x, y in (stored(p, matrix) for p in polygon)] for polygon in polygons]
        self._places = sorted({place for polygon in turned for place in _places(polygon, width, height)})

    def seen_through(self, frame: VideoFrame) -> int:
        """Return how many places are not black."""
        if not self._places:
            return 0
        light, *colours = (memoryview(plane) for plane in frame.planes)
        pitch, fine = frame.planes[0].line_size, frame.planes[1].line_size
        return sum(
            light[y * pitch + x] > DARKEST
            or any(abs(colour[y // 2 * fine + x // 2] - 128) > FAINTEST for colour in colours)
            for x, y in self._places
        )


def _places(polygon: Sequence[Point], width: int, height: int) -> list[tuple[int, int]]:
    """Return pixels of a grid over a polygon that lie inside it, as far from its edge as it allows."""
    left, right = min(x for x, _ in polygon), max(x for x, _ in polygon)
    top, bottom = min(y for _, y in polygon), max(y for _, y in polygon)
    grid = [
        (left + (right - left) * (column + 0.5) / GRID, top + (bottom - top) * (row + 0.5) / GRID)
        for row in range(GRID)
        for column in range(GRID)
    ]
    for margin in MARGINS:
        found = [(x, y) for x, y in grid if all(_inside(polygon, near) for near in _around(x, y, margin))]
        if found:
            return [(min(int(x), width - 1), min(int(y), height - 1)) for x, y in found]
    return []


def _around(x: float, y: float, margin: float) -> Iterator[Point]:
    """Yield a point and eight around it."""
    for across in (-margin, 0, margin):
        for down in (-margin, 0, margin):
            yield x + across, y + down


def _inside(polygon: Sequence[Point], point: Point) -> bool:
    """Tell whether a polygon winds around a point: the angles at which its corners follow each other add up to a turn."""
    angles = [atan2(y - point[1], x - point[0]) for x, y in polygon]
    turns = [(after - before + pi) % tau - pi for before, after in zip(angles, angles[1:] + angles[:1], strict=True)]
    return abs(sum(turns)) > pi
