"""Subscribe to a list of agencies, or change where one is: the .gov registry, 287(g) agreements, or the household's own.

A page fetches nothing, so that a list can be added while the internet is away; how it fares is seen afterwards.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from homeassistant.config_entries import ConfigSubentryData, ConfigSubentryFlow, SubentryFlowResult
from homeassistant.const import CONF_NAME
from homeassistant.core import HomeAssistant
from homeassistant.helpers.selector import TextSelector
import voluptuous as vol
from yarl import URL

from ..const import CONF_ADDRESS, CONF_FORMAT, SUBENTRY_LIST
from ..domain.requesters.lists import ListFormat
from ..household.wording import Wording
from ..lists.addresses import is_address, is_public
from .fields import one_of

DOTGOV_ADDRESS: Final = "https://raw.githubusercontent.com/cisagov/dotgov-data/main/current-full.csv"
"""The registry of .gov domains as the agency that runs it publishes it, each day."""

OWN_FORMATS: Final = (ListFormat.OWN_TABLE, ListFormat.OWN_JSON)


async def first_list(hass: HomeAssistant) -> ConfigSubentryData:
    """Return the list that every household starts with: the registry of .gov domains."""
    wording = await Wording.load(hass)
    return ConfigSubentryData(
        data={CONF_FORMAT: ListFormat.DOTGOV.value, CONF_ADDRESS: DOTGOV_ADDRESS},
        subentry_type=SUBENTRY_LIST,
        title=wording.word("list_format", ListFormat.DOTGOV),
        unique_id=DOTGOV_ADDRESS,
    )


class AgencyListFlow(ConfigSubentryFlow):
    """Add or change a list."""

    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Let the user choose what kind of list it is."""
        return self.async_show_menu(step_id="user", menu_options=["dotgov", "agreements_287g", "own"])

    async def async_step_dotgov(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Subscribe to the registry of .gov domains."""
        return await self._add("dotgov", user_input, ListFormat.DOTGOV, DOTGOV_ADDRESS)

    async def async_step_agreements_287g(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Subscribe to a list of 287(g) agreements."""
        return await self._add("agreements_287g", user_input, ListFormat.AGREEMENTS_287G)

    async def async_step_own(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Subscribe to a list of the household's own choice."""
        return await self._add("own", user_input)

    async def async_step_reconfigure(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Change a list's name or where it is; rules that name it stay as they are."""
        subentry = self._get_reconfigure_subentry()
        errors = await self._errors(user_input, subentry.unique_id)
        if user_input is not None and not errors:
            address = user_input[CONF_ADDRESS].strip()
            return self.async_update_and_abort(
                self._get_entry(),
                subentry,
                title=user_input[CONF_NAME].strip(),
                data_updates={CONF_ADDRESS: address},
                unique_id=address,
            )
        shown = user_input or {CONF_NAME: subentry.title, CONF_ADDRESS: subentry.data[CONF_ADDRESS]}
        return self._form("reconfigure", shown, errors)

    async def _add(
        self, step_id: str, user_input: dict[str, Any] | None, known: ListFormat | None = None, address: str = ""
    ) -> SubentryFlowResult:
        """Ask for name and address, and for the format where it is not `known`."""
        errors = await self._errors(user_input)
        if user_input is not None and not errors:
            where = user_input[CONF_ADDRESS].strip()
            data = {CONF_FORMAT: (known or ListFormat(user_input[CONF_FORMAT])).value, CONF_ADDRESS: where}
            return self.async_create_entry(title=user_input[CONF_NAME].strip(), data=data, unique_id=where)
        shown = user_input or {CONF_ADDRESS: address} | await self._usual_name(known)
        return self._form(step_id, shown, errors, ask_format=known is None)

    async def _usual_name(self, known: ListFormat | None) -> dict[str, str]:
        """Return the name to suggest for a list that has one."""
        if known is None:
            return {}
        return {CONF_NAME: (await Wording.load(self.hass)).word("list_format", known)}

    def _form(
        self, step_id: str, shown: Mapping[str, Any], errors: dict[str, str], *, ask_format: bool = False
    ) -> SubentryFlowResult:
        """Show the one page of a list."""
        fields: dict[vol.Marker, Any] = {vol.Required(CONF_NAME): TextSelector()}
        if ask_format:
            fields[vol.Required(CONF_FORMAT, default=OWN_FORMATS[0].value)] = one_of(OWN_FORMATS, "list_format")
        fields[vol.Required(CONF_ADDRESS)] = TextSelector()
        schema = self.add_suggested_values_to_schema(vol.Schema(fields), shown)
        return self.async_show_form(step_id=step_id, data_schema=schema, errors=errors, last_step=True)

    async def _errors(self, user_input: Mapping[str, Any] | None, same: str | None = None) -> dict[str, str]:
        """Return what is wrong with the answers, by field; `same` is the address that the list has now."""
        if user_input is None:
            return {}
        errors = {} if user_input[CONF_NAME].strip() else {CONF_NAME: "name_missing"}
        address = user_input[CONF_ADDRESS].strip()
        used = {sub.unique_id for sub in self._get_entry().subentries.values() if sub.subentry_type == SUBENTRY_LIST}
        problem = await self.hass.async_add_executor_job(address_problem, self.hass, address)
        if problem or address in used - {same}:
            errors[CONF_ADDRESS] = problem or "list_already_there"
        return errors


def address_problem(hass: HomeAssistant, address: str) -> str | None:
    """Return what is wrong with a list's address or file as an error key, or None; blocks on the disk."""
    if address.startswith("/"):
        if not hass.config.is_allowed_path(address):
            return "list_path_not_allowed"
        return None if Path(address).is_file() else "list_file_missing"
    try:
        url = URL(address)
    except ValueError:
        return "list_not_https"
    if url.scheme != "https" or not url.host or url.user is not None:
        return "list_not_https"
    inside = is_address(url.host) and not is_public(url.host)
    return "list_not_public" if inside or url.host == "localhost" else None
