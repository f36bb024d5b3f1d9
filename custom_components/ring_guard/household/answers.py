"""What people answer: approve, decline, withdraw, reopen, call back, release, revoke; who may, and what is kept if not.

Tightening is open to anyone in the household and to automations; loosening needs an approver's own user in
the call. What a user id in a context proves and what not is said in the documentation.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, NoReturn

from ..domain.lifecycle import (
    Choice,
    Life,
    Refusal,
    Refused,
    Release,
    approve,
    called_back,
    decline,
    end_hold,
    offer_release,
    record_call_back,
    reopen,
    take_back,
    withdraw,
)
from ..domain.model import AssuredParty, CallBack, Level, to_plain
from ..ledger import Ledger, NewEntry, Superseded, Write
from ..pipeline.intake import House
from ..pipeline.lives import Lives
from .attempts import Attempts
from .settings import Settings

RACES = 20
"""How often an answer is tried anew when something else changed the request first."""


class UnknownRequest(Exception):
    """There is no request with this id."""


class Answers:
    """Takes people's answers, one compare-and-set each."""

    def __init__(
        self,
        ledger: Ledger,
        lives: Lives,
        settings: Callable[[], Settings],
        house: Callable[[], House],
        now: Callable[[], datetime],
    ) -> None:
        """Use settings, policy and time as they are when an answer comes."""
        self._ledger = ledger
        self._lives = lives
        self._settings = settings
        self._house = house
        self._now = now
        self._attempts = Attempts()

    async def approve(
        self, request_id: str, *, user_id: str | None, choice: Choice, offer_mark: str | None = None
    ) -> Life:
        """Count an approver's yes.

        Raises:
            UnknownRequest: if there is no such request.
            Refused: if the user may not, or the request cannot be approved like this; written down.
            LedgerUnavailable: if it could not be made durable.
        """
        # Whoever names no offer answers to the one that stands now, and to no other that a race may put in its place.
        mark = offer_mark or (await self._known(request_id)).offer.mark

        def yes(life: Life, approver: str) -> Life:
            return approve(
                life,
                user_id=approver,
                offer_mark=mark,
                choice=choice,
                now=self._now(),
                mode=self._settings().mode,
            )

        return await self._loosen(request_id, "approval_given", user_id, yes)

    async def reopen(self, request_id: str, *, user_id: str | None) -> Life:
        """Put an ended request before the household again, as `approve` for errors."""

        def again(life: Life, approver: str) -> Life:
            house = self._house()
            return reopen(
                life,
                house.evaluator.decide(life.request, house.mode),
                user_id=approver,
                now=self._now(),
                answer_within=house.answer_within,
                mode=house.mode,
            )

        return await self._loosen(request_id, "request_reopened", user_id, again)

    async def decline(self, request_id: str, *, user_id: str | None) -> Life:
        """End a waiting request with a no; open to anyone, as `approve` for errors."""
        return await self._step(
            request_id,
            "request_declined",
            user_id,
            lambda life: decline(life, user_id=user_id, now=self._now()),
        )

    async def withdraw(self, request_id: str, *, user_id: str | None) -> Life:
        """Stop a request that waits, is under way or ready; open to anyone, as `approve` for errors."""
        return await self._step(
            request_id,
            "request_withdrawn",
            user_id,
            lambda life: withdraw(life, user_id=user_id, now=self._now()),
        )

    async def release(self, request_id: str, release: Release, *, user_id: str | None) -> Life:
        """Let a finished clip out in an approver's name, as `approve` for errors."""

        def out(life: Life, approver: str) -> Life:
            by = replace(release, by=approver)
            return offer_release(life, by, now=self._now(), mode=self._settings().mode)

        return await self._loosen(request_id, "release_offered", user_id, out)

    async def revoke(self, request_id: str, *, user_id: str | None) -> Life:
        """Take a release back, begun or not; open to anyone, as `approve` for errors."""
        return await self._step(
            request_id,
            "release_taken_back",
            user_id,
            lambda life: take_back(life, user_id=user_id, now=self._now()),
        )

    async def end_hold(self, request_id: str, *, user_id: str | None) -> Life:
        """End a hold that stays until a person ends it, as `approve` for errors: it may be a court's evidence."""
        return await self._loosen(
            request_id, "hold_ended_by_person", user_id, lambda life, by: end_hold(life, user_id=by, now=self._now())
        )

    async def record_call_back(
        self, request_id: str, *, user_id: str | None, number: str, name: str, party: AssuredParty, level: Level | None
    ) -> Life:
        """Keep what an approver found out by calling a number; decides anew, as `approve` for errors."""
        by = user_id or ""
        found = CallBack(number=number, name=name, party=party, level=level, by=by, at=self._now())

        def known_better(life: Life, _approver: str) -> Life:
            house = self._house()
            decision = house.evaluator.decide(called_back(life.request, found), house.mode)
            return record_call_back(life, found, decision, now=self._now(), mode=house.mode)

        detail = {"call_back": to_plain(found)}
        return await self._loosen(request_id, "call_back_recorded", user_id, known_better, detail)

    async def require_approver(
        self,
        user_id: str | None,
        action: str,
        request_id: str | None = None,
        *,
        refusal: Refusal = Refusal.NOT_APPROVER,
    ) -> str:
        """Return the user's id if it is an approver's; `refusal` is what anybody else is told.

        Raises:
            Refused: if there is no user in the call, or it is no approver; written down.
        """
        if user_id is None:
            await self._refuse(Refused(Refusal.NO_PERSON), action, request_id, user_id)
        if user_id not in self._settings().approvers:
            await self._refuse(Refused(refusal), action, request_id, user_id)
        return user_id

    async def refuse_forged(self, action: str, request_id: str, user_id: str | None) -> NoReturn:
        """Refuse what claims to be a press of one of our buttons.

        Raises:
            Refused: always; written down as far as the allowance goes.
        """
        await self._refuse(Refused(Refusal.FORGED_PRESS), action, request_id, user_id)

    async def _loosen(
        self,
        request_id: str,
        kind: str,
        user_id: str | None,
        step: Callable[[Life, str], Life],
        detail: Mapping[str, Any] | None = None,
    ) -> Life:
        """Take a step that only an approver may take."""
        approver = await self.require_approver(user_id, kind, request_id)
        return await self._step(request_id, kind, approver, lambda life: step(life, approver), detail)

    async def _step(
        self,
        request_id: str,
        kind: str,
        user_id: str | None,
        step: Callable[[Life], Life],
        detail: Mapping[str, Any] | None = None,
    ) -> Life:
        """Take a step, or write down why it was refused.

        Whoever loses a race looks again: a sender who repeats a request must not keep people from answering it.
        """
        for _ in range(RACES):
            life = await self._known(request_id)
            try:
                after = step(life)
                await self._lives.step(life, after, kind, at=self._now(), actor=user_id, detail=detail)
            except Refused as refused:
                await self._refuse(refused, kind, request_id, user_id)
            except Superseded:
                continue
            return after
        return await self._refuse(Refused(Refusal.NOT_WAITING), kind, request_id, user_id)

    async def _known(self, request_id: str) -> Life:
        """Return a request as it stands.

        Raises:
            UnknownRequest: if there is none.
        """
        life = await self._lives.get(request_id)
        if life is None:
            raise UnknownRequest(request_id)
        return life

    async def _refuse(
        self,
        refused: Refused,
        action: str,
        request_id: str | None,
        user_id: str | None,
    ) -> NoReturn:
        """Write a refused attempt down, as far as the allowance goes, then refuse it."""
        unwritten = self._attempts.take(refused.refusal, user_id, self._now())
        if unwritten is None:
            raise refused
        more = {"unwritten": unwritten} if unwritten else {}
        payload = {"action": action, "actor": user_id, "refusal": refused.refusal.value, **more}
        known = await self._lives.get(request_id) if request_id else None
        entry = NewEntry(
            kind="attempt_refused",
            at=self._now(),
            request_id=request_id if known else None,
            payload=payload,
        )
        await self._ledger.write(Write(entries=(entry,)))
        raise refused
