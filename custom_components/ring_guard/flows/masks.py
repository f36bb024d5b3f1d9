"""A camera's masks as the form holds them: a list of names, corners and a switch.

What the answers mean stands in `domain/masks`; a page to draw on is the panel's business.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.helpers.selector import (
    BooleanSelector,
    ObjectSelector,
    ObjectSelectorConfig,
    ObjectSelectorField,
    TextSelector,
)

from ..const import (
    CONF_MASK_ALWAYS,
    CONF_MASK_CORNERS,
    CONF_MASK_IDS,
    CONF_MASK_NAME,
    CONF_MASKS,
    CONF_RULE,
    SUBENTRY_CAMERA,
    SUBENTRY_RULE,
)
from ..domain.masks import Mask, Point, covers
from ..domain.model import from_plain
from ..domain.policy import Rule
from ..household.settings import first_mask_id, masks_of

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


def kept_ids(
    subentry: ConfigSubentry, answers: Sequence[Mapping[str, Any]], same: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Return the ids of a camera's masks that are not told by their names, by name: rules go on naming what was renamed.

    `same` tells by their present names which masks are which, where that is known. Else a mask of another name with the very
    corners of one that is gone, or that hides all that the other hid, is that one, renamed.
    """
    before = _stored(subentry)
    drawn = masks_of(subentry.subentry_id, answers)
    known = {mask.id for mask in before}
    told = {name: mask_id for name, mask_id in (same or {}).items() if mask_id in known}
    ids = {mask.name: mask.id for mask in before if mask.id not in told.values()} | told
    kept = {ids[mask.name] for mask in drawn if mask.name in ids}
    gone = [mask for mask in before if mask.id not in kept]
    for fits in (_equal, covers):
        for mask in drawn:
            former = next((each for each in gone if fits(mask.points, each.points)), None)
            if mask.name not in ids and former is not None:
                gone.remove(former)
                ids[mask.name] = former.id
    names = {mask.name for mask in drawn}
    return {
        name: mask_id
        for name, mask_id in ids.items()
        if name in names and mask_id != first_mask_id(subentry.subentry_id, name)
    }


def takes_a_mask_from_a_rule(
    entry: ConfigEntry,
    subentry: ConfigSubentry,
    answers: Sequence[Mapping[str, Any]],
    same: Mapping[str, str] | None = None,
) -> bool:
    """Tell whether a camera would lose a mask that a rule asks for: nothing could leave under that rule any more.

    `same` as in `kept_ids`.
    """
    rules = [sub for sub in entry.subentries.values() if sub.subentry_type == SUBENTRY_RULE]
    asked = {mask for rule in rules for mask in from_plain(Rule, rule.data[CONF_RULE]).terms.masks}
    left = masks_of(subentry.subentry_id, answers, kept_ids(subentry, answers, same))
    return bool(asked & ({mask.id for mask in _stored(subentry)} - {mask.id for mask in left}))


def _equal(points: Sequence[Point], others: Sequence[Point]) -> bool:
    """Tell whether two shapes have the same corners."""
    return points == others


def _stored(subentry: ConfigSubentry) -> tuple[Mask, ...]:
    """Return a camera's masks as they are stored."""
    data = subentry.data
    return masks_of(subentry.subentry_id, data.get(CONF_MASKS, ()), data.get(CONF_MASK_IDS))


def mask_names(entry: ConfigEntry) -> dict[str, str]:
    """Return all masks of the household by id, each named with its camera, but for those that are drawn in any case."""
    cameras = [sub for sub in entry.subentries.values() if sub.subentry_type == SUBENTRY_CAMERA]
    return {
        mask.id: f"{camera.title}: {mask.name}" for camera in cameras for mask in _stored(camera) if not mask.always
    }
