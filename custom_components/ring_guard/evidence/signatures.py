"""Checks DKIM signatures (RFC 6376, RFC 8463) over a mail's raw bytes with dkimpy, and with keys that were looked up.

Runs in a thread. Nothing is looked up here, and everything that would make a check costly is refused before it.
"""

from base64 import b64decode
import logging
import re

import dkim
from dkim.crypto import UnparsableKeyError, parse_public_key

from ..domain.model import SignatureResult
from ..domain.requesters.mail import Check, Signature, read_tags

SMALLEST_RSA, LARGEST_RSA = 1024, 4096
"""Bits of an RSA key: shorter ones are broken (RFC 8301), longer ones only cost time."""

LARGEST_EXPONENT = 1 << 32

_BLANKS = re.compile(rb"[\t ]{2,}")


_SILENT = logging.getLogger(f"{__name__}.dkimpy")
_SILENT.propagate = False
_SILENT.addHandler(logging.NullHandler())
"""dkimpy would log what strangers write; it tells nobody here."""


class SignedMail:
    """One mail, split once for all its signatures."""

    def __init__(self, raw: bytes) -> None:
        """Take the raw bytes.

        Raises:
            dkim.MessageFormatError: if dkimpy cannot split them.
        """
        self._dkim = dkim.DKIM(raw, logger=_SILENT, minkey=SMALLEST_RSA)
        self._body: bytes = self._dkim.body
        # A relaxed body counts any run of blanks as one. To join them here spares dkimpy a search of its own, whose
        # time grows with the square of their number.
        self._relaxed = _BLANKS.sub(b" ", self._body)

    def check(self, signature: Signature, key: str) -> SignatureResult:
        """Tell whether a signature fits the mail, with the record of its key."""
        if signature.algorithm.startswith("rsa-") and (problem := rsa_problem(key)):
            return problem
        self._dkim.body = self._relaxed if signature.relaxed_body else self._body
        record = key.encode("ascii", "replace")
        holds = self._dkim.verify(idx=signature.index, dnsfunc=lambda _name, timeout: record)
        return SignatureResult.VALID if holds else SignatureResult.BROKEN


def checker(raw: bytes) -> Check:
    """Return what checks the signatures of a mail; it is split when the first one is looked at. Never raises."""
    opened: list[SignedMail] = []

    def check(signature: Signature, key: str) -> SignatureResult:
        try:
            if not opened:
                opened.append(SignedMail(raw))
            return opened[0].check(signature, key)
        except dkim.ValidationError as err:
            return SignatureResult.EXPIRED if "past" in str(err) else SignatureResult.BROKEN
        except dkim.DKIMException, ValueError, LookupError, TypeError, AttributeError, AssertionError:
            # What dkimpy raises over mails, signatures and keys that were made to break their reader.
            return SignatureResult.UNUSABLE

    return check


def rsa_problem(key: str) -> SignatureResult | None:
    """Return why an RSA key proves nothing, or would take too long; None if it is sound."""
    tags = read_tags(key) or {}
    try:
        parsed = parse_public_key(b64decode("".join(tags.get("p", "").split()), validate=True))
    except UnparsableKeyError, ValueError, LookupError, TypeError, RecursionError:
        # What dkimpy's reader of ASN.1 raises on anything else than a key.
        return SignatureResult.UNUSABLE
    bits, exponent = parsed["modulus"].bit_length(), parsed["publicExponent"]
    if bits > LARGEST_RSA or not 2 < exponent < LARGEST_EXPONENT:
        return SignatureResult.UNUSABLE
    return SignatureResult.WEAK if bits < SMALLEST_RSA else None
