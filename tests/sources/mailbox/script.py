"""A mail server that says whatever a test wants, for what no honest one would say."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator, Mapping
import contextlib
from contextlib import contextmanager
from dataclasses import dataclass, field
import re
import ssl
from threading import Thread
from typing import Any

from tests.dovecot import Dovecot

type Answer = Callable[["Script", str, bytes], bytes]

VERDICT = b"%s OK done\r\n"


def literal(uid: int, body: bytes, *, item: bytes = b"BODY[]<0>") -> bytes:
    """Return a line that brings a mail's content."""
    return b"* %d FETCH (UID %d %s {%d}\r\n%s)\r\n" % (uid, uid, item, len(body), body)


@dataclass
class Script:
    """What the server has and says. `answers` replaces what it says to a command, by the command's first words."""

    mails: dict[int, bytes] = field(default_factory=dict)
    answers: Mapping[str, Answer] = field(default_factory=dict)
    greeting: bytes = b"* OK ready\r\n"
    capabilities: bytes = b"IMAP4rev1 IDLE"
    uidnext: bool = True
    port: int = 0
    asked: list[str] = field(default_factory=list)

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Talk to one client."""
        with contextlib.suppress(ConnectionError, ssl.SSLError):
            writer.write(self.greeting)
            while line := await reader.readline():
                tag, _, command = line.strip().partition(b" ")
                if command or tag == b"DONE":
                    writer.write(self.say(command.decode("utf-8", "replace"), tag))
                    await writer.drain()
        writer.close()
        with contextlib.suppress(ConnectionError, ssl.SSLError):
            await writer.wait_closed()

    def say(self, command: str, tag: bytes) -> bytes:
        """Answer a command."""
        self.asked.append(command)
        for words, answer in self.answers.items():
            if command.startswith(words):
                return answer(self, command, tag)
        return self.usual(command, tag)

    def usual(self, command: str, tag: bytes) -> bytes:
        """Answer as an honest server does."""
        done = VERDICT % tag
        if command.startswith("CAPABILITY"):
            return b"* CAPABILITY %s\r\n" % self.capabilities + done
        if command.startswith(("EXAMINE", "SELECT")):
            uidnext = b"* OK [UIDNEXT %d] next\r\n" % (max(self.mails, default=0) + 1) if self.uidnext else b""
            return b"* %d EXISTS\r\n* OK [UIDVALIDITY 1] valid\r\n" % len(self.mails) + uidnext + done
        if command.startswith("UID SEARCH"):
            return b"* SEARCH %s\r\n" % b" ".join(b"%d" % uid for uid in self._found(command)) + done
        if command.startswith("UID FETCH"):
            return self._fetch(command) + done
        if command.startswith("IDLE"):
            return b"+ idling\r\n"
        return done

    def _found(self, command: str) -> list[int]:
        first, last = re.findall(r"UID (\d+):(\d+|\*)", command)[0]
        return [uid for uid in self.mails if int(first) <= uid and (last == "*" or uid <= int(last))]

    def _fetch(self, command: str) -> bytes:
        uids = [int(uid) for uid in re.findall(r"FETCH ([\d,]+)", command)[0].split(",")]
        part = re.search(r"<(\d+)\.(\d+)>", command)
        lines = []
        for uid in (uid for uid in uids if uid in self.mails):
            body = self.mails[uid]
            if part:
                lines.append(literal(uid, body[int(part[1]) : int(part[1]) + int(part[2])]))
            else:
                date = b'INTERNALDATE "21-Nov-2026 10:00:00 +0000"'
                lines.append(b"* %d FETCH (UID %d RFC822.SIZE %d %s)\r\n" % (uid, uid, len(body), date))
        return b"".join(lines)


@contextmanager
def scripted(like: Dovecot, script: Script) -> Iterator[Script]:
    """Serve a script with another server's certificate, in a thread: what fails there concerns no hub."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(like.certificate, like.folder / "key.pem")
    loop = asyncio.new_event_loop()
    loop.set_exception_handler(lambda loop, context: None)
    thread = Thread(target=loop.run_forever)
    thread.start()
    server = _within(loop, asyncio.start_server(script.talk, "127.0.0.1", 0, ssl=context))
    script.port = server.sockets[0].getsockname()[1]
    try:
        yield script
    finally:
        _within(loop, _end(server))
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


def _within[T](loop: asyncio.AbstractEventLoop, work: Coroutine[Any, Any, T]) -> T:
    """Do something in the server's loop."""
    return asyncio.run_coroutine_threadsafe(work, loop).result(10)


async def _end(server: asyncio.Server) -> None:
    """Hang up on everybody."""
    server.close()
    server.close_clients()
    tasks = asyncio.all_tasks() - {asyncio.current_task()}
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
