"""A national body's interest behind a request, whoever signs it: its name, its papers, its programmes, a copy to it.

Local forces have asked for others before; that nothing is found here proves nothing. An older message below counts
where such a body wrote it; what others say of it there does not.
"""

from collections.abc import Iterator

from ...model import Finding, FindingKind, Severity
from ...phrases import of_every
from ..listing import agreements
from ..registry import Group
from .look import Look, Words, finding

_WORDS = Words(of_every(lambda language: language.federal), of_every(lambda language: language.not_federal))


def find(look: Look) -> Finding | None:
    """Report national bodies that are named, written from or copied, words that point to them, and agreements with one."""
    agreed = agreements(look.listed)
    found = [*_names(look), *_hosts(look), *_WORDS.within(look.own), *agreed]
    return finding(FindingKind.FEDERAL_INTEREST, Severity.CONCERN, found) if found else None


def _names(look: Look) -> Iterator[str]:
    """Yield the names of national bodies, but for those that somebody only pretended to be."""
    for each in look.claims.named:
        mention = each.mention
        if mention.group is Group.NATIONAL and (
            mention in look.claims.claimed or (each.counts and not mention.name.weak)
        ):
            yield mention.written


def _hosts(look: Look) -> Iterator[str]:
    """Yield the domains of national bodies among those that it is written from, sent to or answered at."""
    yield from (host for host, agency in look.claims.by_domain if agency.group is Group.NATIONAL)
    yield from (host for host, agency in look.claims.beside if agency.group is Group.NATIONAL)
