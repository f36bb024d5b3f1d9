"""What a finding may look at: the request with its requester, the names in it, and its words in lower case."""

from collections.abc import Iterable
from dataclasses import dataclass

from ...model import Finding, FindingKind, FootageRequest, Severity
from ...phrases import Phrases
from ..claims import Claims

EVIDENCE_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Look:
    """A request as its findings see it."""

    request: FootageRequest
    claims: Claims
    folded: str


def finding(kind: FindingKind, severity: Severity, evidence: Iterable[str]) -> Finding:
    """Make a finding with its evidence, each word once."""
    return Finding(kind=kind, severity=severity, evidence=", ".join(dict.fromkeys(evidence))[:EVIDENCE_LIMIT])


def found_words(look: Look, phrases: Phrases) -> list[str]:
    """Return the first few phrases that a request's words have."""
    return phrases.find(look.folded)[:5]
