"""A pregnancy, an abortion, gender care."""

import pytest

from custom_components.ring_guard.domain.model import FindingKind
from tests.domain.requesters.findings import noticed

KIND = FindingKind.REPRODUCTIVE_OR_GENDER_CARE


@pytest.mark.parametrize(
    "text",
    [
        "who went into the abortion clinic",
        "the driver who took her to Planned Parenthood",
        "a minor on hormone therapy",
        "quién entró a la clínica de abortos",
        "buscamos a la mujer que abortó",
    ],
)
def test_care_is_noticed(text):
    assert noticed(text)[KIND].evidence


@pytest.mark.parametrize(
    "text", ["a pregnant nurse lost her purse", "the family clinic was robbed", "an aborted landing"]
)
def test_other_meanings_are_not(text):
    assert KIND not in noticed(text)
