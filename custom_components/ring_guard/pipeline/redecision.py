"""Decides anew about open requests after policy or mode changed, or more became known; only a stricter answer acts."""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

from ..domain.lifecycle import Life, Refused, drop_approvals, identify_anew, redecide
from ..domain.model import Decision, FootageRequest, to_plain
from ..ledger import Superseded
from .intake import House
from .lives import Lives, life_of


async def redecide_open(lives: Lives, house: House, now: datetime) -> None:
    """Apply the present policy to every open request.

    Raises:
        LedgerUnavailable: if a step could not be made durable.
    """
    open_lives = list(lives.open.values())
    decisions = await asyncio.to_thread(_decide_all, open_lives, house)
    for life, decision in zip(open_lives, decisions, strict=True):
        await _redecide(lives, life, decision, now)


async def redecide_identified(
    lives: Lives, life: Life, request: FootageRequest, decision: Decision, why: str, now: datetime
) -> bool:
    """Apply what became known of the one who asks; False = the request is another question by now: look again.

    `request` is that of `life`, identified anew; `why` says in the ledger what it was looked up for.

    Raises:
        LedgerUnavailable: if a step could not be made durable.
    """

    def step(current: Life) -> Life | None:
        return identify_anew(current, request, decision, now=now)

    found = {"requester": to_plain(request.requester), "mail": to_plain(request.mail), "findings": request.findings}
    detail = {"because": why, "decision": to_plain(decision), **{name: to_plain(part) for name, part in found.items()}}
    return await _apply(lives, life, step, "request_identified", now, detail)


async def drop_approvals_of_others(lives: Lives, approvers: frozenset[str], now: datetime) -> None:
    """Void what people approved who are no approvers any more.

    Raises:
        LedgerUnavailable: if a step could not be made durable.
    """
    for request_id in list(lives.open):
        while (life := lives.open.get(request_id)) and (after := drop_approvals(life, approvers, now=now)):
            with suppress(Superseded):
                await lives.step(life, after, "approvals_voided", at=now)


def _decide_all(open_lives: list[Life], house: House) -> list[Decision]:
    """Decide in the calling thread."""
    return [house.evaluator.decide(life.request, house.mode) for life in open_lives]


async def _redecide(lives: Lives, life: Life, decision: Decision, now: datetime) -> None:
    """Apply one decision of the present policy; somebody's answer that came first stands."""
    detail = {"decision": to_plain(decision)}
    await _apply(lives, life, lambda current: redecide(current, decision, now=now), "request_redecided", now, detail)


async def _apply(
    lives: Lives, life: Life, step: Callable[[Life], Life | None], kind: str, now: datetime, detail: Mapping[str, Any]
) -> bool:
    """Write one changed life down, whatever a machine only noted meanwhile; False if it became another question."""
    current: Life | None = life
    while current is not None and _same_question(current, life):
        try:
            after = step(current)
            if after:
                await lives.step(current, after, kind, at=now, detail=detail)
        except Refused:
            return True
        except Superseded as err:
            current = life_of(err.current) if err.current else None
            continue
        return True
    return False


def _same_question(current: Life, life: Life) -> bool:
    """Tell whether a life still stands where it stood: the same request, offer and approvals in the same state."""
    return (current.state, current.request, current.offer, current.approvals) == (
        life.state,
        life.request,
        life.offer,
        life.approvals,
    )
