"""Nobody is told the same twice, and nothing new is kept back."""

from dataclasses import replace

from custom_components.ring_guard.domain.lifecycle import Life
from custom_components.ring_guard.household import told as told_module
from custom_components.ring_guard.household.told import Told
from tests.domain.examples import a_life


def at(version: int, request_id: str = "r1") -> Life:
    return replace(a_life(), id=request_id, version=version)


def test_a_version_is_told_once_and_each_later_one_again() -> None:
    told = Told()
    assert told.is_news(at(1), loud=True)
    assert not told.is_news(at(1), loud=True)
    assert told.is_news(at(2), loud=True)
    assert told.is_news(at(1, "r2"), loud=True)


def test_what_was_told_without_a_sound_may_still_make_one() -> None:
    told = Told()
    assert told.is_news(at(1), loud=False)
    assert not told.is_news(at(1), loud=False)
    assert told.is_news(at(1), loud=True)
    assert not told.is_news(at(1), loud=False)
    assert not told.is_news(at(1), loud=True)


def test_a_louder_step_before_says_nothing_of_the_next_one() -> None:
    told = Told()
    assert told.is_news(at(1), loud=True)
    assert told.is_news(at(2), loud=False)
    assert told.is_news(at(2), loud=True)


def test_a_flood_does_not_fill_the_memory(monkeypatch) -> None:
    monkeypatch.setattr(told_module, "_MOST", 3)
    told = Told()
    assert all(told.is_news(at(1, f"r{number}"), loud=True) for number in range(9))
    assert [told.is_news(at(1, f"r{number}"), loud=True) for number in (8, 7, 6)] == [False] * 3
    assert told.is_news(at(1, "r0"), loud=True)
