"""The lives of all requests, as the ledger holds them: each step is one compare-and-set write.

The open ones are mirrored in memory, so that entities, deadlines and lists need no query. Must not decide
anything: it writes down what `domain.lifecycle` allowed.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from ..domain.lifecycle import Life, Release, State, keeps_hold
from ..domain.matching import match_key
from ..domain.model import SourceKind, from_plain, to_plain
from ..ledger import Change, Ledger, NewEntry, NewErrand, RequestRow, Superseded, Write


class Event(StrEnum):
    """What the household and its automations are told; also the event entity's types."""

    RECEIVED = "received"
    SUSPICIOUS = "suspicious"
    CONFIRMATION_NEEDED = "confirmation_needed"
    DECLINED = "declined"
    APPROVED = "approved"
    GRANTED = "granted"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    READY = "ready"
    RELEASED = "released"
    REVOKED = "revoked"
    FAILED = "failed"


STATE_EVENTS: Mapping[State, Event] = {
    State.DECLINED: Event.DECLINED,
    State.AWAITING_CONFIRMATION: Event.CONFIRMATION_NEEDED,
    State.APPROVED: Event.APPROVED,
    State.GRANTED: Event.GRANTED,
    State.EXPIRED: Event.EXPIRED,
    State.WITHDRAWN: Event.WITHDRAWN,
    State.READY: Event.READY,
    State.RELEASED: Event.RELEASED,
    State.REVOKED: Event.REVOKED,
    State.NO_FOOTAGE: Event.FAILED,
    State.FAILED: Event.FAILED,
}
"""What entering a state is announced as; the rest are steps that nobody needs to hear of."""

ANNOUNCE = "announce"
"""The errand that tells the household of a step."""

DISCARD = "discard"
"""The errand that deletes the clips of a request that was stopped."""

END_HOLD = "end_hold"
"""The errand that deletes the held footage of a request that does not need it any more."""

STOPPED = frozenset({State.WITHDRAWN, State.REVOKED, State.LINK_EXPIRED})


class Lives:
    """Reads and writes lives; tells its listener of each durable step."""

    def __init__(self, ledger: Ledger, on_step: Callable[[Life], None]) -> None:
        """Start with no open lives; `load` fetches them."""
        self._ledger = ledger
        self._on_step = on_step
        self.open: dict[str, Life] = {}
        self._links: dict[str, str] = {}

    async def load(self) -> None:
        """Fetch what was open when the process ended."""
        for row in await self._ledger.open_requests():
            self._mirror(life_of(row))

    def with_link(self, token_hash: str) -> Life | None:
        """Return the life whose release, live or to come, has a link of this hash."""
        return self.open.get(self._links.get(token_hash, ""))

    async def get(self, request_id: str, *, at_least: int = 0) -> Life | None:
        """Return a life as it stands, open or ended; None if there is none, or if it was erased.

        `at_least` is a version that is known to be durable: the mirror follows a moment after the ledger.
        """
        life = self.open.get(request_id)
        if life and life.version >= at_least:
            return life
        row = await self._ledger.get(request_id)
        return life_of(row) if row and row.document else None

    async def begin(self, life: Life, arrival_id: str, *, events: tuple[Event, ...]) -> None:
        """Write a new life together with the arrival it answers.

        Raises:
            Superseded: if the request has a life already.
            LedgerUnavailable: if it could not be made durable.
        """
        row = row_of(life)
        payload = {name: row.document[name] for name in ("request", "decision", "linked_to", "state")}
        await self._write(
            None, life, row, "request_decided", payload, at=life.changed_at, events=events, arrival_id=arrival_id
        )

    async def step(
        self,
        before: Life,
        after: Life,
        kind: str,
        *,
        at: datetime,
        actor: str | None = None,
        detail: Mapping[str, Any] | None = None,
        arrival_id: str | None = None,
    ) -> None:
        """Write one step from `before` to `after`; `kind` names it in the chain.

        Raises:
            Superseded: if somebody else was faster.
            LedgerUnavailable: if it could not be made durable.
        """
        payload = {
            "from": before.state.value,
            "to": after.state.value,
            "actor": actor,
            "offer": after.offer.mark,
            **_release_news(before, after),
            **(detail or {}),
        }
        event = STATE_EVENTS.get(after.state) if _worth_telling(before, after) else None
        events = (event,) if event else ()
        await self._write(before, after, row_of(after), kind, payload, at=at, events=events, arrival_id=arrival_id)

    async def _write(
        self,
        before: Life | None,
        after: Life,
        row: RequestRow,
        kind: str,
        payload: Mapping[str, Any],
        *,
        at: datetime,
        events: tuple[Event, ...],
        arrival_id: str | None,
    ) -> None:
        """Make a step durable, then mirror it and tell the listener."""
        entry = NewEntry(kind=kind, at=at, request_id=after.id, payload=payload)
        change = Change(expected_version=before.version if before else None, row=row)
        try:
            await self._ledger.write(
                Write(
                    entries=(entry,),
                    change=change,
                    errands=_errands(before, after, events),
                    arrival_done=arrival_id,
                )
            )
        except Superseded as err:
            if err.current:
                self._mirror(life_of(err.current))
            raise
        self._mirror(after)
        self._on_step(after)

    def _mirror(self, life: Life) -> None:
        """Keep the newest version of an open life in memory."""
        known = self.open.get(life.id)
        if known and known.version > life.version:
            return
        if known and known.release:
            self._links.pop(known.release.token, None)
        if not life.open:
            self.open.pop(life.id, None)
            return
        self.open[life.id] = life
        if life.release and life.release.token:
            self._links[life.release.token] = life.id


def row_of(life: Life) -> RequestRow:
    """Return the ledger's row of a life."""
    return RequestRow(
        id=life.id,
        version=life.version,
        state=life.state.value,
        received_at=life.request.received_at,
        open=life.open,
        deadline=life.due,
        match_key=match_key(life.request),
        document=to_plain(life),
    )


def life_of(row: RequestRow) -> Life:
    """Return the life that a row of the ledger holds."""
    return from_plain(Life, row.document)


def first_events(life: Life) -> tuple[Event, ...]:
    """Return what a new request is announced as."""
    events = [Event.RECEIVED]
    if life.request.suspicious:
        events.append(Event.SUSPICIOUS)
    return (*events, STATE_EVENTS[life.state])


def typed_in(life: Life) -> bool:
    """Tell whether the household handed the request in itself."""
    return life.request.source_kind in {SourceKind.ACTION, SourceKind.PERSON}


def _worth_telling(before: Life, after: Life) -> bool:
    """Tell whether a step changes what people see: another state, or another question."""
    return before.state is not after.state or before.offer != after.offer


def _errands(before: Life | None, life: Life, events: tuple[Event, ...]) -> tuple[NewErrand, ...]:
    """Return what has to happen outside once the step is durable; some of what is shown anew is no event."""
    errands = []
    if events or (before is not None and _shown_anew(before, life)):
        quiet = not events and before is not None and before.hold != life.hold
        errands.append(_errand(life, ANNOUNCE, {"events": [event.value for event in events], "quiet": quiet}))
    if life.state in STOPPED:
        errands.append(_errand(life, DISCARD, {"files": [clip.file_name for clip in life.clips]}))
    if before is not None and keeps_hold(before) and not keeps_hold(life):
        errands.append(_errand(life, END_HOLD, {}))
    return tuple(errands)


def _shown_anew(before: Life, life: Life) -> bool:
    """Tell whether people see something new though nothing is to be told to automations."""
    waits = life.state is State.COOLING_DOWN and life.due is not None and life.due > life.changed_at
    problems = (*_problems(before), *_problems(life)) if before.hold != life.hold else ()
    first_fetch = _fetches(life) == 1 and _fetches(before) == 0
    to_come = (before.release is None) is not (life.release is None) and life.state is State.READY
    ended = life.state is State.LINK_EXPIRED
    return before.approvals != life.approvals or waits or bool(problems) or first_fetch or to_come or ended


def _problems(life: Life) -> tuple[str, ...]:
    """Return what could not be held for a life."""
    return life.hold.problems if life.hold else ()


def _fetches(life: Life) -> int:
    """Count the fetches of a life's link."""
    return len(life.release.fetches) if life.release else 0


def _release_news(before: Life, after: Life) -> Mapping[str, Any]:
    """Return what a step changed about a release, without what would open its link."""
    release = after.release
    if release is None or release == before.release:
        return {}
    newest = release.fetches[-1] if _fetches(after) > _fetches(before) else None
    return {
        "release": _told(release),
        "fetch": {"at": to_plain(newest.at), "address": newest.address} if newest else None,
    }


def _told(release: Release) -> Mapping[str, Any]:
    """Return what the ledger says of a release."""
    return {
        "way": release.way.value,
        "live_from": to_plain(release.live_from),
        "ends": to_plain(release.ends),
        "fetches_allowed": release.fetches_allowed,
        "fetches": len(release.fetches),
        "pass_phrase": release.pass_phrase is not None,
        "wrong_phrases": release.wrong_phrases,
    }


def _errand(life: Life, kind: str, payload: Mapping[str, Any]) -> NewErrand:
    """Return an errand whose key is unique for this version of the life."""
    key = f"{life.id}:{life.version}:{kind}"
    return NewErrand(key=key, kind=kind, request_id=life.id, payload={**payload, "version": life.version})
