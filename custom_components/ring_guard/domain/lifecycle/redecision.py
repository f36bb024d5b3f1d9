"""What changed settings and new evidence do to a life: they can stop it or narrow it, and never start it."""

from dataclasses import replace
from datetime import datetime

from ..model import Decision, Effect, FootageRequest, Mode
from .answers import decline, withdraw
from .growth import first_offer
from .life import Life
from .release import take_back
from .table import UNDER_WAY, State


def redecide(life: Life, decision: Decision, *, now: datetime) -> Life | None:
    """Apply a new decision as far as it is stricter than the one that stands; return None if nothing changes.

    What waits is declined or gets narrower terms. What is under way stops if the new decision would
    not have let it through as it is: a person can ask for it again. What people put before themselves
    against a decline stays with them while the answer is that same decline. What is ready lies with the
    household and goes nowhere by itself; a release that is to come is called off, and a link that lives is revoked, if
    the new decision would not have let them through. A decision made in lockdown changes nothing: lockdown freezes, so
    whoever ends it has to decide anew what waited.
    """
    if decision.mode is Mode.LOCKDOWN:
        return None
    if life.state is State.AWAITING_CONFIRMATION:
        return _redecide_waiting(life, decision, now=now)
    if life.state in UNDER_WAY and not _still_allowed(life, decision):
        return replace(withdraw(life, user_id=None, now=now), decision=decision)
    if life.release is not None and life.due is not None and not _still_allowed(life, _of_what_leaves(life, decision)):
        return replace(take_back(life, user_id=None, now=now), decision=decision)
    return None


def identify_anew(life: Life, request: FootageRequest, decision: Decision, *, now: datetime) -> Life | None:
    """Apply what became known of the one who asks, and the decision that follows; return None if nothing changes.

    `request` is the same one, identified anew. What waits is put before people anew, who may know better now whom they
    answer, unless the decision declines it; its terms only get stricter. What is under way goes on as it was agreed,
    or stops if the new decision would not have let it through. What is ready is past the question.
    """
    if decision.mode is Mode.LOCKDOWN or request == life.request:
        return None
    if life.state in UNDER_WAY and not _still_allowed(life, decision):
        stopped = withdraw(life, user_id=None, now=now)
        return replace(stopped, request=request, decision=decision, identified_at=now)
    if life.state is not State.AWAITING_CONFIRMATION:
        return None
    if decision.effect is Effect.DECLINE and life.decision.effect is not Effect.DECLINE:
        declined = decline(life, user_id=None, now=now)
        return replace(declined, request=request, decision=decision, identified_at=now)
    terms = life.offer.terms.meet(decision.terms)
    return replace(_asked_anew(life, request, replace(decision, terms=terms), now=now), identified_at=now)


def drop_approvals(life: Life, approvers: frozenset[str], *, now: datetime) -> Life | None:
    """Void what people approved or are letting out who are no approvers any more; return None if all still are."""
    if life.state is State.READY and life.release is not None and life.release.by not in approvers:
        return take_back(life, user_id=None, now=now)
    kept = tuple(approval for approval in life.approvals if approval.user_id in approvers)
    if life.state is not State.AWAITING_CONFIRMATION or kept == life.approvals:
        return None
    return replace(life, version=life.version + 1, approvals=kept, changed_at=now, actor=None)


def _redecide_waiting(life: Life, decision: Decision, *, now: datetime) -> Life | None:
    """Decline what waits, or narrow its terms."""
    if decision.effect is Effect.DECLINE and life.decision.effect is not Effect.DECLINE:
        return replace(decline(life, user_id=None, now=now), decision=decision)
    terms = life.offer.terms.meet(decision.terms)
    if terms == life.offer.terms:
        return None
    return _asked_anew(life, life.request, replace(decision, terms=terms), now=now)


def _asked_anew(life: Life, request: FootageRequest, decision: Decision, *, now: datetime) -> Life:
    """Put another question before people; what was approved of the one before is void."""
    return replace(
        life,
        version=life.version + 1,
        request=request,
        decision=decision,
        offer=first_offer(request, decision.terms),
        approvals=(),
        changed_at=now,
        actor=None,
    )


def _of_what_leaves(life: Life, decision: Decision) -> Decision:
    """Leave out of a decision how people are asked: those who let the clip out have been asked."""
    terms = life.offer.terms
    return replace(decision, terms=replace(decision.terms, approvals=terms.approvals, cool_down=terms.cool_down))


def _still_allowed(life: Life, decision: Decision) -> bool:
    """Tell whether what is under way would also pass the new decision."""
    answered_by_person = bool(life.approvals)
    limit = max(Effect.CONFIRM, life.decision.effect) if answered_by_person else Effect.GRANT
    return decision.effect <= limit and life.offer.terms.no_looser_than(decision.terms)
