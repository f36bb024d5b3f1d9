"""Tokens and pass-phrases of links: made here, kept as hashes only.

A token is 256 random bits, so its SHA-256 is enough. A pass-phrase is short, since it is spoken over the phone: it is kept
as scrypt, and its link ends after a few wrong ones.
"""

from base64 import b64decode, b64encode
from hashlib import scrypt, sha256
import hmac
import re
import secrets

TOKEN_BYTES = 32
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")

GROUPS, DIGITS = 4, 3

_SCRYPT = {"n": 2**14, "r": 8, "p": 1, "dklen": 32}
"""16 MB and some tens of milliseconds, which a small hub can spare once in a while."""


def new_token() -> str:
    """Make a token that fits into an address."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def hash_token(token: str) -> str | None:
    """Return what is kept of a token, None for what cannot be one."""
    return sha256(token.encode()).hexdigest() if _TOKEN.fullmatch(token) else None


def new_pass_phrase() -> str:
    """Make a pass-phrase that can be spoken in any language: twelve digits in groups of three."""
    return " ".join(f"{secrets.randbelow(10**DIGITS):0{DIGITS}}" for _ in range(GROUPS))


def hash_pass_phrase(phrase: str) -> str:
    """Return what is kept of a pass-phrase. Takes its time: not for the event loop."""
    salt = secrets.token_bytes(16)
    return f"{b64encode(salt).decode()}${b64encode(_derive(phrase, salt)).decode()}"


def is_pass_phrase(phrase: str, kept: str) -> bool:
    """Tell whether a pass-phrase is the one that was kept; how it is spaced does not matter. Not for the event loop."""
    salt, _, derived = kept.partition("$")
    return hmac.compare_digest(_derive(phrase, b64decode(salt)), b64decode(derived))


def _derive(phrase: str, salt: bytes) -> bytes:
    """Return a pass-phrase's scrypt."""
    digits = "".join(sign for sign in phrase[:100] if sign in "0123456789")
    return scrypt(digits.encode(), salt=salt, **_SCRYPT)
