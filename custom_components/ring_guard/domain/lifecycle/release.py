"""How a finished clip leaves, and how that ends: by a link that counts and expires, or saved for the household itself.

Tokens and pass-phrases come in here as hashes only. Who may let something out is not decided here.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from ..model import Mode
from .checks import require_step, step
from .life import Life, Refusal, Refused
from .link import Fetch, Release, Way
from .table import State

FETCH_LASTS = timedelta(hours=1)
"""How long one counted fetch may go on: a player asks for a file in many pieces, and they count once."""

LONGEST_LINK_LIFE = timedelta(days=30)
MOST_FETCHES = 20
"""No link lives longer or serves more often than this, even if no limit of the household says less."""

MOST_WRONG_PHRASES = 5
"""So many wrong pass-phrases end a link: whoever has its address goes on guessing."""


def offer_release(life: Life, release: Release, *, now: datetime, mode: Mode) -> Life:
    """Let a finished clip out, at once or once `release.live_from` has come.

    Raises:
        Refused: if no clip is ready, one is being let out already, in lockdown, or if the terms allow less.
    """
    _require_ready(life, mode)
    if life.release is not None:
        raise Refused(Refusal.ALREADY_RELEASED, life.state)
    terms = life.offer.terms
    if release.way is Way.LINK:
        if release.lasts > min(LONGEST_LINK_LIFE, terms.link_life or LONGEST_LINK_LIFE):
            raise Refused(Refusal.LINK_TOO_LONG, life.state)
        if not 1 <= release.fetches_allowed <= min(MOST_FETCHES, terms.downloads or MOST_FETCHES):
            raise Refused(Refusal.TOO_MANY_FETCHES, life.state)
    waiting = replace(
        life, version=life.version + 1, release=release, due=release.live_from, changed_at=now, actor=release.by
    )
    if now < release.live_from:
        return waiting
    return replace(waiting, state=State.RELEASED, due=release.due)


def let_out(life: Life, *, now: datetime, mode: Mode) -> Life:
    """Let out what has waited long enough.

    Raises:
        Refused: if nothing waits to be let out, too early, or in lockdown.
    """
    _require_ready(life, mode)
    if life.release is None or now < life.release.live_from:
        raise Refused(Refusal.NOT_POSSIBLE, life.state)
    return step(life, State.RELEASED, now=now, due=life.release.due)


def take_back(life: Life, *, user_id: str | None, now: datetime) -> Life:
    """Call a release off before it began, or revoke it; open to anyone in the household.

    Raises:
        Refused: if nothing is released.
    """
    if life.state is State.READY and life.release is not None:
        return replace(life, version=life.version + 1, release=None, due=None, changed_at=now, actor=user_id)
    require_step(life, State.REVOKED)
    return replace(step(life, State.REVOKED, now=now), actor=user_id)


def run_out(life: Life, *, now: datetime) -> Life:
    """End a link whose time is over, or whose last fetch is.

    Raises:
        Refused: if there is no link, or it has not ended yet.
    """
    require_step(life, State.LINK_EXPIRED)
    if life.due is None or now < life.due:
        raise Refused(Refusal.NOT_POSSIBLE, life.state)
    return step(life, State.LINK_EXPIRED, now=now)


def live_link(life: Life, *, now: datetime, mode: Mode) -> Release | None:
    """Return the link of a life if it is open at this very moment, whatever the clock's steps have come to."""
    release = life.release
    if release is None or release.way is not Way.LINK or life.state is not State.RELEASED or mode is Mode.LOCKDOWN:
        return None
    due = release.due
    return release if due is not None and release.live_from <= now < due else None


def count_fetch(life: Life, *, address: str, session: str, now: datetime, mode: Mode) -> Life:
    """Count one fetch through a link.

    Raises:
        Refused: if the link is not open, or serves no more fetches.
    """
    release = live_link(life, now=now, mode=mode)
    if release is None or release.ends is None or not release.fetches_left:
        raise Refused(Refusal.NOT_POSSIBLE, life.state)
    fetch = Fetch(at=now, address=address, session=session, until=min(now + FETCH_LASTS, release.ends))
    release = replace(release, fetches=(*release.fetches, fetch))
    return replace(life, version=life.version + 1, release=release, due=release.due)


def count_wrong_phrase(life: Life, *, now: datetime) -> Life:
    """Count a wrong pass-phrase; too many of them end the link.

    Raises:
        Refused: if there is no link.
    """
    if life.release is None or life.state is not State.RELEASED:
        raise Refused(Refusal.NOT_POSSIBLE, life.state)
    release = replace(life.release, wrong_phrases=life.release.wrong_phrases + 1)
    counted = replace(life, version=life.version + 1, release=release)
    if release.wrong_phrases < MOST_WRONG_PHRASES:
        return counted
    return replace(counted, state=State.REVOKED, due=None, changed_at=now, actor=None, problem="pass_phrase_guessed")


def _require_ready(life: Life, mode: Mode) -> None:
    """Refuse to let out what is not ready, and anything in lockdown."""
    if life.state is not State.READY:
        raise Refused(Refusal.NOT_POSSIBLE, life.state)
    if mode is Mode.LOCKDOWN:
        raise Refused(Refusal.LOCKDOWN, life.state)
