"""One short visit to a mailbox while somebody sets it up: what is there, and whether it can be read at all.

Every function ends with a `MailboxError` where it cannot, and leaves nothing behind on the server.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from homeassistant.util.ssl import client_context, create_no_verify_ssl_context

from ...household.mailbox_settings import MailboxSettings
from .authserv import Seen, most_seen
from .client import MailClient
from .responses import Folder

LOOKED_AT = 20
"""Mails whose headers are looked at for the name of the receiving server."""

AMONG = 1000
"""The highest UIDs among which those mails are looked for."""

HEADER_BYTES = 16 * 1024
"""Bytes of each mail's headers that are looked at; what the receiving server wrote stands at the top."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What an account has."""

    folders: tuple[Folder, ...]
    can_move: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderVisit:
    """Where a folder stands now, and how the server that receives its mails names itself."""

    uidvalidity: int
    uid: int
    seen: Seen


async def visit_account(account: MailboxSettings) -> Account:
    """Sign in, and look what folders there are.

    Raises:
        MailboxError: if that fails.
    """
    async with _signed_in(account) as client:
        return Account(folders=tuple(await client.folders()), can_move=client.can_move)


async def visit_folder(account: MailboxSettings) -> FolderVisit:
    """Look where a folder stands.

    Raises:
        MailboxError: if it cannot be opened.
    """
    async with _signed_in(account) as client:
        state = await client.open(account.folder)
        highest = state.uidnext - 1 if state.uidnext is not None else max(await client.uids(1), default=0)
        newest = (await client.uids(max(1, highest - AMONG), highest))[-LOOKED_AT:] if highest else []
        headers = await client.headers(newest, HEADER_BYTES) if newest else {}
        return FolderVisit(uidvalidity=state.uidvalidity, uid=highest, seen=most_seen(headers.values()))


@asynccontextmanager
async def _signed_in(account: MailboxSettings) -> AsyncIterator[MailClient]:
    """Sign in for as long as a block runs."""
    context = client_context() if account.verify_ssl else create_no_verify_ssl_context()
    client = await MailClient.connect(account, context)
    try:
        yield client
    finally:
        client.close()
