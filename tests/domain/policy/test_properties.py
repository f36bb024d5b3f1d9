"""What holds for every request and every policy: the universal claims of the policy."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings, strategies as st

from custom_components.ring_guard.domain.model import (
    Assurance,
    Decision,
    Demand,
    Effect,
    Finding,
    FindingKind,
    FootageRequest,
    Level,
    Mode,
    Severity,
    Terms,
    from_plain,
    to_plain,
)
from custom_components.ring_guard.domain.policy import REASON_KEYS, Policy, Rule, decide, prepare, validate
from tests.domain import strategies as some

from .oracle import expected

settings.register_profile("policy", max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
whatever = settings(settings.get_profile("policy"))


def with_rule(policy: Policy, rule: Rule) -> Policy:
    return replace(policy, rules=(*policy.rules, replace(rule, id="added")))


def no_looser(after: Decision, before: Decision) -> bool:
    return after.effect >= before.effect and after.terms.no_looser_than(before.terms)


@whatever
@given(some.cases, some.modes)
def test_decides_as_the_table_says(case: tuple[FootageRequest, Policy], mode: Mode):
    request, policy = case
    decision = prepare(policy).decide(request, mode)
    assert (decision.effect, decision.terms) == expected(request, policy, mode)


@whatever
@given(some.cases, some.modes, some.rules(st.sampled_from([Effect.DECLINE, None])))
def test_adding_a_decline_or_a_limit_never_loosens(case, mode: Mode, rule: Rule):
    request, policy = case
    assert no_looser(decide(request, with_rule(policy, rule), mode), decide(request, policy, mode))


@whatever
@given(some.cases, some.modes, some.rules(st.just(Effect.CONFIRM)))
def test_adding_a_confirm_rule_never_loosens_except_a_default_of_decline(case, mode: Mode, rule: Rule):
    request, policy = case
    before, after = decide(request, policy, mode), decide(request, with_rule(policy, rule), mode)
    declined_by_default = policy.default is Effect.DECLINE and before.effect is Effect.DECLINE
    assert no_looser(after, before) or (declined_by_default and after.effect is Effect.CONFIRM)


@whatever
@given(some.cases, some.modes, st.data())
def test_the_order_of_rules_and_of_their_conditions_never_matters(case, mode: Mode, data: st.DataObject):
    request, policy = case
    shuffled = replace(policy, rules=tuple(data.draw(st.permutations(policy.rules))))
    assert shuffled.digest == policy.digest
    assert decide(request, shuffled, mode) == decide(request, policy, mode)
    turned = tuple(replace(rule, conditions=rule.conditions[::-1]) for rule in policy.rules)
    other, one = decide(request, replace(policy, rules=turned), mode), decide(request, policy, mode)
    assert (other.effect, other.terms) == (one.effect, one.terms)


@whatever
@given(some.cases, st.sampled_from(Level), st.sampled_from(sorted(some.AGENCIES)), some.modes)
def test_a_claim_never_helps_the_one_who_makes_it(case, level: Level, agency: str, mode: Mode):
    request, policy = case
    requester = request.requester
    louder = [
        replace(requester, claimed_levels=requester.claimed_levels | {level}),
        replace(requester, claimed_agencies=requester.claimed_agencies | {agency}),
    ]
    before = decide(request, policy, mode)
    for claimant in louder:
        assert no_looser(decide(replace(request, requester=claimant), policy, mode), before)


@whatever
@given(some.cases)
def test_no_rule_undercuts_a_floor(case):
    request, policy = case
    decision = decide(request, policy)
    if Demand.COURT_ORDER in request.demands:
        assert decision.effect is Effect.CONFIRM
    if decision.effect is Effect.GRANT:
        assert request.requester.assurance >= Assurance.PLATFORM_VOUCHED
        assert not request.suspicious
        assert Demand.EMERGENCY_CLAIM not in request.demands
        assert request.window is not None
        longest = decision.terms.longest_clip
        assert longest is None or request.window.length <= longest
        assert decision.terms.cameras is None or decision.terms.cameras


@whatever
@given(some.cases)
def test_each_stricter_mode_is_no_looser(case):
    request, policy = case
    as_agreed, asking, locked = (decide(request, policy, mode) for mode in Mode)
    assert asking.effect >= as_agreed.effect
    assert asking.effect is not Effect.GRANT
    assert locked.effect is (Effect.CONFIRM if Demand.COURT_ORDER in request.demands else Effect.DECLINE)


@whatever
@given(some.cases, some.modes, st.sampled_from(FindingKind))
def test_what_looks_suspicious_is_never_granted(case, mode: Mode, kind: FindingKind):
    request, policy = case
    forged = replace(request, findings=(*request.findings, Finding(kind=kind, severity=Severity.SUSPICIOUS)))
    assert decide(forged, policy, mode).effect is not Effect.GRANT


@whatever
@given(some.cases, some.modes)
def test_every_decision_explains_itself(case, mode: Mode):
    request, policy = case
    decision = decide(request, policy, mode)
    assert decision.deciding in decision.grounds
    assert (decision.milder == ()) == (decision.effect is Effect.GRANT)
    assert {ground.reason.key for ground in decision.grounds} <= set(REASON_KEYS)
    assert {reason.key for reason in decision.milder} <= set(REASON_KEYS)
    assert decision.policy_digest == policy.digest


@whatever
@given(some.cases, some.modes)
def test_a_decision_is_the_same_however_often_it_is_made(case, mode: Mode):
    request, policy = case
    evaluator = prepare(policy)
    assert evaluator.decide(request, mode) == evaluator.decide(request, mode) == decide(request, policy, mode)


@whatever
@given(some.policies)
def test_a_policy_comes_back_from_its_stored_form(policy: Policy):
    assert from_plain(Policy, to_plain(policy)) == policy


@whatever
@given(some.sound_rules)
def test_a_rule_comes_back_from_its_stored_form(rule: Rule):
    assert from_plain(Rule, to_plain(rule)) == rule


@whatever
@given(some.requests, some.modes)
def test_a_grant_without_limits_or_evidence_grants_nobody_unknown(request: FootageRequest, mode: Mode):
    anybody = Policy(rules=(Rule(id="all", name="all", effect=Effect.GRANT),), cameras=some.CAMERAS)
    assert validate(anybody.rules[0]) == "grant_needs_who"
    assert decide(request, anybody, mode).effect is not Effect.GRANT
    assert decide(request, anybody).terms == Terms()
