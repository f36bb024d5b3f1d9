"""Questions that the household answers under "Repairs": what becomes of the ledger of a removed Ring Guard."""

from pathlib import Path
import shutil
from typing import override

from homeassistant.components.repairs import ConfirmRepairFlow, RepairsFlow, RepairsFlowResult
from homeassistant.core import HomeAssistant

from .const import DOMAIN


class DeleteLedgerFlow(ConfirmRepairFlow):
    """Deletes ledger and clips once a person has said so; ignoring the question keeps them."""

    @override
    async def async_step_confirm(self, user_input: dict[str, str] | None = None) -> RepairsFlowResult:
        """Delete what was left, unless the household set Ring Guard up again meanwhile."""
        if user_input is not None and not self.hass.config_entries.async_entries(DOMAIN):
            await self.hass.async_add_executor_job(delete_folders, folders(self.hass))
        return await super().async_step_confirm(user_input)


async def async_create_fix_flow(
    hass: HomeAssistant, issue_id: str, data: dict[str, str | int | float | None] | None
) -> RepairsFlow:
    """Return the flow of the one issue that asks something."""
    return DeleteLedgerFlow()


def folders(hass: HomeAssistant) -> tuple[Path, ...]:
    """Return the private folders: the ledger's, and the clips'."""
    return Path(hass.config.path(DOMAIN)), Path(hass.config.path(".cache", DOMAIN))


def any_left(paths: tuple[Path, ...]) -> bool:
    """Tell whether any of the folders is there; blocks on the disk."""
    return any(path.exists() for path in paths)


def delete_folders(paths: tuple[Path, ...]) -> None:
    """Delete folders with all that is in them."""
    for path in paths:
        shutil.rmtree(path, ignore_errors=True)
