"""The household's page in the sidebar: serves its one script, and shows it while Ring Guard runs.

The script is built from `frontend/` and is the same for everybody, so it needs no login. Nothing of a household may ever
be served like this, clips least of all.
"""

from hashlib import sha256
from pathlib import Path
from typing import Final

from homeassistant.components import frontend, panel_custom
from homeassistant.components.http import StaticPathConfig
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.util.hass_dict import HassKey

from ..const import PANEL_URL_PATH

ELEMENT: Final = "ring-guard-panel"

SCRIPT: Final = Path(__file__).parent / f"{ELEMENT}.js"

_SCRIPT_URL: HassKey[str] = HassKey("ring_guard_panel_url")


async def async_setup_panel(hass: HomeAssistant) -> None:
    """Serve the script under an address that names its content, so that no browser keeps an old one."""
    content = await hass.async_add_executor_job(SCRIPT.read_bytes)
    url = f"/ring_guard_panel/{sha256(content).hexdigest()[:16]}/{SCRIPT.name}"
    await hass.http.async_register_static_paths([StaticPathConfig(url, str(SCRIPT), cache_headers=True)])
    hass.data[_SCRIPT_URL] = url


async def async_show_panel(hass: HomeAssistant) -> CALLBACK_TYPE:
    """Put the page into the sidebar of everybody who is signed in; return what takes it out again.

    A hub may run without a frontend; then there is nothing to show it in.
    """
    if "frontend" in hass.config.components:
        await panel_custom.async_register_panel(
            hass,
            frontend_url_path=PANEL_URL_PATH,
            webcomponent_name=ELEMENT,
            sidebar_title="Ring Guard",
            sidebar_icon="mdi:shield-home",
            module_url=hass.data[_SCRIPT_URL],
            embed_iframe=False,
            require_admin=False,
        )

    @callback
    def hide() -> None:
        frontend.async_remove_panel(hass, PANEL_URL_PATH, warn_if_unknown=False)

    return hide
