"""A second, naive reading of the policy, written from the table alone, to hold the evaluator against.

It shares no code with the evaluator: sets of whole possibilities instead of tests, effects instead of voices.
Times of day are tried minute by minute, which is slow and cannot be wrong.
"""

from datetime import timedelta
from math import ceil
from zoneinfo import ZoneInfo

from custom_components.ring_guard.domain.model import (
    Assurance,
    AssuredParty,
    Demand,
    Effect,
    FootageRequest,
    IncidentType,
    Level,
    Mode,
    Severity,
    System,
    Terms,
    Window,
)
from custom_components.ring_guard.domain.policy import (
    Among,
    AssuranceAtLeast,
    Condition,
    FootageOlderThan,
    Policy,
    Rule,
    TimeOfDay,
    WindowLongerThan,
)


def expected(request: FootageRequest, policy: Policy, mode: Mode) -> tuple[Effect, Terms]:
    """Return the effect and the terms that the table asks for."""
    terms = policy.terms
    effects, perhaps_declined, granting = [], False, []
    for rule in policy.rules:
        by_evidence = _all(request, policy, rule, against=False)
        against = _all(request, policy, rule, against=True)
        if against != "no":
            terms = terms.meet(rule.terms)
        if rule.effect is Effect.DECLINE:
            effects += [Effect.DECLINE] if against == "yes" else []
            perhaps_declined |= against == "maybe"
        elif rule.effect is Effect.CONFIRM and by_evidence != "no":
            effects.append(Effect.CONFIRM)
        elif rule.effect is Effect.GRANT and by_evidence == "yes":
            effects.append(Effect.GRANT)
            granting.append(rule)
    effect = max(effects) if effects else policy.default
    if perhaps_declined:
        effect = max(effect, Effect.CONFIRM)
    if effect is Effect.GRANT and _must_ask(request, terms, granting, mode):
        effect = Effect.CONFIRM
    if mode is Mode.LOCKDOWN or _no_camera(request, policy, terms):
        effect = Effect.DECLINE
    if Demand.COURT_ORDER in request.demands:
        effect = Effect.CONFIRM
    return effect, terms


def _must_ask(request: FootageRequest, terms: Terms, granting: list[Rule], mode: Mode) -> bool:
    suspicious = any(finding.severity is Severity.SUSPICIOUS for finding in request.findings)
    proven = any(_names_a_proven_requester(request, rule) for rule in granting)
    window, longest = request.window, terms.longest_clip
    too_long = window is not None and longest is not None and window.length > longest
    emergency = Demand.EMERGENCY_CLAIM in request.demands
    return suspicious or not proven or window is None or too_long or emergency or mode is Mode.ASK


def _names_a_proven_requester(request: FootageRequest, rule: Rule) -> bool:
    named = [one for one in rule.conditions if isinstance(one, Among) and not one.negated and one.values]
    names_level = any(one.attribute == "level" and set(Level) - one.values for one in named)
    names_agency = any(one.attribute == "agency" for one in named)
    names_list = any(one.attribute == "list" for one in named)
    names_domain = any(one.attribute == "domain" for one in named)
    if _assurance(request) < Assurance.PLATFORM_VOUCHED:
        return False
    if names_domain and not _domain(request):
        return False
    if names_list and not _lists(request)[0]:
        return False
    named_somehow = names_level or names_agency or names_list or names_domain
    return named_somehow and (not names_agency or _agency(request) is not None)


def _no_camera(request: FootageRequest, policy: Policy, terms: Terms) -> bool:
    if terms.cameras is None:
        return False
    asked = _possible(request, policy, "camera")
    return not terms.cameras or (asked is not None and not terms.cameras & asked)


def _assurance(request: FootageRequest) -> Assurance:
    requester = request.requester
    if requester.call_back:
        return Assurance.CALLED_BACK
    vouched = min(requester.assurance, Assurance.PLATFORM_VOUCHED)
    return vouched if requester.assured is AssuredParty.PLATFORM else requester.assurance


def _domain(request: FootageRequest) -> str | None:
    requester = request.requester
    if requester.assurance < Assurance.DOMAIN_VERIFIED or requester.assured is AssuredParty.PLATFORM:
        return None
    return requester.proven_domain


def _agency(request: FootageRequest) -> str | None:
    requester = request.requester
    if requester.assurance < Assurance.PLATFORM_VOUCHED or requester.assured in (None, AssuredParty.PLATFORM):
        return None
    return requester.proven_agency


def _lists(request: FootageRequest) -> tuple[frozenset[str], frozenset[str] | None]:
    """Return the lists that the requester is certainly on, and those that it may be on; None = any."""
    requester = request.requester
    by_domain = requester.assurance >= Assurance.DOMAIN_VERIFIED
    if not by_domain or requester.assured in (None, AssuredParty.PLATFORM):
        return frozenset(), None
    return requester.proven_lists, requester.possible_lists


def _vouching_platform(request: FootageRequest) -> bool:
    requester = request.requester
    if requester.assured is AssuredParty.PLATFORM:
        return requester.assurance >= Assurance.PLATFORM_VOUCHED
    return requester.assurance is Assurance.PLATFORM_VOUCHED


def _possible(request: FootageRequest, policy: Policy, attribute: str) -> set[str] | None:
    """Return all that an attribute may be; None where nobody can list it."""
    requester = request.requester
    match attribute:
        case "level" if requester.call_back and requester.call_back.level:
            return {requester.call_back.level}
        case "domain":
            domain = _domain(request)
            return {domain} if domain else None
        case "level":
            evidence = requester.assurance >= Assurance.PLATFORM_VOUCHED and requester.possible_levels
            return set(requester.possible_levels if evidence else Level)
        case "agency":
            agency = _agency(request)
            return {agency} if agency else None
        case "demand":
            return set(request.demands)
        case "incident_type":
            return set(request.incident_types or IncidentType)
        case "camera":
            stated = request.cameras or frozenset()
            return set(policy.cameras if not stated or stated - policy.cameras else stated) or None
        case "system":
            return {request.system} if _vouching_platform(request) else set(System)
        case "source":
            return {request.source_kind}
    raise AssertionError(attribute)


def _claimed(request: FootageRequest, attribute: str) -> set[str]:
    claims = {
        "level": request.requester.claimed_levels,
        "agency": request.requester.claimed_agencies,
        "system": {request.system},
        "domain": {request.mail.sender.registered} if request.mail and request.mail.sender else set(),
    }
    return set(claims.get(attribute, ()))


def _all(request: FootageRequest, policy: Policy, rule: Rule, *, against: bool) -> str:
    answers = {_one(request, policy, condition, against=against) for condition in rule.conditions}
    return "no" if "no" in answers else "maybe" if "maybe" in answers else "yes"


def _one(request: FootageRequest, policy: Policy, condition: Condition, *, against: bool) -> str:
    if isinstance(condition, Among) and condition.attribute == "finding":
        seen = any(finding.kind in condition.values for finding in request.findings)
        if condition.negated:
            return "no" if seen else "maybe"
        return "yes" if seen else "no"
    if isinstance(condition, Among) and condition.attribute == "list":
        return _on_a_list(request, condition, against=against)
    if isinstance(condition, Among):
        claims = _claimed(request, condition.attribute) if against else set()
        if any((claim in condition.values) != condition.negated for claim in claims):
            return "yes"
        possible = _possible(request, policy, condition.attribute)
        outcomes = {True, False} if possible is None else {value in condition.values for value in possible}
    else:
        outcomes = _outcomes(request, policy, condition)
    if len(outcomes) == 2:
        return "maybe"
    return "yes" if (outcomes == {True}) != condition.negated else "no"


def _on_a_list(request: FootageRequest, condition: Among, *, against: bool) -> str:
    """Answer whether the requester is on one of some lists; it can be on several."""
    certain, possible = _lists(request)
    if certain & condition.values:
        on_it = "yes"
    elif possible is None or possible & condition.values:
        on_it = "maybe"
    else:
        on_it = "no"
    if condition.negated:
        return {"yes": "no", "no": "yes"}.get(on_it, on_it)
    return "yes" if against and request.requester.claimed_lists & condition.values else on_it


def _outcomes(request: FootageRequest, policy: Policy, condition: Condition) -> set[bool]:
    """Return whether the condition holds, for each thing that may be the case."""
    window = request.window
    match condition:
        case AssuranceAtLeast():
            return {_assurance(request) >= condition.at_least}
        case _ if window is None:
            return {True, False}
        case WindowLongerThan():
            return {window.length > condition.length}
        case FootageOlderThan():
            first, last = request.received_at - window.start, request.received_at - window.end
            return {True} if last >= condition.age else {first > condition.age, False}
        case TimeOfDay():
            return _times_of_day(window, condition, policy.time_zone)
    raise AssertionError(condition)


def _times_of_day(window: Window, condition: TimeOfDay, time_zone: str) -> set[bool]:
    zone = ZoneInfo(time_zone)
    if window.length > timedelta(days=1):
        return {True, False}
    minutes = [window.start + timedelta(minutes=minute) for minute in range(ceil(window.length / timedelta(minutes=1)))]
    outcomes = set()
    try:
        for moment in [*minutes, window.end - timedelta.resolution]:
            local = moment.astimezone(zone).time()
            inside = local >= condition.start, local < condition.end
            outcomes.add(any(inside) if condition.end < condition.start else all(inside))
    except OverflowError:
        return {True, False}
    return outcomes
