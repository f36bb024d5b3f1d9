"""A claimed body that has agreed to enforce immigration law for ICE (section 287(g)), by a list of the household.

Names are not unique, so it may be another body of that name; and a body that is not listed may still work for ICE.
"""

from ...model import Finding, FindingKind, Severity
from ..listing import agreements
from .look import Look, finding


def find(look: Look) -> Finding | None:
    """Report claimed bodies with an agreement, each with its states and kinds of agreement."""
    found = tuple(agreements(look.listed))
    return finding(FindingKind.AGREEMENT_287G, Severity.CONCERN, found) if found else None
