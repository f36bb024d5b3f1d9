"""Who is asking: from the names in a request to claimed levels, findings and the reason for each.

A claim counts against the one who makes it and never for: names alone leave every level possible and
the assurance unverified. Nothing here does I/O.
"""

from .identify import REASON_KEYS, identify
from .registry import Agency, Registry

__all__ = ["REASON_KEYS", "Agency", "Registry", "identify"]
