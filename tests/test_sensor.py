"""What the sensors show of a household's requests and ledger."""

import pytest

from tests.homes import Household


def value(household: Household, key: str) -> str:
    return household.state("sensor", key).state


async def test_requests_that_wait_are_counted_and_named_by_id(household: Household) -> None:
    assert household.state("sensor", "waiting").state == "0"
    first, second = await household.submit(), await household.submit()
    await household.settled()
    assert household.state("sensor", "waiting").state == "2"
    assert household.state("sensor", "waiting").attributes["requests"] == [first, second]
    await household.call("decline", request_id=first)
    await household.settled()
    assert household.state("sensor", "waiting").state == "1"
    assert household.state("sensor", "waiting").attributes["requests"] == [second]


async def test_the_last_decision_is_the_policys(household: Household) -> None:
    assert value(household, "last_decision") == "unknown"
    await household.submit()
    await household.settled()
    assert value(household, "last_decision") == "confirm"


@pytest.mark.parametrize(
    ("agency", "level"),
    [
        ("Federal Bureau of Investigation", "federal"),
        ("Springfield Police Department", "municipal"),
        (None, "not_known"),
    ],
)
async def test_the_last_requesters_level_is_what_it_says_of_itself(
    household: Household, agency: str | None, level: str
) -> None:
    await household.submit(agency=agency, message="We ask for footage of your camera.")
    await household.settled()
    assert value(household, "last_requester_level") == level


async def test_a_requester_that_may_be_of_several_levels_is_shown_as_such(household: Household) -> None:
    await household.submit(agency="FBI and Springfield Police Department")
    await household.settled()
    assert value(household, "last_requester_level") == "several"


async def test_this_years_requests_are_counted_once_each(household: Household) -> None:
    request_id = await household.submit()
    await household.call("decline", request_id=request_id)
    await household.submit()
    await household.settled()
    assert value(household, "requests_this_year") == "2"


async def test_the_ledgers_head_reads_as_notifications_show_it(household: Household) -> None:
    await household.submit()
    await household.settled()
    state = household.state("sensor", "ledger_head")
    count, digits = state.state.split("-")
    entry = (await household.guard.ledger.entries(after=int(count) - 1, limit=1))[0]
    assert entry.hash[:16] == digits
    assert state.attributes["count"] == int(count)
    assert state.attributes["hash"] == entry.hash
