"""What stands of one request while it lives: the offer, who approved it, its clips; and why a step is refused."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from ..model import Decision, FootageRequest, Terms, Window, digest
from .hold import Hold
from .link import Release
from .table import OPEN, State


class Refusal(StrEnum):
    """Why a step was refused; each is a translation key."""

    NOT_WAITING = "not_waiting"
    NOT_APPROVER = "not_approver"
    NOT_READER = "not_reader"
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
    NUMBER_FROM_MESSAGE = "number_from_message"
    CHOOSE_CAMERAS = "choose_cameras"
    TOTAL_TOO_LONG = "total_too_long"
    ALREADY_RELEASED = "already_released"
    LINK_TOO_LONG = "link_too_long"
    TOO_MANY_FETCHES = "too_many_fetches"
    FORGED_PRESS = "forged_press"


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
    """A finished file in the private folder; `file_name` has no folder in it, `length` is what it shows.

    `gaps` are the stretches of the agreed seconds of which it has no pictures. `notes` are translation keys of what has
    to be known about the footage that it came from.
    """

    camera_id: str
    file_name: str
    sha256: str
    size: int
    length: timedelta
    gaps: tuple[Window, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A camera that was agreed and of which no clip could be made; `problem` is the translation key of why."""

    camera_id: str
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """Everything that stands of one request; one row of the ledger's projection.

    `due` is when the clock has something to do: the deadline while waiting, the end of the
    cool-down while cooling down, the beginning of a release that is to come, the end of its link. `actor` is the user who caused the present state, None for the
    policy or the clock. `linked_to` names an older request that this one resembles; `repeats`
    counts messages that said the same again. `identified_at` is when more became known of the one who asks than the
    message showed when it came, None if nothing did.
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
    left_out: tuple[LeftOut, ...] = ()
    problem: str | None = None
    hold: Hold | None = None
    release: Release | None = None
    identified_at: datetime | None = None

    @property
    def open(self) -> bool:
        """Tell whether anything is still to be done; a link that lives is yet to end."""
        return self.state in OPEN or self.due is not None

    @property
    def partial(self) -> bool:
        """Tell whether the clips show less than was agreed: seconds are missing, or cameras."""
        return bool(self.left_out) or any(clip.gaps for clip in self.clips)

    @property
    def approvals_missing(self) -> int:
        """Return how many more approvers have to say yes."""
        return max(0, self.offer.terms.approvals - len(self.approvals))


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The seconds and cameras that an approver picked; None leaves that part of the offer as it stands."""

    window: Window | None = None
    cameras: frozenset[str] | None = None
