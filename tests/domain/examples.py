"""Requests, decisions and lives as a household could meet them, for tests that need one of each."""

from datetime import UTC, datetime, timedelta
from typing import Any

from custom_components.ring_guard.domain.lifecycle import (
    Choice,
    Clip,
    Life,
    Release,
    State,
    Way,
    approve,
    begin,
    cool_down,
    decline,
    expire,
    fail,
    finish,
    offer_release,
    prepare,
    run_out,
    take_back,
    withdraw,
)
from custom_components.ring_guard.domain.model import (
    Authority,
    Decision,
    Effect,
    FootageRequest,
    Ground,
    Mode,
    Reason,
    SourceKind,
    System,
    Terms,
    Window,
)

NOON = datetime(2026, 10, 5, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
ASKED = Window(start=NOON - HOUR, end=NOON - HOUR + MINUTE)
ANSWER_WITHIN = timedelta(hours=24)
NO_CHOICE = Choice()


def a_request(**said) -> FootageRequest:
    """Return a request for one minute of the front door."""
    known: dict[str, Any] = {
        "id": "request",
        "arrival_id": "arrival",
        "source_kind": SourceKind.WEBHOOK,
        "source_id": "source",
        "origin": "webhook:source",
        "received_at": NOON,
        "system": System.PLAIN,
        "title": "Footage of a theft",
        "text": "Please share what your front door saw.",
        "window": ASKED,
        "cameras": frozenset({"front"}),
    }
    return FootageRequest(**(known | said))


def a_decision(effect: Effect = Effect.CONFIRM, terms: Terms | None = None, mode: Mode = Mode.POLICY) -> Decision:
    """Return a decision that rests on one rule."""
    ground = Ground(authority=Authority.RULE, reason=Reason(key="rule"), effect=effect, rule_id="rule")
    return Decision(
        request_id="request",
        policy_digest="policy",
        mode=mode,
        effect=effect,
        terms=terms or Terms(longest_clip=MINUTE, sound=False),
        deciding=ground,
        grounds=(ground,),
    )


def a_life(effect: Effect = Effect.CONFIRM, terms: Terms | None = None, **said) -> Life:
    """Return a request that has just been decided."""
    return begin(a_request(**said), a_decision(effect, terms), now=NOON, answer_within=ANSWER_WITHIN)


def yes(life: Life, user_id: str = "user_one", *, choice: Choice = NO_CHOICE, now: datetime = NOON + MINUTE) -> Life:
    """Approve the offer as it stands."""
    return approve(life, user_id=user_id, offer_mark=life.offer.mark, choice=choice, now=now, mode=Mode.POLICY)


def a_clip(camera_id: str = "front", length: timedelta = MINUTE) -> Clip:
    """Return a finished clip."""
    return Clip(camera_id=camera_id, file_name="request-front.mp4", sha256="0" * 64, size=1000, length=length)


def a_release(
    *, wait: timedelta = timedelta(), lasts: timedelta = HOUR, fetches: int = 2, now: datetime = NOON + MINUTE
) -> Release:
    """Return a link that lives from now on, or after a while."""
    return Release(
        way=Way.LINK,
        by="user_one",
        at=now,
        live_from=now + wait,
        lasts=lasts,
        token="token",
        fetches_allowed=fetches,
    )


def in_state(state: State) -> Life:
    """Lead a request to a state on the shortest way that exists."""
    waiting = a_life()
    approved = yes(waiting)
    cooling = cool_down(approved, now=NOON + MINUTE)
    preparing = prepare(cooling, now=NOON + MINUTE, mode=Mode.POLICY)
    ready = finish(preparing, (a_clip(),), now=NOON + MINUTE, mode=Mode.POLICY)
    released = offer_release(ready, a_release(), now=NOON + MINUTE, mode=Mode.POLICY)
    ways = {
        State.AWAITING_CONFIRMATION: lambda: waiting,
        State.DECLINED: lambda: decline(waiting, user_id="user_one", now=NOON),
        State.EXPIRED: lambda: expire(waiting, now=NOON + ANSWER_WITHIN),
        State.WITHDRAWN: lambda: withdraw(waiting, user_id="user_one", now=NOON),
        State.APPROVED: lambda: approved,
        State.GRANTED: lambda: a_life(Effect.GRANT),
        State.COOLING_DOWN: lambda: cooling,
        State.PREPARING: lambda: preparing,
        State.READY: lambda: ready,
        State.RELEASED: lambda: released,
        State.REVOKED: lambda: take_back(released, user_id="user_one", now=NOON + MINUTE),
        State.LINK_EXPIRED: lambda: run_out(released, now=NOON + MINUTE + HOUR),
        State.NO_FOOTAGE: lambda: fail(preparing, "gone", footage_exists=False, now=NOON + MINUTE),
        State.FAILED: lambda: fail(preparing, "broken", footage_exists=True, now=NOON + MINUTE),
    }
    return ways[state]()
