from collections.abc import Callable, Sequence
import logging

class DKIMException(Exception): ...
class MessageFormatError(DKIMException): ...
class ValidationError(DKIMException): ...
class KeyFormatError(DKIMException): ...

class DKIM:
    body: bytes
    def __init__(
        self,
        message: bytes | None = ...,
        logger: logging.Logger | None = ...,
        signature_algorithm: bytes = ...,
        minkey: int = ...,
    ) -> None: ...
    def sign(
        self,
        selector: bytes,
        domain: bytes,
        privkey: bytes,
        signature_algorithm: bytes | None = ...,
        identity: bytes | None = ...,
        canonicalize: tuple[bytes, bytes] = ...,
        include_headers: Sequence[bytes] | None = ...,
        length: bool = ...,
    ) -> bytes: ...
    def verify(self, idx: int = ..., dnsfunc: Callable[..., bytes | None] = ...) -> bool: ...
