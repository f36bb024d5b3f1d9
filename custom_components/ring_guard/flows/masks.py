"""A camera's masks as the form holds them: a list of names, corners and a switch.

What the answers mean stands in `domain/masks`; a page to draw on is the panel's business.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.helpers.selector import (
    BooleanSelector,
    ObjectSelector,
    ObjectSelectorConfig,
    ObjectSelectorField,
    TextSelector,
)

from ..const import CONF_MASK_ALWAYS, CONF_MASK_CORNERS, CONF_MASK_NAME, CONF_MASKS, SUBENTRY_CAMERA
from ..household.settings import masks_of

MOST_MASKS = 16


def masks_field() -> ObjectSelector:
    """Ask for any number of masks."""
    return ObjectSelector(
        ObjectSelectorConfig(
            multiple=True,
            label_field=CONF_MASK_NAME,
            description_field=CONF_MASK_CORNERS,
            translation_key="mask",
            fields={
                CONF_MASK_NAME: ObjectSelectorField(selector=TextSelector(), required=True),
                CONF_MASK_CORNERS: ObjectSelectorField(selector=TextSelector(), required=True),
                CONF_MASK_ALWAYS: ObjectSelectorField(selector=BooleanSelector()),
            },
        )
    )


def masks_problem(answers: Sequence[Mapping[str, Any]]) -> str | None:
    """Return what is wrong with the masks as an error key, or None."""
    names = [answer[CONF_MASK_NAME].strip().casefold() for answer in answers]
    if not all(names):
        return "mask_without_name"
    if len(set(names)) < len(names):
        return "mask_named_twice"
    if len(names) > MOST_MASKS:
        return "too_many_masks"
    try:
        masks_of("new", answers)
    except ValueError:
        return "mask_malformed"
    return None


def mask_names(entry: ConfigEntry) -> dict[str, str]:
    """Return all masks of the household by id, each named with its camera, but for those that are drawn in any case."""
    cameras = [sub for sub in entry.subentries.values() if sub.subentry_type == SUBENTRY_CAMERA]
    return {
        mask.id: f"{camera.title}: {mask.name}"
        for camera in cameras
        for mask in masks_of(camera.subentry_id, camera.data.get(CONF_MASKS, ()))
        if not mask.always
    }
