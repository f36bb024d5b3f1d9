"""What a household sees after its hub was started again."""

from homeassistant.components.persistent_notification import _async_get_or_create_notifications
from homeassistant.core import HomeAssistant
import pytest

from tests.homes import Household, take_down


@pytest.mark.usefixtures("stand_in_cut")
async def test_what_waits_is_shown_again_and_nothing_else(hass: HomeAssistant, household: Household) -> None:
    waiting = await household.submit()
    declined = await household.submit(agency="FBI")
    await household.call("decline", household.stranger, request_id=declined)
    await household.settled()
    _async_get_or_create_notifications(hass).clear()
    assert await hass.config_entries.async_reload(household.entry.entry_id)
    await household.settled()
    assert list(_async_get_or_create_notifications(hass)) == [f"ring_guard_{waiting}"]
    await take_down(household)
