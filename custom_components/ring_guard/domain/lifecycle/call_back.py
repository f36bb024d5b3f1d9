"""What an approver's call back does to a life: the one who asks is known better, and the question is put anew.

It never starts anything: a milder answer waits for people as the stricter one did.
"""

from dataclasses import replace
from datetime import datetime
import re

from ..model import CallBack, Decision, Effect, FootageRequest, Mode
from .answers import decline
from .growth import first_offer
from .life import Life, Refusal, Refused
from .table import State

ANSWERED_NO = frozenset({State.DECLINED, State.EXPIRED})
"""Ends after which a call back is kept for whoever puts the request before the household again."""


TELLING_DIGITS = 7
"""How many digits from the end make two numbers the same, however their beginnings are written."""

_NUMBER = re.compile(r"\+?\(?\d[\d ()./\u00a0-]{5,25}\d")


def called_back(request: FootageRequest, found: CallBack) -> FootageRequest:
    """Return a request with what was found out; what the message proves by itself stays beside it."""
    return replace(request, requester=replace(request.requester, call_back=found))


def record_call_back(life: Life, found: CallBack, decision: Decision, *, now: datetime, mode: Mode) -> Life:
    """Keep a call back with a request that waits or was answered with no; `decision` is the one that it leads to.

    A stricter decision acts at once. Of a milder one nothing acts: terms only get stricter, and people say yes.
    Approvals given before are void, for they answered to somebody less known.

    Raises:
        Refused: if the number stands in the message itself, the request is past the question, or in lockdown.
    """
    if _is_given_by(life.request, found.number):
        raise Refused(Refusal.NUMBER_FROM_MESSAGE, life.state)
    if mode is Mode.LOCKDOWN:
        raise Refused(Refusal.LOCKDOWN, life.state)
    request = called_back(life.request, found)
    if life.state in ANSWERED_NO:
        return replace(life, version=life.version + 1, request=request)
    if life.state is not State.AWAITING_CONFIRMATION:
        raise Refused(Refusal.NOT_POSSIBLE, life.state)
    if life.due is not None and now >= life.due:
        raise Refused(Refusal.TOO_LATE, life.state)
    if decision.effect is Effect.DECLINE and life.decision.effect is not Effect.DECLINE:
        return replace(decline(life, user_id=None, now=now), request=request, decision=decision)
    terms = life.offer.terms.meet(decision.terms)
    return replace(
        life,
        version=life.version + 1,
        request=request,
        decision=replace(decision, terms=terms),
        offer=first_offer(request, terms),
        approvals=(),
        changed_at=now,
        actor=found.by,
    )


def _is_given_by(request: FootageRequest, number: str) -> bool:
    """Tell whether the one who asks gave this number: whoever forges a message answers the phone in it too."""
    said = f"{request.title}\n{request.text}\n{request.contact.phone or ''}"
    wanted = _digits(number)[-TELLING_DIGITS:]
    return len(wanted) == TELLING_DIGITS and any(_digits(each).endswith(wanted) for each in _NUMBER.findall(said))


def _digits(text: str) -> str:
    """Return the digits of a text."""
    return re.sub(r"\D", "", text)
