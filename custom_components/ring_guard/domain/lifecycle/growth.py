"""How a life begins, and what later messages of the same request do to it."""

from dataclasses import replace
from datetime import datetime, timedelta

from ..model import Decision, Effect, FootageRequest, Terms, digest
from .checks import settled
from .holding import first_hold
from .life import Life, Offer, Refusal, Refused
from .table import State

FIRST_STATE: dict[Effect, State] = {
    Effect.DECLINE: State.DECLINED,
    Effect.CONFIRM: State.AWAITING_CONFIRMATION,
    Effect.GRANT: State.GRANTED,
}


def begin(
    request: FootageRequest,
    decision: Decision,
    *,
    now: datetime,
    answer_within: timedelta,
    linked_to: str | None = None,
) -> Life:
    """Start a request's life with its first decision.

    A grant of which seconds or cameras are not certain, or which is too long all together, waits for a person instead:
    nothing is cut from a guess. Where nobody knows when it was, that nothing can be held is known from the start.
    """
    offer = first_offer(request, decision.terms)
    state = FIRST_STATE[decision.effect]
    if state is State.GRANTED and not settled(offer):
        state = State.AWAITING_CONFIRMATION
    return Life(
        id=request.id,
        version=1,
        state=state,
        request=request,
        decision=decision,
        offer=offer,
        changed_at=now,
        due=now + answer_within if state is State.AWAITING_CONFIRMATION else None,
        linked_to=linked_to,
        hold=first_hold(state, request, offer),
    )


def first_offer(request: FootageRequest, terms: Terms) -> Offer:
    """Return what the request asks for as far as the terms allow it.

    A window longer than the longest clip is left open: a person picks the seconds.
    """
    window = request.window
    if window and terms.longest_clip is not None and window.length > terms.longest_clip:
        window = None
    cameras = request.cameras
    if terms.cameras is not None:
        cameras = terms.cameras if cameras is None else cameras & terms.cameras
    return Offer(terms=terms, window=window, cameras=cameras, request_digest=digest(request)[:16])


def amend(life: Life, request: FootageRequest, decision: Decision, *, now: datetime) -> Life:
    """Let a waiting request grow by a message that asks for more; the stricter result stands.

    Approvals given before are void, and the seconds have to be chosen anew. The deadline stays: asking
    again must not buy time.

    Raises:
        Refused: if the request does not wait.
    """
    if life.state is not State.AWAITING_CONFIRMATION:
        raise Refused(Refusal.NOT_WAITING, life.state)
    request = replace(request, id=life.id)
    terms = life.offer.terms.meet(decision.terms)
    declined = decision.effect is Effect.DECLINE
    return replace(
        life,
        version=life.version + 1,
        state=State.DECLINED if declined else life.state,
        request=request,
        decision=replace(decision, request_id=life.id, terms=terms),
        offer=first_offer(request, terms),
        approvals=(),
        due=None if declined else life.due,
        changed_at=now,
        actor=None,
    )


def repeat(life: Life) -> Life:
    """Count a message that said the same again; nothing else changes."""
    return replace(life, version=life.version + 1, repeats=life.repeats + 1)
