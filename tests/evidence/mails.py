"""Real mails with real signatures: keys, a signer, and a mail that asks for footage."""

from base64 import b64encode
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import cache
from typing import Any
from unittest.mock import patch

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
import dkim
from nacl.signing import SigningKey

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
HOME = "home@example.net"


@dataclass(frozen=True)
class Key:
    """A key pair: what signs, and the record that publishes it."""

    private: bytes
    record: str
    algorithm: bytes


@cache
def rsa_key(bits: int = 2048) -> Key:
    made = rsa.generate_private_key(public_exponent=65537, key_size=bits)
    private = made.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
    )
    public = made.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    return Key(private, f"v=DKIM1; k=rsa; p={b64encode(public).decode()}", b"rsa-sha256")


@cache
def ed25519_key() -> Key:
    made = SigningKey.generate()
    return Key(
        b64encode(made.encode()),
        f"v=DKIM1; k=ed25519; p={b64encode(made.verify_key.encode()).decode()}",
        b"ed25519-sha256",
    )


def mail(
    sender: str = "Springfield Police <records@springfield.gov>",
    *,
    to: str = HOME,
    subject: str = "Request for footage",
    text: str = "Springfield Police Department, case 26-1234, asks for video of a theft.\n",
    date: datetime = NOW,
    more: str = "",
) -> bytes:
    """Return the raw bytes of a mail; `more` are further header lines, each with its end."""
    head = f"{more}From: {sender}\nTo: {to}\nSubject: {subject}\nDate: {format_datetime(date)}\nMessage-ID: <1@x.example>\n"
    return f"{head}MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n{text}".replace("\n", "\r\n").encode()


def signed(
    raw: bytes, domain: str, *, key: Key | None = None, selector: str = "s1", at: datetime = NOW, **options: Any
) -> bytes:
    """Sign a mail for a domain, at a time."""
    key = key or rsa_key()
    with patch("dkim.time.time", return_value=at.timestamp()):
        header = dkim.DKIM(raw, signature_algorithm=key.algorithm).sign(
            selector.encode(), domain.encode(), key.private, **options
        )
    return header + raw


def key_name(domain: str, selector: str = "s1") -> str:
    return f"{selector}._domainkey.{domain}"
