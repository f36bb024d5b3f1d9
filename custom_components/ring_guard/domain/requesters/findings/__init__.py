"""What is noticed about a request: one file and one line in `FINDINGS` each.

A finding is a function from a `Look` to a `Finding` or None. It reports; the policy judges.
"""

from collections.abc import Callable

from ...model import Finding
from . import (
    federal_interest,
    hidden_characters,
    immigration_interest,
    large_area,
    long_window,
    lookalike_name,
    no_reference,
    pressure,
    protest,
    task_force,
)
from .look import Look

__all__ = ["FINDINGS", "Look", "notice"]

FINDINGS: tuple[Callable[[Look], Finding | None], ...] = (
    federal_interest.find,
    immigration_interest.find,
    lookalike_name.find,
    hidden_characters.find,
    protest.find,
    pressure.find,
    no_reference.find,
    long_window.find,
    large_area.find,
    task_force.find,
)


def notice(look: Look) -> tuple[Finding, ...]:
    """Return every finding that applies."""
    return tuple(found for find in FINDINGS if (found := find(look)) is not None)
