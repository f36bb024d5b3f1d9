"""Passwords, codes and money."""

import pytest

from custom_components.ring_guard.domain.model import FindingKind, Severity
from tests.domain.requesters.findings import noticed

KIND = FindingKind.PHISHING


@pytest.mark.parametrize(
    "text",
    [
        "Confirm your Ring password to release the footage",
        "reply with the six-digit code that we texted you",
        "pay the fine in gift cards",
        "send the $300 bond by Zelle",
        "To continue, enter your social security number",
        "Confirme su contraseña y el código de verificación",
        "Pague la multa con tarjetas de regalo",
    ],
)
def test_asking_for_secrets_or_money_is_suspicious(text):
    assert noticed(text)[KIND].severity is Severity.SUSPICIOUS


@pytest.mark.parametrize(
    "text",
    [
        "Ring never asks for your password by email",
        "Never send passwords or payment by e-mail. The police will never ask for gift cards.",
        "gift cards and her password notebook were in the stolen purse",
        "Nunca pedimos contraseñas",
    ],
)
def test_warning_of_it_is_none(text):
    assert KIND not in noticed(text)
