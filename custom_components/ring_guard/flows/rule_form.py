"""A rule as the answers of a form, and back.

The form knows each attribute once, each comparison once, and every limit. Where a rule holds more than that, there is
no form for it. Answers are flat here: the form's sections are the page's business.
"""

from collections.abc import Iterator, Mapping
from datetime import time, timedelta
from typing import Any

from ..domain.model import Assurance, Effect, Terms
from ..domain.policy import (
    Among,
    AssuranceAtLeast,
    Attribute,
    Condition,
    FootageOlderThan,
    Rule,
    TimeOfDay,
    WindowLongerThan,
)
from ..domain.requesters.domains import RegisteredDomain, host_name

type Answers = dict[str, Any]

NAME = "name"
EFFECT = "effect"
LONGEST_CLIP = "longest_clip"
LONGEST_TOTAL = "longest_total"
SOUND_OFF = "sound_off"
ONLY_CAMERAS = "only_cameras"
MASKS = "masks"
MOST_LINES = "most_lines"
APPROVALS = "approvals"
COOL_DOWN = "cool_down"
LINK_LIFE = "link_life"
DOWNLOADS = "downloads"
ASSURANCE_AT_LEAST = "assurance_at_least"
ASSURANCE_BELOW = "assurance_below"
LONGER_THAN = "longer_than"
NO_LONGER_THAN = "no_longer_than"
OLDER_THAN = "older_than"
NO_OLDER_THAN = "no_older_than"
TIME_FROM = "time_from"
TIME_UNTIL = "time_until"
TIME_EXCEPT = "time_except"

EFFECTS: dict[str, Effect | None] = {
    "nothing": None,
    "ask": Effect.CONFIRM,
    "decline": Effect.DECLINE,
    "grant": Effect.GRANT,
}

ASSURANCES = {assurance.name.lower(): assurance for assurance in Assurance if assurance > Assurance.CONTRADICTED}
"""The steps worth comparing with: everyone is at least contradicted."""

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)

COMPARISONS: dict[str, tuple[type[Condition], bool]] = {
    ASSURANCE_AT_LEAST: (AssuranceAtLeast, False),
    ASSURANCE_BELOW: (AssuranceAtLeast, True),
    LONGER_THAN: (WindowLongerThan, False),
    NO_LONGER_THAN: (WindowLongerThan, True),
    OLDER_THAN: (FootageOlderThan, False),
    NO_OLDER_THAN: (FootageOlderThan, True),
}
"""Fields that compare, with the kind of their condition and whether they turn it round."""


def except_field(attribute: Attribute) -> str:
    """Return the name of the field that turns the choice round: any value but the chosen ones."""
    return f"{attribute}_except"


def form_problem(answers: Mapping[str, Any]) -> str | None:
    """Return what keeps the answers from being a rule at all, as an error key, or None."""
    if bool(answers.get(TIME_FROM)) != bool(answers.get(TIME_UNTIL)):
        return "time_incomplete"
    if not all(host_name(domain) for domain in answers.get(Attribute.DOMAIN, ())):
        return "domain_malformed"
    return None


def domain_problem(answers: Mapping[str, Any], registered: RegisteredDomain) -> str | None:
    """Return an error key if a domain is none that somebody registered: what mails prove is reduced to that, so nothing else would fit."""
    named = map(host_name, answers.get(Attribute.DOMAIN, ()))
    return "domain_not_registered" if any(registered(domain) != domain for domain in named) else None


def rule_from(answers: Mapping[str, Any], rule_id: str) -> Rule:
    """Return the rule that answers without a `form_problem` describe."""
    return Rule(
        id=rule_id,
        name=answers[NAME].strip(),
        effect=EFFECTS[answers[EFFECT]],
        conditions=tuple(_conditions(answers)),
        terms=_terms(answers),
    )


def answers_from(rule: Rule) -> Answers | None:
    """Return the answers that describe a rule, or None if the form cannot say it."""
    answers = _described(rule)
    back = rule_from(answers, rule.id)
    same = back.terms == rule.terms and set(back.conditions) == set(rule.conditions)
    return answers if same else None


def _conditions(answers: Mapping[str, Any]) -> Iterator[Condition]:
    """Yield the conditions, attributes first, in the order of their definition."""
    for attribute in Attribute:
        if values := answers.get(attribute):
            negated = answers.get(except_field(attribute), False)
            chosen = map(host_name, values) if attribute is Attribute.DOMAIN else values
            yield Among(attribute=attribute, values=frozenset(chosen), negated=negated)
    for field, (kind, negated) in COMPARISONS.items():
        if (value := answers.get(field)) is not None:
            yield _comparison(kind, value, negated=negated)
    if answers.get(TIME_FROM):
        yield TimeOfDay(
            start=time.fromisoformat(answers[TIME_FROM]),
            end=time.fromisoformat(answers[TIME_UNTIL]),
            negated=answers.get(TIME_EXCEPT, False),
        )


def _comparison(kind: type[Condition], value: Any, *, negated: bool) -> Condition:
    """Return one comparing condition: windows are given in minutes, ages in hours."""
    if kind is AssuranceAtLeast:
        return AssuranceAtLeast(at_least=ASSURANCES[value], negated=negated)
    if kind is WindowLongerThan:
        return WindowLongerThan(length=value * MINUTE, negated=negated)
    return FootageOlderThan(age=value * HOUR, negated=negated)


def _terms(answers: Mapping[str, Any]) -> Terms:
    """Return the limits: clips are given in seconds, cool-downs in minutes, the life of a link in hours."""
    clip, total = answers.get(LONGEST_CLIP), answers.get(LONGEST_TOTAL)
    life, fetches = answers.get(LINK_LIFE), answers.get(DOWNLOADS)
    cameras = answers.get(ONLY_CAMERAS)
    lines = answers.get(MOST_LINES)
    return Terms(
        longest_clip=None if clip is None else clip * SECOND,
        longest_total=None if total is None else total * SECOND,
        sound=not answers.get(SOUND_OFF, False),
        cameras=frozenset(cameras) if cameras else None,
        masks=frozenset(answers.get(MASKS, ())),
        most_lines=None if lines is None else int(lines),
        approvals=int(answers.get(APPROVALS, 1)),
        cool_down=answers.get(COOL_DOWN, 0) * MINUTE,
        link_life=None if life is None else life * HOUR,
        downloads=None if fetches is None else int(fetches),
    )


def _described(rule: Rule) -> Answers:
    """Return answers that come as near to a rule as the form can."""
    answers: Answers = {NAME: rule.name, EFFECT: next(key for key, value in EFFECTS.items() if value == rule.effect)}
    for condition in rule.conditions:
        answers |= _condition_answers(condition)
    return answers | _terms_answers(rule.terms)


def _condition_answers(condition: Condition) -> Answers:
    """Return the answers that describe one condition."""
    fields = {rule: field for field, rule in COMPARISONS.items()}
    field = fields.get((type(condition), condition.negated), "")
    match condition:
        case Among(attribute=attribute, values=values):
            return {attribute.value: sorted(values), except_field(attribute): condition.negated}
        case AssuranceAtLeast(at_least=at_least):
            return {field: at_least.name.lower()} if at_least in ASSURANCES.values() else {}
        case WindowLongerThan(length=length):
            return {field: length / MINUTE}
        case FootageOlderThan(age=age):
            return {field: age / HOUR}
        case TimeOfDay(start=start, end=end):
            return {TIME_FROM: start.isoformat(), TIME_UNTIL: end.isoformat(), TIME_EXCEPT: condition.negated}


def _terms_answers(terms: Terms) -> Answers:
    """Return the answers that describe the limits; what limits nothing is left out."""
    limits: Answers = {}
    if terms.longest_clip is not None:
        limits[LONGEST_CLIP] = terms.longest_clip / SECOND
    if terms.longest_total is not None:
        limits[LONGEST_TOTAL] = terms.longest_total / SECOND
    if not terms.sound:
        limits[SOUND_OFF] = True
    if terms.cameras:
        limits[ONLY_CAMERAS] = sorted(terms.cameras)
    if terms.masks:
        limits[MASKS] = sorted(terms.masks)
    if terms.most_lines is not None:
        limits[MOST_LINES] = terms.most_lines
    if terms.approvals > 1:
        limits[APPROVALS] = terms.approvals
    if terms.cool_down:
        limits[COOL_DOWN] = terms.cool_down / MINUTE
    if terms.link_life is not None:
        limits[LINK_LIFE] = terms.link_life / HOUR
    if terms.downloads is not None:
        limits[DOWNLOADS] = terms.downloads
    return limits
