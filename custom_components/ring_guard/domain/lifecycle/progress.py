"""What the clock and the cutter do to a life; nothing in here answers for anybody."""

from dataclasses import replace
from datetime import datetime, timedelta

from ..model import Mode
from .checks import end, require_agreed, require_step, step
from .life import Clip, LeftOut, Life, Refusal, Refused
from .table import State


def expire(life: Life, *, now: datetime) -> Life:
    """Let a passed deadline end a waiting request.

    Raises:
        Refused: if it does not wait or the deadline has not passed.
    """
    if life.due is None or now < life.due:
        raise Refused(Refusal.NOT_POSSIBLE, life.state)
    return end(life, State.EXPIRED, user_id=None, now=now)


def cool_down(life: Life, *, now: datetime) -> Life:
    """Start the waiting time between the answer and the cut.

    Raises:
        Refused: if the request was neither approved nor granted.
    """
    require_step(life, State.COOLING_DOWN)
    due = now + life.offer.terms.cool_down
    return step(life, State.COOLING_DOWN, now=now, due=due)


def prepare(life: Life, *, now: datetime, mode: Mode) -> Life:
    """Begin to cut once the cool-down is over.

    Raises:
        Refused: if it is not cooling down, too early, or in lockdown.
    """
    require_step(life, State.PREPARING)
    if mode is Mode.LOCKDOWN:
        raise Refused(Refusal.LOCKDOWN, life.state)
    if life.due is not None and now < life.due:
        raise Refused(Refusal.NOT_POSSIBLE, life.state)
    return step(life, State.PREPARING, now=now)


def finish(
    life: Life, clips: tuple[Clip, ...], left_out: tuple[LeftOut, ...] = (), *, now: datetime, mode: Mode
) -> Life:
    """Offer the finished clips, and keep which cameras have none.

    Raises:
        Refused: if nothing was being prepared, in lockdown, without a clip, or if a clip is of a camera that was not
            agreed or longer than the agreed seconds, or all together longer than the terms allow.
    """
    require_step(life, State.READY)
    if mode is Mode.LOCKDOWN:
        raise Refused(Refusal.LOCKDOWN, life.state)
    if not clips:
        raise Refused(Refusal.NOT_POSSIBLE, life.state)
    for clip in clips:
        require_agreed(life, clip)
    total = life.offer.terms.longest_total
    if total is not None and sum((clip.length for clip in clips), timedelta()) > total:
        raise Refused(Refusal.TOTAL_TOO_LONG, life.state)
    return replace(step(life, State.READY, now=now), clips=clips, left_out=left_out)


def fail(life: Life, problem: str, *, footage_exists: bool, now: datetime) -> Life:
    """End a preparation that gave no clip; `problem` is a translation key.

    Raises:
        Refused: if nothing was being prepared.
    """
    state = State.FAILED if footage_exists else State.NO_FOOTAGE
    require_step(life, state)
    return replace(step(life, state, now=now), problem=problem)
