"""From the raw bytes of a signed mail to a decision, with real signatures and a real name server."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from custom_components.ring_guard.domain.lifecycle import Life, State
from custom_components.ring_guard.domain.model import (
    ALL_LEVELS,
    Assurance,
    AssuredParty,
    Effect,
    FindingKind,
    Level,
    Severity,
    SourceKind,
    System,
    from_plain,
    to_plain,
)
from custom_components.ring_guard.domain.policy import PRESETS, Among, Attribute, PresetName, Rule
from custom_components.ring_guard.domain.requesters import SENTENCE_KEYS, who_asks
from custom_components.ring_guard.domain.requesters.mail import MailContext
from custom_components.ring_guard.ledger import Ledger
from custom_components.ring_guard.pipeline.intake import Intake
from tests.pipeline.conftest import NOON, Line

from .conftest import Office, arrival
from .mails import NOW, mail, signed

pytestmark = pytest.mark.loopback


class MailLine(Line):
    """The line, with an intake for mails."""

    number_of_mails = 0

    async def post(self, office: Office, raw: bytes, **changes) -> Life:
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
        await self.ledger.record_arrival(arrival(raw, number=self.number_of_mails, **changes))
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


ASKS = "Springfield Police Department, case 26-1234, asks for video of a theft on 2026-11-20 from 14:00 to 14:01.\n"


def findings(life: Life) -> dict[FindingKind, Severity]:
    return {found.kind: found.severity for found in life.request.findings}


def sentence(life: Life) -> tuple[str, dict[str, str]]:
    found = who_asks(life.request)
    assert found.key in SENTENCE_KEYS
    return found.key, dict(found.placeholders)


async def test_mail_of_an_unlisted_domain_proves_the_domain_and_nobodys_level(office: Office, line: MailLine) -> None:
    office.publish("springfieldpd.example")
    raw = mail("Springfield Police <records@springfieldpd.example>", text=ASKS)
    life = await line.post(office, signed(raw, "springfieldpd.example"))
    requester = life.request.requester
    assert (requester.assurance, requester.assured) == (Assurance.DOMAIN_VERIFIED, None)
    assert (requester.proven_domain, requester.possible_levels) == ("springfieldpd.example", ALL_LEVELS)
    assert life.state is State.AWAITING_CONFIRMATION
    assert sentence(life)[0] == "signed_unlisted"


async def test_mail_of_a_state_is_of_that_level_and_says_so(office: Office, line: MailLine) -> None:
    office.publish("ca.gov")
    raw = mail("California Highway Patrol <records@chp.ca.gov>", text="We ask for video, case 26-1234.\n")
    life = await line.post(office, signed(raw, "ca.gov"))
    assert life.request.requester.possible_levels == {Level.STATE}
    assert life.state is State.AWAITING_CONFIRMATION
    assert sentence(life) == (
        "signed",
        {"name": "California Highway Patrol", "domain": "ca.gov", "body": "state"},
    )


async def test_claim_beside_the_proven_domain_leaves_both_possible(office: Office, line: MailLine) -> None:
    office.publish("fbi.gov")
    raw = mail("Springfield Police Department <agent@fbi.gov>", text=ASKS)
    life = await line.post(office, signed(raw, "fbi.gov"))
    requester = life.request.requester
    assert requester.possible_levels == {Level.FEDERAL, Level.MUNICIPAL}
    assert requester.proven_agency is None
    assert FindingKind.CLAIM_CONTRADICTS_DOMAIN in findings(life)
    assert sentence(life)[0] == "signed_other"
    assert life.state is State.DECLINED


async def test_federal_name_over_another_domain_is_declined_by_its_claim(office: Office, line: MailLine) -> None:
    office.publish("ca.gov")
    raw = mail("FBI <records@ca.gov>", text="The FBI asks for video of your street.\n")
    life = await line.post(office, signed(raw, "ca.gov"))
    assert life.state is State.DECLINED
    assert Level.FEDERAL in life.request.requester.possible_levels
    assert FindingKind.CLAIM_CONTRADICTS_DOMAIN in findings(life)


@pytest.mark.parametrize("host", ["ring.com", "rs.ring.com"])
async def test_platform_vouches_for_itself_and_never_for_the_agency_it_names(
    office: Office, line: MailLine, host: str
) -> None:
    office.publish(host)
    text = (
        "The Springfield Police Department posted a Community Request in Ring Neighbors. Investigation code: AB-12345\n"
    )
    life = await line.post(office, signed(mail(f"Ring <no-reply@{host}>", text=text), host))
    requester = life.request.requester
    assert (requester.assurance, requester.assured) == (Assurance.PLATFORM_VOUCHED, AssuredParty.PLATFORM)
    assert (requester.possible_levels, requester.proven_agency) == (ALL_LEVELS, None)
    key, gaps = sentence(life)
    assert (key, gaps["platform"], gaps["domain"]) == ("platform", "Ring", "ring.com")


async def test_platform_that_words_its_mail_as_anothers_proves_nothing(office: Office, line: MailLine) -> None:
    office.publish("evidence.com")
    text = "Search Party: a neighbor lost a dog near you. Ring Search Party looks for a lost dog.\n"
    life = await line.post(
        office, signed(mail("Axon <x@evidence.com>", subject="Ring Search Party", text=text), "evidence.com")
    )
    assert life.request.system is System.RING_SEARCH_PARTY
    assert life.request.requester.assurance is Assurance.UNVERIFIED
    assert "mail_other_platform" in {reason.key for reason in life.request.requester.reasons}
    assert findings(life)[FindingKind.CLAIM_CONTRADICTS_DOMAIN] is Severity.SUSPICIOUS


async def test_address_that_anybody_can_have_proves_no_body(office: Office, line: MailLine) -> None:
    office.publish("gmail.com")
    life = await line.post(office, signed(mail("Springfield Police <x@gmail.com>", text=ASKS), "gmail.com"))
    assert life.request.requester.assurance is Assurance.UNVERIFIED
    assert sentence(life)[0] == "signed_anybody"


async def test_unsigned_mail_is_unverified_and_against_the_domains_wish_contradicted(
    office: Office, line: MailLine
) -> None:
    raw = mail("Springfield Police <x@ca.gov>", text=ASKS)
    assert (await line.post(office, raw)).request.requester.assurance is Assurance.UNVERIFIED
    office.server.texts["_dmarc.fbi.gov"] = ["v=DMARC1; p=reject"]
    life = await line.post(office, mail("FBI <x@fbi.gov>", text="Case 26-9, we ask for video.\n"))
    assert life.request.requester.assurance is Assurance.CONTRADICTED
    assert sentence(life) == ("contradicted", {"name": "FBI", "domain": "fbi.gov"})


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ("v=DMARC1; p=reject", Assurance.CONTRADICTED),
        ("v=DMARC1; p=none; sp=reject", Assurance.UNVERIFIED),
        ("v=DMARC1; p=quarantine", Assurance.UNVERIFIED),
        ("v=DMARC1; p=reject; pct=50", Assurance.UNVERIFIED),
    ],
)
async def test_broken_signature_alone_is_no_forgery(
    office: Office, line: MailLine, policy: str, expected: Assurance
) -> None:
    office.publish("ca.gov", dmarc=policy)
    life = await line.post(office, signed(mail("<x@ca.gov>", text=ASKS), "ca.gov") + b"-- a list\r\n")
    assert life.request.requester.assurance is expected


async def test_dns_out_of_reach_is_unverified_and_never_forged(office: Office, line: MailLine) -> None:
    raw = signed(mail("<x@ca.gov>", text=ASKS), "ca.gov")
    office.server.failing |= {"_dmarc.ca.gov", "s1._domainkey.ca.gov"}
    life = await line.post(office, raw)
    requester = life.request.requester
    assert requester.assurance is Assurance.UNVERIFIED
    assert "mail_signature_unreachable" in {reason.key for reason in requester.reasons}


async def test_old_mail_that_is_sent_again_proves_nothing(office: Office, line: MailLine) -> None:
    office.publish("ca.gov")
    raw = signed(mail("<x@ca.gov>", text=ASKS, date=NOW), "ca.gov", at=NOW)
    life = await line.post(office, raw, received_at=NOW + timedelta(days=30))
    assert life.request.requester.assurance is Assurance.UNVERIFIED
    assert findings(life)[FindingKind.REPLAYED] is Severity.SUSPICIOUS
    assert sentence(life)[0] == "sent_again"


async def test_hub_that_was_away_takes_an_old_mail_for_what_its_server_says(office: Office, line: MailLine) -> None:
    office.publish("ca.gov")
    received = b"Received: from a by mx.example.net; Sat, 21 Nov 2026 12:00:30 +0000\r\n"
    raw = received + signed(mail("<x@ca.gov>", text=ASKS), "ca.gov")
    life = await line.post(office, raw, received_at=NOW + timedelta(days=30))
    assert life.request.requester.assurance is Assurance.DOMAIN_VERIFIED


async def test_mail_that_was_signed_for_somebody_else_proves_nothing(office: Office, line: MailLine) -> None:
    office.publish("ca.gov")
    raw = mail("<x@ca.gov>", to="victim@other.example", text=ASKS)
    life = await line.post(office, signed(raw, "ca.gov"))
    assert life.request.requester.assurance is Assurance.UNVERIFIED
    assert findings(life)[FindingKind.REPLAYED] is Severity.CONCERN
    blind = mail("<x@ca.gov>", to="victim@other.example", text=ASKS.replace("26-1234", "26-5678"))
    life = await line.post(office, signed(blind, "ca.gov", include_headers=[b"from", b"subject", b"date"]))
    assert findings(life)[FindingKind.REPLAYED] is Severity.NOTICE
    office.context = MailContext()
    unknown = mail("<x@ca.gov>", to="victim@other.example", text=ASKS.replace("26-1234", "26-9999"))
    assert FindingKind.REPLAYED not in findings(await line.post(office, signed(unknown, "ca.gov")))


async def test_own_servers_word_counts_where_it_is_named(office: Office, line: MailLine) -> None:
    raw = b"Authentication-Results: mx.example.net; dmarc=pass header.from=ca.gov\r\n" + mail("<x@ca.gov>", text=ASKS)
    assert (await line.post(office, raw)).request.requester.assurance is Assurance.UNVERIFIED
    office.context = MailContext(authserv_id="mx.example.net")
    life = await line.post(office, raw)
    assert (life.request.requester.assurance, life.request.requester.proven_domain) == (
        Assurance.DOMAIN_VERIFIED,
        "ca.gov",
    )
    office.context = MailContext(authserv_id="MX.example.net")
    life = await line.post(office, raw)
    assert life.request.requester.assurance is Assurance.UNVERIFIED
    assert findings(life)[FindingKind.FORGED_RESULTS] is Severity.SUSPICIOUS


async def test_own_server_that_says_fail_contradicts(office: Office, line: MailLine) -> None:
    office.context = MailContext(authserv_id="mx.example.net")
    raw = b"Authentication-Results: mx.example.net; dmarc=fail header.from=ca.gov\r\n" + mail("<x@ca.gov>", text=ASKS)
    assert (await line.post(office, raw)).request.requester.assurance is Assurance.CONTRADICTED


@pytest.mark.parametrize(
    ("sender", "more", "kind", "severity"),
    [
        ("<x@ca.gov>", "Reply-To: x@elsewhere.example\n", FindingKind.REPLY_ELSEWHERE, Severity.CONCERN),
        ("<x@ca.gov>", "Reply-To: x@elsewhere.ca.gov\n", FindingKind.REPLY_ELSEWHERE, None),
        ('"chief@fbi.gov" <x@ca.gov>', "", FindingKind.ADDRESS_IN_NAME, Severity.SUSPICIOUS),
        ('"x@chp.ca.gov" <x@ca.gov>', "", FindingKind.ADDRESS_IN_NAME, None),
        ("<x@fbi-gov.com>", "", FindingKind.LOOKALIKE_DOMAIN, Severity.SUSPICIOUS),
        ("<x@ca.gov>", "Reply-To: x@fbl.gov\n", FindingKind.LOOKALIKE_DOMAIN, Severity.SUSPICIOUS),
        ("<x@ca.gov>, <y@ca.gov>", "", FindingKind.SEVERAL_SENDERS, Severity.SUSPICIOUS),
    ],
)
async def test_what_a_forger_does_to_a_mails_addresses_is_found(
    office: Office, line: MailLine, sender: str, more: str, kind: FindingKind, severity: Severity | None
) -> None:
    life = await line.post(office, mail(sender, more=more, text=ASKS))
    assert findings(life).get(kind) is severity


async def test_reminder_of_the_same_proven_sender_joins_and_an_unproven_one_is_another_request(
    office: Office, line: MailLine
) -> None:
    office.publish("ca.gov")
    raw = mail("<x@ca.gov>", text=ASKS)
    first = await line.post(office, signed(raw, "ca.gov"))
    again = await line.post(office, signed(raw, "ca.gov"))
    assert (again.id, again.repeats) == (first.id, 1)
    unproven = await line.post(office, raw)
    assert (unproven.linked_to, unproven.id != first.id) == (first.id, True)


async def test_evidence_stands_in_the_ledger_beside_the_request(office: Office, line: MailLine) -> None:
    office.publish("ca.gov", dmarc="v=DMARC1; p=reject; adkim=s")
    life = await line.post(office, signed(mail("<x@ca.gov>", text=ASKS), "ca.gov"))
    (kept,) = await line.all()
    assert kept.request.mail == life.request.mail
    assert kept.request.mail is not None
    assert (kept.request.mail.dmarc_known, kept.request.mail.dmarc is not None) == (True, True)
    assert from_plain(type(life.request), to_plain(life.request)) == life.request


async def test_preset_ask_me_declines_certain_federal_and_asks_where_it_is_possible(
    office: Office, line: MailLine
) -> None:
    line.policy = PRESETS[PresetName.ASK_ME].policy(cameras=frozenset({"front", "back"}), time_zone="UTC")
    for domain in ("dhs.gov", "ca.gov", "springfieldpd.example", "ring.com"):
        office.publish(domain)
    asked = {
        "dhs.gov": mail("<x@cbp.dhs.gov>", text="Case 1: we ask for video of your street.\n"),
        "ca.gov": mail("<x@ca.gov>", text="Case 2: we ask for video of your street.\n"),
        "springfieldpd.example": mail("<x@springfieldpd.example>", text="Case 3: we ask for video of your street.\n"),
        "ring.com": mail("<x@ring.com>", text="Case 4: the FBI asks for video of your street.\n"),
    }
    decided = {name: (await line.post(office, signed(raw, name))).decision.effect for name, raw in asked.items()}
    assert decided == {
        "dhs.gov": Effect.DECLINE,
        "ca.gov": Effect.CONFIRM,
        "springfieldpd.example": Effect.CONFIRM,
        "ring.com": Effect.DECLINE,
    }


async def test_slow_name_server_holds_up_no_other_source(office: Office, line: MailLine) -> None:
    office.server.silent |= {"_dmarc.ca.gov", "s1._domainkey.ca.gov"}
    others = Intake(
        line.ledger, line.lives, line.house, lambda: line.now, kinds=frozenset(SourceKind) - {SourceKind.MAILBOX}
    )
    await line.ledger.record_arrival(arrival(signed(mail("<x@ca.gov>", text=ASKS), "ca.gov"), number=1))
    await line.receive({"agency": "Springfield Police Department", "message": "A parcel was taken."})
    assert await others.take_batch() == 1
    assert office.server.asked == []
    assert [life.request.source_kind for life in await line.all()] == [SourceKind.WEBHOOK]


@pytest.mark.parametrize("signer", ["springfield.gov", "mail.springfield.gov"])
async def test_mail_from_below_a_domain_fits_a_rule_that_names_the_domain(
    office: Office, line: MailLine, signer: str
) -> None:
    values = frozenset({"springfield.gov"})
    rule = Rule(
        id="city", name="City", effect=Effect.DECLINE, conditions=(Among(attribute=Attribute.DOMAIN, values=values),)
    )
    line.policy = replace(line.policy, rules=(rule,))
    office.publish(signer)
    life = await line.post(office, signed(mail("<records@mail.springfield.gov>", text=ASKS), signer))
    assert life.request.requester.proven_domain == "springfield.gov"
    assert (life.state, life.decision.deciding.rule_id) == (State.DECLINED, "city")
