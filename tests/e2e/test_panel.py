"""The page in the sidebar as a person uses it: in a real browser, against a real Home Assistant."""

from collections.abc import AsyncIterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path

import aiohttp
import pytest
import pytest_socket

from .browser import Browser, browser
from .household import Household

pytestmark = [
    pytest.mark.requires_debian("chromium"),
    pytest.mark.parametrize("hub_process", ["newest"], indirect=True, scope="module"),
]

SHOWS_REQUESTS = "find('ring-guard-panel')?.feed?.requests.length > 0"
STRANGE = '<img src=x onerror="window.broken = true">'


@pytest.fixture
async def page(household: Household, tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Browser]:
    """Return the page as somebody who is signed in finds it; `request.param` names them."""
    pytest_socket.enable_socket()
    async with aiohttp.ClientSession() as session, browser(tmp_path / "profile", session) as opened:
        await opened.sign_in(household.url, household.tokens[request.param])
        await opened.open(f"{household.url}/ring-guard")
        yield opened


@pytest.mark.parametrize("page", ["resident"], indirect=True)
async def test_a_resident_chooses_the_seconds_approves_and_watches_the_clip(
    household: Household, page: Browser
) -> None:
    asking = household.asking("WEB-1", seconds=90, message=STRANGE)
    assert await household.send(asking, "web-1") == 202
    waiting = await household.request("WEB-1", "awaiting_confirmation")
    assert waiting["offer"]["window"] is None

    await page.until(SHOWS_REQUESTS)
    assert "Springfield Police Department" in await page.text("ring-guard-request >> h3")
    assert STRANGE in await page.text("ring-guard-facts >> dl")
    await page.fill("#seconds", "3")
    await page.fill("#offset", "20")
    assert "3 sec" in await page.text("#leaves")
    await page.click("#approve")

    await page.click("#watch")
    await page.until("find('video').ended", seconds=40)
    assert await page.run("find('video').duration") == pytest.approx(3, abs=0.2)
    assert await page.run("window.broken === undefined && find('img[src=x]') === null")

    request = await household.request("WEB-1", "ready")
    assert request["offer"]["window"]["seconds"] == 3
    moved = datetime.fromisoformat(request["offer"]["window"]["start"]) - _start(waiting)
    assert moved == timedelta(seconds=20)


@pytest.mark.parametrize("page", ["guest"], indirect=True)
async def test_somebody_who_is_no_approver_sees_the_request_but_neither_approval_nor_clip(
    household: Household, page: Browser
) -> None:
    assert await household.send(household.asking("WEB-2"), "web-2") == 202
    request = await household.request("WEB-2", "awaiting_confirmation")
    await page.until(f"find('ring-guard-panel').feed.requests.some(r => r.request_id === '{request['request_id']}')")
    await page.until("find('#decline') !== null")
    assert await page.run("[find('#approve'), find('#seconds'), find('#watch')].every(found => found === null)")
    await page.click("#decline")
    await household.request("WEB-2", "declined")


@pytest.mark.parametrize("page", ["resident"], indirect=True)
async def test_lockdown_is_one_press_away_and_the_ledger_can_be_checked(household: Household, page: Browser) -> None:
    await page.click("#lockdown")
    await page.until("find('ring-guard-panel').feed.mode === 'lockdown'")
    await page.click("#policy")
    await page.until("find('ring-guard-panel').feed.mode === 'policy'")
    await page.click("#check")
    await page.until("find('ring-guard-ledger >> [role=status]').innerText !== ''")
    await page.until("!find('#check').disabled")
    assert "The ledger is whole" in await page.run("find('ring-guard-ledger >> [role=status]').innerText")


@pytest.mark.parametrize("page", ["resident"], indirect=True)
async def test_an_approver_reads_what_the_ledger_holds_on_a_phone(household: Household, page: Browser) -> None:
    assert await household.send(household.asking("WEB-3", message=STRANGE), "web-3") == 202
    request = await household.request("WEB-3", "awaiting_confirmation")
    await household.guest.call("decline", request_id=request["request_id"])
    await household.request("WEB-3", "declined")
    await page.resize(360, 740)
    await page.until(SHOWS_REQUESTS)

    await page.click("ring-guard-ledger >> #fold >> summary")
    await page.until("find('ring-guard-ledger >> ol').innerText.includes('Guest declined the request.')")
    await page.until("find('ring-guard-ledger >> li details').open = true")
    assert await page.run("document.documentElement.scrollWidth <= innerWidth")

    shown = "[...find('.history').querySelectorAll('ring-guard-request')]"
    own = f"{shown}.find(card => card.request.request_id === '{request['request_id']}')"
    await page.until(f"(card => card && (card.shadowRoot.querySelector('details').open = true))({own})")
    await page.until(f"(fold => fold && (fold.shadowRoot.querySelector('#fold').open = true))({_in(own)})")
    entries = f"{_in(own)}?.shadowRoot.querySelector('ring-guard-entries')?.shadowRoot.querySelector('ol')?.innerText"
    story: str = await page.until(entries)
    assert (
        story.index("Guest declined the request.") < story.index("A request was read") < story.index("A message came")
    )
    assert await page.run("window.broken === undefined && find('img[src=x]') === null")


@pytest.mark.parametrize("page", ["guest"], indirect=True)
async def test_somebody_who_is_no_approver_finds_no_way_into_the_ledger(household: Household, page: Browser) -> None:
    await page.until(SHOWS_REQUESTS)
    await page.until("find('ring-guard-ledger >> #check') !== null")
    assert await page.run("find('#fold') === null")


def _in(card: str) -> str:
    """Return what finds the folded entries of a card."""
    return f"{card}?.shadowRoot.querySelector('ring-guard-entry-fold')"


def _start(request: Mapping[str, object]) -> datetime:
    """Return when the asked window begins."""
    window = request["window"]
    assert isinstance(window, dict)
    return datetime.fromisoformat(window["start"])
