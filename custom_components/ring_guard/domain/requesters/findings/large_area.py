"""A request for a larger area than Ring ever let the police ask for: half a square mile."""

from ...model import Finding, FindingKind, Severity
from .look import Look

LARGEST = 0.5
"""Square miles."""


def find(look: Look) -> Finding | None:
    """Report an area larger than half a square mile, with its size."""
    area = look.request.area
    if area is None or area.square_miles is None or area.square_miles <= LARGEST:
        return None
    return Finding(kind=FindingKind.LARGE_AREA, severity=Severity.CONCERN, evidence=f"{area.square_miles:g} mi²")
