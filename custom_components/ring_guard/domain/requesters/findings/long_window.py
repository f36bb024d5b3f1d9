"""A request for more time than Ring ever let the police ask for: twelve hours."""

from datetime import timedelta

from ...model import Finding, FindingKind, Severity
from .look import Look

LONGEST = timedelta(hours=12)


def find(look: Look) -> Finding | None:
    """Report a window longer than twelve hours, with its length."""
    window = look.request.window
    if window is None or window.length <= LONGEST:
        return None
    return Finding(kind=FindingKind.LONG_WINDOW, severity=Severity.CONCERN, evidence=str(window.length))
