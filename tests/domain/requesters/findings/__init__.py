"""One finding of the text each: what has to be noticed, and what a homeowner must not be bothered with."""

from custom_components.ring_guard.domain.model import Finding, FindingKind
from custom_components.ring_guard.domain.requesters import Registry, identify
from tests.domain.formats.messages import read_text


def noticed(text: str | bytes, media_type: str = "text/plain") -> dict[FindingKind, Finding]:
    """Return a message's findings by kind."""
    request = identify(read_text(text, media_type), Registry.builtin())
    return {finding.kind: finding for finding in request.findings}


def mail(body: str, *, sender: str = "Officer Example <example@springfield.gov>", more: str = "") -> bytes:
    """Return a mail of plain text."""
    return f"From: {sender}\r\n{more}Subject: Video\r\n\r\n{body}".encode()
