"""The life of a request: every arrow, every refusal, and each invariant that stands at the top of the module."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from custom_components.ring_guard.domain.lifecycle import (
    TRANSITIONS,
    UNDER_WAY,
    Approval,
    Choice,
    Life,
    Refusal,
    Refused,
    State,
    amend,
    approve,
    begin,
    cool_down,
    decline,
    expire,
    fail,
    finish,
    first_offer,
    prepare,
    redecide,
    reopen,
    repeat,
    withdraw,
)
from custom_components.ring_guard.domain.model import Contact, Effect, Mode, Requester, Terms, Window

from .examples import (
    ANSWER_WITHIN,
    ASKED,
    HOUR,
    MINUTE,
    NO_CHOICE,
    NOON,
    a_clip,
    a_decision,
    a_life,
    a_request,
    in_state,
    yes,
)

SECOND = timedelta(seconds=1)
LATER = NOON + ANSWER_WITHIN + HOUR
TWO_APPROVALS = Terms(longest_clip=MINUTE, sound=False, approvals=2)
PART = Window(start=ASKED.start + 10 * SECOND, end=ASKED.start + 30 * SECOND)

REACHED = [state for state in State if state not in {State.RECEIVED, State.RELEASED, State.REVOKED, State.LINK_EXPIRED}]
"""Every state that a step leads to today; links for outsiders have no step yet."""

STEPS: dict[str, tuple[frozenset[State], Callable[[Life], Life]]] = {
    "approve": (
        frozenset({State.APPROVED}),
        lambda life: approve(life, user_id="user", offer_mark=None, choice=NO_CHOICE, now=NOON, mode=Mode.POLICY),
    ),
    "decline": (frozenset({State.DECLINED}), lambda life: decline(life, user_id="user", now=NOON)),
    "withdraw": (frozenset({State.WITHDRAWN}), lambda life: withdraw(life, user_id="user", now=NOON)),
    "expire": (frozenset({State.EXPIRED}), lambda life: expire(replace(life, due=NOON), now=LATER)),
    "cool_down": (frozenset({State.COOLING_DOWN}), lambda life: cool_down(life, now=LATER)),
    "prepare": (frozenset({State.PREPARING}), lambda life: prepare(life, now=LATER, mode=Mode.POLICY)),
    "finish": (frozenset({State.READY}), lambda life: finish(life, (a_clip(),), now=LATER, mode=Mode.POLICY)),
    "fail": (frozenset({State.FAILED}), lambda life: fail(life, "broken", footage_exists=True, now=LATER)),
    "no footage": (frozenset({State.NO_FOOTAGE}), lambda life: fail(life, "gone", footage_exists=False, now=LATER)),
    "reopen": (
        frozenset({State.AWAITING_CONFIRMATION}),
        lambda life: reopen(
            life, a_decision(), user_id="user", now=NOON, answer_within=ANSWER_WITHIN, mode=Mode.POLICY
        ),
    ),
}

THROUGH_COOLING_DOWN = {("withdraw", State.APPROVED), ("withdraw", State.GRANTED)}
"""Stopping what was just agreed steps through the state it would enter at once anyway."""


def refusal_of(step: Callable[[], object]) -> Refusal:
    with pytest.raises(Refused) as caught:
        step()
    return caught.value.refusal


def reopened(life: Life, effect: Effect = Effect.CONFIRM, now=LATER) -> Life:
    return reopen(life, a_decision(effect), user_id="user_one", now=now, answer_within=ANSWER_WITHIN, mode=Mode.POLICY)


class TestTheTable:
    """1. A step leads only along an arrow, and raises the version by exactly one."""

    @pytest.mark.parametrize("state", REACHED)
    @pytest.mark.parametrize("name", STEPS)
    def test_step_follows_an_arrow_or_is_refused(self, name: str, state: State) -> None:
        targets, step = STEPS[name]
        before = in_state(state)
        allowed = targets <= TRANSITIONS[state] or (name, state) in THROUGH_COOLING_DOWN

        if not allowed:
            with pytest.raises(Refused) as caught:
                step(before)
            assert caught.value.state is state
            return
        after = step(before)
        assert {after.state} == targets
        assert after.version == before.version + 1

    def test_every_state_is_in_the_table_and_every_arrow_leads_to_a_state(self) -> None:
        assert set(TRANSITIONS) == set(State)
        assert {target for targets in TRANSITIONS.values() for target in targets} == set(State) - {State.RECEIVED}

    @pytest.mark.parametrize("state", [State.WITHDRAWN, State.REVOKED, State.LINK_EXPIRED])
    def test_what_was_taken_back_stays_so(self, state: State) -> None:
        assert not TRANSITIONS[state]

    @pytest.mark.parametrize(
        ("effect", "state"),
        [
            (Effect.DECLINE, State.DECLINED),
            (Effect.CONFIRM, State.AWAITING_CONFIRMATION),
            (Effect.GRANT, State.GRANTED),
        ],
    )
    def test_first_decision_begins_the_life(self, effect: Effect, state: State) -> None:
        life = a_life(effect)

        assert life.state is state
        assert life.state in TRANSITIONS[State.RECEIVED]
        assert life.version == 1
        assert (life.due == NOON + ANSWER_WITHIN) is (state is State.AWAITING_CONFIRMATION)

    @pytest.mark.parametrize("state", REACHED)
    def test_only_what_waits_or_is_under_way_is_open(self, state: State) -> None:
        assert in_state(state).open is (state in UNDER_WAY or state is State.AWAITING_CONFIRMATION)

    @pytest.mark.parametrize("state", REACHED)
    def test_repeat_is_counted_and_changes_nothing_else(self, state: State) -> None:
        before = in_state(state)
        after = repeat(before)

        assert after == replace(before, version=before.version + 1, repeats=1)

    def test_reason_of_a_failure_is_kept(self) -> None:
        life = fail(in_state(State.PREPARING), "clip_fault_damaged", footage_exists=True, now=LATER)

        assert life.problem == "clip_fault_damaged"


class TestSilence:
    """2. Silence is never consent."""

    def test_deadline_ends_in_expired_with_nobody_as_the_actor(self) -> None:
        life = expire(a_life(), now=NOON + ANSWER_WITHIN)

        assert (life.state, life.actor, life.due) == (State.EXPIRED, None, None)

    def test_nothing_expires_before_its_deadline(self) -> None:
        assert refusal_of(lambda: expire(a_life(), now=NOON + ANSWER_WITHIN - SECOND)) is Refusal.NOT_POSSIBLE

    def test_end_of_a_cool_down_is_no_expiry(self) -> None:
        assert refusal_of(lambda: expire(in_state(State.COOLING_DOWN), now=LATER)) is Refusal.NOT_POSSIBLE

    @pytest.mark.parametrize("offset", [-SECOND, timedelta(), SECOND])
    def test_at_every_moment_either_an_answer_or_the_expiry_is_possible_but_never_both(self, offset) -> None:
        now = NOON + ANSWER_WITHIN + offset
        possible = 0
        for step in (lambda: yes(a_life(), now=now), lambda: expire(a_life(), now=now)):
            try:
                step()
            except Refused:
                continue
            possible += 1

        assert possible == 1

    def test_yes_after_the_deadline_is_too_late_even_if_the_expiry_was_not_written_yet(self) -> None:
        assert refusal_of(lambda: yes(a_life(), now=NOON + ANSWER_WITHIN)) is Refusal.TOO_LATE

    def test_partial_approvals_do_not_carry_over_a_deadline(self) -> None:
        life = yes(a_life(terms=TWO_APPROVALS))
        again = reopened(expire(life, now=NOON + ANSWER_WITHIN))

        assert again.approvals == ()


class TestApproving:
    """3. Enough distinct approvers, each of exactly the offer that stands."""

    def test_one_approval_is_enough_where_one_is_asked_for(self) -> None:
        life = yes(a_life())

        assert life.state is State.APPROVED
        assert life.due is None
        assert life.actor == "user_one"
        assert life.approvals == (Approval(user_id="user_one", at=NOON + MINUTE, offer_mark=life.offer.mark),)

    def test_second_approver_completes_what_the_first_began(self) -> None:
        half = yes(a_life(terms=TWO_APPROVALS))

        assert (half.state, half.approvals_missing) == (State.AWAITING_CONFIRMATION, 1)
        assert half.due == NOON + ANSWER_WITHIN
        assert yes(half, "user_two").state is State.APPROVED

    def test_same_approver_twice_counts_once(self) -> None:
        half = yes(a_life(terms=TWO_APPROVALS))

        assert refusal_of(lambda: yes(half)) is Refusal.ALREADY_APPROVED

    def test_nobody_cannot_approve(self) -> None:
        assert refusal_of(lambda: yes(a_life(), "")) is Refusal.NO_PERSON

    def test_yes_to_an_offer_that_has_changed_is_refused(self) -> None:
        life = a_life()
        narrower = redecide(life, a_decision(terms=Terms(longest_clip=10 * SECOND)), now=NOON)
        assert narrower

        assert (
            refusal_of(
                lambda: approve(
                    narrower,
                    user_id="user_one",
                    offer_mark=life.offer.mark,
                    choice=Choice(window=Window(start=ASKED.start, end=ASKED.start + SECOND)),
                    now=NOON,
                    mode=Mode.POLICY,
                )
            )
            is Refusal.STALE_OFFER
        )

    @pytest.mark.parametrize(
        "limits", [Terms(sound=False), Terms(approvals=2), Terms(cameras=frozenset({"front"})), Terms(cool_down=HOUR)]
    )
    def test_mark_changes_with_every_limit(self, limits: Terms) -> None:
        assert first_offer(a_request(), limits).mark != first_offer(a_request(), Terms()).mark

    def test_long_window_needs_somebody_who_picks_the_seconds(self) -> None:
        life = a_life(window=Window(start=NOON - HOUR, end=NOON))

        assert life.offer.window is None
        assert refusal_of(lambda: yes(life)) is Refusal.CHOOSE_WINDOW
        chosen = Window(start=NOON - HOUR, end=NOON - HOUR + MINUTE)
        assert yes(life, choice=Choice(window=chosen)).offer.window == chosen

    def test_request_without_a_window_needs_somebody_who_sets_one(self) -> None:
        life = a_life(window=None)

        assert refusal_of(lambda: yes(life)) is Refusal.CHOOSE_WINDOW
        assert yes(life, choice=Choice(window=PART)).state is State.APPROVED


class TestVoidedApprovals:
    """4. A change of the offer, an amendment or a stricter decision voids what was approved before."""

    @pytest.mark.parametrize("choice", [Choice(window=PART), Choice(cameras=frozenset({"garden"}))])
    def test_other_choice_by_a_second_approver_makes_that_approver_the_first(self, choice: Choice) -> None:
        half = yes(a_life(terms=TWO_APPROVALS, cameras=None))
        changed = yes(half, "user_two", choice=choice)

        assert changed.state is State.AWAITING_CONFIRMATION
        assert [approval.user_id for approval in changed.approvals] == ["user_two"]
        assert yes(changed, "user_one").state is State.APPROVED

    def test_choosing_what_is_offered_already_keeps_the_approvals(self) -> None:
        half = yes(a_life(terms=TWO_APPROVALS))

        assert yes(half, "user_two", choice=Choice(window=ASKED, cameras=frozenset({"front"}))).state is State.APPROVED

    def test_amendment_voids_approvals(self) -> None:
        half = yes(a_life(terms=TWO_APPROVALS))
        grown = amend(half, a_request(cameras=None), a_decision(), now=NOON)

        assert grown.approvals == ()
        assert grown.offer.terms.approvals == 2

    def test_stricter_decision_voids_approvals_and_what_was_chosen(self) -> None:
        half = yes(a_life(terms=TWO_APPROVALS), choice=Choice(window=PART))
        stricter = redecide(half, a_decision(terms=Terms(approvals=3)), now=NOON)
        assert stricter

        assert stricter.approvals == ()
        assert stricter.offer.window == ASKED

    @pytest.mark.parametrize(
        "grown",
        [
            {"contact": Contact(email="someone@example.net")},
            {"requester": Requester(claimed_agencies=frozenset({"fbi"}))},
            {"text": "Send it to https://example.net/upload"},
        ],
    )
    def test_button_of_a_mild_request_does_not_answer_what_it_grew_into(self, grown: dict) -> None:
        mild = a_life()
        wider = amend(mild, a_request(arrival_id="second", **grown), a_decision(), now=NOON)

        assert wider.offer.terms == mild.offer.terms
        assert (
            refusal_of(
                lambda: approve(
                    wider,
                    user_id="user_one",
                    offer_mark=mild.offer.mark,
                    choice=NO_CHOICE,
                    now=NOON,
                    mode=Mode.POLICY,
                )
            )
            is Refusal.STALE_OFFER
        )


class TestTheOffer:
    """5. The offer lies inside what was asked and inside the terms; terms only ever get stricter."""

    @pytest.mark.parametrize(
        ("window", "refusal"),
        [
            (Window(start=ASKED.start - SECOND, end=ASKED.end), Refusal.WINDOW_OUTSIDE),
            (Window(start=ASKED.start, end=ASKED.end + SECOND), Refusal.WINDOW_OUTSIDE),
            (Window(start=NOON, end=NOON + SECOND), Refusal.WINDOW_OUTSIDE),
        ],
    )
    def test_seconds_outside_what_was_asked_are_refused(self, window: Window, refusal: Refusal) -> None:
        assert refusal_of(lambda: yes(a_life(), choice=Choice(window=window))) is refusal

    def test_more_seconds_than_the_longest_clip_are_refused(self) -> None:
        life = a_life(window=Window(start=NOON - HOUR, end=NOON))
        too_long = Window(start=NOON - HOUR, end=NOON - HOUR + MINUTE + timedelta(microseconds=1))

        assert refusal_of(lambda: yes(life, choice=Choice(window=too_long))) is Refusal.WINDOW_TOO_LONG

    @pytest.mark.parametrize("cameras", [{"garden"}, {"front", "garden"}, set()])
    def test_camera_that_was_not_asked_for_and_no_camera_at_all_are_refused(self, cameras: set[str]) -> None:
        life = a_life()

        assert refusal_of(lambda: yes(life, choice=Choice(cameras=frozenset(cameras)))) is Refusal.CAMERA_NOT_ALLOWED

    def test_camera_that_the_terms_exclude_is_refused(self) -> None:
        life = a_life(terms=Terms(cameras=frozenset({"front"})), cameras=None)

        assert life.offer.cameras == frozenset({"front"})
        chosen = Choice(cameras=frozenset({"garden"}))
        assert refusal_of(lambda: yes(life, choice=chosen)) is Refusal.CAMERA_NOT_ALLOWED

    @pytest.mark.parametrize("asked", [None, frozenset({"front"}), frozenset()])
    def test_offer_without_a_camera_cannot_be_approved(self, asked: frozenset[str] | None) -> None:
        life = a_life(terms=Terms(cameras=frozenset()), cameras=asked)

        assert refusal_of(lambda: yes(life)) is Refusal.CAMERA_NOT_ALLOWED

    @pytest.mark.parametrize(
        ("terms", "said"),
        [
            (Terms(), {"window": None}),
            (Terms(longest_clip=SECOND), {}),
            (Terms(cameras=frozenset()), {}),
            (Terms(cameras=frozenset({"garden"})), {}),
        ],
    )
    def test_grant_of_which_seconds_or_cameras_are_not_certain_waits_for_a_person(self, terms, said) -> None:
        life = a_life(Effect.GRANT, terms, **said)

        assert life.state is State.AWAITING_CONFIRMATION
        assert life.due == NOON + ANSWER_WITHIN

    @pytest.mark.parametrize(
        ("clips", "refusal"),
        [
            ((), Refusal.NOT_POSSIBLE),
            ((a_clip("garden"),), Refusal.CAMERA_NOT_ALLOWED),
            ((a_clip(), a_clip("garden")), Refusal.CAMERA_NOT_ALLOWED),
            ((a_clip(length=MINUTE + SECOND),), Refusal.WINDOW_TOO_LONG),
        ],
    )
    def test_clip_of_something_else_than_was_agreed_never_becomes_ready(self, clips, refusal: Refusal) -> None:
        preparing = in_state(State.PREPARING)

        assert refusal_of(lambda: finish(preparing, clips, now=LATER, mode=Mode.POLICY)) is refusal

    def test_amendment_with_milder_terms_keeps_the_stricter_ones(self) -> None:
        before = a_life()
        after = amend(before, a_request(cameras=None), a_decision(terms=Terms()), now=NOON)

        assert after.offer.terms == before.offer.terms
        assert after.decision.terms == before.offer.terms

    def test_milder_decision_changes_nothing_that_waits(self) -> None:
        life = a_life()

        assert redecide(life, a_decision(Effect.GRANT, Terms()), now=NOON) is None

    def test_reopening_takes_the_terms_of_the_present_decision(self) -> None:
        life = reopen(
            in_state(State.DECLINED),
            a_decision(terms=Terms(longest_clip=HOUR)),
            user_id="user_two",
            now=LATER,
            answer_within=ANSWER_WITHIN,
            mode=Mode.POLICY,
        )

        assert life.offer.terms == Terms(longest_clip=HOUR)
        assert (life.due, life.actor) == (LATER + ANSWER_WITHIN, "user_two")


class TestDeclining:
    """6. One decline ends it."""

    @pytest.mark.parametrize("user_id", ["user_two", None])
    def test_one_decline_outweighs_the_approvals_so_far(self, user_id: str | None) -> None:
        half = yes(a_life(terms=TWO_APPROVALS))
        life = decline(half, user_id=user_id, now=NOON)

        assert (life.state, life.actor, life.due) == (State.DECLINED, user_id, None)

    def test_declining_is_possible_after_the_deadline(self) -> None:
        assert decline(a_life(), user_id="user_one", now=LATER).state is State.DECLINED

    @pytest.mark.parametrize(
        "state",
        [
            State.AWAITING_CONFIRMATION,
            State.APPROVED,
            State.GRANTED,
            State.COOLING_DOWN,
            State.PREPARING,
            State.READY,
        ],
    )
    def test_anything_not_yet_handed_over_can_be_withdrawn(self, state: State) -> None:
        life = withdraw(in_state(state), user_id="user_two", now=LATER)

        assert (life.state, life.actor, life.due) == (State.WITHDRAWN, "user_two", None)


class TestDecidingAnew:
    """7. Re-deciding can stop a request, never start one."""

    @pytest.mark.parametrize("state", REACHED)
    @pytest.mark.parametrize("effect", Effect)
    def test_new_decision_never_leads_towards_a_clip(self, effect: Effect, state: State) -> None:
        before = in_state(state)
        after = redecide(before, a_decision(effect, Terms(approvals=3)), now=LATER)

        if after is not None:
            assert after.version == before.version + 1
            assert after.state in {before.state, State.DECLINED, State.WITHDRAWN}
            assert after.state is not before.state or before.state is State.AWAITING_CONFIRMATION

    def test_decline_ends_what_waits(self) -> None:
        after = redecide(a_life(), a_decision(Effect.DECLINE), now=NOON)

        assert after
        assert (after.state, after.actor) == (State.DECLINED, None)
        assert after.decision.effect is Effect.DECLINE

    @pytest.mark.parametrize("state", sorted(UNDER_WAY))
    def test_decline_stops_what_is_under_way(self, state: State) -> None:
        after = redecide(in_state(state), a_decision(Effect.DECLINE), now=NOON)

        assert after
        assert after.state is State.WITHDRAWN

    def test_grant_that_would_now_be_asked_about_stops(self) -> None:
        after = redecide(a_life(Effect.GRANT), a_decision(Effect.CONFIRM), now=NOON)

        assert after
        assert after.state is State.WITHDRAWN

    @pytest.mark.parametrize("state", [State.APPROVED, State.COOLING_DOWN, State.PREPARING])
    def test_what_a_person_approved_goes_on_where_a_person_would_still_be_asked(self, state: State) -> None:
        assert redecide(in_state(state), a_decision(Effect.CONFIRM), now=NOON) is None

    @pytest.mark.parametrize("state", sorted(UNDER_WAY))
    def test_narrower_terms_stop_what_is_under_way(self, state: State) -> None:
        after = redecide(in_state(state), a_decision(Effect.GRANT, Terms(longest_clip=SECOND)), now=NOON)

        assert after
        assert after.state is State.WITHDRAWN

    def test_reopened_request_stays_with_the_people_while_the_policy_says_the_same_no(self) -> None:
        life = reopened(a_life(Effect.DECLINE), Effect.DECLINE)
        approved = yes(life, now=LATER + MINUTE)

        assert redecide(life, a_decision(Effect.DECLINE), now=LATER) is None
        assert redecide(approved, a_decision(Effect.DECLINE), now=LATER) is None

    def test_reopened_request_is_declined_by_a_no_that_is_new(self) -> None:
        life = reopened(in_state(State.DECLINED), Effect.CONFIRM)
        after = redecide(life, a_decision(Effect.DECLINE), now=LATER)

        assert after
        assert after.state is State.DECLINED

    def test_reopened_request_waits_for_people_even_where_the_policy_would_grant(self) -> None:
        assert reopened(in_state(State.DECLINED), Effect.GRANT).state is State.AWAITING_CONFIRMATION


class TestAmending:
    """An amendment can end a request or ask another question, but neither begins nor hurries one."""

    def test_amendment_that_the_policy_would_grant_still_waits(self) -> None:
        after = amend(a_life(), a_request(cameras=None), a_decision(Effect.GRANT), now=NOON)

        assert after.state is State.AWAITING_CONFIRMATION

    def test_amendment_that_the_policy_declines_ends_the_request(self) -> None:
        after = amend(a_life(), a_request(cameras=None), a_decision(Effect.DECLINE), now=NOON)

        assert (after.state, after.due) == (State.DECLINED, None)

    def test_asking_again_buys_no_time(self) -> None:
        before = a_life()

        assert amend(before, a_request(cameras=None), a_decision(), now=NOON + HOUR).due == before.due

    def test_amended_request_keeps_its_id(self) -> None:
        after = amend(a_life(), a_request(id="second", cameras=None), a_decision(), now=NOON)

        assert (after.id, after.request.id, after.decision.request_id) == ("request",) * 3

    def test_reopening_after_an_amendment_asks_about_the_amended_request(self) -> None:
        declined = amend(a_life(), a_request(cameras=None), a_decision(Effect.DECLINE), now=NOON)
        again = reopened(declined)

        assert again.request.cameras is None
        assert again.offer == first_offer(declined.request, a_decision().terms)

    @pytest.mark.parametrize("state", [state for state in REACHED if state is not State.AWAITING_CONFIRMATION])
    def test_only_what_waits_can_grow(self, state: State) -> None:
        assert refusal_of(lambda: amend(in_state(state), a_request(), a_decision(), now=NOON)) is Refusal.NOT_WAITING


class TestLockdown:
    """8. In lockdown nothing moves towards a release."""

    @pytest.mark.parametrize(
        ("state", "step"),
        [
            (
                State.AWAITING_CONFIRMATION,
                lambda life: approve(
                    life, user_id="user", offer_mark=None, choice=NO_CHOICE, now=NOON, mode=Mode.LOCKDOWN
                ),
            ),
            (State.COOLING_DOWN, lambda life: prepare(life, now=LATER, mode=Mode.LOCKDOWN)),
            (State.PREPARING, lambda life: finish(life, (a_clip(),), now=LATER, mode=Mode.LOCKDOWN)),
            (
                State.DECLINED,
                lambda life: reopen(
                    life, a_decision(), user_id="user", now=NOON, answer_within=HOUR, mode=Mode.LOCKDOWN
                ),
            ),
        ],
    )
    def test_step_towards_a_release_is_refused(self, state: State, step: Callable[[Life], Life]) -> None:
        assert refusal_of(lambda: step(in_state(state))) is Refusal.LOCKDOWN

    @pytest.mark.parametrize("state", [State.AWAITING_CONFIRMATION, *sorted(UNDER_WAY), State.READY])
    def test_lockdown_freezes_and_ends_nothing(self, state: State) -> None:
        assert redecide(in_state(state), a_decision(Effect.DECLINE, mode=Mode.LOCKDOWN), now=NOON) is None

    def test_declining_withdrawing_and_expiring_stay_possible(self) -> None:
        assert decline(a_life(), user_id=None, now=NOON).state is State.DECLINED
        assert withdraw(in_state(State.PREPARING), user_id=None, now=NOON).state is State.WITHDRAWN
        assert expire(a_life(), now=LATER).state is State.EXPIRED

    def test_request_that_comes_in_lockdown_is_declined_like_any_other(self) -> None:
        decision = a_decision(Effect.DECLINE, mode=Mode.LOCKDOWN)

        assert begin(a_request(), decision, now=NOON, answer_within=HOUR).state is State.DECLINED


class TestCoolingDown:
    """Between the answer and the cut lies the time that the terms ask for."""

    def test_cut_begins_no_earlier_than_the_cool_down_ends(self) -> None:
        approved = yes(a_life(terms=Terms(cool_down=HOUR)))
        cooling = cool_down(approved, now=NOON)

        assert cooling.due == NOON + HOUR
        too_early = NOON + HOUR - SECOND
        assert refusal_of(lambda: prepare(cooling, now=too_early, mode=Mode.POLICY)) is Refusal.NOT_POSSIBLE
        assert prepare(cooling, now=NOON + HOUR, mode=Mode.POLICY).state is State.PREPARING

    def test_reopened_request_forgets_the_clips_and_the_problem_of_its_last_try(self) -> None:
        again = reopened(in_state(State.FAILED))

        assert (again.clips, again.problem, again.approvals) == ((), None, ())
