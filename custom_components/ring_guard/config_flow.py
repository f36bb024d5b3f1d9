"""Set up Ring Guard in the user interface. Everything past the first page stands in `flows/`."""

from secrets import token_hex
from typing import Any, override

from homeassistant.config_entries import ConfigEntry, ConfigFlowResult, ConfigSubentryFlow, OptionsFlow
from homeassistant.core import callback
import voluptuous as vol

from .const import CONF_APPROVERS, CONF_PRESET, DOMAIN, SUBENTRY_CAMERA, SUBENTRY_LIST, SUBENTRY_RULE, SUBENTRY_SOURCE
from .domain.policy import DEFAULT_PRESET, PresetName
from .flows import choices
from .flows.agency_list import AgencyListFlow, first_list
from .flows.camera import CameraFlow
from .flows.fields import one_of
from .flows.household import HouseholdOptionsFlow, household_errors, still_people, who_is_asked
from .flows.preset import preset_options, preset_rules
from .flows.rule import RuleFlow
from .flows.sign_in_again import SignInAgain
from .flows.source import SourceFlow

TITLE = "Ring Guard"
TOKEN_KEY = "token_key"  # noqa: S105  # the name of a key, not a secret
TOKEN_KEY_BYTES = 32


class RingGuardConfigFlow(SignInAgain, domain=DOMAIN):
    """Set up the household: one page, one entry."""

    VERSION = 1

    @staticmethod
    @callback
    @override
    def async_get_options_flow(config_entry: ConfigEntry) -> OptionsFlow:
        """Return the flow that changes the household's settings."""
        return HouseholdOptionsFlow()

    @classmethod
    @callback
    @override
    def async_get_supported_subentry_types(cls, config_entry: ConfigEntry) -> dict[str, type[ConfigSubentryFlow]]:
        """Return the flows of all that a household can have several of."""
        return {
            SUBENTRY_CAMERA: CameraFlow,
            SUBENTRY_LIST: AgencyListFlow,
            SUBENTRY_RULE: RuleFlow,
            SUBENTRY_SOURCE: SourceFlow,
        }

    @override
    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask for the preset, and whom to ask."""
        errors: dict[str, str] = {}
        if user_input is not None and not (errors := household_errors(user_input)):
            return self.async_create_entry(
                title=TITLE,
                data={TOKEN_KEY: token_hex(TOKEN_KEY_BYTES)},
                options=preset_options(user_input[CONF_PRESET]) | user_input,
                subentries=[*await preset_rules(self.hass, user_input[CONF_PRESET]), await first_list(self.hass)],
            )
        return await self._form(user_input, errors)

    async def _form(self, user_input: dict[str, Any] | None, errors: dict[str, str]) -> ConfigFlowResult:
        """Show the page; whoever sits before it is an approver unless they say otherwise."""
        fields = {vol.Required(CONF_PRESET, default=DEFAULT_PRESET.value): one_of(PresetName, "preset", listed=True)}
        schema = vol.Schema(fields | await who_is_asked(self.hass))
        me = choices.current_person()
        shown = user_input or {CONF_APPROVERS: await still_people(self.hass, [me] if me else [])}
        schema = self.add_suggested_values_to_schema(schema, shown)
        return self.async_show_form(step_id="user", data_schema=schema, errors=errors, last_step=True)
