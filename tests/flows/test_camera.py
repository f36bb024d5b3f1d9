"""Adding and changing cameras."""

from pathlib import Path
from unittest.mock import patch

from homeassistant.config_entries import ConfigSubentryData
from homeassistant.data_entry_flow import FlowResultType
import pytest

from custom_components.ring_guard.domain.model import ALL_LEVELS, Level
from custom_components.ring_guard.footage.origins import ORIGINS
from custom_components.ring_guard.household.settings import read_settings
from tests.flows.pages import shown_values


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "front door"
    path.mkdir()
    return path


async def test_a_camera_is_a_name_and_a_folder_and_at_first_any_request_may_see_it(
    hass, household, add, submit, folder
) -> None:
    entry = household()
    page = await add(entry, "camera")
    result = await submit(page, {"name": " Front door ", "folder": f" {folder} "})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    (camera,) = read_settings(entry, "UTC").cameras.values()
    assert (camera.name, camera.origin, camera.folder) == ("Front door", "folder", folder)
    assert camera.origin in ORIGINS
    assert camera.visible_to == ALL_LEVELS
    assert camera.id in entry.subentries


@pytest.mark.parametrize("levels", [[], ["municipal", "fire_medical"]])
async def test_a_camera_can_be_kept_from_kinds_of_bodies_or_from_all(
    hass, household, add, submit, folder, levels
) -> None:
    entry = household()
    await submit(await add(entry, "camera"), {"name": "Garden", "folder": str(folder), "visible_to": levels})
    (camera,) = read_settings(entry, "UTC").cameras.values()
    assert camera.visible_to == {Level(level) for level in levels}


def make_file(folder: Path) -> Path:
    path = folder / "one.mp4"
    path.touch()
    return path


@pytest.mark.parametrize(
    ("place", "error"),
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
    hass, household, add, submit, folder, tmp_path, place, error
) -> None:
    hass.config.config_dir = str(tmp_path / "config")
    for path in ("custom_components", "ring_guard/clips", ".cache/ring_guard"):
        (tmp_path / "config" / path).mkdir(parents=True)
    entry = household()
    page = await submit(await add(entry, "camera"), {"name": "Front", "folder": str(place(hass, folder))})
    assert page["type"] is FlowResultType.FORM
    assert page["errors"] == {"folder": error}
    assert shown_values(page)["name"] == "Front"
    result = await submit(page, {"name": "Front", "folder": str(folder)})
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_a_link_into_a_private_folder_is_seen_through(hass, household, add, submit, tmp_path) -> None:
    hass.config.config_dir = str(tmp_path)
    (tmp_path / "ring_guard").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "ring_guard")
    page = await submit(await add(household(), "camera"), {"name": "Front", "folder": str(tmp_path / "link")})
    assert page["errors"] == {"folder": "folder_private"}


async def test_a_folder_that_may_not_be_read_is_refused(hass, household, add, submit, folder) -> None:
    page = await add(household(), "camera")
    with patch("custom_components.ring_guard.flows.camera.os.access", return_value=False):
        page = await submit(page, {"name": "Front", "folder": str(folder)})
    assert page["errors"] == {"folder": "folder_not_readable"}


async def test_everything_wrong_with_a_camera_is_said_at_once(hass, household, add, submit) -> None:
    page = await submit(await add(household(), "camera"), {"name": " ", "folder": "x"})
    assert page["errors"] == {"name": "name_missing", "folder": "folder_not_absolute"}


async def test_a_camera_can_be_changed_and_keeps_its_id(hass, household, change, submit, folder, tmp_path) -> None:
    data = {"origin": "folder", "folder": str(tmp_path), "visible_to": ["municipal"]}
    entry = household(ConfigSubentryData(data=data, subentry_type="camera", title="Front", unique_id=None))
    (camera_id,) = entry.subentries
    page = await change(entry, "camera")
    assert shown_values(page) == {"name": "Front"} | data
    page = await submit(page, {"name": "Door", "folder": "nowhere", "visible_to": []})
    assert page["errors"] == {"folder": "folder_not_absolute"}
    assert shown_values(page)["name"] == "Door"
    result = await submit(page, {"name": "Door", "folder": str(folder), "visible_to": []})
    assert result["reason"] == "reconfigure_successful"
    camera = read_settings(entry, "UTC").cameras[camera_id]
    assert (camera.name, camera.folder, camera.visible_to) == ("Door", folder, frozenset())
