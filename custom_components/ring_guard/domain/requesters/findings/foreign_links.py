"""Links to a domain that is neither the sender's own nor its platform's.

Worded as a platform's mail, or through a service that hides where a link leads, that is how false requests are made;
otherwise it is something to know before one presses it.
"""

from ipaddress import ip_address
import re

from ...model import Finding, FindingKind, Severity, System
from ..domains import lies_within
from .look import Look, finding

RING = ("ring.com",)
AXON = ("axon.com", "evidence.com")
PLATFORMS = {
    System.RING_COMMUNITY_REQUEST: (*RING, *AXON),
    System.RING_SEARCH_PARTY: RING,
    System.RING_REQUEST_FOR_ASSISTANCE: RING,
    System.RING_NEIGHBORS_PORTAL: RING,
    System.RING_FLOCK: RING,
    System.AXON_COMMUNITY_REQUEST: AXON,
}
"""The domains that a platform's own links lead to."""

ANYWHERE = (
    "facebook.com", "instagram.com", "x.com", "twitter.com", "youtube.com", "linkedin.com", "nextdoor.com",
    "google.com", "apple.com", "maps.app.goo.gl", "w3.org", "gov", "mil", "police.uk", "fed.us",
)  # fmt: skip
"""Where anybody's mail may link to: its own pages elsewhere, maps, public bodies."""

HIDING = (
    "bit.ly", "tinyurl.com", "t.co", "goo.gl", "is.gd", "ow.ly", "cutt.ly", "rebrand.ly", "buff.ly", "rb.gy",
    "shorturl.at", "tiny.cc", "t.ly", "s.id", "bl.ink",
)  # fmt: skip
"""Services that hide where a link leads."""

_SENDER = re.compile(r"From: ([^\n]{0,200}?)<?[\w.+'-]{1,64}@([\w.-]{3,200})")
_PLATFORM_NAMES = (
    (re.compile(r"\bring\b", re.IGNORECASE), RING),
    (re.compile(r"\baxon\b|evidence\.com", re.IGNORECASE), AXON),
)


def find(look: Look) -> Finding | None:
    """Report the hosts of such links."""
    if not look.request.links:
        return None
    platform = _platform(look)
    own = (*platform, *ANYWHERE) if platform else (*RING, *AXON, *ANYWHERE, *_senders_own(look))
    hiding = [host for host in look.request.links if _hides(host)]
    others = [host for host in look.request.links if not any(lies_within(host, domain) for domain in own)]
    if not hiding and (not others or not own):
        return None
    severity = Severity.SUSPICIOUS if hiding or platform else Severity.CONCERN
    return finding(FindingKind.FOREIGN_LINKS, severity, [*hiding, *others])


def _platform(look: Look) -> tuple[str, ...]:
    """Return the domains of the platform that a message gives itself out as, by its wording or its sender's name."""
    if look.request.system in PLATFORMS:
        return PLATFORMS[look.request.system]
    sender = _SENDER.match(look.request.text)
    return next((domains for name, domains in _PLATFORM_NAMES if sender and name.search(sender[1])), ())


def _senders_own(look: Look) -> tuple[str, ...]:
    """Return the domains that a sender writes from or is answered at, each as one that somebody can register."""
    sender = _SENDER.match(look.request.text)
    hosts = (sender[2] if sender else "", (look.request.contact.email or "").rpartition("@")[2])
    return tuple(_registered(host.lower().rstrip(".")) for host in hosts if host)


def _registered(host: str) -> str:
    """Return about the domain that somebody registered: two labels, or three where the last two say little."""
    labels = host.split(".")
    short = len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= 3
    return ".".join(labels[-3 if short else -2 :])


def _hides(host: str) -> bool:
    """Tell whether nobody can see from a host where its link leads."""
    return any(lies_within(host, domain) for domain in HIDING) or _is_address(host)


def _is_address(host: str) -> bool:
    """Tell whether a host is a bare number on the internet."""
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True
