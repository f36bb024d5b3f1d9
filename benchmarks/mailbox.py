"""What an own mailbox costs: mails per second from a real Dovecot to the durable decision, and how soon one is decided.

Every mail is signed by its sender's domain, and a name server answers for it, so that all of what a real mail costs is in
the figures. Only this process's own mail server, name server and ledger are started, in folders of their own. The same mails
are fetched by Python's own imaplib as a yardstick, and handed to ledger and intake without any mail server as another.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
import imaplib
import logging
from pathlib import Path
import sys
import tempfile
import time
from typing import Any

from tests.dovecot import PASSWORD, USER, Dovecot, dovecot
from tests.evidence.mails import key_name, rsa_key, signed
from tests.evidence.nameserver import NameServer

from ._measure import Figure, median, show

DOMAIN = "springfield.example"
MAILS = 1_000
TURNS = 3
SINGLE = 40


def mail(number: int) -> bytes:
    """Return one of many different mails, signed by its sender's domain."""
    now = datetime.now(UTC)
    made = EmailMessage()
    made["From"] = f"Officer Example <officer@{DOMAIN}>"
    made["To"] = USER
    made["Subject"] = f"Request {number}"
    made["Date"] = now
    made["Message-ID"] = f"<{number}-{time.time_ns()}@{DOMAIN}>"
    made.set_content(
        "Springfield Police Department looks into a theft in your street and asks for the footage of your front door of\n"
        f"20 November 2026, 14:00 to 14:10. Case number 26-{number}. Taking part is voluntary.\n" + "\n" * 20
    )
    return signed(made.as_bytes(policy=SMTP), DOMAIN, at=now)


@asynccontextmanager
async def name_server() -> AsyncIterator[NameServer]:
    """Run the name server that knows the sender's key and policy."""
    names = NameServer(texts={key_name(DOMAIN): [rsa_key().record], f"_dmarc.{DOMAIN}": ["v=DMARC1; p=reject"]})
    await names.start()
    yield names
    await names.stop()


@asynccontextmanager
async def household(server: Dovecot, names: NameServer, folder: Path, *, reads: bool = True) -> AsyncIterator[Any]:
    """Run ledger, intake and, if it `reads`, mailbox as a hub would, without the hub; give what hands mails in."""
    from custom_components.ring_guard.domain.formats import ReadingContext
    from custom_components.ring_guard.domain.model import Mode, SourceKind
    from custom_components.ring_guard.domain.policy import Policy, prepare
    from custom_components.ring_guard.domain.requesters import Registry
    from custom_components.ring_guard.domain.requesters.mail import MailContext
    from custom_components.ring_guard.evidence import MailExaminer
    from custom_components.ring_guard.household.mailbox_settings import (
        Afterwards,
        MailboxSettings,
        MailboxUse,
        Security,
    )
    from custom_components.ring_guard.household.settings import SourceSettings
    from custom_components.ring_guard.ledger import Budget, Ledger
    from custom_components.ring_guard.pipeline.intake import House, Intake
    from custom_components.ring_guard.pipeline.lives import Lives
    from custom_components.ring_guard.sources import post
    from custom_components.ring_guard.sources.door import Door
    from custom_components.ring_guard.sources.mailbox.watcher import Watcher

    post.BUDGET = Budget(per_window=10**7, bytes=10**10, window=timedelta(hours=1))
    ledger = await Ledger.open(folder)
    lives = Lives(ledger, lambda life: None)
    await lives.load()
    house = House(
        evaluator=prepare(Policy()),
        mode=Mode.POLICY,
        reading=ReadingContext(time_zone="UTC", cameras={}),
        registry=Registry.builtin(),
        answer_within=timedelta(hours=24),
    )
    context = MailContext(addresses=frozenset({USER}))
    examiner = MailExaminer(lambda _: context, make_resolver=names.resolver)
    intake = Intake(ledger, lives, lambda: house, lambda: datetime.now(UTC), gather=examiner.examine)
    account = MailboxSettings(
        host="127.0.0.1",
        port=server.port,
        security=Security.TLS,
        verify_ssl=False,
        username=USER,
        password=PASSWORD,
        folder=server.usual,
        use=MailboxUse.REQUESTS,
        afterwards=Afterwards.LEAVE,
        move_to="",
        authserv_id="",
        own_addresses=frozenset(),
        start_at=datetime(2026, 1, 1, tzinfo=UTC),
        start_uidvalidity=None,
        start_uid=None,
    )
    settings = SourceSettings(id="box", name="Box", kind=SourceKind.MAILBOX, mailbox=account)
    door = Door(
        receive=ledger.record_arrival,
        trouble=lambda source, problem: None,
        post=post.Post(ledger, intake.wake, lambda: None),
        ask_password=lambda source: None,
    )
    tasks = [asyncio.create_task(intake.run())]
    if reads:
        tasks.append(asyncio.create_task(Watcher(settings, door).run()))
    try:
        yield door.post
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        examiner.stop()
        await ledger.close()


async def decided(post: Any, number: int) -> None:
    """Wait until so many mails are decided, without asking so often that it costs much."""
    while sum((await post.ledger.counts()).values()) < number:
        await asyncio.sleep(0.01)


async def together(server: Dovecot, names: NameServer, folder: Path) -> float:
    """Return how many mails a second go from the server to the durable decision, all being there at the start."""
    start = time.perf_counter()
    async with household(server, names, folder) as post:
        await decided(post, MAILS)
        return MAILS / (time.perf_counter() - start)


async def without_server(server: Dovecot, names: NameServer, folder: Path, mails: list[bytes]) -> float:
    """Return how many of the same mails a second are made durable and decided where they lie in memory."""
    from custom_components.ring_guard.domain.model import SourceKind
    from custom_components.ring_guard.ledger import Mail, MailPlace
    from custom_components.ring_guard.sources.door import arrival

    async with household(server, names, folder, reads=False) as post:
        start, now = time.perf_counter(), datetime.now(UTC)
        place = await post.begin(
            MailPlace(source_id="box", mailbox="", uidvalidity=1, uid=0, backlog_uid=0, since=now, looked_at=now)
        )
        for first in range(0, MAILS, 50):
            batch = [
                Mail(
                    uid=number + 1,
                    arrival=arrival(
                        source_kind=SourceKind.MAILBOX,
                        source_id="box",
                        origin="mailbox:box",
                        received_at=now,
                        media_type="message/rfc822",
                        body=mails[number],
                    ),
                )
                for number in range(first, first + 50)
            ]
            place = (await post.take(place, batch, None)).place
        await decided(post, MAILS)
        return MAILS / (time.perf_counter() - start)


async def singly(server: Dovecot, names: NameServer, folder: Path) -> list[float]:
    """Return how many seconds pass from the delivery of single mails to their durable decision."""
    took = []
    async with household(server, names, folder) as post:
        await decided(post, MAILS)
        await asyncio.sleep(1)
        for number in range(SINGLE):
            start = time.perf_counter()
            server.deliver(mail(10**6 + number))
            await decided(post, MAILS + number + 1)
            took.append(time.perf_counter() - start)
    return took


def by_imaplib(server: Dovecot) -> float:
    """Return how many mails a second Python's own client fetches, over TLS and in one command, and keeps nothing of."""
    start = time.perf_counter()
    context = server.context()
    with imaplib.IMAP4_SSL("127.0.0.1", server.port, ssl_context=context) as client:
        client.login(USER, PASSWORD)
        client.select(server.usual, readonly=True)
        _, found = client.uid("fetch", "1:*", "(BODY.PEEK[])")
        number = sum(isinstance(item, tuple) for item in found)
    assert number >= MAILS
    return number / (time.perf_counter() - start)


async def measure() -> list[Figure]:
    """Measure both, in turns with the yardstick."""
    mails = [mail(number) for number in range(MAILS)]
    turns: dict[str, list[float]] = {"whole": [], "imaplib": [], "memory": []}
    async with AsyncExitStack() as stack:
        names = await stack.enter_async_context(name_server())
        server = stack.enter_context(dovecot(folders=["Bench"]))
        name = stack.enter_context(tempfile.TemporaryDirectory())
        server.usual = "Bench"
        server.deliver(*mails)
        await asyncio.to_thread(by_imaplib, server)
        for turn in range(TURNS):
            turns["imaplib"].append(await asyncio.to_thread(by_imaplib, server))
            turns["memory"].append(await without_server(server, names, Path(name) / f"memory-{turn}", mails))
            turns["whole"].append(await together(server, names, Path(name) / f"whole-{turn}"))
        delays = sorted(await singly(server, names, Path(name) / "single"))
    rate, bare, memory = (median(turns[key]) for key in ("whole", "imaplib", "memory"))
    return [
        Figure(
            name=f"{MAILS:,} mails from Dovecot to durable decision",
            measured=f"{rate:,.0f}/s",
            yardstick=f"from memory {memory:,.0f}/s; imaplib, fetching alone {bare:,.0f}/s",
            target=">= 0.7 x from memory",
            holds=rate >= 0.7 * memory,
        ),
        Figure(
            name="one mail from delivery to durable decision, by IDLE",
            measured=f"median {median(delays) * 1e3:.0f} ms, 99 of 100 {delays[len(delays) * 99 // 100] * 1e3:.0f} ms",
            yardstick="Dovecot itself waits 500 ms before it tells",
            target="median <= 1 s",
            holds=median(delays) <= 1,
        ),
    ]


def main() -> int:
    """Print the figures; fail if a target does not hold."""
    logging.disable(logging.INFO)
    return 0 if show(asyncio.run(measure())) else 1


if __name__ == "__main__":
    sys.exit(main())
