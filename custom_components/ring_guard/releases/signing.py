"""The household's Ed25519 key, made once, and the signatures of its manifests.

The private key never leaves its file, which only this user can read. A key that cannot be read is moved aside and never
overwritten: what was signed with it can still be checked against its fingerprint. Blocks on the disk: not for the loop.
"""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
import json
import os
from pathlib import Path
from typing import Any

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

KEY_FILE = "signing_key.pem"
PURPOSE = b"ring-guard-manifest-v1\n"
"""Stands before every signed text, so that a signature of a manifest is none of anything else."""

GROUP = 4


@dataclass(frozen=True, slots=True)
class Signer:
    """Signs with the household's key."""

    _key: Ed25519PrivateKey

    @property
    def public_key(self) -> bytes:
        """Return the 32 bytes of the public key."""
        return self._key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)

    @property
    def fingerprint(self) -> str:
        """Return what people compare: the first 128 bits of the public key's SHA-256, in groups of four."""
        digits = sha256(self.public_key).hexdigest()[:32]
        return " ".join(digits[start : start + GROUP] for start in range(0, len(digits), GROUP))

    def sign(self, manifest: Mapping[str, Any]) -> dict[str, Any]:
        """Return the envelope: the manifest as it is, and beside it the signature over its canonical JSON."""
        return {
            "manifest": dict(manifest),
            "signature": {
                "algorithm": "Ed25519",
                "public_key": b64encode(self.public_key).decode(),
                "fingerprint": self.fingerprint,
                "value": b64encode(self._key.sign(PURPOSE + canonical(manifest))).decode(),
            },
        }


def canonical(manifest: Mapping[str, Any]) -> bytes:
    """Write JSON in its one spelling: keys sorted, no spaces, ASCII only, numbers as Python's `repr` writes them."""
    text = json.dumps(manifest, sort_keys=True, ensure_ascii=True, separators=(",", ":"), allow_nan=False)
    return text.encode("ascii")


def load_or_make(folder: Path) -> tuple[Signer, bool]:
    """Return the household's signer, and whether its key was made just now.

    Raises:
        OSError: if the key's file cannot be read or written.
    """
    path = folder / KEY_FILE
    try:
        return _read(path), False
    except FileNotFoundError:
        pass
    except ValueError, TypeError, UnsupportedAlgorithm:
        _move_aside(path)
    return _make(path), True


def _read(path: Path) -> Signer:
    """Read the key.

    Raises:
        OSError: if the file cannot be read.
        ValueError, TypeError: if it is no key of ours.
    """
    path.chmod(0o600)
    key = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise TypeError("another kind of key")
    return Signer(key)


def _move_aside(path: Path) -> None:
    """Keep a broken key's file under another name."""
    number = 1
    while (aside := path.with_name(f"{path.name}.broken-{number}")).exists():
        number += 1
    path.rename(aside)


def _make(path: Path) -> Signer:
    """Make a key and bring it to the disk; a crash leaves the whole file or none under its name."""
    key = Ed25519PrivateKey.generate()
    part = path.with_name(path.name + ".part")
    part.unlink(missing_ok=True)
    handle = os.open(part, os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return Signer(key)
