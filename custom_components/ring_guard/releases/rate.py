"""How often somebody may knock: a bucket of tries for each address, and one for all together. Reads no clock."""

from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address

MOST_ADDRESSES = 4096
"""Addresses that are remembered; beyond them the one that was quiet for longest is forgotten."""

PREFIX = 64
"""Somebody who has an IPv6 address has so many bits of them; they count as one."""


@dataclass(slots=True, kw_only=True)
class Bucket:
    """So many tries at once, and so many more each second; `left` as of the time `at` in seconds."""

    burst: float
    per_second: float
    left: float
    at: float

    def refill(self, now: float) -> float:
        """Bring the tries that are left up to date, and return them."""
        self.left = min(self.burst, self.left + max(0.0, now - self.at) * self.per_second)
        self.at = now
        return self.left


class Rate:
    """Counts tries against an allowance for each address and one for all."""

    def __init__(self, *, each: tuple[float, float], together: tuple[float, float]) -> None:
        """Take (tries at once, tries more each second) for each address, and for all of them."""
        self._each = each
        self._together = _full(together, 0.0)
        self._buckets: dict[str, Bucket] = {}

    def allows(self, address: str, now: float) -> bool:
        """Take one try of an address at a time in seconds; tell whether there was one left."""
        key = _network(address)
        mine = self._buckets.pop(key, None) or _full(self._each, now)
        self._buckets[key] = mine
        if len(self._buckets) > MOST_ADDRESSES:
            del self._buckets[next(iter(self._buckets))]
        # An address that has none left costs the others nothing.
        if mine.refill(now) < 1 or self._together.refill(now) < 1:
            return False
        mine.left -= 1
        self._together.left -= 1
        return True


def _full(allowance: tuple[float, float], now: float) -> Bucket:
    """Return a bucket that nobody has taken from."""
    burst, per_second = allowance
    return Bucket(burst=burst, per_second=per_second, left=burst, at=now)


def _network(address: str) -> str:
    """Return whom an address belongs to as far as can be told."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if not isinstance(found, IPv6Address):
        return address
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(int(found) >> (128 - PREFIX))
