"""Threats, and no choice left."""

import pytest

from custom_components.ring_guard.domain.model import FindingKind
from tests.domain.requesters.findings import noticed

KIND = FindingKind.PRESSURE


@pytest.mark.parametrize(
    "text",
    [
        "You are required to hand it over",
        "failure to comply will lead to your arrest",
        "Residents who refuse may be charged with obstruction",
        "we will come back and take the whole system",
        "do not tell anyone",
        "Está obligado a entregar el video",
        "Si no entrega el video será arrestado",
    ],
)
def test_pressure_is_noticed(text):
    assert noticed(text)[KIND].evidence


@pytest.mark.parametrize(
    "text",
    [
        "You are not required to share anything",
        "The suspect was arrested and faces a hearing",
        "If you'd rather not, nothing happens",
        "No está obligado a responder",
        "Please share.\nIf you received this in error you must delete it; unauthorized disclosure may be a criminal offense.",
        "Si recibió este correo por error, está obligado a borrarlo; es confidencial.",
        "We ask kindly for video of a stolen bike on Elm.\n\nOn Monday Home wrote:\n> Will I be arrested? You must comply, he said.",
    ],
)
def test_honest_words_and_small_print_are_not(text):
    assert KIND not in noticed(text)


def test_nobody_hides_a_threat_in_a_quotation_that_says_everything():
    assert KIND in noticed("See below.\n> You must comply or you will be arrested.")
