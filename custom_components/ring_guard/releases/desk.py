"""Makes a link for a finished clip: its token and pass-phrase are told once, to whoever asked, and kept as hashes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from homeassistant.core import HomeAssistant
from homeassistant.helpers.network import NoURLAvailableError, get_url

from ..const import DEFAULT_DOWNLOADS, DEFAULT_LINK_LIFE, DOMAIN
from ..domain.lifecycle import Life, Release, Way
from ..domain.model import Terms
from ..household.answers import Answers
from .links import hash_pass_phrase, hash_token, new_pass_phrase, new_token


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """How an approver wants a clip to leave; None takes what the terms allow."""

    way: Way
    lasts: timedelta | None = None
    fetches: int | None = None
    with_pass_phrase: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """What an approver gets: the request as it stands, and the only copy of address and pass-phrase there is."""

    life: Life
    path: str | None = None
    address: str | None = None
    pass_phrase: str | None = None


class Desk:
    """Hands out links."""

    def __init__(
        self, hass: HomeAssistant, answers: Answers, wait: Callable[[], timedelta], now: Callable[[], datetime]
    ) -> None:
        """`wait` is how long a link waits before it opens, so that everybody can still stop it."""
        self._hass = hass
        self._answers = answers
        self._wait = wait
        self._now = now

    async def release(self, request_id: str, wish: Wish, terms: Terms, *, user_id: str | None) -> Handed:
        """Let a finished clip out as wished, within the terms.

        Raises:
            UnknownRequest: if there is no such request.
            Refused: if the user is no approver, nothing is ready, or the terms allow less; written down.
            LedgerUnavailable: if it could not be made durable.
        """
        token, phrase = new_token(), new_pass_phrase() if wish.with_pass_phrase else None
        link = wish.way is Way.LINK
        now = self._now()
        release = Release(
            way=wish.way,
            by=user_id or "",
            at=now,
            live_from=now + self._wait() if link else now,
            lasts=wish.lasts or terms.link_life or DEFAULT_LINK_LIFE,
            token=(hash_token(token) or "") if link else "",
            pass_phrase=await self._hass.async_add_executor_job(hash_pass_phrase, phrase) if link and phrase else None,
            fetches_allowed=wish.fetches or terms.downloads or DEFAULT_DOWNLOADS,
        )
        life = await self._answers.release(request_id, release, user_id=user_id)
        if not link:
            return Handed(life=life)
        path = f"/api/{DOMAIN}/release/{token}"
        return Handed(life=life, path=path, address=self._address(path), pass_phrase=phrase)

    def _address(self, path: str) -> str | None:
        """Return where the path is found from outside, None if the household has no address there."""
        try:
            return get_url(self._hass, allow_internal=False, prefer_external=True) + path
        except NoURLAvailableError:
            return None
