"""What the household sets for itself: who answers, where to be told, and the limits for every request.

Used at set-up and in the options. It must not touch `mode`, which the select entity owns.
"""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from homeassistant.config_entries import ConfigFlowResult, OptionsFlow
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import section
from homeassistant.helpers.selector import BooleanSelector
import voluptuous as vol

from ..const import (
    CONF_ANSWER_WITHIN,
    CONF_APPROVALS,
    CONF_APPROVERS,
    CONF_COOL_DOWN,
    CONF_DEFAULT_EFFECT,
    CONF_DOWNLOADS,
    CONF_HOLD_BUDGET,
    CONF_LINK_COOL_DOWN,
    CONF_LINK_LIFE,
    CONF_LONGEST_CLIP,
    CONF_LONGEST_TOTAL,
    CONF_NOTIFY,
    CONF_SHOW_DETAILS,
    CONF_SOUND,
    DEFAULT_ANSWER_WITHIN,
    DEFAULT_DOWNLOADS,
    DEFAULT_HOLD_BUDGET,
    DEFAULT_LINK_COOL_DOWN,
    DEFAULT_LINK_LIFE,
    DEFAULT_LONGEST_CLIP,
)
from ..domain.lifecycle import LONGEST_LINK_LIFE, MOST_FETCHES
from ..domain.model import Effect
from . import choices
from .fields import number, one_of, some_named

SECTION_LIMITS = "limits"
SECTION_LEAVING = "leaving"

DEFAULT_EFFECTS = {"ask": Effect.CONFIRM, "decline": Effect.DECLINE}
"""What may happen where no rule speaks; granting is not among it."""

HOURS_TO_ANSWER = (1, 24 * 14)
CLIP_SECONDS = (1, 3600)
TOTAL_SECONDS = (1, 4 * 3600)
COOL_DOWN_MINUTES = (0, 24 * 60)
LINK_HOURS = (0.1, LONGEST_LINK_LIFE / timedelta(hours=1))
FETCHES = (1, MOST_FETCHES)
HOLD_GIGABYTES = (0, 1000)
MOST_APPROVALS = 10

type Fields = dict[vol.Marker, Any]


async def who_is_asked(hass: HomeAssistant, kept_targets: tuple[str, ...] = ()) -> Fields:
    """Return the fields for approvers and notifications; without any phone there is no field for one."""
    people = await choices.people(hass)
    fields: Fields = {vol.Required(CONF_APPROVERS, default=[]): some_named(people, listed=True)}
    if targets := choices.notify_targets(hass, kept_targets):
        fields[vol.Required(CONF_NOTIFY, default=[])] = some_named(targets, listed=True)
    fields[vol.Required(CONF_SHOW_DETAILS, default=True)] = BooleanSelector()
    return fields


async def still_people(hass: HomeAssistant, user_ids: Iterable[str]) -> list[str]:
    """Return those of some users who can still log in: the form accepts no others."""
    known = {option["value"] for option in await choices.people(hass)}
    return [user_id for user_id in user_ids if user_id in known]


def household_errors(user_input: Mapping[str, Any]) -> dict[str, str]:
    """Return what is wrong with the approvers, by field."""
    approvers = set(user_input[CONF_APPROVERS])
    if not approvers:
        return {CONF_APPROVERS: "no_approvers"}
    if user_input.get(CONF_APPROVALS, 1) > len(approvers):
        return {CONF_APPROVALS: "too_many_approvals"}
    return {}


class HouseholdOptionsFlow(OptionsFlow):
    """Change what was set at set-up, and the limits."""

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Show everything on one page."""
        errors: dict[str, str] = {}
        if user_input is not None and not (errors := household_errors(user_input)):
            return self.async_create_entry(data=dict(self.config_entry.options) | _to_options(user_input))
        shown = user_input or await self._present()
        schema = self.add_suggested_values_to_schema(await self._schema(), shown)
        return self.async_show_form(step_id="init", data_schema=schema, errors=errors)

    async def _present(self) -> dict[str, Any]:
        """Return the present settings as the form shows them."""
        options = self.config_entry.options
        effect = Effect(options.get(CONF_DEFAULT_EFFECT, Effect.CONFIRM))
        return {
            CONF_APPROVERS: await still_people(self.hass, options[CONF_APPROVERS]),
            CONF_NOTIFY: list(options.get(CONF_NOTIFY, ())),
            CONF_SHOW_DETAILS: options.get(CONF_SHOW_DETAILS, True),
            CONF_ANSWER_WITHIN: options.get(CONF_ANSWER_WITHIN, DEFAULT_ANSWER_WITHIN / timedelta(hours=1)),
            CONF_APPROVALS: options.get(CONF_APPROVALS, 1),
            SECTION_LIMITS: {
                CONF_DEFAULT_EFFECT: next(key for key, value in DEFAULT_EFFECTS.items() if value is effect),
                CONF_LONGEST_CLIP: options.get(CONF_LONGEST_CLIP, DEFAULT_LONGEST_CLIP.total_seconds()),
                **{key: options[key] for key in (CONF_LONGEST_TOTAL,) if options.get(key)},
                CONF_SOUND: options.get(CONF_SOUND, False),
                CONF_COOL_DOWN: options.get(CONF_COOL_DOWN, 0),
            },
            SECTION_LEAVING: {
                CONF_LINK_LIFE: options.get(CONF_LINK_LIFE, DEFAULT_LINK_LIFE / timedelta(hours=1)),
                CONF_DOWNLOADS: options.get(CONF_DOWNLOADS, DEFAULT_DOWNLOADS),
                CONF_LINK_COOL_DOWN: options.get(CONF_LINK_COOL_DOWN, DEFAULT_LINK_COOL_DOWN / timedelta(minutes=1)),
                CONF_HOLD_BUDGET: options.get(CONF_HOLD_BUDGET, DEFAULT_HOLD_BUDGET),
            },
        }

    async def _schema(self) -> vol.Schema:
        """Return the form."""
        kept = tuple(self.config_entry.options.get(CONF_NOTIFY, ()))
        asked = await who_is_asked(self.hass, kept)
        low, high = HOURS_TO_ANSWER
        asked[vol.Required(CONF_ANSWER_WITHIN)] = number("h", low=low, high=high, step=1)
        asked[vol.Required(CONF_APPROVALS)] = number(low=1, high=MOST_APPROVALS, step=1)
        leaving = section(_leaving(), {"collapsed": True})
        return vol.Schema(
            {**asked, vol.Required(SECTION_LIMITS): section(_limits()), vol.Required(SECTION_LEAVING): leaving}
        )


def _limits() -> vol.Schema:
    """Return the fields of what holds for every request."""
    return vol.Schema(
        {
            vol.Required(CONF_DEFAULT_EFFECT): one_of(DEFAULT_EFFECTS, "default_effect", listed=True),
            vol.Required(CONF_LONGEST_CLIP): number("s", low=CLIP_SECONDS[0], high=CLIP_SECONDS[1], step=1),
            vol.Optional(CONF_LONGEST_TOTAL): number("s", low=TOTAL_SECONDS[0], high=TOTAL_SECONDS[1], step=1),
            vol.Required(CONF_SOUND): BooleanSelector(),
            vol.Required(CONF_COOL_DOWN): number("min", low=COOL_DOWN_MINUTES[0], high=COOL_DOWN_MINUTES[1], step=1),
        }
    )


def _leaving() -> vol.Schema:
    """Return the fields of how a clip leaves, and of what is held until then."""
    return vol.Schema(
        {
            vol.Required(CONF_LINK_LIFE): number("h", low=LINK_HOURS[0], high=LINK_HOURS[1]),
            vol.Required(CONF_DOWNLOADS): number(low=FETCHES[0], high=FETCHES[1], step=1),
            vol.Required(CONF_LINK_COOL_DOWN): number(
                "min", low=COOL_DOWN_MINUTES[0], high=COOL_DOWN_MINUTES[1], step=1
            ),
            vol.Required(CONF_HOLD_BUDGET): number("GB", low=HOLD_GIGABYTES[0], high=HOLD_GIGABYTES[1]),
        }
    )


def _to_options(user_input: Mapping[str, Any]) -> dict[str, Any]:
    """Return the form's values as the options hold them."""
    sections = (SECTION_LIMITS, SECTION_LEAVING)
    household = {key: value for key, value in user_input.items() if key not in sections}
    # A field that was emptied is not in the answer, and would be kept from before.
    limits = {CONF_LONGEST_TOTAL: None, **user_input[SECTION_LIMITS], **user_input[SECTION_LEAVING]}
    limits[CONF_DEFAULT_EFFECT] = int(DEFAULT_EFFECTS[limits[CONF_DEFAULT_EFFECT]])
    household[CONF_APPROVALS] = int(household[CONF_APPROVALS])
    limits[CONF_DOWNLOADS] = int(limits[CONF_DOWNLOADS])
    return household | limits
