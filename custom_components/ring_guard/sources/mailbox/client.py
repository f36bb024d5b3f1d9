"""One connection to a mail server: signs in, opens a folder, and reads from it by UID.

Every call ends within its time, by its result or a `MailboxError`; after an error the connection is of no use any more.
It reads with EXAMINE and BODY.PEEK, which change nothing on the server.
"""

import asyncio
from collections.abc import Coroutine, Sequence
import contextlib
from dataclasses import dataclass
from datetime import datetime, timedelta
import socket
import ssl
from typing import Any, Self

from aioimaplib import AUTH, NONAUTH, SELECTED, AioImapException, Command, Response, quoted

from ...household.mailbox_settings import MailboxSettings, Security
from . import responses
from .faults import Fault, MailboxError
from .protocol import MailProtocol
from .responses import Fetched, Folder

ANSWER_SECONDS = 30
"""How long a server may take for an answer, or between two parts of one."""

FETCH_SECONDS = 300
"""How long a whole batch may take on a slow line."""

_NOW_NOT = (b"[UNAVAILABLE]", b"[INUSE]", b"[LIMIT]", b"[SERVERBUG]", b"[CONTACTADMIN]")
"""Codes by which a server says that a sign-in failed for other reasons than its password."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderState:
    """What a server says of a folder that it opens; it may keep the next UID to itself."""

    uidvalidity: int
    uidnext: int | None


class MailClient:
    """A connection that is signed in."""

    def __init__(self, protocol: MailProtocol) -> None:
        """Take a connected protocol; `connect` makes one."""
        self._protocol = protocol

    @classmethod
    async def connect(cls, account: MailboxSettings, context: ssl.SSLContext) -> Self:
        """Connect and sign in.

        Raises:
            MailboxError: if that fails.
        """
        client = cls(MailProtocol(asyncio.get_running_loop()))
        try:
            await client._reach(account, context)
            await client._sign_in(account)
        except BaseException:  # A cancelled task included: no connection may stay open behind it.
            client.close()
            raise
        return client

    @property
    def can_idle(self) -> bool:
        """Tell whether the server can say by itself that a mail came."""
        return "IDLE" in self._protocol.capabilities

    @property
    def can_move(self) -> bool:
        """Tell whether the server can move mails."""
        return "MOVE" in self._protocol.capabilities

    @property
    def grown(self) -> bool:
        """Tell whether the server spoke of new mails since `refresh`."""
        return self._protocol.grown

    def close(self) -> None:
        """End the connection, whatever is under way on it."""
        self._protocol.abort()
        for task in self._protocol.tasks:
            task.cancel()

    async def folders(self) -> list[Folder]:
        """Return all folders that can be opened."""
        return responses.folders((await self._do(self._command("LIST", '""', '"*"'))).lines)

    async def open(self, folder: str, *, read_only: bool = True) -> FolderState:
        """Open a folder by its path."""
        answer = await self._ask(self._command("EXAMINE" if read_only else "SELECT", quoted(folder)))
        uidvalidity = responses.code(answer.lines, b"UIDVALIDITY")
        if answer.result != "OK" or uidvalidity is None:
            raise MailboxError(Fault.FOLDER)
        self._protocol.state = SELECTED
        return FolderState(uidvalidity=uidvalidity, uidnext=responses.code(answer.lines, b"UIDNEXT"))

    async def refresh(self) -> None:
        """Let the server tell of whatever is new, so that a search finds it."""
        await self._do(self._command("NOOP"))
        self._protocol.grown = False

    async def uids(self, first: int, last: int | None = None, *, since: datetime | None = None) -> list[int]:
        """Return the UIDs that lie in `first..last`, ascending; only mails received on the day of `since` or later.

        The day is the server's, so a mail may be of the day before as well.
        """
        words = ["UID", f"{first}:{last or '*'}"]
        if since is not None:
            words += ["SINCE", responses.since((since - timedelta(days=1)).date())]
        answer = await self._do(self._protocol.search(*words, charset=None, by_uid=True))
        # "*" names the last mail even where that lies before `first`.
        return [uid for uid in responses.numbers(answer.lines) if uid >= first]

    async def summaries(self, uids: Sequence[int]) -> dict[int, Fetched]:
        """Return size and date of mails, by UID; those that are gone are left out."""
        return await self._fetch(uids, "(UID RFC822.SIZE INTERNALDATE)")

    async def bodies(self, uids: Sequence[int], length: int, start: int = 0) -> dict[int, bytes]:
        """Return up to `length` bytes of mails from `start`, by UID; those that are gone are left out."""
        found = await self._fetch(uids, f"(UID BODY.PEEK[]<{start}.{length}>)")
        return {uid: item.body for uid, item in found.items() if item.body is not None}

    async def headers(self, uids: Sequence[int], length: int) -> dict[int, bytes]:
        """Return the beginnings of mails' headers, by UID."""
        found = await self._fetch(uids, f"(UID BODY.PEEK[HEADER]<0.{length}>)")
        return {uid: item.body for uid, item in found.items() if item.body is not None}

    async def mark_read(self, uids: Sequence[int]) -> None:
        """Mark mails of a folder that was opened for writing as read."""
        await self._do(self._protocol.store(_set(uids), "+FLAGS.SILENT", r"(\Seen)", by_uid=True))

    async def move(self, uids: Sequence[int], folder: str) -> None:
        """Move mails of a folder that was opened for writing to another."""
        await self._do(self._protocol.move(_set(uids), quoted(folder), by_uid=True))

    async def idle(self, limit: timedelta) -> None:
        """Wait until the server speaks of a new mail, or for `limit`."""
        if not self.grown:
            await self._within(self._idle(limit.total_seconds()), limit.total_seconds() + 3 * ANSWER_SECONDS)

    async def _idle(self, seconds: float) -> None:
        """Let the server speak, and end that again."""
        protocol = self._protocol
        ended: asyncio.Future[Any] = asyncio.ensure_future(protocol.idle())
        ready: asyncio.Future[Any] = asyncio.ensure_future(protocol.wait_for_idle_response())
        try:
            await asyncio.wait({ended, ready}, timeout=ANSWER_SECONDS, return_when=asyncio.FIRST_COMPLETED)
            if not ready.done():
                raise MailboxError(Fault.REFUSED, "IDLE")
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    while not protocol.grown:
                        await protocol.idle_queue.get()
                        protocol.begin()
            protocol.idle_done()
            async with asyncio.timeout(ANSWER_SECONDS):
                await ended
        finally:
            ready.cancel()
            ended.cancel()

    async def _reach(self, account: MailboxSettings, context: ssl.SSLContext) -> None:
        """Connect and encrypt."""
        protocol = self._protocol
        direct = account.security is Security.TLS
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                await asyncio.get_running_loop().create_connection(
                    lambda: protocol, account.host, account.port, ssl=context if direct else None
                )
        except (OSError, ValueError) as err:
            # Python raises ValueError for names that cannot be a host's.
            raise MailboxError(_fault_of(err)) from err
        await self._within(protocol.wait(f"{AUTH}|{NONAUTH}"))
        if not direct:
            await self._encrypt(account.host, context)

    async def _encrypt(self, host: str, context: ssl.SSLContext) -> None:
        """Go over to TLS on a connection that began without; nothing that was said before counts."""
        protocol = self._protocol
        answer = await self._ask(self._command("STARTTLS"))
        plain = protocol.transport
        if answer.result != "OK" or protocol.incomplete_line or plain is None:
            raise MailboxError(Fault.NO_TLS)
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                protocol.transport = await loop.start_tls(plain, protocol, context, server_hostname=host)
        except OSError as err:
            plain.abort()
            raise MailboxError(_fault_of(err)) from err
        protocol.state = NONAUTH
        await self._within(protocol.capability())

    async def _sign_in(self, account: MailboxSettings) -> None:
        """Sign in with name and password."""
        if "LOGINDISABLED" in self._protocol.capabilities:
            raise MailboxError(Fault.NO_PASSWORDS)
        if any(ord(sign) < 32 for sign in account.username + account.password):
            # They would end the line that they stand in.
            raise MailboxError(Fault.PASSWORD)
        password = quoted(account.password)
        command = Command("LOGIN", self._protocol.new_tag(), quoted(account.username), password)
        # aioimaplib's own sign-in quotes no names, and with its debug log on shows passwords that had to be quoted.
        answer = await self._within(self._protocol.execute(command, scrub=password))
        if answer.result == "NO":
            verdict = bytes(answer.lines[-1]) if answer.lines else b""
            raise MailboxError(Fault.REFUSED if verdict.upper().startswith(_NOW_NOT) else Fault.PASSWORD)
        if answer.result != "OK":
            raise MailboxError(Fault.REFUSED, "LOGIN")
        self._protocol.state = AUTH
        # Servers may tell only now what they can do.
        await self._within(self._protocol.capability())

    async def _fetch(self, uids: Sequence[int], items: str) -> dict[int, Fetched]:
        """Fetch items of mails; what the server says of others meanwhile is left out."""
        work = self._protocol.fetch(_set(uids), items, by_uid=True)
        found = responses.fetched((await self._do(self._heard(work), FETCH_SECONDS)).lines)
        return {uid: found[uid] for uid in uids if uid in found}

    def _command(self, name: str, *words: str) -> Coroutine[Any, Any, Response]:
        """Return a command, ready to be sent."""
        return self._protocol.execute(Command(name, self._protocol.new_tag(), *words))

    async def _do(self, work: Coroutine[Any, Any, Response], seconds: float | None = None) -> Response:
        """Do what the server must not refuse."""
        answer = await self._within(work, seconds)
        if answer.result != "OK":
            raise MailboxError(Fault.REFUSED)
        return answer

    async def _ask(self, work: Coroutine[Any, Any, Response]) -> Response:
        """Do what the server may refuse."""
        return await self._within(work)

    async def _within[T](self, work: Coroutine[Any, Any, T], seconds: float | None = None) -> T:
        """Do something for a bounded time, and no longer than the connection lasts."""
        task, protocol = asyncio.ensure_future(work), self._protocol
        protocol.begin()
        both: set[asyncio.Future[Any]] = {task, protocol.lost}
        try:
            await asyncio.wait(both, timeout=seconds or ANSWER_SECONDS, return_when=asyncio.FIRST_COMPLETED)
            if not task.done():
                raise MailboxError(Fault.LOST if protocol.lost.done() else Fault.NO_ANSWER)
            return task.result()
        except (AioImapException, TimeoutError, OSError, ValueError, LookupError, AttributeError) as err:
            # Of these, the last three are what aioimaplib makes of answers that it does not expect.
            raise MailboxError(Fault.LOST if protocol.lost.done() else Fault.REFUSED, type(err).__name__) from err
        finally:
            task.cancel()

    async def _heard[T](self, work: Coroutine[Any, Any, T]) -> T:
        """Do something for as long as anything comes of it."""
        task = asyncio.ensure_future(work)
        try:
            while not task.done():
                before = self._protocol.received
                await asyncio.wait({task}, timeout=ANSWER_SECONDS)
                if not task.done() and self._protocol.received == before:
                    raise MailboxError(Fault.NO_ANSWER)
            return task.result()
        finally:
            task.cancel()


def _set(uids: Sequence[int]) -> str:
    """Write UIDs as a command takes them."""
    return ",".join(map(str, uids))


def _fault_of(error: Exception) -> Fault:
    """Tell why a server cannot be reached."""
    if isinstance(error, socket.gaierror | ValueError) and not isinstance(error, ssl.SSLError):
        return Fault.HOST_NOT_FOUND
    if isinstance(error, ssl.SSLCertVerificationError):
        return Fault.CERTIFICATE
    if isinstance(error, ssl.SSLError):
        return Fault.NO_TLS
    return Fault.NO_ANSWER
