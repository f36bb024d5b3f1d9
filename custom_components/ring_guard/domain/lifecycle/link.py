"""What stands of a release: by which way it leaves, until when, and who fetched it. Tokens and phrases are hashes here."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Way(StrEnum):
    """How a clip leaves: fetched by the requester, or uploaded by the household itself."""

    LINK = "link"
    SAVED = "saved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetch:
    """One counted fetch through a link: when, from which address, and the hash of what lets it go on until `until`."""

    at: datetime
    address: str
    session: str
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """What an approver let out: `token` and `pass_phrase` are hashes, `lasts` counts from `live_from`.

    Of what is saved for the household nothing expires and nothing is counted.
    """

    way: Way
    by: str
    at: datetime
    live_from: datetime
    lasts: timedelta
    token: str = ""
    pass_phrase: str | None = None
    fetches_allowed: int = 1
    fetches: tuple[Fetch, ...] = ()
    wrong_phrases: int = 0

    @property
    def ends(self) -> datetime | None:
        """Return when it ends at the latest, None if never."""
        return self.live_from + self.lasts if self.way is Way.LINK else None

    @property
    def fetches_left(self) -> int:
        """Return how many more fetches it serves."""
        return max(0, self.fetches_allowed - len(self.fetches))

    @property
    def due(self) -> datetime | None:
        """Return when it ends as far as is known: with its last fetch if none is left."""
        if self.ends is None or self.fetches_left:
            return self.ends
        return min(self.ends, max(fetch.until for fetch in self.fetches))

    def session(self, hashed: str, now: datetime) -> Fetch | None:
        """Return the fetch that goes on under a session's hash."""
        return next((fetch for fetch in self.fetches if fetch.session == hashed and now < fetch.until), None)
