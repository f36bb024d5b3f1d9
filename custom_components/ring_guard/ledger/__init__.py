"""The ledger: an append-only, hash-chained record of everything that Ring Guard saw and decided.

The only place that knows SQL. It imports nothing of Home Assistant, decides nothing, and never blocks the event loop.
"""

from .kinds import EntryKind
from .ledger import Ledger
from .mails import Mail, MailPlace, PlaceMoved, TakenMails
from .records import (
    DEFAULT_BUDGET,
    EMPTY_HEAD,
    Budget,
    Change,
    Entry,
    Erased,
    Errand,
    Head,
    LedgerClosed,
    LedgerError,
    LedgerTooNew,
    LedgerUnavailable,
    NewEntry,
    NewErrand,
    NotErasable,
    Outcome,
    PolicyText,
    Problem,
    Receipt,
    RequestRow,
    Superseded,
    Verification,
    Write,
    Written,
)

__all__ = [
    "DEFAULT_BUDGET",
    "EMPTY_HEAD",
    "Budget",
    "Change",
    "Entry",
    "EntryKind",
    "Erased",
    "Errand",
    "Head",
    "Ledger",
    "LedgerClosed",
    "LedgerError",
    "LedgerTooNew",
    "LedgerUnavailable",
    "Mail",
    "MailPlace",
    "NewEntry",
    "NewErrand",
    "NotErasable",
    "Outcome",
    "PlaceMoved",
    "PolicyText",
    "Problem",
    "Receipt",
    "RequestRow",
    "Superseded",
    "TakenMails",
    "Verification",
    "Write",
    "Written",
]
