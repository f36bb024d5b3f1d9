"""Which pixels a mask fills: all that lie inside or are touched, none that lie well outside."""

from math import hypot

from av.video.frame import VideoFrame
from hypothesis import assume, example, given, settings, strategies as st
import pytest

from custom_components.ring_guard.footage.cutter.worker.covers import Covers, _inside, _places
from custom_components.ring_guard.footage.cutter.worker.masking import Masking, _spans
from custom_components.ring_guard.footage.cutter.worker.turning import LEVEL, QUARTER, plain_matrix, stored, upright

WIDTH, HEIGHT = 64, 36
shares = st.integers(0, 64).map(lambda part: part / 64)
polygons = st.lists(st.tuples(shares, shares), min_size=3, max_size=7)

TURNS = {
    "level": (1, 0, 0, 1),
    "a quarter": (0, 1, -1, 0),
    "a half": (-1, 0, 0, -1),
    "three quarters": (0, -1, 1, 0),
    "mirrored": (-1, 0, 0, 1),
}


def _matrix(a: int, b: int, c: int, d: int) -> tuple[int, ...]:
    return (a * QUARTER, b * QUARTER, 0, c * QUARTER, d * QUARTER, 0, 0, 0, 1 << 30)


def _has_an_area(polygon: list[tuple[float, float]]) -> bool:
    """Tell whether a polygon is more than a line along a row or a column."""
    return all(len({point[axis] for point in polygon}) > 1 for axis in (0, 1))


def _near_edge(x: float, y: float, points: list[tuple[float, float]]) -> float:
    """Return how far a point lies from a polygon's outline."""
    nearest = 1e9
    for (x1, y1), (x2, y2) in zip(points, points[1:] + points[:1], strict=True):
        length = (x2 - x1) ** 2 + (y2 - y1) ** 2
        along = 0 if not length else max(0, min(1, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length))
        nearest = min(nearest, hypot(x - x1 - along * (x2 - x1), y - y1 - along * (y2 - y1)))
    return nearest


@given(polygons)
@settings(max_examples=60, deadline=None)
def test_every_pixel_inside_is_filled_and_none_far_outside(polygon: list[tuple[float, float]]) -> None:
    assume(_has_an_area(polygon))
    points = [(x * WIDTH, y * HEIGHT) for x, y in polygon]
    filled = {(x, row) for row, begin, end in _spans(polygon, WIDTH, HEIGHT) for x in range(begin, end)}
    for row in range(HEIGHT):
        for x in range(WIDTH):
            middle = (x + 0.5, row + 0.5)
            from_edge = _near_edge(*middle, points)
            # Of a point on the outline itself nobody can say on which side it lies.
            if from_edge > 0.01 and _inside(points, middle):
                assert (x, row) in filled
            elif from_edge > 2:
                assert (x, row) not in filled


@given(polygons)
@example([(0.0, 25 / 64), (0.0, 0.5), (23 / 64, 30 / 64)])
@settings(max_examples=60, deadline=None)
def test_what_is_filled_passes_the_look_at_it(polygon: list[tuple[float, float]]) -> None:
    assume(_has_an_area(polygon))
    frame = VideoFrame(WIDTH, HEIGHT, "yuv420p")
    for plane, value in zip(frame.planes, (200, 90, 160), strict=True):
        plane.update(bytes([value]) * plane.buffer_size)
    covers = Covers([polygon], WIDTH, HEIGHT, LEVEL)
    places = _places([(x * WIDTH, y * HEIGHT) for x, y in polygon], WIDTH, HEIGHT)
    assert covers.seen_through(frame) == len(set(places))
    Masking([polygon], WIDTH, HEIGHT, "yuv420p", LEVEL).cover(frame)
    assert covers.seen_through(frame) == 0


@pytest.mark.parametrize("turn", TURNS)
def test_what_is_shown_at_a_corner_is_found_where_it_is_stored(turn: str) -> None:
    matrix = _matrix(*TURNS[turn])
    a, b, c, d = TURNS[turn]
    assert plain_matrix(b"".join(number.to_bytes(4, "little", signed=True) for number in matrix)) == matrix
    assert upright(matrix) == bool(a)
    for x in (0.0, 1.0):
        for y in (0.0, 1.0):
            across, down = a * x + c * y, b * x + d * y
            shown = (across - min(0, a + c) if a + c < 0 else across, down - min(0, b + d) if b + d < 0 else down)
            assert stored(shown, matrix) == (x, y)


def test_a_matrix_that_does_more_than_turn_is_left_out() -> None:
    for numbers in ((2, 0, 0, 1), (1, 1, 0, 1), (0, 0, 0, 0)):
        stated = b"".join(number.to_bytes(4, "little", signed=True) for number in _matrix(*numbers))
        assert plain_matrix(stated) == LEVEL
    assert plain_matrix(b"short") == plain_matrix(None) == LEVEL
