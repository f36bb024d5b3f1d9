"""Terms combine to the stricter, in whatever order and however often."""

from datetime import timedelta

from hypothesis import given
import pytest

from custom_components.ring_guard.domain.model import Terms

from ..whole_model import terms

SECOND = timedelta(seconds=1)


@given(terms, terms)
def test_order_of_two_terms_does_not_matter(one: Terms, two: Terms) -> None:
    assert one.meet(two) == two.meet(one)


@given(terms, terms, terms)
def test_grouping_of_terms_does_not_matter(one: Terms, two: Terms, three: Terms) -> None:
    assert one.meet(two).meet(three) == one.meet(two.meet(three))


@given(terms)
def test_saying_the_same_twice_changes_nothing(one: Terms) -> None:
    assert one.meet(one) == one


@given(terms)
def test_no_limits_change_nothing(one: Terms) -> None:
    assert one.meet(Terms()) == one
    assert one.no_looser_than(Terms())


@given(terms, terms)
def test_what_two_terms_combine_to_is_never_looser_than_either(one: Terms, two: Terms) -> None:
    both = one.meet(two)

    for side in (one, two):
        assert both.no_looser_than(side)
        assert side.longest_clip is None or (both.longest_clip is not None and both.longest_clip <= side.longest_clip)
        assert side.longest_total is None or (
            both.longest_total is not None and both.longest_total <= side.longest_total
        )
        assert side.link_life is None or (both.link_life is not None and both.link_life <= side.link_life)
        assert side.downloads is None or (both.downloads is not None and both.downloads <= side.downloads)
        assert side.cameras is None or (both.cameras is not None and both.cameras <= side.cameras)
        assert side.sound or not both.sound
        assert both.masks >= side.masks
        assert side.most_lines is None or (both.most_lines is not None and both.most_lines <= side.most_lines)
        assert both.approvals >= side.approvals
        assert both.cool_down >= side.cool_down


@given(terms, terms)
def test_terms_that_are_each_no_looser_than_the_other_are_equal(one: Terms, two: Terms) -> None:
    assert (one.no_looser_than(two) and two.no_looser_than(one)) == (one == two)


def test_two_rules_without_a_common_camera_let_nothing_out() -> None:
    front, garden = (Terms(cameras=frozenset({camera})) for camera in ("front_door", "garden"))

    assert front.meet(garden).cameras == frozenset()


@pytest.mark.parametrize(
    "limits",
    [
        {"longest_clip": timedelta()},
        {"longest_clip": -SECOND},
        {"longest_total": timedelta()},
        {"link_life": timedelta()},
        {"cool_down": -SECOND},
        {"approvals": 0},
        {"downloads": 0},
        {"most_lines": 0},
    ],
)
def test_limits_that_cannot_be_meant_are_refused(limits: dict) -> None:
    with pytest.raises(ValueError):
        Terms(**limits)
