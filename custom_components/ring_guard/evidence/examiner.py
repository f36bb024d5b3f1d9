"""Examines the mails of a batch: opens them, asks the DNS for what all of them need, and checks their signatures.

The household's own mailboxes are the only source whose bytes are as its server had them, so nothing else is examined.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
import logging

from dns.asyncresolver import Resolver

from ..domain.model import Arrival, MailEvidence, MailProblem, SourceKind
from ..domain.requesters.domains import RegisteredDomain
from ..domain.requesters.mail import MailContext, OpenedMail, Texts, open_mail, read_evidence
from . import suffixes
from .resolver import TextResolver, hubs_own
from .signatures import checker

_LOGGER = logging.getLogger(__name__)

MAIL_TYPE = "message/rfc822"

UNEXAMINED = MailEvidence(problems=frozenset({MailProblem.UNEXAMINED}))
"""What is known of a mail that was too large to keep, or that a mistake of ours kept from being examined."""


class MailExaminer:
    """Finds out what mails prove."""

    def __init__(
        self,
        context: Callable[[str], MailContext],
        make_resolver: Callable[[], Resolver] = hubs_own,
        load_suffixes: Callable[[], RegisteredDomain] = suffixes.load,
    ) -> None:
        """Take what is known of a mailbox by its source's id, as it stands when a mail is examined.

        The other two read files, so they are called in a thread, when the first mail comes.
        """
        self._context = context
        self._make_resolver = make_resolver
        self._load_suffixes = load_suffixes
        self._tools: tuple[TextResolver, RegisteredDomain] | None = None

    async def examine(self, arrivals: Sequence[Arrival]) -> Mapping[str, MailEvidence]:
        """Return the evidence of each mail among arrivals, by the arrival's id; all else has none. Never raises."""
        mails = [arrival for arrival in arrivals if is_mail(arrival)]
        if not mails:
            return {}
        if self._tools is None:
            made, registered = await asyncio.to_thread(lambda: (self._make_resolver(), self._load_suffixes()))
            self._tools = TextResolver(made), registered
        resolver, registered = self._tools
        contexts = {source_id: self._context(source_id) for source_id in {mail.source_id for mail in mails}}
        opened = await asyncio.to_thread(_open_all, mails, contexts, registered)
        texts = await resolver.texts([name for mail in opened.values() if mail is not None for name in mail.names])
        return await asyncio.to_thread(_read_all, mails, opened, texts)

    def stop(self) -> None:
        """Stop asking."""
        if self._tools is not None:
            self._tools[0].stop()


def _open_all(
    mails: Sequence[Arrival], contexts: Mapping[str, MailContext], registered: RegisteredDomain
) -> dict[str, OpenedMail | None]:
    """Open mails in the calling thread."""
    return {mail.id: _open(mail, contexts[mail.source_id], registered) for mail in mails}


def _open(mail: Arrival, context: MailContext, registered: RegisteredDomain) -> OpenedMail | None:
    """Open one mail; None for one that was too large to keep."""
    if not mail.body:
        return None
    try:
        return open_mail(mail.body, mail.received_at, context, registered)
    except Exception:  # A mistake of ours must not keep a mail from people: it stays unproven.
        _LOGGER.exception("A mail could not be examined; it counts as not verified")
        return None


def is_mail(arrival: Arrival) -> bool:
    """Tell whether an arrival is a mail from a mailbox of the household."""
    return arrival.source_kind is SourceKind.MAILBOX and arrival.media_type.partition(";")[0].strip() == MAIL_TYPE


def _read_all(
    mails: Sequence[Arrival], opened: Mapping[str, OpenedMail | None], texts: Mapping[str, Texts]
) -> dict[str, MailEvidence]:
    """Complete the evidence of mails in the calling thread."""
    return {mail.id: _read(mail, opened[mail.id], texts) for mail in mails}


def _read(mail: Arrival, opened: OpenedMail | None, texts: Mapping[str, Texts]) -> MailEvidence:
    """Complete one mail's evidence."""
    if opened is None:
        return UNEXAMINED
    try:
        return read_evidence(opened, texts, checker(mail.body))
    except Exception:  # As above: whatever goes wrong here proves nothing and stops nothing.
        _LOGGER.exception("A mail's signatures could not be checked; it counts as not verified")
        return UNEXAMINED
