"""A joint body behind a request."""

import pytest

from custom_components.ring_guard.domain.model import FindingKind
from tests.domain.requesters.findings import noticed

KIND = FindingKind.TASK_FORCE


@pytest.mark.parametrize(
    "text",
    [
        "Springfield PD, assigned to HIDTA",
        "Springfield PD for the JTTF",
        "Springfield PD, Inland Regional Gang Task Force",
        "Policía de Encino, grupo de trabajo conjunto con la DEA",
    ],
)
def test_joint_body_is_noticed(text):
    assert noticed(text)[KIND].evidence


def test_ordinary_request_has_none():
    assert KIND not in noticed("Springfield Police Department is working on case 26-1 with all its force.")
