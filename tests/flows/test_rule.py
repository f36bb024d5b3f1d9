"""Adding and changing rules."""

from datetime import time, timedelta

from homeassistant.config_entries import ConfigSubentryData
from homeassistant.data_entry_flow import FlowResultType
import pytest

from custom_components.ring_guard.domain.model import Assurance, Effect, Terms, from_plain, to_plain
from custom_components.ring_guard.domain.policy import (
    PROBLEM_KEYS,
    Among,
    AssuranceAtLeast,
    Attribute,
    FootageOlderThan,
    Rule,
    TimeOfDay,
    WindowLongerThan,
)
from custom_components.ring_guard.domain.policy.presets import PRESETS
from tests.flows.pages import shown_values

SECTIONS = ("who", "what", "footage", "limits")


def page_of(name: str, effect: str, **sections) -> dict:
    """Return what the page sends for these answers."""
    return {"name": name, "effect": effect} | {section: sections.get(section, {}) for section in SECTIONS}


def stored(entry) -> Rule:
    (subentry,) = [sub for sub in entry.subentries.values() if sub.subentry_type == "rule"]
    return from_plain(Rule, subentry.data["rule"])


def as_subentry(rule: Rule, title: str | None = None) -> ConfigSubentryData:
    data = {"rule": to_plain(rule)}
    return ConfigSubentryData(data=data, subentry_type="rule", title=title or rule.name, unique_id=rule.id)


def folded(page: dict) -> dict[str, bool]:
    return {name: page["data_schema"].schema[name].options["collapsed"] for name in SECTIONS}


async def test_a_rule_with_every_condition_and_limit_is_stored_as_it_was_said(hass, household, add, submit) -> None:
    camera = ConfigSubentryData(data={}, subentry_type="camera", title="Front", unique_id=None)
    entry = household(camera)
    (front,) = entry.subentries
    page = await add(entry, "rule")
    assert folded(page) == {"who": False, "what": True, "footage": True, "limits": True}
    answers = page_of(
        " Everything ",
        "grant",
        who={
            "level": ["municipal"],
            "agency": ["fbi"],
            "agency_except": True,
            "assurance_at_least": "domain_verified",
            "assurance_below": "called_back",
        },
        what={
            "demand": ["voluntary"],
            "incident_type": ["fire"],
            "finding": ["pressure"],
            "finding_except": True,
            "system": ["plain"],
            "source": ["webhook"],
        },
        footage={
            "camera": [front],
            "longer_than": 1,
            "no_longer_than": 10,
            "older_than": 2,
            "no_older_than": 48,
            "time_from": "22:00:00",
            "time_until": "06:00:00",
            "time_except": True,
        },
        limits={
            "longest_clip": 30,
            "longest_total": 45,
            "sound_off": True,
            "only_cameras": [front],
            "approvals": 2,
            "cool_down": 15,
            "link_life": 6,
            "downloads": 1,
        },
    )
    result = await submit(page, answers)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["title"] == "Everything"
    rule = stored(entry)
    assert result["unique_id"] == rule.id
    assert (rule.name, rule.effect) == ("Everything", Effect.GRANT)
    assert set(rule.conditions) == {
        Among(attribute=Attribute.LEVEL, values=frozenset({"municipal"})),
        Among(attribute=Attribute.AGENCY, values=frozenset({"fbi"}), negated=True),
        Among(attribute=Attribute.DEMAND, values=frozenset({"voluntary"})),
        Among(attribute=Attribute.INCIDENT_TYPE, values=frozenset({"fire"})),
        Among(attribute=Attribute.FINDING, values=frozenset({"pressure"}), negated=True),
        Among(attribute=Attribute.SYSTEM, values=frozenset({"plain"})),
        Among(attribute=Attribute.SOURCE, values=frozenset({"webhook"})),
        Among(attribute=Attribute.CAMERA, values=frozenset({front})),
        AssuranceAtLeast(at_least=Assurance.DOMAIN_VERIFIED),
        AssuranceAtLeast(at_least=Assurance.CALLED_BACK, negated=True),
        WindowLongerThan(length=timedelta(minutes=1)),
        WindowLongerThan(length=timedelta(minutes=10), negated=True),
        FootageOlderThan(age=timedelta(hours=2)),
        FootageOlderThan(age=timedelta(hours=48), negated=True),
        TimeOfDay(start=time(22), end=time(6), negated=True),
    }
    assert rule.terms == Terms(
        longest_clip=timedelta(seconds=30),
        longest_total=timedelta(seconds=45),
        sound=False,
        cameras=frozenset({front}),
        approvals=2,
        cool_down=timedelta(minutes=15),
        link_life=timedelta(hours=6),
        downloads=1,
    )


async def test_domain_has_to_be_a_registered_one_since_mails_are_reduced_to_it(hass, household, add, submit) -> None:
    entry = household()
    page = await add(entry, "rule")
    for wrong in ("mail.springfield.gov", "cbp.dhs.gov", "co.uk"):
        page = await submit(page, page_of("City", "ask", who={"domain": [wrong]}))
        assert page["errors"] == {"base": "domain_not_registered"}
    result = await submit(page, page_of("City", "ask", who={"domain": ["springfield.gov", "Example.co.uk"]}))
    assert result["type"] is FlowResultType.CREATE_ENTRY
    (condition,) = stored(entry).conditions
    assert condition.values == {"springfield.gov", "example.co.uk"}


async def test_two_rules_of_one_name_are_two_rules(hass, household, add, submit) -> None:
    entry = household()
    for _ in range(2):
        await submit(await add(entry, "rule"), page_of("Ask", "ask"))
    ids = {from_plain(Rule, sub.data["rule"]).id for sub in entry.subentries.values()}
    assert len(ids) == 2


@pytest.mark.parametrize(
    ("answers", "errors"),
    [
        (page_of(" ", "ask"), {"name": "rule_name_missing"}),
        (page_of("Nothing", "nothing"), {"base": "rule_does_nothing"}),
        (page_of("Open door", "grant"), {"base": "grant_needs_who"}),
        (page_of("Open door", "grant", who={"level": ["federal"], "level_except": True}), {"base": "grant_needs_who"}),
        (page_of("Half", "ask", footage={"time_from": "22:00:00"}), {"base": "time_incomplete"}),
        (
            page_of("Never", "ask", footage={"time_from": "22:00:00", "time_until": "22:00:00"}),
            {"base": "condition_times_equal"},
        ),
    ],
)
async def test_a_rule_that_cannot_be_meant_is_refused_and_its_answers_are_kept(
    hass, household, add, submit, answers, errors
) -> None:
    entry = household()
    page = await submit(await add(entry, "rule"), answers)
    assert page["errors"] == errors
    assert not entry.subentries
    kept = shown_values(page)
    assert kept["name"] == answers["name"]
    assert kept["footage"].items() >= answers["footage"].items()
    assert (await submit(page, page_of("Ask", "ask")))["type"] is FlowResultType.CREATE_ENTRY


def preset_rules() -> dict[str, Rule]:
    return {rule.id: rule for preset in PRESETS.values() for rule in preset.rules}


@pytest.mark.parametrize("rule_id", sorted(preset_rules()))
async def test_every_preset_rule_can_be_changed_and_comes_back_as_it_was(
    hass, household, change, submit, rule_id
) -> None:
    rule = preset_rules()[rule_id]
    entry = household(as_subentry(rule))
    page = await change(entry, "rule")
    result = await submit(page, shown_values(page))
    assert result["reason"] == "reconfigure_successful"
    assert stored(entry) == rule


async def test_a_changed_rule_keeps_its_id_and_has_the_limits_that_the_page_shows(
    hass, household, change, submit
) -> None:
    terms = Terms(masks=frozenset({"window"}), link_life=timedelta(days=1), downloads=3, sound=False)
    entry = household(as_subentry(Rule(id="old", name="Old", effect=Effect.DECLINE, terms=terms), "Renamed"))
    page = await change(entry, "rule")
    shown = shown_values(page)
    assert shown["name"] == "Renamed"
    assert (shown["limits"]["link_life"], shown["limits"]["downloads"]) == (24, 3)
    assert folded(page) == {"who": False, "what": True, "footage": True, "limits": False}
    result = await submit(
        page, shown | {"effect": "ask", "limits": {"longest_clip": 20, "masks": ["window"], "downloads": 1}}
    )
    assert result["reason"] == "reconfigure_successful"
    rule = stored(entry)
    assert (rule.id, rule.name, rule.effect) == ("old", "Renamed", Effect.CONFIRM)
    assert rule.terms == Terms(masks=frozenset({"window"}), downloads=1, longest_clip=timedelta(seconds=20))
    assert next(iter(entry.subentries.values())).title == "Renamed"


async def test_a_wrong_change_leaves_the_rule_as_it_was(hass, household, change, submit) -> None:
    rule = Rule(id="old", name="Old", effect=Effect.DECLINE)
    entry = household(as_subentry(rule))
    page = await submit(await change(entry, "rule"), page_of("Old", "grant"))
    assert page["errors"] == {"base": "grant_needs_who"}
    assert stored(entry) == rule


async def test_cameras_and_agencies_that_are_gone_stay_in_the_rule(hass, household, change, submit) -> None:
    rule = Rule(
        id="old",
        name="Old",
        effect=Effect.DECLINE,
        conditions=(
            Among(attribute=Attribute.AGENCY, values=frozenset({"agency_of_old"})),
            Among(attribute=Attribute.CAMERA, values=frozenset({"camera_of_old"})),
        ),
        terms=Terms(cameras=frozenset({"other_camera_of_old"})),
    )
    entry = household(as_subentry(rule))
    page = await change(entry, "rule")
    await submit(page, shown_values(page))
    assert stored(entry) == rule


async def test_every_agency_of_the_registry_has_a_name_to_choose_it_by(hass, household, add) -> None:
    page = await add(household(), "rule")
    fields = page["data_schema"].schema["who"].schema.schema
    options = next(field for key, field in fields.items() if key == "agency").config["options"]
    by_key = {option["value"]: option["label"] for option in options}
    assert by_key["fbi"] == "Federal Bureau of Investigation"
    assert all(key and label and "~" not in label for key, label in by_key.items())


async def test_a_rule_that_says_more_than_the_page_is_left_alone(hass, household, change) -> None:
    rule = Rule(id="old", name="Old", effect=Effect.DECLINE, terms=Terms(cameras=frozenset()))
    entry = household(as_subentry(rule))
    result = await change(entry, "rule")
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "rule_not_for_form")
    assert stored(entry) == rule


def test_every_problem_of_a_rule_has_a_sentence(texts) -> None:
    for language in texts.values():
        assert {*PROBLEM_KEYS, "time_incomplete"} <= language["config_subentries"]["rule"]["error"].keys()
