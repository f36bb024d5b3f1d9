"""The public suffix list that ships with its package: below which names anybody can register a domain.

Loading it reads a file and takes a moment, so it is done once and never in the event loop. Nothing is fetched.
"""

from functools import cache

from publicsuffixlist import PublicSuffixList

from ..domain.requesters.domains import RegisteredDomain


@cache
def load() -> RegisteredDomain:
    """Return what finds the registered domain of a host, empty for a public suffix itself; blocks the first time."""
    suffixes = PublicSuffixList(accept_unknown=True)

    def registered(host: str) -> str:
        return suffixes.privatesuffix(host) or ""

    return registered
