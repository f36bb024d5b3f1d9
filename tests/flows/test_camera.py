"""Adding and changing cameras."""

from pathlib import Path
from typing import Any
from unittest.mock import patch
from zoneinfo import ZoneInfo

from homeassistant.config_entries import ConfigSubentryData
from homeassistant.data_entry_flow import FlowResultType
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.ring_guard.domain.model import ALL_LEVELS, Level
from custom_components.ring_guard.footage.cutter import Cutter
from custom_components.ring_guard.footage.folder import FolderOrigin
from custom_components.ring_guard.footage.origins import ORIGINS, OriginContext
from custom_components.ring_guard.household.settings import read_settings
from tests.flows.pages import shown_values


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "front door"
    path.mkdir()
    return path


FIRST = {"name": "Front", "origin": "folder"}


@pytest.fixture
def place(add, submit):
    """Return what answers the first page of a new camera and opens the second."""

    async def go_on(entry: MockConfigEntry, **answers: Any) -> Any:
        return await submit(await add(entry, "camera"), {**FIRST, **answers})

    return go_on


async def test_a_camera_is_a_name_and_a_folder_and_at_first_any_request_may_see_it(
    hass, household, place, submit, folder
) -> None:
    entry = household()
    page = await place(entry, name=" Front door ")
    assert page["step_id"] == "folder"
    result = await submit(page, {"folder": f" {folder} "})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    (camera,) = read_settings(entry, "UTC").cameras.values()
    assert (camera.name, camera.origin, camera.place["folder"]) == ("Front door", "folder", str(folder))
    assert camera.origin in ORIGINS
    assert camera.visible_to == ALL_LEVELS
    assert camera.id in entry.subentries


async def test_a_folder_can_be_shared_and_named_in_another_time_zone(hass, household, place, submit, folder) -> None:
    entry = household()
    page = await place(entry)
    page = await submit(page, {"folder": str(folder), "match": "front/*", "time_zone": "UTC"})
    assert page["errors"] == {"match": "match_is_a_path"}
    await submit(page, {"folder": str(folder), "match": "front*", "time_zone": "UTC"})
    (camera,) = read_settings(entry, "UTC").cameras.values()
    cutter = Cutter()
    context = OriginContext(
        hass=hass, zone=ZoneInfo("Europe/Berlin"), prober=cutter, private=folder, camera_id=camera.id
    )
    origin = ORIGINS["folder"](camera.place, context).origin
    assert origin == FolderOrigin(folder=folder, zone=ZoneInfo("UTC"), prober=cutter, match="front*")
    bare = ORIGINS["folder"]({"folder": str(folder)}, context).origin
    assert bare == FolderOrigin(folder=folder, zone=ZoneInfo("Europe/Berlin"), prober=cutter)


@pytest.mark.parametrize("levels", [[], ["municipal", "fire_medical"]])
async def test_a_camera_can_be_kept_from_kinds_of_bodies_or_from_all(
    hass, household, place, submit, folder, levels
) -> None:
    entry = household()
    await submit(await place(entry, visible_to=levels), {"folder": str(folder)})
    (camera,) = read_settings(entry, "UTC").cameras.values()
    assert camera.visible_to == {Level(level) for level in levels}


def make_file(folder: Path) -> Path:
    path = folder / "one.mp4"
    path.touch()
    return path


@pytest.mark.parametrize(
    ("where", "error"),
    [
        (lambda hass, folder: "front", "folder_not_absolute"),
        (lambda hass, folder: "", "folder_not_absolute"),
        (lambda hass, folder: folder / "nothing", "folder_missing"),
        (lambda hass, folder: "/\0", "folder_missing"),
        (lambda hass, folder: make_file(folder), "folder_is_a_file"),
        (lambda hass, folder: hass.config.path("custom_components"), "folder_private"),
        (lambda hass, folder: hass.config.path("ring_guard", "clips"), "folder_private"),
        (lambda hass, folder: hass.config.path(".cache", "ring_guard"), "folder_private"),
        (lambda hass, folder: hass.config.path(), "folder_private"),
    ],
    ids=[
        "relative",
        "empty",
        "missing",
        "not a path",
        "file",
        "programs",
        "private",
        "clips",
        "all of the hub's files",
    ],
)
async def test_a_folder_that_can_hold_no_recordings_is_refused_with_its_reason(
    hass, household, place, submit, folder, tmp_path, where, error
) -> None:
    hass.config.config_dir = str(tmp_path / "config")
    for path in ("custom_components", "ring_guard/clips", ".cache/ring_guard"):
        (tmp_path / "config" / path).mkdir(parents=True)
    page = await submit(await place(household()), {"folder": str(where(hass, folder))})
    assert page["type"] is FlowResultType.FORM
    assert page["errors"] == {"folder": error}
    result = await submit(page, {"folder": str(folder)})
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_a_link_into_a_private_folder_is_seen_through(hass, household, place, submit, tmp_path) -> None:
    hass.config.config_dir = str(tmp_path)
    (tmp_path / "ring_guard").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "ring_guard")
    page = await submit(await place(household()), {"folder": str(tmp_path / "link")})
    assert page["errors"] == {"folder": "folder_private"}


async def test_a_folder_that_may_not_be_read_is_refused(hass, household, place, submit, folder) -> None:
    page = await place(household())
    with patch("custom_components.ring_guard.footage.origins.folder.os.access", return_value=False):
        page = await submit(page, {"folder": str(folder)})
    assert page["errors"] == {"folder": "folder_not_readable"}


async def test_a_camera_without_a_name_is_refused(hass, household, add, submit) -> None:
    page = await submit(await add(household(), "camera"), {"name": " ", "origin": "folder", "visible_to": []})
    assert page["errors"] == {"name": "name_missing"}
    assert shown_values(page)["visible_to"] == []


async def test_a_camera_can_be_changed_and_keeps_its_id(hass, household, change, submit, folder, tmp_path) -> None:
    first = {"origin": "folder", "visible_to": ["municipal"]}
    place = {"folder": str(tmp_path), "match": "front*"}
    data = {**first, **place, "drawn_elsewhere": [1, 2]}
    entry = household(ConfigSubentryData(data=data, subentry_type="camera", title="Front", unique_id=None))
    (camera_id,) = entry.subentries
    page = await change(entry, "camera")
    assert shown_values(page) == {"name": "Front"} | first
    page = await submit(page, {"name": "Door", "origin": "folder", "visible_to": []})
    assert shown_values(page) == place
    page = await submit(page, {"folder": "nowhere"})
    assert page["errors"] == {"folder": "folder_not_absolute"}
    result = await submit(page, {"folder": str(folder)})
    assert result["reason"] == "reconfigure_successful"
    camera = read_settings(entry, "UTC").cameras[camera_id]
    assert (camera.name, camera.visible_to) == ("Door", frozenset())
    assert camera.place == {
        "origin": "folder",
        "visible_to": [],
        "folder": str(folder),
        "drawn_elsewhere": [1, 2],
        "masks": [],
    }, "what was left empty is forgotten, what other forms keep here is not"


@pytest.mark.parametrize(
    ("origin", "answers", "errors"),
    [
        ("unifiprotect", {"camera_device": "gone"}, {"camera_device": "origin_camera_missing"}),
        ("frigate", {"camera_device": "gone"}, {"camera_device": "origin_camera_missing"}),
        ("ring", {"camera_device": "gone"}, {"camera_device": "origin_camera_missing"}),
        ("reolink", {"camera_device": "gone"}, {"camera_device": "origin_camera_missing"}),
        (
            "buffer",
            {"camera_entity": "camera.gone", "buffer_minutes": 5, "buffer_megabytes": 100, "buffer_agreed": False},
            {"camera_entity": "buffer_no_stream", "buffer_agreed": "buffer_not_agreed"},
        ),
    ],
)
async def test_each_origin_has_a_page_that_says_what_is_wrong(
    household, place, submit, texts, origin: str, answers: dict[str, Any], errors: dict[str, str]
) -> None:
    page = await place(household(), origin=origin)
    assert (page["step_id"], page["last_step"]) == (origin, True)
    page = await submit(page, answers)
    assert page["errors"] == errors
    assert shown_values(page) == answers
    assert set(errors.values()) <= texts["en"]["config_subentries"]["camera"]["error"].keys()


async def test_footage_by_hand_needs_nothing_but_a_yes(household, place, submit) -> None:
    entry = household()
    page = await place(entry, origin="by_hand")
    assert page["step_id"] == "by_hand"
    assert (await submit(page, {}))["type"] is FlowResultType.CREATE_ENTRY
    (camera,) = read_settings(entry, "UTC").cameras.values()
    assert camera.origin == "by_hand"


async def test_a_camera_that_gets_another_origin_forgets_the_former_ones_answers(
    household, change, submit, folder
) -> None:
    buffered = {"camera_entity": "camera.door", "buffer_minutes": 5, "buffer_megabytes": 10, "buffer_agreed": True}
    data = {"origin": "buffer", "visible_to": [], **buffered}
    entry = household(ConfigSubentryData(data=data, subentry_type="camera", title="Front", unique_id=None))
    page = await submit(await change(entry, "camera"), {"name": "Front", "origin": "folder", "visible_to": []})
    await submit(page, {"folder": str(folder)})
    (camera,) = read_settings(entry, "UTC").cameras.values()
    assert camera.origin == "folder"
    assert not buffered.keys() & camera.place.keys()
