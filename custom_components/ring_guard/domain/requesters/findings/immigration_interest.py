"""Immigration enforcement behind a request: its bodies, its papers, its words."""

from ...model import Finding, FindingKind, Severity
from ...phrases import Phrases
from ..data import words
from .look import Look, finding, found_words

_WORDS = Phrases(words.IMMIGRATION_INTEREST)


def find(look: Look) -> Finding | None:
    """Report immigration bodies that are named and words that point to them."""
    names = [each.mention.written for each in look.claims.named if each.mention.key in words.IMMIGRATION_BODIES]
    hosts = [host for host, agency in look.claims.by_domain if agency.key in words.IMMIGRATION_BODIES]
    found = [*names, *hosts, *found_words(look, _WORDS)]
    return finding(FindingKind.IMMIGRATION_INTEREST, Severity.CONCERN, found) if found else None
