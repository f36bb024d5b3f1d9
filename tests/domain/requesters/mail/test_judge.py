"""What each finding about a mail is worth: how sure who asks is, what stays possible, and in which words it is said."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from custom_components.ring_guard.domain.model import (
    ALL_LEVELS,
    Assurance,
    AssuredParty,
    DmarcPolicy,
    DmarcRecord,
    Level,
    MailAddress,
    MailEvidence,
    MailProblem,
    MailSignature,
    Recipient,
    ServerVerdict,
    SignatureResult,
    System,
)
from custom_components.ring_guard.domain.requesters import Registry
from custom_components.ring_guard.domain.requesters.lists import ListFormat
from custom_components.ring_guard.domain.requesters.mail import MAIL_REASON_KEYS, Standing, judge
from tests.domain.requesters.lists.samples import OWN, read, registry

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
LISTED = registry(read(OWN, ListFormat.OWN_TABLE, "mine", "Mine"))
FEDERAL = frozenset({Level.FEDERAL})
UNVERIFIED, CONTRADICTED = Assurance.UNVERIFIED, Assurance.CONTRADICTED
VOUCHED, VERIFIED = Assurance.PLATFORM_VOUCHED, Assurance.DOMAIN_VERIFIED


def signature(domain: str = "fbi.gov", result: SignatureResult = SignatureResult.VALID, **known: Any) -> MailSignature:
    return MailSignature(
        domain=domain, registered=domain, selector="s1", algorithm="rsa-sha256", result=result, **known
    )


def from_host(host: str, **found: Any) -> MailEvidence:
    """Return what was found about a mail from a host."""
    sender = MailAddress(name="", address=f"officer@{host}", host=host, registered=".".join(host.split(".")[-2:]))
    return MailEvidence(**{"sender": sender, "dmarc_known": True, "delivered_at": NOON, **found})


def signed_by(host: str, **known: Any) -> MailEvidence:
    """Return what was found about a mail that its own host signed."""
    return from_host(host, signatures=(signature(host, **known),))


def server_says(method: str, result: str) -> tuple[ServerVerdict, ...]:
    return (ServerVerdict(method=method, result=result, domain="fbi.gov", registered="fbi.gov"),)


@dataclass(frozen=True, kw_only=True)
class Case:
    """Some evidence, and what has to follow from it."""

    mail: MailEvidence
    assurance: Assurance
    keys: tuple[str, ...]
    levels: frozenset[Level] = ALL_LEVELS
    claimed: frozenset[Level] = frozenset()
    system: System = System.PLAIN
    known: Registry = field(default_factory=Registry.builtin)

    def standing(self) -> Standing:
        return judge(self.mail, self.claimed, self.system, self.known)


REJECT = DmarcRecord(policy=DmarcPolicy.REJECT, strict=False)
BROKEN = signature(result=SignatureResult.BROKEN)

CASES = {
    "a known body signed": Case(
        mail=signed_by("fbi.gov"),
        assurance=VERIFIED,
        keys=("mail_signature_valid", "mail_signed_by_body"),
        levels=FEDERAL,
    ),
    "it claims to be another": Case(
        mail=signed_by("fbi.gov"),
        claimed=frozenset({Level.MUNICIPAL}),
        assurance=VERIFIED,
        keys=("mail_signature_valid", "mail_signed_by_body", "mail_claim_contradicts"),
        levels=FEDERAL | {Level.MUNICIPAL},
    ),
    "a body of a list signed": Case(
        mail=signed_by("only-a-domain.example"),
        known=LISTED,
        assurance=VERIFIED,
        keys=("mail_signature_valid", "mail_signed_by_listed"),
    ),
    "nobody known signed": Case(
        mail=signed_by("nobody.example"), assurance=VERIFIED, keys=("mail_signature_valid", "mail_signed_by_unknown")
    ),
    "anybody can sign there": Case(
        mail=signed_by("gmail.com"), assurance=UNVERIFIED, keys=("mail_signature_valid", "mail_signed_by_anybody")
    ),
    "a platform signed its own wording": Case(
        mail=signed_by("ring.com"),
        system=System.RING_COMMUNITY_REQUEST,
        assurance=VOUCHED,
        keys=("mail_signature_valid", "mail_signed_by_platform"),
    ),
    "a platform signed another's wording": Case(
        mail=signed_by("ring.com"),
        system=System.AXON_COMMUNITY_REQUEST,
        assurance=UNVERIFIED,
        keys=("mail_signature_valid", "mail_other_platform"),
    ),
    "the household's server confirms": Case(
        mail=from_host("fbi.gov", server=server_says("dmarc", "pass")),
        assurance=VERIFIED,
        keys=("mail_server_confirms", "mail_signed_by_body"),
        levels=FEDERAL,
    ),
    "the household's server refuses": Case(
        mail=from_host("fbi.gov", signatures=(signature(),), server=server_says("dmarc", "fail")),
        assurance=CONTRADICTED,
        keys=("mail_server_refuses",),
    ),
    "the domain refuses what it did not sign": Case(
        mail=from_host("fbi.gov", dmarc=REJECT), assurance=CONTRADICTED, keys=("mail_policy_refuses",)
    ),
    "the domain refuses what is broken": Case(
        mail=from_host("fbi.gov", dmarc=REJECT, signatures=(BROKEN,)),
        assurance=CONTRADICTED,
        keys=("mail_policy_refuses",),
    ),
    "the key of a refusing domain cannot be looked up": Case(
        mail=from_host("fbi.gov", dmarc=REJECT, signatures=(signature(result=SignatureResult.UNREACHABLE),)),
        assurance=UNVERIFIED,
        keys=("mail_signature_unreachable",),
    ),
    "signed long ago": Case(
        mail=signed_by("fbi.gov", signed_at=NOON - timedelta(days=6)),
        assurance=UNVERIFIED,
        keys=("mail_signature_valid", "mail_old"),
    ),
    "signed for somebody else": Case(
        mail=from_host("fbi.gov", signatures=(signature(signed=frozenset({"to"})),), recipient=Recipient.SOMEBODY_ELSE),
        assurance=UNVERIFIED,
        keys=("mail_signature_valid", "mail_for_somebody_else"),
    ),
    "not signed": Case(mail=from_host("fbi.gov"), assurance=UNVERIFIED, keys=("mail_unsigned",)),
    "several senders": Case(
        mail=MailEvidence(problems=frozenset({MailProblem.SEVERAL_SENDERS})),
        assurance=CONTRADICTED,
        keys=("mail_problem_several_senders",),
    ),
    **{
        f"signature {result}": Case(
            mail=from_host("fbi.gov", signatures=(signature(result=result),)),
            assurance=UNVERIFIED,
            keys=(f"mail_signature_{result}",),
        )
        for result in SignatureResult
        if result is not SignatureResult.VALID
    },
    **{
        f"problem {problem}": Case(
            mail=from_host("fbi.gov", signatures=(signature(),), problems=frozenset({problem})),
            assurance=UNVERIFIED,
            keys=(f"mail_problem_{problem}",),
        )
        for problem in MailProblem
        if problem is not MailProblem.SEVERAL_SENDERS
    },
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_evidence_is_worth_what_it_proves_and_no_more(case: Case) -> None:
    standing = case.standing()
    assert (standing.assurance, tuple(reason.key for reason in standing.reasons)) == (case.assurance, case.keys)
    assert standing.possible_levels == case.levels
    assert (standing.proven_domain is None) is (case.assurance < VOUCHED)


def test_every_reason_about_a_mail_uses_a_listed_key_and_each_of_them_is_used() -> None:
    used = {reason.key for case in CASES.values() for reason in case.standing().reasons}
    assert used == set(MAIL_REASON_KEYS)


@pytest.mark.parametrize(
    ("case", "party", "agency"),
    [
        ("a known body signed", AssuredParty.AGENCY, "fbi"),
        ("it claims to be another", AssuredParty.AGENCY, None),
        ("a body of a list signed", AssuredParty.AGENCY, None),
        ("a platform signed its own wording", AssuredParty.PLATFORM, None),
        ("nobody known signed", None, None),
        ("not signed", None, None),
    ],
)
def test_whose_word_it_is_is_told(case: str, party: AssuredParty | None, agency: str | None) -> None:
    standing = CASES[case].standing()
    assert (standing.assured, standing.proven_agency) == (party, agency)


def test_a_signature_counts_for_the_senders_own_domain_alone() -> None:
    elsewhere = from_host("fbi.gov", signatures=(signature("nobody.example", SignatureResult.UNRELATED),))
    assert judge(elsewhere, frozenset(), System.PLAIN, Registry.builtin()).proven_domain is None
    strict = DmarcRecord(policy=DmarcPolicy.NONE, strict=True)
    confirmed = from_host("mail.fbi.gov", dmarc=strict, server=server_says("dkim", "pass"))
    assert judge(confirmed, frozenset(), System.PLAIN, Registry.builtin()).proven_domain is None
