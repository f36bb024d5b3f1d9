"""A household whose people have a phone: what reaches it, and what Home Assistant shows by itself."""

from collections.abc import AsyncIterator
import json
from pathlib import Path
from typing import Any

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import async_mock_service

from custom_components.ring_guard.const import DOMAIN
from custom_components.ring_guard.household.wording import Wording
from tests.homes import Household, set_up, take_down
from tests.household.phone import PHONE, Phone

LANGUAGES = ("en", "de", "es", "fr")
TRANSLATIONS = Path(__file__).parents[2] / "custom_components" / DOMAIN / "translations"


def words_of(language: str) -> Wording:
    """Return the sentences of a language as Home Assistant would load them."""
    texts = json.loads((TRANSLATIONS / f"{language}.json").read_text(encoding="utf-8"))
    kinds = texts["selector"].items()
    flat = {
        f"component.{DOMAIN}.selector.{kind}.options.{key}": text
        for kind, options in kinds
        for key, text in options.get("options", {}).items()
    }
    return Wording(flat)


@pytest.fixture(params=LANGUAGES)
def words(request: pytest.FixtureRequest) -> Wording:
    return words_of(request.param)


@pytest.fixture(params=LANGUAGES)
def language_texts(request: pytest.FixtureRequest) -> dict[str, Any]:
    """Return a language's whole file."""
    texts: dict[str, Any] = json.loads((TRANSLATIONS / f"{request.param}.json").read_text(encoding="utf-8"))
    return texts


@pytest.fixture
def english() -> Wording:
    return words_of("en")


@pytest.fixture
def phone(hass: HomeAssistant) -> Phone:
    return Phone(hass, async_mock_service(hass, "notify", PHONE))


@pytest.fixture
async def home(hass: HomeAssistant, tmp_path: Path, phone: Phone, stand_in_cut: None) -> AsyncIterator[Household]:
    """A household with a phone, which asks about everything; one approval is enough."""
    made = await set_up(hass, tmp_path, notify=[PHONE])
    yield made
    await take_down(made)


@pytest.fixture
async def careful(hass: HomeAssistant, tmp_path: Path, phone: Phone, stand_in_cut: None) -> AsyncIterator[Household]:
    """The same household, where two people have to approve."""
    made = await set_up(hass, tmp_path, notify=[PHONE], approvals=2)
    yield made
    await take_down(made)
