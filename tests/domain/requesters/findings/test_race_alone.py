"""Somebody described by origin alone."""

import pytest

from custom_components.ring_guard.domain.model import FindingKind
from tests.domain.requesters.findings import noticed

KIND = FindingKind.RACE_ALONE


@pytest.mark.parametrize(
    "text",
    [
        "Suspect: Black male.",
        "anything with Latino males",
        "Send video of Middle Eastern men",
        "El sospechoso es un hombre hispano.",
        "Sospechoso: varón negro",
    ],
)
def test_origin_alone_is_noticed(text):
    assert noticed(text)[KIND].evidence


@pytest.mark.parametrize(
    "text",
    [
        "White male, about 6 feet tall, gray hoodie",
        "a Black man with a limp",
        "a white trailer and a black Honda",
        "an Asian art print on the wall",
        "Hombre hispano, sudadera roja, tatuaje en el cuello",
        "la camioneta negra de un hombre",
    ],
)
def test_description_with_more_to_it_is_not(text):
    assert KIND not in noticed(text)
