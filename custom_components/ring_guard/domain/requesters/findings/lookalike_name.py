"""A name spelt with characters that only look like those of a known name: nobody does that by accident."""

from ...model import Finding, FindingKind, Severity
from ..lists import Likeness
from .look import Look, finding


def find(look: Look) -> Finding | None:
    """Report imitated names, with the name that each imitates."""
    found = [
        f"{each.mention.written} ({each.mention.name.written})" for each in look.claims.named if each.mention.lookalike
    ]
    listed = look.listed
    found += [f"{each.written} ({each.known})" for each in listed if each.likeness is Likeness.IMITATES]
    return finding(FindingKind.LOOKALIKE_NAME, Severity.SUSPICIOUS, found) if found else None
