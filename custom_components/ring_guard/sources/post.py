"""Where mailboxes hand in what they bring, and keep how far they have read."""

from collections.abc import Callable, Sequence
from datetime import datetime

from homeassistant.util import dt as dt_util

from ..const import MAIL_BUDGET_BYTES, SOURCE_BUDGET, SOURCE_BUDGET_WINDOW
from ..ledger import Budget, Ledger, Mail, MailPlace, TakenMails

BUDGET = Budget(per_window=5 * SOURCE_BUDGET, bytes=MAIL_BUDGET_BYTES, window=SOURCE_BUDGET_WINDOW)
"""More than other sources may bring: what goes beyond is not merely counted but waits on the server."""


class Post:
    """The ledger as mailboxes see it."""

    def __init__(self, ledger: Ledger, wake: Callable[[], None], on_count: Callable[[], None]) -> None:
        """Let `wake` say that something arrived; `on_count` hears when more mails were passed over."""
        self.ledger = ledger
        self._wake = wake
        self._on_count = on_count
        self.passed_over: dict[str, int] = {}

    async def place(self, source_id: str) -> MailPlace | None:
        """Return how far a mailbox was read.

        Raises:
            LedgerUnavailable: if the ledger cannot be read.
        """
        place = await self.ledger.mail_place(source_id)
        if place is not None:
            self._count(place)
        return place

    async def begin(self, place: MailPlace) -> MailPlace:
        """Give a mailbox a new place.

        Raises:
            LedgerUnavailable: if it could not be made durable.
        """
        begun = await self.ledger.begin_mails(place)
        self._count(begun)
        return begun

    async def take(self, place: MailPlace, mails: Sequence[Mail], looked_at: datetime | None) -> TakenMails:
        """Make mails durable, and the mailbox's new place with them; what is decided about them follows by itself.

        Raises:
            PlaceMoved: if the mailbox is read by somebody else as well.
            LedgerUnavailable: if it could not be made durable.
        """
        taken = await self.ledger.take_mails(place, mails, dt_util.utcnow(), looked_at=looked_at, budget=BUDGET)
        if taken.kept:
            self._wake()
        self._count(taken.place)
        return taken

    def _count(self, place: MailPlace) -> None:
        """Keep how many mails of a mailbox were passed over so far."""
        if self.passed_over.get(place.source_id) != place.passed_over:
            self.passed_over[place.source_id] = place.passed_over
            self._on_count()
