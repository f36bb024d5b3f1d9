"""The event entity: each step of a request that people or automations may want to act on.

What is recorded of it are ids and words of ours, never what a stranger wrote.
"""

from collections.abc import Mapping
from typing import Any, override

from homeassistant.components.event import EventEntity
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .domain.lifecycle import Life
from .domain.policy import assurance_of, assured_of, possible_levels
from .entity import RingGuardEntity
from .guard import RingGuardConfigEntry
from .household.messages import who
from .household.wording import Wording
from .pipeline.lives import Event

PARALLEL_UPDATES = 0

WHO = "who"
"""The attribute that says in one sentence who asks; the recorder leaves it out."""


async def async_setup_entry(
    hass: HomeAssistant, entry: RingGuardConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the household's event entity."""
    async_add_entities([RequestEvent(entry)])


class RequestEvent(RingGuardEntity, EventEntity):
    """What last happened to a request."""

    _unrecorded_attributes = frozenset({WHO})

    def __init__(self, entry: RingGuardConfigEntry) -> None:
        """Name the entity."""
        super().__init__(entry, "request")
        self._attr_event_types = [event.value for event in Event]

    @override
    async def async_added_to_hass(self) -> None:
        """Listen to the steps; those from before the start are not told again."""
        await super().async_added_to_hass()
        await Wording.load(self.hass)
        self.async_on_remove(async_dispatcher_connect(self.hass, self._guard.event_signal, self._happened))

    @callback
    def _happened(self, event: Event, life: Life) -> None:
        """Fire one event."""
        # Not among the event's own attributes: those are kept on the disk, and a stranger's name is in this one.
        self._attr_extra_state_attributes = {WHO: who(life.request, Wording.cached(self.hass))}
        self._trigger_event(event.value, dict(attributes(life)))
        self.async_write_ha_state()


def attributes(life: Life) -> Mapping[str, Any]:
    """Return what automations may know of a request: ids, words of ours and times in ISO 8601 with UTC offset."""
    request = life.request
    return {
        "request_id": life.id,
        "state": life.state.value,
        "effect": life.decision.effect.name.lower(),
        "reason": life.decision.deciding.reason.key,
        "system": request.system.value,
        "source": request.source_kind.value,
        "claimed_levels": sorted(level.value for level in request.requester.claimed_levels),
        "possible_levels": sorted(level.value for level in possible_levels(request.requester)),
        "assurance": assurance_of(request.requester).name.lower(),
        "assured": assured.value if (assured := assured_of(request.requester)) else None,
        "proven_domain": request.requester.proven_domain,
        "demands": sorted(demand.value for demand in request.demands),
        "findings": sorted({found.kind.value for found in request.findings}),
        "deadline": life.due.isoformat() if life.due else None,
        "linked_to": life.linked_to,
        "partial": life.partial,
    }
