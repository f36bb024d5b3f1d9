# What Ring Guard uses of aioimaplib, which ships no types; the same in 2.0.1 and 2.0.3.
import asyncio
from collections.abc import Callable
from typing import NamedTuple

STARTED: str
CONNECTED: str
NONAUTH: str
AUTH: str
SELECTED: str
LOGOUT: str

class Response(NamedTuple):
    result: str
    lines: list[bytes | bytearray]

class AioImapException(Exception): ...

class Command:
    def __init__(
        self,
        name: str,
        tag: str,
        *args: str,
        prefix: str | None = None,
        untagged_resp_name: str | None = None,
        loop: asyncio.AbstractEventLoop | None = None,
        timeout: float | None = None,
    ) -> None: ...

class IMAP4ClientProtocol(asyncio.Protocol):
    transport: asyncio.Transport | None
    state: str
    capabilities: set[str]
    idle_queue: asyncio.Queue[list[bytes]]
    incomplete_line: bytes
    tasks: set[asyncio.Future[object]]
    def __init__(
        self, loop: asyncio.AbstractEventLoop | None, conn_lost_cb: Callable[[Exception | None], None] | None = None
    ) -> None: ...
    async def welcome(self, command: bytes) -> None: ...
    async def wait(self, state_regexp: str) -> None: ...
    async def capability(self) -> None: ...
    async def execute(self, command: Command, scrub: str | None = None) -> Response: ...
    async def search(self, *criteria: str, charset: str | None = "utf-8", by_uid: bool = False) -> Response: ...
    async def fetch(
        self, message_set: str, message_parts: str, by_uid: bool = False, timeout: float | None = None
    ) -> Response: ...
    async def store(self, *args: str, by_uid: bool = False) -> Response: ...
    async def move(self, uid_set: str, mailbox: str, by_uid: bool = False) -> Response: ...
    async def idle(self) -> Response: ...
    def idle_done(self) -> None: ...
    async def wait_for_idle_response(self) -> None: ...
    async def logout(self) -> Response: ...
    def new_tag(self) -> str: ...

def quoted(arg: str) -> str: ...
