"""A name server, and an examiner that asks it."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

import pytest

from custom_components.ring_guard.domain.model import Arrival, MailEvidence, SourceKind
from custom_components.ring_guard.domain.requesters.mail import MailContext
from custom_components.ring_guard.evidence import MailExaminer

from .mails import HOME, NOW, key_name, rsa_key
from .nameserver import NameServer


def arrival(
    raw: bytes, *, received_at: datetime = NOW, number: int = 1, kind: SourceKind = SourceKind.MAILBOX
) -> Arrival:
    """Return a mail as a mailbox hands it in."""
    return Arrival(
        id=f"mail{number}",
        source_kind=kind,
        source_id="post",
        origin="mailbox:post",
        received_at=received_at,
        media_type="message/rfc822",
        body=raw,
        size=len(raw),
        sha256=sha256(raw).hexdigest(),
    )


@dataclass
class Office:
    """An examiner with its name server; the mailbox's context is the test's to set."""

    server: NameServer
    context: MailContext = field(default_factory=lambda: MailContext(addresses=frozenset({HOME})))

    def __post_init__(self) -> None:
        self.examiner = MailExaminer(lambda _: self.context, make_resolver=self.server.resolver)

    def publish(
        self, domain: str, record: str | None = None, *, selector: str = "s1", dmarc: str | None = None
    ) -> None:
        """Publish a key, and a policy."""
        self.server.texts[key_name(domain, selector)] = [record or rsa_key().record]
        if dmarc:
            self.server.texts[f"_dmarc.{domain}"] = [dmarc]

    async def examine(self, raw: bytes, **changes) -> MailEvidence:
        """Examine one mail."""
        came = arrival(raw, **changes)
        return (await self.examiner.examine([came]))[came.id]


@pytest.fixture
async def office(socket_enabled: None) -> AsyncIterator[Office]:
    server = NameServer()
    await server.start()
    made = Office(server)
    yield made
    made.examiner.stop()
    await server.stop()
