"""The pipeline on a real ledger, without a hub: what a household is, and a clock that tests set."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
import json
from pathlib import Path
from typing import Any

import pytest

from custom_components.ring_guard.domain.formats import ReadingContext
from custom_components.ring_guard.domain.lifecycle import Life
from custom_components.ring_guard.domain.model import Arrival, Effect, Mode, SourceKind, Terms
from custom_components.ring_guard.domain.policy import Among, Attribute, Policy, Rule, prepare
from custom_components.ring_guard.domain.requesters import Registry
from custom_components.ring_guard.ledger import Ledger, Receipt
from custom_components.ring_guard.pipeline.intake import House, Intake
from custom_components.ring_guard.pipeline.lives import Lives
from custom_components.ring_guard.pipeline.progress import Progress

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)

NO_FEDERAL = Rule(
    id="federal",
    name="No federal",
    effect=Effect.DECLINE,
    conditions=(Among(attribute=Attribute.LEVEL, values=frozenset({"federal"})),),
)

LIMITS = Terms(longest_clip=timedelta(seconds=60), sound=False)


@dataclass
class Line:
    """Everything from intake to progress, with the household's mode, policy and clock in the test's hands."""

    ledger: Ledger
    mode: Mode = Mode.POLICY
    policy: Policy = field(
        default_factory=lambda: Policy(
            rules=(NO_FEDERAL,), terms=LIMITS, cameras=frozenset({"front", "back"}), time_zone="UTC"
        )
    )
    now: datetime = NOON
    answer_within: timedelta = timedelta(hours=24)
    steps: list[Life] = field(default_factory=list)
    alarms: list[datetime | None] = field(default_factory=list)
    number: int = 0

    def __post_init__(self) -> None:
        self.lives = Lives(self.ledger, self.steps.append)
        self.intake = Intake(self.ledger, self.lives, self.house, lambda: self.now)
        self.progress = Progress(self.lives, lambda: self.mode, lambda: self.now, self.alarms.append)

    def house(self) -> House:
        return House(
            evaluator=prepare(self.policy),
            mode=self.mode,
            reading=ReadingContext(time_zone="UTC", cameras={"front": "Front door", "back": "Back yard"}),
            registry=Registry.builtin(),
            answer_within=self.answer_within,
        )

    def arrival(self, body: Any, origin: str = "webhook:hook", **changes: Any) -> Arrival:
        self.number += 1
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        return Arrival(
            **{
                "id": f"arrival{self.number}",
                "source_kind": SourceKind.WEBHOOK,
                "source_id": "hook",
                "origin": origin,
                "received_at": self.now,
                "media_type": "application/json",
                "body": raw,
                "size": len(raw),
                "sha256": sha256(raw).hexdigest(),
                **changes,
            }
        )

    async def receive(self, body: Any, **changes: Any) -> Receipt:
        return await self.ledger.record_arrival(self.arrival(body, **changes))

    async def take(self, body: Any, **changes: Any) -> Life:
        """Hand a message in, deal with it, and return the newest step's life."""
        await self.receive(body, **changes)
        while await self.intake.take_batch():
            pass
        return self.steps[-1]

    async def all(self) -> list[Life]:
        from custom_components.ring_guard.pipeline.lives import life_of

        return [life_of(row) for row in await self.ledger.requests()]

    async def kinds(self) -> list[str]:
        return [entry.kind for entry in await self.ledger.entries(limit=1000)]


def asked(**fields: Any) -> dict[str, Any]:
    """Return a structured request of a local body for 40 seconds of the front door."""
    return {
        "agency": "Springfield Police Department",
        "reference": "CASE-1",
        "start": "2026-11-20T14:00:00+00:00",
        "end": "2026-11-20T14:00:40+00:00",
        "cameras": ["Front door"],
        "message": "A parcel was taken in your street.",
        **fields,
    }


@pytest.fixture
async def open_ledger(tmp_path: Path) -> AsyncIterator[Callable[[], Any]]:
    """Return what opens the ledger of this test's folder; all that were opened are closed in the end."""
    opened: list[Ledger] = []

    async def open_it() -> Ledger:
        ledger = await Ledger.open(tmp_path / "ledger")
        opened.append(ledger)
        return ledger

    yield open_it
    for ledger in opened:
        await ledger.close()


@pytest.fixture
async def line(open_ledger: Callable[[], Any]) -> Line:
    return Line(await open_ledger())
