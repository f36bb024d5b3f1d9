"""A domain made to be taken for a public body's: its letters, its ending, or where its words stand."""

from ...model import Finding, FindingKind, Severity
from ..lookalikes import imitated
from .look import Look, finding


def find(look: Look) -> Finding | None:
    """Report domains of the sender, of where answers go and of the contact that imitate one."""
    request = look.request
    hosts = [request.contact.email.rpartition("@")[2]] if request.contact.email else []
    if look.mail is not None:
        named = (look.mail.sender, *look.mail.reply_to)
        hosts += [address.host for address in named if address is not None]
    found = [
        f"{host} ({original})"
        for host in dict.fromkeys(host.lower() for host in hosts)
        if (original := imitated(host, look.registry))
    ]
    return finding(FindingKind.LOOKALIKE_DOMAIN, Severity.SUSPICIOUS, found) if found else None
