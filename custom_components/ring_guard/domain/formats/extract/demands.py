"""The legal weight that a text gives itself.

"We have a warrant" says neither who issued it nor that it exists: it may be a judge's or an agency's own
paper. Nothing said means voluntary.
"""

from ...model import Demand
from ...phrases import Phrases

HARMLESS = (
    "non-emergency",
    "nonemergency",
    "non emergency",
    "emergency management",
    "emergency medical",
    "emergency services",
    "emergency contact",
    "in an emergency",
    "in case of emergency",
    "in case of an emergency",
    "if this is an emergency",
    "for emergencies",
    "not an emergency",
    "emergency line",
    "emergency number",
    "warrant officer",
    "warrants further",
    "may warrant",
    "does not warrant",
    "not a warrant",
    "no warrant",
    "without a warrant",
    "not a subpoena",
    "no subpoena",
    "not a court order",
    "no court order",
    "without a court order",
    "do not have a warrant",
    "don't have a warrant",
    "not an administrative",
)
"""Phrases that use the words below and claim nothing."""

COURT = (
    "court order",
    "court-ordered",
    "ordered by the court",
    "order of the court",
    "signed by a judge",
    "signed by judge",
    "signed by the judge",
    "signed by a magistrate",
    "judge-signed",
    "judicial warrant",
    "magistrate",
    "district court",
    "superior court",
    "circuit court",
    "county court",
    "municipal court",
    "court of",
    "grand jury",
    "issued by judge",
    "issued by a judge",
    "authorized by a judge",
    "approved by a judge",
    "approved by judge",
    "the honorable",
    "amtsgericht",
    "richterlicher beschluss",
    "durchsuchungsbeschluss",
    "mandat de perquisition",
    "orden judicial",
)
"""A court is named, or a judge is said to have signed."""

ADMINISTRATIVE = (
    "administrative warrant",
    "administrative subpoena",
    "administrative order",
    "administrative summons",
    "agency subpoena",
    "immigration warrant",
    "ice warrant",
    "warrant of removal",
    "warrant for arrest of alien",
    "i-200",
    "i-205",
    "i200",
    "i205",
    "form i 200",
    "form i 205",
    "immigration subpoena",
    "customs summons",
    "i-138",
    "national security letter",
    "immigration judge",
    "immigration court",
    "1509 summons",
)
"""An agency's own paper, whatever it calls itself; an immigration judge is no judge of a court."""

EITHER = (
    "warrant",
    "warrants",
    "subpoena",
    "subpoenas",
    "subpoenaed",
    "legal process",
    "legal order",
    "legal demand",
    "court",
    "beschluss",
    "haftbefehl",
    "mandat",
)
"""Could be a judge's or an agency's."""

EMERGENCY = (
    "emergency",
    "exigent",
    "exigency",
    "life-threatening",
    "life threatening",
    "imminent danger",
    "imminent threat",
    "immediate danger",
    "danger of death",
    "threat to life",
    "life or death",
    "life and death",
    "lives at risk",
    "lives are at risk",
    "life is at risk",
    "serious physical injury",
    "serious bodily injury",
    "gefahr im verzug",
    "danger de mort",
    "lebensgefahr",
)
PRESERVATION = (
    "preservation",
    "preserve",
    "preserved",
    "litigation hold",
    "do not delete",
    "do not erase",
    "do not destroy",
    "retain the footage",
    "retain any footage",
    "retain all footage",
    "retain any video",
    "retain all video",
    "save the footage",
)
VOLUNTARY = ("voluntary", "voluntarily", "optional", "not required to", "under no obligation", "freiwillig")

_COURT_PLACES = (
    "court st",
    "court street",
    "court ave",
    "court road",
    "tennis court",
    "basketball court",
    "food court",
    "court,",
)

_HARMLESS = Phrases(HARMLESS, _COURT_PLACES)
_KINDS: dict[str, str] = {
    **dict.fromkeys(VOLUNTARY, "voluntary"),
    **dict.fromkeys(PRESERVATION, "preservation"),
    **dict.fromkeys(EMERGENCY, "emergency"),
    **dict.fromkeys(EITHER, "either"),
    **dict.fromkeys(COURT, "court"),
    **dict.fromkeys(ADMINISTRATIVE, "administrative"),
}
_ANY = Phrases(_KINDS)


def demands(folded: str) -> frozenset[Demand]:
    """Return the demands that a text in lower case makes; never empty."""
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
