"""Source: a webhook whose calls are signed as Standard Webhooks describes (standardwebhooks.com).

Every validly signed call gets the same 202 once its arrival is durable, replays included; what is decided
afterwards never shows. Unsigned calls get a 401 and are kept out of the ledger: nobody could tell them from noise.
"""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
import hmac
from http import HTTPStatus

from aiohttp.web import Request, Response
from homeassistant.components import webhook
from homeassistant.core import CALLBACK_TYPE, HomeAssistant
from homeassistant.util import dt as dt_util

from ..const import BODY_LIMIT, DOMAIN
from ..domain.model import Arrival, SourceKind
from ..household.settings import SourceSettings
from ..ledger import LedgerError
from .door import Door, SourceProblem, arrival

CLOCK_WINDOW = timedelta(minutes=5)
"""How far a call's time stamp may lie from the hub's clock."""

CALL_LIMIT = 16 * 1024 * 1024
"""Bytes of one call that are read at most."""

CHUNK = 64 * 1024
"""Bytes that are read and hashed at a time, so that a large call never holds the loop up."""

SECRET_PREFIX = "whsec_"  # noqa: S105  # marks a secret, is none


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A call as read: its body as far as it is kept, and what was measured of all of it."""

    body: bytes
    size: int
    sha256: str
    signature: str


REFUSED_IN_A_ROW = 5
"""Calls without a right signature, and none with one between them, that look like a wrong secret."""


class _Signatures:
    """Keeps how many calls in a row were not signed rightly, and says so once they look like a wrong secret."""

    def __init__(self, source_id: str, door: Door) -> None:
        self._source_id = source_id
        self._door = door
        self._refused = 0

    def right(self) -> None:
        """Take note of a call that was signed rightly."""
        self._refused = 0
        self._door.trouble(self._source_id, None)

    def wrong(self) -> Response:
        """Take note of a call that was not, and return its answer."""
        self._refused += 1
        if self._refused >= REFUSED_IN_A_ROW:
            self._door.trouble(self._source_id, SourceProblem.SIGNATURES_REFUSED)
        return Response(status=HTTPStatus.UNAUTHORIZED)


def start(hass: HomeAssistant, settings: SourceSettings, door: Door) -> CALLBACK_TYPE:
    """Listen on the webhook of a source; return what ends it."""
    signatures = _Signatures(settings.id, door)
    keyed = hmac.new(base64.b64decode(settings.secret.removeprefix(SECRET_PREFIX)), digestmod="sha256")

    async def handle(hass: HomeAssistant, webhook_id: str, request: Request) -> Response:
        return await _handle(request, settings.id, keyed, door, signatures)

    webhook.async_register(
        hass,
        DOMAIN,
        settings.name,
        settings.webhook_id,
        handle,
        local_only=settings.local_only,
        allowed_methods=("POST",),
    )
    return lambda: webhook.async_unregister(hass, settings.webhook_id)


async def _handle(request: Request, source_id: str, keyed: hmac.HMAC, door: Door, signatures: _Signatures) -> Response:
    """Judge a call's signature, make it durable, and answer."""
    now = dt_util.utcnow()
    if not in_time(request.headers, now):
        return signatures.wrong()
    call = await _read(request, keyed)
    if call is None:
        return Response(status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    if not signed(request.headers, call.signature):
        return signatures.wrong()
    signatures.right()
    try:
        await door.receive(_arrival(request, source_id, call, now))
    except LedgerError:
        return Response(status=HTTPStatus.SERVICE_UNAVAILABLE, headers={"Retry-After": "60"})
    return Response(status=HTTPStatus.ACCEPTED)


def _arrival(request: Request, source_id: str, call: Call, now: datetime) -> Arrival:
    """Return what a signed call brings; a replay gets the same id."""
    said = f"{source_id}\n{request.headers['webhook-id']}"
    return arrival(
        source_kind=SourceKind.WEBHOOK,
        source_id=source_id,
        origin=f"webhook:{source_id}",
        received_at=now,
        media_type=request.headers.get("content-type", "text/plain"),
        body=call.body,
        arrival_id=sha256(_bytes(said)).hexdigest()[:32],
        size=call.size,
        sha256_hex=call.sha256,
    )


async def _read(request: Request, keyed: hmac.HMAC) -> Call | None:
    """Read and hash a call, None if it is larger than anything that may come in; `keyed` has the source's key alone.

    A call that was forwarded by the cloud has no length and no iterator, and its content begins anew each time
    it is asked for: so it is asked for once and read in pieces.
    """
    stamp = f"{request.headers['webhook-id']}.{request.headers['webhook-timestamp']}."
    mac = keyed.copy()
    mac.update(_bytes(stamp))
    whole = sha256()
    kept = bytearray()
    size = 0
    content = request.content
    while piece := await content.read(CHUNK):
        size += len(piece)
        if size > CALL_LIMIT:
            return None
        mac.update(piece)
        whole.update(piece)
        if size <= BODY_LIMIT:
            kept += piece
    signature = base64.b64encode(mac.digest()).decode()
    return Call(body=bytes(kept), size=size, sha256=whole.hexdigest(), signature=signature)


def in_time(headers: Mapping[str, str], now: datetime) -> bool:
    """Tell whether a call has an id, and a time stamp in Unix seconds that lies within the clock window."""
    stamp = headers.get("webhook-timestamp", "")
    if not 0 < len(headers.get("webhook-id", "")) <= 256:
        return False
    if not stamp.isascii() or not stamp.isdigit() or len(stamp) > 12:
        return False
    return abs(int(stamp) - now.timestamp()) <= CLOCK_WINDOW.total_seconds()


def signed(headers: Mapping[str, str], expected: str) -> bool:
    """Tell whether one of a call's signatures is the expected one; several stand there while a secret changes."""
    given = headers.get("webhook-signature", "").split(" ")[:16]
    return any(hmac.compare_digest(_bytes(f"v1,{expected}"), _bytes(item)) for item in given)


def _bytes(text: str) -> bytes:
    """Return a header's text as the bytes that came in."""
    return text.encode("utf-8", "surrogateescape")
