"""Names of hosts: made alike before they are compared, and reduced to the domain that somebody registered.

The public suffix list is data that whoever runs this brings along; nothing here reads it from anywhere.
"""

from collections.abc import Callable
import re

type RegisteredDomain = Callable[[str], str]
"""Returns the registered domain of a host (as `host_name` writes it), empty where nobody can register it."""

_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")


def host_name(text: str) -> str:
    """Return a host in lower case and in ASCII (`xn--` for other letters), empty if it is no name of a host."""
    host = text.strip().rstrip(".")
    if not host or len(host) > 253:
        return ""
    try:
        host = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        return ""
    host = host.lower()
    labels = host.split(".")
    return host if len(labels) > 1 and all(_LABEL.fullmatch(label) for label in labels) else ""


def shown_host(host: str) -> str:
    """Return a host with the letters that `xn--` stands for, as written where it stands for nothing."""
    try:
        return host.encode("ascii").decode("idna") if "xn--" in host else host
    except UnicodeError:
        return host


def lies_within(host: str, domain: str) -> bool:
    """Tell whether a host is a domain or lies below it."""
    return bool(domain) and (host == domain or host.endswith(f".{domain}"))
