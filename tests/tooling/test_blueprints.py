"""The automations that the documentation offers: Home Assistant takes them, and each does what its name says."""

from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

from homeassistant.components.automation.config import AUTOMATION_BLUEPRINT_SCHEMA
from homeassistant.components.blueprint.models import Blueprint, DomainBlueprints
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util, yaml as yaml_util
import pytest
from pytest_homeassistant_custom_component.common import async_mock_service

from custom_components.ring_guard.domain.model import Mode
from tests.homes import Household

FOLDER = Path(__file__).parents[2] / "blueprints"
ALL = sorted(path.name for path in FOLDER.glob("*.yaml"))


def blueprint(name: str) -> Blueprint:
    """Return a blueprint as Home Assistant reads it when somebody imports it."""
    data = yaml_util.load_yaml_dict(FOLDER / name)
    return Blueprint(data, path=name, expected_domain="automation", schema=AUTOMATION_BLUEPRINT_SCHEMA)


async def automate(hass: HomeAssistant, name: str, **inputs: Any) -> None:
    """Let a blueprint run as an automation with these answers to its questions."""
    use = {"path": name, "input": inputs}
    with patch.object(DomainBlueprints, "_load_blueprint", return_value=blueprint(name)):
        assert await async_setup_component(hass, "automation", {"automation": {"use_blueprint": use}})
    await hass.async_block_till_done()
    (automation,) = hass.states.async_all("automation")
    assert automation.state == "on"


@pytest.mark.parametrize("name", ALL)
async def test_home_assistant_takes_the_blueprint(hass: HomeAssistant, name: str) -> None:
    made = blueprint(name)
    assert made.validate() is None
    assert all("name" in question for question in made.inputs.values())
    assert made.metadata["source_url"].endswith(f"/blueprints/{name}")


async def test_a_waiting_request_is_spoken_once_and_in_no_strangers_words(
    hass: HomeAssistant, household: Household
) -> None:
    spoken = async_mock_service(hass, "tts", "speak")
    await automate(
        hass,
        "announce_waiting_request.yaml",
        request_event=household.entity_id("event", "request"),
        speaker="media_player.kitchen",
        voice="tts.voice",
        quiet_until="08:00:00",
        quiet_from="08:00:00",
    )
    await household.submit(agency="Springfield Police Department")
    await household.settled()
    await household.submit()
    await household.settled()
    (call,) = spoken
    assert call.data["media_player_entity_id"] == "media_player.kitchen"
    assert "Springfield" not in call.data["message"]


async def test_in_quiet_hours_nothing_is_spoken(hass: HomeAssistant, household: Household) -> None:
    spoken = async_mock_service(hass, "tts", "speak")
    now = dt_util.now()
    await automate(
        hass,
        "announce_waiting_request.yaml",
        request_event=household.entity_id("event", "request"),
        speaker="media_player.kitchen",
        voice="tts.voice",
        quiet_until=f"{now + timedelta(hours=2):%H:%M:%S}",
        quiet_from=f"{now + timedelta(hours=3):%H:%M:%S}",
    )
    await household.submit()
    await household.settled()
    assert spoken == []


async def test_lockdown_is_switched_on_when_everybody_has_left_and_stays(
    hass: HomeAssistant, household: Household
) -> None:
    hass.states.async_set("zone.home", "2")
    await automate(
        hass,
        "lockdown_when_nobody_is_home.yaml",
        mode=household.entity_id("select", "mode"),
        away_for={"seconds": 0},
    )
    for people, mode in (("1", Mode.POLICY), ("0", Mode.LOCKDOWN), ("2", Mode.LOCKDOWN)):
        hass.states.async_set("zone.home", people)
        await hass.async_block_till_done()
        assert household.state("select", "mode").state == mode


async def test_a_suspicious_request_runs_the_chosen_steps_and_an_ordinary_one_does_not(
    hass: HomeAssistant, household: Household
) -> None:
    noted = async_mock_service(hass, "persistent_notification", "create")
    await automate(hass, "suspicious_request.yaml", request_event=household.entity_id("event", "request"))
    await household.submit()
    await household.settled()
    assert noted == []
    request_id = await household.submit(agency="Spr\u0456ngf\u0456eld Pol\u0456ce Department")
    await household.settled()
    (call,) = noted
    assert request_id in call.data["notification_id"]
    assert "lookalike name" in call.data["message"] or "hidden characters" in call.data["message"]
