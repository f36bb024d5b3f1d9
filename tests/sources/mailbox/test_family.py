"""A family's inbox: requests are taken in, and of all else nothing is kept but a number."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from homeassistant.helpers import entity_registry as er
import pytest

from custom_components.ring_guard.diagnostics import async_get_config_entry_diagnostics
from tests.dovecot import PASSWORD, USER, Dovecot
from tests.homes import eventually

from .conftest import Home, asking, mailbox_source

pytestmark = [pytest.mark.loopback, pytest.mark.requires_debian("dovecot"), pytest.mark.xdist_group("dovecot")]

SECRET = b"Quittensulze"


def private(number: int) -> bytes:
    """Return a mail that is nobody's business."""
    return (
        b"From: Aunt <aunt@family.example>\r\nSubject: %s recipe %d\r\n\r\n" % (SECRET, number)
        + b"Here is the recipe for the %s that you liked so much at the birthday of grandmother. " % SECRET * 5
    )


def passed_over(home: Home) -> str:
    """Return what the mailbox's sensor shows."""
    entity_id = home.household.entity_id("sensor", "passed_over_box")
    state = home.hass.states.get(entity_id)
    assert state is not None
    assert state.name == "Box Mails passed over"
    return state.state


async def test_of_other_mails_nothing_is_kept_but_their_number(
    server: Dovecot, at_home: Callable[..., Any], tmp_path: Path
) -> None:
    server.deliver(private(1), asking("R-1"), private(2), private(3), asking("R-2"), private(4))
    async with at_home(mailbox_source(server, use="family", afterwards="mark_read")) as home:
        assert await home.until(2) == ["R-1", "R-2"]
        assert (await home.at(6)).passed_over == 4
        await eventually(lambda: passed_over(home) == "4")
        await home.down()
        await home.up()
        assert passed_over(home) == "4"
        server.deliver(private(5))
        assert (await home.at(7)).passed_over == 5
        await eventually(lambda: passed_over(home) == "5")
        assert len(await home.subjects()) == 2
        assert len([name for name in server.files() if name.endswith(":2,S")]) == 2
        told = await async_get_config_entry_diagnostics(home.hass, home.household.entry)
        assert told["ledger"]["mails_passed_over"] == [5]
        assert not [word for word in (USER, PASSWORD, "127.0.0.1", server.usual) if word in str(told)]
    for file in tmp_path.rglob("*"):
        if file.is_file():
            assert SECRET not in file.read_bytes(), file


async def test_same_mails_in_a_folder_for_requests_are_all_taken_in(
    server: Dovecot, at_home: Callable[..., Any]
) -> None:
    server.deliver(private(1), asking("R-1"))
    async with at_home() as home:
        await home.until(2)
        assert (await home.at(2)).passed_over == 0
        assert not [entry for entry in er.async_get(home.hass).entities.values() if "passed_over" in entry.unique_id]
