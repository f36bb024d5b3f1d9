"""What the sensors show, and that nothing of a stranger's text is in it."""

from homeassistant.core import HomeAssistant

from tests.household import ASKED, Household


async def test_a_waiting_request_is_counted(hass: HomeAssistant, household: Household) -> None:
    assert hass.states.get("sensor.ring_guard_waiting_requests").state == "0"
    request_id = await household.submit()
    await household.settled()
    state = hass.states.get("sensor.ring_guard_waiting_requests")
    assert state.state == "1"
    assert state.attributes["requests"] == [request_id]
