"""Lists are read as they really are, and what is no list, or made to hurt, is refused."""

import json

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.ring_guard.domain.model import Level
from custom_components.ring_guard.domain.requesters.lists import FORMATS, ListedName, ListFormat, ListUnreadable

from .samples import AGREEMENTS, ARCHIVED_AGREEMENTS, DOTGOV, OLD_DOTGOV, OWN, read

FEDERAL, STATE, COUNTY, TOWN = Level.FEDERAL, Level.STATE, Level.COUNTY, Level.MUNICIPAL
FIRE = Level.FIRE_MEDICAL
DOT, AGREED, TABLE, JSON = ListFormat.DOTGOV, ListFormat.AGREEMENTS_287G, ListFormat.OWN_TABLE, ListFormat.OWN_JSON


@pytest.mark.parametrize(
    ("host", "levels"),
    [
        ("federalwaywa.gov", {TOWN, FIRE}),
        ("pd.federalwaywa.gov", {TOWN, FIRE}),
        ("marshalltownia.gov", {TOWN, FIRE}),
        ("njhomelandsecurity.gov", {STATE}),
        ("springfieldcounty.gov", {COUNTY, FIRE}),
        ("leo.gov", {FEDERAL}),
        ("smithsonian.gov", {FEDERAL}),
        ("uscourts.gov", {FEDERAL}),
        ("examplenation.gov", {Level.TRIBAL, FIRE}),
        ("exampleisd.gov", {Level.SPECIAL_DISTRICT, Level.CAMPUS}),
        ("examplewater.gov", {Level.SPECIAL_DISTRICT, FIRE}),
        ("exampleport.gov", {Level.INTERSTATE}),
        ("newkind.gov", set()),
    ],
)
def test_the_registry_of_gov_domains_gives_each_its_levels_by_the_start_of_its_type(host: str, levels: set) -> None:
    found = read(DOTGOV, DOT).domain(host)
    assert found is not None
    assert found.levels == levels


def test_the_registry_says_whose_a_domain_is_in_its_old_shape_too() -> None:
    assert read(DOTGOV, DOT).domain("njhomelandsecurity.gov").organisation == (
        "State of New Jersey, Office of Homeland Security and Preparedness"
    )
    assert read(OLD_DOTGOV, DOT).domain("addisontx.gov").organisation == "Town Of Addison"


@pytest.mark.parametrize("host", ["example.gov", "gov", "", "federalwaywa.gov.example", "xfederalwaywa.gov", "." * 300])
def test_a_host_that_is_not_on_a_list_is_not_found(host: str) -> None:
    assert read(DOTGOV, DOT).domain(host) is None


def test_agreements_are_read_once_for_each_body_with_state_and_kinds() -> None:
    found = read(AGREEMENTS, AGREED)
    assert found.rows == 5
    assert set(found.names) == {
        ListedName(
            "Franklin County Sheriff's Office",
            frozenset({COUNTY}),
            "Alabama: Warrant Service Officer, Task Force Model",
        ),
        ListedName("Franklin County Sheriff's Office", frozenset({COUNTY}), "Florida: Warrant Service Officer"),
        ListedName("City of Example Springs Police Department", frozenset({TOWN}), "Florida: Task Force Model"),
        ListedName("Alaska Department of Corrections", frozenset({STATE}), "Alaska: Warrant Service Officer"),
        ListedName("Greene County Sheriff’s Office", frozenset({COUNTY}), "Texas: Task Force Model"),
    }


def test_agreements_of_the_archive_are_read_too() -> None:
    (name,) = read(ARCHIVED_AGREEMENTS, AGREED).names
    assert name == ListedName("Example County Sheriff's Office", frozenset(), "Arizona: Jail Enforcement Model")


def test_an_own_table_names_bodies_by_name_domain_or_both() -> None:
    found = read(OWN, TABLE)
    assert found.rows == 5
    assert [name.written for name in found.names] == [
        *("Example Street Patrol", "Example City Police", "ECPD", "Fire Brigade Example", "Somebody")
    ]
    assert found.domain("mail.police.city.example").levels == {TOWN}
    assert found.domain("a.watch.example").organisation == "Example City Police"
    assert found.domain("only-a-domain.example").levels == set()
    assert next(iter(found.names)).note == "Drives by at night"


def test_a_level_that_nobody_knows_leaves_every_level_possible() -> None:
    assert read(OWN, TABLE).domain("somebody.example").levels == set()


@pytest.mark.parametrize("wrap", [lambda rows: {"agencies": rows}, lambda rows: rows])
def test_own_json_says_the_same_with_texts_or_lists_of_texts(wrap) -> None:
    rows = [
        {"name": "Example Street Patrol", "domain": "patrol.example", "level": "private_company", "note": "x"},
        {"names": ["A Police", "B Police"], "domains": ["a.example", "b.example"], "levels": ["municipal", "county"]},
        {"note": "nobody"},
        {"name": 5, "domains": {"a": 1}},
        "text",
        None,
    ]
    found = read(json.dumps(wrap(rows)).encode(), JSON)
    assert found.rows == 2
    assert found.domain("b.example").levels == {TOWN, COUNTY}
    assert found.domain("b.example").organisation == "A Police"


@pytest.mark.parametrize("list_format", ListFormat)
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n\n",
        b"<!DOCTYPE html><html><body>Not found</body></html>",
        b"  \n<html>",
        b"\x00\x01\x02",
        b"\x89PNG\r\n\x1a\n\x00\x00",
        b"404: Not Found",
        b"null",
        b"{}",
        b"[]",
        b"[" * 200_000,
        b'{"agencies": {}}',
        b"1" * 100_000,
        b"a,b,c\n1,2,3\n",
        b"name\n",
        b"Domain name,Domain type\n",
        b"STATE,LAW ENFORCEMENT AGENCY\n",
        b'name,domain\n"' + b"x" * 300_000,
        b"name," + b"," * 1_000_000 + b"\nA\n",
        b"name,domain\nA," + b"," * 1_000_000 + b"\n",
        b"name" + b",x" * 200 + b"\nA\n",
        b"name\n" + b"Example Patrol %d\n" * 20_001 % tuple(range(20_001)),
        b"name\nA\0B\n",
        b'"name\n',
    ],
    ids=lambda value: value[:12] if isinstance(value, bytes) else str(value),
)
def test_what_is_no_such_list_is_refused(list_format: ListFormat, data: bytes) -> None:
    with pytest.raises(ListUnreadable):
        read(data, list_format)


def test_hostile_fields_end_as_harmless_text() -> None:
    rows = ['=cmd|"/c calc"!A1', "@SUM(1+1)", "A\tB\u202eC", "x" * 10_000, "<script>alert(1)</script>", "\ud800 Police"]
    body = "\n".join('"' + row.replace('"', '""') + '",evil.example' for row in rows)
    found = read(("name,domain\n" + body).encode(errors="surrogatepass"), TABLE)
    assert len(found.domain("evil.example").organisation) <= 200
    assert all(len(name.written) <= 200 and "\t" not in name.written for name in found.names)


@pytest.mark.parametrize(
    "domain", ["gov", "com", "", "..", "a b.example", "-.example", "https://a.example/", "a" * 300 + ".example"]
)
def test_what_is_no_domain_is_left_out(domain: str) -> None:
    found = read(f"name,domain\nA Police,{domain}\n".encode(), TABLE)
    assert len(found.domains) == 0


def test_a_domain_that_is_listed_twice_has_the_levels_of_both_and_any_where_one_says_nothing() -> None:
    twice = b"domain,level\na.example,state\nA.example,county\nb.example,state\nb.example,\n"
    found = read(twice, TABLE)
    assert found.domain("a.example").levels == {STATE, COUNTY}
    assert found.domain("b.example").levels == set()


@settings(max_examples=60, deadline=None)
@given(
    data=st.binary(max_size=400) | st.text(max_size=400).map(lambda text: text.encode(errors="replace")),
    first=st.sampled_from([b"", b"name,domain\n", b"STATE,agency\n", b"domain name,domain type\n"]),
)
def test_any_bytes_are_a_list_or_refused(data: bytes, first: bytes) -> None:
    for list_format in FORMATS:
        try:
            found = read(first + data, list_format)
        except ListUnreadable:
            continue
        assert found.rows > 0
