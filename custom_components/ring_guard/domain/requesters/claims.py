"""Which of the bodies named in a message it gives itself out as.

A name in the sender's line, under a label, in the signature or in the first person is a claim. A name beside
"with our partners at" is only mentioned. Where nobody is claimed that way, whoever is named is.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
import re

from ..model import FootageRequest, Level
from .mentions import Mention, mentions
from .registry import Agency, Group, Registry


class Standing(IntEnum):
    """How a name stands in a message."""

    MENTIONED = 0
    NAMED = 1
    CLAIMED = 2


@dataclass(frozen=True, slots=True)
class Named:
    """One name and its standing."""

    mention: Mention
    standing: Standing


@dataclass(frozen=True, slots=True)
class Claims:
    """All names in a message, those it claims, and agencies whose mail domain it writes from or gives as contact.

    `hosts` are those of the sender's and the contact's address, whether anybody knows them or not.
    """

    named: tuple[Named, ...]
    claimed: tuple[Mention, ...]
    by_domain: tuple[tuple[str, Agency], ...]
    hosts: tuple[str, ...] = ()

    @property
    def levels(self) -> frozenset[Level]:
        """Every level that the message gives itself."""
        return frozenset[Level]().union(
            *(mention.levels for mention in self.claimed), *(each.levels for _, each in self.by_domain)
        )

    @property
    def agencies(self) -> frozenset[str]:
        """The registry keys of every known body that the message gives itself out as."""
        keys = {mention.key for mention in self.claimed} | {agency.key for _, agency in self.by_domain}
        return frozenset(keys - {""})


_PARTNER = re.compile(
    r"\b(?:partners?|partnered|partnering|partnership|together|along|alongside|work|works|working|worked|cooperat\w{2,8}|coordinat\w{2,8}|collaborat\w{2,8}|conjunction|assist\w{0,5}|help|helping|"
    r"aid|support\w{0,4}|task force|shared?|sharing|report\w{0,3}|refer\w{0,4}|contacted|contact|notif\w{2,5}|call|alert\w{0,3}|member|deputi[sz]ed|zusammen|avec)"
    r"(?: (?:with|at|of|from|by|to|in|on|the|our|their|your|local|federal|for|other|agencies|agency|friends|colleagues|such as|including|like|mit|der|dem|la|le)){0,5}\s?$",
)
_FIRST_PERSON = re.compile(
    r"(?:\b(?:i am|i'm|i’m|this is|we are|we're|we’re|my name is|i work|i serve|it is|je suis|ich bin|wir sind|here is|on behalf of|request from|requested by|sent by|posted by|signed)\b[^\n.!?]{0,70}|^)"
    r"(?:\b(?:with|for|from|of|at|the|von|der|vom|de|la)\b ?){0,3}$",
)
_ASKS = re.compile(
    r"\W{0,3}(?:\(\w{2,8}\) )?(?:is|are|has|have|will|would|needs?|requests?|asks?|seeks?|wants?|requires?|demands?|orders?|here|agent|officer|detective|special agent|bittet|demande)\b",
)
_LABEL = re.compile(
    r"^[ \t*>-]{0,4}(?:from|agency|requesting agency|agency name|department|organi[sz]ation|office|sender|requester|requested by|unit|bureau|division|von|de|dienststelle|behörde|title|employer|company|firm)[ \t]?:",
)
_JOINED = re.compile(r"[\s,()]{0,3}(?:(?:and|&|/|-|–|und|et|y|the|der|die|of)[\s,(]{0,2}){0,3}")
_SMALL = frozenset(
    {"of", "the", "and", "for", "de", "du", "la", "le", "des", "der", "die", "das", "und", "at", "in", "&", "y", "et"}
)
_SIGNATURE_LINES = 8


def claims(request: FootageRequest, registry: Registry) -> Claims:
    """Return who a request gives itself out as."""
    own = [Named(each, Standing.CLAIMED) for each in mentions(_own_lines(request), registry)]
    body = _joined(request.text, [_in_text(each, request.text) for each in mentions(request.text, registry)])
    named = (*own, *body)
    hosts = _hosts(request)
    domains = tuple((host, agency) for host in hosts if (agency := registry.by_domain(host)) is not None)
    return Claims(named, tuple(_claimed(named, bool(domains))), domains, hosts)


def _own_lines(request: FootageRequest) -> str:
    """Return the lines beside the text in which a message names itself."""
    title = "" if request.text.startswith(request.title) else request.title
    return "\n".join(
        part for part in (title, request.requester.claimed_name or "", request.contact.officer or "") if part
    )


def _in_text(mention: Mention, text: str) -> Named:
    """Judge how a name stands in running text."""
    line_start = text.rfind("\n", 0, mention.start) + 1
    line_end = text.find("\n", mention.end)
    line = text[line_start : line_end if line_end >= 0 else len(text)][:400]
    before = text[max(line_start, mention.start - 100) : mention.start].casefold()
    if _PARTNER.search(before[-60:]):
        return Named(mention, Standing.MENTIONED)
    after = text[mention.end : mention.end + 24].casefold()
    own = (
        _LABEL.match(line.casefold())
        or _FIRST_PERSON.search(before)
        or _ASKS.match(after)
        or _signs(line, text, line_start)
    )
    return Named(mention, Standing.CLAIMED if own else Standing.NAMED)


def _signs(line: str, text: str, line_start: int) -> bool:
    """Tell whether a line is one of a signature: near the end, short, and made of names alone."""
    if len(line) > 90 or text.count("\n", line_start) >= _SIGNATURE_LINES * 2:
        return False
    rest = [word for word in line.split() if word[:1].isalpha() and word.lower() not in _SMALL]
    return bool(rest) and all(not word[0].islower() for word in rest) and not line.rstrip().endswith("?")


def _joined(text: str, found: Sequence[Named]) -> list[Named]:
    """Give names that stand side by side ("the FBI and the Springfield Police") the better standing of both."""
    result = list(found)
    for index in range(1, len(result)):
        one, two = result[index - 1], result[index]
        gap = text[one.mention.end : two.mention.start]
        if len(gap) > 12 or _JOINED.fullmatch(gap.casefold()) is None or "\n\n" in gap:
            continue
        best = (
            max(one.standing, two.standing)
            if Standing.MENTIONED not in (one.standing, two.standing)
            else min(one.standing, two.standing)
        )
        result[index - 1], result[index] = replace(one, standing=best), replace(two, standing=best)
    return result


def _claimed(named: Sequence[Named], has_domain: bool) -> Iterable[Mention]:
    """Choose the names that count as claimed, and whatever imitates a public body's name or is a task force's."""
    public = [each for each in named if each.mention.group is not Group.CIVIL]
    always = [each.mention for each in public if each.mention.lookalike or each.mention.group is Group.TASK_FORCE]
    chosen = [each.mention for each in public if each.standing is Standing.CLAIMED]
    bodies = [mention for mention in chosen if mention.group is not Group.TASK_FORCE]
    if not bodies and not has_domain:
        chosen = chosen + _next_best(public)
    if not chosen and not has_domain and not always:
        chosen = _civil(named)
    return dict.fromkeys([*chosen, *always])


def _next_best(public: Sequence[Named]) -> list[Mention]:
    """Where no body is claimed, take the local ones that are named, else the national ones, else those mentioned."""
    strong = [each for each in public if not each.mention.name.weak]
    for standing in (Standing.NAMED, Standing.MENTIONED):
        here = [each.mention for each in strong if each.standing is standing]
        local = [mention for mention in here if mention.group in {Group.LOCAL, Group.STATE}]
        national = [mention for mention in here if mention.group is Group.NATIONAL]
        if standing is Standing.MENTIONED:
            return national or local
        if local or national:
            return local or national
    return []


def _civil(named: Sequence[Named]) -> list[Mention]:
    """Take the private people and companies that a message speaks as, else those it names unmistakably."""
    found = [each for each in named if each.mention.group is Group.CIVIL and each.standing is not Standing.MENTIONED]
    claimed = [each.mention for each in found if each.standing is Standing.CLAIMED]
    return claimed or [each.mention for each in found if not each.mention.name.weak]


def _hosts(request: FootageRequest) -> tuple[str, ...]:
    """Return the hosts of the sender's and the contact's mail address."""
    sender = re.match(r"From: [^\n]{0,200}?([\w.+'-]{1,64}@[\w.-]{3,200})", request.text)
    addresses = (request.contact.email or "", sender[1] if sender else "")
    return tuple(dict.fromkeys(address.rpartition("@")[2].lower() for address in addresses if address))
