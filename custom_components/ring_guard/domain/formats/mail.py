"""A mail as a `Message`: its subject, its From line and the text that a person would read.

Nothing in here believes a header, and no attachment is opened.
"""

from collections.abc import Iterator
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message as Mail
from email.parser import BytesParser
from email.policy import compat32
from itertools import islice
from typing import NamedTuple

from ..model import Arrival, Finding
from .extract.links import targets
from .message_text import DECODE_LIMIT, Message, clean, cut, decode, plain_message, unreadable
from .page import show_page

MOST_PARTS = 32
"""How many parts of a mail are looked at: nested parts cost the parser time that grows with their square."""
_HEADER_LIMIT = 1_000


class _Text(NamedTuple):
    """What a mail says, and where the links of its page lead."""

    text: str = ""
    findings: tuple[Finding, ...] = ()
    targets: tuple[str, ...] = ()


def read_mail(arrival: Arrival) -> Message:
    """Read a mail; one that is built to break its reader keeps its beginning as raw text."""
    body = arrival.body[:DECODE_LIMIT]
    try:
        if body.lower().count(b"boundary") > MOST_PARTS:
            return _raw(arrival)
        return _read(arrival, BytesParser(policy=compat32).parsebytes(body))
    except MessageError, ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError:
        # The standard library's mail parser raises all of these on malformed headers and parts.
        return _raw(arrival)


def _raw(arrival: Arrival) -> Message:
    """Keep the beginning of a mail that cannot be taken apart."""
    text, findings = decode(arrival.body, "")
    return plain_message(arrival, text, findings or (unreadable("mail"),))


def _read(arrival: Arrival, mail: Mail) -> Message:
    """Take subject, sender and the best text out of a parsed mail."""
    best = _best_text(mail)
    sender, copied = cut(_header(mail, "From")), cut(_header(mail, "Cc"))
    head = (f"From: {sender}" if sender else "") + (f"\nCc: {copied}" if sender and copied else "")
    return Message(
        received_at=arrival.received_at,
        subject=cut(_header(mail, "Subject")),
        sender=sender,
        text=clean(f"{head}\n\n{best.text}" if head else best.text),
        targets=best.targets,
        findings=best.findings,
    )


def _header(mail: Mail, name: str) -> str:
    """Return a header's decoded text, as written if it cannot be decoded."""
    raw = str(mail.get(name, ""))[:_HEADER_LIMIT]
    try:
        return str(make_header(decode_header(raw)))
    except MessageError, ValueError, LookupError:
        return raw


def _best_text(mail: Mail) -> _Text:
    """Return the plain text of a mail, else what its HTML shows; the links of either are kept."""
    plain: _Text | None = None
    pages: list[_Text] = []
    for part in _parts(mail):
        kind = part.get_content_type()
        if kind == "text/plain" and plain is None:
            text, findings = _content(part)
            plain = _Text(text, findings) if text.strip() else None
        elif kind == "text/html" and not pages:
            pages.append(_page(part, shown=plain is None))
    if plain is not None:
        return plain._replace(targets=pages[0].targets if pages else ())
    return pages[0] if pages else _Text("", (unreadable("no text"),))


def _page(part: Mail, *, shown: bool) -> _Text:
    """Read a page's links, and what it shows if that is wanted."""
    source, findings = _content(part)
    if not shown:
        return _Text(targets=targets(source))
    page = show_page(source)
    return _Text(page.text, findings + page.findings, targets(source))


def _parts(mail: Mail) -> Iterator[Mail]:
    """Walk the parts that are no attachments."""
    for part in islice(mail.walk(), MOST_PARTS):
        if not part.is_multipart() and part.get_content_disposition() != "attachment":
            yield part


def _content(part: Mail) -> tuple[str, tuple[Finding, ...]]:
    """Decode one part's transfer encoding and charset."""
    payload = part.get_payload(decode=True)
    body = payload if isinstance(payload, bytes) else b""
    return decode(body, str(part.get_content_charset("")))
