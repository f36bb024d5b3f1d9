"""The life of a request: which state may follow which, and what a person or the clock can change.

    received -> declined
             -> awaiting_confirmation -> declined | expired | withdrawn | approved
             -> granted
    approved, granted -> cooling_down -> preparing -> ready | no_footage | failed
    cooling_down, preparing, ready -> withdrawn
    ready -> released -> revoked | link_expired
    declined, expired, no_footage, failed -> (reopened by an approver) awaiting_confirmation

Invariants, each of them a test:
1. A step leads only along an arrow above, and raises the version by exactly one.
2. Silence is never consent: a deadline leads to `expired` and nowhere else.
3. Nothing becomes approved without as many distinct approvers as the terms ask for, each of whom
   approved exactly the offer (seconds, cameras, sound) that stands.
4. A change of the offer, an amendment or a stricter decision voids the approvals given before.
5. The offer always lies inside what was asked and inside the terms; terms only ever get stricter.
6. One decline by anyone who may decline ends it.
7. Nothing here is granted by a new decision: re-deciding can stop a request, never start one.
8. In lockdown nothing moves towards a release: what waits or is under way stays where it is.
9. A yes answers one request in the words it had: once the request has grown, the old question is stale.

Pure: every function takes the life and the time, and returns the next step or raises `Refused`.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from .model import Decision, Effect, FootageRequest, Mode, Terms, Window, digest


class State(StrEnum):
    """Where a request stands."""

    RECEIVED = "received"
    DECLINED = "declined"
    AWAITING_CONFIRMATION = "awaiting_confirmation"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    APPROVED = "approved"
    GRANTED = "granted"
    COOLING_DOWN = "cooling_down"
    PREPARING = "preparing"
    READY = "ready"
    NO_FOOTAGE = "no_footage"
    FAILED = "failed"
    RELEASED = "released"
    REVOKED = "revoked"
    LINK_EXPIRED = "link_expired"


TRANSITIONS: dict[State, frozenset[State]] = {
    State.RECEIVED: frozenset({State.DECLINED, State.AWAITING_CONFIRMATION, State.GRANTED}),
    State.AWAITING_CONFIRMATION: frozenset({State.DECLINED, State.EXPIRED, State.WITHDRAWN, State.APPROVED}),
    State.APPROVED: frozenset({State.COOLING_DOWN}),
    State.GRANTED: frozenset({State.COOLING_DOWN}),
    State.COOLING_DOWN: frozenset({State.PREPARING, State.WITHDRAWN}),
    State.PREPARING: frozenset({State.READY, State.NO_FOOTAGE, State.FAILED, State.WITHDRAWN}),
    State.READY: frozenset({State.RELEASED, State.WITHDRAWN}),
    State.RELEASED: frozenset({State.REVOKED, State.LINK_EXPIRED}),
    State.DECLINED: frozenset({State.AWAITING_CONFIRMATION}),
    State.EXPIRED: frozenset({State.AWAITING_CONFIRMATION}),
    State.NO_FOOTAGE: frozenset({State.AWAITING_CONFIRMATION}),
    State.FAILED: frozenset({State.AWAITING_CONFIRMATION}),
    State.WITHDRAWN: frozenset(),
    State.REVOKED: frozenset(),
    State.LINK_EXPIRED: frozenset(),
}

UNDER_WAY = frozenset({State.APPROVED, State.GRANTED, State.COOLING_DOWN, State.PREPARING})
"""States that move towards a clip without anyone doing more."""

OPEN = UNDER_WAY | {State.RECEIVED, State.AWAITING_CONFIRMATION}
"""States in which a person, a deadline or the machine still has something to do."""


class Refusal(StrEnum):
    """Why a step was refused; each is a translation key."""

    NOT_WAITING = "not_waiting"
    NOT_APPROVER = "not_approver"
    NO_PERSON = "no_person"
    STALE_OFFER = "stale_offer"
    ALREADY_APPROVED = "already_approved"
    CHOOSE_WINDOW = "choose_window"
    WINDOW_OUTSIDE = "window_outside"
    WINDOW_TOO_LONG = "window_too_long"
    CAMERA_NOT_ALLOWED = "camera_not_allowed"
    LOCKDOWN = "lockdown"
    TOO_LATE = "too_late"
    NOT_POSSIBLE = "not_possible"


class Refused(Exception):
    """A step that the life of a request does not allow; nothing has changed."""

    def __init__(self, refusal: Refusal, state: State | None = None) -> None:
        """Say why, and in which state the request stood."""
        super().__init__(refusal.value)
        self.refusal = refusal
        self.state = state


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What would leave if it were approved now.

    `window` None = the seconds have not been chosen; `cameras` None = not chosen, all that the terms allow.
    `request_digest` is that of the request as it stood when this was put before people, so that `mark` binds an
    approval to exactly this question: the same limits for somebody else are another one.
    """

    terms: Terms
    window: Window | None = None
    cameras: frozenset[str] | None = None
    request_digest: str = ""

    @property
    def mark(self) -> str:
        """Return a short digest of the whole offer."""
        return digest(self)[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """One approver's yes to one offer."""

    user_id: str
    at: datetime
    offer_mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """A finished file in the private folder; `file_name` has no folder in it, `length` is what it shows."""

    camera_id: str
    file_name: str
    sha256: str
    size: int
    length: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """Everything that stands of one request; one row of the ledger's projection.

    `due` is when the clock has something to do: the deadline while waiting, the end of the
    cool-down while cooling down. `actor` is the user who caused the present state, None for the
    policy or the clock. `linked_to` names an older request that this one resembles; `repeats`
    counts messages that said the same again.
    """

    id: str
    version: int
    state: State
    request: FootageRequest
    decision: Decision
    offer: Offer
    changed_at: datetime
    due: datetime | None = None
    approvals: tuple[Approval, ...] = ()
    actor: str | None = None
    linked_to: str | None = None
    repeats: int = 0
    clips: tuple[Clip, ...] = ()
    problem: str | None = None

    @property
    def open(self) -> bool:
        """Tell whether anything is still to be done."""
        return self.state in OPEN

    @property
    def approvals_missing(self) -> int:
        """Return how many more approvers have to say yes."""
        return max(0, self.offer.terms.approvals - len(self.approvals))


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The seconds and cameras that an approver picked; None leaves that part of the offer as it stands."""

    window: Window | None = None
    cameras: frozenset[str] | None = None


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

    A grant of which seconds or cameras are not certain waits for a person instead: nothing is cut from a guess.
    """
    offer = first_offer(request, decision.terms)
    state = FIRST_STATE[decision.effect]
    if state is State.GRANTED and (offer.window is None or not _shows_something(offer)):
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


def approve(life: Life, *, user_id: str, offer_mark: str | None, choice: Choice, now: datetime, mode: Mode) -> Life:
    """Count one approver's yes; the last one needed makes the request approved.

    `offer_mark` None means that the approver answers to the offer as it stands after `choice`.

    Raises:
        Refused: if it does not wait, nobody answers, the offer has changed, the choice goes beyond the terms, or the
            terms leave no camera.
    """
    _require_waiting(life, now, mode)
    if not user_id:
        raise Refused(Refusal.NO_PERSON, life.state)
    if offer_mark is not None and offer_mark != life.offer.mark:
        raise Refused(Refusal.STALE_OFFER, life.state)
    offer = chosen_offer(life, choice)
    if offer.window is None:
        raise Refused(Refusal.CHOOSE_WINDOW, life.state)
    if not _shows_something(offer):
        raise Refused(Refusal.CAMERA_NOT_ALLOWED, life.state)
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
        _require_window_allowed(life, choice.window)
    if choice.cameras is not None:
        _require_cameras_allowed(life, choice.cameras)
    return replace(life.offer, window=window, cameras=cameras)


def decline(life: Life, *, user_id: str | None, now: datetime) -> Life:
    """End a waiting request with a no; open to anyone in the household."""
    return _end(life, State.DECLINED, user_id=user_id, now=now)


def withdraw(life: Life, *, user_id: str | None, now: datetime) -> Life:
    """Stop a request that waits, is under way or is ready; open to anyone in the household.

    Approved and granted requests step through `cooling_down`, which they would enter at once anyway.
    """
    if life.state in {State.APPROVED, State.GRANTED}:
        life = replace(life, state=State.COOLING_DOWN)
    return _end(life, State.WITHDRAWN, user_id=user_id, now=now)


def expire(life: Life, *, now: datetime) -> Life:
    """Let a passed deadline end a waiting request.

    Raises:
        Refused: if it does not wait or the deadline has not passed.
    """
    if life.due is None or now < life.due:
        raise Refused(Refusal.NOT_POSSIBLE, life.state)
    return _end(life, State.EXPIRED, user_id=None, now=now)


def reopen(
    life: Life, decision: Decision, *, user_id: str, now: datetime, answer_within: timedelta, mode: Mode
) -> Life:
    """Put an ended request before the household again, under the present decision's terms.

    Whatever the present decision is, a reopened request waits for people.

    Raises:
        Refused: if it cannot be reopened, or in lockdown.
    """
    _require_step(life, State.AWAITING_CONFIRMATION)
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
    )


def cool_down(life: Life, *, now: datetime) -> Life:
    """Start the waiting time between the answer and the cut.

    Raises:
        Refused: if the request was neither approved nor granted.
    """
    _require_step(life, State.COOLING_DOWN)
    due = now + life.offer.terms.cool_down
    return _step(life, State.COOLING_DOWN, now=now, due=due)


def prepare(life: Life, *, now: datetime, mode: Mode) -> Life:
    """Begin to cut once the cool-down is over.

    Raises:
        Refused: if it is not cooling down, too early, or in lockdown.
    """
    _require_step(life, State.PREPARING)
    if mode is Mode.LOCKDOWN:
        raise Refused(Refusal.LOCKDOWN, life.state)
    if life.due is not None and now < life.due:
        raise Refused(Refusal.NOT_POSSIBLE, life.state)
    return _step(life, State.PREPARING, now=now)


def finish(life: Life, clips: tuple[Clip, ...], *, now: datetime, mode: Mode) -> Life:
    """Offer the finished clips.

    Raises:
        Refused: if nothing was being prepared, in lockdown, without a clip, or if a clip is of a camera that was not
            agreed or longer than the agreed seconds.
    """
    _require_step(life, State.READY)
    if mode is Mode.LOCKDOWN:
        raise Refused(Refusal.LOCKDOWN, life.state)
    if not clips:
        raise Refused(Refusal.NOT_POSSIBLE, life.state)
    for clip in clips:
        _require_agreed(life, clip)
    return replace(_step(life, State.READY, now=now), clips=clips)


def fail(life: Life, problem: str, *, footage_exists: bool, now: datetime) -> Life:
    """End a preparation that gave no clip; `problem` is a translation key.

    Raises:
        Refused: if nothing was being prepared.
    """
    state = State.FAILED if footage_exists else State.NO_FOOTAGE
    _require_step(life, state)
    return replace(_step(life, state, now=now), problem=problem)


def redecide(life: Life, decision: Decision, *, now: datetime) -> Life | None:
    """Apply a new decision as far as it is stricter than the one that stands; return None if nothing changes.

    What waits is declined or gets narrower terms. What is under way stops if the new decision would
    not have let it through as it is: a person can ask for it again. What people put before themselves
    against a decline stays with them while the answer is that same decline. What is ready lies with the
    household and goes nowhere by itself. A decision made in lockdown changes nothing: lockdown freezes, so
    whoever ends it has to decide anew what waited.
    """
    if decision.mode is Mode.LOCKDOWN:
        return None
    if life.state is State.AWAITING_CONFIRMATION:
        return _redecide_waiting(life, decision, now=now)
    if life.state in UNDER_WAY and not _still_allowed(life, decision):
        return replace(withdraw(life, user_id=None, now=now), decision=decision)
    return None


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


def _still_allowed(life: Life, decision: Decision) -> bool:
    """Tell whether what is under way would also pass the new decision."""
    answered_by_person = bool(life.approvals)
    limit = max(Effect.CONFIRM, life.decision.effect) if answered_by_person else Effect.GRANT
    return decision.effect <= limit and life.offer.terms.no_looser_than(decision.terms)


def _require_waiting(life: Life, now: datetime, mode: Mode) -> None:
    """Refuse an answer to what does not wait for one."""
    if life.state is not State.AWAITING_CONFIRMATION:
        raise Refused(Refusal.NOT_WAITING, life.state)
    if mode is Mode.LOCKDOWN:
        raise Refused(Refusal.LOCKDOWN, life.state)
    if life.due is not None and now >= life.due:
        raise Refused(Refusal.TOO_LATE, life.state)


def _require_window_allowed(life: Life, window: Window) -> None:
    """Refuse seconds outside what was asked or longer than the terms allow."""
    if life.request.window and not life.request.window.contains(window):
        raise Refused(Refusal.WINDOW_OUTSIDE, life.state)
    limit = life.offer.terms.longest_clip
    if limit is not None and window.length > limit:
        raise Refused(Refusal.WINDOW_TOO_LONG, life.state)


def _require_cameras_allowed(life: Life, cameras: frozenset[str]) -> None:
    """Refuse cameras that were not asked for or that the terms exclude."""
    for allowed in (life.request.cameras, life.offer.terms.cameras):
        if allowed is not None and not cameras <= allowed:
            raise Refused(Refusal.CAMERA_NOT_ALLOWED, life.state)
    if not cameras:
        raise Refused(Refusal.CAMERA_NOT_ALLOWED, life.state)


def _shows_something(offer: Offer) -> bool:
    """Tell whether any camera is left in an offer."""
    return offer.cameras is None or bool(offer.cameras)


def _require_agreed(life: Life, clip: Clip) -> None:
    """Refuse a clip that is not of what was agreed."""
    offer = life.offer
    if offer.cameras is not None and clip.camera_id not in offer.cameras:
        raise Refused(Refusal.CAMERA_NOT_ALLOWED, life.state)
    if offer.window is None or clip.length > offer.window.length:
        raise Refused(Refusal.WINDOW_TOO_LONG, life.state)


def _require_step(life: Life, state: State) -> None:
    """Refuse a step that is no arrow of the table."""
    if state not in TRANSITIONS[life.state]:
        raise Refused(Refusal.NOT_POSSIBLE, life.state)


def _end(life: Life, state: State, *, user_id: str | None, now: datetime) -> Life:
    """Go to a state that the request ends in."""
    _require_step(life, state)
    return replace(_step(life, state, now=now), actor=user_id)


def _step(life: Life, state: State, *, now: datetime, due: datetime | None = None) -> Life:
    """Go to the next state."""
    return replace(life, version=life.version + 1, state=state, changed_at=now, due=due, actor=None)
