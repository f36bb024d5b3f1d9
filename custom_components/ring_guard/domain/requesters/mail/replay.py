"""Was this mail sent before, or to somebody else? A signature stays valid however often a mail is sent again."""

from datetime import timedelta

from ...model import MailEvidence, MailSignature, Recipient, SignatureResult

FRESH = timedelta(days=5)
"""How long honest servers keep trying to deliver a mail (RFC 5321 section 4.5.4.1); what is older was sent again."""


def valid_signature(mail: MailEvidence) -> MailSignature | None:
    """Return the newest signature that holds, None if there is none."""
    valid = [one for one in mail.signatures if one.result is SignatureResult.VALID]
    return max(valid, key=lambda one: one.signed_at.timestamp() if one.signed_at else 0.0, default=None)


def is_old(mail: MailEvidence) -> bool:
    """Tell whether a mail was signed, or by its own signed date written, long before it was delivered."""
    signature = valid_signature(mail)
    if signature is None or mail.delivered_at is None:
        return False
    said = (signature.signed_at, mail.dated_at if "date" in signature.signed else None)
    return any(moment is not None and mail.delivered_at - moment > FRESH for moment in said)


def is_for_somebody_else(mail: MailEvidence) -> bool:
    """Tell whether a mail is signed for a recipient who is none of the household's addresses."""
    signature = valid_signature(mail)
    return mail.recipient is Recipient.SOMEBODY_ELSE and signature is not None and "to" in signature.signed
