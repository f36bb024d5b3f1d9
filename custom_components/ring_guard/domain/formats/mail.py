"""A mail as a `Message`: its subject, its From line and the text that a person would read.

Nothing in here believes a header, and no attachment is opened but mails that were forwarded as such.
"""

from collections.abc import Iterable, Iterator
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message as Mail
from email.parser import BytesParser
from email.policy import compat32
from typing import NamedTuple

from ..model import Arrival, Finding
from .extract.links import targets
from .message_text import DECODE_LIMIT, Message, clean, cut, decode, plain_message, unreadable
from .page import show_page

MOST_PARTS = 32
"""How many parts of a mail are looked at: nested parts cost the parser time that grows with their square."""

MOST_BORDERS = 1_000
"""How many lines of a mail may look like the border of a part: each makes the parser begin another one."""

MOST_FORWARDED = 3
"""How many mails inside a mail, and how deep, are read."""

_HEADER_LIMIT = 1_000
_MALFORMED = (MessageError, ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError)
"""All that the standard library's mail parser raises on malformed headers and parts."""


class _Text(NamedTuple):
    """What a mail says, and where the links of its page lead."""

    text: str = ""
    findings: tuple[Finding, ...] = ()
    targets: tuple[str, ...] = ()


def read_mail(arrival: Arrival) -> Message:
    """Read a mail; one that is built to break its reader keeps its beginning as raw text."""
    mail = parse_mail(arrival.body)
    if mail is None:
        return _raw(arrival)
    try:
        return _read(arrival, mail)
    except _MALFORMED:
        return _raw(arrival)


def parse_mail(raw: bytes) -> Mail | None:
    """Take a mail apart; None if it cannot be, or would take too long."""
    raw = raw[:DECODE_LIMIT]
    if raw.lower().count(b"boundary") > MOST_PARTS or raw.count(b"\n--") > MOST_BORDERS:
        return None
    try:
        return BytesParser(policy=compat32).parsebytes(raw)
    except _MALFORMED:
        return None


def _raw(arrival: Arrival) -> Message:
    """Keep the beginning of a mail that cannot be taken apart."""
    text, findings = decode(arrival.body, "")
    return plain_message(arrival, text, findings or (unreadable("mail"),))


def _read(arrival: Arrival, mail: Mail) -> Message:
    """Take subject, sender and the best text out of a parsed mail."""
    best = _best_text(mail)
    sender, copied = cut(header_text(mail, "From")), cut(header_text(mail, "Cc"))
    head = (f"From: {sender}" if sender else "") + (f"\nCc: {copied}" if sender and copied else "")
    return Message(
        received_at=arrival.received_at,
        subject=cut(header_text(mail, "Subject")),
        sender=sender,
        text=clean(f"{head}\n\n{best.text}" if head else best.text),
        targets=best.targets,
        findings=best.findings,
    )


def header_text(mail: Mail, name: str) -> str:
    """Return a header's decoded text, as written if it cannot be decoded, empty if there is none."""
    raw = str(mail.get(name, ""))[:_HEADER_LIMIT]
    if "=?" not in raw and raw.isascii():
        return raw
    try:
        return str(make_header(decode_header(raw)))
    except MessageError, ValueError, LookupError:
        return raw


def parts_of(mail: Mail) -> Iterator[Mail]:
    """Walk the parts of a mail, those of mails inside it left out; a mail inside it comes as one part."""
    waiting, seen = [mail], 0
    while waiting and seen < MOST_PARTS:
        part = waiting.pop()
        seen += 1
        inside = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(inside, list):
            waiting += [item for item in reversed(inside) if isinstance(item, Mail)]
        else:
            yield part


def forwarded_in(part: Mail) -> Mail | None:
    """Return the mail that a part holds, None if it holds none."""
    inside = part.get_payload()
    if part.get_content_maintype() == "message" and isinstance(inside, list) and inside and isinstance(inside[0], Mail):
        return inside[0]
    return None


def kind_of(part: Mail) -> str:
    """Return what a part is; one that says it has parts and has none is text after all."""
    return "text/plain" if part.get_content_maintype() == "multipart" else part.get_content_type()


def content_of(part: Mail) -> tuple[str, tuple[Finding, ...]]:
    """Decode one part's transfer encoding and charset."""
    payload = part.get_payload(decode=True)
    body = payload if isinstance(payload, bytes) else b""
    return decode(body, str(part.get_content_charset("")))


def _best_text(mail: Mail, depth: int = 0) -> _Text:
    """Return what a mail says, and behind it what the mails inside it say."""
    if not mail.is_multipart():
        return _own_text((mail,)) or _Text("", (unreadable("no text"),))
    parts = tuple(parts_of(mail))
    own, inner = _own_text(parts), list[_Text]()
    for part in parts:
        forwarded = forwarded_in(part)
        if forwarded is not None and depth < MOST_FORWARDED and len(inner) < MOST_FORWARDED:
            inner.append(_forwarded(part, forwarded, depth + 1))
    if not inner:
        return own if own is not None else _Text("", (unreadable("no text"),))
    read = [own, *inner] if own is not None else inner
    return _Text(
        "\n\n".join(item.text for item in read),
        tuple(finding for item in read for finding in item.findings),
        tuple(target for item in read for target in item.targets),
    )


def _forwarded(part: Mail, mail: Mail, depth: int) -> _Text:
    """Return what a mail inside a mail says, with who it says it is from; of one that was cut up, that it was."""
    best = _best_text(mail, depth)
    lines = [f"{name}: {text}" for name in ("From", "Subject") if (text := cut(header_text(mail, name)))]
    cut_up = (unreadable("message/partial"),) if part.get_content_subtype() == "partial" else ()
    return best._replace(text="\n".join([*lines, "", best.text]), findings=best.findings + cut_up)


def _own_text(parts: Iterable[Mail]) -> _Text | None:
    """Return the plain text among a mail's parts, else what its HTML shows; the links of either are kept."""
    plain: _Text | None = None
    pages: list[_Text] = []
    for part in parts:
        kind = kind_of(part)
        if part.get_content_disposition() == "attachment":
            continue
        if kind == "text/plain" and plain is None:
            text, findings = content_of(part)
            plain = _Text(text, findings) if text.strip() else None
        elif kind == "text/html" and not pages:
            pages.append(_page(part, shown=plain is None))
    if plain is not None:
        return plain._replace(targets=pages[0].targets if pages else ())
    return pages[0] if pages and pages[0].text else None


def _page(part: Mail, *, shown: bool) -> _Text:
    """Read a page's links, and what it shows if that is wanted."""
    source, findings = content_of(part)
    if not shown:
        return _Text(targets=targets(source))
    page = show_page(source)
    return _Text(page.text, findings + page.findings, targets(source))
