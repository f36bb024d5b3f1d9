"""Values of the model as JSON and back, and the digest of a value.

The JSON form is canonical (keys and sets sorted, times in UTC, lengths in seconds), so equal values
have equal text and one digest. Texts keep whatever a stranger wrote, half characters (lone surrogates)
included; only two halves that stand side by side become the one character that they are.
"""

from base64 import b64encode
from collections.abc import Mapping, Set
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime, time, timedelta
from enum import Enum
from functools import cache
from hashlib import sha256
import json
from typing import Any, cast

from mashumaro.codecs.basic import BasicDecoder


def to_plain(value: object) -> Any:
    """Turn a value of the model into what JSON can hold."""
    if is_dataclass(value):
        return {field.name: to_plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, bytes):
        return b64encode(value).decode()
    if isinstance(value, Mapping):
        return {str(key): to_plain(item) for key, item in value.items()}
    if isinstance(value, Set):
        return sorted(to_plain(item) for item in value)
    if isinstance(value, (list, tuple)):
        return [to_plain(item) for item in value]
    return value


def to_canonical_json(value: object) -> str:
    """Write a value of the model as its one canonical JSON text."""
    return json.dumps(to_plain(value), sort_keys=True, ensure_ascii=True, separators=(",", ":"))


def digest(value: object) -> str:
    """Return the SHA-256 of a value's canonical JSON, in hexadecimal."""
    return sha256(to_canonical_json(value).encode()).hexdigest()


def from_plain[T](kind: type[T], plain: Any) -> T:
    """Read back what `to_plain` wrote.

    Raises:
        ValueError: if `plain` is not a `kind`.
    """
    try:
        return cast("T", _decoder(cast("Any", kind)).decode(plain))
    except (LookupError, TypeError, AttributeError) as err:
        raise ValueError(f"not what was written of a {kind.__name__}") from err


@cache
def _decoder(kind: type) -> BasicDecoder[Any]:
    """Build a type's decoder once: building generates code and is slow."""
    return BasicDecoder(kind)
