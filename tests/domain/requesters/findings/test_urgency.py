"""Haste without a legal reason."""

import pytest

from custom_components.ring_guard.domain.model import FindingKind
from tests.domain.requesters.findings import noticed

KIND = FindingKind.URGENCY


@pytest.mark.parametrize(
    "text",
    [
        "URGENT: Springfield PD needs the video",
        "send it within the next hour",
        "this is time sensitive, do not wait",
        "Es muy urgente, mándelo hoy mismo",
        "envíelo de inmediato",
    ],
)
def test_haste_is_noticed(text):
    assert noticed(text)[KIND].evidence


@pytest.mark.parametrize(
    "text",
    [
        "this is not urgent, whenever you have a moment",
        "as soon as possible, if you can",
        "the door of the urgent care clinic",
        "he was arrested immediately after the theft",
        "if you see him, call 911 immediately",
        "no es urgente",
        "Emergency: a child is missing, please look right now",
        "a court order, signed by a judge: answer within 24 hours",
    ],
)
def test_patience_and_legal_reasons_are_not(text):
    assert KIND not in noticed(text)
