"""Add and change a camera of the household: its name, where its recordings are, and which requests may see it.

It looks at the folder but reads no footage.
"""

from collections.abc import Mapping
import os
from pathlib import Path
from typing import Any

from homeassistant.config_entries import ConfigSubentryFlow, SubentryFlowResult
from homeassistant.const import CONF_NAME
from homeassistant.core import HomeAssistant
from homeassistant.helpers.selector import TextSelector
import voluptuous as vol

from ..const import CONF_FOLDER, CONF_ORIGIN, CONF_VISIBLE_TO, DOMAIN
from ..domain.model import Level
from ..footage.origins import ORIGINS
from .fields import one_of, some_of


class CameraFlow(ConfigSubentryFlow):
    """Add or change a camera."""

    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Add a camera."""
        errors = await self._errors(user_input)
        if user_input is not None and not errors:
            title, data = _split(user_input)
            return self.async_create_entry(title=title, data=data)
        return self._form("user", user_input, errors)

    async def async_step_reconfigure(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Change a camera."""
        subentry = self._get_reconfigure_subentry()
        errors = await self._errors(user_input)
        if user_input is not None and not errors:
            title, data = _split(user_input)
            return self.async_update_and_abort(self._get_entry(), subentry, title=title, data_updates=data)
        return self._form("reconfigure", user_input or {CONF_NAME: subentry.title, **subentry.data}, errors)

    def _form(self, step_id: str, shown: Mapping[str, Any] | None, errors: dict[str, str]) -> SubentryFlowResult:
        """Show the one page."""
        schema = self.add_suggested_values_to_schema(_schema(), shown)
        return self.async_show_form(step_id=step_id, data_schema=schema, errors=errors)

    async def _errors(self, user_input: Mapping[str, Any] | None) -> dict[str, str]:
        """Return what is wrong with the answers, by field."""
        if user_input is None:
            return {}
        errors = {} if user_input[CONF_NAME].strip() else {CONF_NAME: "name_missing"}
        folder = user_input[CONF_FOLDER].strip()
        forbidden = own_folders(self.hass)
        if problem := await self.hass.async_add_executor_job(folder_problem, folder, forbidden):
            errors[CONF_FOLDER] = problem
        return errors


def own_folders(hass: HomeAssistant) -> tuple[Path, ...]:
    """Return the folders that are no place for recordings: programs, and what Ring Guard keeps private."""
    return tuple(Path(hass.config.path(name)) for name in ("custom_components", ".cache", DOMAIN))


def folder_problem(folder: str, forbidden: tuple[Path, ...]) -> str | None:
    """Return what is wrong with a folder of recordings as an error key, or None; blocks on the disk."""
    path = Path(folder)
    if not path.is_absolute():
        return "folder_not_absolute"
    if not path.exists():
        return "folder_missing"
    if not path.is_dir():
        return "folder_is_a_file"
    if not os.access(path, os.R_OK | os.X_OK):
        return "folder_not_readable"
    real = path.resolve()
    homes = [path.resolve() for path in forbidden]
    if any(real.is_relative_to(home) or home.is_relative_to(real) for home in homes):
        return "folder_private"
    return None


def _split(user_input: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """Return the title and the data that a camera is stored with."""
    data = {key: value for key, value in user_input.items() if key != CONF_NAME}
    data[CONF_FOLDER] = data[CONF_FOLDER].strip()
    return user_input[CONF_NAME].strip(), data


def _schema() -> vol.Schema:
    """Return the form."""
    levels = [level.value for level in Level]
    return vol.Schema(
        {
            vol.Required(CONF_NAME): TextSelector(),
            vol.Required(CONF_ORIGIN, default=next(iter(ORIGINS))): one_of(ORIGINS, "origin"),
            vol.Required(CONF_FOLDER): TextSelector(),
            vol.Required(CONF_VISIBLE_TO, default=levels): some_of(levels, "level"),
        }
    )
