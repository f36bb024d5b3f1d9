"""What a mail's evidence says of the one who asks: how sure, of whom, and which levels it leaves open.

Where something is missing, nothing is proven; only what speaks against a mail makes it contradicted. A domain proves
whoever has it and nobody whom the text names.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from ...model import (
    ALL_LEVELS,
    Assurance,
    AssuredParty,
    DmarcPolicy,
    Level,
    MailEvidence,
    MailProblem,
    Reason,
    SignatureResult,
    System,
)
from ..registry import KnownDomain, Registry
from .dmarc import counts_for
from .known import ANYBODYS, Platform, platform_of
from .replay import is_for_somebody_else, is_old, valid_signature

REASON_KEYS = (
    "mail_signature_valid",
    "mail_signed_by_body",
    "mail_signed_by_listed",
    "mail_signed_by_unknown",
    "mail_signed_by_anybody",
    "mail_signed_by_platform",
    "mail_other_platform",
    "mail_server_confirms",
    "mail_server_refuses",
    "mail_policy_refuses",
    "mail_claim_contradicts",
    "mail_old",
    "mail_for_somebody_else",
    "mail_unsigned",
    "mail_signature_broken",
    "mail_signature_expired",
    "mail_signature_no_key",
    "mail_signature_partial",
    "mail_signature_testing",
    "mail_signature_unreachable",
    "mail_signature_unrelated",
    "mail_signature_unusable",
    "mail_signature_weak",
    "mail_problem_doubled_header",
    "mail_problem_malformed",
    "mail_problem_no_sender",
    "mail_problem_several_senders",
    "mail_problem_too_large",
    "mail_problem_unexamined",
)
"""Every key that reasons about a mail use. Placeholders: `domain`, `level` (levels' values), `platform`, `name`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is established about the one who asks.

    `domain_levels` are those of whoever has the proven domain, None if none is proven or nobody knows whose it is.
    """

    assurance: Assurance = Assurance.UNVERIFIED
    assured: AssuredParty | None = None
    proven_domain: str | None = None
    proven_agency: str | None = None
    possible_levels: frozenset[Level] = ALL_LEVELS
    domain_levels: frozenset[Level] | None = None
    reasons: tuple[Reason, ...] = ()


def judge(mail: MailEvidence, claimed_levels: frozenset[Level], system: System, registry: Registry) -> Standing:
    """Judge a mail's evidence; `claimed_levels` are those that the message gives itself, whatever proves it."""
    against = _contradiction(mail)
    if against is not None:
        return Standing(assurance=Assurance.CONTRADICTED, reasons=(against,))
    proof = _proof(mail)
    if proof is None:
        return Standing(reasons=tuple(_why_not(mail)))
    if again := _sent_again(mail):
        return Standing(reasons=(proof, again))
    return _proven(mail, proof, claimed_levels, system, registry)


def _proven(
    mail: MailEvidence, proof: Reason, claimed_levels: frozenset[Level], system: System, registry: Registry
) -> Standing:
    """Say what follows from a proven domain."""
    assert mail.sender is not None
    domain = mail.sender.registered or mail.sender.host
    platform = platform_of(domain)
    if platform is not None:
        return _of_platform(platform, domain, proof, system)
    if domain in ANYBODYS:
        return Standing(reasons=(proof, _reason("mail_signed_by_anybody", domain)))
    known = registry.domain(mail.sender.host)
    if known is None:
        unknown = _reason("mail_signed_by_unknown", domain)
        return Standing(assurance=Assurance.DOMAIN_VERIFIED, proven_domain=domain, reasons=(proof, unknown))
    return _of_body(known, domain, proof, claimed_levels)


def _of_platform(platform: Platform, domain: str, proof: Reason, system: System) -> Standing:
    """Let a platform vouch for itself, unless its mail is worded as another's: then something is wrong with it."""
    placeholders = (("platform", platform.name), ("domain", domain))
    if system not in platform.systems:
        other = Reason(key="mail_other_platform", placeholders=(*placeholders, ("system", system.value)))
        return Standing(reasons=(proof, other), domain_levels=frozenset())
    return Standing(
        assurance=Assurance.PLATFORM_VOUCHED,
        assured=AssuredParty.PLATFORM,
        proven_domain=domain,
        reasons=(proof, Reason(key="mail_signed_by_platform", placeholders=placeholders)),
    )


def _of_body(known: KnownDomain, domain: str, proof: Reason, claimed_levels: frozenset[Level]) -> Standing:
    """Narrow the levels to those of whoever has the domain; what the message claims beside them stays possible."""
    beside = claimed_levels - known.levels
    reasons = (proof, _body(known, domain), *((_reason("mail_claim_contradicts", domain),) if beside else ()))
    return Standing(
        assurance=Assurance.DOMAIN_VERIFIED,
        assured=AssuredParty.AGENCY,
        proven_domain=domain,
        proven_agency=None if beside else known.agency,
        possible_levels=known.levels | beside,
        domain_levels=None if known.levels == ALL_LEVELS else known.levels,
        reasons=reasons,
    )


def _body(known: KnownDomain, domain: str) -> Reason:
    """Say whose a known domain is: which kind of body's, or by the name on the household's own list."""
    if known.levels == ALL_LEVELS:
        named = (("domain", domain), ("name", known.organisation or known.domain))
        return Reason(key="mail_signed_by_listed", placeholders=named)
    return Reason(
        key="mail_signed_by_body", placeholders=(("domain", domain), ("level", ",".join(sorted(known.levels))))
    )


def _contradiction(mail: MailEvidence) -> Reason | None:
    """Return what proves a mail false, None if nothing does.

    A broken signature does not: mailing lists break honest ones. It does where the domain asks that mail without its
    own signature be refused and everything about that could be looked up.
    """
    if MailProblem.SEVERAL_SENDERS in mail.problems:
        return Reason(key="mail_problem_several_senders")
    if mail.sender is None or _server_says(mail, "dmarc", "pass"):
        return None
    domain = mail.sender.registered or mail.sender.host
    if _server_says(mail, "dmarc", "fail"):
        return _reason("mail_server_refuses", domain)
    refused = mail.dmarc is not None and mail.dmarc.policy is DmarcPolicy.REJECT
    undecided = {SignatureResult.UNREACHABLE, SignatureResult.VALID, SignatureResult.PARTIAL, SignatureResult.UNUSABLE}
    open_still = any(one.result in undecided for one in mail.signatures) or _server_says(mail, "spf", "pass")
    return _reason("mail_policy_refuses", domain) if refused and not open_still else None


def _proof(mail: MailEvidence) -> Reason | None:
    """Return what proves the sender's domain: a signature that holds, or the word of the household's own server."""
    if mail.problems or mail.sender is None:
        return None
    domain = mail.sender.registered or mail.sender.host
    signature = valid_signature(mail)
    if signature is not None:
        return _reason("mail_signature_valid", signature.domain)
    if _server_says(mail, "dmarc", "pass") or _server_says(mail, "dkim", "pass"):
        return _reason("mail_server_confirms", domain)
    return None


def _sent_again(mail: MailEvidence) -> Reason | None:
    """Return why a valid signature may stand under a mail that was sent again, None if nothing speaks for that."""
    if is_old(mail):
        return Reason(key="mail_old")
    if is_for_somebody_else(mail):
        return Reason(key="mail_for_somebody_else", placeholders=(("name", mail.addressed_to),))
    return None


def _why_not(mail: MailEvidence) -> Iterator[Reason]:
    """Yield what keeps a mail from proving anything."""
    for problem in sorted(mail.problems):
        yield Reason(key=f"mail_problem_{problem.value}")
    if mail.sender is None:
        return
    domain = mail.sender.registered or mail.sender.host
    if not mail.signatures:
        yield _reason("mail_unsigned", domain)
    for result, found in dict.fromkeys((one.result, one.domain) for one in mail.signatures):
        if result is not SignatureResult.VALID:
            yield _reason(f"mail_signature_{result.value}", found or domain)


def _server_says(mail: MailEvidence, method: str, result: str) -> bool:
    """Tell whether the household's own server says this of the sender's domain."""
    return mail.sender is not None and any(
        verdict.method == method and verdict.result == result and _same_domain(mail, verdict.domain, verdict.registered)
        for verdict in mail.server
    )


def _same_domain(mail: MailEvidence, host: str, registered: str) -> bool:
    """Tell whether a domain counts for the sender."""
    assert mail.sender is not None
    strict = mail.dmarc is not None and mail.dmarc.strict
    return counts_for(mail.sender, host, registered, strict=strict)


def _reason(key: str, domain: str) -> Reason:
    """Make a reason that names a domain."""
    return Reason(key=key, placeholders=(("domain", domain),))
