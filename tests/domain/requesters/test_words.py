"""The words of a text: each where it stands, as it looks, whatever stands between them."""

from itertools import pairwise

from hypothesis import given, strategies as st
import pytest

from custom_components.ring_guard.domain.requesters.words import words

TEXTS = st.text(st.sampled_from("abIl1.'&- \n\t,…\u00a0\u200bÉßﬁА") | st.characters(), max_size=60)


def forms(text: str) -> list[str]:
    return [form.plain for form in words(text)]


@given(TEXTS)
def test_each_word_stands_where_it_is_said_to_stand(text: str) -> None:
    found = words(text)
    places = [(found.start(index), found.end(index)) for index in range(len(found))]
    assert places == sorted(places)
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert all(one[1] < two[0] for one, two in pairwise(places))
    again = [skeleton for start, end in places for skeleton in words(text[start:end]).skeletons]
    assert again == list(found.skeletons)


@given(TEXTS)
def test_a_words_skeleton_is_the_one_that_its_form_has(text: str) -> None:
    assert list(words(text).skeletons) == [form.skeleton for form in words(text)]
    assert all(words(text).skeletons)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("from the F B I, today", ["from", "the", "fbi", "today"]),
        ("F. B. I.", ["fbi"]),
        ("the U S   D O J", ["the", "u", "s", "doj"]),
        ("I saw a c a r", ["i", "saw", "a", "c", "a", "r"]),
        ("A B", ["a", "b"]),
        ("A B C D E F", ["abcdef"]),
        ("D - O - J", ["d", "o", "j"]),
    ],
)
def test_three_capitals_in_a_row_spell_one_word(text: str, expected: list[str]) -> None:
    assert forms(text) == expected


def test_letters_that_look_alike_spelled_out_look_as_in_one_word() -> None:
    assert words("B U R N").skeletons == words("BURN").skeletons


def test_what_takes_no_room_is_no_word_and_stands_between_none() -> None:
    assert forms("Federal \u200b Bureau ' of . Investigation") == ["federal", "bureau", "of", "investigation"]


def test_words_longer_than_any_name_are_told_by_their_beginning() -> None:
    (one,) = words("x" * 10_000)
    assert one.plain == "x" * 64
    assert words("x" * 10_000).end(0) == 10_000
