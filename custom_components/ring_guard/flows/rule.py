"""Add and change a rule of the household's policy on one page.

What a rule means stands in `domain/policy`; how the page and a rule become each other in `rule_form`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from homeassistant.config_entries import ConfigEntry, ConfigSubentryFlow, SubentryFlowResult
from homeassistant.data_entry_flow import section
from homeassistant.helpers.selector import BooleanSelector, SelectSelector, TextSelector, TimeSelector
from homeassistant.util.ulid import ulid_now
import voluptuous as vol

from ..const import CONF_RULE
from ..domain.model import from_plain, to_plain
from ..domain.model.terms import FEWEST_LINES
from ..domain.policy import ATTRIBUTES, Attribute, Rule, validate
from ..evidence import suffixes
from . import choices, rule_form as form
from .fields import number, one_of, some_named, some_of
from .household import CLIP_SECONDS, COOL_DOWN_MINUTES, FETCHES, LINK_HOURS, MOST_APPROVALS, TOTAL_SECONDS

type Fields = dict[vol.Marker, Any]

WEEK_IN_MINUTES = 7 * 24 * 60
YEAR_IN_HOURS = 366 * 24
MOST_LINES = 4320
"""The height of the largest picture that cameras make."""

SMALLEST = 0.001
"""Lengths must be positive; the page's boxes have no "more than"."""

ATTRIBUTES_OF = {
    "who": (Attribute.LEVEL, Attribute.AGENCY, Attribute.DOMAIN, Attribute.LIST),
    "what": (Attribute.DEMAND, Attribute.INCIDENT_TYPE, Attribute.FINDING, Attribute.SYSTEM, Attribute.SOURCE),
    "footage": (Attribute.CAMERA,),
    "limits": (),
}
"""The sections of the page, in order, with the attributes that each one asks for."""


class RuleFlow(ConfigSubentryFlow):
    """Add or change a rule."""

    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Add a rule."""
        errors: dict[str, str] = {}
        answers = None if user_input is None else _flat(user_input)
        if answers is not None and not (errors := await self._errors(answers)):
            rule = form.rule_from(answers, ulid_now())
            return self.async_create_entry(title=rule.name, data=rule_data(rule), unique_id=rule.id)
        return self._form("user", answers or {}, errors)

    async def async_step_reconfigure(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Change a rule; its id stays, so that old decisions still name it."""
        subentry = self._get_reconfigure_subentry()
        old = replace(from_plain(Rule, subentry.data[CONF_RULE]), name=subentry.title)
        errors: dict[str, str] = {}
        answers = form.answers_from(old) if user_input is None else _flat(user_input)
        if answers is None:
            return self.async_abort(reason="rule_not_for_form")
        if user_input is not None and not (errors := await self._errors(answers)):
            rule = form.rule_from(answers, old.id)
            return self.async_update_and_abort(self._get_entry(), subentry, title=rule.name, data=rule_data(rule))
        return self._form("reconfigure", answers, errors)

    async def _errors(self, answers: form.Answers) -> dict[str, str]:
        """Return what is wrong with the answers: beside the name, or above the page."""
        problem = form.form_problem(answers)
        if problem is None and answers.get(Attribute.DOMAIN):
            problem = form.domain_problem(answers, await self.hass.async_add_executor_job(suffixes.load))
        problem = problem or validate(form.rule_from(answers, "new"))
        if problem is None:
            return {}
        return {form.NAME if problem == "rule_name_missing" else "base": problem}

    def _form(self, step_id: str, answers: form.Answers, errors: dict[str, str]) -> SubentryFlowResult:
        """Show the page with what was answered before; sections without answers are folded."""
        schema = _schema(self._get_entry(), answers)
        schema = self.add_suggested_values_to_schema(schema, _nested(schema, answers))
        return self.async_show_form(step_id=step_id, data_schema=schema, errors=errors)


def rule_data(rule: Rule) -> dict[str, Any]:
    """Return a rule as its subentry holds it."""
    return {CONF_RULE: to_plain(rule)}


def _flat(user_input: Mapping[str, Any]) -> form.Answers:
    """Take the answers out of the page's sections."""
    answers = {key: value for key, value in user_input.items() if key not in ATTRIBUTES_OF}
    for name in ATTRIBUTES_OF:
        answers |= user_input[name]
    return answers


def _nested(schema: vol.Schema, answers: form.Answers) -> dict[str, Any]:
    """Put the answers into the page's sections."""
    inside = {name: {str(key) for key in schema.schema[name].schema.schema} for name in ATTRIBUTES_OF}
    sections = {name: {key: answers[key] for key in keys & answers.keys()} for name, keys in inside.items()}
    return answers | sections


def _schema(entry: ConfigEntry, answers: form.Answers) -> vol.Schema:
    """Return the page; sections without answers are folded, but for who asks."""
    sections = {
        "who": _among("who", entry, answers) | _assurances(),
        "what": _among("what", entry, answers),
        "footage": _among("footage", entry, answers) | _lengths() | _time_of_day(),
        "limits": _limits(entry, answers),
    }
    fields: Fields = {
        vol.Required(form.NAME): TextSelector(),
        vol.Required(form.EFFECT, default="ask"): one_of(form.EFFECTS, "rule_effect", listed=True),
    }
    for name, inside in sections.items():
        answered = any(answers.get(str(key)) for key in inside if isinstance(key, vol.Optional))
        folded = name != "who" and not answered
        fields[vol.Required(name)] = section(vol.Schema(inside), {"collapsed": folded})
    return vol.Schema(fields)


def _among(name: str, entry: ConfigEntry, answers: form.Answers) -> Fields:
    """Return two fields for each attribute of a section: the values, and whether any but these are meant."""
    fields: Fields = {}
    for attribute in ATTRIBUTES_OF[name]:
        kept = answers.get(attribute, ())
        fields[vol.Optional(attribute.value)] = _values_field(attribute, entry, kept)
        fields[vol.Required(form.except_field(attribute), default=False)] = BooleanSelector()
    return fields


def _values_field(attribute: Attribute, entry: ConfigEntry, kept: Iterable[str]) -> SelectSelector:
    """Ask for values of an attribute; `kept` ones stay on offer even if they are gone by now."""
    if attribute is Attribute.CAMERA:
        return some_named(choices.cameras(entry, kept))
    if attribute is Attribute.AGENCY:
        return some_named(choices.agencies(kept))
    if attribute is Attribute.LIST:
        return some_named(choices.lists(entry, kept))
    if attribute is Attribute.DOMAIN:
        return some_named(choices.as_written(kept), custom=True)
    return some_of(sorted(ATTRIBUTES[attribute].vocabulary or ()), attribute.value)


def _assurances() -> Fields:
    """Ask how well the identity must be established."""
    names = list(form.ASSURANCES)
    return {
        vol.Optional(form.ASSURANCE_AT_LEAST): one_of(names, "assurance"),
        vol.Optional(form.ASSURANCE_BELOW): one_of(names, "assurance"),
    }


def _lengths() -> Fields:
    """Ask how long the window and how old the footage may be."""
    window = number("min", low=SMALLEST, high=WEEK_IN_MINUTES)
    age = number("h", low=SMALLEST, high=YEAR_IN_HOURS)
    return {
        vol.Optional(form.LONGER_THAN): window,
        vol.Optional(form.NO_LONGER_THAN): window,
        vol.Optional(form.OLDER_THAN): age,
        vol.Optional(form.NO_OLDER_THAN): age,
    }


def _time_of_day() -> Fields:
    """Ask for a time of day."""
    return {
        vol.Optional(form.TIME_FROM): TimeSelector(),
        vol.Optional(form.TIME_UNTIL): TimeSelector(),
        vol.Required(form.TIME_EXCEPT, default=False): BooleanSelector(),
    }


def _limits(entry: ConfigEntry, answers: form.Answers) -> Fields:
    """Ask for the limits that travel with the rule."""
    return {
        vol.Optional(form.LONGEST_CLIP): number("s", low=CLIP_SECONDS[0], high=CLIP_SECONDS[1]),
        vol.Optional(form.LONGEST_TOTAL): number("s", low=TOTAL_SECONDS[0], high=TOTAL_SECONDS[1]),
        vol.Optional(form.SOUND_OFF, default=False): BooleanSelector(),
        vol.Optional(form.ONLY_CAMERAS): some_named(choices.cameras(entry, answers.get(form.ONLY_CAMERAS, ()))),
        vol.Optional(form.MASKS): some_named(choices.masks(entry, answers.get(form.MASKS, ()))),
        vol.Optional(form.MOST_LINES): number("px", low=FEWEST_LINES, high=MOST_LINES, step=1),
        vol.Optional(form.APPROVALS): number(low=1, high=MOST_APPROVALS, step=1),
        vol.Optional(form.COOL_DOWN): number("min", low=COOL_DOWN_MINUTES[0], high=COOL_DOWN_MINUTES[1]),
        vol.Optional(form.LINK_LIFE): number("h", low=LINK_HOURS[0], high=LINK_HOURS[1]),
        vol.Optional(form.DOWNLOADS): number(low=FETCHES[0], high=FETCHES[1], step=1),
    }
