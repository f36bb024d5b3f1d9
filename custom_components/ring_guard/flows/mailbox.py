"""Add and change a mailbox: how to sign in, which folder is meant and what for, and who receives its mails.

Each page is tried out on the server before the next one comes; nothing there is changed.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from homeassistant.config_entries import ConfigSubentryFlow, SubentryFlowResult
from homeassistant.const import CONF_HOST, CONF_NAME, CONF_PASSWORD, CONF_PORT, CONF_USERNAME, CONF_VERIFY_SSL
from homeassistant.data_entry_flow import section
from homeassistant.helpers.selector import (
    BooleanSelector,
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelector,
    TextSelectorConfig,
    TextSelectorType,
)
from homeassistant.util import dt as dt_util
import voluptuous as vol

from ..const import (
    CONF_AFTERWARDS,
    CONF_AUTHSERV_ID,
    CONF_FOLDER,
    CONF_KIND,
    CONF_MAILBOX_USE,
    CONF_MOVE_TO,
    CONF_OWN_ADDRESSES,
    CONF_SECURITY,
    CONF_START_AT,
    CONF_START_UID,
    CONF_START_UIDVALIDITY,
)
from ..domain.model import SourceKind
from ..household.mailbox_settings import Afterwards, MailboxSettings, MailboxUse, Security, read_mailbox
from ..sources.mailbox.faults import Fault, MailboxError
from ..sources.mailbox.reader import mailbox_digest
from ..sources.mailbox.visit import Account, FolderVisit, visit_account, visit_folder
from .fields import number, one_of

SECTION_CONNECTION = "connection"
CONF_DAYS = "days"
MOST_DAYS = 30

FIELDS: Mapping[Fault, str] = {
    Fault.HOST_NOT_FOUND: CONF_HOST,
    Fault.NO_ANSWER: CONF_HOST,
    Fault.PASSWORD: CONF_PASSWORD,
    Fault.FOLDER: CONF_FOLDER,
}
"""The field at which a failure is shown; others concern the whole page."""


class MailboxSteps(ConfigSubentryFlow):
    """The pages of a mailbox, for the flow of all sources."""

    def __init__(self) -> None:
        """Start with nothing known."""
        self._title = ""
        self._data: dict[str, Any] = {}
        self._account = Account(folders=(), can_move=False)
        self._before = ""
        self._known: dict[str, Any] = {}
        self._visit: FolderVisit

    async def async_step_mailbox(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Ask how to sign in."""
        return await self._sign_in("mailbox", user_input)

    async def async_step_change_mailbox(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Change how to sign in."""
        return await self._sign_in("change_mailbox", user_input)

    async def async_step_mailbox_folder(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Ask which folder is meant and what for."""
        errors: dict[str, str] = {}
        if user_input is not None:
            self._data |= {CONF_MOVE_TO: "", **user_input}
            if not (errors := self._folder_errors() or await self._try_folder()):
                return await self.async_step_mailbox_server()
        schema = _folder_schema(self._account, days=self._begins())
        shown = {CONF_DAYS: 0, **self._data} if user_input is None else user_input
        schema = self.add_suggested_values_to_schema(schema, shown)
        return self.async_show_form(step_id="mailbox_folder", data_schema=schema, errors=errors)

    async def async_step_mailbox_server(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Let the user confirm how the server that receives the mails names itself."""
        if user_input is not None:
            self._data[CONF_AUTHSERV_ID] = user_input.get(CONF_AUTHSERV_ID, "").strip()
            self._data[CONF_OWN_ADDRESSES] = [
                each.strip() for each in user_input.get(CONF_OWN_ADDRESSES, ()) if "@" in each
            ]
            return self._finish_mailbox()
        seen = self._visit.seen
        addresses = TextSelector(TextSelectorConfig(multiple=True))
        schema = vol.Schema(
            {vol.Optional(CONF_AUTHSERV_ID): TextSelector(), vol.Optional(CONF_OWN_ADDRESSES): addresses}
        )
        shown = {CONF_AUTHSERV_ID: self._data.get(CONF_AUTHSERV_ID, seen.authserv_id)}
        if own := self._data.get(CONF_OWN_ADDRESSES):
            shown[CONF_OWN_ADDRESSES] = own
        return self.async_show_form(
            step_id="mailbox_server",
            data_schema=self.add_suggested_values_to_schema(schema, shown),
            description_placeholders={
                "found": seen.authserv_id or "–",
                "mails": str(seen.mails),
                "of": str(seen.of),
            },
            last_step=True,
        )

    async def _sign_in(self, step_id: str, user_input: dict[str, Any] | None) -> SubentryFlowResult:
        """Show the page that asks how to sign in, and try it out."""
        errors: dict[str, str] = {}
        if user_input is not None and not (errors := _name_errors(user_input)):
            self._known = self._known or self._data
            before = mailbox_digest(read_mailbox(self._known)) if self._known else ""
            self._title = user_input[CONF_NAME].strip()
            tried = _starting(self._data) | _given(user_input, self._data)
            if not (errors := await self._try_account(read_mailbox(tried))):
                self._data = tried
                self._before = before
                return await self.async_step_mailbox_folder()
        known = bool(self._data)
        shown = user_input or {CONF_NAME: self._title, **self._data, SECTION_CONNECTION: self._data, CONF_PASSWORD: ""}
        schema = self.add_suggested_values_to_schema(_account_schema(known=known), shown)
        return self.async_show_form(step_id=step_id, data_schema=schema, errors=errors)

    async def _try_account(self, account: MailboxSettings) -> dict[str, str]:
        """Sign in; return what is wrong."""
        try:
            self._account = await visit_account(account)
        except MailboxError as err:
            return error_of(err)
        return {}

    async def _try_folder(self) -> dict[str, str]:
        """Open the folder and note where it stands; return what is wrong."""
        try:
            self._visit = await visit_folder(read_mailbox(self._data))
        except MailboxError as err:
            return error_of(err)
        return {}

    def _folder_errors(self) -> dict[str, str]:
        """Return what is wrong with the choice of folders."""
        digest = mailbox_digest(read_mailbox(self._data))
        if digest != self._before and digest in self._used():
            return {CONF_FOLDER: "mailbox_used"}
        if self._data[CONF_AFTERWARDS] != Afterwards.MOVE:
            return {}
        if not self._account.can_move:
            return {CONF_AFTERWARDS: "mailbox_cannot_move"}
        target = self._data[CONF_MOVE_TO]
        return {CONF_MOVE_TO: "mailbox_move_to"} if target in {"", self._data[CONF_FOLDER]} else {}

    def _begins(self) -> bool:
        """Tell whether the mailbox is a new one, which may begin with the mails of the last days."""
        return not self._before

    def _finish_mailbox(self) -> SubentryFlowResult:
        """Store a mailbox; one that is new, or another folder than before, begins at what it holds now."""
        data = {key: value for key, value in self._data.items() if key != CONF_DAYS}
        digest = mailbox_digest(read_mailbox(data))
        if digest != self._before:
            data |= self._moved() if self._same_folder() else self._beginning()
        if self._begins():
            return self.async_create_entry(title=self._title, data=data, unique_id=digest)
        return self.async_update_and_abort(
            self._get_entry(), self._get_reconfigure_subentry(), title=self._title, data=data, unique_id=digest
        )

    def _beginning(self) -> dict[str, Any]:
        """Return where reading begins: after what is there now, or with the mails of the last days."""
        days = int(self._data.get(CONF_DAYS, 0))
        start_at = dt_util.utcnow() - timedelta(days=days)
        if days:
            return {CONF_START_AT: start_at.timestamp(), CONF_START_UIDVALIDITY: None, CONF_START_UID: None}
        return {
            CONF_START_AT: start_at.timestamp(),
            CONF_START_UIDVALIDITY: self._visit.uidvalidity,
            CONF_START_UID: self._visit.uid,
        }

    def _same_folder(self) -> bool:
        """Tell whether only the server's name changed: the mails that came meanwhile must not be missed then."""
        keys = (CONF_USERNAME, CONF_FOLDER)
        return bool(self._known) and all(self._known[key] == self._data[key] for key in keys)

    def _moved(self) -> dict[str, Any]:
        """Return where reading begins on another server: all since the set-up; what was taken is known by its content."""
        return {CONF_START_AT: self._known[CONF_START_AT], CONF_START_UIDVALIDITY: None, CONF_START_UID: None}

    def _used(self) -> set[str | None]:
        """Return the unique ids of all sources there are."""
        return {sub.unique_id for sub in self._get_entry().subentries.values()}


def error_of(err: MailboxError) -> dict[str, str]:
    """Return a failure as a form shows it."""
    return {FIELDS.get(err.fault, "base"): err.fault.value}


def _given(user_input: Mapping[str, Any], known: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the first page gives; a password that is left empty stays as it is."""
    return {
        CONF_HOST: user_input[CONF_HOST].strip(),
        CONF_USERNAME: user_input[CONF_USERNAME].strip(),
        CONF_PASSWORD: user_input.get(CONF_PASSWORD) or known.get(CONF_PASSWORD, ""),
        **user_input[SECTION_CONNECTION],
        CONF_PORT: int(user_input[SECTION_CONNECTION][CONF_PORT]),
    }


def _starting(known: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a mailbox is made of before its second page is answered."""
    usual = {
        CONF_KIND: SourceKind.MAILBOX.value,
        CONF_FOLDER: "INBOX",
        CONF_MAILBOX_USE: MailboxUse.REQUESTS.value,
        CONF_AFTERWARDS: Afterwards.LEAVE.value,
        CONF_MOVE_TO: "",
        CONF_START_AT: dt_util.utcnow().timestamp(),
    }
    return usual | dict(known)


def _account_schema(*, known: bool) -> vol.Schema:
    """Return the fields of the first page; of a mailbox that is known, the password may stay."""
    password = vol.Optional(CONF_PASSWORD) if known else vol.Required(CONF_PASSWORD)
    connection = vol.Schema(
        {
            vol.Required(CONF_PORT, default=993): number(low=1, high=65535, step=1),
            vol.Required(CONF_SECURITY, default=Security.TLS.value): one_of(Security, "security"),
            vol.Required(CONF_VERIFY_SSL, default=True): BooleanSelector(),
        }
    )
    return vol.Schema(
        {
            vol.Required(CONF_NAME): TextSelector(),
            vol.Required(CONF_HOST): TextSelector(),
            vol.Required(CONF_USERNAME): TextSelector(TextSelectorConfig(autocomplete="username")),
            password: TextSelector(TextSelectorConfig(type=TextSelectorType.PASSWORD)),
            vol.Required(SECTION_CONNECTION): section(connection, {"collapsed": True}),
        }
    )


def _folder_schema(account: Account, *, days: bool) -> vol.Schema:
    """Return the fields of the second page."""
    fields: dict[vol.Marker, Any] = {
        vol.Required(CONF_FOLDER): _folder_field(account),
        vol.Required(CONF_MAILBOX_USE): one_of(MailboxUse, "mailbox_use", listed=True),
    }
    if days:
        fields[vol.Required(CONF_DAYS)] = number("d", low=0, high=MOST_DAYS, step=1)
    fields[vol.Required(CONF_AFTERWARDS)] = one_of(Afterwards, "afterwards")
    fields[vol.Optional(CONF_MOVE_TO)] = _folder_field(account)
    return vol.Schema(fields)


def _folder_field(account: Account) -> SelectSelector:
    """Ask for one of an account's folders by the names that people gave them."""
    options = [SelectOptionDict(value=folder.path, label=folder.name) for folder in account.folders]
    return SelectSelector(
        SelectSelectorConfig(options=options, mode=SelectSelectorMode.DROPDOWN, custom_value=True, sort=True)
    )


def _name_errors(user_input: Mapping[str, Any]) -> dict[str, str]:
    """Refuse a name that cannot be seen."""
    return {} if user_input[CONF_NAME].strip() else {CONF_NAME: "name_missing"}
