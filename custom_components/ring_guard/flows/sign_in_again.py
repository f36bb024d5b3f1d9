"""Sign in to one mailbox again, after its server has refused the password. All other sources go on meanwhile."""

from collections.abc import Mapping
from typing import Any

from homeassistant.config_entries import ConfigFlow, ConfigFlowResult
from homeassistant.const import CONF_PASSWORD, CONF_USERNAME
from homeassistant.helpers.selector import TextSelector, TextSelectorConfig, TextSelectorType
import voluptuous as vol

from ..const import CONF_SUBENTRY
from ..household.mailbox_settings import read_mailbox
from ..sources.mailbox.faults import MailboxError
from ..sources.mailbox.visit import visit_account
from .mailbox import FIELDS


class SignInAgain(ConfigFlow):
    """The pages of a new sign-in, for the flow of the household."""

    _subentry_id: str

    async def async_step_reauth(self, entry_data: Mapping[str, Any]) -> ConfigFlowResult:
        """Begin: the mailbox in question stands in the data that the flow was started with."""
        self._subentry_id = entry_data.get(CONF_SUBENTRY, "")
        return await self.async_step_reauth_confirm()

    async def async_step_reauth_confirm(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask for the password, try it, and let that one mailbox go on with it."""
        entry = self._get_reauth_entry()
        subentry = entry.subentries.get(self._subentry_id)
        if subentry is None:
            return self.async_abort(reason="source_gone")
        errors: dict[str, str] = {}
        if user_input is not None:
            data = {**subentry.data, CONF_PASSWORD: user_input[CONF_PASSWORD]}
            try:
                await visit_account(read_mailbox(data))
            except MailboxError as err:
                field = FIELDS.get(err.fault, "base")
                errors[field if field == CONF_PASSWORD else "base"] = err.fault.value
            else:
                self.hass.config_entries.async_update_subentry(entry, subentry, data=data)
                return self.async_abort(reason="reauth_successful")
        password = TextSelector(TextSelectorConfig(type=TextSelectorType.PASSWORD))
        return self.async_show_form(
            step_id="reauth_confirm",
            data_schema=vol.Schema({vol.Required(CONF_PASSWORD): password}),
            errors=errors,
            description_placeholders={"source": subentry.title, "username": subentry.data[CONF_USERNAME]},
        )
