"""Finds out anew who asks in open requests: when a list changed, and where the DNS could not be asked before.

It only looks; what follows is decided as after a change of policy, where nothing loosens by itself. It works in the
background and in batches, leaves alone what is ready, and rests in lockdown.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import batched
import logging

from ..domain import formats, requesters
from ..domain.lifecycle import UNDER_WAY, Life, State
from ..domain.matching import merged
from ..domain.model import Arrival, Decision, FootageRequest, MailEvidence, Mode, Requester
from ..domain.requesters import Registry
from ..domain.requesters.mail import look_again_at, open_questions
from ..ledger import Ledger
from .intake import BATCH, Gather, House
from .lives import Lives
from .redecision import redecide_identified

_LOGGER = logging.getLogger(__name__)

RACES = 5
"""How often a request is looked at anew when it became another question meanwhile."""

LOOKED_AT = UNDER_WAY | {State.AWAITING_CONFIRMATION}


@dataclass(frozen=True, slots=True)
class _Seen:
    """A life, what it is identified as now, and the decision that follows."""

    life: Life
    request: FootageRequest
    decision: Decision


class Identification:
    """Keeps who asks up to date while a request is open."""

    def __init__(
        self,
        ledger: Ledger,
        lives: Lives,
        house: Callable[[], House],
        examine: Gather,
        now: Callable[[], datetime],
        alarm: Callable[[datetime | None], None],
    ) -> None:
        """Use the household as it stands at each look; `alarm` sets the time of the next `wake`."""
        self._ledger = ledger
        self._lives = lives
        self._house = house
        self._examine = examine
        self._now = now
        self._alarm = alarm
        self._registry: Registry | None = None
        self._tried: dict[str, datetime] = {}
        self._news = asyncio.Event()

    def wake(self) -> None:
        """Say that lists or the mode may have changed, that a request came, or that the alarm went off."""
        self._news.set()

    async def run(self) -> None:
        """Work for ever; lists that changed while the process was down count from its start."""
        while True:
            self._news.clear()
            await self.look()
            self._alarm(self.next_due())
            await self._news.wait()

    def next_due(self) -> datetime | None:
        """Return when the DNS is to be asked again, None while there is nothing to ask, or in lockdown."""
        if not self._awake:
            return None
        return min((due for life in self._lives.open.values() if (due := self._due(life))), default=None)

    async def look(self) -> None:
        """Take every look that is due now.

        Raises:
            LedgerUnavailable: if a step could not be made durable; it is taken again.
        """
        house = self._house()
        if not self._awake:
            return
        if house.registry is not self._registry:
            await self._look_at(list(self._lives.open), "lists", {})
            self._registry = house.registry if self._awake else None
        if self._awake:
            await self._ask_again()

    @property
    def _awake(self) -> bool:
        """Tell whether anything may change: lockdown freezes what waits, and leaving it looks again."""
        return self._house().mode is not Mode.LOCKDOWN

    async def _ask_again(self) -> None:
        """Ask the DNS about the mails whose turn it is."""
        now = self._now()
        self._tried = {request_id: at for request_id, at in self._tried.items() if request_id in self._lives.open}
        due = [life for life in self._lives.open.values() if (at := self._due(life)) is not None and at <= now]
        for some in batched(due, BATCH, strict=False):
            arrivals = [await self._ledger.arrival(life.request.arrival_id) for life in some]
            found = await self._examine([arrival for arrival in arrivals if arrival and arrival.body])
            self._tried |= {life.id: now for life in some}
            better = {
                life.id: mail for life in some if (mail := found.get(life.request.arrival_id)) and _more(mail, life)
            }
            await self._look_at(list(better), "signatures", better)

    def _due(self, life: Life) -> datetime | None:
        """Return when the DNS is to be asked again about a request, None for never."""
        if life.state not in LOOKED_AT or not open_questions(life.request.mail):
            return None
        return look_again_at(life.request.received_at, self._tried.get(life.id))

    async def _look_at(self, request_ids: Sequence[str], why: str, mails: Mapping[str, MailEvidence]) -> None:
        """Identify requests anew, with new evidence for some, until what was seen fits what stands."""
        again = request_ids
        for _ in range(RACES):
            ids, again = again, []
            for some in batched(ids, BATCH, strict=False):
                for seen in await self._see(some, mails):
                    now = self._now()
                    if self._awake and not await redecide_identified(
                        self._lives, seen.life, seen.request, seen.decision, why, now
                    ):
                        again.append(seen.life.id)

    async def _see(self, request_ids: Sequence[str], mails: Mapping[str, MailEvidence]) -> list[_Seen]:
        """Return those of some requests of which anything else is known now."""
        open_lives = [life for one in request_ids if (life := self._lives.open.get(one)) and life.state in LOOKED_AT]
        read = [(life, await self._ledger.arrival(life.request.arrival_id)) for life in open_lives]
        pairs = [(life, arrival) for life, arrival in read if arrival is not None]
        return await asyncio.to_thread(_see_all, pairs, self._house(), mails)


def identify_again(life: Life, arrival: Arrival, house: House, mail: MailEvidence | None) -> FootageRequest:
    """Return a life's request as it is identified now; what it asks for stays as it was read.

    Of a request that grew, nothing is forgotten that older messages left possible.
    """
    before = life.request
    as_written = formats.read(arrival, house.reading, life.id)
    claimed = Requester(claimed_name=as_written.requester.claimed_name)
    bare = replace(before, requester=claimed, origin=arrival.origin, findings=as_written.findings)
    found = requesters.identify(bare, house.registry, mail)
    joined = merged(before, found)
    known = joined.requester if before.arrival_id != life.id else found.requester
    return replace(joined, requester=replace(known, call_back=before.requester.call_back))


def _see_all(pairs: Sequence[tuple[Life, Arrival]], house: House, mails: Mapping[str, MailEvidence]) -> list[_Seen]:
    """Identify requests and decide about those that changed, in the calling thread."""
    seen = []
    for life, arrival in pairs:
        try:
            request = identify_again(life, arrival, house, mails.get(life.id, life.request.mail))
        except Exception:  # A mistake of ours over one message must not keep the others from being looked at.
            _LOGGER.exception("Who asks could not be looked up anew; it stays as it was")
            continue
        if request != life.request:
            seen.append(_Seen(life, request, house.evaluator.decide(request, house.mode)))
    return seen


def _more(mail: MailEvidence, life: Life) -> bool:
    """Tell whether more is known of a mail than before; a name server that failed once more proves nothing away."""
    return open_questions(mail) < open_questions(life.request.mail)
