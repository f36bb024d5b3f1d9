"""Takes what arrived, and makes it a decided request: read, identify, relate, decide, write down.

Reading, identifying and deciding run in a thread, since a hostile message may take its time; nothing that
a message holds may stop the intake.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
import logging

from ..domain import formats, requesters
from ..domain.lifecycle import Life, amend, begin, repeat
from ..domain.matching import Match, Relation, match_key, merged, relate
from ..domain.model import (
    Arrival,
    Decision,
    Finding,
    FindingKind,
    FootageRequest,
    MailEvidence,
    Mode,
    Severity,
    SourceKind,
    System,
    to_plain,
)
from ..domain.policy import Evaluator
from ..domain.requesters import Registry
from ..ledger import Ledger, Superseded
from .lives import Lives, first_events, life_of

_LOGGER = logging.getLogger(__name__)

BATCH = 64
"""Arrivals that are read in one go in the thread: enough to share a commit, few enough to stay quick."""

LULL = timedelta(milliseconds=50)
"""How long no message may have come before those that came are read."""

PATIENCE = timedelta(seconds=1)
"""How long messages that stream in may put off their reading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """What the intake needs to know of the household, as it stands now."""

    evaluator: Evaluator
    mode: Mode
    reading: formats.ReadingContext
    registry: Registry
    answer_within: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Considered:
    """An arrival with what was read from it and decided about it."""

    arrival: Arrival
    request: FootageRequest
    decision: Decision


def consider(arrival: Arrival, house: House, mail: MailEvidence | None = None) -> Considered:
    """Read an arrival, find out who asks, and apply the policy; never raises for any arrival.

    `mail` is what was found out about a mail from a mailbox of the household, None for everything else.

    A request has the id of the arrival that began it, so that a crash cannot give it two.
    """
    (considered,) = consider_all((arrival,), house, {arrival.id: mail} if mail else {})
    return considered


def consider_all(arrivals: Sequence[Arrival], house: House, mails: Mapping[str, MailEvidence]) -> list[Considered]:
    """Consider a batch in the calling thread; `mails` are given by the arrival's id.

    Each step is done for all before the next one: what it works with stays near the processor then.
    """
    read = [(each, _or_unreadable(each, partial(formats.read, each, house.reading, each.id))) for each in arrivals]
    identified = [
        (each, _or_unreadable(each, partial(requesters.identify, request, house.registry, mails.get(each.id))))
        for each, request in read
    ]
    return [
        Considered(arrival=each, request=request, decision=house.evaluator.decide(request, house.mode))
        for each, request in identified
    ]


def _or_unreadable(arrival: Arrival, step: Callable[[], FootageRequest]) -> FootageRequest:
    """Return what a step makes of an arrival."""
    try:
        return step()
    except Exception:  # A mistake of a reader's own must not lose a request: a person looks at it instead.
        _LOGGER.exception("A message could not be read; it is shown as unreadable")
        return unreadable(arrival)


def unreadable(arrival: Arrival) -> FootageRequest:
    """Return a request of which nothing is known but that it came."""
    found = Finding(kind=FindingKind.UNREADABLE, severity=Severity.CONCERN)
    return FootageRequest(
        id=arrival.id,
        arrival_id=arrival.id,
        source_kind=arrival.source_kind,
        source_id=arrival.source_id,
        origin=arrival.origin,
        received_at=arrival.received_at,
        system=System.PLAIN,
        findings=(found,),
    )


type Gather = Callable[[Sequence[Arrival]], Awaitable[Mapping[str, MailEvidence]]]
"""Finds out what mails prove, by the arrival's id; takes a bounded time and never raises."""


class Intake:
    """Works through the arrivals that nobody has dealt with, one batch after the other.

    Mails have an intake of their own, since what they prove has to be looked up: nobody else waits for that.
    """

    def __init__(
        self,
        ledger: Ledger,
        lives: Lives,
        house: Callable[[], House],
        now: Callable[[], datetime],
        *,
        kinds: frozenset[SourceKind] = frozenset(SourceKind),
        gather: Gather | None = None,
    ) -> None:
        """Take the household as it stands at each batch; `kinds` are the sources whose arrivals this one takes."""
        self._ledger = ledger
        self._lives = lives
        self._house = house
        self._now = now
        self._kinds = kinds
        self._gather = gather
        self._news = asyncio.Event()
        self._answers: dict[str, asyncio.Future[str]] = {}

    def wake(self) -> None:
        """Say that something arrived."""
        self._news.set()

    def answer_to(self, arrival_id: str) -> asyncio.Future[str]:
        """Return a future that gets the id of the request which the arrival became or joined."""
        return self._answers.setdefault(arrival_id, asyncio.get_running_loop().create_future())

    def forget(self, arrival_id: str) -> None:
        """Let go of an answer that nobody waits for any more."""
        self._answers.pop(arrival_id, None)

    async def run(self) -> None:
        """Work for ever; what is found at the start is what a crash left over."""
        while True:
            self._news.clear()
            while await self.take_batch():
                await self._let_pass()
            await self._news.wait()
            await self._let_pass()

    async def _let_pass(self) -> None:
        """Wait while messages stream in, so that their senders are answered first; not for long, nor if anybody waits."""
        now = asyncio.get_running_loop().time
        until = now() + PATIENCE.total_seconds()
        while self._news.is_set() and not self._answers and now() < until:
            self._news.clear()
            await asyncio.sleep(LULL.total_seconds())

    async def take_batch(self) -> int:
        """Deal with the oldest arrivals; return how many there were."""
        arrivals = await self._ledger.unprocessed_arrivals(BATCH, self._kinds)
        if not arrivals:
            return 0
        mails = await self._gather(arrivals) if self._gather else {}
        house = self._house()
        considered = await asyncio.to_thread(consider_all, arrivals, house, mails)
        groups = _by_key(considered)
        known = await self._ledger.known_keys(groups.keys())
        await asyncio.gather(*(self._take_in_turn(group, house, key in known) for key, group in groups.items()))
        return len(arrivals)

    async def _take_in_turn(self, group: Sequence[Considered], house: House, known: bool) -> None:
        """Deal with messages that may be the same request, one after the other; `known` = the ledger may have it."""
        for considered in group:
            request_id = await self._take(considered, house, known)
            known = True
            answer = self._answers.pop(considered.arrival.id, None)
            if answer and not answer.done():
                answer.set_result(request_id)

    async def _take(self, considered: Considered, house: House, known: bool) -> str:
        """Write one considered arrival down as what it is; return the id of its request."""
        while True:
            match = relate(considered.request, await self._older(considered.request) if known else ())
            try:
                return await self._write(considered, match, house)
            except Superseded as err:
                # Somebody answered the older request meanwhile: look again how the two relate.
                if match.life is None and err.current:
                    return err.current.id
                known = True

    async def _older(self, request: FootageRequest) -> list[Life]:
        """Return what the ledger holds under the same key, newest first; what was erased is no help."""
        rows = await self._ledger.find(match_key(request))
        return [life_of(row) for row in rows if row.document]

    async def _write(self, considered: Considered, match: Match, house: House) -> str:
        """Join, amend or begin a life."""
        if match.life and match.relation is Relation.REPEATS:
            return await self._join(considered, match.life, repeat(match.life), "request_repeated")
        if match.life and match.relation is Relation.AMENDS:
            return await self._join(
                considered, match.life, self._amended(considered, match.life, house), "request_amended"
            )
        life = begin(
            considered.request,
            considered.decision,
            now=self._now(),
            answer_within=house.answer_within,
            linked_to=match.life.id if match.life else None,
        )
        await self._lives.begin(life, considered.arrival.id, events=first_events(life))
        return life.id

    def _amended(self, considered: Considered, life: Life, house: House) -> Life:
        """Decide the grown request anew."""
        request = replace(merged(life.request, considered.request), id=life.id)
        decision = house.evaluator.decide(request, house.mode)
        return amend(life, request, decision, now=self._now())

    async def _join(self, considered: Considered, before: Life, after: Life, kind: str) -> str:
        """Write down that a message belongs to an older request."""
        detail = {
            "arrival": considered.arrival.id,
            "request": to_plain(considered.request),
            "decision": to_plain(after.decision),
        }
        await self._lives.step(
            before,
            after,
            kind,
            at=self._now(),
            detail=detail,
            arrival_id=considered.arrival.id,
        )
        return before.id


def _by_key(batch: Sequence[Considered]) -> dict[str, list[Considered]]:
    """Group what may be the same request, keeping the order of arrival."""
    groups: dict[str, list[Considered]] = {}
    for considered in batch:
        groups.setdefault(match_key(considered.request), []).append(considered)
    return groups
