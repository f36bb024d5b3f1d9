"""How well the corpus is read: what was found beside what its labels want, and the two numbers that matter most."""

from dataclasses import dataclass, field

from custom_components.ring_guard.domain import formats, requesters
from custom_components.ring_guard.domain.model import Demand, Effect, FindingKind, FootageRequest, Level
from custom_components.ring_guard.domain.policy import Evaluator, prepare
from custom_components.ring_guard.domain.policy.presets import ask_me

from .loading import HOUSEHOLD, ZONE, Labelled, Wanted, corpus
from .signing import evidence

OF_THE_TEXT = frozenset(
    {
        FindingKind.FEDERAL_INTEREST,
        FindingKind.IMMIGRATION_INTEREST,
        FindingKind.TASK_FORCE,
        FindingKind.PROTEST,
        FindingKind.REPRODUCTIVE_OR_GENDER_CARE,
        FindingKind.RACE_ALONE,
        FindingKind.PRESSURE,
        FindingKind.URGENCY,
        FindingKind.NO_REFERENCE,
        FindingKind.LONG_WINDOW,
        FindingKind.LARGE_AREA,
        FindingKind.RETIRED_SYSTEM,
        FindingKind.NEVER_EXISTED_SYSTEM,
        FindingKind.PHISHING,
        FindingKind.FOREIGN_LINKS,
        FindingKind.LOOKALIKE_NAME,
        FindingKind.HIDDEN_CHARACTERS,
    }
)
"""The findings that the corpus has labels for."""

KEYS = {
    "cbp": ("cbp", "border_patrol"),
    "ice": ("ice", "ice_ero"),
    "usms": ("us_marshals",),
    "usss": ("secret_service",),
    "irs-ci": ("irs_ci",),
    "hhs-oig": ("hhs_oig",),
    "uscp": ("capitol_police",),
    "tva": ("tva_police",),
    "va": ("va_police",),
}
"""The registry's keys of bodies that the corpus calls otherwise."""

HONEST_LOCAL = frozenset(Level) - {Level.FEDERAL, Level.MILITARY, Level.FOREIGN}
"""Who is honestly not federal; a military or foreign body can be either."""


@dataclass(slots=True)
class Tally:
    """How often something was found rightly, found wrongly, and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float | None:
        """How much of what was found is there; None if nothing was found."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else None

    @property
    def recall(self) -> float | None:
        """How much of what is there was found; None if nothing is."""
        return self.right / (self.right + self.missed) if self.right + self.missed else None


@dataclass(slots=True)
class Score:
    """One half's tallies: by kind of label, then by its value; and the names behind the two numbers and all errors."""

    messages: int = 0
    tallies: dict[str, dict[str, Tally]] = field(default_factory=dict)
    not_federal: list[str] = field(default_factory=list)
    federal: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def tally(self, kind: str, value: str) -> Tally:
        """Return one tally, new if there is none yet."""
        return self.tallies.setdefault(kind, {}).setdefault(value, Tally())

    def total(self, kind: str) -> Tally:
        """Return the sum over all values of a kind."""
        each = self.tallies.get(kind, {}).values()
        return Tally(sum(one.right for one in each), sum(one.wrong for one in each), sum(one.missed for one in each))

    def wrong_of(self, message: Labelled, kind: str, value: object, how: str) -> None:
        """Note an error."""
        self.wrong.append(f"{message.name:14} {kind:10} {how:7} {value}")


def measure(half: str) -> Score:
    """Put one half of the corpus through the line and count."""
    score = Score()
    evaluator = prepare(ask_me().policy(cameras=frozenset(HOUSEHOLD.cameras), time_zone=ZONE))
    for message in corpus(half):
        request = identified(message)
        score.messages += 1
        _count(score, message, request)
        _judge(score, message, request, evaluator)
    return score


def identified(message: Labelled) -> FootageRequest:
    """Read and identify one message of the corpus, with what its mail proves."""
    arrival = message.arrival
    request = formats.read(arrival, HOUSEHOLD, arrival.id)
    return requesters.identify(request, requesters.Registry.builtin(), evidence(message))


def _count(score: Score, message: Labelled, request: FootageRequest) -> None:
    """Count one message's labels of all kinds."""
    found = frozenset(each.kind for each in request.findings) & OF_THE_TEXT
    _count_set(score, message, "level", message.levels, request.requester.claimed_levels)
    _count_set(score, message, "finding", message.findings, found)
    _count_set(score, message, "demand", message.demands, request.demands)
    _count_one(score, message, "system", message.system.value, request.system.value)
    for agency in message.agencies:
        known = not request.requester.claimed_agencies.isdisjoint(KEYS.get(agency, (agency,)))
        _count_one(score, message, "agency", "named", "named" if known else None)
    if message.window_matters:
        _count_one(score, message, "window", _shown(message.window), _shown(request.window))
    _count_one(score, message, "reference", _folded(message.reference), _folded(request.reference))


def _count_set[T: Level | FindingKind | Demand](
    score: Score, message: Labelled, kind: str, wanted: Wanted[T], found: frozenset[T]
) -> None:
    """Count a label that is a set."""
    for group in wanted.must:
        hit = sorted(group & found)
        tally = score.tally(kind, hit[0] if hit else min(group))
        tally.right += bool(hit)
        tally.missed += not hit
        if not hit:
            score.wrong_of(message, kind, "|".join(sorted(group)), "missed")
    for value in sorted(found.difference(wanted.may, *wanted.must)):
        score.tally(kind, value).wrong += 1
        score.wrong_of(message, kind, value, "wrong")


def _count_one(score: Score, message: Labelled, kind: str, wanted: str | None, found: str | None) -> None:
    """Count a label that is one value; windows and references are counted together whatever they say."""
    right = wanted == found
    if wanted is not None:
        tally = score.tally(kind, wanted if kind == "system" else "all")
        tally.right += right
        tally.missed += not right
    if found is not None and not right:
        score.tally(kind, found if kind == "system" else "all").wrong += 1
    if not right:
        score.wrong_of(message, kind, f"{wanted} != {found}", "differs")


def _judge(score: Score, message: Labelled, request: FootageRequest, evaluator: Evaluator) -> None:
    """Note a message that counts towards the two numbers."""
    if message.truth == Level.FEDERAL and Level.FEDERAL not in request.requester.possible_levels:
        score.not_federal.append(message.name)
    if message.truth in HONEST_LOCAL and evaluator.decide(request).effect is Effect.DECLINE:
        score.federal.append(message.name)


def _shown(window: object) -> str | None:
    """Return a window in words."""
    return None if window is None else str(window)


def _folded(reference: str | None) -> str | None:
    """Return a reference in lower case."""
    return None if reference is None else reference.lower()
