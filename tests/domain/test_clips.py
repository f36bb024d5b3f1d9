"""Which seconds of which camera may leave, and what is wrong with a finished file."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.ring_guard.domain.clips import (
    ClipFault,
    ClipOrder,
    ClipProblem,
    ClipRefused,
    ClipReport,
    clip_orders,
    clip_window,
    violations,
)
from custom_components.ring_guard.domain.model import Terms, Window

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def _window(start: float, end: float) -> Window:
    return Window(start=NOON + timedelta(seconds=start), end=NOON + timedelta(seconds=end))


ASKED = _window(0, 600)
MINUTE = Terms(longest_clip=timedelta(seconds=60))


def test_a_short_window_leaves_as_asked() -> None:
    assert clip_window(_window(0, 60), None, MINUTE) == _window(0, 60)


def test_without_a_limit_any_length_may_leave() -> None:
    assert clip_window(ASKED, None, Terms()) == ASKED


def test_a_person_picks_the_seconds_of_a_long_window() -> None:
    assert clip_window(ASKED, _window(100, 142), MINUTE) == _window(100, 142)


@pytest.mark.parametrize(
    ("chosen", "problem"),
    [
        (None, ClipProblem.SECONDS_NEEDED),
        (_window(-1, 10), ClipProblem.OUTSIDE_ASKED),
        (_window(590, 601), ClipProblem.OUTSIDE_ASKED),
        (_window(0, 60.001), ClipProblem.TOO_LONG),
    ],
)
def test_a_choice_that_may_not_leave_is_refused_with_its_reason(chosen: Window | None, problem: ClipProblem) -> None:
    with pytest.raises(ClipRefused) as refused:
        clip_window(ASKED, chosen, MINUTE)
    assert refused.value.problem is problem


moments = st.integers(-1000, 2000)


@given(moments, moments, st.none() | st.tuples(moments, moments), st.none() | st.integers(1, 900))
@settings(max_examples=200)
def test_whatever_is_chosen_stays_inside_what_was_asked_and_the_limit(
    start: int, length: int, chosen: tuple[int, int] | None, limit: int | None
) -> None:
    asked = _window(start, start + 1 + abs(length))
    choice = None if chosen is None else _window(chosen[0], chosen[0] + 1 + abs(chosen[1]))
    terms = Terms(longest_clip=None if limit is None else timedelta(seconds=limit))
    try:
        window = clip_window(asked, choice, terms)
    except ClipRefused:
        return
    assert asked.contains(window)
    assert terms.longest_clip is None or window.length <= terms.longest_clip


def test_only_cameras_that_the_terms_allow_get_an_order() -> None:
    terms = Terms(cameras=frozenset({"door", "yard"}), sound=False)
    orders = clip_orders("r1", ["yard", "hall", "door", "door"], _window(0, 9), None, terms)
    assert [(order.camera_id, order.sound, order.window) for order in orders] == [
        ("door", False, _window(0, 9)),
        ("yard", False, _window(0, 9)),
    ]


def test_terms_about_any_camera_allow_each() -> None:
    (order,) = clip_orders("r1", ["hall"], _window(0, 9), None, Terms())
    assert order == ClipOrder(request_id="r1", camera_id="hall", window=_window(0, 9), sound=True)


@pytest.mark.parametrize(
    ("terms", "problem"),
    [
        (Terms(cameras=frozenset()), ClipProblem.NO_CAMERA),
        (Terms(cameras=frozenset({"door"})), ClipProblem.NO_CAMERA),
        (Terms(masks=frozenset({"neighbour"})), ClipProblem.MASK_MISSING),
    ],
)
def test_no_order_where_nothing_may_leave(terms: Terms, problem: ClipProblem) -> None:
    with pytest.raises(ClipRefused) as refused:
        clip_orders("r1", ["hall"], _window(0, 9), None, terms)
    assert refused.value.problem is problem


ORDER = ClipOrder(request_id="r1", camera_id="door", window=_window(0, 2), sound=False)
TIMES = tuple(timedelta(milliseconds=50 * number) for number in range(40))
PLACED = tuple(NOON + time for time in TIMES)
GOOD: dict[str, Any] = {"streams": ("video",), "frame_times": TIMES, "picture_end": timedelta(seconds=2)}
SOUND: dict[str, Any] = {
    "streams": ("video", "audio"),
    "sound_start": timedelta(),
    "sound_end": timedelta(seconds=1.98),
}


def _judged(order: ClipOrder = ORDER, placed: tuple[datetime, ...] = PLACED, **changed: Any) -> tuple[ClipFault, ...]:
    return violations(order, ClipReport(**{**GOOD, **changed}), placed)


def test_a_file_that_is_what_was_ordered_has_no_fault() -> None:
    assert _judged() == ()


def test_a_frame_may_waver_by_what_a_container_rounds() -> None:
    wavering = tuple(time + timedelta(microseconds=11) * (number > 0) for number, time in enumerate(TIMES))
    assert _judged(frame_times=wavering) == ()


def test_sound_that_was_ordered_and_stays_inside_is_no_fault() -> None:
    loud = ClipOrder(request_id="r1", camera_id="door", window=ORDER.window, sound=True)
    assert _judged(loud, **SOUND) == ()
    assert _judged(loud, **{**SOUND, "sound_end": timedelta(seconds=2.001)}) == (ClipFault.SOUND_OUTSIDE_WINDOW,)
    assert _judged(loud, **{**SOUND, "sound_start": timedelta(seconds=-1)}) == (ClipFault.SOUND_OUTSIDE_WINDOW,)


@pytest.mark.parametrize(
    ("changed", "faults"),
    [
        ({"frame_times": ()}, {ClipFault.NO_PICTURE}),
        ({"frame_times": TIMES[:-1]}, {ClipFault.FRAMES_UNEXPLAINED}),
        ({"frame_times": (*TIMES, timedelta(seconds=1.99))}, {ClipFault.FRAMES_UNEXPLAINED}),
        ({"frame_times": (TIMES[1], TIMES[0], *TIMES[2:])}, {ClipFault.FRAMES_UNEXPLAINED, ClipFault.TIMES_DISORDERED}),
        ({"picture_end": timedelta(seconds=2.001)}, {ClipFault.TOO_LONG}),
        (SOUND, {ClipFault.SOUND}),
        ({"streams": ("video", "data")}, {ClipFault.EXTRA_STREAM}),
        ({"streams": ("video", "video")}, {ClipFault.EXTRA_STREAM}),
        ({"chapters": 1}, {ClipFault.CHAPTERS}),
        ({"metadata": ("location",)}, {ClipFault.METADATA}),
        ({"boxes": ("uuid",)}, {ClipFault.METADATA}),
        ({"edit_lists": 1}, {ClipFault.EDIT_LIST}),
        ({"user_data": 1}, {ClipFault.USER_DATA}),
        ({"hidden_bytes": 1}, {ClipFault.HIDDEN_BYTES}),
        ({"hidden_bytes": -1}, {ClipFault.HIDDEN_BYTES}),
        ({"errors": 1}, {ClipFault.DAMAGED}),
    ],
)
def test_each_departure_from_the_order_is_a_fault(changed: dict[str, Any], faults: set[ClipFault]) -> None:
    assert set(_judged(**changed)) == faults


@pytest.mark.parametrize("moved", [timedelta(milliseconds=-1), timedelta(milliseconds=51)])
def test_frames_taken_from_outside_the_window_are_a_fault_wherever_the_file_puts_them(moved: timedelta) -> None:
    placed = tuple(time + moved for time in PLACED)
    assert _judged(placed=placed) == (ClipFault.FRAME_OUTSIDE_WINDOW,)


@given(st.lists(st.integers(-500, 3000), min_size=1, max_size=50, unique=True).map(sorted))
@settings(max_examples=200)
def test_a_faultless_file_lies_inside_its_window(offsets: list[int]) -> None:
    placed = tuple(NOON + timedelta(milliseconds=offset) for offset in offsets)
    times = tuple(time - placed[0] for time in placed)
    faults = _judged(placed=placed, frame_times=times, picture_end=times[-1] + timedelta(milliseconds=1))
    inside = offsets[0] >= 0 and offsets[-1] < 2000
    assert (ClipFault.FRAME_OUTSIDE_WINDOW in faults) is not inside
    assert not inside or faults == ()
