"""Which of the bodies named in a message it gives itself out as.

A name in the sender's line, under a label, in the signature or in the first person is a claim. A name beside
"with our partners at" is only mentioned. Where nobody is claimed that way, whoever is named is.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
import re
from typing import NamedTuple

from ..model import FootageRequest, Level
from ..passages import Stretch, quoted, sentence_at
from ..phrases import alternatives, lowered, of_every
from .folding import visible
from .mentions import Mention, mentions
from .registry import Agency, Group, Registry


class Standing(IntEnum):
    """How a name stands in a message."""

    ASIDE = 0
    """Somebody only pretended to be it, or it is said to have no part."""
    MENTIONED = 1
    NAMED = 2
    CLAIMED = 3


class Named(NamedTuple):
    """One name and its standing; `quoted` = it stands in an older message below."""

    mention: Mention
    standing: Standing
    quoted: bool = False

    @property
    def counts(self) -> bool:
        """Tell whether it says something of the request: an older message counts where the body itself wrote it."""
        return self.standing is Standing.CLAIMED if self.quoted else self.standing > Standing.ASIDE


@dataclass(frozen=True, slots=True)
class Claims:
    """All names in a message, those it claims, and agencies whose mail domain it writes from or gives as contact.

    `hosts` are those of the sender's and the contact's address, whether anybody knows them or not.
    `beside` are the agencies of all other mail addresses in it, as of those that get a copy; `quotations` say where
    older messages stand in its text.
    """

    named: tuple[Named, ...]
    claimed: tuple[Mention, ...]
    by_domain: tuple[tuple[str, Agency], ...]
    hosts: tuple[str, ...] = ()
    beside: tuple[tuple[str, Agency], ...] = ()
    quotations: tuple[Stretch, ...] = ()

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
    rf"\b(?:{alternatives(lambda language: language.partner_patterns)})"
    rf"(?: (?:{alternatives(lambda language: language.partner_glue)})){{0,5}}\s?$"
)
_FIRST_PERSON = re.compile(
    rf"(?:\b(?:{alternatives(lambda language: language.first_patterns)})\b(?P<between>[^\n.!?]{{0,70}})|^)"
    rf"(?:\b(?:{alternatives(lambda language: language.first_glue)})\b ?){{0,3}}$"
)
_ASKS = re.compile(rf"\W{{0,3}}(?:\(\w{{2,8}}\) )?(?:{alternatives(lambda language: language.asking_patterns)})\b")
_LABEL = re.compile(rf"^[ \t*>-]{{0,4}}(?:{alternatives(lambda language: language.own_labels)})[ \t]?:")
_COPIED = re.compile(r"[ \t*>-]{0,4}(?:cc|bcc|copy to)[ \t]?:", re.IGNORECASE)
_ASKS_US = re.compile(rf"\W{{0,2}}(?:{alternatives(lambda language: language.asks_us_patterns)})\b")
_BREAKS = re.compile(rf"\b(?:{alternatives(lambda language: language.breaks)})\b")
_SELF = re.compile(rf"\b(?:{alternatives(lambda language: language.self_patterns)}) (?:the |la |el )?$")
_PLACE = re.compile(rf"\W?s? (?:\w+ )?(?:{alternatives(lambda language: language.place_patterns)})\b")
_FOOTERS = of_every(lambda language: language.footers)
_SPEAKING = frozenset(
    {"i", "i'm", "im", "we", "we're", "my", "our", "soy", "somos", "mi", "nuestro", "nuestra", "vivo"}
)
_IMPOSTOR = re.compile(rf"\b(?:{alternatives(lambda language: language.impostor_patterns)})\b[^\n.;]{{0,30}}$")
_OTHERWISE = re.compile(rf"\b(?:{alternatives(lambda language: language.not_names)})\b")
_ADDRESS = re.compile(r"@((?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,24})(?![\w-])")
_SENDER = re.compile(r"From: [^\n]{0,200}?([\w.+'-]{1,64}@[\w.-]{3,200})")
_MOST_ADDRESSES = 50
_NEAR = 20
_JOINED = re.compile(r"[\s,()]{0,3}(?:(?:and|&|/|-|–|und|et|y|the|der|die|of)[\s,(]{0,2}){0,3}")
_SMALL = frozenset(
    {"of", "the", "and", "for", "de", "du", "la", "le", "des", "der", "die", "das", "und", "at", "in", "&", "y", "et"}
)
_SIGNATURE_LINES = 8


def claims(request: FootageRequest, registry: Registry) -> Claims:
    """Return who a request gives itself out as."""
    text, quotations = request.text, quoted(request.text)
    own = [Named(each, Standing.CLAIMED) for each in _meant(_own_lines(request), registry)]
    body = _joined(text, [_in_text(each, text, quotations) for each in _meant(text, registry)])
    named = (*own, *body)
    hosts = _hosts(request)
    domains = tuple(_bodies_of(hosts, registry))
    others = _ADDRESS.findall(text.lower())[:_MOST_ADDRESSES] if text.count("@") > 1 else []
    beside = tuple(_bodies_of((host for host in others if host not in hosts), registry))
    claimed = tuple(_claimed([each for each in named if not each.quoted], bool(domains)))
    return Claims(named, claimed or tuple(_claimed(named, bool(domains))), domains, hosts, beside, quotations)


def _meant(text: str, registry: Registry) -> list[Mention]:
    """Return the known names in a text, without words that only look like a name ("ICE RINK")."""
    return [each for each in mentions(text, registry) if each.group is not Group.NATIONAL or not _is_other(each, text)]


def _is_other(mention: Mention, text: str) -> bool:
    """Tell whether a name is a part of words that mean something else."""
    near = max(0, mention.start - _NEAR)
    spans = (match.span() for match in _OTHERWISE.finditer(lowered(text[near : mention.end + _NEAR])))
    return any(near + start <= mention.start and mention.end <= near + end for start, end in spans)


def _own_lines(request: FootageRequest) -> str:
    """Return the lines beside the text in which a message names itself."""
    title = "" if request.text.startswith(request.title) else request.title
    return "\n".join(
        part for part in (title, request.requester.claimed_name or "", request.contact.officer or "") if part
    )


def _in_text(mention: Mention, text: str, quotations: tuple[Stretch, ...]) -> Named:
    """Judge how a name stands in running text."""
    return Named(mention, _standing(mention, text), any(start <= mention.start < end for start, end in quotations))


def _standing(mention: Mention, text: str) -> Standing:
    """Judge a name by the line that it stands in."""
    line_start = text.rfind("\n", 0, mention.start) + 1
    line_end = text.find("\n", mention.end)
    line = text[line_start : line_end if line_end >= 0 else len(text)][:400]
    before = text[max(line_start, mention.start - 100) : mention.start].casefold()
    after = text[mention.end : mention.end + 40].casefold()
    if _SELF.search(before[-30:]):
        return Standing.CLAIMED
    if mention.group is Group.NATIONAL and _is_aside(mention, text, before, after):
        return Standing.ASIDE
    if (before and _PARTNER.search(before[-60:])) or _COPIED.match(line) or _ASKS_US.match(after):
        return Standing.MENTIONED
    own = (
        not before
        or _LABEL.match(line.casefold())
        or _ASKS.match(after)
        or mention.written.split(" ", 1)[0].lower() in _SPEAKING
        or _signs(line, text, line_start)
        or _in_first_person(before)
    )
    return Standing.CLAIMED if own else Standing.NAMED


def _in_first_person(before: str) -> bool:
    """Tell whether a name ends a sentence's beginning like "I am an officer of the"."""
    match = _FIRST_PERSON.search(before)
    return match is not None and not (match["between"] and _BREAKS.search(match["between"]))


def _is_aside(mention: Mention, text: str, before: str, after: str) -> bool:
    """Tell whether a national body has no part in it: an impostor's, a place's, or one of the small print."""
    if _IMPOSTOR.search(before) or _PLACE.match(after):
        return True
    said = sentence_at(text, mention.start, mention.end - mention.start)
    return _FOOTERS.some(visible(said).lower())


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
        standings = (one.standing, two.standing)
        best = max(standings) if min(standings) > Standing.MENTIONED else min(standings)
        result[index - 1], result[index] = one._replace(standing=best), two._replace(standing=best)
    return result


def _claimed(named: Sequence[Named], has_domain: bool) -> Iterable[Mention]:
    """Choose the names that count as claimed, and whatever imitates a public body's name or is a task force's."""
    public = [each for each in named if each.mention.group is not Group.CIVIL]
    always = [each.mention for each in public if each.mention.lookalike or each.mention.group is Group.TASK_FORCE]
    chosen = [each.mention for each in public if each.standing is Standing.CLAIMED]
    bodies = [mention for mention in chosen if mention.group is not Group.TASK_FORCE]
    if not bodies and not has_domain:
        chosen += _speakers(named) or _next_best(public)
    if not chosen and not has_domain and not always:
        chosen = _civil(named) or [each.mention for each in public if each.standing > Standing.ASIDE][:1]
    return dict.fromkeys([*chosen, *always])


def _next_best(public: Sequence[Named]) -> list[Mention]:
    """Where no body is claimed, take the local ones that are named, else the national ones, else those mentioned."""
    strong = [each for each in public if not each.mention.name.weak and not each.mention.written.islower()]
    for standing in (Standing.NAMED, Standing.MENTIONED, Standing.ASIDE):
        here = [each.mention for each in strong if each.standing is standing]
        local = [mention for mention in here if mention.group in {Group.LOCAL, Group.STATE}]
        national = [mention for mention in here if mention.group is Group.NATIONAL]
        found = (local or national) if standing is Standing.NAMED else (national or local)
        if found:
            return found
    return []


def _speakers(named: Sequence[Named]) -> list[Mention]:
    """Take the private people and companies that a message speaks as; whom they name beside themselves does not ask."""
    return [each.mention for each in named if each.mention.group is Group.CIVIL and each.standing is Standing.CLAIMED]


def _civil(named: Sequence[Named]) -> list[Mention]:
    """Take the private people and companies that a message speaks as, else those it names unmistakably."""
    found = [each for each in named if each.mention.group is Group.CIVIL and each.standing is not Standing.MENTIONED]
    return _speakers(found) or [each.mention for each in found if not each.mention.name.weak]


def _hosts(request: FootageRequest) -> tuple[str, ...]:
    """Return the hosts of the sender's and the contact's mail address."""
    sender = _SENDER.match(request.text)
    addresses = (request.contact.email or "", sender[1] if sender else "")
    return tuple(dict.fromkeys(address.rpartition("@")[2].lower() for address in addresses if address))


def _bodies_of(hosts: Iterable[str], registry: Registry) -> Iterator[tuple[str, Agency]]:
    """Yield the agencies that hosts speak of."""
    for host in dict.fromkeys(hosts):
        agency = registry.by_domain(host)
        if agency is not None:
            yield host, agency
