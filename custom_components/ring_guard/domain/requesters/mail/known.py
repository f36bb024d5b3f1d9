"""Domains whose signature says something of its own: asking platforms, and providers where anybody has an address.

A platform's signature proves the platform and nobody else. Each row names where it was read; [K] is general knowledge.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from ...model import System


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """An asking platform: its name, its registered domains, and the systems whose messages are its own."""

    name: str
    domains: frozenset[str]
    systems: frozenset[System]


_OPEN = frozenset({System.PLAIN, System.STRUCTURED})
"""Wordings that name no system, and so contradict no platform."""

PLATFORMS = (
    # "Legitimate Ring emails originate from a Ring.com domain": Ring's support pages.
    Platform(
        name="Ring",
        domains=frozenset({"ring.com"}),
        systems=frozenset(system for system in System if system.value.startswith("ring_")) | _OPEN,
    ),
    # Axon's own domains by its help pages; it also carries Ring's Community Requests.
    Platform(
        name="Axon",
        domains=frozenset({"axon.com", "evidence.com"}),
        systems=frozenset({System.AXON_COMMUNITY_REQUEST, System.RING_COMMUNITY_REQUEST}) | _OPEN,
    ),
)

_ANYBODYS = """
aol.com att.net bellsouth.net comcast.net cox.net earthlink.net fastmail.com free.fr gmail.com gmx.at gmx.com gmx.de
gmx.net googlemail.com hey.com hotmail.co.uk hotmail.com hotmail.de hotmail.es hotmail.fr hushmail.com icloud.com
laposte.net libero.it live.com mac.com mail.com mail.ru mailbox.org me.com msn.com onmicrosoft.com orange.fr
outlook.com outlook.de outlook.es outlook.fr pm.me posteo.de proton.me protonmail.ch protonmail.com qq.com
rocketmail.com sbcglobal.net sfr.fr t-online.de telefonica.net tuta.com tutanota.com verizon.net wanadoo.fr web.de
yahoo.ca yahoo.co.uk yahoo.com yahoo.de yahoo.es yahoo.fr yandex.com yandex.ru ymail.com zoho.com zohomail.com
"""

ANYBODYS = frozenset(_ANYBODYS.split())
"""Registered domains of which a signature proves an address at most, and no body: anybody opens a mailbox there in a minute [K]."""


def platform_of(registered: str) -> Platform | None:
    """Return the platform that a registered domain belongs to."""
    return next((platform for platform in PLATFORMS if registered in platform.domains), None)


def platform_domains() -> Iterator[str]:
    """Yield every platform's domains."""
    for platform in PLATFORMS:
        yield from platform.domains
