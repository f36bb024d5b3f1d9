"""A joint body behind a request: its local members may be deputised as federal."""

from ...model import Finding, FindingKind, Severity
from ...phrases import of_every
from ..registry import Group
from .look import Look, Words, finding

_WORDS = Words(of_every(lambda language: language.task_forces))


def find(look: Look) -> Finding | None:
    """Report task forces that are named."""
    found = [
        each.mention.written
        for each in look.claims.named
        if each.counts and (each.mention.group is Group.TASK_FORCE or each.mention.key == "hstf")
    ]
    found = found or _WORDS.within(look.own)
    return finding(FindingKind.TASK_FORCE, Severity.CONCERN, found) if found else None
