"""Who is asking: from the names in a request to claimed levels, findings and the reason for each.

A claim counts against the one who makes it and never for: names alone leave every level possible and
the assurance unverified. Nothing here does I/O.
"""

from .identify import NAME_REASON_KEYS, identify
from .listing import LISTING_REASON_KEYS
from .mail import MAIL_REASON_KEYS
from .registry import Agency, KnownDomain, Registry
from .sentence import SENTENCE_KEYS, who_asks
from .subscribed import with_lists

__all__ = ["REASON_KEYS", "SENTENCE_KEYS", "Agency", "KnownDomain", "Registry", "identify", "who_asks", "with_lists"]

REASON_KEYS = (*NAME_REASON_KEYS, *MAIL_REASON_KEYS, *LISTING_REASON_KEYS)
"""Every key that a requester's reasons use."""
