"""The headers of a mail as written, split strictly: what two readers could split differently is said to be malformed.

Takes raw bytes and never raises. A message is shown by one reader and checked by another; a header that only one of
them sees would let a forger put words into a signed mail.
"""

from dataclasses import dataclass
from functools import cached_property
import re

HEADER_BYTES = 65_536
"""How much of a mail may be headers; real ones have less than a tenth of it."""

MOST_HEADERS = 500

ONCE = frozenset(
    {
        *(
            "from",
            "sender",
            "reply-to",
            "to",
            "cc",
            "bcc",
            "subject",
            "date",
            "message-id",
            "in-reply-to",
            "references",
        ),
        *("mime-version", "content-type", "content-transfer-encoding", "content-disposition"),
    }
)
"""Headers that a mail has at most once (RFC 5322 section 3.6, RFC 2045)."""

_NAME = re.compile(rb"[\x21-\x39\x3b-\x7e]{1,100}")
_FOLD = re.compile(rb"\r?\n(?=[ \t])")


@dataclass(frozen=True)
class Headers:
    """All headers in order, names in lower case, values unfolded and as UTF-8; and what is odd about them."""

    fields: tuple[tuple[str, str], ...]
    malformed: bool
    too_large: bool = False

    def all(self, name: str) -> list[str]:
        """Return the values of every header of a name (in lower case), from the top."""
        return [value for found, value in self.fields if found == name]

    def first(self, name: str) -> str:
        """Return the topmost header of a name, empty if there is none."""
        return next((value for found, value in self.fields if found == name), "")

    @cached_property
    def doubled(self) -> frozenset[str]:
        """The headers that stand more often than a mail may have them."""
        names = [name for name, _ in self.fields]
        return frozenset(name for name in ONCE if names.count(name) > 1)


def read_headers(raw: bytes) -> Headers:
    """Split a mail's headers."""
    block, whole = _block(raw)
    if not whole:
        return Headers((), malformed=False, too_large=True)
    # A carriage return by itself ends a line for some readers and none for others.
    malformed = b"\r" in block.replace(b"\r\n", b"\n") or b"\0" in block
    fields: list[tuple[str, str]] = []
    for line in _FOLD.sub(b"", block).replace(b"\r\n", b"\n").split(b"\n"):
        if not line:
            continue
        name, colon, value = line.partition(b":")
        if colon and _NAME.fullmatch(name) and len(fields) < MOST_HEADERS:
            fields.append((name.decode("ascii").lower(), value.strip(b" \t").decode("utf-8", "replace")))
        else:
            malformed = True
    return Headers(tuple(fields), malformed)


def _block(raw: bytes) -> tuple[bytes, bool]:
    """Return the headers' bytes, and whether they end within what is looked at."""
    head = raw[:HEADER_BYTES]
    if head.startswith((b"\n", b"\r\n")):
        return b"", True
    ends = [at for mark in (b"\r\n\r\n", b"\n\n", b"\n\r\n") if (at := head.find(mark)) >= 0]
    if ends:
        return head[: min(ends)], True
    return head, len(raw) <= HEADER_BYTES
