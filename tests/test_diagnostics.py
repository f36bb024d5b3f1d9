"""What a household hands to somebody who looks for a fault: nobody's names, texts, folders or secrets."""

import json
from pathlib import Path

from homeassistant.config_entries import ConfigSubentryDataWithId
from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.components.diagnostics import get_diagnostics_for_config_entry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.ring_guard import const
from tests.homes import TOKEN_KEY, Household, set_up, take_down


async def test_counts_and_states_are_in_it_and_nothing_personal(
    hass: HomeAssistant, hass_client: ClientSessionGenerator, tmp_path: Path, stand_in_cut: None
) -> None:
    hook: ConfigSubentryDataWithId = {
        "data": {const.CONF_KIND: "webhook", "webhook_id": "hidden-hook", const.CONF_SECRET: "whsec_c2VjcmV0"},
        "subentry_id": "hook",
        "subentry_type": const.SUBENTRY_SOURCE,
        "title": "Town's webhook",
        "unique_id": None,
    }
    household = await set_up(hass, tmp_path, [hook], notify=["mobile_app_johns_phone"])
    request_id = await household.submit(agency="Zaphod Agency", officer="Officer Zaphod", message="Zaphod asks")
    await household.call("verify_ledger")
    found = await get_diagnostics_for_config_entry(hass, hass_client, household.entry)
    assert found["open"] == {"awaiting_confirmation": 1}
    assert found["ledger"]["requests"] == {"awaiting_confirmation": 1}
    assert found["ledger"]["last_check"] == {"whole": True, "problem": None}
    assert found["approvers"] == 2
    assert found["requests_this_year"] == 1
    assert found["options"]["longest_clip"] == 60
    text = json.dumps(found)
    personal = ("zaphod", "front door", "johns_phone", "hidden-hook", "whsec_", TOKEN_KEY, str(tmp_path), request_id)
    assert not [word for word in (*personal, "second", "Town's") if word.lower() in text.lower()]
    await take_down(household)


async def test_a_ledger_that_cannot_be_read_is_named(
    hass: HomeAssistant, hass_client: ClientSessionGenerator, household: Household
) -> None:
    await household.guard.ledger.close()
    found = await get_diagnostics_for_config_entry(hass, hass_client, household.entry)
    assert found["ledger"]["requests"] == "LedgerClosed"
