"""What every way of reading a message shares: the `Message` itself, decoding, and cleaning of text.

Whatever goes through here is bounded in length and holds no character that a database or a page chokes on.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
import re

from ..model import Arrival, Finding, FindingKind, Severity
from ..requesters.folding import fold

TITLE_LIMIT = 200
TEXT_LIMIT = 8_000
DECODE_LIMIT = 262_144
"""How many bytes of a body are looked at; sources keep far less."""

_CONTROLS = dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(127, 160), *range(0xD800, 0xE000)), "�")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_CHARSETS = frozenset(
    {
        "utf-8",
        "utf8",
        "us-ascii",
        "ascii",
        "iso-8859-1",
        "latin-1",
        "latin1",
        "iso-8859-2",
        "iso-8859-15",
        "windows-1250",
        "windows-1251",
        "windows-1252",
        "cp1252",
        "koi8-r",
        "utf-16",
        "utf-16le",
        "utf-16be",
        "utf-32",
        "shift_jis",
        "iso-2022-jp",
        "euc-jp",
        "gb2312",
        "gbk",
        "gb18030",
        "big5",
        "euc-kr",
    }
)
"""Charsets of letters; Python also knows codecs that unpack or transform, which no sender may choose."""


@dataclass(frozen=True, kw_only=True)
class Message:
    """The words of one arrival.

    `sender` is how the message names its own sender (a mail's From), `fields` is the object of a JSON body,
    `package` the app that showed a phone notification, `targets` holds where the links of a page lead.
    `received_at` is aware.
    """

    received_at: datetime
    subject: str = ""
    sender: str = ""
    text: str = ""
    fields: Mapping[str, object] | None = None
    package: str = ""
    targets: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()

    @cached_property
    def folded(self) -> str:
        """Subject, sender and text in lower case without accents and hidden characters, for looking for marks."""
        return fold("\n".join((self.subject, self.sender, self.text) if self.sender else (self.subject, self.text)))


def plain_message(arrival: Arrival, text: str, findings: tuple[Finding, ...]) -> Message:
    """Make a message of nothing but text; a first line "Subject: ..." is its subject, as when a mail is pasted."""
    text = clean(text)
    first, _, rest = text.partition("\n")
    if first[:8].lower() != "subject:":
        return Message(received_at=arrival.received_at, text=text, findings=findings)
    return Message(received_at=arrival.received_at, subject=cut(first[8:]), text=rest.strip(), findings=findings)


def unreadable(evidence: str) -> Finding:
    """Say that a message, or a part of it, could not be read."""
    return Finding(kind=FindingKind.UNREADABLE, severity=Severity.CONCERN, evidence=cut(evidence))


def clean(text: str, limit: int = TEXT_LIMIT) -> str:
    """Bound a text, and replace control characters and halves of characters; invisible characters stay."""
    text = text[: limit * 2].replace("\r\n", "\n").replace("\r", "\n").strip()[:limit]
    return text if _CONTROL.search(text) is None else text.translate(_CONTROLS)


def cut(text: str, limit: int = TITLE_LIMIT) -> str:
    """Clean a text into one line of at most `limit` characters."""
    return " ".join(clean(text, limit * 2).split())[:limit]


def decode(body: bytes, charset: str) -> tuple[str, tuple[Finding, ...]]:
    """Decode bytes by the named charset or UTF-8, replacing what does not fit; say so if it is hardly text."""
    body = body[:DECODE_LIMIT]
    name = charset.lower() if charset.lower() in _CHARSETS else _guess(body)
    text = body.decode(name, "replace").removeprefix("﻿")
    broken = text.count("�") + sum(text.count(chr(code)) for code in range(9))
    if broken == 0:
        return text, ()
    return text, (unreadable(text[:80]),)


def _guess(body: bytes) -> str:
    """Name the charset of bytes that do not say it: a byte order mark, else UTF-8."""
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    return "utf-8"
