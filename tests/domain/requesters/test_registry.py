"""The table of known bodies: complete in itself, and never fooled by a keyword in a domain."""

import pytest

from custom_components.ring_guard.domain.model import Level
from custom_components.ring_guard.domain.requesters import Registry
from custom_components.ring_guard.domain.requesters.data import federal, states


def test_keys_of_known_bodies_are_unique_and_every_body_has_a_level_and_a_source():
    keyed = [agency for agency in Registry.builtin().agencies if agency.key]
    assert len({agency.key for agency in keyed}) == len(keyed)
    assert all(agency.levels and agency.source for agency in Registry.builtin().agencies)


def test_registry_knows_at_least_eighty_national_bodies_and_every_state():
    national = [agency for agency in Registry.builtin().agencies if Level.FEDERAL in agency.levels and agency.key]
    assert len(national) >= 80
    assert len(states.ROWS.strip().splitlines()) >= 51


def test_words_of_data_name_rows_that_exist():
    keys = {agency.key for agency in Registry.builtin().agencies}
    assert keys >= federal.SHARED


@pytest.mark.parametrize(
    ("host", "key"),
    [
        ("fbi.gov", "fbi"),
        ("denver.fbi.gov", "fbi"),
        ("FBI.GOV.", "fbi"),
        ("cbp.dhs.gov", "dhs"),
        ("hsi.gov", "hsi"),
        ("ncis.navy.mil", "ncis"),
        ("somewhere.mil", "us_military"),
        ("rcmp-grc.gc.ca", "rcmp"),
        ("polizei.bund.de", "bundespolizei"),
        ("ice.gov", "ice"),
    ],
)
def test_host_below_a_known_domain_is_that_bodys(host, key):
    found = Registry.builtin().by_domain(host)
    assert found is not None
    assert found.key == key


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
        "leo.gov",
    ],
)
def test_host_that_only_looks_like_a_known_domain_is_nobodys(host):
    assert Registry.builtin().by_domain(host) is None


def test_state_domain_is_no_federal_one():
    found = Registry.builtin().by_domain("njhomelandsecurity.gov")
    assert found is not None
    assert found.levels == {Level.STATE}
