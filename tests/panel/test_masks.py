"""Masks drawn on the page: who may, what is refused as in the camera's form, and what the household is told."""

import asyncio
from base64 import b64decode
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
import json
from pathlib import Path
from types import MappingProxyType
from typing import Any
from unittest.mock import patch

from homeassistant.components.camera import Image
from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import CLIENT_ID, MockConfigEntry, MockUser, async_mock_service
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator, WebSocketGenerator

from custom_components.ring_guard import masks_api
from custom_components.ring_guard.domain.model import Mode, Terms, to_plain
from custom_components.ring_guard.domain.policy import Rule
from custom_components.ring_guard.footage.cutter import Cutter
from custom_components.ring_guard.footage.errors import OriginUnavailable
from custom_components.ring_guard.footage.latest import latest_picture
from custom_components.ring_guard.footage.origin import Footage, Segment
from tests import media
from tests.homes import BACK, FRONT, Household, camera, set_up, take_down

type Ask = Callable[..., Awaitable[dict[str, Any]]]

STREET = {"name": "Street", "corners": "10 20, 40 60", "always": True}
WINDOW = {"name": "Window", "corners": "50 0, 100 0, 75 50", "always": False}
PHONE = "phone"
IMAGE = "homeassistant.components.camera.async_get_image"


@pytest.fixture
async def home(hass: HomeAssistant, tmp_path: Path, stand_in_cut: None) -> AsyncIterator[Household]:
    """Set up a household with a phone, and a third camera that has two masks."""
    async_mock_service(hass, "notify", PHONE)
    made = await set_up(hass, tmp_path, [camera("yard", "Yard", tmp_path, masks=[STREET, WINDOW])])
    yield made
    await take_down(made)


@pytest.fixture
def ask(home: Household, hass_ws_client: WebSocketGenerator) -> Ask:
    """Return what sends a command in somebody's name, and returns its whole answer."""

    async def asked(user: MockUser, command: str, **fields: Any) -> dict[str, Any]:
        refresh = await home.hass.auth.async_create_refresh_token(user, CLIENT_ID)
        client = await hass_ws_client(home.hass, home.hass.auth.async_create_access_token(refresh))
        await client.send_json_auto_id({"type": f"ring_guard/{command}", **fields})
        answer: dict[str, Any] = await client.receive_json()
        await client.close()
        return answer

    return asked


@pytest.fixture
def admin(hass: HomeAssistant) -> MockUser:
    """Return an administrator who is no approver."""
    return MockUser(id="admin", name="Admin", is_owner=True).add_to_hass(hass)


async def _masks(ask: Ask, user: MockUser, camera_id: str) -> dict[str, Any]:
    """Return what is told of a camera's masks."""
    answer = await ask(user, "masks")
    assert answer["success"], answer
    (found,) = [each for each in answer["result"] if each["id"] == camera_id]
    return dict(found)


async def _save(ask: Ask, user: MockUser, camera_id: str, *masks: dict[str, Any]) -> dict[str, Any]:
    """Save masks as somebody who has seen those that stand."""
    mark = (await _masks(ask, user, camera_id))["mark"]
    return await ask(user, "save_masks", camera=camera_id, mark=mark, masks=list(masks))


async def test_masks_are_told_as_they_are_stored_and_as_points(home: Household, ask: Ask) -> None:
    told = await _masks(ask, home.approver, "yard")
    street, window = told["masks"]
    assert (street["name"], street["corners"], street["always"]) == ("Street", "10 20, 40 60", True)
    assert street["points"] == [[0.1, 0.2], [0.4, 0.2], [0.4, 0.6], [0.1, 0.6]]
    assert (window["points"][2], window["always"], window["rules"]) == ([0.75, 0.5], False, [])
    assert (await _masks(ask, home.approver, FRONT))["masks"] == []


async def test_what_is_saved_holds_at_once_and_stands_in_the_ledger(home: Household, ask: Ask) -> None:
    answer = await _save(ask, home.approver, FRONT, {**STREET, "name": " Street "}, WINDOW)
    assert answer["success"], answer
    assert [mask.name for mask in home.guard.settings.cameras[FRONT].masks] == ["Street", "Window"]
    assert [mask.name for mask in home.guard.studio().masks[FRONT]] == ["Street", "Window"]
    assert home.entry.subentries[FRONT].data["folder"], "nothing else of the camera changes"
    assert (await _masks(ask, home.approver, FRONT))["mark"] == answer["result"]["mark"]
    (entry,) = await home.recorded("masks_changed")
    assert (entry["actor"], entry["camera"]) == ("approver", FRONT)
    assert [mask["corners"] for mask in entry["masks"]] == [STREET["corners"], WINDOW["corners"]]


async def test_an_administrator_may_draw_as_in_the_form_but_sees_no_footage(
    home: Household, ask: Ask, admin: MockUser
) -> None:
    assert (await _save(ask, admin, FRONT, STREET))["success"]
    answer = await ask(admin, "picture", camera=FRONT)
    assert answer["error"]["translation_key"] == "refused_not_approver"


@pytest.mark.parametrize(
    ("command", "fields"),
    [
        ("masks", {}),
        ("picture", {"camera": FRONT}),
        ("save_masks", {"camera": FRONT, "mark": "", "masks": []}),
    ],
)
async def test_nobody_else_sees_or_draws_and_the_attempt_is_written_down(
    home: Household, ask: Ask, command: str, fields: dict[str, Any]
) -> None:
    answer = await ask(home.stranger, command, **fields)
    assert answer["error"]["translation_key"] == "refused_not_approver"
    (attempt,) = await home.recorded("attempt_refused")
    assert attempt["actor"] == "stranger"
    assert home.guard.settings.cameras[FRONT].masks == ()


@pytest.mark.parametrize(
    ("masks", "key"),
    [
        ([{**STREET, "name": " "}], "mask_without_name"),
        ([STREET, {**WINDOW, "name": "street"}], "mask_named_twice"),
        ([{**STREET, "corners": "10 20"}], "mask_malformed"),
        ([{**STREET, "corners": "10 20, 10 60"}], "mask_malformed"),
        ([{**STREET, "corners": "10 20, 40 160"}], "mask_malformed"),
        ([{**STREET, "corners": "10 20, 40 60 <b>"}], "mask_malformed"),
        ([{**STREET, "name": str(number)} for number in range(17)], "too_many_masks"),
    ],
)
async def test_what_the_form_refuses_is_refused_here_for_the_same_reason(
    home: Household, ask: Ask, masks: list[dict[str, Any]], key: str
) -> None:
    answer = await _save(ask, home.approver, FRONT, *masks)
    assert answer["error"]["translation_key"] == key
    assert home.guard.settings.cameras[FRONT].masks == ()
    assert await home.recorded("masks_changed") == []


@pytest.mark.parametrize("wrong", [{"name": "x" * 81}, {"corners": "1 1, " * 300}, {"always": "yes"}, {"more": 1}])
async def test_what_is_no_mask_at_all_is_refused(home: Household, ask: Ask, wrong: dict[str, Any]) -> None:
    assert (await _save(ask, home.approver, FRONT, {**STREET, **wrong}))["error"]["code"] == "invalid_format"


async def test_masks_that_somebody_else_has_changed_meanwhile_are_not_overwritten(home: Household, ask: Ask) -> None:
    mark = (await _masks(ask, home.approver, "yard"))["mark"]
    assert (await _save(ask, home.second, "yard", STREET, WINDOW, {**WINDOW, "name": "Bench"}))["success"]
    answer = await ask(home.approver, "save_masks", camera="yard", mark=mark, masks=[STREET])
    assert answer["error"]["translation_key"] == "masks_changed_meanwhile"
    assert len(home.guard.settings.cameras["yard"].masks) == 3


async def test_a_mask_that_a_rule_asks_for_is_told_with_it_keeps_its_id_under_another_name_and_cannot_be_deleted(
    home: Household, ask: Ask
) -> None:
    window = home.guard.settings.cameras["yard"].masks[1]
    rule = Rule(id="r", name="", effect=None, conditions=(), terms=Terms(masks=frozenset({window.id})))
    sub = ConfigSubentry(
        data=MappingProxyType({"rule": to_plain(rule)}), subentry_type="rule", title="Cover it", unique_id=None
    )
    home.hass.config_entries.async_add_subentry(home.entry, sub)
    await home.hass.async_block_till_done()
    told = await _masks(ask, home.approver, "yard")
    assert [mask["rules"] for mask in told["masks"]] == [[], ["Cover it"]]
    assert (await _save(ask, home.approver, "yard", STREET))["error"]["translation_key"] == "mask_asked_for"
    assert (await _save(ask, home.approver, "yard", STREET, {**WINDOW, "name": "Bedroom"}))["success"]
    renamed = home.guard.settings.cameras["yard"].masks[1]
    assert (renamed.name, renamed.id) == ("Bedroom", window.id)
    moved = {**WINDOW, "name": "Bedroom", "corners": "50 0, 100 0, 75 60"}
    assert (await _save(ask, home.approver, "yard", moved))["success"]
    (only,) = home.guard.settings.cameras["yard"].masks
    assert (only.id, only.points[2]) == (window.id, (0.75, 0.6))


async def test_masks_that_are_renamed_and_reshaped_in_one_go_stay_those_that_were_agreed(
    home: Household, ask: Ask
) -> None:
    street, window = (mask.id for mask in home.guard.settings.cameras["yard"].masks)
    swapped = [
        {**STREET, "id": street, "name": "Window", "corners": "1 1, 9 9"},
        {**WINDOW, "id": window, "name": "Street", "corners": "80 80, 90 90"},
    ]
    assert (await _save(ask, home.approver, "yard", *swapped))["success"]
    assert {mask.name: mask.id for mask in home.guard.settings.cameras["yard"].masks} == {
        "Window": street,
        "Street": window,
    }
    told = (await _masks(ask, home.approver, "yard"))["masks"]
    assert [(mask["id"], mask["name"]) for mask in told] == [(street, "Window"), (window, "Street")]
    (written,) = await home.recorded("masks_changed")
    assert (written["added"], written["removed"]) == ([], [])
    assert written["changed"] == ["Street -> Window", "Window -> Street"]


async def test_masks_that_are_said_to_be_one_and_the_same_are_refused(home: Household, ask: Ask) -> None:
    street = home.guard.settings.cameras["yard"].masks[0].id
    twice = [{**STREET, "id": street}, {**WINDOW, "id": street}]
    assert (await _save(ask, home.approver, "yard", *twice))["error"]["translation_key"] == "mask_malformed"


async def test_a_mask_that_was_never_there_takes_no_ones_place(home: Household, ask: Ask) -> None:
    assert (await _save(ask, home.approver, "yard", {**STREET, "id": "front:0", "corners": "1 1, 9 9"}))["success"]
    (only,) = home.guard.settings.cameras["yard"].masks
    assert only.id != "front:0"


async def test_what_a_form_changes_is_written_down_with_who_it_was_and_what(
    home: Household, admin: MockUser, hass_client: ClientSessionGenerator, tmp_path: Path
) -> None:
    refresh = await home.hass.auth.async_create_refresh_token(admin, CLIENT_ID)
    assert await async_setup_component(home.hass, "config", {})
    client = await hass_client(home.hass.auth.async_create_access_token(refresh))
    path = "/api/config/config_entries/subentries/flow"
    handler = {"handler": [home.entry.entry_id, "camera"], "subentry_id": "yard"}
    shown = await (await client.post(path, json=handler)).json()
    masks = [{**WINDOW, "name": "Bedroom"}, {**STREET, "name": "Bench", "corners": "70 70, 90 90"}]
    answers = {"name": "Yard", "visible_to": [], "masks": masks, "origin": "folder"}
    shown = await (await client.post(f"{path}/{shown['flow_id']}", json=answers)).json()
    assert shown["step_id"] == "folder", shown
    recordings = tmp_path / "recordings"
    recordings.mkdir()
    done = await (await client.post(f"{path}/{shown['flow_id']}", json={"folder": str(recordings)})).json()
    assert done.get("reason") == "reconfigure_successful", done
    await home.settled()
    (written,) = await home.recorded("masks_changed")
    assert (written["actor"], written["camera"], written["name"]) == ("admin", "yard", "Yard")
    assert (written["added"], written["removed"]) == (["Bench"], ["Street"])
    assert written["changed"] == ["Window -> Bedroom"]
    assert [mask["corners"] for mask in written["masks"]] == [WINDOW["corners"], "70 70, 90 90"]


async def test_masks_that_go_with_their_camera_are_written_down_with_who_removed_it(
    home: Household, admin: MockUser, hass_ws_client: WebSocketGenerator
) -> None:
    refresh = await home.hass.auth.async_create_refresh_token(admin, CLIENT_ID)
    assert await async_setup_component(home.hass, "config", {})
    client = await hass_ws_client(home.hass, home.hass.auth.async_create_access_token(refresh))
    where = {"entry_id": home.entry.entry_id, "subentry_id": "yard"}
    await client.send_json_auto_id({"type": "config_entries/subentries/delete", **where})
    assert (await client.receive_json())["success"]
    await home.settled()
    (written,) = await home.recorded("masks_changed")
    assert (written["actor"], written["camera"], written["masks"]) == ("admin", "yard", [])
    assert written["removed"] == ["Street", "Window"]


async def test_a_change_that_is_not_about_masks_writes_nothing_of_them(home: Household) -> None:
    data = {**home.entry.subentries["yard"].data, "match": "*"}
    home.hass.config_entries.async_update_subentry(home.entry, home.entry.subentries["yard"], data=data)
    await home.settled()
    assert await home.recorded("masks_changed") == []
    home.hass.config_entries.async_update_subentry(
        home.entry, home.entry.subentries["yard"], data={**data, "masks": [STREET]}
    )
    await home.settled()
    (written,) = await home.recorded("masks_changed")
    assert (written["actor"], written["removed"]) == (None, ["Window"])


async def test_what_was_changed_while_nothing_ran_is_written_down_at_the_next_start_and_only_once(
    home: Household,
) -> None:
    data = home.entry.subentries["yard"].data
    config_entries = home.hass.config_entries
    assert await home.recorded("masks_changed") == [], "the masks of the first start are nobody's change"
    assert await config_entries.async_unload(home.entry.entry_id)
    moved = [STREET, {**WINDOW, "corners": "50 0, 100 0, 75 40"}]
    config_entries.async_update_subentry(home.entry, home.entry.subentries["yard"], data={**data, "masks": moved})
    for _ in range(2):
        assert await config_entries.async_setup(home.entry.entry_id)
        (written,) = await home.recorded("masks_changed")
        assert (written["actor"], written["camera"], written["changed"]) == (None, "yard", ["Window"])
        assert await config_entries.async_unload(home.entry.entry_id)
    assert await config_entries.async_setup(home.entry.entry_id)


@pytest.mark.parametrize("content", ["", "[]", '{"yard": {}}', '{"yard": {"name": "Yard", "masks": [{"id": "x"}]}}'])
async def test_a_file_of_masks_that_cannot_be_read_is_made_anew(home: Household, content: str) -> None:
    path = Path(home.hass.config.path("ring_guard", "masks.json"))
    kept = path.read_text()
    assert await home.hass.config_entries.async_unload(home.entry.entry_id)
    path.write_text(content)
    assert await home.hass.config_entries.async_setup(home.entry.entry_id)
    assert json.loads(path.read_text()) == json.loads(kept)
    assert await home.recorded("masks_changed") == []


async def test_a_file_of_masks_that_cannot_be_written_stops_nothing(
    home: Household, ask: Ask, caplog: pytest.LogCaptureFixture
) -> None:
    path = Path(home.hass.config.path("ring_guard", "masks.json"))
    path.unlink()
    path.mkdir()
    assert (await _save(ask, home.approver, FRONT, STREET))["success"]
    await home.settled()
    assert [mask.name for mask in home.guard.settings.cameras[FRONT].masks] == ["Street"]
    assert len(await home.recorded("masks_changed")) == 1
    assert "masks.json cannot be written" in caplog.text


async def test_a_camera_that_is_not_there_has_no_masks(home: Household, ask: Ask) -> None:
    for command, fields in (("save_masks", {"mark": "", "masks": []}), ("picture", {})):
        answer = await ask(home.approver, command, camera="gone", **fields)
        assert answer["error"]["translation_key"] == "unknown_camera"


@pytest.mark.parametrize(
    ("masks", "told"),
    [
        ([STREET], True),
        ([STREET, {**WINDOW, "corners": "50 0, 100 0, 75 40"}], True),
        ([{**STREET, "always": False}, WINDOW], True),
        ([STREET, {**WINDOW, "always": True}], False),
        ([STREET, WINDOW, {**WINDOW, "name": "Bench"}], False),
    ],
)
async def test_the_household_is_told_when_clips_may_show_more(
    home: Household, ask: Ask, masks: list[dict[str, Any]], told: bool
) -> None:
    with patch.object(home.guard.notifier, "say") as say:
        assert (await _save(ask, home.approver, "yard", *masks))["success"]
        await home.hass.async_block_till_done()
    assert [call.args[0] for call in say.await_args_list] == (["policy_loosened"] if told else [])


async def test_the_page_is_refused_while_ring_guard_does_not_run(home: Household, ask: Ask) -> None:
    assert await home.hass.config_entries.async_unload(home.entry.entry_id)
    assert (await ask(home.approver, "masks"))["error"]["translation_key"] == "not_running"


async def test_in_lockdown_nobody_is_shown_a_picture(home: Household, ask: Ask) -> None:
    await home.guard.async_set_mode(Mode.LOCKDOWN, "approver")
    assert (await ask(home.approver, "picture", camera=FRONT))["error"]["translation_key"] == "refused_lockdown"
    assert await home.recorded("picture_fetched") == []


async def test_a_camera_without_recordings_and_entities_has_no_picture_and_the_look_is_written_down(
    home: Household, ask: Ask
) -> None:
    with patch.object(masks_api, "latest_picture", return_value=None):
        answer = await ask(home.approver, "picture", camera=BACK)
    assert answer["result"] is None
    assert await home.recorded("picture_fetched") == [{"actor": "approver", "camera": BACK}]


async def test_without_recordings_the_cameras_own_picture_is_taken(home: Household, ask: Ask) -> None:
    hass = home.hass
    entry = MockConfigEntry(domain="ring")
    entry.add_to_hass(hass)
    device = dr.async_get(hass).async_get_or_create(config_entry_id=entry.entry_id, identifiers={("ring", "1")})
    names = [
        er.async_get(hass).async_get_or_create(platform, "ring", number, device_id=device.id).entity_id
        for number, platform in (("1", "camera"), ("2", "sensor"), ("3", "camera"))
    ]
    subentry = home.entry.subentries[BACK]
    data = {**subentry.data, "camera_device": device.id}
    hass.config_entries.async_update_subentry(home.entry, subentry, data=data)
    await hass.async_block_till_done()
    images = {names[0]: Image("image/svg+xml", b"<svg/>"), names[2]: Image("image/jpeg", b"picture")}

    async def image(_hass: HomeAssistant, entity_id: str) -> Image:
        return images[entity_id]

    with (
        patch.object(masks_api, "latest_picture", return_value=None),
        patch(IMAGE, image),
    ):
        told = (await ask(home.approver, "picture", camera=BACK))["result"]
    assert (b64decode(told["image"]), told["type"], told["source"]) == (b"picture", "image/jpeg", "camera")

    async def none(_hass: HomeAssistant, entity_id: str) -> Image:
        raise HomeAssistantError("no picture")

    with patch.object(masks_api, "latest_picture", return_value=None), patch(IMAGE, none):
        assert (await ask(home.approver, "picture", camera=BACK))["result"] is None


async def test_a_picture_that_takes_too_long_is_none(
    home: Household, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def never(*_: Any) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(masks_api, "PATIENCE", timedelta(milliseconds=20))
    with patch.object(masks_api, "latest_picture", never):
        assert (await ask(home.approver, "picture", camera=FRONT))["result"] is None


class Shelf:
    """An origin with one recording that ended a while ago; it notes what it was asked for."""

    def __init__(self, segment: Segment | None) -> None:
        self.segment = segment
        self.asked: list[timedelta] = []

    async def find(self, window: Any, scratch: Path) -> Footage:
        self.asked.append(window.length)
        if self.segment is None or self.segment.end <= window.start:
            raise OriginUnavailable("origin_unreachable")
        return Footage(segments=(self.segment,))


@pytest.mark.requires_debian("ffmpeg")
async def test_the_latest_recording_gives_the_picture_and_recorders_are_asked_for_little(tmp_path: Path) -> None:
    film = await asyncio.to_thread(media.make_video, tmp_path / "film.mp4", frames=80)
    now = dt_util.utcnow()
    start = now - timedelta(hours=2)
    near = Shelf(Segment(path=film, start=start, duration=timedelta(seconds=4)))
    found = await latest_picture("folder", near, Cutter(), tmp_path / "scratch", now)
    assert found is not None
    assert found.jpeg.startswith(b"\xff\xd8\xff")
    assert found.at == start + timedelta(seconds=2)
    assert list((tmp_path / "scratch").iterdir()) == []
    far = Shelf(near.segment)
    assert await latest_picture("unifiprotect", far, Cutter(), tmp_path / "scratch", now) is None
    assert max(far.asked) <= timedelta(minutes=15)
    assert await latest_picture("folder", Shelf(None), Cutter(), tmp_path / "scratch", now) is None
