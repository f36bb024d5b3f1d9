"""The table of known bodies: complete, free of contradictions, and never fooled by a keyword in a domain."""

from collections import defaultdict

from publicsuffixlist import PublicSuffixList
import pytest

from custom_components.ring_guard.domain.model import ALL_LEVELS, Level
from custom_components.ring_guard.domain.requesters import Registry
from custom_components.ring_guard.domain.requesters.data import local
from custom_components.ring_guard.domain.requesters.data.agencies import rows, state_names
from custom_components.ring_guard.domain.requesters.words import words

FEDERAL, STATE, TOWN, MILITARY = Level.FEDERAL, Level.STATE, Level.MUNICIPAL, Level.MILITARY
JOINT = {"leo.gov", "rcfl.gov", "epic.gov", "ncirc.gov"}

WHOLE_ZONES = {"mil", "fed.us", "police.uk"}
"""What no single body registered, but only bodies of one kind can be in."""


def bare(name: str) -> str:
    return name.lstrip("~*")


def known(host: str):
    return Registry.builtin().domain(host)


def test_every_row_says_what_it_is() -> None:
    for row in rows():
        assert row.key
        assert row.levels
        assert row.names or row.domains or row.place, row.key
        assert row.source in {"gov", "facts", "general"}, row.key
        assert row.shared in {"", "name", "domain"}, row.key
        assert row.country in {"US", "CA", "UK", "DE", "FR", "ES", "AU", "EU", "INT"}, row.key


def test_a_key_a_domain_and_a_name_stand_in_the_table_once() -> None:
    keys, domains, names = defaultdict(list), defaultdict(list), defaultdict(list)
    for row in rows():
        keys[row.key].append(row.key)
        for domain in row.domains:
            domains[domain].append(row.key)
        for name in row.names:
            names[tuple(word.plain for word in words(bare(name)))].append(row.key)
    assert [used for used in (*keys.values(), *domains.values(), *names.values()) if len(used) > 1] == []


def test_no_name_of_the_table_is_a_pattern_of_another_level() -> None:
    patterns = {
        tuple(word.plain for word in words(bare(name))): level
        for level, text in local.BODIES
        for name in text.split(";")
    }
    for row in rows():
        for name in row.names:
            level = patterns.get(tuple(word.plain for word in words(bare(name))))
            assert level is None or level in row.levels, name


def test_every_name_has_words_to_find_it_by() -> None:
    assert all(words(bare(name)) for row in rows() for name in row.names)
    assert not any(bare(name).startswith(("~", "*")) for row in rows() for name in row.names)


def test_every_domain_can_be_registered_or_lies_below_one_that_is_known() -> None:
    suffixes = PublicSuffixList()
    every = {domain for row in rows() for domain in row.domains}
    for domain in every - WHOLE_ZONES:
        assert domain == domain.lower().strip(".")
        registered = suffixes.privatesuffix(domain)
        assert registered, domain
        zone = any(domain.endswith(f".{zone}") for zone in WHOLE_ZONES)
        government = registered.endswith((".gov.uk", ".gov.au", ".gouv.fr", ".bund.de", ".europa.eu", ".gc.ca", ".us"))
        assert domain == registered or registered in every or zone or government or _state_or_land(domain), domain


def _state_or_land(domain: str) -> bool:
    """Tell whether a domain is that of a state's own body below its state's."""
    return domain.endswith((".gov", ".gov.nl.ca", ".gc.ca", "bund.de", "europa.eu", "interieur.gouv.fr")) or domain in {
        "polizei.bayern.de",
        "polizei.hessen.de",
        "polizei.sachsen.de",
        "polizei.rlp.de",
        "surete.qc.ca",
    }


def test_a_body_below_another_ones_domain_agrees_with_it_on_what_is_possible() -> None:
    by_domain = {domain: row for row in rows() for domain in row.domains}
    for domain, row in by_domain.items():
        for above in (domain.split(".", start)[-1] for start in range(1, domain.count(".") + 1)):
            if (parent := by_domain.get(above)) is not None and above != "police.uk":
                assert row.levels <= parent.levels, (domain, above)


def test_the_table_covers_the_bodies_that_the_household_may_meet() -> None:
    by_key = {row.key: row for row in rows()}
    assert sum(FEDERAL in row.levels and row.country == "US" for row in rows()) >= 110
    assert sum(key.endswith("_oig") or key in {"tigta", "cigie", "sigar"} for key in by_key) >= 33
    assert by_key.keys() >= {"army_cid", "ncis", "osi", "cgis", "dcis", "pentagon_police", "military_police"}
    assert {row.country for row in rows() if FEDERAL in row.levels} >= {"US", "CA", "UK", "DE", "FR", "AU", "EU"}


def test_every_state_has_its_police_its_attorney_general_its_prisons_and_its_wardens() -> None:
    states = {row.key: row.place for row in rows() if row.country == "US" and row.place and not row.names}
    assert len(states) == 56
    fifty = set(states) - {"us_dc", "us_pr", "us_gu", "us_vi", "us_as", "us_mp"}
    keys = {row.key for row in rows()}
    assert {f"{state}_ag" for state in states} <= keys
    assert {f"{state}_corrections" for state in fifty} <= keys
    assert {f"{state}_wildlife" for state in fifty} <= keys
    police = {
        key.rsplit("_", 1)[0]
        for key in keys
        if key.count("_") == 2 and not key.endswith(("_ag", "_corrections", "_wildlife"))
    }
    assert set(states) <= police


def test_names_of_states_are_in_small_letters() -> None:
    assert {"colorado", "north carolina", "district of columbia", "guam"} <= state_names()
    assert "québec" not in state_names()


@pytest.mark.parametrize(
    ("host", "key"),
    [
        ("fbi.gov", "fbi"),
        ("denver.fbi.gov", "fbi"),
        ("FBI.GOV.", "fbi"),
        ("cbp.dhs.gov", "cbp"),
        ("hq.dhs.gov", "dhs"),
        ("tsa.dhs.gov", "dhs"),
        ("oig.dhs.gov", "dhs_oig"),
        ("hsi.gov", "hsi"),
        ("ncis.navy.mil", "ncis"),
        ("somewhere.mil", "us_military"),
        ("fs.fed.us", "forest_service"),
        ("blm.fed.us", "us_federal"),
        ("rcmp-grc.gc.ca", "rcmp"),
        ("polizei.bund.de", "bundespolizei"),
        ("ice.gov", "ice"),
        ("north.chp.ca.gov", "us_ca_chp"),
        ("anything.ca.gov", "us_ca"),
    ],
)
def test_host_below_a_known_domain_is_that_bodys(host: str, key: str) -> None:
    found = Registry.builtin().by_domain(host)
    assert found is not None
    assert found.key == key
    assert known(host).agency == key


@pytest.mark.parametrize(
    "host",
    [
        "federalwaywa.gov",
        "nationalcityca.gov",
        "marshalltownia.gov",
        "notfbi.gov",
        "fbi.gov.example",
        "fbi-gov.com",
        "gov",
        "",
        "." * 5_000,
        "us",
    ],
)
def test_host_that_only_looks_like_a_known_domain_is_nobodys(host: str) -> None:
    assert Registry.builtin().by_domain(host) is None
    assert known(host) is None


@pytest.mark.parametrize(
    ("host", "levels"),
    [
        ("njhomelandsecurity.gov", {STATE}),
        ("dc.gov", {STATE}),
        ("mpdc.dc.gov", {STATE}),
        ("fbi.gov", {FEDERAL}),
        ("fort.army.mil", {FEDERAL, MILITARY}),
        ("elsewhere.mil", {FEDERAL, MILITARY}),
        ("si.edu", {FEDERAL}),
        ("x.fed.us", {FEDERAL}),
        ("rcmp.ca", {FEDERAL, TOWN}),
        ("rcmp-grc.gc.ca", {FEDERAL, TOWN}),
        ("kent.police.uk", {TOWN}),
        ("btp.police.uk", {FEDERAL}),
        ("interpol.int", {FEDERAL}),
    ],
)
def test_levels_of_a_host_are_those_of_the_longest_known_domain(host: str, levels: set[Level]) -> None:
    assert known(host).levels == levels


@pytest.mark.parametrize("host", sorted(JOINT))
def test_a_domain_that_many_bodies_share_leaves_them_all_possible_and_proves_none(host: str) -> None:
    found = known(f"mail.{host}")
    assert found.shared
    assert found.agency is None
    assert found.levels >= {FEDERAL, STATE, Level.COUNTY, TOWN, Level.TRIBAL}
    assert found.levels < ALL_LEVELS
    assert Registry.builtin().by_domain(host) is None


def test_a_known_domain_says_whose_it_is() -> None:
    assert known("x.atf.gov").organisation == "Bureau of Alcohol, Tobacco, Firearms and Explosives"
    assert known("x.atf.gov").domain == "atf.gov"
    assert known("x.texas.gov").organisation == "Texas"
    assert known("leo.gov").organisation == "leo.gov"


def test_patterns_of_a_state_do_not_repeat_what_the_table_names() -> None:
    by_name = defaultdict(set)
    for agency in Registry.builtin().agencies:
        for name in agency.names:
            by_name[bare(name)].add(agency.key)
    doubled = {name: keys for name, keys in by_name.items() if len(keys - {""}) > 1}
    assert doubled == {}
