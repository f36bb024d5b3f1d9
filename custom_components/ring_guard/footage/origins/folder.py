"""Footage origin: a folder on this hub into which a recorder, a camera or an FTP upload writes."""

import asyncio
from functools import cache
import os
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from homeassistant.core import HomeAssistant
from homeassistant.helpers.selector import SelectSelector, SelectSelectorConfig, SelectSelectorMode, TextSelector
import voluptuous as vol

from ...const import CONF_FOLDER, CONF_MATCH, CONF_TIME_ZONE, DOMAIN
from ..folder import FolderOrigin
from .kind import Answers, Fields, OriginContext, OriginKind


def build(settings: Answers, context: OriginContext) -> FolderOrigin:
    """Build the origin; without a time zone of its own, names are in the household's.

    Frigate names its recordings in UTC whatever the household's zone: there `time_zone` is "UTC".
    """
    named = settings.get(CONF_TIME_ZONE)
    return FolderOrigin(
        folder=Path(settings[CONF_FOLDER].strip()),
        zone=ZoneInfo(named) if named else context.zone,
        prober=context.prober,
        match=(settings.get(CONF_MATCH) or "*").strip(),
    )


async def fields() -> Fields:
    """Ask for the folder, which of its files are this camera's, and the time zone of their names."""
    zones = await asyncio.to_thread(_zones)
    return {
        vol.Required(CONF_FOLDER): TextSelector(),
        vol.Optional(CONF_MATCH): TextSelector(),
        vol.Optional(CONF_TIME_ZONE): SelectSelector(
            SelectSelectorConfig(options=zones, mode=SelectSelectorMode.DROPDOWN, custom_value=False)
        ),
    }


async def check(hass: HomeAssistant, answers: Answers) -> dict[str, str]:
    """Look at the folder, not at what is in it."""
    forbidden = own_folders(hass)
    problem = await hass.async_add_executor_job(folder_problem, answers[CONF_FOLDER].strip(), forbidden)
    errors = {CONF_FOLDER: problem} if problem else {}
    if "/" in answers.get(CONF_MATCH, ""):
        errors[CONF_MATCH] = "match_is_a_path"
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


@cache
def _zones() -> list[str]:
    """Return the names of all time zones, UTC first: that is what a recorder uses that does not use the household's."""
    return ["UTC", *sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/"))]


KIND = OriginKind(build=build, fields=fields, check=check)
