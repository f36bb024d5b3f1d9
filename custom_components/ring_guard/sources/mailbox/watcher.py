"""Keeps one mailbox read: connects, catches up, waits for news, and tries again when something fails.

What is wrong is said once in the log, and as a repair issue where somebody has to do something about it.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
import logging
import random

from homeassistant.util import dt as dt_util
from homeassistant.util.ssl import client_context, create_no_verify_ssl_context

from ...household.mailbox_settings import Afterwards, MailboxSettings
from ...household.settings import SourceSettings
from ...ledger import LedgerError
from ..door import Door, SourceProblem
from .client import MailClient
from .faults import Fault, MailboxError
from .reader import Reader

_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How long things may take.

    `idle` is how long a server is left to speak by itself: far below the 29 minutes after which servers may hang up, and
    short enough for home routers that forget silent connections. `poll` is how often others are asked. Failures
    are tried again from `first` on, doubled each time up to `longest`; a refused password from `password` on.
    """

    idle: timedelta = timedelta(minutes=9)
    poll: timedelta = timedelta(minutes=1)
    first: timedelta = timedelta(seconds=5)
    longest: timedelta = timedelta(minutes=15)
    password: timedelta = timedelta(minutes=30)
    silence: timedelta = timedelta(hours=1)


PACE = Pace()

REFUSALS = 2
"""Refused passwords in a row that are believed: servers refuse right ones, too, when they are in trouble."""

AT_ONCE: Mapping[Fault, SourceProblem] = {
    Fault.FOLDER: SourceProblem.FOLDER_MISSING,
    Fault.CERTIFICATE: SourceProblem.CERTIFICATE_REFUSED,
    Fault.NO_TLS: SourceProblem.CERTIFICATE_REFUSED,
    Fault.NO_PASSWORDS: SourceProblem.PASSWORD_REFUSED,
}
"""What does not mend itself, and so is told at once."""


class Watcher:
    """Watches one mailbox."""

    def __init__(self, settings: SourceSettings, door: Door) -> None:
        """Watch for a source; nothing runs before `run`."""
        assert settings.mailbox is not None
        self._id = settings.id
        self._account: MailboxSettings = settings.mailbox
        self._door = door
        self._reader = Reader(settings, settings.mailbox, door)
        self._failures = 0
        self._refusals = 0
        self._logged: str | None = None
        self._contact = dt_util.utcnow()
        self._problem: SourceProblem | None = None

    async def run(self) -> None:
        """Work until cancelled."""
        while True:
            try:
                await self._visit()
            except MailboxError as err:
                self._failed(err)
            except LedgerError as err:
                # The ledger's own repair issue tells of it; the mails stay where they are.
                self._log(f"the ledger cannot take them: {type(err).__name__}")
            self._failures += 1
            await self._rest()

    async def _visit(self) -> None:
        """Read the mailbox over one connection until that ends.

        Raises:
            MailboxError: if the server fails.
            LedgerError: if the ledger does.
        """
        context = client_context() if self._account.verify_ssl else create_no_verify_ssl_context()
        client = await MailClient.connect(self._account, context)
        try:
            read_only = self._account.afterwards is Afterwards.LEAVE
            place = await self._reader.begin(await client.open(self._account.folder, read_only=read_only), client)
            while True:
                place, again_at = await self._reader.catch_up(place, client)
                self._reached(SourceProblem.BACKLOG if again_at else None)
                if again_at:
                    await self._wait_until(again_at, client)
                elif client.can_idle:
                    await client.idle(PACE.idle)
                else:
                    await asyncio.sleep(PACE.poll.total_seconds())
        finally:
            client.close()

    async def _wait_until(self, again_at: datetime, client: MailClient) -> None:
        """Let mails wait on the server until the budget has room again, and keep the connection meanwhile."""
        while (left := again_at - dt_util.utcnow()) > timedelta():
            await asyncio.sleep(min(left, PACE.idle).total_seconds())
            await client.refresh()
            self._contact = dt_util.utcnow()

    def _reached(self, problem: SourceProblem | None) -> None:
        """Take note that the mailbox was read."""
        self._failures = self._refusals = 0
        self._contact = dt_util.utcnow()
        if self._logged:
            _LOGGER.info("The mailbox of source %s is read again", self._id)
            self._logged = None
        self._tell(problem)

    def _failed(self, err: MailboxError) -> None:
        """Take note of a failure, and tell the household what it has to mend."""
        self._log(str(err))
        if err.fault is Fault.PASSWORD:
            self._refusals += 1
            if self._refusals >= REFUSALS:
                self._tell(SourceProblem.PASSWORD_REFUSED)
                self._door.ask_password(self._id)
        elif err.fault in AT_ONCE:
            self._tell(AT_ONCE[err.fault])
        elif self._silent() and self._problem in {None, SourceProblem.BACKLOG}:
            self._tell(SourceProblem.SILENT)

    def _silent(self) -> bool:
        """Tell whether nothing was heard for too long."""
        return dt_util.utcnow() - self._contact >= PACE.silence

    def _tell(self, problem: SourceProblem | None) -> None:
        """Raise or clear the repair issue."""
        self._problem = problem
        self._door.trouble(self._id, problem)

    def _log(self, what: str) -> None:
        """Say once what is wrong."""
        level = logging.DEBUG if what == self._logged else logging.WARNING
        _LOGGER.log(level, "The mailbox of source %s cannot be read (%s); it is tried again", self._id, what)
        self._logged = what

    async def _rest(self) -> None:
        """Wait before the next try, the longer the more tries failed; not beyond the moment when silence is told."""
        refused = self._refusals >= REFUSALS
        first = PACE.password if refused else PACE.first
        tries = self._refusals - REFUSALS if refused else self._failures - 1
        longest = max(PACE.longest, first * 8 if refused else first)
        delay = min(first * 2 ** min(tries, 16), longest) * random.uniform(0.5, 1)  # noqa: S311  # spreads load, hides nothing
        until_silent = self._contact + PACE.silence - dt_util.utcnow()
        if until_silent > timedelta() and not refused:
            delay = min(delay, until_silent)
        await asyncio.sleep(delay.total_seconds())
