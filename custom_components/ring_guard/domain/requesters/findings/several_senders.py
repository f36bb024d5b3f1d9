"""A mail with more than one sender: programs differ in which of them they show, and which they check."""

from ...model import Finding, FindingKind, MailProblem, Severity
from .look import Look


def find(look: Look) -> Finding | None:
    """Report a mail whose From does not name exactly one."""
    mail = look.mail
    if mail is None or MailProblem.SEVERAL_SENDERS not in mail.problems:
        return None
    return Finding(kind=FindingKind.SEVERAL_SENDERS, severity=Severity.SUSPICIOUS)
