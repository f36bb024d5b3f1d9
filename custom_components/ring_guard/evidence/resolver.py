"""Looks up TXT records without blocking: limited in time, answers kept for as long as they say, failures never raised.

Whoever cannot be asked is no proof of anything; so "there is none" and "nobody could be asked" stay two answers.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module

import dns.asyncresolver
import dns.exception
import dns.name
import dns.rdatatype
import dns.resolver

from ..domain.requesters.mail import Texts

LOOKUP_WITHIN = 4.0
"""Seconds that one name may take, with all its tries."""

ALL_WITHIN = 6.0
"""Seconds that all names of a batch may take together."""

MOST_KEPT = 512
AT_A_TIME = 32

SHORTEST_KEPT, LONGEST_KEPT = 60.0, 3_600.0
FAILURE_KEPT = 15.0
"""Seconds: an answer is kept as long as its record says within these bounds; that nobody answered, only for moments."""

LONGEST_TEXT = 8_192

_NEEDED_LATER = (
    "dns._asyncio_backend",
    "dns.rdtypes.ANY.TXT",
    "dns.rdtypes.ANY.SOA",
    "dns.rdtypes.ANY.CNAME",
    "dns.rdtypes.ANY.OPT",
)
"""What dnspython loads at the first answer: loading it then would block the event loop."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """An answer, and until when (by the loop's clock) it counts."""

    texts: Texts
    until: float


class TextResolver:
    """Asks the hub's own name servers."""

    def __init__(self, resolver: dns.asyncresolver.Resolver) -> None:
        """Take a resolver; `hubs_own` makes the usual one."""
        self._resolver = resolver
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._asking: dict[str, asyncio.Task[Texts]] = {}
        self._room = asyncio.Semaphore(AT_A_TIME)

    async def texts(self, names: Iterable[str]) -> Mapping[str, Texts]:
        """Return the TXT records under each name, those in time; a name that is missing could not be asked in time."""
        wanted = {name: self._ask(name) for name in dict.fromkeys(names)}
        pending = [task for task in wanted.values() if not task.done()]
        if pending:
            await asyncio.wait(pending, timeout=ALL_WITHIN)
        return {name: task.result() for name, task in wanted.items() if task.done() and not task.cancelled()}

    def stop(self) -> None:
        """Stop asking."""
        for task in self._asking.values():
            task.cancel()

    def _ask(self, name: str) -> asyncio.Future[Texts]:
        """Return what is known, or what is being asked already, or ask."""
        loop = asyncio.get_running_loop()
        kept = self._kept.get(name)
        if kept is not None and kept.until > loop.time():
            known: asyncio.Future[Texts] = loop.create_future()
            known.set_result(kept.texts)
            return known
        task = self._asking.get(name)
        if task is None:
            task = self._asking[name] = loop.create_task(self._look_up(name), name=f"TXT {name[:100]}")
            task.add_done_callback(lambda _: self._asking.pop(name, None))
        return task

    async def _look_up(self, name: str) -> Texts:
        """Ask for one name, and keep the answer."""
        async with self._room:
            texts, seconds = await self._answer(name)
        self._kept[name] = _Kept(texts, asyncio.get_running_loop().time() + seconds)
        self._kept.move_to_end(name)
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        return texts

    async def _answer(self, name: str) -> tuple[Texts, float]:
        """Return the records under a name and for how many seconds they count."""
        try:
            answer = await self._resolver.resolve(
                f"{name}.", dns.rdatatype.TXT, lifetime=LOOKUP_WITHIN, raise_on_no_answer=False, search=False
            )
        except dns.resolver.NXDOMAIN:
            return (), SHORTEST_KEPT
        except dns.exception.DNSException, OSError, ValueError, EOFError:
            # Time-outs, broken answers, servers that are out of reach, and names that are none.
            return None, FAILURE_KEPT
        records = answer.rrset or ()
        texts = tuple(b"".join(record.strings).decode("utf-8", "replace")[:LONGEST_TEXT] for record in records)
        seconds = answer.rrset.ttl if answer.rrset else SHORTEST_KEPT
        return texts, min(max(float(seconds), SHORTEST_KEPT), LONGEST_KEPT)


def hubs_own() -> dns.asyncresolver.Resolver:
    """Return a resolver that asks the name servers that the hub itself asks; reads files, so never in the event loop.

    A hub without a readable list of name servers gets one that can ask nobody.
    """
    for module in _NEEDED_LATER:
        import_module(module)
    try:
        return dns.asyncresolver.Resolver()
    except dns.exception.DNSException, OSError:
        return dns.asyncresolver.Resolver(configure=False)
