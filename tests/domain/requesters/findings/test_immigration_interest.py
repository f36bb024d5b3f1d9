"""Immigration enforcement behind a request."""

import pytest

from custom_components.ring_guard.domain.model import FindingKind
from tests.domain.requesters.findings import mail, noticed

KIND = FindingKind.IMMIGRATION_INTEREST


@pytest.mark.parametrize(
    "text",
    [
        "Springfield PD asks who is undocumented",
        "Springfield PD has a removal order",
        "Springfield PD, copy to ERO",
        "We check the immigration status of the workers",
        "La policía pregunta por los indocumentados",
        "Vino la migra",
        "Tienen una orden de deportación",
    ],
)
def test_words_and_names_give_it_away(text):
    assert noticed(text)[KIND].evidence


def test_copy_to_an_immigration_body_gives_it_away():
    assert KIND in noticed(mail("Springfield PD asks.", more="Cc: x@ice.dhs.gov\r\n"), "message/rfc822")


@pytest.mark.parametrize(
    "text",
    [
        "Springfield PD: removal of the wrecks took until nine, there was black ice",
        "The dog ran off at the bird sanctuary",
        "Springfield PD: your card says Visa",
        "Las aves de migración pasaron por el lago",
    ],
)
def test_other_meanings_do_not(text):
    assert KIND not in noticed(text)
