"""Decides anew about open requests after policy or mode changed; only a stricter answer acts."""

import asyncio
from contextlib import suppress
from datetime import datetime

from ..domain.lifecycle import Life, Refused, drop_approvals, redecide
from ..domain.model import Decision, to_plain
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
        await _apply(lives, life, decision, now)


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


async def _apply(lives: Lives, life: Life, decision: Decision, now: datetime) -> None:
    """Write one changed life down; somebody's answer that came first stands, what a machine only noted does not."""
    current: Life | None = life
    while current is not None and _same_question(current, life):
        try:
            after = redecide(current, decision, now=now)
            if after:
                await lives.step(current, after, "request_redecided", at=now, detail={"decision": to_plain(decision)})
        except Refused:
            return
        except Superseded as err:
            current = life_of(err.current) if err.current else None
            continue
        return


def _same_question(current: Life, life: Life) -> bool:
    """Tell whether a life still stands where it stood: the same request, offer and approvals in the same state."""
    return (current.state, current.request, current.offer, current.approvals) == (
        life.state,
        life.request,
        life.offer,
        life.approvals,
    )
