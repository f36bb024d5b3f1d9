"""The legal weight that a text gives itself.

"We have a warrant" says neither who issued it nor that it exists: it may be a judge's or an agency's own
paper. Nothing said means voluntary. The words stand with each language, under `phrases/`.
"""

from ...model import Demand
from ...phrases import Phrases, of_every

_HARMLESS = of_every(lambda language: language.harmless)
_KINDS: dict[str, str] = {
    phrase: kind
    for kind, phrases in (
        ("voluntary", of_every(lambda language: language.voluntary)),
        ("preservation", of_every(lambda language: language.preservation)),
        ("emergency", of_every(lambda language: language.emergency)),
        ("either", of_every(lambda language: language.either)),
        ("court", of_every(lambda language: language.court)),
        ("administrative", of_every(lambda language: language.administrative)),
    )
    for phrase in phrases
}
_ANY = Phrases(_KINDS)


def demands(folded: str) -> frozenset[Demand]:
    """Return the demands that a folded text makes; never empty."""
    said = {_KINDS[found] for found in _ANY.find(_HARMLESS.blank(folded))}
    result: set[Demand] = set()
    if "court" in said:
        result.add(Demand.COURT_ORDER)
    if "administrative" in said:
        result.add(Demand.ADMINISTRATIVE)
    if "either" in said and not result:
        result |= {Demand.COURT_ORDER, Demand.ADMINISTRATIVE}
    if "emergency" in said:
        result.add(Demand.EMERGENCY_CLAIM)
    if "preservation" in said:
        result.add(Demand.PRESERVATION)
    if "voluntary" in said or not result:
        result.add(Demand.VOLUNTARY)
    return frozenset(result)
