"""A national body behind a request: named, copied, writing, or known by its papers."""

import pytest

from custom_components.ring_guard.domain.model import FindingKind
from tests.domain.requesters.findings import mail, noticed

KIND = FindingKind.FEDERAL_INTEREST
LOCAL = "Springfield Police Department, case 26-1234, asks for video. "


@pytest.mark.parametrize(
    "text",
    [
        LOCAL + "The FBI is assisting us.",
        LOCAL + "We hold an administrative warrant.",
        LOCAL + "Reason: ICE+ERO.",
        LOCAL + "Federal agents will see it.",
        LOCAL + "The U.S. Attorney's Office is interested.",
        "Departamento de Policía de Encino, caso 26-1: colaboramos con agentes federales.",
        "Policía de Encino, caso 26-1, junto con la Patrulla Fronteriza.",
        LOCAL + "A pro\u200btest? No, but fe\u200bderal agents ask.",
    ],
)
def test_words_and_names_give_it_away(text):
    assert noticed(text)[KIND].evidence


def test_copy_to_a_federal_address_gives_it_away():
    assert "dea.gov" in noticed(mail(LOCAL, more="Cc: Agent <agent@dea.gov>\r\n"), "message/rfc822")[KIND].evidence


def test_older_message_by_a_federal_body_gives_it_away():
    body = (
        LOCAL + "See below.\r\n\r\n-----Original Message-----\r\nFrom: Agent <agent@ice.gov>\r\n\r\nGet us the video."
    )
    assert "ice.gov" in noticed(mail(body), "message/rfc822")[KIND].evidence


@pytest.mark.parametrize(
    "text",
    [
        LOCAL,
        LOCAL + "It happened at Federal Street, by the Federal Credit Union.",
        LOCAL + "A man who claimed to be from the FBI rang at your door.",
        LOCAL + "He wore a fake ICE vest.",
        LOCAL + "It happened at the ICE RINK.",
        LOCAL + "Tips about terrorism go to the FBI.",
        "Federal Way Police Department, case 26-1234, asks for video.",
        LOCAL + "\n\nOn Monday Home wrote:\n> My cousin is an FBI agent and says to ask you this.",
        "Policía de Encino, caso 26-1: un hombre se hizo pasar por agente del FBI.",
    ],
)
def test_name_without_a_part_in_it_does_not(text):
    assert KIND not in noticed(text)
