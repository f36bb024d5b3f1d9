"""A household whose own mailbox lies on a real Dovecot; its clocks run fast."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from itertools import count
from pathlib import Path
from typing import Any

from homeassistant.config_entries import ConfigSubentryDataWithId
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
import pytest
import pytest_socket

from custom_components.ring_guard import const
from custom_components.ring_guard.ledger import Budget
from custom_components.ring_guard.sources import post
from custom_components.ring_guard.sources.mailbox import watcher
from custom_components.ring_guard.sources.mailbox.watcher import Pace
from tests.dovecot import PASSWORD, USER, Dovecot, dovecot
from tests.homes import Household, eventually, set_up, take_down

QUICK = Pace(
    idle=timedelta(seconds=20),
    poll=timedelta(seconds=0.05),
    first=timedelta(seconds=0.02),
    longest=timedelta(seconds=0.1),
    password=timedelta(seconds=0.05),
    silence=timedelta(hours=1),
)
ROOMY = Budget(per_window=10**6, bytes=10**9, window=timedelta(hours=1))

_NUMBERS = count(1)


def asking(subject: str = "Footage of Friday", text: str = "", **headers: str) -> bytes:
    """Return a mail that asks for footage, each with a number of its own."""
    mail = EmailMessage()
    mail["From"] = "Officer Example <officer@springfield.example>"
    mail["To"] = USER
    mail["Subject"] = subject
    mail["Message-ID"] = f"<{next(_NUMBERS)}@springfield.example>"
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text or f"We look into a theft and ask for footage of your camera. Case number {subject}.")
    return mail.as_bytes()


def mailbox_source(server: Dovecot, source_id: str = "box", **data: Any) -> ConfigSubentryDataWithId:
    """Return a mailbox as the set-up stores it; all that lies in the folder is to be taken."""
    stored = {
        const.CONF_KIND: "mailbox",
        "host": "127.0.0.1",
        "port": server.port,
        const.CONF_SECURITY: "tls",
        "verify_ssl": True,
        "username": USER,
        "password": PASSWORD,
        const.CONF_FOLDER: server.usual or "INBOX",
        const.CONF_MAILBOX_USE: "requests",
        const.CONF_AFTERWARDS: "leave",
        const.CONF_START_AT: datetime(2026, 1, 1, tzinfo=UTC).timestamp(),
    }
    return ConfigSubentryDataWithId(
        data={**stored, **data}, subentry_id=source_id, subentry_type=const.SUBENTRY_SOURCE, title="Box", unique_id=None
    )


@dataclass
class Home:
    """A household with a mailbox, which can be shut down and started again over the same ledger."""

    hass: HomeAssistant
    folder: Path
    server: Dovecot
    household: Household
    sources: list[ConfigSubentryDataWithId] = field(default_factory=list)

    async def subjects(self) -> list[str]:
        """Return the subjects of all requests, sorted: servers date mails to the second only."""
        rows = await self.household.guard.ledger.requests(limit=10_000)
        return sorted(row.document["request"]["title"] for row in rows)

    async def until(self, number: int, seconds: float = 30) -> list[str]:
        """Wait until so many requests are decided, and return their subjects."""
        ledger = self.household.guard.ledger
        async with asyncio.timeout(seconds):
            while sum((await ledger.counts()).values()) < number:
                await asyncio.sleep(0.01)
        await self.household.settled()
        return await self.subjects()

    async def at(self, uid: int, source_id: str = "box", seconds: float = 30) -> Any:
        """Wait until a mailbox was read up to a UID, and return its place."""
        async with asyncio.timeout(seconds):
            while (place := await self.household.guard.ledger.mail_place(source_id)) is None or place.uid < uid:
                await asyncio.sleep(0.01)
        return place

    async def down(self) -> None:
        """Shut the hub down."""
        await take_down(self.household)

    async def up(self) -> None:
        """Start it again."""
        assert await self.hass.config_entries.async_setup(self.household.entry.entry_id)

    def issue(self, key: str, source_id: str = "box") -> ir.IssueEntry | None:
        """Return a repair issue of a source."""
        return ir.async_get(self.hass).async_get_issue(const.DOMAIN, f"{key}_{source_id}")

    async def issue_comes(self, key: str, source_id: str = "box") -> None:
        """Wait until a repair issue is raised."""
        await eventually(lambda: self.issue(key, source_id) is not None)

    async def issue_goes(self, key: str, source_id: str = "box") -> None:
        """Wait until a repair issue is cleared."""
        await eventually(lambda: self.issue(key, source_id) is None)


@pytest.fixture(scope="module")
def module_server() -> Iterator[Dovecot]:
    """Return a server that the tests of a file share."""
    pytest_socket.enable_socket()
    with dovecot(folders=["Requests"]) as running:
        yield running


@pytest.fixture
def server(module_server: Dovecot) -> Iterator[Dovecot]:
    """Return the server with a folder of the test's own, running, whatever the test before did to it."""
    module_server.usual = f"Test{next(_NUMBERS)}"
    module_server.make_folder(module_server.usual)
    module_server.expunge("Requests")
    yield module_server
    module_server.set_password(PASSWORD)
    if module_server.process is None:
        module_server.start()


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing wait long, and let every flood in."""
    monkeypatch.setattr(watcher, "PACE", QUICK)
    monkeypatch.setattr(post, "BUDGET", ROOMY)


@pytest.fixture
def at_home(
    hass: HomeAssistant, tmp_path: Path, server: Dovecot, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Any]:
    """Return what sets a household up with mailboxes, and takes it down afterwards."""
    monkeypatch.setattr(watcher, "client_context", server.context)

    @asynccontextmanager
    async def live(*sources: ConfigSubentryDataWithId, on: Dovecot = server) -> AsyncIterator[Home]:
        wanted = list(sources) or [mailbox_source(on)]
        home = Home(hass, tmp_path, on, await set_up(hass, tmp_path, wanted), wanted)
        try:
            yield home
        finally:
            # Thousands of requests leave much to tell.
            await home.household.settled(200) if home.household.entry.state.recoverable else None
            await take_down(home.household)

    return live
