"""One notification for a number that grows: at once, then at most once a minute, and none after the end."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from homeassistant.core import HomeAssistant
import pytest

from custom_components.ring_guard import guard as guard_module
from custom_components.ring_guard.household.flood import FloodWatch
from custom_components.ring_guard.ledger import Budget
from tests.homes import Household
from tests.household.phone import Phone, later, shown


@pytest.fixture
def said() -> list[dict[str, Any]]:
    return []


@pytest.fixture
def watch(hass: HomeAssistant, said: list[dict[str, Any]]) -> Iterator[FloodWatch]:
    async def say(key: str, tag: str, **more: Any) -> None:
        said.append({"key": key, "tag": tag, **more})

    made = FloodWatch(hass, say)
    yield made
    made.stop()


async def test_the_first_number_is_told_at_once_and_later_ones_once_a_minute(
    hass: HomeAssistant, watch: FloodWatch, said: list[dict[str, Any]]
) -> None:
    watch.seen("tag", "flood", count="1")
    await later(hass, 1)
    assert said == [{"key": "flood", "tag": "tag", "quiet": False, "count": "1"}]
    for count in range(2, 500):
        watch.seen("tag", "flood", count=str(count))
    await later(hass, 30)
    assert len(said) == 1
    await later(hass, 62)
    assert said[1:] == [{"key": "flood", "tag": "tag", "quiet": True, "count": "499"}]


async def test_when_it_no_longer_grows_it_is_over_and_the_next_flood_knocks_again(
    hass: HomeAssistant, watch: FloodWatch, said: list[dict[str, Any]]
) -> None:
    watch.seen("tag", "flood", count="1")
    await later(hass, 1)
    await later(hass, 62)
    await later(hass, 124)
    assert len(said) == 1
    watch.seen("tag", "flood", count="7")
    await later(hass, 126)
    assert [one["quiet"] for one in said] == [False, False]


async def test_each_source_has_its_own_notification(
    hass: HomeAssistant, watch: FloodWatch, said: list[dict[str, Any]]
) -> None:
    watch.seen("one", "flood", count="1")
    watch.seen("two", "flood", count="5")
    await later(hass, 1)
    assert [one["tag"] for one in said] == ["one", "two"]


async def test_once_stopped_it_never_starts_again(
    hass: HomeAssistant, watch: FloodWatch, said: list[dict[str, Any]]
) -> None:
    watch.seen("tag", "flood", count="1")
    watch.stop()
    watch.seen("tag", "flood", count="2")
    await later(hass, 62)
    assert said == []


async def test_stopping_while_it_tells_leaves_no_timer(hass: HomeAssistant) -> None:
    told: list[str] = []

    async def say(key: str, *_: Any, **__: Any) -> None:
        told.append(key)
        flood.stop()

    flood = FloodWatch(hass, say)
    flood.seen("tag", "flood", count="1")
    await later(hass, 1)
    await later(hass, 62)
    assert told == ["flood"]


async def test_what_goes_beyond_a_sources_budget_is_one_notification_that_unloading_ends(
    hass: HomeAssistant, home: Household, phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard_module, "BUDGET", Budget(per_window=1, bytes=10**6, window=timedelta(hours=1)))
    await home.submit()
    for _ in range(3):
        with pytest.raises(Exception, match=r".+"):
            await home.submit()
    await later(hass, 1)
    await later(hass, 62)
    assert [sent["data"]["importance"] for sent in phone.tagged("ring_guard_flood_action")] == ["high", "low"]
    assert "3 messages more" in phone.tagged("ring_guard_flood_action")[-1]["message"]
    assert "ring_guard_flood_action" in shown(hass)
    await hass.config_entries.async_unload(home.entry.entry_id)
    await later(hass, 200)
    assert len(phone.tagged("ring_guard_flood_action")) == 2
