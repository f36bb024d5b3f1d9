"""Values of the model as JSON and back, and the digest of a value.

The JSON form is canonical (keys and sets sorted, times in UTC, lengths in seconds), so equal values
have equal text and one digest. Texts keep whatever a stranger wrote, half characters (lone surrogates)
included; only two halves that stand side by side become the one character that they are.
"""

from base64 import b64encode
from collections.abc import Callable, Mapping, Set as AbstractSet
from dataclasses import is_dataclass
from datetime import UTC, datetime, time, timedelta
from enum import Enum
from functools import cache
from hashlib import sha256
from operator import attrgetter
from types import UnionType
from typing import Any, cast

from mashumaro.codecs.basic import BasicDecoder, BasicEncoder
from mashumaro.dialect import Dialect
from mashumaro.types import SerializationStrategy

from .json_text import write_json
from .request import FootageRequest


def to_plain(value: object) -> Any:
    """Turn a value of the model into what JSON can hold."""
    return _WRITERS[type(value)](value)


type _Write = Callable[[Any], Any]


class _Writers(dict[type, _Write]):
    """How values of each type are written, found out once: every step of every request goes through here."""

    def __missing__(self, kind: type) -> _Write:
        """Find out how values of a type are written."""
        write = _encoder(kind, _Canonical) if is_dataclass(kind) else _of_kind(kind)
        self[kind] = write
        return write


def _of_kind(kind: type) -> _Write:
    """Return how values of a type that has no fields are written."""
    return next((write for base, write in _KINDS if issubclass(kind, base)), _as_it_is)


def _as_it_is(value: Any) -> Any:
    """Write a text, a number, a truth value or None."""
    return value


def _remembering(write: _Write) -> _Write:
    """Return what writes the value that it wrote last without looking at it again; nobody may change what it returns."""
    last: tuple[object, Any] = (None, None)

    def write_once(value: object) -> Any:
        nonlocal last
        known, plain = last
        if known is not value:
            plain = write(value)
            last = (value, plain)
        return plain

    return write_once


_WRITERS = _Writers()

_KINDS: tuple[tuple[type | UnionType, _Write], ...] = (
    (Enum, attrgetter("_value_")),
    (datetime, lambda value: value.astimezone(UTC).isoformat()),
    (time, lambda value: value.isoformat()),
    (timedelta, lambda value: value.total_seconds()),
    (bytes, lambda value: b64encode(value).decode()),
    (Mapping, lambda value: {str(key): _WRITERS[type(item)](item) for key, item in value.items()}),
    (AbstractSet, lambda value: sorted([_WRITERS[type(item)](item) for item in value])),
    (list | tuple, lambda value: [_WRITERS[type(item)](item) for item in value]),
)


class _Sorted(SerializationStrategy, use_annotations=True):
    """Writes a set of texts as a sorted list."""

    def serialize[T: str](self, value: frozenset[T]) -> list[T]:
        """Sort a set."""
        return sorted(value)


_IN_REQUESTS: dict[Any, Any] = {
    frozenset: _Sorted(),
    **{kind: {"serialize": _of_kind(kind)} for kind in (datetime, time, timedelta, bytes)},
}


class _OfRequest(Dialect):
    """How the values inside a request are written."""

    serialization_strategy = _IN_REQUESTS


def _encoder(kind: type, dialect: type[Dialect]) -> _Write:
    """Build what writes values of a dataclass: building generates code and is slow."""
    return BasicEncoder(cast("Any", kind), default_dialect=dialect).encode


# What was read is the most of all that is kept of a request, and is written for its offer, its life and the chain.
_WRITERS[FootageRequest] = _remembering(_encoder(FootageRequest, _OfRequest))


_EVERYWHERE: dict[Any, Any] = {**_IN_REQUESTS, FootageRequest: {"serialize": _WRITERS[FootageRequest]}}


class _Canonical(Dialect):
    """How the values inside any other value are written, requests among them."""

    serialization_strategy = _EVERYWHERE


def to_canonical_json(value: object) -> str:
    """Write a value of the model as its one canonical JSON text."""
    return write_json(to_plain(value), sort_keys=True).decode()


def digest(value: object) -> str:
    """Return the SHA-256 of a value's canonical JSON, in hexadecimal."""
    return sha256(write_json(to_plain(value), sort_keys=True)).hexdigest()


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
