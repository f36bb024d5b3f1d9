"""What a request says it is about. Every kind that is named counts: a mixture is never read as its mildest part."""

from ...model import IncidentType
from ...phrases import Phrases

WORDS: dict[IncidentType, tuple[str, ...]] = {
    IncidentType.ASSAULT: ("assault", "assaulted", "battery case", "aggravated battery", "stabbing", "attacked", "domestic violence"),
    IncidentType.BURGLARY: ("burglary", "burglaries", "burglarized", "burgled", "break-in", "break-ins", "breaking and entering", "home invasion", "einbruch", "cambriolage"),
    IncidentType.DEATH: ("homicide", "murder", "manslaughter", "death investigation", "suspicious death", "fatal", "fatality", "body was found"),
    IncidentType.FIRE: ("arson", "structure fire", "house fire", "fire investigation", "brush fire", "vehicle fire", "set fire"),
    IncidentType.FRAUD: ("fraud", "scam", "identity theft", "forgery", "counterfeit", "check washing", "mail fraud", "bank fraud"),
    IncidentType.HIT_AND_RUN: ("hit and run", "hit-and-run", "hit & run", "left the scene", "leaving the scene", "fahrerflucht"),
    IncidentType.IMMIGRATION: (
        "immigration", "undocumented", "deportation", "deportable", "removable alien", "illegal alien", "illegal aliens", "removal operation",
        "removal proceedings", "unlawful presence", "visa overstay", "abschiebung",
    ),
    IncidentType.LOST_PET: ("lost pet", "lost dog", "lost cat", "missing dog", "missing cat", "missing pet", "search party", "runaway dog", "my dog", "my cat"),
    IncidentType.MISSING_PERSON: ("missing person", "missing child", "missing juvenile", "runaway juvenile", "amber alert", "silver alert", "missing teen", "abduction", "kidnapping", "missing woman", "missing man"),
    IncidentType.NATURAL_HAZARD: ("wildfire", "fire watch", "flood", "flooding", "tornado", "hurricane", "earthquake", "mudslide"),
    IncidentType.PACKAGE_THEFT: ("package theft", "package thefts", "stolen package", "stolen packages", "porch pirate", "porch piracy", "porch theft", "parcel theft", "mail theft", "stolen mail"),
    IncidentType.PROTEST: (
        "protest", "protests", "protester", "protesters", "protestor", "protestors", "demonstration", "demonstrations", "demonstrators", "rally",
        "civil unrest", "unlawful assembly", "riot", "riots", "rioters", "first amendment activity", "picket", "demonstranten", "manifestation",
    ),
    IncidentType.ROBBERY: ("robbery", "robberies", "robbed", "mugging", "carjacking", "raub"),
    IncidentType.SHOOTING: ("shooting", "shots fired", "gunfire", "gunshot", "gunshots", "drive-by", "shot at"),
    IncidentType.SUSPICIOUS_ACTIVITY: ("suspicious activity", "suspicious person", "suspicious vehicle", "prowler", "trespassing", "trespass", "casing"),
    IncidentType.THEFT: ("theft", "thefts", "larceny", "stolen", "shoplifting", "stole", "diebstahl", "vol simple"),
    IncidentType.TRAFFIC: ("traffic collision", "traffic accident", "traffic crash", "vehicle collision", "car accident", "reckless driving", "speeding", "crash"),
    IncidentType.VANDALISM: ("vandalism", "vandalized", "criminal mischief", "graffiti", "property damage", "malicious mischief", "sachbeschädigung"),
    IncidentType.VEHICLE_THEFT: (
        "vehicle theft", "auto theft", "stolen vehicle", "stolen vehicles", "stolen car", "motor vehicle theft", "car theft", "theft from vehicle", "vehicle burglary",
        "catalytic converter",
    ),
}
"""Words of each kind, in lower case. A longer phrase hides the shorter ones in it."""

_TYPES = {phrase: kind for kind, phrases in WORDS.items() for phrase in phrases}
_PHRASES = Phrases(_TYPES)


def incident_types(folded: str) -> frozenset[IncidentType]:
    """Return every kind of incident that a text in lower case names; empty = not stated, so any."""
    return frozenset(_TYPES[found] for found in _PHRASES.find(folded))
