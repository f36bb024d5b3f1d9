"""Haste without a legal reason for it: false demands live on it.

An emergency and a court's order are reasons, claimed or not; the policy has its own answer to each of them.
"""

from ...model import Demand, Finding, FindingKind
from ...phrases import of_every
from .look import Look, Words, of_words

_WORDS = Words(of_every(lambda language: language.haste), of_every(lambda language: language.not_haste))
_REASONS = frozenset({Demand.EMERGENCY_CLAIM, Demand.COURT_ORDER})


def find(look: Look) -> Finding | None:
    """Report words of haste in a request that names no emergency and no court."""
    return None if _REASONS & look.request.demands else of_words(look, _WORDS, FindingKind.URGENCY)
