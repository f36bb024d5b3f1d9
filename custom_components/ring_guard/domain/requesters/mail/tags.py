"""Tag lists of DKIM (RFC 6376 section 3.2): the signature's own words, what it covers, and what a key's record allows.

Whether a signature fits the bytes is not found out here. Everything that could make a check costly is refused.
"""

from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
import re

from ...model import SignatureResult
from ..domains import RegisteredDomain, host_name, lies_within
from .headers import Headers

LONGEST_SIGNATURE = 4_096
LONGEST_KEY = 4_096

ALGORITHMS = {"rsa-sha256": "rsa", "ed25519-sha256": "ed25519"}
"""Accepted algorithms with the kind of key that each needs; SHA-1 proves nothing any more (RFC 8301)."""

CLOCKS_DIFFER = timedelta(hours=10)
"""How far a sender's clock may be ahead."""

NEEDED = ("v", "a", "b", "bh", "d", "h", "s")
MUST_COVER = ("from", "subject")
"""Headers without which a signature leaves open who wrote or what is shown first."""

_TAG = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,30}")
_SELECTOR = re.compile(r"[a-z0-9](?:[a-z0-9_.-]{0,120}[a-z0-9])?")
_BASE64 = re.compile(r"[A-Za-z0-9+/]{1,2000}={0,2}")
_LONG_GAP = re.compile(r"\s{60}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """The words of one DKIM-Signature header; `index` counts such headers from the top.

    `covered` are the headers of the mail that it covers wherever they stand; `whole` = it covers the
    whole body. `domain` and `selector` are empty where the header cannot be read.
    """

    index: int
    domain: str = ""
    registered: str = ""
    selector: str = ""
    algorithm: str = ""
    identity: str = ""
    relaxed_body: bool = False
    covered: frozenset[str] = frozenset()
    whole: bool = False
    signed_at: datetime | None = None
    expires_at: datetime | None = None

    @property
    def key_name(self) -> str:
        """The name under which its key is published, empty where the header cannot be read."""
        return f"{self.selector}._domainkey.{self.domain}" if self.domain else ""


def read_tags(text: str) -> Mapping[str, str] | None:
    """Return the tags of a list, None if it is none or names a tag twice."""
    tags: dict[str, str] = {}
    for part in text.strip().removesuffix(";").split(";"):
        name, equals, value = part.partition("=")
        name = name.strip()
        if not equals or not _TAG.fullmatch(name) or name in tags:
            return None
        tags[name] = value.strip()
    return tags


def read_signature(value: str, index: int, headers: Headers, registered: RegisteredDomain) -> Signature:
    """Read one DKIM-Signature header of a mail with these headers."""
    unread = Signature(index=index)
    tags = None if len(value) > LONGEST_SIGNATURE or _LONG_GAP.search(value) else read_tags(value)
    if tags is None or any(not tags.get(name) for name in NEEDED):
        return unread
    domain, selector = host_name(tags["d"]), tags["s"].lower()
    sizes = _moment(tags.get("t")), _moment(tags.get("x"))
    if tags["v"] != "1" or not domain or not _SELECTOR.fullmatch(selector) or not _is_base64(tags["b"], tags["bh"]):
        return unread
    if any(moment is None and tags.get(name) for moment, name in zip(sizes, "tx", strict=True)):
        return unread
    return Signature(
        index=index,
        domain=domain,
        registered=registered(domain),
        selector=selector,
        algorithm=tags["a"].lower(),
        identity=tags.get("i", f"@{domain}").lower(),
        relaxed_body=tags.get("c", "").lower().partition("/")[2] == "relaxed",
        covered=_covered(tags["h"], headers),
        whole="l" not in tags,
        signed_at=sizes[0],
        expires_at=sizes[1],
    )


def covers_enough(signature: Signature, headers: Headers) -> bool:
    """Tell whether a signature covers the whole body, the sender and the subject, and says when it was made."""
    needed = {name for name in MUST_COVER if headers.all(name) or name == "from"}
    dated = signature.signed_at is not None or "date" in signature.covered
    return signature.whole and dated and needed <= signature.covered


def key_problem(record: str, signature: Signature) -> SignatureResult | None:
    """Return why a key's record cannot prove a signature: no key, being tested, or unusable; None if it can.

    How long an RSA key is shows only when it is used.
    """
    tags = read_tags(record) if len(record) <= LONGEST_KEY else None
    if tags is None or tags.get("v", "DKIM1") != "DKIM1":
        return SignatureResult.UNUSABLE
    if not tags.get("p"):
        return SignatureResult.NO_KEY
    flags = {flag.strip() for flag in tags.get("t", "").split(":")}
    if "y" in flags:
        return SignatureResult.TESTING
    kind = tags.get("k", "rsa")
    services = {service.strip() for service in tags.get("s", "*").split(":")}
    hashes = {name.strip() for name in tags.get("h", "sha256").split(":")}
    fits = kind == ALGORITHMS.get(signature.algorithm) and services & {"*", "email"} and "sha256" in hashes
    of_domain = signature.identity.rpartition("@")[2]
    exact = of_domain == signature.domain if "s" in flags else lies_within(of_domain, signature.domain)
    return None if fits and exact and _is_key(tags["p"]) else SignatureResult.UNUSABLE


def _covered(listed: str, headers: Headers) -> frozenset[str]:
    """Return the headers of which every occurrence is signed; those that stand nowhere are of no interest."""
    names = [name.strip().lower() for name in listed.split(":")][:200]
    present = [name for name, _ in headers.fields]
    return frozenset(name for name in set(names) if 0 < present.count(name) <= names.count(name))


def _moment(text: str | None) -> datetime | None:
    """Read seconds since 1970; None for nothing or what is no time."""
    if not text or not text.isdecimal() or not text.isascii() or len(text) > 12:
        return None
    try:
        return datetime.fromtimestamp(int(text), UTC)
    except ValueError, OverflowError, OSError:
        return None


def _is_base64(*values: str) -> bool:
    """Tell whether all values are base64, however they are folded."""
    joined = ["".join(value.split()) for value in values]
    return all(_BASE64.fullmatch(value) and len(value) % 4 == 0 for value in joined)


def _is_key(text: str) -> bool:
    """Tell whether a text is base64 of the length of a key."""
    compact = "".join(text.split())
    if not re.fullmatch(r"[A-Za-z0-9+/]{40,2000}={0,2}", compact):
        return False
    try:
        return bool(b64decode(compact, validate=True))
    except ValueError:
        return False
