"""When footage is to be held back from the recorder's clean-up for a request, and when that ends."""

from dataclasses import replace
from datetime import datetime

from ..model import Demand, FootageRequest, Window
from .hold import Hold
from .life import Life, Offer, Refusal, Refused
from .table import State

UNCUT = frozenset({State.AWAITING_CONFIRMATION, State.APPROVED, State.GRANTED, State.COOLING_DOWN, State.PREPARING})
"""States in which the clip is yet to be cut."""

ASKS_FOR_ONE = frozenset({State.AWAITING_CONFIRMATION, State.COOLING_DOWN})
"""States in which a request may wait for so long that its footage could be gone meanwhile."""


def wants_hold(life: Life) -> bool:
    """Tell whether the footage in question is yet to be held, or to be held anew because more is asked for."""
    if not _asks_for_one(life.state, life.offer):
        return False
    known = life.hold
    return known is None or (not known.ended and (known.window, known.cameras) != held_of(life))


def first_hold(state: State, request: FootageRequest, offer: Offer) -> Hold | None:
    """Return the hold that a life begins with: none, or the empty one of a request of which nobody knows the time."""
    window, cameras = _in_question(request, offer)
    return nothing_to_hold(cameras) if window is None and _asks_for_one(state, offer) else None


def held_of(life: Life) -> tuple[Window | None, frozenset[str]]:
    """Return the window and the cameras that are in question; no camera = all of the household's."""
    return _in_question(life.request, life.offer)


def _asks_for_one(state: State, offer: Offer) -> bool:
    """Tell whether a request in this state may wait for too long, and whether there is a camera to hold."""
    return state in ASKS_FOR_ONE and offer.cameras != frozenset()


def _in_question(request: FootageRequest, offer: Offer) -> tuple[Window | None, frozenset[str]]:
    """Return the window and the cameras that a request and its offer speak of."""
    return request.window or offer.window, offer.cameras or frozenset()


def nothing_to_hold(cameras: frozenset[str]) -> Hold:
    """Return the hold of a request of which nobody knows the time: it is empty, and says why."""
    return Hold(window=None, cameras=cameras, problems=("hold_no_window",))


def keeps_hold(life: Life) -> bool:
    """Tell whether a hold has a reason to be there.

    What may be a court's matter, and what could not be cut though it was agreed, stays until a person ends it.
    """
    if life.hold is None or life.hold.ended:
        return False
    return life.state in UNCUT or life.state is State.FAILED or Demand.COURT_ORDER in life.request.demands


def takes_more(life: Life) -> bool:
    """Tell whether footage that a person brings now can be put to what is held."""
    return life.state in UNCUT and life.hold is not None and not life.hold.ended


def hold(life: Life, made: Hold) -> Life:
    """Note what was held.

    Raises:
        Refused: if nobody needs it any more.
    """
    if life.state not in UNCUT:
        raise Refused(Refusal.NOT_POSSIBLE, life.state)
    return replace(life, version=life.version + 1, hold=made)


def end_hold(life: Life, *, user_id: str, now: datetime) -> Life:
    """Let a person end a hold that nothing else would end.

    Raises:
        Refused: if nothing is held, or the request still needs it.
    """
    if life.hold is None or not keeps_hold(life) or life.state in UNCUT:
        raise Refused(Refusal.NOT_POSSIBLE, life.state)
    return replace(
        life, version=life.version + 1, hold=replace(life.hold, files=(), ended=True), changed_at=now, actor=user_id
    )
