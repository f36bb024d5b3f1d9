"""The life of a request: which state may follow which, and what a person or the clock can change.

    received -> declined
             -> awaiting_confirmation -> declined | expired | withdrawn | approved
             -> granted
    approved, granted -> cooling_down -> preparing -> ready | no_footage | failed
    cooling_down, preparing, ready -> withdrawn
    ready -> released -> revoked | link_expired
             (a release can wait while the request stays ready: until then it can be called off)
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
10. A link is open only while its request is released, its time has begun and not ended, and lockdown is off; it serves
   no fetch more than it may.

Pure: every function takes the life and the time, and returns the next step or raises `Refused`.
"""

from enum import StrEnum


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
