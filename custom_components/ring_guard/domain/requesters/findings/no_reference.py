"""A public body or a lawyer that gives no number of a case: their records could not be asked about it."""

from ...model import Finding, FindingKind, Level, Severity
from ..data import local
from .look import Look

_WITHOUT_FILES = local.CIVIL - {Level.LAWYER_INVESTIGATOR}


def find(look: Look) -> Finding | None:
    """Report a missing reference where somebody is claimed who keeps files; other private people keep none."""
    if look.request.reference or look.requester.claimed_levels <= _WITHOUT_FILES:
        return None
    return Finding(kind=FindingKind.NO_REFERENCE, severity=Severity.NOTICE)
