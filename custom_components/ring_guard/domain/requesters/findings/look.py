"""What a finding may look at: the request with its requester, the names in it, and its words in lower case."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from ...model import Finding, FindingKind, FootageRequest, Severity
from ...passages import own_words, without_footers
from ...phrases import Phrases
from ..claims import Claims
from ..folding import visible
from ..mail import Standing
from ..registry import Registry

EVIDENCE_LIMIT = 200
_NONE = Phrases()


@dataclass(frozen=True, slots=True)
class Look:
    """A request as its findings see it, with the registry and what its mail proves.

    `folded` holds all its words in lower case, without accents and hidden characters; `own` those that are its writer's own.
    """

    request: FootageRequest
    claims: Claims
    registry: Registry
    standing: Standing
    folded: str = field(init=False)
    own: str = field(init=False)

    def __post_init__(self) -> None:
        """Fold the words once for all findings."""
        request, quotations = self.request, self.claims.quotations
        folded = _fold(request, request.text)
        own = _fold(request, own_words(request.text, quotations)) if quotations else folded
        object.__setattr__(self, "folded", folded)
        object.__setattr__(self, "own", without_footers(own))


def _fold(request: FootageRequest, text: str) -> str:
    """Return a request's words, with this of its text, as they are compared."""
    words = f"{request.title}\n{text}\n{request.requester.claimed_name or ''}"
    return visible(words.replace("’", "'")).lower()


@dataclass(frozen=True, slots=True)
class Words:
    """The phrases of a finding, and others that hold such words and mean something else."""

    phrases: Phrases
    harmless: Phrases = _NONE

    def within(self, folded: str) -> list[str]:
        """Return the first few phrases that a text in lower case has."""
        found = self.phrases.find(folded)
        return self.phrases.find(self.harmless.blank(folded))[:5] if found else []


def finding(kind: FindingKind, severity: Severity, evidence: Iterable[str]) -> Finding:
    """Make a finding with its evidence, each word once."""
    return Finding(kind=kind, severity=severity, evidence=", ".join(dict.fromkeys(evidence))[:EVIDENCE_LIMIT])


def of_words(look: Look, words: Words, kind: FindingKind, severity: Severity = Severity.CONCERN) -> Finding | None:
    """Report the words of a finding that the writer's own have; None if they have none."""
    found = words.within(look.own)
    return finding(kind, severity, found) if found else None
