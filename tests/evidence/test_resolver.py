"""Looking up records: bounded in time, asked once, kept for a while, and never an exception."""

import asyncio

import pytest

from custom_components.ring_guard.evidence import resolver as module
from custom_components.ring_guard.evidence.resolver import TextResolver, hubs_own

from .conftest import Office

pytestmark = pytest.mark.loopback


@pytest.fixture
def texts(office: Office) -> TextResolver:
    return TextResolver(office.server.resolver())


async def test_long_records_come_over_tcp_and_in_one_piece(office: Office, texts: TextResolver) -> None:
    office.server.texts["long.example"] = ["p=" + "A" * 3_000]
    assert await texts.texts(["long.example"]) == {"long.example": ("p=" + "A" * 3_000,)}


async def test_nothing_there_and_nobody_there_are_two_answers(office: Office, texts: TextResolver) -> None:
    office.server.texts["empty.example"] = []
    office.server.failing.add("broken.example")
    names = ["none.example", "empty.example", "broken.example", "a..b", "x" * 70 + ".example"]
    found = await texts.texts(names)
    assert found == {
        "none.example": (),
        "empty.example": (),
        "broken.example": None,
        "a..b": None,
        "x" * 70 + ".example": None,
    }


async def test_answers_are_kept_and_asked_for_once(office: Office, texts: TextResolver) -> None:
    office.server.texts["a.example"] = ["one"]
    await asyncio.gather(*(texts.texts(["a.example", "a.example"]) for _ in range(5)))
    await texts.texts(["a.example"])
    assert office.server.asked.count("a.example") == 1


async def test_no_more_than_so_many_answers_are_kept(
    office: Office, texts: TextResolver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_KEPT", 3)
    for number in range(5):
        await texts.texts([f"n{number}.example"])
    await texts.texts(["n4.example", "n0.example"])
    assert office.server.asked.count("n4.example") == 1
    assert office.server.asked.count("n0.example") == 2


async def test_silent_server_holds_up_nothing_but_its_own_name(
    office: Office, texts: TextResolver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "ALL_WITHIN", 0.3)
    office.server.silent.add("slow.example")
    office.server.texts["quick.example"] = ["here"]
    assert await texts.texts(["slow.example", "quick.example"]) == {"quick.example": ("here",)}
    texts.stop()


async def test_name_that_took_too_long_is_unreachable(
    office: Office, texts: TextResolver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LOOKUP_WITHIN", 0.2)
    office.server.silent.add("slow.example")
    assert await texts.texts(["slow.example"]) == {"slow.example": None}


def test_hub_without_name_servers_has_a_resolver_that_asks_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    assert hubs_own() is not None

    def broken(*_args, **_options):
        raise OSError("no such file")

    monkeypatch.setattr("dns.resolver.BaseResolver.read_resolv_conf", broken)
    assert hubs_own().nameservers == []
