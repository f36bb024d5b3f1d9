"""Which words of a message are its writer's own."""

import pytest

from custom_components.ring_guard.domain.passages import own_words, quoted, sentence_at, without_footers

OWN = "Could you look at your camera for Tuesday, please? Officer Example"


@pytest.mark.parametrize(
    "older",
    [
        "\n> who are you?\n> and why?",
        "\n\nOn Tuesday, Home wrote:\n> who are you?",
        "\n\nOn Tuesday, Home wrote:\nwho are you?",
        "\n\n-----Original Message-----\nFrom: Home\n\nwho are you?",
        "\n\nEl martes, Casa escribió:\n> who are you?",
    ],
)
def test_older_message_is_not_the_writers_own(older):
    text = f"From: Officer <o@x.example>\n\n{OWN}{older}"
    assert "who are you" not in own_words(text, quoted(text))
    assert OWN in own_words(text, quoted(text))


def test_answer_below_the_quotation_is_the_writers_own():
    text = f"On Tuesday, Home wrote:\n> who are you?\n\n{OWN}"
    assert own_words(text, quoted(text)).strip() == OWN


def test_message_that_is_passed_on_is_the_writers_own():
    text = (
        f"Can you help with this one, please? It is ours.\n\n---------- Forwarded message ---------\nFrom: B\n\n{OWN}"
    )
    assert quoted(text) == ()


@pytest.mark.parametrize("text", ["> " + OWN, f"See below.\n> {OWN}", f"Hi.\n-----Original Message-----\n{OWN}", ""])
def test_message_that_says_nothing_else_says_what_it_quotes(text):
    assert quoted(text) == ()


def test_sentence_ends_at_its_stops_and_never_goes_far():
    assert sentence_at("one. two three! four", 8, 3) == "two three!"
    assert len(sentence_at("x" * 8_000, 4_000, 1)) < 700


def test_only_the_sentences_of_small_print_are_left_out():
    assert without_footers("send it. if you received this in error, delete it. thanks").split() == [
        "send",
        "it.",
        "thanks",
    ]
