"""What has to hold before a step, and the step itself; must not decide which step to take."""

from dataclasses import replace
from datetime import datetime

from ..model import Mode, Window
from .life import Clip, Life, Offer, Refusal, Refused
from .table import TRANSITIONS, State


def require_waiting(life: Life, now: datetime, mode: Mode) -> None:
    """Refuse an answer to what does not wait for one."""
    if life.state is not State.AWAITING_CONFIRMATION:
        raise Refused(Refusal.NOT_WAITING, life.state)
    if mode is Mode.LOCKDOWN:
        raise Refused(Refusal.LOCKDOWN, life.state)
    if life.due is not None and now >= life.due:
        raise Refused(Refusal.TOO_LATE, life.state)


def require_window_allowed(life: Life, window: Window) -> None:
    """Refuse seconds outside what was asked or longer than the terms allow."""
    if life.request.window and not life.request.window.contains(window):
        raise Refused(Refusal.WINDOW_OUTSIDE, life.state)
    limit = life.offer.terms.longest_clip
    if limit is not None and window.length > limit:
        raise Refused(Refusal.WINDOW_TOO_LONG, life.state)


def require_cameras_allowed(life: Life, cameras: frozenset[str]) -> None:
    """Refuse cameras that were not asked for or that the terms exclude."""
    for allowed in (life.request.cameras, life.offer.terms.cameras):
        if allowed is not None and not cameras <= allowed:
            raise Refused(Refusal.CAMERA_NOT_ALLOWED, life.state)
    if not cameras:
        raise Refused(Refusal.CAMERA_NOT_ALLOWED, life.state)


def shows_something(offer: Offer) -> bool:
    """Tell whether any camera is left in an offer."""
    return offer.cameras is None or bool(offer.cameras)


def require_total_allowed(offer: Offer, state: State) -> None:
    """Refuse clips that are longer than allowed all together.

    Raises:
        Refused: if they are, or if it is open how many cameras there will be.
    """
    limit = offer.terms.longest_total
    if limit is None or offer.window is None:
        return
    if offer.cameras is None:
        raise Refused(Refusal.CHOOSE_CAMERAS, state)
    if offer.window.length * len(offer.cameras) > limit:
        raise Refused(Refusal.TOTAL_TOO_LONG, state)


def settled(offer: Offer) -> bool:
    """Tell whether an offer can be agreed to as it stands: its seconds, a camera, and not too much all together."""
    try:
        require_total_allowed(offer, State.AWAITING_CONFIRMATION)
    except Refused:
        return False
    return offer.window is not None and shows_something(offer)


def require_agreed(life: Life, clip: Clip) -> None:
    """Refuse a clip that is not of what was agreed."""
    offer = life.offer
    if offer.cameras is not None and clip.camera_id not in offer.cameras:
        raise Refused(Refusal.CAMERA_NOT_ALLOWED, life.state)
    if offer.window is None or clip.length > offer.window.length:
        raise Refused(Refusal.WINDOW_TOO_LONG, life.state)


def require_step(life: Life, state: State) -> None:
    """Refuse a step that is no arrow of the table."""
    if state not in TRANSITIONS[life.state]:
        raise Refused(Refusal.NOT_POSSIBLE, life.state)


def end(life: Life, state: State, *, user_id: str | None, now: datetime) -> Life:
    """Go to a state that the request ends in."""
    require_step(life, state)
    return replace(step(life, state, now=now), actor=user_id)


def step(life: Life, state: State, *, now: datetime, due: datetime | None = None) -> Life:
    """Go to the next state."""
    return replace(life, version=life.version + 1, state=state, changed_at=now, due=due, actor=None)
