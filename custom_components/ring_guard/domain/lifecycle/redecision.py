"""What changed settings do to a life: they can stop it or narrow it, and never start it."""

from dataclasses import replace
from datetime import datetime

from ..model import Decision, Effect, Mode
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
    return replace(
        life,
        version=life.version + 1,
        decision=replace(decision, terms=terms),
        offer=first_offer(life.request, terms),
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
