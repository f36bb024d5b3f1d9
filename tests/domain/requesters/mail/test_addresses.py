"""Addresses are read strictly: what could be read in two ways is not read at all."""

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.ring_guard.domain.requesters.mail.addresses import read_addresses


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a@b.example", [("", "a@b.example")]),
        ("Chief Example <a@b.example>", [("Chief Example", "a@b.example")]),
        ('"Example, Chief \\"X\\"" <a@b.example>', [('Example, Chief "X"', "a@b.example")]),
        ("=?utf-8?q?J=C3=BCrgen?= <a@b.example>", [("Jürgen", "a@b.example")]),
        ("a@b.example (a comment (nested))", [("", "a@b.example")]),
        (
            "Staff: a@b.example, C <c@d.example>; e@f.example",
            [("", "a@b.example"), ("C", "c@d.example"), ("", "e@f.example")],
        ),
        ("undisclosed-recipients:;", []),
        ("", []),
    ],
)
def test_addresses_and_their_names(value: str, expected: list[tuple[str, str]]) -> None:
    found = read_addresses(value)
    assert found is not None
    assert [(one.name, one.address) for one in found] == expected


@pytest.mark.parametrize(
    "value",
    [
        "<a@b.example> <c@d.example>",
        "a@b.example <c@d.example> x",
        "<a@b.example",
        "a@b.example>",
        '"a@b.example',
        "a@b@c.example",
        "(a@b.example",
        "a b@c.example",
        "nobody",
        "<>",
        "x" * 3_000 + "@b.example",
    ],
)
def test_what_could_be_read_differently_is_not_read(value: str) -> None:
    assert read_addresses(value) is None


@given(st.text(alphabet=st.sampled_from(list('a@b.<>,:;"()\\ =?')), max_size=40) | st.text(max_size=60))
@settings(max_examples=200)
def test_nothing_raises_and_every_address_has_one_host(value: str) -> None:
    for one in read_addresses(value) or ():
        assert one.address.count("@") == 1
        assert one.host
