"""Check results that a sender put into a mail under the name of the household's own server."""

from ...model import Finding, FindingKind, Severity
from .look import Look, finding


def find(look: Look) -> Finding | None:
    """Report results that pretend to be the own server's, as they were written."""
    mail = look.mail
    if mail is None or not mail.forged_results:
        return None
    return finding(FindingKind.FORGED_RESULTS, Severity.SUSPICIOUS, mail.forged_results)
