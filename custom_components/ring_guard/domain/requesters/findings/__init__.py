"""What is noticed about a request: one file and one line in `FINDINGS` each.

A finding is a function from a `Look` to a `Finding` or None. It reports; the policy judges.
"""

from collections.abc import Callable

from ...model import Finding
from . import (
    address_in_name,
    agreement_287g,
    claim_contradicts_domain,
    federal_interest,
    foreign_links,
    forged_results,
    hidden_characters,
    immigration_interest,
    large_area,
    long_window,
    lookalike_domain,
    lookalike_name,
    no_reference,
    phishing,
    pressure,
    protest,
    race_alone,
    replayed,
    reply_elsewhere,
    reproductive_or_gender_care,
    several_senders,
    task_force,
    urgency,
)
from .look import Look

__all__ = ["FINDINGS", "Look", "notice"]

FINDINGS: tuple[Callable[[Look], Finding | None], ...] = (
    federal_interest.find,
    immigration_interest.find,
    agreement_287g.find,
    lookalike_name.find,
    hidden_characters.find,
    protest.find,
    reproductive_or_gender_care.find,
    race_alone.find,
    pressure.find,
    urgency.find,
    phishing.find,
    foreign_links.find,
    no_reference.find,
    long_window.find,
    large_area.find,
    task_force.find,
    forged_results.find,
    replayed.find,
    reply_elsewhere.find,
    address_in_name.find,
    lookalike_domain.find,
    several_senders.find,
    claim_contradicts_domain.find,
)


def notice(look: Look) -> tuple[Finding, ...]:
    """Return every finding that applies."""
    return tuple(found for find in FINDINGS if (found := find(look)) is not None)
