"""Everything that a person meets has a sentence in each language."""

from collections.abc import Iterator, Mapping
from pathlib import Path
import re
import string

from homeassistant.core import HomeAssistant
from homeassistant.helpers.translation import async_get_translations
import pytest

from custom_components.ring_guard.actions.calling_back import PARTIES
from custom_components.ring_guard.const import DOMAIN
from custom_components.ring_guard.domain.clips import ClipProblem
from custom_components.ring_guard.domain.lifecycle import Refusal, State
from custom_components.ring_guard.domain.model import (
    Assurance,
    Demand,
    Effect,
    FindingKind,
    IncidentType,
    Level,
    Mode,
    SourceKind,
    System,
)
from custom_components.ring_guard.domain.policy import REASON_KEYS, Attribute
from custom_components.ring_guard.domain.policy.presets import PRESET_RULE_NAMES, PresetName
from custom_components.ring_guard.domain.requesters import REASON_KEYS as REQUESTER_REASON_KEYS, SENTENCE_KEYS
from custom_components.ring_guard.flows.household import DEFAULT_EFFECTS
from custom_components.ring_guard.flows.rule_form import EFFECTS
from custom_components.ring_guard.footage.origin import Note
from custom_components.ring_guard.footage.origins import ORIGINS
from custom_components.ring_guard.ledger.records import Problem
from tests.flows.conftest import LANGUAGES

FOOTAGE = Path(__file__).parents[2] / "custom_components" / DOMAIN / "footage"

SECTIONS = {
    "common", "conditions", "config", "config_subentries", "entity", "entity_component", "exceptions", "issues",
    "options", "selector", "services", "system_health", "title", "triggers",
}  # fmt: skip
"""What Home Assistant knows at the top of a translation file."""

WORDS = {
    "assurance": {assurance.name.lower() for assurance in Assurance},
    "attribute": {*Attribute, "assurance_at_least", "window_longer_than", "footage_older_than", "time_of_day"},
    "body": set(Level),
    "confirmed_by": set(PARTIES),
    "default_effect": set(DEFAULT_EFFECTS),
    "demand": set(Demand),
    "effect": {effect.name.lower() for effect in Effect},
    "finding": set(FindingKind),
    "footage_note": set(Note),
    "incident_type": set(IncidentType),
    "ledger_problem": set(Problem),
    "level": set(Level),
    "mode": set(Mode),
    "origin": set(ORIGINS),
    "preset": set(PresetName),
    "preset_rule": set(PRESET_RULE_NAMES),
    "problem": set(ClipProblem),
    "reason": {*REASON_KEYS, *REQUESTER_REASON_KEYS},
    "rule_effect": set(EFFECTS),
    "source": set(SourceKind),
    "state": set(State),
    "system": set(System),
    "notification": {f"title_{state}" for state in State},
    "who": set(SENTENCE_KEYS),
}
"""The words of ours that are shown to people, by their kind."""


def sentences(texts: Mapping, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    for key, value in texts.items():
        if isinstance(value, str):
            yield (*path, key), value
        else:
            yield from sentences(value, (*path, key))


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", sorted(WORDS))
def test_every_word_of_ours_is_translated(texts, language: str, kind: str) -> None:
    assert WORDS[kind] <= texts[language]["selector"][kind]["options"].keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_refusal_is_told_in_a_sentence(texts, language: str) -> None:
    assert {f"refused_{refusal}" for refusal in Refusal} <= texts[language]["exceptions"].keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_why_footage_is_missing_is_a_sentence(texts, language: str) -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in FOOTAGE.rglob("*.py"))
    reasons = set(re.findall(r'(?:NoFootage|OriginUnavailable|CutFailed|Failed)\("([a-z_]+)"', source))
    assert len(reasons) > 15
    assert reasons <= texts[language]["selector"]["problem"]["options"].keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_why_a_hold_cannot_be_watched_is_a_sentence(texts, language: str) -> None:
    source = (FOOTAGE / "playable.py").read_text(encoding="utf-8")
    reasons = set(re.findall(r'"(playable_[a-z_]+)"', source))
    assert len(reasons) > 3
    assert reasons <= texts[language]["exceptions"].keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_languages_say_the_same_things_with_the_same_placeholders(texts, language: str) -> None:
    said = dict(sentences(texts[language]))
    english = dict(sentences(texts["en"]))
    assert said.keys() == english.keys()
    differing = {path for path, sentence in said.items() if placeholders(sentence) != placeholders(english[path])}
    assert not differing


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_are_plain_and_their_keys_are_what_home_assistant_takes(texts, language: str) -> None:
    assert texts[language].keys() <= SECTIONS
    for path, sentence in sentences(texts[language]):
        assert sentence.strip() == sentence, path
        assert sentence, path
        assert not re.search(r"<[a-z/]|\[%key:", sentence), path
        assert "'" not in sentence, f"{path}: a straight apostrophe quotes placeholders"
        assert all(re.fullmatch(r"[a-z0-9_]+", key) for key in path), path


@pytest.mark.parametrize("language", LANGUAGES)
async def test_home_assistant_loads_the_texts(hass: HomeAssistant, language: str, texts) -> None:
    for section in ("config", "config_subentries", "options", "selector"):
        loaded = await async_get_translations(hass, language, section, [DOMAIN])
        expected = {".".join(path): sentence for path, sentence in sentences(texts[language][section])}
        assert loaded == {f"component.{DOMAIN}.{section}.{path}": sentence for path, sentence in expected.items()}


def fields_of(page: Mapping) -> Iterator[str]:
    for key, field in page["data_schema"].schema.items():
        if hasattr(field, "options"):
            yield from (f"sections.{key}.data.{inner}" for inner in field.schema.schema)
            yield f"sections.{key}.name"
        else:
            yield f"data.{key}"


@pytest.mark.parametrize("origin", sorted(ORIGINS))
async def test_every_field_of_an_origin_has_a_name(texts, origin: str) -> None:
    step = texts["en"]["config_subentries"]["camera"]["step"][origin]
    assert step.keys() >= {"title", "description"}
    fields = {str(field) for field in await ORIGINS[origin].fields()}
    assert step.get("data", {}).keys() == fields
    assert step.get("data_description", {}).keys() <= fields


@pytest.mark.parametrize("kind", ["camera", "rule"])
async def test_every_field_of_a_page_has_a_name(household, add, texts, kind: str) -> None:
    page = await add(household(), kind)
    for step in ("user", "reconfigure"):
        said = {".".join(path) for path, _ in sentences(texts["en"]["config_subentries"][kind]["step"][step])}
        assert set(fields_of(page)) | {"title"} <= said
        described = {name.replace("data_description", "data") for name in said if "data_description" in name}
        assert described <= set(fields_of(page))


async def test_every_field_of_the_household_has_a_name(hass: HomeAssistant, household, texts) -> None:
    hass.services.async_register("notify", "mobile_app_phone", lambda _: None)
    page = await hass.config_entries.options.async_init(household().entry_id)
    said = {".".join(path) for path, _ in sentences(texts["en"]["options"]["step"]["init"])}
    assert set(fields_of(page)) | {"title"} <= said


@pytest.mark.parametrize("step", ["webhook", "change_webhook", "secret", "phone", "change_phone"])
def test_every_page_of_a_source_has_a_title(texts, step: str) -> None:
    assert texts["en"]["config_subentries"]["source"]["step"][step]["title"]
