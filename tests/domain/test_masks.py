"""Masks: how people write them, what they must be, and which of them a clip gets."""

from hypothesis import given, strategies as st
import pytest

from custom_components.ring_guard.domain.clips import ClipFault, ClipProblem, ClipRefused, clip_orders
from custom_components.ring_guard.domain.masks import Mask, altered, applied, corners, covers, missing, written
from custom_components.ring_guard.domain.model import Terms

from .test_clips import ORDER, _judged, _window

SQUARE = corners("10 20, 40 60")
STREET = Mask(id="door:Street", name="Street", points=SQUARE)
WINDOW = Mask(id="door:Window", name="Window", points=SQUARE, always=True)
YARD = Mask(id="yard:Fence", name="Fence", points=SQUARE)
MASKS = {"door": (STREET, WINDOW), "yard": (YARD,)}


@pytest.mark.parametrize(
    "text", ["10 20, 40 60", "10,20;40,60", "(10 20) (40 60)", "10% 20% / 40% 60%", "40 20\n10 60"]
)
def test_two_corners_are_a_rectangle_however_they_are_written(text: str) -> None:
    assert {*corners(text)} == {(0.1, 0.2), (0.4, 0.2), (0.4, 0.6), (0.1, 0.6)}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "10",
        "10 20",
        "10 20 30",
        "10 20, 40 160",
        "-10 20, 40 60",
        "ten 20, 40 60",
        "1e1 20, 40 60",
        "10 20, 40 nan",
    ],
)
def test_what_is_no_list_of_corners_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        corners(text)


percent = st.integers(0, 1000).map(lambda tenths: tenths / 1000)


@given(st.lists(st.tuples(percent, percent), min_size=3, max_size=32))
def test_corners_are_read_as_they_were_written(points: list[tuple[float, float]]) -> None:
    read = corners(written(points))
    assert [pytest.approx(share) for point in read for share in point] == [share for point in points for share in point]


@pytest.mark.parametrize(
    "points",
    [
        ((0.1, 0.1), (0.2, 0.2)),
        ((0.1, 0.1), (0.1, 0.5), (0.1, 0.9)),
        ((0.1, 0.1), (0.1, 1.5), (0.5, 0.9)),
        tuple((0.01 * n, 0.5 + 0.01 * (n % 2)) for n in range(33)),
    ],
)
def test_a_mask_that_covers_nothing_or_lies_outside_is_refused(points: tuple[tuple[float, float], ...]) -> None:
    with pytest.raises(ValueError):
        Mask(id="m", name="M", points=points)


def test_a_clip_gets_the_masks_of_its_camera_that_are_always_drawn_or_asked_for() -> None:
    assert applied(MASKS["door"], Terms()) == (WINDOW,)
    assert applied(MASKS["door"], Terms(masks=frozenset({"door:Street", "yard:Fence"}))) == (STREET, WINDOW)
    terms = Terms(masks=frozenset({"yard:Fence"}), most_lines=720)
    orders = clip_orders("r1", ["door", "yard"], _window(0, 9), None, terms, MASKS)
    assert [(order.masks, order.most_lines) for order in orders] == [((WINDOW,), 720), ((YARD,), 720)]


def test_more_terms_never_take_a_mask_away() -> None:
    loose, strict = Terms(masks=frozenset({"door:Street"})), Terms(masks=frozenset({"yard:Fence"}))
    for masks in MASKS.values():
        assert {*applied(masks, loose.meet(strict))} >= {*applied(masks, loose), *applied(masks, strict)}


def test_nothing_leaves_under_terms_whose_mask_is_gone() -> None:
    terms = Terms(masks=frozenset({"door:Street", "door:Former"}))
    assert missing(MASKS, terms) == {"door:Former"}
    with pytest.raises(ClipRefused) as refused:
        clip_orders("r1", ["yard"], _window(0, 9), None, terms, MASKS)
    assert refused.value.problem is ClipProblem.MASK_MISSING


def test_a_file_that_shows_what_a_mask_hides_or_is_too_large_has_a_fault() -> None:
    masked = clip_orders("r1", ["door"], ORDER.window, None, Terms(sound=False, most_lines=720), MASKS)[0]
    assert _judged(masked, lines=720) == ()
    assert _judged(masked, lines=721) == (ClipFault.PICTURE_TOO_LARGE,)
    assert _judged(masked, lines=720, uncovered=1) == (ClipFault.UNCOVERED,)


@pytest.mark.parametrize(
    ("shape", "hidden"),
    [
        ("10 20, 40 60", True),
        ("0 0, 100 100", True),
        ("40 60, 10 20", True),
        ("0 0, 100 0, 0 100", True),
        ("0 100, 100 0, 0 0", True),
        ("10 20, 40 59", False),
        ("50 20, 80 60", False),
        ("0 0, 50 0, 0 100", False),
        ("50 5, 95 95, 5 35, 95 35, 5 95", False),
        ("0 0, 100 0, 100 100, 30 30, 0 100", False),
    ],
)
def test_a_shape_hides_another_only_if_it_certainly_does(shape: str, hidden: bool) -> None:
    assert covers(corners(shape), SQUARE) is hidden


def test_what_became_of_masks_is_told_by_name_and_nothing_where_nothing_did() -> None:
    renamed = Mask(id=STREET.id, name="Pavement", points=SQUARE)
    moved = Mask(id=WINDOW.id, name="Window", points=corners("0 0, 40 60"), always=True)
    assert altered((STREET, WINDOW), (renamed, moved, YARD)) == {
        "added": ["Fence"],
        "changed": ["Street -> Pavement", "Window"],
        "removed": [],
    }
    assert altered((STREET, WINDOW), ()) == {"added": [], "changed": [], "removed": ["Street", "Window"]}
    assert altered((STREET, WINDOW), (WINDOW, STREET)) == {}
