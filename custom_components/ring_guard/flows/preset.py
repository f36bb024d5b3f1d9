"""What a household starts with: a preset of the domain as options and as visible rules in the hub's language."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from homeassistant.config_entries import ConfigSubentryData
from homeassistant.core import HomeAssistant

from ..const import (
    CONF_ANSWER_WITHIN,
    CONF_APPROVALS,
    CONF_COOL_DOWN,
    CONF_DEFAULT_EFFECT,
    CONF_DOWNLOADS,
    CONF_LINK_LIFE,
    CONF_LONGEST_CLIP,
    CONF_MODE,
    CONF_NOTIFY,
    CONF_PRESET,
    CONF_SOUND,
    DEFAULT_ANSWER_WITHIN,
    DEFAULT_DOWNLOADS,
    DEFAULT_LINK_LIFE,
    DEFAULT_LONGEST_CLIP,
    SUBENTRY_RULE,
)
from ..domain.model import Mode
from ..domain.policy import PRESETS, PresetName, Rule
from ..household.wording import Wording
from .rule import rule_data


def preset_options(name: str) -> dict[str, Any]:
    """Return the options that a preset sets, each in the unit that the settings say."""
    preset = PRESETS[PresetName(name)]
    longest = preset.terms.longest_clip or DEFAULT_LONGEST_CLIP
    return {
        CONF_PRESET: name,
        CONF_MODE: Mode.POLICY.value,
        CONF_NOTIFY: [],
        CONF_ANSWER_WITHIN: DEFAULT_ANSWER_WITHIN / timedelta(hours=1),
        CONF_DEFAULT_EFFECT: int(preset.default),
        CONF_LONGEST_CLIP: longest.total_seconds(),
        CONF_SOUND: preset.terms.sound,
        CONF_APPROVALS: preset.terms.approvals,
        CONF_COOL_DOWN: preset.terms.cool_down / timedelta(minutes=1),
        CONF_LINK_LIFE: (preset.terms.link_life or DEFAULT_LINK_LIFE) / timedelta(hours=1),
        CONF_DOWNLOADS: preset.terms.downloads or DEFAULT_DOWNLOADS,
    }


async def preset_rules(hass: HomeAssistant, name: str) -> list[ConfigSubentryData]:
    """Return a preset's rules as subentries, named in the hub's language."""
    wording = await Wording.load(hass)
    rules = PRESETS[PresetName(name)].rules
    return [_subentry(replace(rule, name=wording.word("preset_rule", rule.name))) for rule in rules]


def _subentry(rule: Rule) -> ConfigSubentryData:
    """Return a rule as a subentry to begin with."""
    return ConfigSubentryData(data=rule_data(rule), subentry_type=SUBENTRY_RULE, title=rule.name, unique_id=rule.id)
