"""The hosts that a message's links lead to. Nothing is opened."""

from collections.abc import Iterator
import re

MOST_LINKS = 20
_AUTHORITY = re.compile(r"(?:https?|ftp):/{1,3}([^\s/?#<>\"'\\]{1,300})", re.IGNORECASE)
_BARE = re.compile(
    r"(?<![\w@./-])((?:www\.[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4})|(?:bit|t|cutt|ow|rebrand|buff)\.ly(?=/)|tinyurl\.com(?=/))"
)
_TARGET = re.compile(r"(?:href|action)\s{0,3}=\s{0,3}[\"']?\s{0,3}((?:https?:)?//[^\s\"'<>]{1,300})", re.IGNORECASE)


def links(text: str, targets: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the hosts of the links in a text and of a page's targets, in lower case, each once and in order."""
    hosts = dict.fromkeys(host for host in (*_of_text(text), *_of_targets(targets)) if host)
    return tuple(hosts)[:MOST_LINKS]


def targets(source: str) -> tuple[str, ...]:
    """Return where the links of a page's source lead, as written; the first few dozen."""
    if "//" not in source:
        return ()
    return tuple(match[1] for _, match in zip(range(MOST_LINKS * 4), _TARGET.finditer(source), strict=False))


def _of_text(text: str) -> Iterator[str]:
    """Yield the hosts of written links."""
    if "//" in text:
        yield from (_host(match[1]) for match in _AUTHORITY.finditer(text))
    lower = text.lower()
    if "www." in lower or ".ly/" in lower or "tinyurl.com/" in lower:
        yield from (match[1] for match in _BARE.finditer(lower))


def _of_targets(written: tuple[str, ...]) -> Iterator[str]:
    """Yield the hosts of targets."""
    for target in written:
        match = _AUTHORITY.match(target if target[:1] != "/" else f"https:{target}")
        yield _host(match[1]) if match else ""


def _host(authority: str) -> str:
    """Return the host of an authority; what stands before "@" only looks like one."""
    return re.sub(r":\d{0,5}$", "", authority.rpartition("@")[2]).strip(".,;:!)").lower()
