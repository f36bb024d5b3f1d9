"""Immigration enforcement behind a request: its bodies, its papers, its words."""

from ...model import Finding, FindingKind, Severity
from ...phrases import of_every
from .look import Look, Words, finding

BODIES = frozenset(
    {"ice", "ice_ero", "hsi", "cbp", "border_patrol", "uscis", "eoir", "home_office", "border_force", "abf", "cbsa"}
)
"""Registry keys."""

_WORDS = Words(of_every(lambda language: language.immigration), of_every(lambda language: language.not_immigration))


def find(look: Look) -> Finding | None:
    """Report immigration bodies that are named, written from or copied, and words that point to them."""
    names = [each.mention.written for each in look.claims.named if each.counts and each.mention.key in BODIES]
    domains = (*look.claims.by_domain, *look.claims.beside)
    hosts = [host for host, agency in domains if agency.key in BODIES]
    found = [*names, *hosts, *_WORDS.within(look.own)]
    return finding(FindingKind.IMMIGRATION_INTEREST, Severity.CONCERN, found) if found else None
