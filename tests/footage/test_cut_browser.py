"""A clip that is partly copied plays in a real Chromium, picture by picture across its seams and to its end."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp import ClientSession, web
import pytest

from custom_components.ring_guard.footage.cutter import Cutter
from tests import media
from tests.e2e.browser import Browser, browser

from .conftest import Recorder, footage, order

pytestmark = [
    pytest.mark.requires_debian("ffmpeg", "chromium"),
    pytest.mark.loopback,
    pytest.mark.xdist_group("clip-in-browser"),
]

PATIENCE = 10_000
"""Milliseconds until a picture that does not come is given up, and the one that is there counts."""

PAGE = """<!doctype html><video muted preload="auto" src="/clip.mp4"></video><script>
const video = document.querySelector("video");
const canvas = document.createElement("canvas");
const event = (name) => new Promise((done, fail) => {
  video.addEventListener(name, done, {once: true});
  video.addEventListener("error", () => fail(video.error.message), {once: true});
});
const number = () => {
  canvas.width = video.videoWidth; canvas.height = video.videoHeight;
  const context = canvas.getContext("2d", {willReadFrequently: true});
  context.drawImage(video, 0, 0);
  const row = context.getImageData(0, BAND / 2, canvas.width, 1).data;
  let read = 0;
  for (let bit = 0; bit < BITS; bit++) read = read * 2 + (row[4 * (bit * BLOCK + BLOCK / 2)] > 127);
  return read;
};
// Behind `seeked` the page may still paint the picture before: what counts is the one whose own time is the wanted one.
const shown = (time) => new Promise((done) => {
  const late = setTimeout(() => done(number()), PATIENCE);
  const look = (now, picture) => {
    if (picture.mediaTime > time || picture.mediaTime + 1 / FPS <= time) {
      video.requestVideoFrameCallback(look);
      return;
    }
    clearTimeout(late);
    done(number());
  };
  video.requestVideoFrameCallback(look);
  video.currentTime = time;
});
const looked = async (times) => {
  const numbers = [];
  for (const time of times) numbers.push(await shown(time));
  return numbers;
};
const played = async () => {
  video.currentTime = 0;
  await event("seeked");
  const over = event("ended");
  await video.play();
  await over;
  return video.error ? video.error.message : "ended";
};
</script>"""


@asynccontextmanager
async def shown(clip: Path, profile: Path) -> AsyncIterator[Browser]:
    """Open a page that shows a clip."""

    async def show(request: web.Request) -> web.StreamResponse:
        if request.path == "/clip.mp4":
            return web.FileResponse(clip)
        sizes = {name: getattr(media, name) for name in ("BAND", "BITS", "BLOCK", "FPS")} | {"PATIENCE": PATIENCE}
        text = PAGE
        for name, size in sizes.items():
            text = text.replace(name, str(size))
        return web.Response(text=text, content_type="text/html")

    app = web.Application()
    app.router.add_get("/{name:.*}", show)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    address = runner.addresses[0]
    async with ClientSession() as session, browser(profile, session) as chromium:
        await chromium.open(f"http://127.0.0.1:{address[1]}/")
        yield chromium
    await runner.cleanup()


DEEP = ("-c:v", "libx264", "-preset", "medium", "-g", "20", "-bf", "5", "-x264-params", "b-pyramid=normal:b-adapt=0")


@pytest.mark.parametrize("codec", [media.H264, DEEP])
async def test_chromium_shows_each_picture_across_the_seams_and_plays_to_the_end(
    codec: tuple[str, ...], recorded: Recorder, cutter: Cutter, clips: Path, tmp_path: Path
) -> None:
    clip = await cutter.cut(order(2.7, 5.75), footage(recorded(codec=codec)), clips)
    assert 30 < clip.copied < clip.frames == 61
    middles = [(number + 0.5) / media.FPS for number in range(61)]
    async with shown(clip.path, tmp_path / "profile") as page:
        await page.until("video.readyState >= 2")
        assert await page.run(f"looked({middles})") == list(range(54, 115))
        assert await page.run("played()") == "ended"
        assert await page.run("video.duration") == pytest.approx(61 / media.FPS, abs=0.001)
