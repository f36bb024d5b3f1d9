"""Domains made to be taken for known ones: by their letters, or by where a known name or "gov" stands in them.

Says which domain is imitated. It never says that a domain is a public body's, and honest letters of other alphabets
are no imitation by themselves.
"""

import unicodedata

from .domains import shown_host
from .mail import platform_domains, platform_of
from .registry import Looks, Registry, looks_of
from .words import looks

PUBLIC = ("gov", "mil")
"""Endings that only public bodies of the United States get."""

_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "LISU", "COPTIC")
"""Alphabets whose letters look like each other's."""

_PLATFORMS = looks_of(platform_domains())


def imitated(host: str, registry: Registry) -> str | None:
    """Return what a host (in lower case, as written) imitates: a known domain, or an ending; None if nothing."""
    labels = host.strip(".").split(".")
    if not 2 <= len(labels) <= 20 or any(_is_known(".".join(labels[start:]), registry) for start in range(len(labels))):
        return None
    shown = shown_host(host)
    known = _PLATFORMS, registry.looks
    seen = looks(shown.split("."))
    found = next((found for start in range(len(seen) - 1) if (found := _of(seen[start:], known))), None)
    return found or _embedded(labels, known) or _misplaced_ending(labels) or _mixed(shown)


def _is_known(domain: str, registry: Registry) -> bool:
    """Tell whether a domain is itself one that others imitate."""
    return domain in registry.domains or platform_of(domain) is not None or registry.domain(domain) is not None


def _of(seen: tuple[str, ...], known: tuple[Looks, ...]) -> str | None:
    """Return the known domain that looks like this."""
    return next((found for every in known if (found := every.get(seen))), None)


def _embedded(labels: list[str], known: tuple[Looks, ...]) -> str | None:
    """Return a known domain that stands in front of another's ("fbi.gov.example.com", "ring.com-help.net")."""
    for start in range(len(labels)):
        for end in range(start + 2, len(labels) + 1):
            last = labels[end - 1]
            heads = {last} if end < len(labels) else set()
            heads |= {last.partition("-")[0]} if "-" in last else set()
            for head in heads:
                if (found := _of(looks((*labels[start : end - 1], head)), known)) is not None:
                    return found
    return None


def _misplaced_ending(labels: list[str]) -> str | None:
    """Return "gov" or "mil" where it is no ending: "springfield.gov.example.com", "springfield-gov.com"."""
    # Other countries have it before theirs: gov.uk, mil.br.
    inner = labels[:-2] if len(labels[-1]) == 2 else labels[:-1]
    for ending in PUBLIC:
        if ending in inner or any(ending in label.split("-") and "-" in label for label in labels[:-1]):
            return f".{ending}"
    return None


def _mixed(shown: str) -> str | None:
    """Return a label's alphabets where they are mixed, as no honest name mixes them."""
    for label in shown.split("."):
        if label.isascii():
            continue
        names = {unicodedata.name(letter, "").partition(" ")[0] for letter in label if letter.isalpha()}
        mixed = sorted(names & set(_SCRIPTS))
        if len(mixed) > 1:
            return " + ".join(name.lower() for name in mixed)
    return None
