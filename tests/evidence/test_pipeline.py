"""From the raw bytes of a signed mail to a decision, with real signatures and a real name server."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from custom_components.ring_guard.domain.lifecycle import Life, State
from custom_components.ring_guard.domain.model import Assurance, AssuredParty, Level, SourceKind
from custom_components.ring_guard.ledger import Ledger
from custom_components.ring_guard.pipeline.intake import Intake
from tests.pipeline.conftest import NOON, Line

from .conftest import Office, arrival
from .mails import NOW, mail, signed

pytestmark = pytest.mark.loopback


class MailLine(Line):
    """The line, with an intake for mails."""

    number_of_mails = 0

    async def post(self, office: Office, raw: bytes) -> Life:
        """Hand in a mail and return what became of it."""
        self.number_of_mails += 1
        mails = Intake(
            self.ledger,
            self.lives,
            self.house,
            lambda: self.now,
            kinds=frozenset({SourceKind.MAILBOX}),
            gather=office.examiner.examine,
        )
        await self.ledger.record_arrival(arrival(raw, number=self.number_of_mails))
        assert await mails.take_batch() == 1
        return self.steps[-1]


@pytest.fixture
async def line(tmp_path: Path) -> AsyncIterator[MailLine]:
    assert NOW == NOON
    ledger = await Ledger.open(tmp_path / "ledger")
    yield MailLine(ledger)
    await ledger.close()


async def test_mail_signed_by_a_federal_domain_is_declined(office: Office, line: MailLine) -> None:
    office.publish("fbi.gov")
    raw = mail("Special Agent Example <agent@fbi.gov>", text="I ask for video of your street, case 26-1234.\n")
    life = await line.post(office, signed(raw, "fbi.gov"))
    requester = life.request.requester
    assert (requester.assurance, requester.assured) == (Assurance.DOMAIN_VERIFIED, AssuredParty.AGENCY)
    assert (requester.proven_domain, requester.proven_agency) == ("fbi.gov", "fbi")
    assert requester.possible_levels == {Level.FEDERAL}
    assert (life.state, life.decision.deciding.rule_id) == (State.DECLINED, "federal")
