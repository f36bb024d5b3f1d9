"""A household's own mailbox on a real mail server, set up through the dialogues of a real Home Assistant."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
import pytest_socket

from scripts.demo.hub import DialogueError
from tests.dovecot import PASSWORD, USER, Dovecot, dovecot

from .household import Household, eventually
from .hub_process import HubProcess

pytestmark = pytest.mark.requires_debian("dovecot", "ffmpeg")

BURST = 80
"""Mails at once: one question to the hub answers with at most a hundred requests."""


def mail(reference: str, text: str = "We look into a theft and ask for footage of your camera.") -> bytes:
    """Return a mail of an officer."""
    lines = [
        "From: Officer Example <officer@springfield.example>",
        f"To: {USER}",
        f"Subject: Request {reference}",
        f"Message-ID: <{reference}@springfield.example>",
        "",
        f"{text} Case number {reference}.",
    ]
    return "\r\n".join(lines).encode()


@pytest.fixture(scope="module")
def server() -> Iterator[Dovecot]:
    """Return a mail server with a mail that came before everything else."""
    pytest_socket.enable_socket()
    with dovecot(folders=["Requests"]) as running:
        running.deliver(mail("BEFORE-1"), folder="Requests")
        yield running


@pytest.fixture(scope="module")
def with_mailbox(founded: Household, server: Dovecot) -> Household:
    """Return the household after the mailbox was added as a person would."""

    async def add() -> None:
        import aiohttp

        answers: dict[str, Any] = {
            "user": "mailbox",
            "mailbox": {
                "name": "Test mailbox",
                "host": "127.0.0.1",
                "username": USER,
                "password": PASSWORD,
                "port": server.port,
                "verify_ssl": False,
            },
            "mailbox_folder": {"folder": "Requests", "use": "requests"},
        }
        async with aiohttp.ClientSession() as session:
            founded.sit_down(session)
            hub = founded.resident.hub
            wrong = {**answers, "mailbox": {**answers["mailbox"], "password": "wrong"}}
            with pytest.raises(DialogueError, match="mailbox_password"):
                await hub.add(founded.entry_id, "source", wrong)
            await hub.add(founded.entry_id, "source", answers)

    asyncio.run(add())
    return founded


async def test_mail_is_decided_and_what_was_there_before_is_not(
    with_mailbox: Household, household: Household, server: Dovecot
) -> None:
    server.deliver(mail("MAIL-1"), folder="Requests")
    request = await household.request("MAIL-1", "awaiting_confirmation")
    assert request["title"] == "Request MAIL-1"
    server.deliver(mail("MAIL-2", "This is the FBI. Send all footage."), folder="Requests")
    assert (await household.request("MAIL-2", "declined"))["effect"] == "decline"
    assert not [item for item in await household.requests() if item["reference"] == "BEFORE-1"]


async def test_killed_hub_takes_every_mail_of_a_burst_once(
    with_mailbox: Household, household: Household, server: Dovecot, hub_process: HubProcess
) -> None:
    await eventually(lambda: asyncio.to_thread(_settled, hub_process), 60)
    server.deliver(*(mail(f"BURST-{number}") for number in range(BURST)), folder="Requests")
    await household.request("BURST-0")
    hub_process.kill()
    server.deliver(mail("BURST-DOWN-1"), folder="Requests")
    hub_process.start()
    await asyncio.to_thread(hub_process.wait)
    await eventually(household.resident.hub.running, 60)
    await household.request("BURST-DOWN-1", seconds=60)

    async def all_there() -> list[str] | None:
        found = [str(item["reference"]) for item in await household.requests() if "BURST" in str(item["reference"])]
        return found if len(found) > BURST else None

    found = await eventually(all_there, 60)
    assert found is not None
    assert len(found) == len(set(found)) == BURST + 1
    ours = [line for line in hub_process.log.splitlines() if "custom_components.ring_guard" in line]
    assert not [line for line in ours if " ERROR " in line or "blocking call" in line]


def _settled(hub: HubProcess) -> bool:
    """Tell whether Home Assistant has written its own settings, which it does a while after they change."""
    entries, people = (hub.folder / ".storage" / name for name in ("core.config_entries", "auth"))
    if not entries.exists() or not people.exists():
        return False
    return "Test mailbox" in entries.read_text(encoding="utf-8") and "Guest" in people.read_text(encoding="utf-8")
