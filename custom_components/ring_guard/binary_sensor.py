"""Binary sensors: whether anybody has to answer, and whether the ledger or a source has a problem."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, override

from homeassistant.components.binary_sensor import (
    BinarySensorDeviceClass,
    BinarySensorEntity,
    BinarySensorEntityDescription,
)
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.device_registry import DeviceEntryType, DeviceInfo
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .const import DOMAIN
from .entity import RingGuardEntity
from .guard import Guard, RingGuardConfigEntry
from .household.settings import SourceSettings

PARALLEL_UPDATES = 0


@dataclass(frozen=True, kw_only=True)
class GuardBinarySensorDescription(BinarySensorEntityDescription):
    """A binary sensor, and what it reads from the guard."""

    read: Callable[[Guard], bool]
    more: Callable[[Guard], Mapping[str, Any]] = lambda _: {}


def _ledger_problem(guard: Guard) -> bool:
    """Tell whether the ledger cannot be written, or its last check found it broken."""
    checked = guard.last_verification
    return not guard.ledger_available or (checked is not None and not checked.whole)


BINARY_SENSORS = (
    GuardBinarySensorDescription(key="confirmation_needed", read=lambda guard: bool(guard.waiting())),
    GuardBinarySensorDescription(
        key="ledger_problem",
        device_class=BinarySensorDeviceClass.PROBLEM,
        entity_category=EntityCategory.DIAGNOSTIC,
        read=_ledger_problem,
    ),
    GuardBinarySensorDescription(
        key="source_problem",
        device_class=BinarySensorDeviceClass.PROBLEM,
        entity_category=EntityCategory.DIAGNOSTIC,
        read=lambda guard: bool(guard.doors.problems),
        more=lambda guard: {"problems": sorted({problem.value for problem in guard.doors.problems.values()})},
    ),
)


async def async_setup_entry(
    hass: HomeAssistant, entry: RingGuardConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the household's binary sensors, and one for each source that it has or will have."""
    guard = entry.runtime_data
    async_add_entities(GuardBinarySensor(entry, description) for description in BINARY_SENSORS)
    known: set[str] = set()

    @callback
    def add_sources() -> None:
        """Add what is new; Home Assistant itself removes what belongs to a removed subentry."""
        for source in guard.settings.sources.values():
            if source.id not in known:
                async_add_entities([SourceBinarySensor(entry, source)], config_subentry_id=source.id)
        known.clear()
        known.update(guard.settings.sources)

    add_sources()
    entry.async_on_unload(async_dispatcher_connect(hass, guard.update_signal, add_sources))


class GuardBinarySensor(RingGuardEntity, BinarySensorEntity):
    """One yes or no of the guard."""

    entity_description: GuardBinarySensorDescription

    def __init__(self, entry: RingGuardConfigEntry, description: GuardBinarySensorDescription) -> None:
        """Take what to read."""
        super().__init__(entry, description.key)
        self.entity_description = description

    @property
    @override
    def is_on(self) -> bool:
        """Tell how it stands now."""
        return self.entity_description.read(self._guard)

    @property
    @override
    def extra_state_attributes(self) -> Mapping[str, Any]:
        """Return what belongs to the answer."""
        return self.entity_description.more(self._guard)


class SourceBinarySensor(RingGuardEntity, BinarySensorEntity):
    """Whether one source has a problem; on a device of its own, named as the household named the source."""

    _attr_device_class = BinarySensorDeviceClass.PROBLEM
    _attr_entity_category = EntityCategory.DIAGNOSTIC

    def __init__(self, entry: RingGuardConfigEntry, source: SourceSettings) -> None:
        """Belong to a source; the entity takes its name from its device class."""
        super().__init__(entry, f"source_{source.id}")
        del self._attr_translation_key
        self._source_id = source.id
        self._attr_device_info = DeviceInfo(
            entry_type=DeviceEntryType.SERVICE,
            identifiers={(DOMAIN, source.id)},
            name=source.name,
        )

    @property
    @override
    def is_on(self) -> bool:
        """Tell whether anything is wrong with the source."""
        return self._source_id in self._guard.doors.problems

    @property
    @override
    def extra_state_attributes(self) -> Mapping[str, Any]:
        """Say what is wrong."""
        problem = self._guard.doors.problems.get(self._source_id)
        return {"problem": problem.value if problem else None}
