"""Lawful assembly."""

import pytest

from custom_components.ring_guard.domain.model import FindingKind
from tests.domain.requesters.findings import noticed

KIND = FindingKind.PROTEST


@pytest.mark.parametrize(
    "text",
    [
        "Springfield PD wants video of everyone who marched",
        "who attended the union picket line",
        "names of the people at the vigil",
        "faces of demonstrators",
        "Queremos identificar a los manifestantes",
        "quién fue a la huelga",
    ],
)
def test_assembly_is_noticed(text):
    assert noticed(text)[KIND].evidence


@pytest.mark.parametrize(
    "text",
    [
        "a demonstration car was stolen",
        "it happened in March, on March Street",
        "the dealer protested that the gate was shut",
        "the sign of Rally's restaurant",
        "la camioneta dio marcha atrás",
    ],
)
def test_other_meanings_are_not(text):
    assert KIND not in noticed(text)


def test_older_message_below_does_not_count():
    text = "Springfield PD, case 26-1, asks for video of a stolen bike.\n\nOn Monday Home wrote:\n> Is it about the protest?"
    assert KIND not in noticed(text)
