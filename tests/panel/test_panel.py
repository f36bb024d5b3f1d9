"""The page in the sidebar: it is there while Ring Guard runs, and its script is the one that the sources build."""

from hashlib import sha256
from http import HTTPStatus
from pathlib import Path
import re
from typing import Any

from homeassistant.components.frontend import DATA_PANELS
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.ring_guard.const import PANEL_URL_PATH
from custom_components.ring_guard.household.notifier import PANEL_PATH
from custom_components.ring_guard.panel import ELEMENT, SCRIPT
from tests.homes import Household, set_up, take_down

SOURCES = Path(__file__).parents[2] / "frontend"
BESIDE = ("package-lock.json", "package.json", "sources.ts", "tsconfig.json", "vite.config.ts")


@pytest.fixture
async def shown(hass: HomeAssistant, tmp_path: Path, stand_in_cut: None) -> Any:
    """Set a household up on a hub with a frontend, which nothing here has to draw."""
    hass.config.components.add("frontend")
    household = await set_up(hass, tmp_path)
    yield household
    await take_down(household)


def panel(hass: HomeAssistant) -> dict[str, Any] | None:
    found = hass.data.get(DATA_PANELS, {}).get(PANEL_URL_PATH)
    return dict(found.to_response()) if found else None


def script_url(hass: HomeAssistant) -> str:
    found = panel(hass)
    assert found
    return str(found["config"]["_panel_custom"]["module_url"])


async def test_everybody_in_the_household_finds_the_page_in_the_sidebar(shown: Household) -> None:
    found = panel(shown.hass)
    assert found
    assert found["title"] == "Ring Guard"
    assert found["require_admin"] is False
    assert found["config"]["_panel_custom"]["name"] == ELEMENT
    assert found["config"]["_panel_custom"]["embed_iframe"] is False
    assert f"/{found['url_path']}" == PANEL_PATH


async def test_the_address_of_the_script_names_its_content_and_serves_it(
    shown: Household, hass_client_no_auth: ClientSessionGenerator
) -> None:
    content = SCRIPT.read_bytes()
    url = script_url(shown.hass)
    assert sha256(content).hexdigest().startswith(url.split("/")[-2])
    client = await hass_client_no_auth()
    response = await client.get(url)
    assert response.status == HTTPStatus.OK
    assert await response.read() == content
    assert "javascript" in response.headers["Content-Type"]
    neighbour = await client.get(url.replace(SCRIPT.name, "__init__.py"))
    assert neighbour.status == HTTPStatus.NOT_FOUND


async def test_the_page_goes_when_ring_guard_is_unloaded_and_comes_back_with_it(shown: Household) -> None:
    before = script_url(shown.hass)
    assert await shown.hass.config_entries.async_unload(shown.entry.entry_id)
    assert panel(shown.hass) is None
    assert await shown.hass.config_entries.async_setup(shown.entry.entry_id)
    assert script_url(shown.hass) == before


async def test_a_hub_without_a_frontend_gets_no_page(household: Household) -> None:
    assert panel(household.hass) is None


def test_the_script_was_built_from_the_sources_as_they_are() -> None:
    sources = [path.relative_to(SOURCES).as_posix() for path in (SOURCES / "src").rglob("*.ts")]
    digest = sha256()
    for name in sorted([*BESIDE, *sources]):
        digest.update(f"{name}\0".encode() + (SOURCES / name).read_bytes() + b"\0")
    banner = re.match(r"/\* .*?Sources: (\w+)", SCRIPT.read_text(encoding="utf-8"), re.DOTALL)
    assert banner
    assert banner[1] == digest.hexdigest(), "the sources have changed: run `npm ci && npm run build` in frontend/"


def test_the_script_fetches_nothing_from_elsewhere_and_makes_no_markup_of_texts() -> None:
    for source in (SOURCES / "src").rglob("*.ts"):
        text = source.read_text(encoding="utf-8")
        assert not re.search(r"unsafe(HTML|SVG|Static)|innerHTML|https?://", text), source
