"""Domains that are made to be taken for others, and those that are not."""

import pytest

from custom_components.ring_guard.domain.requesters import Registry
from custom_components.ring_guard.domain.requesters.lookalikes import imitated


@pytest.mark.parametrize(
    ("host", "original"),
    [
        ("fbl.gov", "fbi.gov"),
        ("f8i.gov", "fbi.gov"),
        ("rlng.com", "ring.com"),
        ("mail.r1ng.com", "ring.com"),
        ("ax0n.com", "axon.com"),
        ("r\u0456ng.com".encode("idna").decode(), "ring.com"),
        ("fbi.gov.example.com", "fbi.gov"),
        ("ring.com-help.net", "ring.com"),
        ("ring.com.secure.example", "ring.com"),
        ("springfield.gov.example.com", ".gov"),
        ("springfield-gov.com", ".gov"),
        ("gov-springfield.com", ".gov"),
        ("army-mil.org", ".mil"),
    ],
)
def test_imitation_is_told_with_what_it_imitates(host: str, original: str) -> None:
    assert imitated(host, Registry.builtin()) == original


def test_mixed_alphabets_in_one_label_are_told() -> None:
    assert imitated("spr\u0456ngfield-police.org", Registry.builtin()) == "cyrillic + latin"


@pytest.mark.parametrize(
    "host",
    [
        "fbi.gov",
        "cbp.dhs.gov",
        "ring.com",
        "rs.ring.com",
        "springfield.gov",
        "met.police.uk",
        "essex.gov.uk",
        "defesa.mil.br",
        "springfieldpd.org",
        "governor.example.com",
        "polizei-m\u00fcnchen.de",
        "xn--mnchen-3ya.de",
        "example.net",
        "localhost",
        "",
    ],
)
def test_honest_domains_are_left_alone(host: str) -> None:
    assert imitated(host, Registry.builtin()) is None
