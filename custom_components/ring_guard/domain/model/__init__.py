"""The words of Ring Guard as frozen values: the vocabulary that every other part speaks."""

from .codec import digest, from_plain, to_canonical_json, to_plain
from .decision import Authority, Decision, Ground
from .request import Area, Arrival, Contact, Finding, FootageRequest, Reason, Requester, Window
from .terms import Terms
from .vocabulary import (
    ALL_LEVELS,
    Answer,
    Assurance,
    AssuredParty,
    Demand,
    Effect,
    FindingKind,
    IncidentType,
    Level,
    Mode,
    Severity,
    SourceKind,
    System,
)

__all__ = [
    "ALL_LEVELS",
    "Answer",
    "Area",
    "Arrival",
    "Assurance",
    "AssuredParty",
    "Authority",
    "Contact",
    "Decision",
    "Demand",
    "Effect",
    "Finding",
    "FindingKind",
    "FootageRequest",
    "Ground",
    "IncidentType",
    "Level",
    "Mode",
    "Reason",
    "Requester",
    "Severity",
    "SourceKind",
    "System",
    "Terms",
    "Window",
    "digest",
    "from_plain",
    "to_canonical_json",
    "to_plain",
]
