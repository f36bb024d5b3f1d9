"""Masks as a person draws them: in a real browser, on the picture of a real recording; what they cover is black in the clip."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import pytest_socket

from scripts.demo.hub import DialogueError
from tests import media

from .browser import Browser, browser
from .household import Household

pytestmark = [
    pytest.mark.requires_debian("chromium", "ffmpeg", "ffprobe"),
    pytest.mark.parametrize("hub_process", ["newest"], indirect=True, scope="module"),
]

BOARD = "ring-guard-mask-board >> .board"
WIDTH, HEIGHT = 640, 360


@pytest.fixture
async def page(household: Household, tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Browser]:
    """Return the page of the masks as `request.param` finds it."""
    pytest_socket.enable_socket()
    async with aiohttp.ClientSession() as session, browser(tmp_path / "profile", session) as opened:
        await opened.sign_in(household.url, household.tokens[request.param])
        await opened.resize(1280, 900)
        await opened.open(f"{household.url}/ring-guard/masks")
        yield opened


async def _clip(household: Household, reference: str, folder: Path) -> list[bytes]:
    """Let a clip be made, and return its pictures in three bytes a pixel."""
    assert await household.send(household.asking(reference, seconds=3), reference) == 202
    waiting = await household.request(reference, "awaiting_confirmation")
    await household.resident.call("approve", request_id=waiting["request_id"])
    ready = await household.request(reference, "ready", "failed", "no_footage", seconds=60)
    assert ready["state"] == "ready", ready["problem"]
    status, body = await household.resident.fetch(ready["clips"][0]["path"])
    assert status == 200
    path = folder / f"{reference}.mp4"
    path.write_bytes(body)
    return media.pixels(path, colour=True)


def _is_black(picture: bytes, across: float, down: float) -> bool:
    """Tell whether a place, in shares of the picture, is black."""
    place = 3 * (int(down * HEIGHT) * WIDTH + int(across * WIDTH))
    return max(picture[place : place + 3]) < 24


@pytest.mark.parametrize("page", ["resident"], indirect=True)
async def test_what_is_drawn_over_a_recordings_picture_is_black_in_the_next_clip(
    household: Household, page: Browser, tmp_path: Path
) -> None:
    before = await _clip(household, "MASK-0", tmp_path)
    assert not any(_is_black(before[0], *place) for place in [(0.3, 0.3), (0.8, 0.2)])
    await page.until("find('ring-guard-mask-board >> img')?.naturalWidth === 640", seconds=40)
    assert "From a recording" in await page.text("#hint")
    await page.click("#rectangle")
    await page.drag(BOARD, (0.2, 0.2), (0.4, 0.5))
    await page.fill("li >> input[name=name]", "Window")
    await page.click("#polygon")
    for place in [(0.7, 0.1), (0.9, 0.1), (0.8, 0.6)]:
        await page.press(BOARD, place)
    await page.click("#finish")
    await page.until("find('ring-guard-masks').renderRoot.querySelectorAll('li').length === 2")
    await page.click("#save")
    await page.until("find('ring-guard-masks').said !== null")
    pictures = await _clip(household, "MASK-1", tmp_path)
    assert len(pictures) == len(before)
    for picture in pictures:
        assert all(
            _is_black(picture, *place) for place in [(0.21, 0.22), (0.3, 0.3), (0.39, 0.49), (0.8, 0.2), (0.8, 0.55)]
        )
        assert not any(_is_black(picture, *place) for place in [(0.18, 0.3), (0.42, 0.3), (0.3, 0.16), (0.72, 0.4)])
    request = await household.request("MASK-1")
    assert [mask["name"] for mask in request["terms"]["masks"]] == ["Window", "Mask 1"]


@pytest.mark.parametrize("page", ["resident"], indirect=True)
async def test_masks_are_drawn_moved_and_deleted_with_the_keyboard_alone(household: Household, page: Browser) -> None:
    await page.until("find('ring-guard-mask-board >> img') !== null", seconds=40)
    for _ in range(await page.run("find('ring-guard-masks').renderRoot.querySelectorAll('li').length")):
        await page.click("li >> button[name=remove]")
    await page.until("(find('#rectangle').focus(), true)")
    await page.key("Enter")
    await page.until(f"find('{BOARD}').matches(':focus')")
    for key in ("Enter", *["ArrowRight"] * 5, *["ArrowDown"] * 5, "Enter"):
        await page.key(key)
    await page.until("find('ring-guard-masks').renderRoot.querySelectorAll('li').length === 1")
    assert await _points(page) == [[50, 50], [55, 50], [55, 55], [50, 55]]
    await page.until("(find('polygon').focus(), true)")
    for key in ("ArrowLeft", "ArrowUp"):
        await page.key(key)
    assert await _points(page) == [[49, 49], [54, 49], [54, 54], [49, 54]]
    await page.until("(find('.handle').focus(), true)")
    await page.key("ArrowLeft")
    assert await _points(page) == [[48, 49], [54, 49], [54, 54], [48, 54]]
    await page.until("(find('polygon').focus(), true)")
    await page.key("Delete")
    await page.until("find('ring-guard-masks').renderRoot.querySelectorAll('li').length === 0")
    await page.click("#save")
    await page.until("find('ring-guard-masks').said !== null")
    asked = await household.resident.hub.ask(type="ring_guard/masks")
    assert [camera["masks"] for camera in asked] == [[], []]


async def _points(page: Browser) -> list[list[int]]:
    """Return the corners of the only mask in per cent."""
    shares: list[list[float]] = await page.run("find('ring-guard-mask-board').masks[0].points")
    return [[round(100 * share) for share in point] for point in shares]


@pytest.mark.parametrize("page", ["guest"], indirect=True)
async def test_somebody_who_neither_approves_nor_administers_draws_nothing(household: Household, page: Browser) -> None:
    await page.until("find('ring-guard-panel')?.feed != null")
    await page.until("find('ring-guard-mode') !== null")
    assert await page.run("find('ring-guard-panel >> nav') === null && find('ring-guard-masks') === null")
    commands: list[dict[str, Any]] = [
        {"type": "ring_guard/masks"},
        {"type": "ring_guard/picture", "camera": "front"},
        {"type": "ring_guard/save_masks", "camera": "front", "mark": "", "masks": []},
    ]
    for command in commands:
        with pytest.raises(DialogueError):
            await household.guest.hub.ask(**command)
