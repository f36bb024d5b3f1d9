"""What a request says it is about. Every kind that is named counts: a mixture is never read as its mildest part."""

from ...model import IncidentType
from ...phrases import LANGUAGES, Phrases, listed

_TYPES = {
    phrase: kind
    for language in LANGUAGES
    for kind, words in language.incidents.items()
    for phrase in Phrases(listed(words))
}
_PHRASES = Phrases(_TYPES)


def incident_types(folded: str) -> frozenset[IncidentType]:
    """Return every kind of incident that a folded text names; empty = not stated, so any."""
    return frozenset(_TYPES[found] for found in _PHRASES.find(folded))
