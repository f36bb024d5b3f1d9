"""Settings are read from whatever the flows can store, and cameras are kept from whom they are hidden from."""

from dataclasses import replace
from datetime import timedelta
import json
from pathlib import Path
from types import MappingProxyType
from typing import Any

from homeassistant.config_entries import ConfigSubentryDataWithId
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.ring_guard import const
from custom_components.ring_guard.domain.model import (
    Assurance,
    AssuredParty,
    Effect,
    Level,
    Mode,
    SourceKind,
    Terms,
    from_plain,
    to_plain,
)
from custom_components.ring_guard.domain.policy import Policy, Rule, prepare
from custom_components.ring_guard.domain.policy.presets import good_neighbour
from custom_components.ring_guard.household.settings import Settings, read_settings
from tests.homes import camera
from tests.household.test_messages import life


def part(kind: str, key: str, title: str, data: dict[str, Any]) -> ConfigSubentryDataWithId:
    # What is stored goes through JSON, so it is read from there.
    stored = json.loads(json.dumps(data))
    return ConfigSubentryDataWithId(data=stored, subentry_id=key, subentry_type=kind, title=title, unique_id=None)


def read(*parts: ConfigSubentryDataWithId, **options: Any) -> Settings:
    entry = MockConfigEntry(
        domain=const.DOMAIN,
        options=MappingProxyType({const.CONF_APPROVERS: ["approver"], **options}),
        subentries_data=parts,
    )
    return read_settings(entry, "Europe/Berlin")


def test_what_was_never_set_has_its_default() -> None:
    settings = read()
    assert settings.approvers == {"approver"}
    assert (settings.notify, settings.show_details, settings.mode) == ((), True, Mode.POLICY)
    assert settings.answer_within == timedelta(hours=24)
    assert settings.policy == Policy(
        rules=(),
        default=Effect.CONFIRM,
        terms=Terms(longest_clip=timedelta(seconds=60), sound=False, link_life=timedelta(days=3), downloads=3),
        cameras=frozenset(),
        time_zone="Europe/Berlin",
    )


def test_every_option_of_the_page_is_read_in_its_unit() -> None:
    settings = read(
        **{
            const.CONF_NOTIFY: ["mobile_app_x", "family"],
            const.CONF_SHOW_DETAILS: False,
            const.CONF_ANSWER_WITHIN: 36.0,
            const.CONF_MODE: "lockdown",
            const.CONF_DEFAULT_EFFECT: int(Effect.DECLINE),
            const.CONF_LONGEST_CLIP: 90.0,
            const.CONF_SOUND: True,
            const.CONF_APPROVALS: 2.0,
            const.CONF_COOL_DOWN: 15.0,
            const.CONF_LONGEST_TOTAL: 120.0,
            const.CONF_LINK_LIFE: 12.0,
            const.CONF_DOWNLOADS: 2.0,
            const.CONF_LINK_COOL_DOWN: 10.0,
            const.CONF_HOLD_BUDGET: 0.5,
        }
    )
    assert settings.notify == ("mobile_app_x", "family")
    assert (settings.show_details, settings.mode) == (False, Mode.LOCKDOWN)
    assert settings.answer_within == timedelta(hours=36)
    assert settings.policy.default is Effect.DECLINE
    assert settings.policy.terms == Terms(
        longest_clip=timedelta(seconds=90),
        longest_total=timedelta(seconds=120),
        sound=True,
        approvals=2,
        cool_down=timedelta(minutes=15),
        link_life=timedelta(hours=12),
        downloads=2,
    )
    assert (settings.link_cool_down, settings.hold_budget) == (timedelta(minutes=10), 500_000_000)
    assert isinstance(settings.policy.terms.approvals, int)


@pytest.mark.parametrize("local_only", [True, False])
def test_a_webhook_is_read(local_only: bool) -> None:
    data = {const.CONF_KIND: "webhook", "webhook_id": "id", const.CONF_SECRET: "whsec_x", "local_only": local_only}
    source = read(part("source", "hook", "Town hall", data)).sources["hook"]
    assert (source.kind, source.name, source.webhook_id) == (SourceKind.WEBHOOK, "Town hall", "id")
    assert (source.secret, source.local_only) == ("whsec_x", local_only)


def test_a_phone_is_read_with_its_apps() -> None:
    data = {const.CONF_KIND: "phone", const.CONF_ENTITY: "sensor.x", const.CONF_PACKAGES: ["com.example"]}
    source = read(part("source", "phone", "Hall", data)).sources["phone"]
    assert (source.kind, source.entity_id, source.packages) == (SourceKind.PHONE, "sensor.x", {"com.example"})
    del data[const.CONF_PACKAGES]
    assert read(part("source", "phone", "Hall", data)).sources["phone"].packages == set(const.DEFAULT_PACKAGES)


@pytest.mark.parametrize("rule", good_neighbour().rules, ids=lambda rule: rule.id)
def test_a_stored_rule_is_the_rule_that_was_said(rule: Rule) -> None:
    assert read(part("rule", "r", rule.name, {const.CONF_RULE: to_plain(rule)})).policy.rules == (rule,)
    assert from_plain(Rule, to_plain(rule)) == rule


def test_a_camera_that_everyone_may_see_has_no_rule(tmp_path: Path) -> None:
    for visible in ({}, {const.CONF_VISIBLE_TO: [level.value for level in Level]}):
        settings = read(camera("front", "Front door", tmp_path, **visible))
        assert settings.policy.rules == ()
        assert settings.cameras["front"].visible_to == set(Level)
        assert settings.cameras["front"].place["folder"] == str(tmp_path)


def cameras_left(tmp_path: Path, visible: list[str], **proven: Any) -> frozenset[str] | None:
    """Return which cameras a request may see of which `back` is hidden from all but some."""
    parts = (camera("front", "Front door", tmp_path), camera("back", "Back yard", tmp_path, visible_to=visible))
    request = life(cameras=None).request
    request = replace(request, requester=replace(request.requester, **proven))
    return prepare(read(*parts).policy).decide(request, Mode.POLICY).terms.cameras


def test_a_hidden_camera_is_shown_to_no_one_who_has_not_proven_a_level(tmp_path: Path) -> None:
    assert cameras_left(tmp_path, ["municipal"]) == {"front"}
    assert cameras_left(tmp_path, ["municipal"], claimed_levels=frozenset({Level.MUNICIPAL})) == {"front"}
    for possible in ({Level.FEDERAL}, {Level.MUNICIPAL, Level.FEDERAL}):
        assert cameras_left(tmp_path, ["municipal"], possible_levels=frozenset(possible)) == {"front"}


def test_a_hidden_camera_is_shown_to_a_proven_level(tmp_path: Path) -> None:
    proven = {"assurance": Assurance.DOMAIN_VERIFIED, "assured": AssuredParty.AGENCY}
    seen = frozenset({Level.MUNICIPAL})
    assert cameras_left(tmp_path, ["municipal", "county"], possible_levels=seen, **proven) is None
    unseen = frozenset({Level.MUNICIPAL, Level.FEDERAL})
    assert cameras_left(tmp_path, ["municipal", "county"], possible_levels=unseen, **proven) == {"front"}


def test_a_camera_that_is_visible_to_nobody_never_leaves(tmp_path: Path) -> None:
    for level in Level:
        proven = {"assurance": Assurance.CALLED_BACK, "assured": AssuredParty.PERSON}
        assert cameras_left(tmp_path, [], possible_levels=frozenset({level}), **proven) == {"front"}
