"""A national body's interest behind a request, whoever signs it: its name, its papers, its programmes.

Local forces have asked for others before; that nothing is found here proves nothing.
"""

from ...model import Finding, FindingKind, Severity
from ...phrases import Phrases
from ..data import words
from ..registry import Group
from .look import Look, finding, found_words

_WORDS = Phrases(words.FEDERAL_INTEREST)


def find(look: Look) -> Finding | None:
    """Report national bodies that are named and words that point to them."""
    names = [
        each.mention.written
        for each in look.claims.named
        if each.mention.group is Group.NATIONAL and (not each.mention.name.weak or each.mention in look.claims.claimed)
    ]
    hosts = [host for host, agency in look.claims.by_domain if agency.group is Group.NATIONAL]
    found = [*names, *hosts, *found_words(look, _WORDS)]
    return finding(FindingKind.FEDERAL_INTEREST, Severity.CONCERN, found) if found else None
