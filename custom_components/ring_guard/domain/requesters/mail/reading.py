"""From a mail's raw bytes to its evidence, in two steps with the look-ups between them.

`open_mail` says which names of the DNS are needed, `read_evidence` puts what was found there together. Both are pure
and never raise; whether a signature fits the bytes is asked of the `check` that the caller brings.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from ...model import DmarcRecord, MailAddress, MailEvidence, MailProblem, MailSignature, Recipient, SignatureResult
from ..domains import RegisteredDomain, host_name
from .addresses import Named, decoded, read_addresses
from .dmarc import counts_for, dmarc_names, read_policy
from .headers import ONCE, Headers, read_headers
from .results import read_results
from .tags import ALGORITHMS, CLOCKS_DIFFER, Signature, covers_enough, key_problem, read_signature

MOST_SIGNATURES = 10
MOST_REPLY_TO = 5
NAME_SHOWN = 200
LATE = timedelta(days=60)
"""How long ago a mail may have reached the household's server for its own word on that to count."""

type Texts = tuple[str, ...] | None
"""The TXT records under a name: empty = there are none, None = nobody could be asked."""

type Check = Callable[[Signature, str], SignatureResult]
"""Tells whether a signature fits the mail, with the text of its key: `valid`, `broken`, `weak` or `unusable`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailContext:
    """What is known of the mailbox: the own server's authserv-id (empty = not used), and the household's addresses."""

    authserv_id: str = ""
    addresses: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class OpenedMail:
    """A mail whose headers were read: the evidence as far as it goes without the DNS, and the signatures to check."""

    headers: Headers
    evidence: MailEvidence
    signatures: tuple[Signature, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the DNS whose TXT records are needed: policy first, then keys of the sender's own domain."""
        sender = self.evidence.sender
        if sender is None:
            return ()
        policy = dmarc_names(sender)
        return policy + tuple(one.key_name for one in self.signatures if one.key_name and _may_count(sender, one))


def open_mail(raw: bytes, received_at: datetime, context: MailContext, registered: RegisteredDomain) -> OpenedMail:
    """Read a mail's headers; `received_at` (aware) is when it came to the hub."""
    headers = read_headers(raw)
    senders = headers.all("from")
    sender = _sender(senders, registered)
    results = read_results(headers, context.authserv_id, registered)
    recipient, addressed_to = _recipient(headers, context.addresses)
    evidence = MailEvidence(
        sender=sender,
        reply_to=_reply_to(headers, registered),
        recipient=recipient,
        addressed_to=addressed_to[:NAME_SHOWN],
        server=results.verdicts,
        forged_results=results.forged,
        dated_at=_date(headers.first("date")),
        delivered_at=_delivered_at(headers, received_at),
        problems=frozenset(_problems(headers, senders, sender)),
    )
    found = headers.all("dkim-signature")[:MOST_SIGNATURES] if sender else []
    signatures = (read_signature(value, index, headers, registered) for index, value in enumerate(found))
    return OpenedMail(headers, evidence, tuple(signatures))


def read_evidence(opened: OpenedMail, texts: Mapping[str, Texts], check: Check) -> MailEvidence:
    """Complete a mail's evidence with what the DNS holds; a name that `texts` lacks could not be asked."""
    sender = opened.evidence.sender
    if sender is None:
        return opened.evidence
    dmarc, known = _policy(sender, texts)
    strict = dmarc is not None and dmarc.strict
    results = (_examined(one, opened, texts, check, strict=strict) for one in opened.signatures)
    return replace(opened.evidence, dmarc=dmarc, dmarc_known=known, signatures=tuple(results))


def _examined(
    signature: Signature, opened: OpenedMail, texts: Mapping[str, Texts], check: Check, *, strict: bool
) -> MailSignature:
    """Find out what became of one signature."""
    return MailSignature(
        domain=signature.domain,
        registered=signature.registered,
        selector=signature.selector,
        algorithm=signature.algorithm[:30],
        result=_result(signature, opened, texts, check, strict=strict),
        signed=signature.covered & ONCE,
        signed_at=signature.signed_at,
        expires_at=signature.expires_at,
    )


def _result(
    signature: Signature, opened: OpenedMail, texts: Mapping[str, Texts], check: Check, *, strict: bool
) -> SignatureResult:
    """Judge a signature: first what costs nothing, at last the bytes."""
    evidence = opened.evidence
    if not signature.domain:
        return SignatureResult.UNUSABLE
    if evidence.sender is None or not _may_count(evidence.sender, signature, strict=strict):
        return SignatureResult.UNRELATED
    if signature.algorithm not in ALGORITHMS:
        return SignatureResult.WEAK if signature.algorithm.endswith("sha1") else SignatureResult.UNUSABLE
    if evidence.delivered_at is not None:
        if signature.expires_at is not None and signature.expires_at < evidence.delivered_at:
            return SignatureResult.EXPIRED
        if signature.signed_at is not None and signature.signed_at > evidence.delivered_at + CLOCKS_DIFFER:
            return SignatureResult.UNUSABLE
    found = texts.get(signature.key_name)
    if found is None:
        return SignatureResult.UNREACHABLE
    result = _by_key(signature, found, check)
    fits = result is not SignatureResult.VALID or covers_enough(signature, opened.headers)
    return result if fits else SignatureResult.PARTIAL


def _by_key(signature: Signature, found: tuple[str, ...], check: Check) -> SignatureResult:
    """Check a signature with its published key; of several keys under one name none counts."""
    keys = found if len(found) == 1 else tuple(text for text in found if "p=" in text)
    if len(keys) != 1:
        return SignatureResult.UNUSABLE if keys else SignatureResult.NO_KEY
    problem = key_problem(keys[0], signature)
    return problem if problem is not None else check(signature, keys[0])


def _may_count(sender: MailAddress, signature: Signature, *, strict: bool = False) -> bool:
    """Tell whether a signature would say anything of the sender; all others need not be looked at."""
    return counts_for(sender, signature.domain, signature.registered, strict=strict)


def _policy(sender: MailAddress, texts: Mapping[str, Texts]) -> tuple[DmarcRecord | None, bool]:
    """Return the policy of the sender's host, else of its registered domain, and whether that is known."""
    for name in dmarc_names(sender):
        found = texts.get(name)
        if found is None:
            return None, False
        record = read_policy(found, below=name != f"_dmarc.{sender.host}")
        if record is not None:
            return record, True
    return None, True


def _sender(values: list[str], registered: RegisteredDomain) -> MailAddress | None:
    """Return the one address of the one From header, None if there is not exactly one that can be read for sure."""
    found = read_addresses(values[0]) if len(values) == 1 else None
    if not found or len(found) != 1:
        return None
    address = _address(found[0], registered)
    return address if address.host else None


def _problems(headers: Headers, senders: list[str], sender: MailAddress | None) -> set[MailProblem]:
    """Return all that keeps a mail from proving anything."""
    found = set()
    if headers.too_large:
        found.add(MailProblem.TOO_LARGE)
    if headers.malformed:
        found.add(MailProblem.MALFORMED)
    if headers.doubled - {"from"}:
        found.add(MailProblem.DOUBLED_HEADER)
    if sender is None and not headers.too_large:
        several = len(senders) > 1 or any(len(read_addresses(value) or ()) > 1 for value in senders)
        found.add(MailProblem.SEVERAL_SENDERS if several else MailProblem.NO_SENDER)
    return found


def _reply_to(headers: Headers, registered: RegisteredDomain) -> tuple[MailAddress, ...]:
    """Return where answers would go."""
    found = [address for value in headers.all("reply-to") for address in read_addresses(value) or ()]
    return tuple(_address(address, registered) for address in found[:MOST_REPLY_TO])


def _address(named: Named, registered: RegisteredDomain) -> MailAddress:
    """Return an address as evidence holds it."""
    host = host_name(named.host)
    return MailAddress(
        name=named.name[:NAME_SHOWN],
        address=named.address[:320],
        host=host,
        registered=registered(host) if host else "",
    )


def _recipient(headers: Headers, own: frozenset[str]) -> tuple[Recipient, str]:
    """Tell whether To and Cc name the household, and the first one that they name if it is somebody else."""
    if not own:
        return Recipient.UNKNOWN, ""
    values = [*headers.all("to"), *headers.all("cc")]
    named = [address.address for value in values for address in read_addresses(value) or ()]
    if not named:
        return Recipient.NOBODY, ""
    plain = {_without_tag(address) for address in own}
    if any(_without_tag(address) in plain for address in named):
        return Recipient.HOUSEHOLD, ""
    return Recipient.SOMEBODY_ELSE, named[0]


def _without_tag(address: str) -> str:
    """Return an address in lower case, without a tag such as "+home"."""
    local, _, host = address.casefold().rpartition("@")
    return f"{local.partition('+')[0]}@{host}"


def _delivered_at(headers: Headers, received_at: datetime) -> datetime:
    """Return when the household's own server took the mail in: its Received header stands on top of all others.

    A hub that was away fetches late; what counts for a signature is when the mail was delivered.
    """
    said = _date(headers.first("received").rpartition(";")[2])
    if said is None or not received_at - LATE <= said <= received_at:
        return received_at
    return said


def _date(text: str) -> datetime | None:
    """Read a date of a mail; one without a zone is UTC; None for what is none."""
    try:
        moment = parsedate_to_datetime(decoded(text[:200]))
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except ValueError, TypeError, IndexError, OverflowError, AttributeError:
        # The standard library's reader of dates raises all of these on malformed ones.
        return None
