"""What a person can choose from in the forms: people, phones, cameras, agencies. It only reads the hub."""

from collections.abc import Iterable

from homeassistant.components.http.const import KEY_HASS_USER
from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.http import current_request
from homeassistant.helpers.selector import SelectOptionDict

from ..const import SUBENTRY_CAMERA, SUBENTRY_LIST
from ..domain.requesters import Registry
from .masks import mask_names

MOBILE_APP = "mobile_app"
PHONE_PREFIX = f"{MOBILE_APP}_"
LAST_NOTIFICATION = "_last_notification"

NOT_A_PHONE = frozenset({"notify", "persistent_notification", "send_message"})
"""Actions under `notify` that reach no chosen phone: all phones at once, this hub's own page, and entities
that cannot carry buttons."""


async def people(hass: HomeAssistant) -> list[SelectOptionDict]:
    """Return the people who can log in, by name; their ids are the values."""
    users = await hass.auth.async_get_users()
    human = [user for user in users if user.is_active and not user.system_generated]
    options = [_option(user.id, user.name or user.id) for user in human]
    return sorted(options, key=lambda option: option["label"].casefold())


def current_person() -> str | None:
    """Return the id of the user who sits before the form, if a browser asked for it."""
    request = current_request.get()
    user = None if request is None else request.get(KEY_HASS_USER)
    return None if user is None else str(user.id)


def notify_targets(hass: HomeAssistant, kept: Iterable[str] = ()) -> list[SelectOptionDict]:
    """Return the notify actions that can reach a phone, phones first.

    `kept` are names chosen before: they stay on offer while their phone is away.
    """
    names = (set(hass.services.async_services_for_domain("notify")) | set(kept)) - NOT_A_PHONE
    ordered = sorted(names, key=lambda name: (not name.startswith(PHONE_PREFIX), name))
    return [_option(name, _target_label(name)) for name in ordered]


def last_notification_sensors(hass: HomeAssistant) -> list[str]:
    """Return the entity ids of the phones' enabled "last notification" sensors."""
    entries = er.async_get(hass).entities.values()
    return sorted(entry.entity_id for entry in entries if _is_last_notification(entry))


def cameras(entry: ConfigEntry, kept: Iterable[str] = ()) -> list[SelectOptionDict]:
    """Return the household's cameras by name; `kept` ids stay on offer after their camera was removed."""
    subentries = [sub for sub in entry.subentries.values() if sub.subentry_type == SUBENTRY_CAMERA]
    named = {sub.subentry_id: sub.title for sub in subentries}
    return _by_label(named | {key: key for key in kept if key not in named})


def lists(entry: ConfigEntry, kept: Iterable[str] = ()) -> list[SelectOptionDict]:
    """Return the household's lists by name; `kept` ids stay on offer after their list was removed."""
    subentries = [sub for sub in entry.subentries.values() if sub.subentry_type == SUBENTRY_LIST]
    named = {sub.subentry_id: sub.title for sub in subentries}
    return _by_label(named | {key: key for key in kept if key not in named})


def agencies(kept: Iterable[str] = ()) -> list[SelectOptionDict]:
    """Return the known agencies by name; `kept` keys stay on offer if the registry forgot them."""
    named = {agency.key: agency.label for agency in Registry.builtin().agencies if agency.key}
    return _by_label(named | {key: key for key in kept if key not in named})


def masks(entry: ConfigEntry, kept: Iterable[str] = ()) -> list[SelectOptionDict]:
    """Return the masks that a rule can ask for, each with its camera; `kept` ids stay on offer after theirs was removed."""
    named = mask_names(entry)
    return _by_label(named | {key: key for key in kept if key not in named})


def as_written(kept: Iterable[str]) -> list[SelectOptionDict]:
    """Return what people typed in before, under its own name."""
    return [_option(each, each) for each in kept]


def _is_last_notification(entry: er.RegistryEntry) -> bool:
    """Tell whether an entity is the sensor of the Android app that repeats each notification."""
    is_sensor = entry.domain == "sensor" and entry.platform == MOBILE_APP
    return is_sensor and entry.unique_id.endswith(LAST_NOTIFICATION) and not entry.disabled


def _target_label(name: str) -> str:
    """Return a notify action's name as people know it: the phone's own name where it is one."""
    if not name.startswith(PHONE_PREFIX):
        return f"notify.{name}"
    return name.removeprefix(PHONE_PREFIX).replace("_", " ").title()


def _by_label(named: dict[str, str]) -> list[SelectOptionDict]:
    """Return options in the order of their labels."""
    return [_option(key, label) for key, label in sorted(named.items(), key=lambda pair: pair[1].casefold())]


def _option(value: str, label: str) -> SelectOptionDict:
    """Return one option of a list."""
    return SelectOptionDict(value=value, label=label)
