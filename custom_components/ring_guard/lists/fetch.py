"""Fetches a list over https from a public address: within limits, and only if it has changed.

The name is resolved and judged here, and the connection goes to the very address that was judged, with the
certificate checked against the name: no second look at the name can lead elsewhere. Redirects are followed one by one
under the same rules. A packed answer is refused before it is unpacked.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from typing import Final

import aiohttp
from aiohttp import hdrs
from yarl import URL

from .addresses import is_address, is_public
from .problems import ListFailure, ListProblem

type Resolve = Callable[[str], Awaitable[Sequence[str]]]
"""Returns the addresses of a host as numbers. Raises OSError or an aiohttp error if there are none."""

MOST_REDIRECTS: Final = 4
MOST_ADDRESSES: Final = 3
CHUNK: Final = 64 * 1024

REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
CONTENT_TYPES: Final = frozenset(
    {
        "application/csv",
        "application/json",
        "application/octet-stream",
        "application/vnd.ms-excel",
        "text/csv",
        "text/json",
        "text/plain",
    }
)
"""What servers call a table or a JSON file; a page for people is none of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much a list may cost: bytes of its content, and the time for everything."""

    size: int = 8 * 1024 * 1024
    time: timedelta = timedelta(seconds=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A list's bytes, and the marks by which the server knows this version of it (empty if it gives none)."""

    data: bytes
    etag: str = ""
    modified: str = ""


class Fetcher:
    """Fetches lists with somebody's session."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        resolve: Resolve,
        *,
        limits: Limits | None = None,
        permitted: frozenset[str] = frozenset(),
    ) -> None:
        """Use a session that checks certificates. `permitted` are addresses that count as public; only tests have any."""
        self._session = session
        self._resolve = resolve
        self._limits = limits or Limits()
        self._permitted = permitted

    async def fetch(self, url: str, etag: str = "", modified: str = "") -> Fetched | None:
        """Return a list's content, None if it is still the version with these marks.

        Raises:
            ListFailure: if it cannot be had within the limits, or only from where a list must not come from.
        """
        try:
            async with asyncio.timeout(self._limits.time.total_seconds()):
                return await self._follow(URL(url), _conditions(etag, modified))
        except TimeoutError as err:
            raise ListFailure(ListProblem.UNREACHABLE, "it took too long") from err
        except (aiohttp.ClientError, OSError, ValueError) as err:
            raise ListFailure(ListProblem.UNREACHABLE, type(err).__name__) from err

    async def _follow(self, url: URL, headers: dict[str, str]) -> Fetched | None:
        """Ask, and ask again where the answer points to."""
        for _ in range(MOST_REDIRECTS + 1):
            async with await self._ask(url, headers) as response:
                if response.status not in REDIRECTS:
                    return await self._read(response)
                url = url.join(URL(response.headers.get(hdrs.LOCATION, "")))
        raise ListFailure(ListProblem.UNREACHABLE, "too many redirects")

    async def _ask(self, url: URL, headers: dict[str, str]) -> aiohttp.ClientResponse:
        """Send one request to an address that was judged first."""
        host = url.raw_host
        if url.scheme != "https" or host is None or url.user is not None:
            raise ListFailure(ListProblem.REFUSED, "only plain https addresses are asked")
        last: aiohttp.ClientError | None = None
        for address in await self._public_addresses(host):
            try:
                return await self._session.get(
                    url.with_host(address),
                    headers={**headers, hdrs.HOST: url.raw_authority},
                    server_hostname=host,
                    allow_redirects=False,
                )
            except aiohttp.ClientConnectorError as err:
                last = err
        raise last or ListFailure(ListProblem.UNREACHABLE, "the name has no address")

    async def _public_addresses(self, host: str) -> Sequence[str]:
        """Return where a host can be reached; a single address that is not public condemns them all."""
        found = [host] if is_address(host) else list(await self._resolve(host))
        if not all(address in self._permitted or is_public(address) for address in found):
            raise ListFailure(ListProblem.REFUSED, "it leads to an address that is not public")
        return found[:MOST_ADDRESSES]

    async def _read(self, response: aiohttp.ClientResponse) -> Fetched | None:
        """Read an answer's content as long as it stays within the limits."""
        if response.status == HTTPStatus.NOT_MODIFIED:
            return None
        if response.status != HTTPStatus.OK:
            raise ListFailure(ListProblem.UNREACHABLE, f"the server answered {response.status}")
        if response.headers.get(hdrs.CONTENT_ENCODING, "identity") != "identity":
            raise ListFailure(ListProblem.UNREADABLE, "it is packed although that was not asked for")
        if response.content_type not in CONTENT_TYPES:
            raise ListFailure(ListProblem.UNREADABLE, "it is no table and no JSON")
        return Fetched(
            data=await self._content(response),
            etag=response.headers.get(hdrs.ETAG, ""),
            modified=response.headers.get(hdrs.LAST_MODIFIED, ""),
        )

    async def _content(self, response: aiohttp.ClientResponse) -> bytes:
        """Return the bytes, given up as soon as they are too many."""
        limit = self._limits.size
        if (response.content_length or 0) > limit:
            raise ListFailure(ListProblem.TOO_LARGE, "it is larger than a list may be")
        data = bytearray()
        async for chunk in response.content.iter_chunked(CHUNK):
            data += chunk
            if len(data) > limit:
                raise ListFailure(ListProblem.TOO_LARGE, "it is larger than a list may be")
        return bytes(data)


def _conditions(etag: str, modified: str) -> dict[str, str]:
    """Return the headers that ask for another version than the one we have, not packed."""
    headers: dict[str, str] = {hdrs.ACCEPT_ENCODING: "identity"}
    if etag:
        headers[hdrs.IF_NONE_MATCH] = etag
    if modified:
        headers[hdrs.IF_MODIFIED_SINCE] = modified
    return headers
