"""Add and change a way in: a mailbox, a signed webhook, or the notifications of an Android phone.

A webhook's secret is shown once, on the page before it is stored; it can be replaced but never looked up.
"""

from base64 import b64encode
from collections.abc import Iterable, Mapping
import secrets
from typing import Any

from homeassistant.components import webhook
from homeassistant.config_entries import SOURCE_RECONFIGURE, SubentryFlowResult
from homeassistant.const import CONF_NAME, CONF_WEBHOOK_ID
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.network import NoURLAvailableError
from homeassistant.helpers.selector import (
    BooleanSelector,
    EntitySelector,
    EntitySelectorConfig,
    SelectOptionDict,
    TextSelector,
)
import voluptuous as vol

from ..const import CONF_ENTITY, CONF_KIND, CONF_LOCAL_ONLY, CONF_PACKAGES, CONF_SECRET, DEFAULT_PACKAGES
from ..domain.model import SourceKind
from . import choices
from .fields import some_named
from .mailbox import MailboxSteps
from .webhook_example import example

CONF_NEW_SECRET = "new_secret"  # noqa: S105  # the name of a field, not a secret
SECRET_BYTES = 32
HUB_WITHOUT_ADDRESS = "http://homeassistant.local:8123"
"""How a hub is usually reached at home; shown where Home Assistant itself knows no address of its own."""

PACKAGE_NAMES = dict(zip(DEFAULT_PACKAGES, ("Ring", "Neighbors", "Blink"), strict=True))


def new_secret() -> str:
    """Return a fresh signing secret in the form that Standard Webhooks gives it."""
    return "whsec_" + b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def webhook_url(hass: HomeAssistant, webhook_id: str, *, local_only: bool) -> str:
    """Return the address to send to: the hub's own at home if only that is let in, else the one from outside."""
    outside = not local_only
    try:
        return webhook.async_generate_url(hass, webhook_id, allow_external=outside, prefer_external=outside)
    except NoURLAvailableError:
        return HUB_WITHOUT_ADDRESS + webhook.async_generate_path(webhook_id)


class SourceFlow(MailboxSteps):
    """Add or change a source; a mailbox's own pages stand in a module of theirs."""

    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Let the user choose the kind of source."""
        return self.async_show_menu(step_id="user", menu_options=["mailbox", "webhook", "phone"])

    async def async_step_webhook(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Ask for a name and who may reach the webhook."""
        errors: dict[str, str] = {}
        if user_input is not None and not (errors := _name_errors(user_input)):
            self._title = user_input[CONF_NAME].strip()
            self._data = {
                CONF_KIND: SourceKind.WEBHOOK.value,
                CONF_WEBHOOK_ID: webhook.async_generate_id(),
                CONF_SECRET: new_secret(),
                CONF_LOCAL_ONLY: user_input[CONF_LOCAL_ONLY],
            }
            return await self.async_step_secret()
        schema = self.add_suggested_values_to_schema(_webhook_schema(), user_input)
        return self.async_show_form(step_id="webhook", data_schema=schema, errors=errors)

    async def async_step_secret(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Show the address and the secret this once; the next page stores them."""
        if user_input is not None:
            return self._finish_webhook()
        local_only = self._data[CONF_LOCAL_ONLY]
        url = webhook_url(self.hass, self._data[CONF_WEBHOOK_ID], local_only=local_only)
        shown = {"url": url, "secret": self._data[CONF_SECRET]}
        return self.async_show_form(
            step_id="secret",
            data_schema=vol.Schema({}),
            description_placeholders={**shown, "example": example(**shown)},
            last_step=True,
        )

    async def async_step_phone(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Ask for a phone's sensor and the apps to listen to."""
        sensors = choices.last_notification_sensors(self.hass)
        free = [entity_id for entity_id in sensors if entity_id not in self._used()]
        if not free:
            return self.async_abort(reason="already_configured" if sensors else "no_phones")
        errors: dict[str, str] = {}
        if user_input is not None and not (errors := _package_errors(user_input)):
            entity_id = user_input[CONF_ENTITY]
            return self.async_create_entry(
                title=_phone_name(self.hass, entity_id),
                data={CONF_KIND: SourceKind.PHONE.value, **user_input},
                unique_id=entity_id,
            )
        schema = vol.Schema({vol.Required(CONF_ENTITY): _sensor_field(free), **_package_fields()})
        schema = self.add_suggested_values_to_schema(schema, user_input)
        return self.async_show_form(step_id="phone", data_schema=schema, errors=errors)

    async def async_step_reconfigure(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Go to the page of the source's kind."""
        subentry = self._get_reconfigure_subentry()
        self._title, self._data = subentry.title, dict(subentry.data)
        if self._data[CONF_KIND] == SourceKind.MAILBOX:
            return await self.async_step_change_mailbox()
        if self._data[CONF_KIND] == SourceKind.WEBHOOK:
            return await self.async_step_change_webhook()
        return await self.async_step_change_phone()

    async def async_step_change_webhook(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Change name and reach of a webhook, or give it a new secret."""
        errors: dict[str, str] = {}
        if user_input is not None and not (errors := _name_errors(user_input)):
            self._title = user_input[CONF_NAME].strip()
            self._data[CONF_LOCAL_ONLY] = user_input[CONF_LOCAL_ONLY]
            if not user_input[CONF_NEW_SECRET]:
                return self._finish_webhook()
            self._data[CONF_SECRET] = new_secret()
            return await self.async_step_secret()
        schema = _webhook_schema().extend({vol.Required(CONF_NEW_SECRET, default=False): BooleanSelector()})
        shown = user_input or {CONF_NAME: self._title, CONF_LOCAL_ONLY: self._data[CONF_LOCAL_ONLY]}
        schema = self.add_suggested_values_to_schema(schema, shown)
        return self.async_show_form(step_id="change_webhook", data_schema=schema, errors=errors)

    async def async_step_change_phone(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Change a phone's name and the apps to listen to; another phone is another source."""
        errors: dict[str, str] = {}
        if user_input is not None and not (errors := _name_errors(user_input) | _package_errors(user_input)):
            return self._update(user_input[CONF_NAME].strip(), {CONF_PACKAGES: user_input[CONF_PACKAGES]})
        kept = self._data[CONF_PACKAGES]
        schema = vol.Schema({vol.Required(CONF_NAME): TextSelector(), **_package_fields(kept)})
        shown = user_input or {CONF_NAME: self._title, CONF_PACKAGES: kept}
        schema = self.add_suggested_values_to_schema(schema, shown)
        return self.async_show_form(step_id="change_phone", data_schema=schema, errors=errors)

    def _finish_webhook(self) -> SubentryFlowResult:
        """Store a webhook that was added or changed."""
        if self.source == SOURCE_RECONFIGURE:
            return self._update(self._title, self._data)
        return self.async_create_entry(title=self._title, data=self._data, unique_id=self._data[CONF_WEBHOOK_ID])

    def _update(self, title: str, updates: Mapping[str, Any]) -> SubentryFlowResult:
        """Store a change; the entry's listener applies it."""
        return self.async_update_and_abort(
            self._get_entry(), self._get_reconfigure_subentry(), title=title, data_updates=updates
        )


def _webhook_schema() -> vol.Schema:
    """Return the fields that a webhook is added and changed with."""
    return vol.Schema(
        {vol.Required(CONF_NAME): TextSelector(), vol.Required(CONF_LOCAL_ONLY, default=True): BooleanSelector()}
    )


def _sensor_field(entity_ids: list[str]) -> EntitySelector:
    """Ask for one of the phones' sensors."""
    return EntitySelector(EntitySelectorConfig(include_entities=entity_ids))


def _package_fields(kept: Iterable[str] = ()) -> dict[vol.Marker, Any]:
    """Ask for Android packages by the apps' names; others can be typed in."""
    named = PACKAGE_NAMES | {package: package for package in kept if package not in PACKAGE_NAMES}
    options = [SelectOptionDict(value=package, label=name) for package, name in named.items()]
    return {vol.Required(CONF_PACKAGES, default=list(DEFAULT_PACKAGES)): some_named(options, custom=True)}


def _name_errors(user_input: Mapping[str, Any]) -> dict[str, str]:
    """Refuse a name that cannot be seen."""
    return {} if user_input[CONF_NAME].strip() else {CONF_NAME: "name_missing"}


def _package_errors(user_input: Mapping[str, Any]) -> dict[str, str]:
    """Refuse a phone without any app: nothing could ever arrive."""
    return {} if user_input[CONF_PACKAGES] else {CONF_PACKAGES: "no_packages"}


def _phone_name(hass: HomeAssistant, entity_id: str) -> str:
    """Return the name of the phone that a sensor belongs to."""
    entry = er.async_get(hass).async_get(entity_id)
    device = dr.async_get(hass).async_get(entry.device_id) if entry and entry.device_id else None
    return (device and (device.name_by_user or device.name)) or entity_id
