"""How long a complete decision takes, beside engines that could have made it: `python -m benchmarks.policy`.

The same rules and requests go through each: conditions on level, incident type and assurance, everything
proven and stated, so that all answers are two-valued and can be compared where an engine can express them.
Every peer is prepared as far as it allows, and its fastest way to say the same is taken. Ring Guard returns
the whole decision with every ground, what would make it milder, and the combined limits; most peers return less.
Processor time is counted, so that what else the machine does is not.
Ends with status 1 if an answer differs or a target is missed.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
import json
import platform
import random
import sys
import tempfile
from time import thread_time

from custom_components.ring_guard.domain.model import (
    Assurance,
    AssuredParty,
    Effect,
    FootageRequest,
    IncidentType,
    Level,
    Requester,
    SourceKind,
    System,
    Terms,
    Window,
)
from custom_components.ring_guard.domain.policy import (
    Among,
    AssuranceAtLeast,
    Attribute,
    Condition,
    Policy,
    Rule,
    prepare,
)

RULE_COUNTS = (20, 1_000)
REQUESTS = 40
ROUNDS = 5
LEAST_RATIO = 3.0
PEERS = ("casbin", "json-logic-qubit", "cedarpy", "homeassistant")
NOW = datetime(2026, 11, 14, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class PlainRule:
    """A rule in the words that all engines share."""

    id: str
    effect: Effect
    levels: tuple[str, ...]
    types: tuple[str, ...]
    assurance: int


@dataclass(frozen=True, slots=True)
class PlainRequest:
    """A request in the words that all engines share."""

    level: str
    type: str
    assurance: int


@dataclass(frozen=True, slots=True)
class Engine:
    """A prepared engine: how it decides the n-th request, what it must be shown before (not timed).

    An engine that does not say the effect says whether the request is declined.
    """

    name: str
    decide: Callable[[int], Effect | bool]
    show: Callable[[int], None] = lambda _: None
    says_effect: bool = True


def plain_rules(count: int) -> list[PlainRule]:
    """Make rules of which each request meets about one in thirty; the same ones each time."""
    draw = random.Random(count)
    milder = [Effect.CONFIRM] * 2 + [Effect.GRANT]
    # Few enough that not every request is declined: casbin looks no further than the first decline.
    declines = set(draw.sample(range(count), max(2, count // 50)))
    return [
        PlainRule(
            f"r{number:04}",
            Effect.DECLINE if number in declines else draw.choice(milder),
            tuple(draw.sample([str(level) for level in Level], 3)),
            tuple(draw.sample([str(kind) for kind in IncidentType], 4)),
            draw.randint(2, 4),
        )
        for number in range(count)
    ]


def plain_requests() -> list[PlainRequest]:
    """Make requests that differ in all that rules look at; the same ones each time."""
    draw = random.Random(7)
    return [
        PlainRequest(str(draw.choice(list(Level))), str(draw.choice(list(IncidentType))), draw.randint(2, 4))
        for _ in range(REQUESTS)
    ]


def ring_guard(rules: Sequence[PlainRule], requests: Sequence[PlainRequest]) -> Engine:
    """Prepare Ring Guard itself."""
    evaluator = prepare(Policy(rules=tuple(map(_rule, rules)), terms=Terms(longest_clip=timedelta(seconds=60))))
    asked = [_request(request) for request in requests]
    return Engine("Ring Guard", lambda number: evaluator.decide(asked[number]).effect)


def _rule(plain: PlainRule) -> Rule:
    """Return a rule of the household."""
    conditions: tuple[Condition, ...] = (
        Among(attribute=Attribute.LEVEL, values=frozenset(plain.levels)),
        Among(attribute=Attribute.INCIDENT_TYPE, values=frozenset(plain.types)),
        AssuranceAtLeast(at_least=Assurance(plain.assurance)),
    )
    return Rule(id=plain.id, name=plain.id, effect=plain.effect, conditions=conditions)


def _request(plain: PlainRequest) -> FootageRequest:
    """Return a request of which everything is proven or stated."""
    level = frozenset({Level(plain.level)})
    return FootageRequest(
        id="request",
        arrival_id="arrival",
        source_kind=SourceKind.MAILBOX,
        source_id="source",
        origin="",
        received_at=NOW,
        system=System.PLAIN,
        requester=Requester(
            claimed_levels=level,
            possible_levels=level,
            assurance=Assurance(plain.assurance),
            assured=AssuredParty.AGENCY,
        ),
        incident_types=frozenset({IncidentType(plain.type)}),
        window=Window(start=NOW - timedelta(hours=1), end=NOW - timedelta(minutes=59, seconds=30)),
    )


def casbin_engine(rules: Sequence[PlainRule], requests: Sequence[PlainRequest]) -> Engine:
    """Prepare casbin, which knows allow and deny: it can say whether a request is declined."""
    import casbin

    model = casbin.Model()
    model.load_model_from_text(
        "[request_definition]\nr = level, type, assurance\n"
        "[policy_definition]\np = levels, types, assurance, eft\n"
        "[policy_effect]\ne = !some(where (p.eft == deny))\n"
        "[matchers]\nm = has(p.levels, r.level) && has(p.types, r.type) && least(r.assurance, p.assurance)\n"
    )
    enforcer = casbin.Enforcer(model)
    enforcer.add_function("has", lambda values, value: value in values)
    enforcer.add_function("least", lambda value, least: value >= least)
    enforcer.add_policies(
        [
            [f"|{'|'.join(rule.levels)}|", f"|{'|'.join(rule.types)}|", str(rule.assurance), _allowed(rule)]
            for rule in rules
        ]
    )
    asked = [(f"|{one.level}|", f"|{one.type}|", str(one.assurance)) for one in requests]
    return Engine("casbin", lambda number: not enforcer.enforce(*asked[number]), says_effect=False)


def _allowed(rule: PlainRule) -> str:
    """Return what casbin calls a rule's effect."""
    return "deny" if rule.effect is Effect.DECLINE else "allow"


def json_logic_engine(rules: Sequence[PlainRule], requests: Sequence[PlainRequest]) -> Engine:
    """Prepare json-logic: one expression a rule, the strictest of those that hold."""
    from json_logic import jsonLogic

    prepared = [
        (
            rule.effect,
            {
                "and": [
                    {"in": [{"var": "level"}, list(rule.levels)]},
                    {"in": [{"var": "type"}, list(rule.types)]},
                    {">=": [{"var": "assurance"}, rule.assurance]},
                ]
            },
        )
        for rule in rules
    ]
    asked = [{"level": one.level, "type": one.type, "assurance": one.assurance} for one in requests]

    def decide(number: int) -> Effect:
        data = asked[number]
        return max((effect for effect, logic in prepared if jsonLogic(logic, data)), default=Effect.CONFIRM)

    return Engine("json-logic", decide)


def cedar_engine(rules: Sequence[PlainRule], requests: Sequence[PlainRequest]) -> Engine:
    """Prepare Cedar with its policies parsed beforehand; the reasons it gives tell confirm from grant."""
    import cedarpy

    policies = cedarpy.PolicySet.from_str("\n".join(map(_cedar_rule, rules)))
    entities = cedarpy.Entities.from_json_str("[]")
    # Cedar names each policy by its place.
    effects = {f"policy{place}": rule.effect for place, rule in enumerate(rules)}
    asked = [
        {
            "principal": 'Requester::"any"',
            "action": 'Action::"see"',
            "resource": 'Footage::"any"',
            "context": {"level": one.level, "type": one.type, "assurance": one.assurance},
        }
        for one in requests
    ]

    def decide(number: int) -> Effect:
        reasons = cedarpy.is_authorized(asked[number], policies, entities).diagnostics.reasons
        return max((effects[reason] for reason in reasons), default=Effect.CONFIRM)

    return Engine("cedarpy", decide)


def _cedar_rule(rule: PlainRule) -> str:
    """Write a rule in Cedar's language."""
    head = "forbid" if rule.effect is Effect.DECLINE else "permit"
    return (
        f"{head}(principal, action, resource) when {{ {json.dumps(rule.levels)}.contains(context.level) && "
        f"{json.dumps(rule.types)}.contains(context.type) && context.assurance >= {rule.assurance} }};"
    )


async def hub_engine(hass, rules: Sequence[PlainRule], requests: Sequence[PlainRequest]) -> Engine:
    """Prepare Home Assistant's own conditions over three states; writing the states is not counted."""
    from homeassistant.helpers import condition, config_validation as cv

    checkers = []
    for rule in rules:
        config = {
            "condition": "and",
            "conditions": [
                {"condition": "state", "entity_id": "sensor.level", "state": list(rule.levels)},
                {"condition": "state", "entity_id": "sensor.type", "state": list(rule.types)},
                {"condition": "numeric_state", "entity_id": "sensor.assurance", "above": rule.assurance - 0.5},
            ],
        }
        valid = await condition.async_validate_condition_config(hass, cv.CONDITION_SCHEMA(config))
        checkers.append((rule.effect, await condition.async_from_config(hass, valid)))

    def show(number: int) -> None:
        request = requests[number]
        hass.states.async_set("sensor.level", request.level)
        hass.states.async_set("sensor.type", request.type)
        hass.states.async_set("sensor.assurance", str(request.assurance))

    def decide(number: int) -> Effect:
        return max((effect for effect, checker in checkers if checker.async_check()), default=Effect.CONFIRM)

    return Engine("Home Assistant", decide, show)


def microseconds(engine: Engine) -> float:
    """Return how long one decision takes: the mean over all requests, in the best of some rounds."""
    return min(_round(engine) for _ in range(ROUNDS)) / REQUESTS * 1e6


def _round(engine: Engine) -> float:
    """Let an engine decide every request once; return the seconds that took, without what is shown before."""
    spent = 0.0
    for number in range(REQUESTS):
        engine.show(number)
        begin = thread_time()
        engine.decide(number)
        spent += thread_time() - begin
    return spent


def differing(own: Engine, peer: Engine) -> int:
    """Count the requests to which two engines give different answers, as far as the peer can express them."""
    count = 0
    for number in range(REQUESTS):
        peer.show(number)
        mine, theirs = own.decide(number), peer.decide(number)
        count += theirs != (mine if peer.says_effect else mine is Effect.DECLINE)
    return count


async def compare(hass, count: int) -> tuple[float, bool]:
    """Measure all engines with `count` rules; return our own microseconds and whether all is well."""
    rules, requests = plain_rules(count), plain_requests()
    own = ring_guard(rules, requests)
    peers = [make(rules, requests) for make in (casbin_engine, json_logic_engine, cedar_engine)]
    peers.append(await hub_engine(hass, rules, requests))
    mine = microseconds(own)
    answers = [own.decide(number) for number in range(REQUESTS)]
    mix = ", ".join(f"{answers.count(effect)} {effect.name.lower()}" for effect in Effect)
    print(f"\n{count} rules, {REQUESTS} requests ({mix})")
    print(f"  {own.name:<15}{mine:>12.1f} us   decision, grounds, ways out and limits")
    good = True
    for peer in peers:
        theirs, wrong = microseconds(peer), differing(own, peer)
        part = "answer" if peer.says_effect else "declined or not"
        print(f"  {peer.name:<15}{theirs:>12.1f} us   {theirs / mine:7.1f} times ours; {part}: {wrong} differ")
        good &= wrong == 0 and theirs / mine >= LEAST_RATIO
    return mine, good


async def main() -> int:
    """Measure and print; return the exit status."""
    from pytest_homeassistant_custom_component.common import async_test_home_assistant

    print(f"Python {platform.python_version()}; " + ", ".join(f"{name} {version(name)}" for name in PEERS))
    with tempfile.TemporaryDirectory() as folder:
        async with async_test_home_assistant(config_dir=folder) as hass:
            results = [await compare(hass, count) for count in RULE_COUNTS]
            await hass.async_stop(force=True)
    growth, factor = results[-1][0] / results[0][0], RULE_COUNTS[-1] / RULE_COUNTS[0]
    print(f"\n{factor:.0f} times the rules take {growth:.1f} times as long.")
    held = growth <= factor and all(good for _, good in results)
    print(f"At least {LEAST_RATIO:.0f} times faster than each peer, with the same answers: {'yes' if held else 'NO'}")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
