"""A mail address inside the sender's name: many mail programs show the name alone."""

import re

from ...model import Finding, FindingKind, Severity
from ..domains import host_name, lies_within
from .look import Look, finding

_ADDRESS = re.compile(r"[^\s@<>\"',;:()\[\]]{1,64}[@＠]([^\s@<>\"',;:()\[\]]{3,253})")


def find(look: Look) -> Finding | None:
    """Report addresses in the name that lie outside the sender's own domain."""
    mail = look.mail
    if mail is None or mail.sender is None:
        return None
    own = mail.sender.registered or mail.sender.host
    found = [match[0] for match in _ADDRESS.finditer(mail.sender.name) if not lies_within(host_name(match[1]), own)]
    return finding(FindingKind.ADDRESS_IN_NAME, Severity.SUSPICIOUS, found) if found else None
