"""When a mail is worth asking the DNS about again: as long as something could not be asked, less and less often, not for ever."""

from datetime import datetime, timedelta

from ...model import MailEvidence, SignatureResult

WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 20, 60, 3 * 60, 8 * 60, 24 * 60, 48 * 60, 72 * 60))
"""How long after its arrival a mail is looked at again."""


def open_questions(mail: MailEvidence | None) -> int:
    """Count what nobody could be asked about a mail: keys of signatures, and its domain's policy.

    None of it matters for a mail that proves nothing whatever the answer is.
    """
    if mail is None or mail.sender is None or mail.problems:
        return 0
    unreachable = sum(one.result is SignatureResult.UNREACHABLE for one in mail.signatures)
    return unreachable + (not mail.dmarc_known)


def look_again_at(received_at: datetime, tried_at: datetime | None) -> datetime | None:
    """Return when to ask again, None for never; `tried_at` None = not tried since the start of the process.

    What a process missed while it was down is made up for by one look.
    """
    last = received_at if tried_at is None else tried_at
    return next((received_at + wait for wait in WAITS if received_at + wait > last), None)


def gives_up_at(received_at: datetime) -> datetime:
    """Return when the last look has been taken."""
    return received_at + WAITS[-1]
