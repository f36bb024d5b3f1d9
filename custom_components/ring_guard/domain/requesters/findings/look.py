"""What a finding may look at: the request with its requester, the names in it, and its words in lower case."""

from collections.abc import Iterable
from dataclasses import dataclass
import re

from ...model import Finding, FindingKind, FootageRequest, Severity
from ..claims import Claims

EVIDENCE_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Look:
    """A request as its findings see it."""

    request: FootageRequest
    claims: Claims
    folded: str


def phrases(*texts: Iterable[str]) -> re.Pattern[str]:
    """Compile phrases in lower case into one pattern of whole words."""
    ordered = sorted({phrase for text in texts for phrase in text}, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(phrase) for phrase in ordered) + r")(?!\w)")


def finding(kind: FindingKind, severity: Severity, evidence: Iterable[str]) -> Finding:
    """Make a finding with its evidence, each word once."""
    return Finding(kind=kind, severity=severity, evidence=", ".join(dict.fromkeys(evidence))[:EVIDENCE_LIMIT])


def found_words(look: Look, pattern: re.Pattern[str]) -> list[str]:
    """Return the first few different matches in a request's words."""
    found: dict[str, None] = {}
    for match in pattern.finditer(look.folded):
        found[match[0]] = None
        if len(found) == 5:
            break
    return list(found)
