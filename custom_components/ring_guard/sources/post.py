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

    def __init__(self, ledger: Ledger, wake: Callable[[], None]) -> None:
        """Let `wake` say that something arrived."""
        self.ledger = ledger
        self._wake = wake

    async def place(self, source_id: str) -> MailPlace | None:
        """Return how far a mailbox was read.

        Raises:
            LedgerUnavailable: if the ledger cannot be read.
        """
        return await self.ledger.mail_place(source_id)

    async def begin(self, place: MailPlace) -> MailPlace:
        """Give a mailbox a new place.

        Raises:
            LedgerUnavailable: if it could not be made durable.
        """
        return await self.ledger.begin_mails(place)

    async def take(self, place: MailPlace, mails: Sequence[Mail], looked_at: datetime | None) -> TakenMails:
        """Make mails durable, and the mailbox's new place with them; what is decided about them follows by itself.

        Raises:
            PlaceMoved: if the mailbox is read by somebody else as well.
            LedgerUnavailable: if it could not be made durable.
        """
        taken = await self.ledger.take_mails(place, mails, dt_util.utcnow(), looked_at=looked_at, budget=BUDGET)
        if taken.kept:
            self._wake()
        return taken
