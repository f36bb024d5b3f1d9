"""aioimaplib's protocol, kept from what makes it stumble: many lines at once, lost connections, answers without end.

It only guards what comes in; commands are the client's.
"""

import asyncio
from typing import override

from aioimaplib import AioImapException, IMAP4ClientProtocol

MOST_LINES = 100
"""Lines that are handed on at a time: aioimaplib descends one call deeper for each, until Python stops it."""

PIECE = 1024
"""Bytes that are handed on at a time where there are more lines."""

MOST_BYTES = 16 * 1024 * 1024
"""How much one command may bring; nothing that is asked for comes near."""

_EXISTS = b" EXISTS\r\n"


class MailProtocol(IMAP4ClientProtocol):
    """One connection. `lost` is done once it has ended; `grown` tells whether the server spoke of mails meanwhile.

    `received` counts the bytes that came since the last command was sent.

    A server tells of a new mail once, in the middle of whatever it answers, where aioimaplib drops it. The same words
    inside a mail cost no more than one look too many.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__(loop)
        self.lost: asyncio.Future[None] = loop.create_future()
        self.grown = False
        self._tail = b""
        self.received = 0

    def begin(self) -> None:
        """Count anew what comes in: another command is sent."""
        self.received = 0

    @override
    def data_received(self, data: bytes) -> None:
        """Hand on what came; whatever cannot be understood ends the connection."""
        self.received += len(data)
        seen = self._tail + data[: len(_EXISTS)]
        self.grown = self.grown or _EXISTS in data or _EXISTS in seen
        self._tail = (self._tail + data[-len(_EXISTS) :])[-len(_EXISTS) :]
        if self.received > MOST_BYTES:
            self.abort()
            return
        step = len(data) if data.count(b"\n") <= MOST_LINES else PIECE
        try:
            for start in range(0, len(data), step):
                super().data_received(data[start : start + step])
        except AioImapException, ValueError, LookupError, RecursionError:
            # What aioimaplib raises on answers that no server should give; asyncio would log each as an error.
            self.abort()

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        """Let everyone know who waits; aioimaplib would let them wait."""
        super().connection_lost(exc)
        if not self.lost.done():
            self.lost.set_result(None)

    @override
    async def welcome(self, command: bytes) -> None:
        """Take the server's greeting; one that sends us away ends the connection."""
        try:
            await super().welcome(command)
        except AioImapException, ValueError, LookupError:
            # This runs in a task of its own, whose error nobody would fetch.
            self.abort()

    def abort(self) -> None:
        """End the connection at once."""
        if self.transport is not None:
            self.transport.abort()
