"""Held footage as an approver watches it before the answer: in a real browser, from the page, whatever the camera's format."""

from base64 import b64encode
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
import json
import os
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import pytest_socket

from tests import media

from .browser import Browser, browser
from .household import Household, eventually
from .hub_process import HubProcess

pytestmark = [
    pytest.mark.requires_debian("chromium", "ffmpeg"),
    pytest.mark.parametrize("hub_process", ["newest"], indirect=True, scope="module"),
]

SINE = "sine=frequency=440"
SECONDS = 6
FILMS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("a buffer's file", ".ts", {"codec": media.H264_B}),
    ("a transport stream with sound", ".ts", {"codec": media.H264_B, "sound": SINE, "options": ("-c:a", "aac")}),
    ("Matroska", ".mkv", {"codec": media.H264_B, "sound": SINE, "options": ("-c:a", "pcm_mulaw", "-ar", "8000")}),
    ("HEVC", ".mp4", {"codec": media.HEVC, "sound": SINE}),
    ("MP4", ".mp4", {"codec": media.H264_B, "sound": SINE}),
)
"""What recorders leave, one file after the other: what it is, how it is called, how it is made."""

SMALL, HEARD = {3}, {1, 2, 3, 4}
"""Which of them no browser here plays as they are, and which have sound."""

PLAYERS = """
window.cardOf = (reference) => [...find('ring-guard-panel').shadowRoot.querySelectorAll('ring-guard-request')]
  .find((card) => card.request?.reference === reference);
window.players = (reference) => {
  const hold = cardOf(reference)?.shadowRoot.querySelector('ring-guard-hold');
  const held = hold?.shadowRoot.querySelector('#held');
  if (held && !held.open) held.open = true;
  return [...(hold?.shadowRoot.querySelectorAll('ring-guard-clip') ?? [])].map((clip) => clip.shadowRoot);
};
"""

GIVE = """(form => {{
  const input = form.querySelector('#file');
  const given = new DataTransfer();
  given.items.add(new File([Uint8Array.from(atob('{content}'), sign => sign.charCodeAt(0))], '{name}'));
  input.files = given.files;
  return input.dispatchEvent(new Event('change'));
}})({form})"""
"""Chooses a file in the form, as a person does."""


@pytest.fixture
async def page(household: Household, tmp_path: Path) -> AsyncIterator[Browser]:
    """Return the page as the approver finds it."""
    pytest_socket.enable_socket()
    async with aiohttp.ClientSession() as session, browser(tmp_path / "profile", session) as opened:
        await opened.sign_in(household.url, household.tokens["resident"])
        await opened.send("Page.addScriptToEvaluateOnNewDocument", source=PLAYERS)
        await opened.open(f"{household.url}/ring-guard")
        yield opened


def _asking(household: Household, reference: str, camera: str, start: datetime, seconds: int) -> dict[str, Any]:
    """Return a request for a camera's footage."""
    end = start + timedelta(seconds=seconds)
    times = {"start": start.isoformat(), "end": end.isoformat()}
    return {**household.asking(reference), **times, "cameras": [camera]}


def _record(folder: Path, start: datetime) -> None:
    """Leave one recording after the other, as recorders do."""
    folder.mkdir()
    for number, (_, suffix, how) in enumerate(FILMS):
        begins = start + number * timedelta(seconds=SECONDS)
        path = folder / f"{begins:%Y-%m-%dT%H-%M-%S}Z{suffix}"
        media.make_video(path, frames=SECONDS * media.FPS, **how)
        written = (begins + timedelta(seconds=SECONDS)).timestamp()
        os.utime(path, (written, written))


async def test_an_approver_watches_what_is_held_in_every_format(
    household: Household, hub_process: HubProcess, page: Browser
) -> None:
    start = datetime.now(UTC).replace(microsecond=0) - timedelta(minutes=10)
    folder = hub_process.folder / "footage" / "formats"
    _record(folder, start)
    camera = {"user": {"name": "Side door", "origin": "folder"}, "folder": {"folder": str(folder)}}
    await household.resident.hub.add(household.entry_id, "camera", camera)
    asking = _asking(household, "WATCH-1", "Side door", start, len(FILMS) * SECONDS)
    assert await household.send(asking, "watch-1") == 202

    async def held() -> dict[str, Any] | None:
        request = await household.request("WATCH-1")
        return request["hold"]

    hold = await eventually(held, 60)
    assert hold
    assert len(hold["files"]) == len(FILMS), hold
    await page.until(f"players('WATCH-1').length === {len(FILMS)}")
    for number, (what, _, _) in enumerate(FILMS):
        await _watch(page, f"players('WATCH-1')[{number}]", what)
        player = f"players('WATCH-1')[{number}]"
        assert await page.run(f"{player}.textContent.includes('smaller copy')") is (number in SMALL), what
        heard = await page.run(f"{player}.querySelector('video').webkitAudioDecodedByteCount")
        assert (heard > 0) is (number in HEARD), what
        assert await page.run(f"{player}.querySelector('video').duration") == pytest.approx(SECONDS, abs=0.3), what
    recorded = [path.read_bytes() for path in folder.iterdir()]
    for file in hold["files"]:
        status, body = await household.resident.fetch(file["path"])
        assert (status, body in recorded) == (200, True)
        assert (await household.guest.fetch(f"{file['path']}/play"))[0] == 403


async def test_what_an_approver_brings_ends_the_note_that_nobody_did_and_plays(
    household: Household, page: Browser, tmp_path: Path
) -> None:
    await household.resident.hub.add(
        household.entry_id, "camera", {"user": {"name": "Old camera", "origin": "by_hand"}}
    )
    start = datetime.now(UTC).replace(microsecond=0) - timedelta(minutes=20)
    film = tmp_path / f"{start:%Y-%m-%dT%H-%M-%S}Z.ts"
    media.make_video(film, frames=SECONDS * media.FPS, codec=media.H264_B, sound=SINE)
    asking = _asking(household, "BRING-1", "Old camera", start, SECONDS - 1)
    assert await household.send(asking, "bring-1") == 202
    said = "cardOf('BRING-1')?.shadowRoot.querySelector('ring-guard-hold')?.shadowRoot.textContent"
    await page.until(f"{said}?.includes('Nobody has brought footage')")

    form = "cardOf('BRING-1').shadowRoot.querySelector('ring-guard-bring').shadowRoot"
    await page.until(GIVE.format(form=form, content=b64encode(film.read_bytes()).decode(), name=film.name))
    await page.until(f"(b => !b.disabled && (b.click(), true))({form}.querySelector('#upload'))")

    await page.until("players('BRING-1').length === 1", seconds=60)
    assert await page.run(f"{said}.includes('Nobody has brought')") is False
    await _watch(page, "players('BRING-1')[0]", "what was brought")
    request = await household.request("BRING-1", "awaiting_confirmation")
    assert request["hold"]["problems"] == []
    await household.resident.call("approve", request_id=request["request_id"])
    ready = await household.request("BRING-1", "ready", "failed", "no_footage", seconds=60)
    assert ready["state"] == "ready", ready["problem"]


async def _watch(page: Browser, player: str, what: str) -> None:
    """Press the button, and wait until the picture moves."""
    await page.run(f"{player}.querySelector('#watch').click()")
    looks = f"(v => v && v.videoWidth > 0 && v.currentTime > 0.5 && v)({player}.querySelector('video'))"
    refused = f"{player}.querySelector('[role=alert]')?.textContent"
    said = await page.until(f"{looks} ? 'plays' : {refused}", seconds=60)
    assert said == "plays", json.dumps([what, said])
