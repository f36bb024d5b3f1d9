"""Join what the names in a request claim into its `Requester`, with the reason for each conclusion.

Names alone never narrow what is possible and never give more than `unverified`; only a mail's evidence does.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from ..model import Assurance, Finding, FootageRequest, Level, MailEvidence, Reason, Requester, System
from .claims import Claims, claims
from .findings import Look, notice
from .listing import Listing, claimed_lists, listing_reasons, listings, possible_lists, proven_lists
from .mail import Standing, judge
from .registry import Group, Registry

NAME_REASON_KEYS = (
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
"""Every key of reasons from names; those from a mail stand with its judge. Placeholders: `name` (as written), `level` (a level's value), `domain`, `known`."""

_MOST_REASONS = 12
_MOST_LISTINGS = 3


def identify(request: FootageRequest, registry: Registry, mail: MailEvidence | None = None) -> FootageRequest:
    """Return the request with its requester and findings added; never raises, and never removes a finding.

    `mail` is what was found out about the mail that the request came by, None for everything that came another way.
    """
    found = claims(request, registry)
    levels = found.levels
    by_system = request.system is System.RING_SEARCH_PARTY and not levels
    claimed = frozenset({Level.NEIGHBOUR}) if by_system else levels
    listed = listings(found, registry)
    standing = Standing() if mail is None else judge(mail, claimed, request.system, registry)
    requester = Requester(
        claimed_name=request.requester.claimed_name or _name(found),
        claimed_agencies=found.agencies,
        claimed_levels=claimed,
        possible_levels=standing.possible_levels,
        proven_agency=standing.proven_agency,
        assurance=standing.assurance,
        assured=standing.assured,
        proven_domain=standing.proven_domain,
        claimed_lists=claimed_lists(listed),
        proven_lists=proven_lists(standing.proven_domain, registry),
        possible_lists=possible_lists(standing.proven_domain, registry),
        reasons=_all_reasons(found, by_system, listed, standing),
    )
    look = Look(
        request=request,
        requester=requester,
        mail=mail,
        claims=found,
        registry=registry,
        standing=standing,
        listed=listed,
    )
    return replace(
        request,
        requester=requester,
        mail=mail,
        origin=_origin(request, standing),
        findings=_with(request.findings, notice(look)),
    )


def _all_reasons(found: Claims, by_system: bool, listed: tuple[Listing, ...], standing: Standing) -> tuple[Reason, ...]:
    """Return why somebody counts as who they claim to be, and last of all what evidence says to it."""
    last = _last_reasons(listed, standing)
    return (*islice(_reasons(found, by_system), max(0, _MOST_REASONS - len(last))), *last)


def _last_reasons(listed: tuple[Listing, ...], standing: Standing) -> tuple[Reason, ...]:
    """Return the reasons that no other may crowd out: what lists say, what the mail proves, and that nothing does."""
    proven = standing.assurance > Assurance.UNVERIFIED
    unproven = () if proven else (Reason(key="requester_unproven"),)
    return (*islice(listing_reasons(listed), _MOST_LISTINGS), *standing.reasons, *unproven)


def _origin(request: FootageRequest, standing: Standing) -> str:
    """Return where a request comes from as far as that is proven: two senders in one mailbox are two origins."""
    return f"{request.origin}/{standing.proven_domain}" if standing.proven_domain else request.origin


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
    agencies = found.agencies
    names = (
        each.mention.written
        for each in found.named
        if each.mention.group is Group.NATIONAL
        and each.mention not in found.claimed
        and not each.mention.name.weak
        and each.mention.key not in agencies
    )
    for name in dict.fromkeys(names):
        yield Reason(key="requester_only_mentioned", placeholders=(("name", name),))
