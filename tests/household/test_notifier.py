"""What reaches phones and Home Assistant's own notifications, how often, and what happens when a phone fails."""

import asyncio
from datetime import timedelta
from pathlib import Path
import re
from typing import Any

from homeassistant.core import HomeAssistant, ServiceCall
from homeassistant.exceptions import HomeAssistantError
import pytest

from custom_components.ring_guard.domain.lifecycle import Life, State
from custom_components.ring_guard.household import crowd, notifier as notifier_module
from custom_components.ring_guard.household.notifier import MANY_TAG
from custom_components.ring_guard.ledger import Errand
from custom_components.ring_guard.pipeline.errands import Errands
from custom_components.ring_guard.pipeline.lives import ANNOUNCE, Event
from tests.homes import FRONT, Household, set_up, take_down
from tests.household.conftest import LANGUAGES, words_of
from tests.household.hostile import HOSTILE, beginning
from tests.household.phone import PHONE, Phone, hand_in, later, shown


async def test_a_request_that_waits_reaches_phone_and_hub_with_its_buttons(home: Household, phone: Phone) -> None:
    request_id = await hand_in(home)
    (sent,) = phone.about(request_id)
    assert sent["title"] == "Ring Guard: a request waits for your answer"
    assert sent["message"].startswith("Says it is “Springfield Police Department”")
    assert [button["title"] for button in sent["data"]["actions"]] == ["Approve", "Decline"]
    assert sent["data"]["actions"][0]["authenticationRequired"] is True
    assert sent["data"]["visibility"] == "private"
    assert sent["data"]["importance"] == "high"
    assert "Says it is" in shown(home.hass)[f"ring_guard_{request_id}"]


async def test_one_tag_carries_a_request_and_the_answer_takes_the_buttons_away(home: Household, phone: Phone) -> None:
    request_id = await hand_in(home)
    await home.call("decline", home.stranger, request_id=request_id)
    await home.settled()
    first, last = phone.about(request_id)
    assert len(phone.calls) == 2
    assert "actions" in first["data"]
    assert "actions" not in last["data"]
    assert last["title"] == "Ring Guard: a request was declined"
    assert last["data"]["importance"] == "low"
    assert last["data"]["push"] == {"interruption-level": "passive"}
    assert f"ring_guard_{request_id}" not in shown(home.hass)


async def test_a_clip_that_is_ready_is_shown_on_the_hub(home: Household, phone: Phone) -> None:
    life = await home.ready()
    assert "a clip is ready" in shown(home.hass)[f"ring_guard_{life.id}"]
    await home.call("withdraw", request_id=life.id)
    await home.settled()
    assert f"ring_guard_{life.id}" not in shown(home.hass)


async def test_where_seconds_have_to_be_chosen_approving_opens_the_hub(home: Household, phone: Phone) -> None:
    request_id = await hand_in(home, start=None, end=None)
    decline, opening = phone.buttons(request_id)
    assert "_DECLINE_" in decline["action"]
    assert opening == {"action": "URI", "title": "Open", "uri": "/ring-guard"}


async def test_details_that_are_hidden_stand_on_the_hub_alone(
    hass: HomeAssistant, tmp_path: Path, phone: Phone, stand_in_cut: None
) -> None:
    home = await set_up(hass, tmp_path, notify=[PHONE], show_details=False)
    request_id = await hand_in(home, officer="Officer Example", email="example@example.org")
    (sent,) = phone.about(request_id)
    for told in ("Springfield", "Example", "example", "CASE-2026", "Front", "theft", "14:00"):
        assert told not in str(sent["message"]) + str(sent["title"])
    assert "Springfield" in shown(hass)[f"ring_guard_{request_id}"]
    assert "Front door" in shown(hass)[f"ring_guard_{request_id}"]
    await take_down(home)


async def test_the_hubs_language_is_spoken(home: Household, phone: Phone) -> None:
    for language in LANGUAGES:
        home.hass.config.language = language
        request_id = await hand_in(home)
        words = words_of(language)
        assert phone.about(request_id)[-1]["title"] == words.word("notification", "title_awaiting_confirmation")
        assert phone.buttons(request_id)[0]["title"] == words.word("notification", "button_approve")


async def test_a_request_that_cannot_be_worded_keeps_no_other_from_people(
    home: Household, phone: Phone, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def mistaken(*_: object) -> None:
        raise RuntimeError("a mistake of ours")

    with monkeypatch.context() as patched:
        patched.setattr(notifier_module, "message_about", mistaken)
        silent = await hand_in(home)
    assert not phone.about(silent)
    assert f"Nobody could be told of request {silent}" in caplog.text
    assert phone.about(await hand_in(home))


async def test_nothing_that_a_stranger_writes_is_rendered_or_run(
    home: Household, phone: Phone, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(crowd, "MANY", 1000)
    for hostile in HOSTILE.values():
        names = ("agency", "officer", "email", "phone", "subject", "message", "area", "cameras")
        texts: dict[str, Any] = dict.fromkeys(names, hostile)
        request_id = await hand_in(home, **texts, reference=None)
        sent = phone.about(request_id)[-1]
        assert sent["message"].startswith(beginning(hostile))
        assert sent["title"].startswith("Ring Guard: ")
        assert not set("<>\\\x00\u202e\u200b") & set(sent["message"])
        assert len(sent["message"]) < 2500
        own = shown(home.hass)[f"ring_guard_{request_id}"]
        assert not re.search(r"<|>|(?<!\\)[*_`\[\]#|~]", own.split("\n", 1)[1])
    assert "Traceback" not in caplog.text


async def test_signs_that_mean_nothing_to_markdown_stay_as_they_are(home: Household, phone: Phone) -> None:
    request_id = await hand_in(home, agency="Police > Fire & Rescue <Springfield>")
    assert "Police &gt; Fire &amp; Rescue &lt;Springfield&gt;" in shown(home.hass)[f"ring_guard_{request_id}"]
    assert "Police › Fire & Rescue ‹Springfield›" in phone.about(request_id)[-1]["message"]


class OddFailure(Exception):
    """What a notify service of other people may raise."""


async def test_a_failing_phone_holds_nothing_up(
    hass: HomeAssistant, tmp_path: Path, phone: Phone, stand_in_cut: None, caplog: pytest.LogCaptureFixture
) -> None:
    broken = {"refuses": HomeAssistantError("no push"), "odd": OddFailure("odd"), "wrong": ValueError("wrong")}

    async def fail(call: ServiceCall) -> None:
        raise broken[call.service]

    for name in broken:
        hass.services.async_register("notify", name, fail)
    home = await set_up(hass, tmp_path, notify=[*broken, "is_not_there", PHONE])
    first, second = await hand_in(home), await hand_in(home)
    assert len(phone.about(first)) == len(phone.about(second)) == 1
    assert {f"ring_guard_{first}", f"ring_guard_{second}"} <= shown(hass).keys()
    assert all(f"notify.{name} failed" in caplog.text for name in (*broken, "is_not_there"))
    await take_down(home)


async def test_a_phone_that_hangs_holds_nothing_up(
    hass: HomeAssistant, tmp_path: Path, phone: Phone, stand_in_cut: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def hang(_call: ServiceCall) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(notifier_module, "SEND_WITHIN", timedelta(milliseconds=50))
    hass.services.async_register("notify", "mobile_app_hangs", hang)
    home = await set_up(hass, tmp_path, notify=["mobile_app_hangs", PHONE])
    request_id = await hand_in(home)
    assert len(phone.about(request_id)) == 1
    await take_down(home)


def errand_of(life: Life, *events: Event) -> Errand:
    payload = {"version": life.version, "events": [event.value for event in events]}
    return Errand(id=1, key=f"{life.id}:1:announce", kind=ANNOUNCE, request_id=life.id, payload=payload)


async def test_the_same_announcement_again_looks_like_one(home: Household, phone: Phone) -> None:
    request_id = await hand_in(home)
    before = shown(home.hass)
    await home.guard.notifier.announce([errand_of(await home.life(request_id), Event.RECEIVED)])
    first, again = phone.about(request_id)
    assert first["data"] == again["data"]
    assert shown(home.hass).keys() == before.keys()
    assert MANY_TAG not in shown(home.hass)


async def test_an_announcement_of_what_is_gone_says_nothing(home: Household, phone: Phone) -> None:
    request_id = await hand_in(home)
    life = await home.life(request_id)
    await home.call("decline", home.approver, request_id=request_id)
    await home.settled()
    sent = len(phone.calls)
    await home.call("erase", home.approver, request_id=request_id, reason="over")
    await home.guard.notifier.announce([errand_of(life, Event.RECEIVED)])
    assert len(phone.calls) == sent
    assert f"ring_guard_{request_id}" not in shown(home.hass)


async def test_what_a_crash_kept_from_people_is_told_at_the_next_start(
    hass: HomeAssistant, home: Household, phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def nothing(_self: Errands) -> int:
        return 0

    with monkeypatch.context() as patched:
        patched.setattr(Errands, "run_batch", nothing)
        answer = await home.call("submit_request", agency="Springfield Police Department", message="Footage, please.")
        assert not phone.calls
        await hass.config_entries.async_unload(home.entry.entry_id)
    events: list[str] = []
    hass.bus.async_listen(
        "state_changed",
        lambda event: events.append(event.data["new_state"].attributes.get("event_type", ""))
        if event.data["entity_id"].startswith("event.") and event.data["new_state"] else None,
    )  # fmt: skip
    await hass.config_entries.async_setup(home.entry.entry_id)
    await home.settled()
    assert len(phone.about(answer["request_id"])) == 1
    assert {"received", "confirmation_needed"} <= set(events)


async def test_of_thirty_requests_in_a_minute_a_few_are_told_and_the_rest_as_one_number(
    home: Household, phone: Phone
) -> None:
    ids = [await hand_in(home) for _ in range(30)]
    await later(home.hass, 1)
    single = [request_id for request_id in ids if phone.about(request_id)]
    assert single == ids[: crowd.MANY]
    (many,) = phone.tagged(MANY_TAG)
    assert "more requests came in" in many["message"]
    assert many["data"]["importance"] == "high"
    await later(home.hass, 61)
    first, second = phone.tagged(MANY_TAG) if len(phone.tagged(MANY_TAG)) > 1 else (many, many)
    assert "22 more requests came in" in second["message"]
    assert second is first or second["data"]["importance"] == "low"
    assert "22 more requests" in shown(home.hass)[MANY_TAG]
    assert len(phone.calls) <= crowd.MANY + 2
    await later(home.hass, 200)
    assert len(phone.calls) <= crowd.MANY + 2


async def test_requests_that_were_only_counted_stay_silent_until_a_clip_comes_of_them(
    home: Household, phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crowd, "MANY", 0)
    declined, approved = await hand_in(home), await hand_in(home)
    await home.call("decline", request_id=declined)
    await home.call("approve", home.approver, request_id=approved, cameras=[FRONT])
    await home.until(approved, State.READY)
    assert not phone.about(declined)
    assert [sent["title"] for sent in phone.about(approved)] == ["Ring Guard: a clip is ready"]


async def test_what_was_only_counted_can_be_stopped_while_its_clip_waits_to_be_made(
    hass: HomeAssistant, tmp_path: Path, phone: Phone, stand_in_cut: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crowd, "MANY", 0)
    home = await set_up(hass, tmp_path, notify=[PHONE], cool_down=5)
    request_id = await hand_in(home)
    await home.call("approve", home.approver, request_id=request_id, cameras=[FRONT])
    await home.until(request_id, State.COOLING_DOWN)
    assert "What leaves: Front door, 40 s from 2026-11-20" in phone.about(request_id)[-1]["message"]
    await phone.press(phone.button(request_id, "WITHDRAW"), "stranger")
    assert (await home.life(request_id)).state is State.WITHDRAWN
    await take_down(home)


async def test_after_a_quiet_time_a_new_request_is_told_by_itself_and_the_old_number_is_forgotten(
    home: Household, phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crowd, "MANY", 1)
    await hand_in(home)
    await hand_in(home)
    await later(home.hass, 1)
    assert len(phone.tagged(MANY_TAG)) == 1
    monkeypatch.setattr(crowd, "MANY_WITHIN", timedelta())
    request_id = await hand_in(home)
    await later(home.hass, 61)
    await later(home.hass, 122)
    assert len(phone.about(request_id)) == 1
    assert len(phone.tagged(MANY_TAG)) == 1


async def test_repeats_do_not_let_a_flood_through(
    home: Household, phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crowd, "MANY", 1)
    for number in range(4):
        for _ in range(2):
            await hand_in(home, reference=f"TWICE-{number}")
    await later(home.hass, 1)
    assert len([call for call in phone.calls if call.data["data"]["tag"] != MANY_TAG]) == 1


async def test_a_request_that_keeps_growing_makes_no_sound_for_ever(
    home: Household, phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crowd, "MANY", 2)
    ends = [f"2026-11-20T14:00:{second}+00:00" for second in range(10, 14)]
    (request_id,) = {await hand_in(home, reference="GROWS", end=end) for end in ends}
    assert [sent["data"]["importance"] for sent in phone.about(request_id)] == ["high", "high", "low", "low"]
    assert phone.buttons(request_id)


async def test_a_message_that_already_told_of_the_next_step_is_not_sent_again(home: Household, phone: Phone) -> None:
    request_id = await hand_in(home)
    await home.call("decline", request_id=request_id)
    await home.settled()
    told = phone.about(request_id)
    late = [
        Errand(
            id=0,
            key="late",
            kind=ANNOUNCE,
            request_id=request_id,
            payload={"events": [event], "quiet": False, "version": version},
        )
        for version, event in ((1, Event.CONFIRMATION_NEEDED), (2, Event.DECLINED))
    ]
    for errand in late:
        await home.guard.notifier.announce([errand])
    assert phone.about(request_id) == told
