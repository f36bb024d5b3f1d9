"""From a request to a decision: one readable loop over rules whose conditions were prepared once.

Rules have no order, the strictest wins, and what is uncertain never opens the door. Evaluation must never
raise for a request that the model can hold, whatever the policy.
"""

from dataclasses import dataclass
from datetime import tzinfo
from functools import reduce
from zoneinfo import ZoneInfo

from ..model import Answer, Authority, Decision, Effect, FootageRequest, Ground, Mode, Reason, Terms
from .attributes import Facts, read_facts
from .conditions import MAYBE, NO, Test, prepare_test
from .floors import FLOORS, Case, court_order
from .reasons import ReasonKey
from .rules import NO_LIMITS, Policy, Rule
from .voices import Voice, default_voice, limit_voice, rule_voice

_TELLING_ORDER = {
    (Authority.RULE, Answer.YES): 0,
    (Authority.RULE, Answer.MAYBE): 1,
    (Authority.FLOOR, Answer.YES): 2,
    (Authority.MODE, Answer.YES): 3,
    (Authority.DEFAULT, Answer.YES): 4,
}
"""Which of several grounds for the same effect is named as the deciding one: what tells most comes first."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A rule's effect or a rule's limits, ready to be asked: tests, each with what is said if it is unsettled."""

    tests: tuple[tuple[Test, Voice], ...]
    certain: Voice

    def hear(self, facts: Facts) -> Voice | None:
        """Return what the line says about a request, None if it says no; all tests ANDed in Kleene's logic."""
        voice = self.certain
        for test, uncertain in self.tests:
            answer = test(facts)
            if answer is NO:
                return None
            if answer is MAYBE and voice is self.certain:
                voice = uncertain
        return voice


class Evaluator:
    """One version of the policy, prepared to decide many requests."""

    def __init__(self, policy: Policy) -> None:
        """Prepare every rule.

        Raises:
            ValueError: if the policy's time zone is not known.
        """
        self.policy = policy
        self.digest = policy.digest
        zone = _zone(policy.time_zone)
        self._lines = tuple(line for rule in policy.rules for line in _prepare_rule(rule, zone))
        self._default = default_voice(policy.default)

    def decide(self, request: FootageRequest, mode: Mode = Mode.POLICY) -> Decision:
        """Decide a request and say why. Never raises."""
        facts = read_facts(request, self.policy.cameras)
        voices = [voice for line in self._lines if (voice := line.hear(facts)) is not None]
        terms = self._combined_terms(voices)
        if all(voice.gives is None or voice.raises for voice in voices):
            voices.append(self._default)
        case = Case(facts, mode, _base(voices), terms, _grants(voices))
        voices += [voice for floor in FLOORS if (voice := floor(case)) is not None]
        effect = max(voice.gives for voice in voices if voice.gives is not None)
        if (court := court_order(facts)) is not None:
            effect = court.ground.effect or effect
            voices.append(court)
        deciding = court or _most_telling(voices, effect)
        return Decision(
            request_id=request.id,
            policy_digest=self.digest,
            mode=mode,
            effect=effect,
            terms=terms,
            deciding=deciding.ground,
            grounds=_grounds(voices),
            milder=_milder(voices, effect, court),
        )

    def _combined_terms(self, voices: list[Voice]) -> Terms:
        """Combine the household's limits with those of every rule that holds or may."""
        distinct = {id(voice.terms): voice.terms for voice in voices if voice.terms is not None}
        return reduce(Terms.meet, distinct.values(), self.policy.terms)


def prepare(policy: Policy) -> Evaluator:
    """Prepare a policy once for many decisions.

    Raises:
        ValueError: if its time zone is not known.
    """
    return Evaluator(policy)


def decide(request: FootageRequest, policy: Policy, mode: Mode = Mode.POLICY) -> Decision:
    """Decide one request under a policy that is used only this once.

    Raises:
        ValueError: if the policy's time zone is not known.
    """
    return prepare(policy).decide(request, mode)


def _zone(name: str) -> tzinfo:
    """Return a time zone; the hub has loaded its own already, so that nothing is read here."""
    try:
        return ZoneInfo(name)
    except (KeyError, OSError) as error:
        raise ValueError(f"no such time zone: {name}") from error


def _prepare_rule(rule: Rule, zone: tzinfo) -> list[_Line]:
    """Prepare a rule's effect and its limits, which read claims differently."""
    lines = []
    if rule.effect is not None:
        against = rule.effect is Effect.DECLINE
        tests = tuple((prepare_test(one, zone, against=against), rule_voice(rule, one)) for one in rule.conditions)
        lines.append(_Line(tests, rule_voice(rule)))
    if rule.terms != NO_LIMITS:
        tests = tuple((prepare_test(one, zone, against=True), limit_voice(rule, one)) for one in rule.conditions)
        lines.append(_Line(tests, limit_voice(rule)))
    return lines


def _base(voices: list[Voice]) -> Effect:
    """Return the strictest effect that rules or the default give by themselves."""
    return max(voice.gives for voice in voices if voice.gives is not None and not voice.raises)


def _grants(voices: list[Voice]) -> tuple[Rule, ...]:
    """Return the rules that say grant."""
    return tuple(voice.granting for voice in voices if voice.granting is not None)


def _most_telling(voices: list[Voice], effect: Effect) -> Voice:
    """Return the voice that a decision's effect is said to rest on."""
    return min(
        (voice for voice in voices if voice.gives is effect),
        key=lambda voice: _TELLING_ORDER[voice.ground.authority, voice.ground.answer],
    )


def _grounds(voices: list[Voice]) -> tuple[Ground, ...]:
    """Return the grounds that mattered: all but grants that may hold, which give nothing."""
    return tuple(voice.ground for voice in voices if voice.gives is not None or voice.terms is not None)


def _milder(voices: list[Voice], effect: Effect, court: Voice | None) -> tuple[Reason, ...]:
    """Return all that would have to be different for the next milder answer."""
    if effect is Effect.GRANT:
        return ()
    if court is not None:
        return () if court.way_out is None else (court.way_out,)
    reasons = [voice.way_out for voice in voices if voice.gives is effect and voice.way_out is not None]
    if effect is Effect.CONFIRM and not _grants(voices):
        possible = [voice.way_out for voice in voices if voice.gives is None and voice.way_out is not None]
        reasons += possible or [Reason(key=ReasonKey.MILDER_NO_GRANT)]
    return tuple(reasons)
