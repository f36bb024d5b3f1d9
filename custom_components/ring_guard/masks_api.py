"""The commands behind the page on which masks are drawn: what there is, a picture to draw on, and saving.

Whoever may approve or administer may change masks, as in the camera's form and with the same checks; a picture is footage,
so only approvers see it, and each look is written down first. Must not touch anything of a camera but its masks.
"""

import asyncio
from base64 import b64encode
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
import json
from typing import Any

from homeassistant.components import websocket_api
from homeassistant.components.websocket_api import ActiveConnection
from homeassistant.config_entries import ConfigEntryState, ConfigSubentry
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er
from homeassistant.util import dt as dt_util
from homeassistant.util.json import JsonObjectType
import voluptuous as vol

from .const import (
    CONF_CAMERA_DEVICE,
    CONF_CAMERA_ENTITY,
    CONF_MASK_ALWAYS,
    CONF_MASK_CORNERS,
    CONF_MASK_IDS,
    CONF_MASK_NAME,
    CONF_MASKS,
    DOMAIN,
)
from .domain.model import Mode
from .failures import telling_failures, wrong
from .flows.masks import kept_ids, masks_problem, takes_a_mask_from_a_rule
from .footage.latest import latest_picture
from .guard import Guard, RingGuardConfigEntry
from .household.settings import Camera, masks_of
from .ledger import NewEntry, Write

PATIENCE = timedelta(seconds=20)
"""How long a picture may take: a recorder may be slow, and a cut may be under way."""

SHOWN_TYPES = frozenset({"image/jpeg", "image/png"})
LARGEST = 8 * 1024 * 1024

MASK = vol.Schema(
    {
        vol.Optional("id"): vol.All(str, vol.Length(max=100)),
        vol.Required(CONF_MASK_NAME): vol.All(str, vol.Length(max=80)),
        vol.Required(CONF_MASK_CORNERS): vol.All(str, vol.Length(max=1000)),
        vol.Optional(CONF_MASK_ALWAYS, default=False): bool,
    }
)


@callback
def async_setup_masks_api(hass: HomeAssistant) -> None:
    """Register the commands."""
    for command in (masks, picture, save_masks):
        websocket_api.async_register_command(hass, command)


@websocket_api.websocket_command({vol.Required("type"): f"{DOMAIN}/masks"})
@websocket_api.async_response
async def masks(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
    """Answer with the masks of all cameras."""
    guard = _entry(hass).runtime_data
    async with telling_failures(hass, guard):
        await _require_may_draw(guard, connection, "masks_looked_at")
        connection.send_result(msg["id"], [_told(camera, guard) for camera in guard.settings.cameras.values()])


@websocket_api.websocket_command({vol.Required("type"): f"{DOMAIN}/picture", vol.Required("camera"): str})
@websocket_api.async_response
async def picture(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
    """Answer with a picture to draw on, if there is any."""
    guard = _entry(hass).runtime_data
    async with telling_failures(hass, guard):
        approver = await guard.answers.require_approver(connection.user.id, "picture_fetched")
        camera = _camera(guard, msg["camera"])
        if guard.mode() is Mode.LOCKDOWN:
            raise wrong("refused_lockdown")
        payload = {"actor": approver, "camera": camera.id}
        entry = NewEntry(kind="picture_fetched", at=dt_util.utcnow(), payload=payload)
        await guard.ledger.write(Write(entries=(entry,)))
    found = None
    with suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE.total_seconds()):
            found = await _of_recordings(guard, camera) or await _of_entity(hass, camera)
    connection.send_result(msg["id"], found)


@websocket_api.websocket_command(
    {
        vol.Required("type"): f"{DOMAIN}/save_masks",
        vol.Required("camera"): str,
        vol.Required("mark"): str,
        vol.Required("masks"): vol.All([MASK], vol.Length(max=100)),
    }
)
@websocket_api.async_response
async def save_masks(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
    """Keep a camera's masks, unless somebody else has changed them since `mark`."""
    entry = _entry(hass)
    guard = entry.runtime_data
    drawn, same = _read(msg["masks"])
    async with telling_failures(hass, guard):
        await _require_may_draw(guard, connection, "masks_changed")
        camera = _camera(guard, msg["camera"])
        if problem := masks_problem(drawn):
            raise wrong(problem)
        _require_mark(camera.place, msg["mark"])
        ids = kept_ids(_subentry(entry, camera, drawn, same), drawn, same)
        changed = replace(camera, place={**camera.place, CONF_MASKS: drawn}, masks=masks_of(camera.id, drawn, ids))
        await guard.mask_changes.write({**guard.settings.cameras, camera.id: changed}, connection.user.id)
    # Whoever was quicker while this was written down must not be overwritten.
    subentry = _subentry(entry, camera, drawn, same)
    _require_mark(subentry.data, msg["mark"])
    kept = {key: value for key, value in subentry.data.items() if key != CONF_MASK_IDS}
    data = {**kept, CONF_MASKS: drawn, **({CONF_MASK_IDS: ids} if ids else {})}
    hass.config_entries.async_update_subentry(entry, subentry, data=data)
    connection.send_result(msg["id"], {"mark": _mark(drawn)})


def _entry(hass: HomeAssistant) -> RingGuardConfigEntry:
    """Return the household's running entry.

    Raises:
        HomeAssistantError: if it does not run.
    """
    entries = hass.config_entries.async_entries(DOMAIN)
    if not entries or entries[0].state is not ConfigEntryState.LOADED:
        raise HomeAssistantError(translation_domain=DOMAIN, translation_key="not_running")
    return entries[0]


async def _require_may_draw(guard: Guard, connection: ActiveConnection, action: str) -> None:
    """Let approvers and administrators through; anybody else's attempt is written down.

    Raises:
        Refused: if it is somebody else.
    """
    if not connection.user.is_admin:
        await guard.answers.require_approver(connection.user.id, action)


def _camera(guard: Guard, camera_id: str) -> Camera:
    """Return a camera.

    Raises:
        ServiceValidationError: if the household has none of this id.
    """
    camera = guard.settings.cameras.get(camera_id)
    if camera is None:
        raise wrong("unknown_camera", camera=camera_id)
    return camera


def _read(masks: Sequence[Mapping[str, Any]]) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """Return masks as they are stored, and by name the ids of those that were there before.

    Raises:
        ServiceValidationError: if two are said to be the same one.
    """
    drawn = [{**mask, CONF_MASK_NAME: mask[CONF_MASK_NAME].strip()} for mask in masks]
    ids = [(mask[CONF_MASK_NAME], mask.pop("id")) for mask in drawn if "id" in mask]
    if len({mask_id for _, mask_id in ids}) < len(ids):
        raise wrong("mask_malformed")
    return drawn, dict(ids)


def _subentry(
    entry: RingGuardConfigEntry, camera: Camera, drawn: Sequence[Mapping[str, Any]], same: Mapping[str, str]
) -> ConfigSubentry:
    """Return where a camera is kept, if these may be its masks.

    Raises:
        ServiceValidationError: if the camera has gone, or a rule asks for a mask that would be gone.
    """
    subentry = entry.subentries.get(camera.id)
    if subentry is None:
        raise wrong("unknown_camera", camera=camera.name)
    if takes_a_mask_from_a_rule(entry, subentry, drawn, same):
        raise wrong("mask_asked_for")
    return subentry


def _told(camera: Camera, guard: Guard) -> JsonObjectType:
    """Return a camera's masks: as stored, and as points in shares of the picture; with the rules that ask for each."""
    stored = camera.place.get(CONF_MASKS, ())
    rules = guard.settings.policy.rules
    return {
        "id": camera.id,
        "name": camera.name,
        "mark": _mark(stored),
        "masks": [
            {
                "id": mask.id,
                "name": mask.name,
                "corners": plain[CONF_MASK_CORNERS],
                "always": mask.always,
                "points": [list(point) for point in mask.points],
                "rules": [rule.name for rule in rules if mask.id in rule.terms.masks],
            }
            for mask, plain in zip(camera.masks, stored, strict=True)
        ],
    }


def _mark(stored: Sequence[Mapping[str, Any]]) -> str:
    """Return a short digest of a camera's masks."""
    plain = [[mask[CONF_MASK_NAME], mask[CONF_MASK_CORNERS], mask.get(CONF_MASK_ALWAYS, False)] for mask in stored]
    return sha256(json.dumps(plain).encode()).hexdigest()[:16]


def _require_mark(data: Mapping[str, Any], mark: str) -> None:
    """Refuse to overwrite masks that nobody has seen.

    Raises:
        ServiceValidationError: if they are not those of the mark.
    """
    if _mark(data.get(CONF_MASKS, ())) != mark:
        raise wrong("masks_changed_meanwhile")


async def _of_recordings(guard: Guard, camera: Camera) -> JsonObjectType | None:
    """Return the latest picture of a camera's recordings."""
    studio = guard.studio()
    origin = studio.origins[camera.id]
    found = await latest_picture(camera.origin, origin, studio.cutter, studio.scratch, dt_util.utcnow())
    if found is None:
        return None
    return {**_encoded(found.jpeg, "image/jpeg"), "source": "recording", "at": dt_util.as_local(found.at).isoformat()}


async def _of_entity(hass: HomeAssistant, camera: Camera) -> JsonObjectType | None:
    """Return what a camera shows now in Home Assistant; it may be cropped otherwise than its recordings."""
    if not (entities := _entities(hass, camera)):
        return None
    from homeassistant.components.camera import async_get_image  # noqa: PLC0415  # a hub without cameras has not installed what it needs

    for entity_id in entities:
        with suppress(HomeAssistantError):
            image = await async_get_image(hass, entity_id)
            if image.content_type in SHOWN_TYPES and len(image.content) <= LARGEST:
                now = dt_util.now().isoformat()
                return {**_encoded(image.content, image.content_type), "source": "camera", "at": now}
    return None


@callback
def _entities(hass: HomeAssistant, camera: Camera) -> list[str]:
    """Return the camera entities that belong to a camera."""
    if entity_id := camera.place.get(CONF_CAMERA_ENTITY):
        return [entity_id]
    device_id = camera.place.get(CONF_CAMERA_DEVICE)
    entries = er.async_entries_for_device(er.async_get(hass), device_id) if device_id else []
    return [entry.entity_id for entry in entries if entry.domain == "camera"]


def _encoded(image: bytes, kind: str) -> JsonObjectType:
    """Return a picture as it stands in a message."""
    return {"image": b64encode(image).decode(), "type": kind}
