"""What a format hands back: the fields that it found, everything else unknown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from functools import cached_property, lru_cache
from zoneinfo import ZoneInfo

from ..model import Area, Contact, Demand, Finding, IncidentType, System, Window


@dataclass(frozen=True, kw_only=True)
class ReadingContext:
    """What a reader may know of the household.

    `time_zone` is an IANA name and counts where a message names none; `cameras` maps camera ids to the
    household's own names for them.
    """

    time_zone: str
    cameras: Mapping[str, str]

    @cached_property
    def zone(self) -> tzinfo:
        """The household's time zone; UTC if its name is unknown."""
        return zone_named(self.time_zone)


@lru_cache(maxsize=64)
def zone_named(name: str) -> tzinfo:
    """Return a time zone by its IANA name, UTC if there is none such.

    Reads the zone's file once per process.
    """
    try:
        return ZoneInfo(name)
    except ValueError, OSError, LookupError:
        return ZoneInfo("UTC")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The fields of a request as far as a format found them; defaults mean "not stated"."""

    system: System
    title: str = ""
    text: str = ""
    agency: str | None = None
    contact: Contact = field(default_factory=Contact)
    reference: str | None = None
    incident_types: frozenset[IncidentType] = frozenset()
    window: Window | None = None
    area: Area | None = None
    cameras: frozenset[str] | None = None
    demands: frozenset[Demand] = frozenset({Demand.VOLUNTARY})
    reply_by: datetime | None = None
    links: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
