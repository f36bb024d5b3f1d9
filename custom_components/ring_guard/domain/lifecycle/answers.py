"""What people do to a life: approve, decline, withdraw, reopen. Who may is not decided here."""

from dataclasses import replace
from datetime import datetime, timedelta

from ..model import Decision, Mode
from .checks import (
    end,
    require_cameras_allowed,
    require_step,
    require_total_allowed,
    require_waiting,
    require_window_allowed,
    shows_something,
)
from .growth import first_offer
from .holding import keeps_hold
from .life import Approval, Choice, Life, Offer, Refusal, Refused
from .table import State


def approve(life: Life, *, user_id: str, offer_mark: str | None, choice: Choice, now: datetime, mode: Mode) -> Life:
    """Count one approver's yes; the last one needed makes the request approved.

    `offer_mark` None means that the approver answers to the offer as it stands after `choice`.

    Raises:
        Refused: if it does not wait, nobody answers, the offer has changed, the choice goes beyond the terms, or the
            terms leave no camera or less time all together.
    """
    require_waiting(life, now, mode)
    if not user_id:
        raise Refused(Refusal.NO_PERSON, life.state)
    if offer_mark is not None and offer_mark != life.offer.mark:
        raise Refused(Refusal.STALE_OFFER, life.state)
    offer = chosen_offer(life, choice)
    if offer.window is None:
        raise Refused(Refusal.CHOOSE_WINDOW, life.state)
    if not shows_something(offer):
        raise Refused(Refusal.CAMERA_NOT_ALLOWED, life.state)
    require_total_allowed(offer, life.state)
    kept = life.approvals if offer == life.offer else ()
    if any(approval.user_id == user_id for approval in kept):
        raise Refused(Refusal.ALREADY_APPROVED, life.state)
    approvals = (*kept, Approval(user_id=user_id, at=now, offer_mark=offer.mark))
    enough = len(approvals) >= offer.terms.approvals
    return replace(
        life,
        version=life.version + 1,
        state=State.APPROVED if enough else life.state,
        offer=offer,
        approvals=approvals,
        due=None if enough else life.due,
        changed_at=now,
        actor=user_id,
    )


def chosen_offer(life: Life, choice: Choice) -> Offer:
    """Narrow the offer to what an approver picked.

    Raises:
        Refused: if the window or a camera lies outside what was asked or what the terms allow.
    """
    window = choice.window or life.offer.window
    cameras = life.offer.cameras if choice.cameras is None else choice.cameras
    if choice.window:
        require_window_allowed(life, choice.window)
    if choice.cameras is not None:
        require_cameras_allowed(life, choice.cameras)
    return replace(life.offer, window=window, cameras=cameras)


def decline(life: Life, *, user_id: str | None, now: datetime) -> Life:
    """End a waiting request with a no; open to anyone in the household."""
    return end(life, State.DECLINED, user_id=user_id, now=now)


def withdraw(life: Life, *, user_id: str | None, now: datetime) -> Life:
    """Stop a request that waits, is under way or is ready; open to anyone in the household.

    Approved and granted requests step through `cooling_down`, which they would enter at once anyway. What has been
    released already is not withdrawn but revoked.
    """
    if life.state in {State.APPROVED, State.GRANTED}:
        life = replace(life, state=State.COOLING_DOWN)
    return end(life, State.WITHDRAWN, user_id=user_id, now=now)


def reopen(
    life: Life, decision: Decision, *, user_id: str, now: datetime, answer_within: timedelta, mode: Mode
) -> Life:
    """Put an ended request before the household again, under the present decision's terms.

    Whatever the present decision is, a reopened request waits for people.

    Raises:
        Refused: if it cannot be reopened, or in lockdown.
    """
    require_step(life, State.AWAITING_CONFIRMATION)
    if mode is Mode.LOCKDOWN:
        raise Refused(Refusal.LOCKDOWN, life.state)
    return replace(
        life,
        version=life.version + 1,
        state=State.AWAITING_CONFIRMATION,
        decision=decision,
        offer=first_offer(life.request, decision.terms),
        approvals=(),
        due=now + answer_within,
        changed_at=now,
        actor=user_id,
        clips=(),
        problem=None,
        hold=life.hold if keeps_hold(life) else None,
        release=None,
    )
