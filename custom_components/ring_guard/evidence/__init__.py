"""Gathers what proves a mail: looks up keys and policies in the DNS, and checks signatures over the raw bytes.

What that says of the one who asks is judged in `domain/requesters`. Nothing here raises for any mail, and nothing takes
longer than it may.
"""

from ..domain.model import SourceKind
from ..domain.requesters.mail import MailContext
from ..household.settings import SourceSettings
from .examiner import MailExaminer

__all__ = ["MAILS", "MailExaminer", "mail_context"]

MAILS = frozenset({SourceKind.MAILBOX})
"""The sources whose arrivals are examined: only there the bytes are as the household's server had them."""


def mail_context(source: SourceSettings | None) -> MailContext:
    """Return what is known of a mailbox; nothing of one that was removed meanwhile."""
    if source is None or source.mailbox is None:
        return MailContext()
    account = source.mailbox
    own = {account.username} if "@" in account.username else set()
    return MailContext(authserv_id=account.authserv_id, addresses=account.own_addresses | own)
