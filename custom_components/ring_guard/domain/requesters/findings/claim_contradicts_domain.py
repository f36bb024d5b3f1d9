"""A message that gives itself out as another kind of body than the one whose domain signed it."""

from ...model import Finding, FindingKind, Severity
from .look import Look, finding


def find(look: Look) -> Finding | None:
    """Report claims that do not fit the proven domain: a body beside its own is odd, only others is suspicious."""
    own, claimed = look.standing.domain_levels, look.requester.claimed_levels
    if own is None or claimed <= own:
        return None
    names = [mention.written for mention in look.claims.claimed if not mention.levels <= own]
    hosts = [host for host, agency in look.claims.by_domain if not agency.levels <= own]
    severity = Severity.SUSPICIOUS if claimed.isdisjoint(own) else Severity.CONCERN
    return finding(FindingKind.CLAIM_CONTRADICTS_DOMAIN, severity, [*names, *hosts])
