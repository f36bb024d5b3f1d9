"""What a finding may look at: the request with its requester, the names in it, and its words in lower case."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from ...model import Finding, FindingKind, FootageRequest, MailEvidence, Requester, Severity
from ...passages import own_words, without_footers
from ...phrases import Phrases
from ..claims import Claims
from ..folding import fold
from ..listing import Listing
from ..mail import Standing
from ..registry import Registry

EVIDENCE_LIMIT = 200
_NONE = Phrases()


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A request as it was read, with what was found out about its requester and its mail, and with the registry.

    `folded` holds all its words in lower case, without accents and hidden characters; `own` those that are its writer's own.
    """

    request: FootageRequest
    requester: Requester
    mail: MailEvidence | None
    claims: Claims
    registry: Registry
    standing: Standing
    listed: tuple[Listing, ...]
    folded: str = field(init=False)
    own: str = field(init=False)

    def __post_init__(self) -> None:
        """Fold the words once for all findings."""
        text, quotations = self.request.text, self.claims.quotations
        folded = self._fold(text)
        own = self._fold(own_words(text, quotations)) if quotations else folded
        object.__setattr__(self, "folded", folded)
        object.__setattr__(self, "own", without_footers(own))

    def _fold(self, text: str) -> str:
        """Return a request's words, with this of its text, as they are compared; its title and name often stand there."""
        title, name = self.request.title, self.requester.claimed_name or ""
        return fold(f"{'' if title in text else title}\n{text}{'' if name in text else f'\n{name}'}")


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
