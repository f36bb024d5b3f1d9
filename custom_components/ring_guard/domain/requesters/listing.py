"""Which of the household's lists name the one who asks: by what a message claims, and by the domain that is proven.

A claimed name or address on a list counts against the one who claims it. Only a proven domain counts for anybody, and a
name that merely resembles a listed one counts for nothing: both bodies may exist.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..model import Reason
from .claims import Claims
from .lists import AgencyList, Likeness, ListFormat
from .registry import Registry

LISTING_REASON_KEYS = ("requester_listed", "requester_resembles")
"""Placeholders: `name` as written, `known` as the list has it, `list` by its title, `note`: what else the list says."""

_MOST_NAMES = 8
_MOST_KNOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A claimed name or the host of a claimed address, and how near it comes to something on a list.

    `known` is what stands there, `notes` what the list says of each body of that name.
    """

    list_id: str
    title: str
    format: str
    written: str
    known: str
    likeness: Likeness
    notes: tuple[str, ...] = ()


def listings(found: Claims, registry: Registry) -> tuple[Listing, ...]:
    """Return every list that a claim of a message stands on, or nearly does."""
    if not registry.lists:
        return ()
    written = tuple(dict.fromkeys(mention.written for mention in found.claimed))[:_MOST_NAMES]
    return tuple(each for one in registry.lists for each in (*_by_name(one, written), *_by_host(one, found.hosts)))


def claimed_lists(found: Iterable[Listing]) -> frozenset[str]:
    """Return the ids of the lists that a claim stands on, imitations included."""
    return frozenset(each.list_id for each in found if each.likeness > Likeness.RESEMBLES)


def proven_lists(domain: str | None, registry: Registry) -> frozenset[str]:
    """Return the ids of the lists that name a proven domain, or one that it lies below."""
    return frozenset() if domain is None else frozenset(one.id for one in registry.lists if one.domain(domain))


def possible_lists(domain: str | None, registry: Registry) -> frozenset[str] | None:
    """Return the ids of the lists that the owner of a proven domain may be on, None for any.

    A list that names nobody but by domain rules out whoever writes from another one.
    """
    if domain is None:
        return None
    return frozenset(one.id for one in registry.lists if len(one.names) or one.domain(domain))


def agreements(found: Iterable[Listing]) -> Iterator[str]:
    """Yield each claimed body that stands on a list of 287(g) agreements, with the states that have one of that name."""
    for each in found:
        if each.format == ListFormat.AGREEMENTS_287G and each.likeness > Likeness.RESEMBLES:
            notes = "; ".join(note for note in each.notes if note)
            yield f"{each.known} ({notes})" if notes else each.known


def listing_reasons(found: Iterable[Listing]) -> Iterator[Reason]:
    """Yield the reason for each listing."""
    for each in found:
        key = "requester_resembles" if each.likeness is Likeness.RESEMBLES else "requester_listed"
        said = (("name", each.written), ("known", each.known), ("list", each.title))
        yield Reason(key=key, placeholders=said)


def _by_name(one: AgencyList, written: Iterable[str]) -> Iterator[Listing]:
    """Yield the names that stand on a list."""
    for name in written:
        if (near := one.names.find(name)) is not None:
            likeness, known = near
            yield Listing(
                list_id=one.id,
                title=one.title,
                format=one.format,
                written=name,
                known=known[0].written,
                likeness=likeness,
                notes=tuple(each.note for each in known[:_MOST_KNOWN]),
            )


def _by_host(one: AgencyList, hosts: Iterable[str]) -> Iterator[Listing]:
    """Yield the hosts of claimed addresses that stand on a list."""
    for host in hosts:
        if (listed := one.domain(host)) is not None:
            yield Listing(
                list_id=one.id,
                title=one.title,
                format=one.format,
                written=host[:120],
                known=listed.organisation or listed.domain,
                likeness=Likeness.SAME,
            )
