"""What membership conditions look at: for each attribute its possibilities and its claims.

Every attribute of a request is a set of possibilities. A new attribute is one member of `Attribute`
and one line in `ATTRIBUTES`. Nothing here knows of rules or effects.
"""

from collections.abc import Callable, Set as AbstractSet
from dataclasses import dataclass

from ..model import ALL_LEVELS, Assurance, Demand, FindingKind, FootageRequest, IncidentType, SourceKind, System
from .evidence import (
    assurance_of,
    possible_levels,
    possible_lists,
    proven_agency,
    proven_domain,
    proven_lists,
    system_is_proven,
)
from .rules import Attribute

type Possibilities = AbstractSet[str] | None
"""The values that an attribute may have; None = any at all, also ones nobody has heard of."""

ALL_INCIDENT_TYPES = frozenset(IncidentType)
ALL_SYSTEMS = frozenset(System)


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributeReading:
    """How an attribute is read off a request.

    `possible` takes the request and the household's camera ids. `claimed` is what the message says of
    itself; None where the attribute knows no difference between claim and fact. `vocabulary` are all values
    there can be, None if that is open. `only_seen` = what was not seen may be there all the same. `certain` is given
    where a request can have several values at once: those that it certainly has.
    """

    possible: Callable[[FootageRequest, frozenset[str]], Possibilities]
    claimed: Callable[[FootageRequest], AbstractSet[str]] | None = None
    vocabulary: AbstractSet[str] | None = None
    only_seen: bool = False
    certain: Callable[[FootageRequest], AbstractSet[str]] | None = None


def _agencies(request: FootageRequest) -> Possibilities:
    """Return the proven agency alone, or any."""
    proven = proven_agency(request.requester)
    return None if proven is None else frozenset({proven})


def _domains(request: FootageRequest) -> Possibilities:
    """Return the proven domain alone, or any."""
    proven = proven_domain(request.requester)
    return None if proven is None else frozenset({proven})


def _claimed_domains(request: FootageRequest) -> AbstractSet[str]:
    """Return the registered domain that a mail gives as its sender's."""
    sender = request.mail.sender if request.mail else None
    return frozenset({sender.registered or sender.host}) if sender else frozenset()


def _systems(request: FootageRequest) -> Possibilities:
    """Return the system that vouched for the message, or any."""
    return frozenset({request.system}) if system_is_proven(request) else ALL_SYSTEMS


def _cameras(request: FootageRequest, household: frozenset[str]) -> Possibilities:
    """Return the named cameras; all of the household's if none is named or one is not known."""
    if request.cameras and request.cameras <= household:
        return request.cameras
    return household or None


ATTRIBUTES: dict[Attribute, AttributeReading] = {
    Attribute.LEVEL: AttributeReading(
        possible=lambda request, _: possible_levels(request.requester),
        claimed=lambda request: request.requester.claimed_levels,
        vocabulary=ALL_LEVELS,
    ),
    Attribute.AGENCY: AttributeReading(
        possible=lambda request, _: _agencies(request), claimed=lambda request: request.requester.claimed_agencies
    ),
    Attribute.LIST: AttributeReading(
        possible=lambda request, _: possible_lists(request.requester),
        claimed=lambda request: request.requester.claimed_lists,
        certain=lambda request: proven_lists(request.requester),
    ),
    Attribute.DOMAIN: AttributeReading(possible=lambda request, _: _domains(request), claimed=_claimed_domains),
    Attribute.DEMAND: AttributeReading(possible=lambda request, _: request.demands, vocabulary=frozenset(Demand)),
    Attribute.INCIDENT_TYPE: AttributeReading(
        possible=lambda request, _: request.incident_types or ALL_INCIDENT_TYPES, vocabulary=ALL_INCIDENT_TYPES
    ),
    Attribute.CAMERA: AttributeReading(possible=_cameras),
    Attribute.SYSTEM: AttributeReading(
        possible=lambda request, _: _systems(request),
        claimed=lambda request: frozenset({request.system}),
        vocabulary=ALL_SYSTEMS,
    ),
    Attribute.SOURCE: AttributeReading(
        possible=lambda request, _: frozenset({request.source_kind}), vocabulary=frozenset(SourceKind)
    ),
    Attribute.FINDING: AttributeReading(
        possible=lambda request, _: frozenset(found.kind for found in request.findings),
        vocabulary=frozenset(FindingKind),
        only_seen=True,
    ),
}

_POSSIBLE = tuple((attribute, reading.possible) for attribute, reading in ATTRIBUTES.items())
_CLAIMED = tuple((attribute, reading.claimed) for attribute, reading in ATTRIBUTES.items() if reading.claimed)
_CERTAIN = tuple((attribute, reading.certain) for attribute, reading in ATTRIBUTES.items() if reading.certain)


@dataclass(frozen=True, slots=True)
class Facts:
    """A request as conditions see it, read once for all rules."""

    request: FootageRequest
    assurance: Assurance
    possible: dict[Attribute, Possibilities]
    claimed: dict[Attribute, AbstractSet[str]]
    certain: dict[Attribute, AbstractSet[str]]


def read_facts(request: FootageRequest, cameras: frozenset[str]) -> Facts:
    """Read a request's attributes; `cameras` are the ids of all the household's cameras."""
    return Facts(
        request,
        assurance_of(request.requester),
        {attribute: possible(request, cameras) for attribute, possible in _POSSIBLE},
        {attribute: claimed(request) for attribute, claimed in _CLAIMED},
        {attribute: certain(request) for attribute, certain in _CERTAIN},
    )
