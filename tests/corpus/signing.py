"""Signs the corpus's mails for real, and finds out what they prove as the hub would; the DNS is a table."""

from functools import cache

from custom_components.ring_guard.domain.model import MailEvidence, SourceKind
from custom_components.ring_guard.domain.requesters.mail import MailContext, open_mail, read_evidence
from custom_components.ring_guard.evidence.signatures import checker
from custom_components.ring_guard.evidence.suffixes import load
from tests.evidence.mails import key_name, rsa_key, signed

from .loading import RECEIVED, Labelled

HOUSEHOLD_ADDRESS = "cameras@home.example"


@cache
def raw_mail(message: Labelled) -> bytes:
    """Return a mail's bytes, signed by every domain that its labels name."""
    raw = message.body
    for domain in message.signed:
        raw = signed(raw, domain, at=RECEIVED)
    return raw


@cache
def evidence(message: Labelled) -> MailEvidence | None:
    """Return what a mail proves; None for what came another way."""
    if message.source is not SourceKind.MAILBOX:
        return None
    raw = raw_mail(message)
    opened = open_mail(raw, RECEIVED, MailContext(addresses=frozenset({HOUSEHOLD_ADDRESS})), load())
    keys = {key_name(domain): (rsa_key().record,) for domain in message.signed}
    return read_evidence(opened, {name: keys.get(name, ()) for name in opened.names}, checker(raw))
