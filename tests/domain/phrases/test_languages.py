"""The tables of words: well formed in every language, and complete in those that are promised."""

from dataclasses import fields
import re

import pytest

from custom_components.ring_guard.domain.model import IncidentType, Level
from custom_components.ring_guard.domain.phrases import (
    LANGUAGES,
    Language,
    Phrases,
    alternatives,
    listed,
    places,
    values,
)
from custom_components.ring_guard.domain.phrases.english import LANGUAGE as ENGLISH
from custom_components.ring_guard.domain.phrases.search import first_word
from custom_components.ring_guard.domain.phrases.spanish import LANGUAGE as SPANISH
from custom_components.ring_guard.domain.requesters import Registry

LISTS = [field.name for field in fields(Language) if field.type == "str" or field.type is str]
PHRASES = [
    name for name in LISTS if not name.endswith(("_patterns", "_glue", "_labels", "_names", "months", "originals"))
]


@pytest.mark.parametrize("name", [name for name in LISTS if name != "not_names"])
def test_spanish_has_what_english_has(name):
    assert bool(getattr(ENGLISH, name)) <= bool(getattr(SPANISH, name))


@pytest.mark.parametrize("language", LANGUAGES, ids=["english", "spanish", "german", "french"])
@pytest.mark.parametrize("name", LISTS)
def test_list_names_everything_once_and_in_lower_case(language, name):
    items = listed(getattr(language, name))
    assert len(set(items)) == len(items)
    assert all(item == item.lower() or name.endswith("_patterns") for item in items)


@pytest.mark.parametrize("name", PHRASES)
def test_phrase_begins_with_a_word(name):
    assert all(re.search(r"[^\W_]", item) for language in LANGUAGES for item in listed(getattr(language, name)))


@pytest.mark.parametrize("name", [name for name in LISTS if name.endswith("_patterns")])
def test_patterns_compile_and_match_nothing_empty(name):
    pattern = re.compile(alternatives(lambda language: getattr(language, name)))
    assert pattern.fullmatch("") is None


@pytest.mark.parametrize("language", LANGUAGES, ids=["english", "spanish", "german", "french"])
def test_months_are_twelve(language):
    assert len(listed(language.months)) == 12


@pytest.mark.parametrize("language", [ENGLISH, SPANISH], ids=["english", "spanish"])
def test_every_kind_of_incident_has_words(language):
    assert set(language.incidents) == set(IncidentType) - {IncidentType.OTHER}


def test_bodies_have_levels_and_agencies_are_known():
    known = {agency.key for agency in Registry.builtin().agencies}
    for language in LANGUAGES:
        assert set(language.bodies) <= set(Level)
        assert set(language.agencies) <= known


def test_numbers_of_areas_are_numbers():
    assert values(lambda language: language.numbers)["tres"] == 3
    assert values(lambda language: language.lengths)["kilometros"] == pytest.approx(0.621371)


def test_phrases_are_found_as_whole_words_whatever_their_accents():
    phrases = Phrases(("migración", "plan", "plan b"))
    assert phrases.find("migracion: planes, y un plan b") == ["migracion", "plan b"]
    assert phrases.find("planes") == []
    assert set(phrases) == {"migracion", "plan", "plan b"}


def test_harmless_phrases_are_taken_away_whatever_their_last_word_ends_in():
    harmless = Phrases(("warrant officer",))
    assert harmless.find("two warrant officers") == []
    assert Phrases(("warrant",)).find(harmless.blank("two warrant officers")) == []


@pytest.mark.parametrize("language", LANGUAGES, ids=["english", "spanish", "german", "french"])
def test_a_pattern_that_is_looked_for_by_its_first_word_begins_with_a_whole_one(language):
    for pattern in (*listed(language.reference_patterns), *listed(language.code_patterns)):
        word = first_word(pattern)
        assert pattern.startswith(word), pattern
        assert pattern[len(word) :][:1] in {"", " "}, pattern


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("case 7, cases, a case", [0, 8, 17]),
        ("showcase a case", [11]),
        ("showcase", []),
        ("id: case", [0, 4]),
        ("código 5, case", [0, 10]),
    ],
)
def test_words_are_found_where_they_begin(text, found):
    assert places(text, frozenset({"case", "id", "código"})) == found
