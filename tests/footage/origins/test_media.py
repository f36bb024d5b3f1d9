"""Items of the media browser are fetched as files, or refused with a reason; an origin's mistake says nothing it should not."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import Mock

from aiohttp import web
from homeassistant.components.media_source import MediaSource, MediaSourceItem, PlayMedia
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockModule, mock_integration, mock_platform

from custom_components.ring_guard.footage.errors import OriginUnavailable
from custom_components.ring_guard.footage.origins.kind import Careful
from custom_components.ring_guard.footage.origins.media import fetch_media, own_address
from tests.footage.origins.tape import window

from .conftest import Serve


class Library(MediaSource):
    """Another integration's media source, which answers every item with the same."""

    def __init__(self) -> None:
        super().__init__("library")
        self.answer: PlayMedia | Exception = ValueError("nothing yet")

    async def async_resolve_media(self, item: MediaSourceItem) -> PlayMedia:
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


@pytest.fixture
async def shelve(hass: HomeAssistant):
    """Return what puts an item into the media browser and gives its address."""
    library = Library()

    async def media_source_of(_hub: HomeAssistant) -> Library:
        return library

    mock_integration(hass, MockModule("library"))
    mock_platform(hass, "library.media_source", Mock(async_get_media_source=media_source_of))
    for component in ("media_source", "library"):
        assert await async_setup_component(hass, component, {})

    def put(answer: PlayMedia | Exception) -> str:
        library.answer = answer
        return "media-source://library/item"

    return put


@pytest.mark.loopback
async def test_an_item_at_another_address_is_fetched_from_there(
    hass: HomeAssistant, shelve, serve: Serve, scratch: Path
) -> None:
    async def film(request: web.Request) -> web.Response:
        return web.Response(body=b"film" * 1000)

    async def gone(request: web.Request) -> web.Response:
        return web.Response(status=404)

    async def moved(request: web.Request) -> web.Response:
        raise web.HTTPFound("http://192.0.2.1/elsewhere")

    server = await serve(web.get("/film", film), web.get("/gone", gone), web.get("/moved", moved))
    item = shelve(PlayMedia(str(server.make_url("/film")), "video/mp4"))
    await fetch_media(hass, item, scratch / "film.mp4")
    assert (scratch / "film.mp4").read_bytes() == b"film" * 1000
    for path, reason in (("/gone", "origin_item_missing"), ("/moved", "origin_refused")):
        item = shelve(PlayMedia(str(server.make_url(path)), "video/mp4"))
        with pytest.raises(OriginUnavailable, match=reason):
            await fetch_media(hass, item, scratch / "other.mp4")
    assert [path.name for path in scratch.iterdir()] == ["film.mp4"]


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (PlayMedia("/api/hls/live.m3u8", "application/x-mpegURL"), "origin_item_no_file"),
        (PlayMedia("/live.mpd", "application/dash+xml"), "origin_item_no_file"),
        (HomeAssistantError("the cloud is away"), "origin_unreachable"),
        (ValueError("a mistake"), "origin_item_missing"),
        (PlayMedia("/media/gone.mp4", "video/mp4", path=Path("/nowhere/gone.mp4")), "origin_item_missing"),
    ],
)
async def test_what_is_no_file_or_not_there_is_said(
    hass: HomeAssistant, shelve, scratch: Path, answer: PlayMedia | Exception, reason: str
) -> None:
    item = shelve(answer)
    with pytest.raises(OriginUnavailable, match=reason):
        await fetch_media(hass, item, scratch / "film.mp4")
    assert list(scratch.iterdir()) == []


@pytest.mark.parametrize(
    ("bound", "certificate", "address"),
    [
        (None, None, "http://127.0.0.1:8123"),
        (["0.0.0.0", "::"], None, "http://127.0.0.1:8123"),
        (["192.0.2.7"], None, "http://192.0.2.7:8123"),
        (["2001:db8::7"], "/ssl/hub.pem", "https://[2001:db8::7]:8123"),
        (["hub.example"], "/ssl/hub.pem", "https://hub.example:8123"),
    ],
)
def test_the_hub_hears_itself_where_it_listens(bound: Any, certificate: Any, address: str) -> None:
    http = SimpleNamespace(server_host=bound, ssl_certificate=certificate, server_port=8123)
    hub: Any = SimpleNamespace(http=http)
    assert own_address(hub) == address


class Mistaken:
    """An origin in which somebody made a mistake."""

    async def find(self, _window: Any, _scratch: Path) -> Any:
        raise KeyError("rtsp://guard:secret@192.0.2.1/")


async def test_a_mistake_ends_a_search_with_a_reason_and_logs_no_address(
    scratch: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(OriginUnavailable, match="origin_unclear"):
        await Careful(Mistaken()).find(window(0, 5), scratch)
    assert "KeyError in Mistaken" in caplog.text
    assert "secret" not in caplog.text
