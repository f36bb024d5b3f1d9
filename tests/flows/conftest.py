"""A household that is set up but runs nothing, and the texts of all languages."""

from collections.abc import Iterator, Mapping
import json
from pathlib import Path
from typing import Any
from unittest.mock import patch

from homeassistant.config_entries import ConfigSubentryData, SubentryFlowContext
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.ring_guard.const import DOMAIN

LANGUAGES = ("en", "de", "es", "fr")
TEXTS = Path(__file__).parents[2] / "custom_components" / DOMAIN / "translations"


@pytest.fixture(autouse=True)
def nothing_runs() -> Iterator[None]:
    """Keep the guard itself out of tests of forms."""
    with (
        patch("custom_components.ring_guard.async_setup", return_value=True),
        patch("custom_components.ring_guard.async_setup_entry", return_value=True),
        patch("custom_components.ring_guard.async_unload_entry", return_value=True),
    ):
        yield


@pytest.fixture(scope="session")
def texts() -> Mapping[str, Any]:
    """Return the translation files by language."""
    return {language: json.loads((TEXTS / f"{language}.json").read_text(encoding="utf-8")) for language in LANGUAGES}


@pytest.fixture
def approver(hass: HomeAssistant) -> MockUser:
    """Return a person who may approve."""
    return MockUser(id="approver", name="Approver").add_to_hass(hass)


@pytest.fixture
def household(hass: HomeAssistant, approver: MockUser):
    """Return what sets up a household with some subentries."""

    def set_up(*subentries: ConfigSubentryData, **options: Any) -> MockConfigEntry:
        entry = MockConfigEntry(
            domain=DOMAIN,
            title="Ring Guard",
            data={"token_key": "0" * 64},
            options={"approvers": [approver.id], "mode": "policy", "preset": "ask_me"} | options,
            subentries_data=list(subentries),
        )
        entry.add_to_hass(hass)
        return entry

    return set_up


@pytest.fixture
def add(hass: HomeAssistant):
    """Return what opens the form that adds a subentry."""

    async def start(entry: MockConfigEntry, kind: str) -> Any:
        return await hass.config_entries.subentries.async_init((entry.entry_id, kind), context={"source": "user"})

    return start


@pytest.fixture
def change(hass: HomeAssistant):
    """Return what opens the form that changes the only subentry."""

    async def start(entry: MockConfigEntry, kind: str) -> Any:
        (subentry_id,) = entry.subentries
        context = SubentryFlowContext(source="reconfigure", subentry_id=subentry_id)
        return await hass.config_entries.subentries.async_init((entry.entry_id, kind), context=context)

    return start


@pytest.fixture
def submit(hass: HomeAssistant):
    """Return what answers the page that is shown."""

    async def answer(shown: Mapping[str, Any], answers: Mapping[str, Any]) -> Any:
        result = await hass.config_entries.subentries.async_configure(shown["flow_id"], dict(answers))
        await hass.async_block_till_done()
        return result

    return answer
