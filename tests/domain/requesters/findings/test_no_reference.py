"""Somebody who keeps files and names none."""

import pytest

from custom_components.ring_guard.domain.model import FindingKind
from tests.domain.requesters.findings import noticed

KIND = FindingKind.NO_REFERENCE


@pytest.mark.parametrize(
    "text",
    [
        "Springfield Police Department asks for video",
        "I am an attorney and would like to see your video",
        "La Policía de Encino pide el video",
    ],
)
def test_body_without_a_number_is_noticed(text):
    assert KIND in noticed(text)


@pytest.mark.parametrize(
    "text",
    [
        "Springfield Police Department, case 26-1234, asks for video",
        "Springfield Police Department, report number 26-1234, asks for video",
        "Policía de Encino, caso 26-80, pide el video",
        "Policía de Encino, número de expediente L-26-90",
        "Hi, I'm your neighbor, did you see my cat?",
        "Reporter Example, Channel 9 News",
    ],
)
def test_number_or_private_asker_is_not(text):
    assert KIND not in noticed(text)
