"""Moves requests on when an answer or the clock allows it: expiry, cool-down, start of a cut, begin and end of a link.

It never answers for anybody: the only thing that time alone decides is that a request has expired.
"""

import asyncio
from collections.abc import Callable
from datetime import datetime
import logging

from ..domain.lifecycle import UNDER_WAY, Life, Refused, State, cool_down, expire, let_out, prepare, run_out
from ..domain.model import Mode
from ..ledger import Superseded
from .lives import Lives

_LOGGER = logging.getLogger(__name__)


class Progress:
    """Advances open lives."""

    def __init__(
        self,
        lives: Lives,
        mode: Callable[[], Mode],
        now: Callable[[], datetime],
        alarm: Callable[[datetime | None], None],
    ) -> None:
        """Use the mode and the time as they are at each step; `alarm` sets the time of the next `wake`."""
        self._lives = lives
        self._mode = mode
        self._now = now
        self._alarm = alarm
        self._news = asyncio.Event()

    def wake(self) -> None:
        """Say that a request has changed, or that the alarm went off."""
        self._news.set()

    async def run(self) -> None:
        """Work for ever; what fell due while the process was down is due now."""
        while True:
            self._news.clear()
            await self.advance_all()
            self._alarm(self.next_due())
            await self._news.wait()

    def next_due(self) -> datetime | None:
        """Return when the clock has something to do; what lockdown holds back is not due."""
        due = [life.due for life in self._lives.open.values() if life.due and not self._held_back(life)]
        return min(due, default=None)

    async def advance_all(self) -> None:
        """Take every step that is due now.

        Raises:
            LedgerUnavailable: if a step could not be made durable; nothing after it was tried.
        """
        now = self._now()
        for life in list(self._lives.open.values()):
            if life.due is None or life.due <= now:
                await self._advance(life)

    async def _advance(self, life: Life) -> None:
        """Take the steps of one life as far as they lead now."""
        while after := self._next(life):
            try:
                await self._lives.step(life, after, "state_changed", at=self._now())
            except Superseded:
                return
            life = after

    def _next(self, life: Life) -> Life | None:
        """Return the life after its next step, None if it has to wait."""
        if self._held_back(life):
            return None
        now = self._now()
        try:
            match life.state:
                case State.AWAITING_CONFIRMATION:
                    return expire(life, now=now)
                case State.APPROVED | State.GRANTED:
                    return cool_down(life, now=now)
                case State.COOLING_DOWN:
                    return prepare(life, now=now, mode=self._mode())
                case State.READY:
                    return let_out(life, now=now, mode=self._mode())
                case State.RELEASED:
                    return run_out(life, now=now)
                case _:
                    return None
        except Refused:
            return None

    def _held_back(self, life: Life) -> bool:
        """Tell whether lockdown holds a life where it is; deadlines go on all the same."""
        return self._mode() is Mode.LOCKDOWN and life.state in UNDER_WAY | {State.READY}
