"""A mail that was once honest and is sent again: long after it was signed, or to others than it was signed for."""

from ...model import Finding, FindingKind, Recipient, Severity
from ..mail import is_for_somebody_else, is_old, valid_signature
from .look import Look, finding


def find(look: Look) -> Finding | None:
    """Report old signatures, and mails that name somebody else; blind copies and forwarded mails do that too."""
    mail = look.mail
    if mail is None:
        return None
    signature = valid_signature(mail)
    if is_old(mail) and signature is not None:
        moment = signature.signed_at or mail.dated_at
        shown = [f"{moment:%Y-%m-%d}"] if moment else []
        return finding(FindingKind.REPLAYED, Severity.SUSPICIOUS, shown)
    if is_for_somebody_else(mail):
        return finding(FindingKind.REPLAYED, Severity.CONCERN, [mail.addressed_to])
    if mail.recipient is Recipient.SOMEBODY_ELSE:
        return finding(FindingKind.REPLAYED, Severity.NOTICE, [mail.addressed_to])
    return None
