"""Which addresses belong to the public internet."""

import pytest

from custom_components.ring_guard.lists.addresses import is_address, is_public


@pytest.mark.parametrize(
    "address",
    ["8.8.8.8", "185.199.108.133", "2606:50c0:8000::154", "64:ff9b::808:808", "2002:808:808::1", "::ffff:8.8.8.8"],
)
def test_an_address_of_the_internet_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        *(
            "127.0.0.1",
            "127.1.2.3",
            "0.0.0.0",
            "10.0.0.1",
            "172.31.255.255",
            "192.168.178.1",
            "169.254.1.1",
        ),  # an address to refuse
        *("100.64.0.1", "192.0.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.251", "240.0.0.1", "255.255.255.255"),
        *("::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "fec0::1", "ff02::fb", "2001:db8::1"),
        *("::ffff:127.0.0.1", "::ffff:192.168.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1", "2002:a00:1::1", "2001:0:1::1"),
        *("localhost", "", "1.2.3", "0x7f000001", "8.8.8.8.", "example.org"),
    ],
)
def test_every_other_address_and_what_is_none_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    ("host", "numbers"),
    [("8.8.8.8", True), ("::1", True), ("fe80::1%2", True), ("lists.example", False), ("1.2", False)],
)
def test_a_host_of_numbers_is_told_from_a_name(host: str, numbers: bool) -> None:
    assert is_address(host) is numbers
