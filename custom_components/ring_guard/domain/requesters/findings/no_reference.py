"""A public body that gives no number of a case: its records could not be asked about it."""

from ...model import Finding, FindingKind, Severity
from ..data import local
from .look import Look


def find(look: Look) -> Finding | None:
    """Report a missing reference where a public body is claimed; private people have none."""
    public = look.request.requester.claimed_levels - local.CIVIL
    if look.request.reference or not public:
        return None
    return Finding(kind=FindingKind.NO_REFERENCE, severity=Severity.NOTICE)
