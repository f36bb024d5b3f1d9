"""Lists are added, changed and removed on one page each, from where a list may come, and without any network."""

from pathlib import Path

from homeassistant.config_entries import ConfigSubentryData
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
import pytest

from custom_components.ring_guard.domain.requesters.lists import FORMATS, ListFormat
from custom_components.ring_guard.flows.agency_list import DOTGOV_ADDRESS
from custom_components.ring_guard.household.settings import read_settings
from custom_components.ring_guard.lists.problems import ListProblem

from .conftest import LANGUAGES
from .pages import offered, shown_values

ADDRESS = "https://lists.example/agencies.csv"


def as_subentry(address: str = ADDRESS, name: str = "Neighbours’ list") -> ConfigSubentryData:
    return ConfigSubentryData(
        data={"format": "own_table", "address": address}, subentry_type="agency_list", title=name, unique_id=address
    )


@pytest.fixture
def allowed(hass: HomeAssistant, tmp_path: Path) -> Path:
    """Return a folder that Home Assistant may read."""
    hass.config.allowlist_external_dirs = {str(tmp_path)}
    return tmp_path


async def choose(hass: HomeAssistant, add, entry, kind: str):
    """Open the page of one kind of list."""
    menu = await add(entry, "agency_list")
    assert menu["type"] is FlowResultType.MENU
    return await hass.config_entries.subentries.async_configure(menu["flow_id"], {"next_step_id": kind})


async def test_the_registry_of_gov_domains_is_one_click_away(hass, household, add, submit) -> None:
    entry = household()
    page = await choose(hass, add, entry, "dotgov")
    assert shown_values(page) == {"name": "Registry of .gov domains", "address": DOTGOV_ADDRESS}
    result = await submit(page, shown_values(page))
    assert result["type"] is FlowResultType.CREATE_ENTRY
    (found,) = read_settings(entry, "UTC").lists.values()
    assert (found.title, found.format, found.address) == ("Registry of .gov domains", ListFormat.DOTGOV, DOTGOV_ADDRESS)
    assert not found.is_file


async def test_a_list_of_agreements_has_a_name_but_no_address_to_suggest(hass, household, add, submit) -> None:
    entry = household()
    page = await choose(hass, add, entry, "agreements_287g")
    shown = shown_values(page)
    assert shown["address"] == ""
    await submit(page, shown | {"address": f" {ADDRESS} "})
    (found,) = read_settings(entry, "UTC").lists.values()
    assert (found.format, found.address) == (ListFormat.AGREEMENTS_287G, ADDRESS)


@pytest.mark.parametrize("written", ["own_table", "own_json"])
async def test_an_own_list_can_be_a_table_or_json(hass, household, add, submit, written: str) -> None:
    entry = household()
    page = await choose(hass, add, entry, "own")
    await submit(page, {"name": "Mine", "format": written, "address": ADDRESS})
    (found,) = read_settings(entry, "UTC").lists.values()
    assert (found.title, found.format) == ("Mine", written)


async def test_a_file_in_an_allowed_folder_can_be_a_list(hass, household, add, submit, allowed: Path) -> None:
    file = allowed / "list.csv"
    file.write_text("name\nA\n")
    entry = household()
    page = await choose(hass, add, entry, "own")
    await submit(page, {"name": "Mine", "format": "own_table", "address": str(file)})
    (found,) = read_settings(entry, "UTC").lists.values()
    assert found.is_file


@pytest.mark.parametrize(
    ("address", "error"),
    [
        ("http://lists.example/a.csv", "list_not_https"),
        ("ftp://lists.example/a.csv", "list_not_https"),
        ("lists.example/a.csv", "list_not_https"),
        ("https://user:secret@lists.example/a.csv", "list_not_https"),
        ("https://", "list_not_https"),
        ("https://[::1", "list_not_https"),
        ("https://192.168.1.1/a.csv", "list_not_public"),
        ("https://[::ffff:10.0.0.1]/a.csv", "list_not_public"),
        ("https://localhost/a.csv", "list_not_public"),
        ("/etc/passwd", "list_path_not_allowed"),
        ("{allowed}/missing.csv", "list_file_missing"),
        ("{allowed}/../../../etc/passwd", "list_path_not_allowed"),
        (ADDRESS, "list_already_there"),
    ],
)
async def test_a_list_from_where_none_may_come_is_refused_and_can_be_mended(
    hass, household, add, submit, allowed: Path, address: str, error: str
) -> None:
    page = await choose(hass, add, household(as_subentry()), "own")
    answers = {"name": "Mine", "format": "own_table", "address": address.format(allowed=allowed)}
    page = await submit(page, answers)
    assert page["errors"] == {"address": error}
    assert shown_values(page) == answers
    result = await submit(page, answers | {"address": "https://lists.example/other.csv"})
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_a_list_needs_a_name(hass, household, add, submit) -> None:
    page = await choose(hass, add, household(), "own")
    page = await submit(page, {"name": "  ", "format": "own_json", "address": ADDRESS})
    assert page["errors"] == {"name": "name_missing"}


async def test_name_and_address_can_be_changed_and_the_id_stays(hass, household, change, submit) -> None:
    entry = household(as_subentry())
    before = next(iter(entry.subentries))
    page = await change(entry, "agency_list")
    assert shown_values(page) == {"name": "Neighbours’ list", "address": ADDRESS}
    page = await submit(page, {"name": " ", "address": "http://lists.example/"})
    assert page["errors"] == {"name": "name_missing", "address": "list_not_https"}
    result = await submit(page, {"name": "Renamed", "address": ADDRESS})
    assert result["reason"] == "reconfigure_successful"
    page = await change(entry, "agency_list")
    await submit(page, {"name": "Renamed", "address": "https://lists.example/new.csv"})
    (found,) = read_settings(entry, "UTC").lists.values()
    assert (found.id, found.title, found.address) == (before, "Renamed", "https://lists.example/new.csv")
    assert found.format == "own_table"


async def test_a_rule_can_name_the_households_lists_also_those_that_are_gone(hass, household, add) -> None:
    entry = household(as_subentry())
    page = await add(entry, "rule")
    who = page["data_schema"].schema["who"].schema
    (list_id,) = entry.subentries
    assert offered({"data_schema": who}, "list") == {list_id: "Neighbours’ list"}


def test_every_format_and_every_problem_has_its_words(texts) -> None:
    for language in LANGUAGES:
        words = texts[language]["selector"]
        assert set(words["list_format"]["options"]) == set(ListFormat) == set(FORMATS)
        assert set(words["list_problem"]["options"]) == set(ListProblem)
        assert set(texts[language]["issues"]) >= set(ListProblem)
