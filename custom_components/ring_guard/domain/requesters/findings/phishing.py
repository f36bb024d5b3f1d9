"""A message after passwords, codes or money: no honest request for footage needs any of them.

A sentence that warns of such messages is none.
"""

from collections.abc import Iterator

from ...model import Finding, FindingKind, Severity
from ...passages import sentence_at
from ...phrases import Phrases, of_every
from .look import Look, finding

_PAYMENTS = of_every(lambda language: language.payments)
_SECRETS = of_every(lambda language: language.secrets)
_ASKING = of_every(lambda language: language.asking)
_NEVER = of_every(lambda language: language.never)
_MOST_PLACES = 10
_MOST_PHRASES = 10


def find(look: Look) -> Finding | None:
    """Report payments and secrets that a sentence asks for."""
    payments = (phrase for phrase, said in _sentences(look.own, _PAYMENTS) if not _NEVER.some(said))
    secrets = (
        phrase for phrase, said in _sentences(look.own, _SECRETS) if _ASKING.some(said) and not _NEVER.some(said)
    )
    found = list(dict.fromkeys([*payments, *secrets]))
    return finding(FindingKind.PHISHING, Severity.SUSPICIOUS, found) if found else None


def _sentences(folded: str, phrases: Phrases) -> Iterator[tuple[str, str]]:
    """Yield each phrase that a text has, with each of the first sentences that it stands in."""
    for phrase in phrases.find(folded)[:_MOST_PHRASES]:
        place = folded.find(phrase)
        for _ in range(_MOST_PLACES):
            if place < 0:
                break
            yield phrase, sentence_at(folded, place, len(phrase))
            place = folded.find(phrase, place + len(phrase))
