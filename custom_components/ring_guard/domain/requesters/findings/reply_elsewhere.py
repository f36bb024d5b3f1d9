"""A mail whose answers would go to another domain: whoever answers tells somebody else."""

from ...model import Finding, FindingKind, Severity
from .look import Look, finding


def find(look: Look) -> Finding | None:
    """Report Reply-To addresses of another registered domain than the sender's."""
    mail = look.mail
    if mail is None or mail.sender is None:
        return None
    own = mail.sender.registered or mail.sender.host
    others = [reply.address for reply in mail.reply_to if (reply.registered or reply.host) != own]
    return finding(FindingKind.REPLY_ELSEWHERE, Severity.CONCERN, others) if others else None
