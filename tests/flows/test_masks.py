"""Setting a camera's masks, and choosing them in rules."""

from pathlib import Path
from types import MappingProxyType
from typing import Any

from homeassistant.config_entries import ConfigSubentry, SubentryFlowContext
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
import pytest

from custom_components.ring_guard.domain.model import Terms, to_plain
from custom_components.ring_guard.domain.policy import Rule
from custom_components.ring_guard.flows.masks import mask_names
from custom_components.ring_guard.household.settings import read_settings
from tests.flows.pages import shown_values

STREET = {"name": " Street ", "corners": "10 20, 40 60"}
WINDOW = {"name": "Window", "corners": "50 0, 100 0, 75 50", "always": True}


@pytest.fixture
def camera(household, add, submit, tmp_path: Path):
    """Return what sets up a camera with masks; its entry and the last answer."""

    async def set_up(*masks: dict[str, Any]) -> tuple[Any, Any]:
        entry = household()
        answers = {"name": "Front", "origin": "folder", "masks": list(masks)}
        page = await submit(await add(entry, "camera"), answers)
        if page["step_id"] == "folder":
            page = await submit(page, {"folder": str(tmp_path)})
        return entry, page

    return set_up


async def test_masks_have_a_name_and_corners_and_belong_to_their_camera(camera) -> None:
    entry, result = await camera(STREET, WINDOW)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    (front,) = read_settings(entry, "UTC").cameras.values()
    street, window = front.masks
    assert (street.name, street.always, street.points[2]) == ("Street", False, (0.4, 0.6))
    assert (window.name, window.always, window.points) == ("Window", True, ((0.5, 0), (1, 0), (0.75, 0.5)))
    assert street.id.startswith(front.id)
    assert "street" not in street.id.casefold()


@pytest.mark.parametrize(
    ("masks", "error"),
    [
        ([{"name": " ", "corners": "10 20, 40 60"}], "mask_without_name"),
        ([STREET, {"name": "street", "corners": "1 2, 3 4"}], "mask_named_twice"),
        ([{"name": "A", "corners": "10 20"}], "mask_malformed"),
        ([{"name": "A", "corners": "10 20, 10 60"}], "mask_malformed"),
        ([{"name": "A", "corners": "10 20, 40 160"}], "mask_malformed"),
        ([{"name": str(number), "corners": "10 20, 40 60"} for number in range(17)], "too_many_masks"),
    ],
)
async def test_a_mask_that_cannot_be_drawn_is_refused_with_its_reason(camera, masks, error) -> None:
    _, page = await camera(*masks)
    assert page["type"] is FlowResultType.FORM
    assert page["errors"] == {"masks": error}


async def test_masks_can_be_changed_and_taken_away(camera, change, submit, tmp_path: Path) -> None:
    entry, _ = await camera(STREET, WINDOW)
    page = await change(entry, "camera")
    shown = shown_values(page)
    assert shown["masks"] == [STREET, WINDOW]
    await submit(await submit(page, shown | {"masks": [WINDOW]}), {"folder": str(tmp_path)})
    (front,) = read_settings(entry, "UTC").cameras.values()
    assert [mask.name for mask in front.masks] == ["Window"]
    page = await change(entry, "camera")
    without = {key: value for key, value in shown_values(page).items() if key != "masks"}
    await submit(await submit(page, without), {"folder": str(tmp_path)})
    (front,) = read_settings(entry, "UTC").cameras.values()
    assert front.masks == ()


async def test_a_rule_can_ask_for_masks_that_are_not_drawn_anyway(camera) -> None:
    entry, _ = await camera(STREET, WINDOW)
    (front,) = read_settings(entry, "UTC").cameras.values()
    assert mask_names(entry) == {front.masks[0].id: "Front: Street"}


@pytest.fixture
def changed(change, submit, tmp_path: Path):
    """Return what gives the camera other masks; the answer to it."""

    async def give(hass: HomeAssistant, entry: Any, *masks: dict[str, Any]) -> Any:
        (front,) = [sub.subentry_id for sub in entry.subentries.values() if sub.subentry_type == "camera"]
        context = SubentryFlowContext(source="reconfigure", subentry_id=front)
        page = await hass.config_entries.subentries.async_init((entry.entry_id, "camera"), context=context)
        page = await submit(page, shown_values(page) | {"masks": list(masks)})
        return await submit(page, {"folder": str(tmp_path)}) if page["step_id"] == "folder" else page

    return give


def ids(entry: Any) -> dict[str, str]:
    (front,) = read_settings(entry, "UTC").cameras.values()
    return {mask.name: mask.id for mask in front.masks}


def asking_for(hass: HomeAssistant, entry: Any, mask: str) -> None:
    rule = Rule(id="r", name="Covered", effect=None, terms=Terms(masks=frozenset({mask})))
    data = MappingProxyType({"rule": to_plain(rule)})
    hass.config_entries.async_add_subentry(
        entry, ConfigSubentry(data=data, subentry_type="rule", title=rule.name, unique_id=rule.id)
    )


async def test_a_mask_that_is_renamed_stays_the_one_that_rules_ask_for(hass, camera, changed) -> None:
    entry, _ = await camera(STREET, WINDOW)
    street = ids(entry)["Street"]
    asking_for(hass, entry, street)
    result = await changed(hass, entry, STREET | {"name": "Pavement"}, WINDOW)
    assert result["type"] is FlowResultType.ABORT
    assert ids(entry)["Pavement"] == street
    await changed(hass, entry, STREET | {"name": "Pavement", "corners": "0 0, 50 50"}, WINDOW)
    assert ids(entry)["Pavement"] == street, "a renamed mask can be drawn anew"


async def test_a_mask_renamed_and_reshaped_in_one_go_stays_the_same_where_nothing_more_is_shown(
    hass, camera, changed
) -> None:
    entry, _ = await camera(STREET, WINDOW)
    street = ids(entry)["Street"]
    asking_for(hass, entry, street)
    smaller = STREET | {"name": "Pavement", "corners": "10 20, 40 50"}
    assert (await changed(hass, entry, smaller, WINDOW))["errors"] == {"masks": "mask_asked_for"}
    larger = STREET | {"name": "Pavement", "corners": "5 20, 40 60"}
    assert (await changed(hass, entry, larger, WINDOW))["type"] is FlowResultType.ABORT
    assert ids(entry)["Pavement"] == street


async def test_another_mask_under_a_former_name_is_another_mask(hass, camera, changed) -> None:
    entry, _ = await camera(STREET)
    street = ids(entry)["Street"]
    await changed(hass, entry, STREET | {"name": "Pavement"})
    await changed(hass, entry, STREET | {"name": "Pavement"}, STREET | {"corners": "0 0, 5 5"})
    assert ids(entry)["Pavement"] == street
    assert ids(entry)["Street"] != street
    kept = ids(entry)
    await changed(hass, entry, STREET | {"name": "Pavement"}, STREET | {"corners": "0 0, 5 5"})
    assert ids(entry) == kept
    await changed(hass, entry, STREET | {"corners": "0 0, 5 5"})
    assert ids(entry) == {"Street": kept["Street"]}, "and stays so when the renamed one is gone"


async def test_a_mask_that_a_rule_asks_for_cannot_be_taken_away(hass, camera, changed) -> None:
    entry, _ = await camera(STREET, WINDOW)
    before = ids(entry)
    asking_for(hass, entry, before["Street"])
    for masks in ([WINDOW], [STREET | {"name": "Other", "corners": "1 1, 9 9"}, WINDOW]):
        page = await changed(hass, entry, *masks)
        assert page["errors"] == {"masks": "mask_asked_for"}
    assert ids(entry) == before
    assert (await changed(hass, entry, STREET))["type"] is FlowResultType.ABORT
