"""A mailbox's place, kept beside the arrivals it brought: both move in one transaction, so no mail is missed or taken twice.

Knows UIDs and counts; of a mail that was passed over it keeps nothing but the count.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.dialects.sqlite import insert

from ..domain.model import Arrival
from . import chain
from .records import Budget, LedgerError
from .session import Session, Unit
from .tables import mailboxes

_OF_SOURCE = select(mailboxes).where(mailboxes.c.source_id == bindparam("wanted"))
_SET = (_NEW := insert(mailboxes)).on_conflict_do_update(index_elements=["source_id"], set_=dict(_NEW.excluded))


class PlaceMoved(LedgerError):
    """Somebody else moved this mailbox's place meanwhile; nothing was written, and looking again is right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailPlace:
    """How far a mailbox was read.

    `mailbox` tells accounts and folders apart (a digest, no name). UIDs up to `uid` are dealt with, and count under
    `uidvalidity` alone. UIDs up to `backlog_uid` were there when this place began; of those only mails that the
    server received at `since` or later are taken. All that was there at `looked_at` is dealt with. `passed_over`
    counts the mails that cannot be requests.
    """

    source_id: str
    mailbox: str
    uidvalidity: int
    uid: int
    backlog_uid: int
    since: datetime
    looked_at: datetime
    passed_over: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """One mail to deal with. `arrival` None = none of ours; `counted` tells whether it is counted as passed over."""

    uid: int
    arrival: Arrival | None = None
    counted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenMails:
    """What became durable: the new place, and how many mails were new. `again_at` is set where the budget is spent.

    Mails beyond the place stay on the server until then: unlike a caller, a mailbox waits.
    """

    place: MailPlace
    kept: int
    again_at: datetime | None = None


def place_of(connection: Connection, source_id: str) -> MailPlace | None:
    """Return a mailbox's place, None if it has none yet."""
    row = connection.execute(_OF_SOURCE, {"wanted": source_id}).first()
    if row is None:
        return None
    values = row._asdict()
    since, looked_at = (chain.to_moment(values.pop(name)) for name in ("since", "looked_at"))
    return MailPlace(**values, since=since, looked_at=looked_at)


def begin_at(place: MailPlace) -> Unit[MailPlace]:
    """Return the unit that gives a mailbox a new place; what was passed over before stays counted."""

    def unit(session: Session) -> MailPlace:
        before = place_of(session.connection, place.source_id)
        begun = replace(place, passed_over=before.passed_over if before else 0)
        _set(session, begun)
        return begun

    return unit


def take(
    place: MailPlace, mails: Sequence[Mail], budget: Budget, now: datetime, looked_at: datetime | None
) -> Unit[TakenMails]:
    """Return the unit that keeps mails in ascending order of UID, as far as the budget goes, and moves the place on.

    `looked_at` is given with the last mails that a look at the folder found, and counts if all of them are taken.

    Raises (when run):
        PlaceMoved: if the mailbox's place is not `place` any more.
    """

    def unit(session: Session) -> TakenMails:
        if place_of(session.connection, place.source_id) != place:
            raise PlaceMoved("the mailbox's place has moved")
        kept, passed_over, uid, again_at = 0, place.passed_over, place.uid, None
        for mail in mails:
            if mail.arrival is not None and not session.knows(mail.arrival.id):
                again_at = _keep(session, mail.arrival, budget, now)
                if again_at is not None:
                    break
                kept += 1
            passed_over += mail.counted
            uid = mail.uid
        looked = looked_at if looked_at and again_at is None else place.looked_at
        after = replace(place, uid=uid, passed_over=passed_over, looked_at=looked)
        _set(session, after)
        return TakenMails(place=after, kept=kept, again_at=again_at)

    return unit


def _keep(session: Session, arrival: Arrival, budget: Budget, now: datetime) -> datetime | None:
    """Keep a mail; if the source's budget is spent, return when it has one again instead."""
    window = session.windows.current(replace(arrival, received_at=now), budget)
    if not window.allows(len(arrival.body), budget):
        return chain.to_moment(window.ends_at)
    session.keep(arrival)
    window.keep(len(arrival.body))
    session.windows.put(window)
    return None


def _set(session: Session, place: MailPlace) -> None:
    """Write a place."""
    moments = {name: chain.to_micros(getattr(place, name)) for name in ("since", "looked_at")}
    session.connection.execute(_SET, {**asdict(place), **moments})
