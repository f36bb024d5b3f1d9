"""Addresses of a header (RFC 5322 section 3.4), read strictly: None for what could be read in more than one way.

Never raises, takes time in proportion to the header's length, and believes no name.
"""

from dataclasses import dataclass
from email.errors import MessageError
from email.header import decode_header, make_header
import re

LONGEST = 2_000
MOST_ADDRESSES = 50

_TOKEN = re.compile(
    r"""(?P<space>[ \t]+)
      | (?P<quoted>"(?:[^"\\]|\\.)*")
      | (?P<special>[<>,:;()])
      | (?P<word>[^ \t"<>,:;()]+)""",
    re.VERBOSE | re.DOTALL,
)
_ADDRESS = re.compile(r"[^\s@\"<>,:;()\[\]\\]{1,64}@[^\s@\"<>,:;()\[\]\\]{1,253}")


@dataclass(frozen=True, slots=True)
class Named:
    """An address with the name before it, decoded; `host` is what stands behind the @, as written."""

    name: str
    address: str

    @property
    def host(self) -> str:
        """What stands behind the @."""
        return self.address.rpartition("@")[2]


def read_addresses(value: str) -> tuple[Named, ...] | None:
    """Return the addresses of a header's value; a group counts as its members; None if it cannot be read for sure."""
    tokens = _tokens(value)
    if tokens is None:
        return None
    found: list[Named] = []
    for entry in _entries(tokens):
        address = _one(entry)
        if address is None or len(found) >= MOST_ADDRESSES:
            return None
        found.append(address)
    return tuple(found)


def decoded(text: str) -> str:
    """Return a name with encoded words (RFC 2047) decoded, as written if it cannot be."""
    if "=?" not in text:
        return text
    try:
        return str(make_header(decode_header(text)))
    except MessageError, ValueError, LookupError:
        return text


def _tokens(value: str) -> list[tuple[str, str]] | None:
    """Split a value into (kind, text) without spaces and comments; None if a quote or comment does not end."""
    if len(value) > LONGEST:
        return None
    tokens: list[tuple[str, str]] = []
    depth = position = 0
    while position < len(value):
        found = _TOKEN.match(value, position)
        if found is None:
            return None
        position, text = found.end(), found[0]
        if text in {"(", ")"}:
            depth += 1 if text == "(" else -1
            if depth < 0:
                return None
        elif depth == 0:
            tokens.append((found.lastgroup or "", text))
    return tokens if depth == 0 else None


def _entries(tokens: list[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    """Split tokens at commas, and take the members out of groups ("name: member, member;")."""
    entries: list[list[tuple[str, str]]] = [[]]
    for kind, text in tokens:
        if kind == "special" and text in {",", ";"}:
            entries.append([])
        elif kind == "special" and text == ":":
            entries[-1] = []
        else:
            entries[-1].append((kind, text))
    return [entry for entry in entries if any(kind != "space" for kind, _ in entry)]


def _one(entry: list[tuple[str, str]]) -> Named | None:
    """Read `name <address>` or a bare address."""
    texts = [text for _, text in entry]
    if "<" not in texts and ">" not in texts:
        bare = "".join(texts).strip()
        return Named("", bare) if _ADDRESS.fullmatch(bare) else None
    if texts.count("<") != 1 or texts.count(">") != 1:
        return None
    opened, closed = texts.index("<"), texts.index(">")
    address = "".join(texts[opened + 1 : closed]).strip()
    if closed < opened or "".join(texts[closed + 1 :]).strip() or not _ADDRESS.fullmatch(address):
        return None
    name = "".join(_unquoted(kind, text) for kind, text in entry[:opened])
    return Named(decoded(name.strip()), address)


def _unquoted(kind: str, text: str) -> str:
    """Return a token of a name without its quotes and escapes."""
    return re.sub(r"\\(.)", r"\1", text[1:-1], flags=re.DOTALL) if kind == "quoted" else text
