"""Join what the names in a request claim into its `Requester`, with the reason for each conclusion.

Names alone never narrow what is possible and never give more than `unverified`; only evidence does, and
what evidence there is comes later than this.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from ..model import ALL_LEVELS, Assurance, Finding, FootageRequest, Level, Reason, Requester, System
from .claims import Claims, claims
from .findings import Look, notice
from .registry import Group, Registry

REASON_KEYS = (
    "requester_claims_agency",
    "requester_claims_domain",
    "requester_claims_level",
    "requester_imitates",
    "requester_task_force",
    "requester_only_mentioned",
    "requester_claims_nothing",
    "requester_neighbour_by_system",
    "requester_unproven",
)
"""Every key that a requester's reasons use. Placeholders: `name` (as written), `level` (a level's value), `domain`, `known`."""

_MOST_REASONS = 12


def identify(request: FootageRequest, registry: Registry) -> FootageRequest:
    """Return the request with its requester and findings added; never raises, and never removes a finding."""
    found = claims(request, registry)
    by_system = request.system is System.RING_SEARCH_PARTY and not found.levels
    requester = Requester(
        claimed_name=request.requester.claimed_name or _name(found),
        claimed_agencies=found.agencies,
        claimed_levels=frozenset({Level.NEIGHBOUR}) if by_system else found.levels,
        possible_levels=ALL_LEVELS,
        assurance=Assurance.UNVERIFIED,
        reasons=(*islice(_reasons(found, by_system), _MOST_REASONS - 1), Reason(key="requester_unproven")),
    )
    seen = replace(request, requester=requester)
    return replace(seen, findings=_with(request.findings, notice(Look(seen, found, _folded(seen)))))


def _folded(request: FootageRequest) -> str:
    """Return a request's words in lower case with straight apostrophes."""
    return f"{request.title}\n{request.text}\n{request.requester.claimed_name or ''}".lower().replace("’", "'")


def _with(old: tuple[Finding, ...], new: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Add findings that are not there yet."""
    return old + tuple(found for found in new if found not in old)


def _name(found: Claims) -> str | None:
    """Return the first name that the message claims, as written."""
    return found.claimed[0].written if found.claimed else None


def _reasons(found: Claims, by_system: bool) -> Iterator[Reason]:
    """Yield the reason for each claimed level and agency, and for each body that is only mentioned."""
    told: set[tuple[str, ...]] = set()
    for mention in found.claimed:
        key = (
            "requester_imitates"
            if mention.lookalike
            else "requester_task_force"
            if mention.group is Group.TASK_FORCE
            else ""
        )
        for level in sorted(mention.levels):
            told_as = (mention.name.written if mention.key else mention.written, level)
            if told_as in told:
                continue
            told.add(told_as)
            yield _claim(
                key or ("requester_claims_agency" if mention.key else "requester_claims_level"),
                mention.written,
                mention.name.written,
                level,
            )
    for host, agency in found.by_domain:
        for level in sorted(agency.levels):
            yield Reason(key="requester_claims_domain", placeholders=(("domain", host[:120]), ("level", level.value)))
    yield from _mentioned(found)
    if by_system:
        yield Reason(key="requester_neighbour_by_system", placeholders=(("level", Level.NEIGHBOUR.value),))
    elif not found.levels:
        yield Reason(key="requester_claims_nothing")


def _claim(key: str, written: str, known: str, level: Level) -> Reason:
    """Make the reason for one claimed level."""
    placeholders = (("name", written), ("level", level.value))
    return Reason(
        key=key, placeholders=(*placeholders, ("known", known)) if key == "requester_imitates" else placeholders
    )


def _mentioned(found: Claims) -> Iterator[Reason]:
    """Yield a reason for each national body that is named without being claimed."""
    names = (
        each.mention.written
        for each in found.named
        if each.mention.group is Group.NATIONAL
        and each.mention not in found.claimed
        and not each.mention.name.weak
        and not found.agencies & {each.mention.key}
    )
    for name in dict.fromkeys(names):
        yield Reason(key="requester_only_mentioned", placeholders=(("name", name),))
