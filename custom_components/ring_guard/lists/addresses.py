"""Which addresses a list may be fetched from: public ones. A list must never make this hub talk to its own network.

The answer is for an address, and never for a name: a name may be given another address at the next look.
"""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

_NAT64 = ip_network("64:ff9b::/96")
_NAT64_LOCAL = ip_network("64:ff9b:1::/48")


def is_public(address: str) -> bool:
    """Tell whether an address, as numbers, belongs to the public internet; false for what is no address.

    An IPv4 address inside an IPv6 one (mapped, 6to4, NAT64) is judged by itself; RFC 6890 and its registries.
    """
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, IPv6Address):
        if found in _NAT64_LOCAL or found.is_site_local or found.teredo is not None:
            return False
        inner = _inner(found)
        if inner is not None:
            return _is_global(inner)
    return _is_global(found)


def is_address(host: str) -> bool:
    """Tell whether a host is written as numbers."""
    try:
        ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return True


def _inner(address: IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address that an IPv6 one stands for."""
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    return IPv4Address(int(address) & 0xFFFFFFFF) if address in _NAT64 else None


def _is_global(address: IPv4Address | IPv6Address) -> bool:
    """Tell whether an address is one of a single machine on the internet."""
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)
