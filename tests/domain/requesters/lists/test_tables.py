"""Domains and names are found as they stand on a list, and near names are told from equal ones."""

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.ring_guard.domain.model import Level
from custom_components.ring_guard.domain.requesters.lists import (
    DomainTable,
    Likeness,
    ListedDomain,
    ListedName,
    NameTable,
)

NAMES = (
    "Greene County Sheriff's Office",
    "City of Example Springs Police Department",
    "Doña Ana County Sheriff's Office",
    "St. Example Parish Sheriff’s Office",
    "Alaska Department of Corrections",
    "Corn County Police",
)


def table(*names: str) -> NameTable:
    return NameTable.of(ListedName(name, frozenset(), "") for name in names or NAMES)


def nearest(written: str) -> tuple[Likeness, str] | None:
    found = table().find(written)
    return None if found is None else (found[0], found[1][0].written)


labels = st.text("abcdefghijklmnopqrstuvwxyz0123456789-", min_size=1, max_size=8)
domains = st.builds(lambda one, two: f"{one}.{two}", labels, labels)


@settings(max_examples=100, deadline=None)
@given(entries=st.dictionaries(domains, st.frozensets(st.sampled_from(Level), max_size=3), max_size=30), other=domains)
def test_exactly_the_domains_of_a_table_are_found_in_it(entries: dict[str, frozenset[Level]], other: str) -> None:
    made = DomainTable.of(ListedDomain(domain, levels, f"of {domain}") for domain, levels in entries.items())
    assert len(made) == len(entries)
    for domain, levels in entries.items():
        assert made.find(domain) == ListedDomain(domain, levels, f"of {domain}")
    assert (made.find(other) is not None) == (other in entries)


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("Greene County Sheriff's Office", NAMES[0]),
        ("GREENE COUNTY SHERIFF", NAMES[0]),
        ("the Greene County Sheriff’s Department", NAMES[0]),
        ("Sheriff's Office of Greene County", NAMES[0]),
        ("Greene Co. Sheriff's Office", NAMES[0]),
        ("Example Springs Police", NAMES[1]),
        ("Example Springs PD", NAMES[1]),
        ("Police Department, City of Example Springs", NAMES[1]),
        ("Dona Ana County Sheriff", NAMES[2]),
        ("Saint Example Parish Sheriff's Office", NAMES[3]),
        ("Alaska Corrections", NAMES[4]),
    ],
)
def test_the_same_name_in_other_words_is_the_same(written: str, known: str) -> None:
    assert nearest(written) == (Likeness.SAME, known)


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("Gr\u0435\u0435ne County Sheriff's Office", NAMES[0]),
        ("Greene C0unty Sheriff's Office", NAMES[0]),
        ("Greene County Sher\u200biff's Office", NAMES[0]),
        ("Examp1e Springs Police Department", NAMES[1]),
        ("Com County Police", NAMES[5]),
    ],
)
def test_letters_that_only_look_alike_imitate(written: str, known: str) -> None:
    assert nearest(written) == (Likeness.IMITATES, known)


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("Green County Sheriff's Office", NAMES[0]),
        ("Greeen County Sheriff's Office", NAMES[0]),
        ("Gerene County Sheriff", NAMES[0]),
        ("Greens County Sheriff", NAMES[0]),
        ("Example Spring Police Department", NAMES[1]),
        ("Exampel Springs Police", NAMES[1]),
    ],
)
def test_one_letter_of_one_word_resembles_and_is_not_the_same(written: str, known: str) -> None:
    assert nearest(written) == (Likeness.RESEMBLES, known)


@pytest.mark.parametrize(
    "written",
    [
        *("Grand County Sheriff", "Green County Sherif", "Greene City Police", "County Sheriff", "Sheriff's Office"),
        *("Police", "", "the", "Department of Corrections", "Greene County Sheriff's Office Annex"),
        *("Example Police Department", "Springs Police Department", "🚓", "   "),
    ],
)
def test_other_names_are_neither(written: str) -> None:
    assert nearest(written) is None


def test_of_several_bodies_with_one_name_all_are_found() -> None:
    made = NameTable.of(
        ListedName("Franklin County Sheriff", frozenset(), state) for state in ("Ohio", "Texas", "Ohio")
    )
    answer = made.find("Franklin County Sheriff's Office")
    assert answer is not None
    likeness, found = answer
    assert likeness is Likeness.SAME
    assert [name.note for name in found] == ["Ohio", "Texas"]
    assert len(made) == 2
