"""Masks: parts of a camera's picture that are covered in every clip, or in those that a rule says.

A mask belongs to one camera. Its corners are shares of the picture as it is shown: (0, 0) is the upper left corner,
(1, 1) the lower right one. Two corners are those of a rectangle. It must never be narrowed: what cannot be read is refused.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
import re

from .model import Terms

type Point = tuple[float, float]

FEWEST, MOST = 3, 32
SMALLEST_AREA = 0.0001
"""The least share of the picture that a mask covers; a line covers nothing."""

_NUMBERS = re.compile(r"\d+(?:\.\d+)?")
_PLAIN = re.compile(r"[\d.\s,;/%()-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mask:
    """A polygon that hides what lies inside it; `always`: in each clip, whatever the terms say."""

    id: str
    name: str
    points: tuple[Point, ...]
    always: bool = False

    def __post_init__(self) -> None:
        """Refuse what is no polygon within the picture.

        Raises:
            ValueError: if there are too few or too many corners, one lies outside, or they enclose next to nothing.
        """
        if not FEWEST <= len(self.points) <= MOST:
            raise ValueError("a mask has 3 to 32 corners")
        if not all(0 <= share <= 1 for point in self.points for share in point):
            raise ValueError("a corner lies outside the picture")
        if _extent(self.points) < SMALLEST_AREA:
            raise ValueError("a mask covers a part of the picture")


def corners(text: str) -> tuple[Point, ...]:
    """Read corners as people write them: "10 20, 40 20, 40 60" in per cent of width and height; two are a rectangle.

    Raises:
        ValueError: if the text holds anything but pairs of numbers from 0 to 100, or fewer than two of them.
    """
    numbers = [float(number) / 100 for number in _NUMBERS.findall(text)]
    if not _PLAIN.fullmatch(text) or "-" in text or len(numbers) % 2 or len(numbers) < 4:
        raise ValueError("corners are pairs of numbers")
    if any(number > 1 for number in numbers):
        raise ValueError("a corner lies outside the picture")
    points = tuple(zip(numbers[::2], numbers[1::2], strict=True))
    if len(points) > 2:
        return points
    (left, top), (right, bottom) = points
    return ((left, top), (right, top), (right, bottom), (left, bottom))


def written(points: Iterable[Point]) -> str:
    """Write corners as `corners` reads them."""
    return ", ".join(f"{100 * x:g} {100 * y:g}" for x, y in points)


def applied(masks: Sequence[Mask], terms: Terms) -> tuple[Mask, ...]:
    """Return those of a camera's masks that a clip under these terms gets."""
    return tuple(mask for mask in masks if mask.always or mask.id in terms.masks)


def missing(masks: Mapping[str, Sequence[Mask]], terms: Terms) -> frozenset[str]:
    """Return the masks that the terms ask for and no camera has any more: nothing may leave under such terms."""
    return terms.masks - {mask.id for one in masks.values() for mask in one}


def uncovers(before: Mapping[str, Sequence[Mask]], after: Mapping[str, Sequence[Mask]]) -> bool:
    """Tell whether some camera may show more under the masks of `after`; both are by camera.

    True unless that is certainly not so: a mask with other corners counts as another one.
    """
    return not all(
        any(one.id == mask.id and one.points == mask.points and one.always >= mask.always for one in after[camera])
        for camera, masks in before.items()
        if camera in after
        for mask in masks
    )


def altered(before: Sequence[Mask], after: Sequence[Mask]) -> dict[str, list[str]]:
    """Return what became of a camera's masks, by name: `added`, `changed` (also renamed: "old -> new"), `removed`; empty if nothing."""
    former = {mask.id: mask for mask in before}
    present = {mask.id for mask in after}
    change = {
        "added": [mask.name for mask in after if mask.id not in former],
        "changed": [
            mask.name if mask.name == former[mask.id].name else f"{former[mask.id].name} -> {mask.name}"
            for mask in after
            if former.get(mask.id, mask) != mask
        ],
        "removed": [mask.name for mask in before if mask.id not in present],
    }
    return change if any(change.values()) else {}


def covers(points: Sequence[Point], others: Sequence[Point]) -> bool:
    """Tell whether a shape certainly hides all that another one hides; of one that bends inwards, that is not said."""
    edges = list(zip(points, (*points[1:], points[0]), strict=True))
    sides = [_side(edge, point) for edge in edges for point in (*points, *others)]
    return min(sides) >= 0 or max(sides) <= 0


def _side(edge: tuple[Point, Point], point: Point) -> float:
    """Return on which side of an edge a point lies: above zero on the one, below on the other."""
    (x1, y1), (x2, y2) = edge
    return (x2 - x1) * (point[1] - y1) - (y2 - y1) * (point[0] - x1)


def _extent(points: Sequence[Point]) -> float:
    """Return the share of the picture within the corners' bounds."""
    across, down = ([point[axis] for point in points] for axis in (0, 1))
    return (max(across) - min(across)) * (max(down) - min(down))
