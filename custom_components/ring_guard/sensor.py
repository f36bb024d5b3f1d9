"""Sensors: how many requests wait, what the last one was answered, how many this year brought, the ledger's head.

Values are numbers, ids and words of ours; nothing that a stranger wrote gets into the recorder.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any, override

from homeassistant.components.sensor import SensorDeviceClass, SensorEntity, SensorEntityDescription, SensorStateClass
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.device_registry import DeviceEntryType, DeviceInfo
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .const import DOMAIN
from .domain.model import ALL_LEVELS, Effect, Level
from .entity import RingGuardEntity
from .guard import Guard, RingGuardConfigEntry
from .household.mailbox_settings import MailboxUse
from .household.settings import ListSettings, SourceSettings
from .ledger import LedgerError

PARALLEL_UPDATES = 0

SEVERAL = "several"
NOT_KNOWN = "not_known"
"""Levels in one word; not "unknown", which Home Assistant uses for a sensor without any value."""

SHOWN_DIGITS = 16
"""Hexadecimal digits of the ledger's hash in notifications, and so here."""


@dataclass(frozen=True, kw_only=True)
class GuardSensorDescription(SensorEntityDescription):
    """A sensor, and what it reads from the guard."""

    read: Callable[[Guard], str | int | None]
    more: Callable[[Guard], Mapping[str, Any]] = lambda _: {}


def _last_effect(guard: Guard) -> str | None:
    """Return what the policy said about the newest request."""
    return guard.tally.last.decision.effect.name.lower() if guard.tally.last else None


def _last_level(guard: Guard) -> str | None:
    """Return in one word what kind of body the newest request is from."""
    if guard.tally.last is None:
        return None
    levels = guard.tally.last_levels()
    if len(levels) == 1:
        return next(iter(levels)).value
    return NOT_KNOWN if not levels or levels == ALL_LEVELS else SEVERAL


def _head(guard: Guard) -> str:
    """Return the ledger's head as notifications name it, so that the two can be compared by eye."""
    return f"{guard.head.count}-{guard.head.hash[:SHOWN_DIGITS]}"


SENSORS = (
    GuardSensorDescription(
        key="waiting",
        state_class=SensorStateClass.MEASUREMENT,
        read=lambda guard: len(guard.waiting()),
        more=lambda guard: {"requests": [life.id for life in guard.waiting()]},
    ),
    GuardSensorDescription(
        key="last_decision",
        device_class=SensorDeviceClass.ENUM,
        options=[effect.name.lower() for effect in Effect],
        read=_last_effect,
    ),
    GuardSensorDescription(
        key="last_requester_level",
        device_class=SensorDeviceClass.ENUM,
        options=[*(level.value for level in Level), SEVERAL, NOT_KNOWN],
        read=_last_level,
    ),
    GuardSensorDescription(
        key="requests_this_year",
        state_class=SensorStateClass.TOTAL_INCREASING,
        read=lambda guard: guard.tally.this_year(),
    ),
    GuardSensorDescription(
        key="ledger_head",
        entity_category=EntityCategory.DIAGNOSTIC,
        read=_head,
        more=lambda guard: {"count": guard.head.count, "hash": guard.head.hash},
    ),
)


async def async_setup_entry(
    hass: HomeAssistant, entry: RingGuardConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the household's sensors, and one for each list and each family's inbox that it has or will have."""
    guard = entry.runtime_data
    async_add_entities(GuardSensor(entry, description) for description in SENSORS)
    known: set[str] = set()

    @callback
    def add_new() -> None:
        """Add what is new; Home Assistant itself removes what belongs to a removed subentry."""
        lists, sources = guard.settings.lists, guard.settings.sources
        inboxes = {each.id for each in sources.values() if each.mailbox and each.mailbox.use is MailboxUse.FAMILY}
        for list_id in lists.keys() - known:
            async_add_entities([ListSensor(entry, lists[list_id])], config_subentry_id=list_id)
        for source_id in inboxes - known:
            async_add_entities([PassedOverSensor(entry, sources[source_id])], config_subentry_id=source_id)
        known.clear()
        known.update(lists, inboxes)

    add_new()
    entry.async_on_unload(async_dispatcher_connect(hass, guard.update_signal, add_new))


class GuardSensor(RingGuardEntity, SensorEntity):
    """One value of the guard."""

    entity_description: GuardSensorDescription
    _unrecorded_attributes = frozenset({"requests"})

    def __init__(self, entry: RingGuardConfigEntry, description: GuardSensorDescription) -> None:
        """Take what to read."""
        super().__init__(entry, description.key)
        self.entity_description = description

    @property
    @override
    def native_value(self) -> str | int | None:
        """Return the value as it is now."""
        return self.entity_description.read(self._guard)

    @property
    @override
    def extra_state_attributes(self) -> Mapping[str, Any]:
        """Return what belongs to the value."""
        return self.entity_description.more(self._guard)


class ListSensor(RingGuardEntity, SensorEntity):
    """When a subscribed list was last known to be the newest; on a device of its own, named as the list."""

    _attr_device_class = SensorDeviceClass.TIMESTAMP
    _attr_entity_category = EntityCategory.DIAGNOSTIC

    def __init__(self, entry: RingGuardConfigEntry, settings: ListSettings) -> None:
        """Belong to a list."""
        super().__init__(entry, f"list_{settings.id}")
        self._attr_translation_key = "list_checked"
        self._list_id = settings.id
        self._attr_device_info = DeviceInfo(
            entry_type=DeviceEntryType.SERVICE,
            identifiers={(DOMAIN, settings.id)},
            name=settings.title,
        )

    @property
    @override
    def native_value(self) -> datetime | None:
        """Return when the version in use was last confirmed, None if there is none yet."""
        state = self._guard.subscriptions.states.get(self._list_id)
        return state.checked_at if state else None

    @property
    @override
    def extra_state_attributes(self) -> Mapping[str, Any]:
        """Say how many bodies the list names, and what is wrong."""
        state = self._guard.subscriptions.states.get(self._list_id)
        problem = state.problem if state else None
        return {"rows": state.rows if state else None, "problem": problem.value if problem else None}


class PassedOverSensor(RingGuardEntity, SensorEntity):
    """How many mails of a family's inbox were none that ask for footage; of these nothing else is kept."""

    _attr_entity_category = EntityCategory.DIAGNOSTIC
    _attr_state_class = SensorStateClass.TOTAL_INCREASING

    def __init__(self, entry: RingGuardConfigEntry, source: SourceSettings) -> None:
        """Belong to a mailbox."""
        super().__init__(entry, f"passed_over_{source.id}")
        self._attr_translation_key = "mails_passed_over"
        self._source_id = source.id
        self._attr_device_info = DeviceInfo(
            entry_type=DeviceEntryType.SERVICE,
            identifiers={(DOMAIN, source.id)},
            name=source.name,
        )

    @override
    async def async_added_to_hass(self) -> None:
        """Begin with what was counted before, also while the mailbox is out of reach."""
        await super().async_added_to_hass()
        with suppress(LedgerError):
            await self._guard.post.place(self._source_id)

    @property
    @override
    def native_value(self) -> int | None:
        """Return the count, None if the mailbox was never read."""
        return self._guard.post.passed_over.get(self._source_id)
