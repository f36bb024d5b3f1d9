"""Random histories of a request, with crashes and people who answer at the same time, against every invariant.

The machine plays the household around `domain.lifecycle`: it keeps the life in a store that compares and sets, asks
who may loosen, and holds back in lockdown what is under way. What it knows of approvals it counts for itself.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
import json

from hypothesis import settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from custom_components.ring_guard.domain.lifecycle import (
    TRANSITIONS,
    UNDER_WAY,
    Choice,
    Life,
    Refusal,
    Refused,
    State,
    amend,
    approve,
    begin,
    cool_down,
    count_fetch,
    count_wrong_phrase,
    decline,
    expire,
    fail,
    finish,
    identify_anew,
    let_out,
    live_link,
    offer_release,
    prepare,
    redecide,
    reopen,
    repeat,
    run_out,
    take_back,
    withdraw,
)
from custom_components.ring_guard.domain.matching import Relation, merged, relate
from custom_components.ring_guard.domain.model import (
    Decision,
    Demand,
    Effect,
    FootageRequest,
    IncidentType,
    Mode,
    Requester,
    Terms,
    Window,
    from_plain,
    to_canonical_json,
)

from .examples import ANSWER_WITHIN, HOUR, NOON, a_clip, a_decision, a_release, a_request

SECOND = timedelta(seconds=1)
APPROVERS = ("user_one", "user_two", "user_three")
PEOPLE = (*APPROVERS, "guest", None)
CAMERAS = ("front", "garden", "drive")
ENDED = {State.REVOKED, State.LINK_EXPIRED}
STOPPED = {State.DECLINED, State.EXPIRED, State.WITHDRAWN, State.FAILED, State.NO_FOOTAGE, *ENDED}


def a_window(start: int, length: int) -> Window:
    """Return so many seconds of an hour ago."""
    begins = NOON - HOUR + start * SECOND
    return Window(start=begins, end=begins + length * SECOND)


# Sampled whole, not built: hypothesis gives a history a budget of choices, and values would use up that of the steps.
windows = st.sampled_from([a_window(*ends) for ends in ((0, 20), (0, 60), (0, 120), (10, 5), (30, 60))])
cameras = st.sampled_from(
    [None, frozenset({"front"}), frozenset({"front", "garden"}), frozenset({"drive"}), frozenset()]
)
limits = st.builds(
    Terms,
    longest_clip=st.sampled_from([None, 60 * SECOND, 20 * SECOND]),
    longest_total=st.sampled_from([None, None, 60 * SECOND]),
    link_life=st.sampled_from([None, HOUR]),
    downloads=st.sampled_from([None, 1]),
    cameras=st.sampled_from([None, None, frozenset({"front"}), frozenset(CAMERAS), frozenset()]),
    approvals=st.sampled_from([1, 1, 2, 3]),
    cool_down=st.sampled_from([timedelta(), HOUR]),
)
asked = st.builds(
    a_request,
    window=st.none() | windows,
    cameras=cameras,
    demands=st.sampled_from([frozenset({Demand.VOLUNTARY}), frozenset(Demand)]),
    incident_types=st.sampled_from([frozenset(), frozenset({IncidentType.LOST_PET})]),
    requester=st.sampled_from([Requester(), Requester(claimed_agencies=frozenset({"ice"}))]),
)
choices = st.builds(Choice, window=st.none() | windows, cameras=cameras)
seldom = st.integers(0, 5).map(lambda drawn: drawn == 5)
"""Ends are drawn less often than the rest: most histories would be over before anything happened."""

effects = st.sampled_from([Effect.CONFIRM, Effect.CONFIRM, Effect.GRANT, Effect.DECLINE])


class Store:
    """What survives a crash: the last version of one life as JSON, replaced only by whoever read that version."""

    def __init__(self) -> None:
        self.version = 0
        self._written = ""

    def compare_and_set(self, expected: int, life: Life) -> bool:
        if expected != self.version:
            return False
        self.version, self._written = life.version, to_canonical_json(life)
        return True

    def read(self) -> Life:
        return from_plain(Life, json.loads(self._written))


@dataclass
class Agreement:
    """What the machine itself counted: who said yes to which question since it was last put."""

    mark: str = ""
    yes: set[str] = field(default_factory=set)
    given: bool = False

    def say_yes(self, user_id: str, mark: str) -> None:
        if mark != self.mark:
            self.mark, self.yes = mark, set()
        self.yes.add(user_id)


class Histories(RuleBasedStateMachine):
    """One request from its first decision on."""

    def __init__(self) -> None:
        super().__init__()
        self.store = Store()
        self.now = NOON
        self.mode = Mode.POLICY
        self.agreement = Agreement()
        self.memory: Life | None = None
        self.compared: Life | None = None

    @property
    def life(self) -> Life:
        """The life as this process knows it; after a crash what the store holds."""
        if self.memory is None:
            self.memory = self.store.read()
        return self.memory

    def decide(self, effect: Effect, terms: Terms) -> Decision:
        """Decide as a policy does: in lockdown nothing is granted, and only a court is not declined."""
        if self.mode is Mode.LOCKDOWN and effect is Effect.GRANT:
            effect = Effect.DECLINE
        return a_decision(effect, terms, self.mode)

    def take(self, step: Callable[[Life], Life | None], kind: str = "step") -> Life | None:
        """Take one step durably; None if it was refused or changed nothing."""
        before = self.life
        try:
            after = step(before)
        except Refused:
            return None
        if after is None:
            return None
        assert self.store.compare_and_set(before.version, after)
        self.check(before, after, kind)
        self.memory = after
        return after

    def check(self, before: Life, after: Life, kind: str) -> None:
        """Hold the invariants against one durable step."""
        assert after.version == before.version + 1
        assert after.id == after.request.id == before.id
        stopped_at_once = before.state in {State.APPROVED, State.GRANTED} and after.state is State.WITHDRAWN
        assert after.state is before.state or after.state in TRANSITIONS[before.state] or stopped_at_once
        if kind in {"amend", "redecide", "reopen"}:
            self.agreement = Agreement()
            as_before = State.READY if before.state is State.READY else None
            assert after.approvals == () or after.state in {State.WITHDRAWN, State.DECLINED, State.REVOKED, as_before}
        if kind != "reopen":
            assert after.offer.terms.no_looser_than(before.offer.terms)
            assert before.state not in STOPPED or after.state is before.state
        if kind in {"amend", "redecide", "repeat", "deadline"}:
            assert after.state in {before.state, *STOPPED}
        if self.mode is Mode.LOCKDOWN:
            assert after.state in {before.state, *STOPPED}
        if after.state is State.APPROVED and before.state is not State.APPROVED:
            self.check_agreed(after)

    def check_agreed(self, life: Life) -> None:
        """Hold an approval against what was counted here."""
        assert {approval.user_id for approval in life.approvals} == self.agreement.yes
        assert len(self.agreement.yes) >= life.offer.terms.approvals
        assert self.agreement.yes <= set(APPROVERS)
        assert {approval.offer_mark for approval in life.approvals} == {self.agreement.mark} == {life.offer.mark}
        self.agreement.given = True

    @initialize(request=asked, effect=effects, terms=limits)
    def arrive(self, request: FootageRequest, effect: Effect, terms: Terms) -> None:
        self.store, self.memory, self.agreement = Store(), None, Agreement()
        life = begin(request, self.decide(effect, terms), now=self.now, answer_within=ANSWER_WITHIN)
        assert self.store.compare_and_set(0, life)
        self.agreement.given = life.state is State.GRANTED
        assert effect is Effect.GRANT or not self.agreement.given

    @precondition(lambda self: self.life.state in STOPPED | {State.READY, State.RELEASED})
    @rule(request=asked, effect=effects, terms=limits)
    def next_request_arrives(self, request: FootageRequest, effect: Effect, terms: Terms) -> None:
        self.arrive(request, effect, terms)

    @precondition(lambda self: self.life.state is State.AWAITING_CONFIRMATION)
    @rule(user=st.sampled_from(PEOPLE), choice=choices, fresh=st.booleans())
    def answer_yes(self, user: str | None, choice: Choice, fresh: bool) -> None:
        mark = self.life.offer.mark if fresh else "0" * 16
        after = self.take(lambda life: self._yes(life, user, choice, mark))
        assert fresh or after is None

    @precondition(lambda self: self.life.state is State.AWAITING_CONFIRMATION)
    @rule(user=st.sampled_from(APPROVERS))
    def answer_yes_as_offered(self, user: str) -> None:
        self.take(lambda life: self._yes(life, user, Choice(), life.offer.mark))

    @precondition(lambda self: self.life.state is State.AWAITING_CONFIRMATION)
    @rule(user=st.sampled_from(APPROVERS), start=st.sampled_from([0, 10]))
    def answer_yes_to_some_seconds(self, user: str, start: int) -> None:
        seconds = Choice(window=self.some_seconds(start))
        self.take(lambda life: self._yes(life, user, seconds, life.offer.mark))

    def some_seconds(self, start: int) -> Window:
        """Return five seconds of what was asked for."""
        asked_for = self.life.request.window
        begins = (asked_for.start if asked_for else NOON - HOUR) + start * SECOND
        return Window(start=begins, end=begins + 5 * SECOND)

    def _yes(self, life: Life, user: str | None, choice: Choice, mark: str) -> Life:
        """Ask first who it is, as the household does."""
        if user is None:
            raise Refused(Refusal.NO_PERSON, life.state)
        if user not in APPROVERS:
            raise Refused(Refusal.NOT_APPROVER, life.state)
        after = approve(life, user_id=user, offer_mark=mark, choice=choice, now=self.now, mode=self.mode)
        self.agreement.say_yes(user, after.offer.mark)
        return after

    @precondition(lambda self: self.life.state is State.AWAITING_CONFIRMATION)
    @rule(user=st.sampled_from(APPROVERS), name=st.sampled_from(["Officer Example", "Agent Example"]))
    def answer_an_old_notification(self, user: str, name: str) -> None:
        """Let somebody else join the request while a finger is on the button of the old question."""
        seen = self.life.offer.mark
        request = replace(self.life.request, requester=Requester(claimed_name=name))
        if request == self.life.request:
            return
        self.take(
            lambda life: amend(life, request, self.decide(Effect.CONFIRM, life.offer.terms), now=self.now), "amend"
        )
        assert self.take(lambda life: self._yes(life, user, Choice(), seen)) is None

    @precondition(lambda self: self.life.state is State.AWAITING_CONFIRMATION)
    @rule(user=st.sampled_from(APPROVERS))
    def answer_when_the_deadline_has_come(self, user: str) -> None:
        assert self.life.due
        self.now = max(self.now, self.life.due)
        seconds = Choice(window=self.some_seconds(0))
        assert self.take(lambda life: self._yes(life, user, seconds, life.offer.mark)) is None

    @precondition(lambda self: self.life.state is State.AWAITING_CONFIRMATION)
    @rule()
    def approvers_choose_different_seconds(self) -> None:
        for start, user in enumerate(APPROVERS):
            if self.life.state is State.AWAITING_CONFIRMATION:
                self.answer_yes_to_some_seconds(user, start)

    @rule(user=st.sampled_from(PEOPLE), meant=seldom)
    def answer_no(self, user: str | None, meant: bool) -> None:
        if not meant:
            return
        waited = self.life.state is State.AWAITING_CONFIRMATION
        after = self.take(lambda life: decline(life, user_id=user, now=self.now))
        assert (after is not None) is waited

    @rule(user=st.sampled_from(PEOPLE), meant=seldom)
    def withdraw_it(self, user: str | None, meant: bool) -> None:
        if not meant:
            return
        self.take(lambda life: withdraw(life, user_id=user, now=self.now))

    @precondition(lambda self: State.AWAITING_CONFIRMATION in TRANSITIONS[self.life.state])
    @rule(effect=effects, terms=limits)
    def reopen_it(self, effect: Effect, terms: Terms) -> None:
        self.take(
            lambda life: reopen(
                life,
                self.decide(effect, terms),
                user_id="user_one",
                now=self.now,
                answer_within=ANSWER_WITHIN,
                mode=self.mode,
            ),
            "reopen",
        )

    @rule(request=asked, effect=effects, terms=limits)
    def hear_more(self, request: FootageRequest, effect: Effect, terms: Terms) -> None:
        """Take another message for what it is to this request."""
        message = replace(request, id="second", arrival_id="second")
        before = self.life
        match relate(message, [before]).relation:
            case Relation.REPEATS:
                after = self.take(repeat, "repeat")
                assert after
                assert replace(after, version=before.version, repeats=before.repeats) == before
            case Relation.AMENDS:
                grown = merged(before.request, message)
                assert self.take(lambda life: amend(life, grown, self.decide(effect, terms), now=self.now), "amend")

    @rule(effect=effects, terms=limits)
    def decide_anew(self, effect: Effect, terms: Terms) -> None:
        after = self.take(lambda life: redecide(life, self.decide(effect, terms), now=self.now), "redecide")
        assert after is None or self.mode is not Mode.LOCKDOWN

    @rule(effect=effects, terms=limits, domain=st.sampled_from(["springfield.gov", "fbi.gov", None]))
    def identify(self, effect: Effect, terms: Terms, domain: str | None) -> None:
        def step(life: Life) -> Life | None:
            known = replace(life.request, requester=replace(life.request.requester, proven_domain=domain))
            return identify_anew(life, known, self.decide(effect, terms), now=self.now)

        before = self.life
        after = self.take(step, "redecide")
        if after is not None:
            assert self.mode is not Mode.LOCKDOWN
            assert before.state in UNDER_WAY | {State.AWAITING_CONFIRMATION}
            assert (after.request.requester.proven_domain, after.identified_at) == (domain, self.now)
            assert before.request.requester.proven_domain != domain

    @rule(by=st.sampled_from([SECOND, HOUR, ANSWER_WITHIN / 2]))
    def let_time_pass(self, by: timedelta) -> None:
        self.now += by

    @rule()
    def work_off_what_is_due(self) -> None:
        """Take the clock's steps as the guard does: in lockdown only deadlines go on."""
        held_back = self.mode is Mode.LOCKDOWN and self.life.state in UNDER_WAY
        match self.life.state:
            case State.AWAITING_CONFIRMATION:
                self.take(lambda life: expire(life, now=self.now), "deadline")
            case State.APPROVED | State.GRANTED if not held_back:
                assert self.take(lambda life: cool_down(life, now=self.now))
            case State.COOLING_DOWN:
                due = self.life.due
                after = self.take(lambda life: prepare(life, now=self.now, mode=self.mode))
                assert (after is not None) is (not held_back and due is not None and due <= self.now)
            case State.READY:
                waits = self.life.release
                out = self.take(lambda life: let_out(life, now=self.now, mode=self.mode))
                frozen = self.mode is Mode.LOCKDOWN
                assert (out is not None) is (waits is not None and waits.live_from <= self.now and not frozen)
            case State.RELEASED:
                self.take(lambda life: run_out(life, now=self.now), "deadline")

    @precondition(lambda self: self.mode is not Mode.LOCKDOWN)
    @rule(steps=st.integers(1, 4))
    def all_goes_well(self, steps: int) -> None:
        """Do what leads on: everybody agrees, time passes, the cut works."""
        for _ in range(steps):
            match self.life.state:
                case State.AWAITING_CONFIRMATION:
                    for user in APPROVERS:
                        self.answer_yes_to_some_seconds(user, 0)
                case State.COOLING_DOWN if self.life.due:
                    self.now = max(self.now, self.life.due)
                    self.work_off_what_is_due()
                case State.PREPARING:
                    self.finish_the_cut(min(self.life.offer.cameras or CAMERAS), 5)
                    assert self.life.state is State.READY
                    assert self.life.clips
                case State.READY if self.life.release is None:
                    self.let_it_out(timedelta(), HOUR, 1)
                    assert self.life.state is State.RELEASED
                case State.RELEASED:
                    self.fetch_it("198.51.100.7")
                case _:
                    self.work_off_what_is_due()

    @precondition(lambda self: self.life.state in {State.PREPARING, State.COOLING_DOWN, State.READY})
    @rule(camera=st.sampled_from(CAMERAS), length=st.sampled_from([5, 20, 60, 120]))
    def finish_the_cut(self, camera: str, length: int) -> None:
        clip = a_clip(camera, length * SECOND)
        after = self.take(lambda life: finish(life, (clip,), now=self.now, mode=self.mode))
        if after:
            assert after.offer.window
            assert clip.length <= after.offer.window.length
            assert after.offer.cameras is None or camera in after.offer.cameras

    @precondition(lambda self: self.life.state in {State.PREPARING, State.COOLING_DOWN, State.READY})
    @rule(footage_exists=st.booleans())
    def break_the_cut(self, footage_exists: bool) -> None:
        self.take(lambda life: fail(life, "broken", footage_exists=footage_exists, now=self.now))

    @precondition(lambda self: self.life.state in {State.READY, State.RELEASED, State.PREPARING})
    @rule(
        wait=st.sampled_from([timedelta(), HOUR / 2]),
        lasts=st.sampled_from([HOUR, 2 * HOUR]),
        fetches=st.integers(0, 2),
    )
    def let_it_out(self, wait: timedelta, lasts: timedelta, fetches: int) -> None:
        made = a_release(wait=wait, lasts=lasts, fetches=fetches, now=self.now)
        after = self.take(lambda life: offer_release(life, made, now=self.now, mode=self.mode))
        if after:
            terms = after.offer.terms
            assert terms.link_life is None or lasts <= terms.link_life
            assert 1 <= fetches <= (terms.downloads or 2)
            assert (after.state is State.RELEASED) is not wait
            assert after.open

    @precondition(lambda self: self.life.release is not None)
    @rule(address=st.sampled_from(["198.51.100.7", "2001:db8::7"]))
    def fetch_it(self, address: str) -> None:
        before = self.life
        open_now = live_link(before, now=self.now, mode=self.mode)
        session = f"session{self.store.version}"
        after = self.take(
            lambda life: count_fetch(life, address=address, session=session, now=self.now, mode=self.mode)
        )
        assert (after is not None) is (open_now is not None and open_now.fetches_left > 0)
        if after:
            assert after.state is State.RELEASED
            assert after.release
            assert len(after.release.fetches) <= after.release.fetches_allowed
            assert after.release.session(session, self.now)

    @precondition(lambda self: self.life.state is State.RELEASED)
    @rule(meant=seldom)
    def guess_the_phrase(self, meant: bool) -> None:
        for _ in range(5 if meant else 1):
            self.take(lambda life: count_wrong_phrase(life, now=self.now))
        assert self.life.state is State.REVOKED or not meant

    @rule(user=st.sampled_from(PEOPLE), meant=seldom)
    def take_it_back(self, user: str | None, meant: bool) -> None:
        if not meant:
            return
        before = self.life
        after = self.take(lambda life: take_back(life, user_id=user, now=self.now))
        called_off = before.state is State.READY and before.release is not None
        assert (after is not None) is (called_off or before.state is State.RELEASED)
        assert live_link(self.life, now=self.now, mode=self.mode) is None

    @rule(mode=st.sampled_from([Mode.POLICY, Mode.POLICY, Mode.ASK, Mode.LOCKDOWN]))
    def change_the_mode(self, mode: Mode) -> None:
        self.mode = mode

    @rule()
    def crash(self) -> None:
        """Lose everything that was only in memory."""
        self.memory = None

    @rule(effect=effects, terms=limits)
    def crash_before_a_step_is_durable(self, effect: Effect, terms: Terms) -> None:
        life = self.life
        redecide(life, self.decide(effect, terms), now=self.now)
        repeat(life)
        self.memory = None
        assert self.life == life

    @rule(first=st.integers(0, 4), second=st.integers(0, 4))
    def two_act_at_once(self, first: int, second: int) -> None:
        """Let two act on the same version: one wins, and the other changes nothing."""
        steps: list[Callable[[Life], Life]] = [
            lambda life: decline(life, user_id="user_one", now=self.now),
            lambda life: withdraw(life, user_id="user_two", now=self.now),
            lambda life: expire(life, now=self.now),
            repeat,
            lambda life: prepare(life, now=self.now, mode=self.mode),
        ]
        read = self.life
        try:
            slower = steps[second](read)
        except Refused:
            return
        winner = self.take(steps[first])
        if winner:
            assert not self.store.compare_and_set(read.version, slower)
            assert self.store.read() == winner

    @invariant()
    def what_is_durable_is_what_is_known(self) -> None:
        assert self.store.version == self.life.version
        if self.life is not self.compared:
            assert self.store.read() == self.life
        self.compared = self.life

    @invariant()
    def offer_lies_inside_what_was_asked_and_inside_the_terms(self) -> None:
        offer, request = self.life.offer, self.life.request
        if offer.window:
            assert request.window is None or request.window.contains(offer.window)
            assert offer.terms.longest_clip is None or offer.window.length <= offer.terms.longest_clip
        for allowed in (request.cameras, offer.terms.cameras):
            assert allowed is None or (offer.cameras is not None and offer.cameras <= allowed)

    @invariant()
    def nothing_is_on_its_way_without_a_person_or_a_grant(self) -> None:
        if self.life.state in UNDER_WAY | {State.READY, State.RELEASED}:
            assert self.agreement.given
            assert self.life.offer.window
            assert self.life.offer.cameras is None or self.life.offer.cameras

    @invariant()
    def approvals_are_distinct_and_of_the_standing_offer(self) -> None:
        if self.life.state is State.AWAITING_CONFIRMATION:
            people = [approval.user_id for approval in self.life.approvals]
            assert len(people) == len(set(people)) < self.life.offer.terms.approvals
            assert {approval.offer_mark for approval in self.life.approvals} <= {self.life.offer.mark}

    @invariant()
    def clock_has_something_to_do_only_where_it_may(self) -> None:
        waits = self.life.state in {State.AWAITING_CONFIRMATION, State.COOLING_DOWN, State.RELEASED}
        to_come = self.life.state is State.READY and self.life.release is not None
        assert (self.life.due is not None) is (waits or to_come)

    @invariant()
    def link_is_open_only_between_its_times_and_never_in_lockdown(self) -> None:
        if link := live_link(self.life, now=self.now, mode=self.mode):
            assert self.life.state is State.RELEASED
            assert self.mode is not Mode.LOCKDOWN
            assert link.live_from <= self.now < link.live_from + link.lasts
            assert link.fetches_left or link.fetches[-1].until > self.now

    @invariant()
    def clips_exist_only_of_what_was_ready(self) -> None:
        assert not self.life.clips or self.life.state in {State.READY, State.RELEASED, State.WITHDRAWN, *ENDED}
        total = self.life.offer.terms.longest_total
        assert total is None or sum((clip.length for clip in self.life.clips), timedelta()) <= total


Histories.TestCase.settings = settings(max_examples=40, stateful_step_count=50, deadline=None)
TestHistories = Histories.TestCase
