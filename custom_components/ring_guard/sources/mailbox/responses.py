"""What a mail server's answers say: folders, UIDs, sizes and bodies. Pure reading; what does not fit is left out."""

import base64
import binascii
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
import re

type Lines = Sequence[bytes | bytearray]
"""Lines of an answer as bytes, literals as bytearrays, the last line being the server's verdict."""

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_FETCH = re.compile(rb"\d+ FETCH \(", re.IGNORECASE)
_UID = re.compile(rb"[( ]UID (\d{1,10})(?=[ )]|$)", re.IGNORECASE)
_SIZE = re.compile(rb"[( ]RFC822\.SIZE (\d{1,15})(?=[ )]|$)", re.IGNORECASE)
_DATE = re.compile(
    rb'INTERNALDATE "([ \d]\d)-([A-Za-z]{3})-(\d{4}) (\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d)"', re.IGNORECASE
)
_BODY = re.compile(rb'BODY\[[^\]]*\](?:<\d+>)? (?:"((?:[^"\\]|\\.)*)"|(NIL)|\{\d+\})', re.IGNORECASE)
_LIST = re.compile(rb'LIST \(([^)]*)\) (?:"(?:[^"\\]|\\.)"|NIL) (.*)$', re.IGNORECASE | re.DOTALL)
_ESCAPED = re.compile(rb"\\(.)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What an answer says of one mail; None = not said. `received_at` is when the server received it."""

    uid: int
    size: int | None = None
    received_at: datetime | None = None
    body: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """A folder: `path` as the server writes it, `name` for people."""

    path: str
    name: str


def numbers(lines: Lines) -> list[int]:
    """Return the numbers of an answer to a search, in ascending order."""
    found = {int(word) for line in lines[:-1] for word in bytes(line).split() if word.isdigit() and len(word) <= 10}
    return sorted(found)


def fetched(lines: Lines) -> dict[int, Fetched]:
    """Return what an answer to a fetch says, by UID; changes of flags that come between are left out."""
    found: dict[int, Fetched] = {}
    for text, literals in _groups(lines[:-1]):
        uid = _UID.search(text)
        if uid:
            number = int(uid[1])
            size = _SIZE.search(text)
            item = Fetched(
                uid=number,
                size=int(size[1]) if size else None,
                received_at=_moment(text),
                body=_body(text, literals),
            )
            if item != Fetched(uid=number):
                found[number] = item
    return found


def code(lines: Lines, name: bytes) -> int | None:
    """Return the number of a response code such as [UIDVALIDITY 1]."""
    for line in lines:
        found = re.search(rb"\[" + name + rb" (\d{1,10})\]", bytes(line), re.IGNORECASE)
        if found:
            return int(found[1])
    return None


def folders(lines: Lines) -> list[Folder]:
    """Return the folders that can be opened."""
    found = []
    for text, literals in _listed(lines[:-1]):
        parts = _LIST.match(text)
        if parts and b"\\noselect" not in parts[1].lower() and b"\\nonexistent" not in parts[1].lower():
            raw = bytes(literals[0]) if literals else _unquoted(parts[2].strip())
            path = raw.decode("utf-8", "replace")
            found.append(Folder(path=path, name=from_modified_utf7(path)))
    return found


def since(day: date) -> str:
    """Return a day as a search names it."""
    return f"{day.day:02}-{MONTHS[day.month - 1]}-{day.year}"


def from_modified_utf7(path: str) -> str:
    """Return a folder's name for people: older servers write what is not ASCII in a base64 of their own."""

    def letters(found: re.Match[str]) -> str:
        packed = found[1].replace(",", "/")
        if not packed:
            return "&"
        try:
            raw = base64.b64decode(packed + "=" * (-len(packed) % 4), validate=True)
            return raw.decode("utf-16-be")
        except binascii.Error, UnicodeDecodeError:
            return found[0]

    return re.sub(r"&([^-&]*)-", letters, path)


def _groups(lines: Lines) -> Iterator[tuple[bytes, list[bytearray]]]:
    """Yield the text of each mail's part of an answer, and the literals that stood in it."""
    text, literals = b"", list[bytearray]()
    for line in lines:
        if isinstance(line, bytearray):
            literals.append(line)
        elif _FETCH.match(line):
            yield text, literals
            text, literals = line, []
        else:
            text += b" " + line
    yield text, literals


def _listed(lines: Lines) -> Iterator[tuple[bytes, list[bytearray]]]:
    """Yield each folder's line, and its name where that came as a literal. aioimaplib leaves out the word LIST."""
    for index, line in enumerate(lines):
        if isinstance(line, bytearray):
            continue
        following = lines[index + 1] if index + 1 < len(lines) else b""
        name = [following] if isinstance(following, bytearray) else []
        yield (line if line[:5].upper() == b"LIST " else b"LIST " + line), name


def _body(text: bytes, literals: list[bytearray]) -> bytes | None:
    """Return a body, which short ones may bring as a quoted string."""
    found = _BODY.search(text)
    if found is None:
        return None
    if found[1] is not None:
        return _ESCAPED.sub(rb"\1", found[1])
    return bytes(literals[0]) if literals and found[2] is None else None


def _moment(text: bytes) -> datetime | None:
    """Return the internal date of an answer, None if there is none or it cannot be."""
    found = _DATE.search(text)
    if found is None:
        return None
    day, month, year, hour, minute, second, sign, hours, minutes = (item.decode() for item in found.groups())
    offset = timedelta(hours=int(hours), minutes=int(minutes)) * (-1 if sign == "-" else 1)
    try:
        number = MONTHS.index(month.title()) + 1
        moment = datetime(int(year), number, int(day), int(hour), int(minute), int(second), tzinfo=timezone(offset))
        return moment.astimezone(UTC)
    except ValueError, OverflowError:
        return None


def _unquoted(raw: bytes) -> bytes:
    """Return a string without its quotes."""
    return _ESCAPED.sub(rb"\1", raw[1:-1]) if raw[:1] == b'"' else raw
