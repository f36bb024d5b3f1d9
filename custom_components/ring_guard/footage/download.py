"""Fetches footage over the network into a private file: streamed, bounded in size and time, nothing left of a failure.

Addresses and headers can hold passwords: they are put neither in errors nor in the log.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
import os
from pathlib import Path
from typing import BinaryIO

from aiohttp import ClientError, ClientSession, ClientTimeout

from .errors import OriginUnavailable

DENIALS = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN})
CHUNK = 1 << 20
"""Bytes that are gathered before they are written: each writing costs a change of threads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DownloadLimits:
    """Bounds of one file: `size` in bytes, how long it may take, and how long nothing may come."""

    size: int = 2 * 1024**3
    longest: timedelta = timedelta(minutes=20)
    silence: timedelta = timedelta(seconds=60)

    @property
    def client_timeout(self) -> ClientTimeout:
        """Return what aiohttp is to keep to; the whole is bounded elsewhere."""
        return ClientTimeout(total=None, sock_connect=15, sock_read=self.silence.total_seconds())


class Refused(OriginUnavailable):
    """The recorder answered that it does not hand this out; `status` is HTTP's."""

    def __init__(self, status: int) -> None:
        super().__init__("origin_denied" if status in DENIALS else "origin_refused")
        self.status = status


class Sink:
    """A private file that is being filled."""

    def __init__(self, file: BinaryIO, limits: DownloadLimits) -> None:
        self._file = file
        self._limits = limits
        self._waiting = bytearray()
        self.size = 0

    async def write(self, data: bytes) -> None:
        """Take what has come.

        Raises:
            OriginUnavailable: if it is more than may come, or the disk does not take it.
        """
        self.size += len(data)
        if self.size > self._limits.size:
            raise OriginUnavailable("origin_too_large")
        self._waiting += data
        if len(self._waiting) >= CHUNK:
            await self.flush()

    async def flush(self) -> None:
        """Write what is still waiting."""
        data, self._waiting = self._waiting, bytearray()
        try:
            await asyncio.to_thread(self._file.write, data)
        except OSError as err:
            raise OriginUnavailable("origin_disk_full") from err


@asynccontextmanager
async def sink(path: Path, limits: DownloadLimits | None = None) -> AsyncIterator[Sink]:
    """Open a new private file to be filled within the limits; after any failure it is gone.

    Raises:
        OriginUnavailable: if the other side cannot be reached, breaks off, is too slow or sends too much, or if the
            disk is full.
    """
    limits = limits or DownloadLimits()
    file = await asyncio.to_thread(_open, path)
    try:
        try:
            async with asyncio.timeout(limits.longest.total_seconds()):
                filling = Sink(file, limits)
                yield filling
                await filling.flush()
        finally:
            file.close()
    except BaseException as err:
        # Whatever it was, a cancelled task included: half a file must not be taken for footage. Not awaited, since
        # that task could be cancelled again before the file is gone.
        path.unlink()  # noqa: ASYNC240  # awaiting could be cancelled, and the file stay
        if isinstance(err, ClientError | TimeoutError):
            raise OriginUnavailable("origin_unreachable") from None
        raise


async def fetch(
    session: ClientSession,
    url: str,
    path: Path,
    *,
    headers: Mapping[str, str] | None = None,
    verify: bool = True,
    limits: DownloadLimits | None = None,
) -> None:
    """Fetch `url` into `path`; `verify` False accepts a certificate that nobody vouches for. Redirects are refused.

    Raises:
        Refused: if the answer is not a file.
        OriginUnavailable: as `sink`.
    """
    limits = limits or DownloadLimits()
    async with (
        sink(path, limits) as filling,
        session.get(url, headers=headers, ssl=verify, timeout=limits.client_timeout, allow_redirects=False) as answer,
    ):
        require_ok(answer.status)
        async for data in answer.content.iter_any():
            await filling.write(data)


def require_ok(status: int) -> None:
    """Take nothing but a plain yes for a file.

    Raises:
        Refused: for any other answer.
    """
    if status != HTTPStatus.OK:
        raise Refused(status)


def _open(path: Path) -> BinaryIO:
    """Make a file that only this user can read.

    Raises:
        OriginUnavailable: if the disk does not let us.
    """
    try:
        return os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_WRONLY, 0o600), "wb")
    except OSError as err:
        raise OriginUnavailable("origin_disk_full") from err
