"""The fixed words of Ring Guard as enumerations.

Their values are stored in the ledger and used as translation keys: never rename one.
"""

from enum import IntEnum, StrEnum


class Level(StrEnum):
    """What kind of body a requester is."""

    FEDERAL = "federal"
    STATE = "state"
    COUNTY = "county"
    MUNICIPAL = "municipal"
    TRIBAL = "tribal"
    SPECIAL_DISTRICT = "special_district"
    CAMPUS = "campus"
    MILITARY = "military"
    FOREIGN = "foreign"
    INTERSTATE = "interstate"
    FIRE_MEDICAL = "fire_medical"
    PRIVATE_COMPANY = "private_company"
    LAWYER_INVESTIGATOR = "lawyer_investigator"
    MEDIA = "media"
    NEIGHBOUR = "neighbour"


ALL_LEVELS: frozenset[Level] = frozenset(Level)
"""What is possible when nothing is proven: every level."""


class Assurance(IntEnum):
    """How well an identity is established, from worst to best."""

    CONTRADICTED = 0
    UNVERIFIED = 1
    PLATFORM_VOUCHED = 2
    DOMAIN_VERIFIED = 3
    CALLED_BACK = 4


class AssuredParty(StrEnum):
    """Of whom an assurance speaks."""

    PLATFORM = "platform"
    AGENCY = "agency"
    PERSON = "person"


class Demand(StrEnum):
    """The legal weight that a request gives itself."""

    VOLUNTARY = "voluntary"
    EMERGENCY_CLAIM = "emergency_claim"
    COURT_ORDER = "court_order"
    ADMINISTRATIVE = "administrative"
    PRESERVATION = "preservation"


class IncidentType(StrEnum):
    """What a request says it is about."""

    ASSAULT = "assault"
    BURGLARY = "burglary"
    DEATH = "death"
    FIRE = "fire"
    FRAUD = "fraud"
    HIT_AND_RUN = "hit_and_run"
    IMMIGRATION = "immigration"
    LOST_PET = "lost_pet"
    MISSING_PERSON = "missing_person"
    NATURAL_HAZARD = "natural_hazard"
    PACKAGE_THEFT = "package_theft"
    PROTEST = "protest"
    ROBBERY = "robbery"
    SHOOTING = "shooting"
    SUSPICIOUS_ACTIVITY = "suspicious_activity"
    THEFT = "theft"
    TRAFFIC = "traffic"
    VANDALISM = "vandalism"
    VEHICLE_THEFT = "vehicle_theft"
    OTHER = "other"


class System(StrEnum):
    """The asking system whose wording a message follows; the wording itself proves nothing."""

    RING_COMMUNITY_REQUEST = "ring_community_request"
    RING_SEARCH_PARTY = "ring_search_party"
    RING_REQUEST_FOR_ASSISTANCE = "ring_request_for_assistance"
    RING_NEIGHBORS_PORTAL = "ring_neighbors_portal"
    RING_FLOCK = "ring_flock"
    AXON_COMMUNITY_REQUEST = "axon_community_request"
    STRUCTURED = "structured"
    PLAIN = "plain"


class SourceKind(StrEnum):
    """A way in."""

    ACTION = "action"
    WEBHOOK = "webhook"
    PHONE = "phone"
    MAILBOX = "mailbox"
    PERSON = "person"


class Severity(IntEnum):
    """How much a finding weighs."""

    NOTICE = 0
    CONCERN = 1
    SUSPICIOUS = 2


class FindingKind(StrEnum):
    """Something noticed about a request."""

    FEDERAL_INTEREST = "federal_interest"
    IMMIGRATION_INTEREST = "immigration_interest"
    LOOKALIKE_NAME = "lookalike_name"
    HIDDEN_CHARACTERS = "hidden_characters"
    PROTEST = "protest"
    PRESSURE = "pressure"
    NO_REFERENCE = "no_reference"
    LONG_WINDOW = "long_window"
    LARGE_AREA = "large_area"
    RETIRED_SYSTEM = "retired_system"
    NEVER_EXISTED_SYSTEM = "never_existed_system"
    TASK_FORCE = "task_force"
    AGREEMENT_287G = "agreement_287g"
    UNREADABLE = "unreadable"
    TOO_LARGE = "too_large"
    CONFLICTING_WINDOW = "conflicting_window"
    REPRODUCTIVE_OR_GENDER_CARE = "reproductive_or_gender_care"
    RACE_ALONE = "race_alone"
    URGENCY = "urgency"
    PHISHING = "phishing"
    FOREIGN_LINKS = "foreign_links"
    FORGED_RESULTS = "forged_results"
    REPLAYED = "replayed"
    REPLY_ELSEWHERE = "reply_elsewhere"
    ADDRESS_IN_NAME = "address_in_name"
    LOOKALIKE_DOMAIN = "lookalike_domain"
    SEVERAL_SENDERS = "several_senders"
    CLAIM_CONTRADICTS_DOMAIN = "claim_contradicts_domain"


class Effect(IntEnum):
    """What the policy answers, from milder to stricter."""

    GRANT = 0
    CONFIRM = 1
    DECLINE = 2


class Answer(IntEnum):
    """A truth value of Kleene's three-valued logic."""

    NO = 0
    MAYBE = 1
    YES = 2


class Mode(StrEnum):
    """What the household has switched the guard to, from milder to stricter."""

    POLICY = "policy"
    ASK = "ask"
    LOCKDOWN = "lockdown"
