"""What a message says, in every language, and what it never becomes whatever a stranger writes."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
import json
import re
from typing import Any
import unicodedata
from zoneinfo import ZoneInfo

import pytest

from custom_components.ring_guard.domain.formats import ReadingContext
from custom_components.ring_guard.domain.lifecycle import Approval, Clip, Hold, LeftOut, Life, Offer, State, begin
from custom_components.ring_guard.domain.masks import Mask, corners
from custom_components.ring_guard.domain.model import (
    Effect,
    FindingKind,
    Level,
    MailAddress,
    MailEvidence,
    Mode,
    Reason,
    SourceKind,
    Terms,
    Window,
)
from custom_components.ring_guard.domain.policy import REASON_KEYS, Policy, prepare
from custom_components.ring_guard.domain.requesters import REASON_KEYS as REQUESTER_KEYS, SENTENCE_KEYS, Registry
from custom_components.ring_guard.household.messages import Telling, Urgency, message_about
from custom_components.ring_guard.household.wording import VALUE_LIMIT, Wording, tame
from custom_components.ring_guard.ledger import Head
from custom_components.ring_guard.pipeline.intake import House, consider
from custom_components.ring_guard.pipeline.lives import Event
from custom_components.ring_guard.sources.door import arrival
from tests.domain.examples import a_release
from tests.household.conftest import words_of
from tests.household.hostile import HOSTILE, beginning

SENTENCES = (
    "agreed",
    "answer_by",
    "answer_refused",
    "approvals_missing",
    "button_approve",
    "button_decline",
    "button_open",
    "choose_window",
    "choose_window_then",
    "details_hidden",
    "flood",
    "identified_anew",
    "ledger_head",
    "leaves_from",
    "leaves_lines",
    "leaves_mask",
    "leaves_masks",
    "leaves_no_sound",
    "leaves_sound",
    "linked",
    "many",
    "no_window",
    "not_looked_up",
    "offer",
    "policy_loosened",
    "title_answer_refused",
    "title_flood",
    "title_many",
    "title_policy_loosened",
    "title_suspicious",
    "what",
)
"""What messages are made of, beside the titles of the states."""

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
CAMERAS = {"front": "Front door", "back": "Back yard"}
HEAD = Head(count=42, hash="0123456789abcdef" * 4)
ASKED = {
    "agency": "Springfield Police Department",
    "reference": "CASE-1",
    "start": "2026-11-20T14:00:00+00:00",
    "end": "2026-11-20T14:00:40+00:00",
    "cameras": ["Front door"],
    "message": "A parcel was taken in your street.",
}


def life(terms: Terms | None = None, **fields: Any) -> Life:
    """Return a stranger's request as it begins in a household that asks about everything."""
    limits = terms or Terms(longest_clip=timedelta(seconds=60), sound=False)
    policy = Policy(rules=(), default=Effect.CONFIRM, terms=limits, cameras=frozenset(CAMERAS), time_zone="UTC")
    house = House(
        evaluator=prepare(policy),
        mode=Mode.POLICY,
        reading=ReadingContext(time_zone="UTC", cameras=CAMERAS),
        registry=Registry.builtin(),
        answer_within=timedelta(hours=24),
    )
    asked = {key: value for key, value in {**ASKED, **fields}.items() if value is not None}
    came = arrival(
        source_kind=SourceKind.WEBHOOK,
        source_id="hook",
        origin="webhook:hook",
        received_at=NOW,
        media_type="application/json",
        body=json.dumps(asked).encode(),
    )
    considered = consider(came, house)
    return begin(considered.request, considered.decision, now=NOW, answer_within=house.answer_within)


def telling(words: Wording, **changes: Any) -> Telling:
    made = Telling(wording=words, zone=UTC, camera_names=CAMERAS, show_details=True, mode=Mode.POLICY, head=HEAD)
    return replace(made, **changes)


def test_a_waiting_request_says_who_what_why_until_when_and_what_would_leave(english: Wording) -> None:
    message = message_about(life(), telling(english))
    assert message.text.splitlines() == [
        "Says it is “Springfield Police Department”; nothing proves it.",
        "What they want: Front door, 2026-11-20 14:00:00 – 14:00:40 (0:00:40).",
        english.word("reason", "default"),
        "If you approve, this leaves: Front door, 40 s from 2026-11-20 14:00:00, no sound.",
        "Answer by 2026-11-22 12:00; silence releases nothing.",
        "Ledger: 42 entries, 0123456789abcdef",
    ]
    assert (message.answerable, message.approvable, message.urgency) == (True, True, Urgency.NORMAL)


def test_times_are_the_households(english: Wording) -> None:
    message = message_about(life(), telling(english, zone=ZoneInfo("America/Los_Angeles")))
    assert "2026-11-20 06:00:00 – 06:00:40" in message.text
    assert "Answer by 2026-11-22 04:00" in message.text


@pytest.mark.parametrize(
    ("language", "begins", "until"),
    [
        ("en", "2026-11-20 23:59:50 – 2026-11-21 00:00:10", "2026-11-22 12:00"),
        ("de", "20.11.2026 23:59:50 – 21.11.2026 00:00:10", "22.11.2026 12:00"),
        ("es", "20/11/2026 23:59:50 – 21/11/2026 00:00:10", "22/11/2026 12:00"),
        ("fr", "20/11/2026 23:59:50 – 21/11/2026 00:00:10", "22/11/2026 12:00"),
    ],
)
def test_days_are_written_as_the_households_language_does(language: str, begins: str, until: str) -> None:
    asked = life(start="2026-11-20T23:59:50+00:00", end="2026-11-21T00:00:10+00:00")
    text = message_about(asked, telling(words_of(language))).text
    assert begins in text
    assert until in text
    written = begins.partition(" – ")[0]
    assert text.count(written) == 2, "the question and the offer say it alike"


def test_only_the_cameras_that_would_leave_are_offered(english: Wording) -> None:
    limits = Terms(longest_clip=timedelta(seconds=60), sound=True, cameras=frozenset({"back"}))
    text = message_about(life(limits, cameras=None), telling(english)).text
    assert "What they want: Back yard, Front door" in text
    assert "leaves: Back yard, 40 s from 2026-11-20 14:00:00, with sound." in text


def _mask(name: str, camera: str, *, always: bool = False) -> Mask:
    """Return a mask in the middle of a camera's picture."""
    return Mask(id=f"{camera}:{name}", name=name, points=corners("40 40, 60 60"), always=always)


MASKS = {
    "front": (_mask("window", "front", always=True), _mask("street", "front")),
    "back": (_mask("pool", "back", always=True),),
}


def test_what_leaves_names_how_many_masks_it_has_and_how_small_it_is(english: Wording) -> None:
    limits = Terms(longest_clip=timedelta(seconds=60), sound=False, masks=frozenset({"front:street"}), most_lines=480)
    text = message_about(life(limits), telling(english, masks=MASKS)).text
    assert "Front door, 40 s from 2026-11-20 14:00:00, no sound, 2 masks, picture at most 480 lines high." in text
    text = message_about(life(Terms(sound=False)), telling(english, masks=MASKS)).text
    assert "Front door, 40 s from 2026-11-20 14:00:00, no sound, 1 mask." in text
    text = message_about(life(limits, cameras=None), telling(english, masks=MASKS)).text
    assert "Back yard, Front door, 40 s from 2026-11-20 14:00:00, no sound, 3 masks," in text


def test_where_seconds_have_to_be_chosen_all_else_that_leaves_is_said(words: Wording) -> None:
    limits = Terms(longest_clip=timedelta(seconds=60), sound=False, most_lines=480, cameras=frozenset({"back"}))
    text = message_about(life(limits, start=None, end=None, cameras=None), telling(words, masks=MASKS)).text
    then = ", ".join(
        ["Back yard", words.word("notification", "leaves_no_sound"), words.word("notification", "leaves_mask")]
    )
    assert then in text
    assert words.sentence("notification", "leaves_lines", {"lines": "480"}) in text


def test_while_it_can_be_stopped_what_was_agreed_is_said(english: Wording) -> None:
    later = NOW + timedelta(minutes=5)
    for state, release in ((State.COOLING_DOWN, None), (State.READY, a_release(wait=timedelta(minutes=5), now=NOW))):
        asked = replace(life(), state=state, due=later, release=release)
        assert "What leaves: Front door, 40 s from" in message_about(asked, telling(english)).text


def test_without_a_camera_that_may_leave_there_is_nothing_to_approve(english: Wording) -> None:
    asked = life()
    message = message_about(replace(asked, offer=replace(asked.offer, cameras=frozenset())), telling(english))
    assert (message.answerable, message.approvable) == (True, False)
    assert "leaves: –, 40 s" in message.text


@pytest.mark.parametrize("end", [None, "2026-11-20T15:00:00+00:00"])
def test_where_seconds_have_to_be_chosen_nothing_can_be_approved_at_once(english: Wording, end: str | None) -> None:
    message = message_about(life(end=end, start=ASKED["start"] if end else None), telling(english))
    assert (message.answerable, message.approvable) == (True, False)
    assert "Choose the seconds yourself in Home Assistant; at most 0:01:00 may leave." in message.text


def test_a_missing_limit_is_shown_as_none(english: Wording) -> None:
    message = message_about(life(Terms(), start=None, end=None), telling(english))
    assert "at most – may leave" in message.text
    assert "no time is stated" in message.text


def test_a_window_over_midnight_names_both_days(english: Wording) -> None:
    asked = life(start="2026-11-20T23:59:50+00:00", end="2026-11-21T00:00:10+00:00")
    assert "2026-11-20 23:59:50 – 2026-11-21 00:00:10 (0:00:20)" in message_about(asked, telling(english)).text


def test_missing_approvals_are_counted(english: Wording) -> None:
    asked = life(Terms(longest_clip=timedelta(seconds=60), approvals=2))
    assert "Approvals still missing: 2." in message_about(asked, telling(english)).text
    one = Approval(user_id="approver", at=NOW, offer_mark=asked.offer.mark)
    assert "Approvals still missing: 1." in message_about(replace(asked, approvals=(one,)), telling(english)).text
    assert "missing" not in message_about(life(), telling(english)).text


def test_a_suspicious_request_is_titled_so_and_says_what_was_noticed(english: Wording) -> None:
    asked = life(agency="Spr\u0456ngf\u0456eld Pol\u0456ce Department")
    message = message_about(asked, telling(english))
    assert message.title == english.word("notification", "title_suspicious")
    assert english.word("finding", FindingKind.LOOKALIKE_NAME) in message.text
    ended = message_about(replace(asked, state=State.EXPIRED), telling(english))
    assert ended.title == english.word("notification", "title_expired")


def test_an_unproven_court_order_does_not_ring(english: Wording) -> None:
    message = message_about(life(message="We have a search warrant signed by Judge Example."), telling(english))
    assert message.urgency is Urgency.QUIET
    assert message.answerable


def test_a_step_after_the_answer_is_quiet_and_has_no_buttons(words: Wording) -> None:
    asked = life()
    for state in set(State) - {State.AWAITING_CONFIRMATION}:
        message = message_about(replace(asked, state=state, due=None, problem="no_footage"), telling(words))
        assert message.tag == message_about(asked, telling(words)).tag, state
        assert message.urgency is Urgency.QUIET, state
        assert (message.answerable, message.approvable) == (False, False), state
        assert message.title == words.word("notification", f"title_{state}")
        assert message.title != f"title_{state}"
        assert words.word("problem", "no_footage") in message.text, state


def test_what_waits_to_leave_can_be_stopped_from_every_device(words: Wording) -> None:
    asked, later = life(), NOW + timedelta(minutes=5)
    cooling = message_about(replace(asked, state=State.COOLING_DOWN, due=later), telling(words))
    assert (cooling.withdrawable, cooling.revocable, cooling.urgency) == (True, False, Urgency.NORMAL)
    assert "12:05" in cooling.text
    link = a_release(wait=timedelta(minutes=5), now=NOW)
    leaving = message_about(replace(asked, state=State.READY, due=later, release=link), telling(words))
    assert (leaving.withdrawable, leaving.revocable, leaving.urgency) == (False, True, Urgency.NORMAL)
    assert leaving.title == words.word("notification", "title_leaving")
    assert "12:05" in leaving.text
    over = message_about(replace(asked, state=State.LINK_EXPIRED, due=None, release=link), telling(words))
    assert (over.revocable, over.urgency) == (False, Urgency.QUIET)


def test_what_could_not_be_held_is_said(words: Wording) -> None:
    held = Hold(window=None, cameras=frozenset(), problems=("hold_no_window", "hold_gap"))
    text = message_about(replace(life(), hold=held), telling(words)).text
    assert words.word("problem", "hold_no_window") in text
    assert words.word("problem", "hold_gap") in text


def test_in_lockdown_nothing_can_be_answered(english: Wording) -> None:
    message = message_about(life(), telling(english, mode=Mode.LOCKDOWN))
    assert (message.answerable, message.approvable) == (False, False)


def test_a_clip_in_part_says_what_is_missing(english: Wording) -> None:
    start = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)
    hole = Window(start=start + timedelta(seconds=10), end=start + timedelta(seconds=25))
    clip = Clip(
        camera_id="front",
        file_name="r-1.mp4",
        sha256="0" * 64,
        size=1,
        length=timedelta(seconds=40),
        gaps=(hole,),
        notes=("footage_times_near",),
    )
    ready = replace(
        life(), state=State.READY, clips=(clip,), left_out=(LeftOut(camera_id="back", problem="no_footage"),)
    )
    lines = message_about(ready, telling(english)).text.splitlines()
    assert "Only in part: of Front door there is no footage for 14:00:10 – 14:00:25." in lines
    assert "No footage of Back yard could be fetched. There is no footage of this time." in lines
    assert english.word("footage_note", "footage_times_near") in lines
    whole = replace(ready, clips=(replace(clip, gaps=(), notes=()),), left_out=())
    assert "footage" not in message_about(whole, telling(english)).text.replace("CASE-1", "")


def test_a_linked_request_says_so(english: Wording) -> None:
    assert (
        english.word("notification", "linked")
        in message_about(replace(life(), linked_to="older"), telling(english)).text
    )


def test_hidden_details_leave_nothing_of_the_request(words: Wording) -> None:
    asked = replace(life(), linked_to="older")
    message = message_about(asked, telling(words, show_details=False))
    assert len(message.text.splitlines()) == 3
    for told in ("Springfield", "CASE-1", "Front", "parcel", "14:00"):
        assert told not in message.text
    assert f"{words.day(NOW + timedelta(days=1))} 12:00" in message.text
    assert "0123456789abcdef" in message.text


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
def test_whatever_a_stranger_writes_stays_a_bounded_value_in_our_sentences(english: Wording, hostile: str) -> None:
    words = english
    texts = ("agency", "officer", "email", "phone", "reference", "subject", "message", "area", "system")
    fields: dict[str, Any] = dict.fromkeys(texts, hostile)
    asked = life(**fields, cameras=[hostile], incident_type=hostile, demand=hostile)
    message = message_about(asked, telling(words))
    titles = {words.word("notification", "title_awaiting_confirmation"), words.word("notification", "title_suspicious")}
    assert message.title in titles
    assert message.text.startswith(beginning(hostile))
    assert message.text.strip() != hostile.strip()
    assert len(message.text) < 2500
    assert not [sign for sign in message.text.replace("\n", "") if unicodedata.category(sign)[0] == "C"]
    assert not [line for line in message.text.splitlines() if line.startswith(("command_", "clear_", "request_"))]
    assert "<class" not in message.text
    assert "49" not in message.text.replace("2026", "")


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
def test_a_value_is_one_short_line_without_hidden_signs(hostile: str) -> None:
    shown = tame(hostile)
    assert len(shown) <= VALUE_LIMIT
    assert shown.splitlines() in ([shown], [])
    assert not [sign for sign in shown if unicodedata.category(sign)[0] == "C"]


def test_a_long_value_says_that_it_was_cut() -> None:
    assert tame("a" * 200) == f"{'a' * (VALUE_LIMIT - 1)}…"
    assert tame("a" * VALUE_LIMIT) == "a" * VALUE_LIMIT


def test_a_value_cannot_reach_into_a_sentence() -> None:
    words = Wording({"component.ring_guard.selector.notification.options.x": "{name} of {other}{0}{gone}"})
    assert words.sentence("notification", "x", {"name": "{other}{0.__class__}", "other": "%s"}) == (
        "{other}{0.__class__} of %s"
    )


def test_unknown_words_stand_for_themselves_and_stay_tame() -> None:
    words = Wording({})
    assert words.word("level", "of Mars") == "of Mars"
    assert words.reason(Reason(key="{level}", placeholders=(("level", "a\u202eb,\x00c"),))) == "a b, c"


def test_lists_of_our_words_are_translated_one_by_one(words: Wording) -> None:
    reason = Reason(key="requester_task_force", placeholders=(("name", "X"), ("level", "federal,municipal")))
    told = words.reason(reason)
    assert words.word("level", Level.FEDERAL) in told
    assert words.word("level", Level.MUNICIPAL) in told


def test_every_reason_has_its_sentence(words: Wording) -> None:
    assert not [key for key in (*REASON_KEYS, *REQUESTER_KEYS) if words.word("reason", key) == key]


def test_every_sentence_of_a_message_is_there(words: Wording) -> None:
    assert not [key for key in SENTENCES if words.word("notification", key) == key]


def test_texts_begin_with_words_of_ours(words: Wording) -> None:
    for key in ("answer_refused", "details_hidden", "flood", "many", "policy_loosened"):
        assert re.match(r"\w[^{]{3}", words.word("notification", key)), key
    for key in SENTENCE_KEYS:
        assert re.match(r"\w[^{]{3}", words.word("who", key)), key


def test_every_event_has_a_word(language_texts: dict[str, Any]) -> None:
    attributes = language_texts["entity"]["event"]["request"]["state_attributes"]
    assert attributes["event_type"]["state"].keys() == set(Event)


def test_an_offer_without_seconds_is_no_offer_to_approve(english: Wording) -> None:
    asked = life()
    window = Window(start=NOW, end=NOW + timedelta(seconds=1))
    for offer, approvable in ((Offer(terms=Terms()), False), (Offer(terms=Terms(), window=window), True)):
        assert message_about(replace(asked, offer=offer), telling(english)).approvable is approvable


def test_message_says_what_could_not_be_looked_up_and_that_more_became_known(english: Wording) -> None:
    sender = MailAddress(name="", address="x@ca.gov", host="ca.gov", registered="ca.gov")
    mail = MailEvidence(sender=sender, dmarc_known=False)
    asked = life()
    waiting = replace(asked, request=replace(asked.request, mail=mail))
    unknown = "Not everything that could prove the sender could be looked up, because no name server answered."
    assert f"{unknown} Until 2026-11-24 12:00 it is tried again." in message_about(waiting, telling(english)).text
    known = replace(asked, request=replace(asked.request, mail=replace(mail, dmarc_known=True)), identified_at=NOW)
    text = message_about(known, telling(english)).text
    assert unknown not in text
    assert "Looked up anew at 2026-11-21 12:00: more became known of who asks." in text
    declined = replace(waiting, state=State.DECLINED)
    assert unknown not in message_about(declined, telling(english)).text
