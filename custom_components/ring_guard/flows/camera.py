"""Add and change a camera of the household: its name, which requests may see it, and where its recordings are.

The first page is the same for all; the second one asks what the chosen origin needs. It reads no footage.
"""

from collections.abc import Mapping
from typing import Any

from homeassistant.config_entries import SOURCE_RECONFIGURE, ConfigSubentryFlow, SubentryFlowResult
from homeassistant.const import CONF_NAME
from homeassistant.helpers.selector import TextSelector
import voluptuous as vol

from ..const import CONF_MASK_IDS, CONF_MASKS, CONF_ORIGIN, CONF_VISIBLE_TO
from ..domain.model import Level
from ..footage.origins import ORIGINS
from .fields import one_of, some_of
from .masks import kept_ids, masks_field, masks_problem, takes_a_mask_from_a_rule


class CameraFlow(ConfigSubentryFlow):
    """Add or change a camera."""

    def __init__(self) -> None:
        """Start with nothing answered."""
        self._answers: dict[str, Any] = {}

    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Add a camera."""
        return await self._first_page("user", user_input, {})

    async def async_step_reconfigure(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Change a camera."""
        subentry = self._get_reconfigure_subentry()
        return await self._first_page("reconfigure", user_input, {CONF_NAME: subentry.title, **subentry.data})

    async def _first_page(
        self, step_id: str, user_input: dict[str, Any] | None, stored: Mapping[str, Any]
    ) -> SubentryFlowResult:
        """Ask for what every camera has, then for what its origin needs."""
        errors: dict[str, str] = {}
        if user_input is not None:
            self._answers = {**user_input, CONF_NAME: user_input[CONF_NAME].strip()}
            errors = _errors(self._answers) or self._taken_from_rules()
            if not errors:
                return await self._second_page()
        schema = self.add_suggested_values_to_schema(_schema(), stored if user_input is None else user_input)
        return self.async_show_form(step_id=step_id, data_schema=schema, errors=errors, last_step=False)

    async def _second_page(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Ask where the recordings are, in the words of the chosen origin."""
        origin = self._answers[CONF_ORIGIN]
        errors = await ORIGINS[origin].check(self.hass, user_input) if user_input is not None else {}
        if user_input is not None and not errors:
            return await self._finish(user_input)
        schema = vol.Schema(await ORIGINS[origin].fields())
        shown = self._stored() if user_input is None else user_input
        schema = self.add_suggested_values_to_schema(schema, shown)
        return self.async_show_form(step_id=origin, data_schema=schema, errors=errors, last_step=True)

    async def _finish(self, place: Mapping[str, Any]) -> SubentryFlowResult:
        """Store the camera; what an origin was told that is no longer its own is forgotten."""
        answers = {key: value for key, value in self._answers.items() if key != CONF_NAME}
        data = {**answers, **{key: _plain(value) for key, value in place.items()}}
        if self.source != SOURCE_RECONFIGURE:
            return self.async_create_entry(title=self._answers[CONF_NAME], data=data)
        stored = self._stored()
        former = {str(field) for field in await ORIGINS[stored[CONF_ORIGIN]].fields()}
        kept = {key: value for key, value in stored.items() if key not in former | {CONF_MASK_IDS}}
        subentry = self._get_reconfigure_subentry()
        if ids := kept_ids(subentry, data[CONF_MASKS]):
            data[CONF_MASK_IDS] = ids
        title = self._answers[CONF_NAME]
        return self.async_update_and_abort(self._get_entry(), subentry, title=title, data={**kept, **data})

    def _taken_from_rules(self) -> dict[str, str]:
        """Refuse to delete what a rule asks for; a camera that is new has nothing to lose."""
        if self.source != SOURCE_RECONFIGURE:
            return {}
        subentry = self._get_reconfigure_subentry()
        taken = takes_a_mask_from_a_rule(self._get_entry(), subentry, self._answers[CONF_MASKS])
        return {CONF_MASKS: "mask_asked_for"} if taken else {}

    def _stored(self) -> Mapping[str, Any]:
        """Return what is known of the camera so far."""
        return self._get_reconfigure_subentry().data if self.source == SOURCE_RECONFIGURE else {}


for _origin in ORIGINS:
    # Each origin's page has a name of its own, so that Home Assistant finds its texts.
    setattr(CameraFlow, f"async_step_{_origin}", CameraFlow._second_page)  # noqa: SLF001  # of the class above


def _errors(answers: Mapping[str, Any]) -> dict[str, str]:
    """Return what is wrong with the first page, by field."""
    errors = {} if answers[CONF_NAME] else {CONF_NAME: "name_missing"}
    if problem := masks_problem(answers[CONF_MASKS]):
        errors[CONF_MASKS] = problem
    return errors


def _plain(value: Any) -> Any:
    """Return an answer without the spaces around it."""
    return value.strip() if isinstance(value, str) else value


def _schema() -> vol.Schema:
    """Return the first page."""
    levels = [level.value for level in Level]
    return vol.Schema(
        {
            vol.Required(CONF_NAME): TextSelector(),
            vol.Required(CONF_VISIBLE_TO, default=levels): some_of(levels, "level"),
            vol.Optional(CONF_MASKS, default=list): masks_field(),
            vol.Required(CONF_ORIGIN, default=next(iter(ORIGINS))): one_of(ORIGINS, "origin"),
        }
    )
