"""Reolink, through the host object, media browser and proxy of Home Assistant's own integration, and a camera's HTTP API."""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
import json
from pathlib import Path
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer
from homeassistant.components.reolink.host import ReolinkHost
from homeassistant.components.reolink.util import ReolinkData
from homeassistant.components.reolink.views import PlaybackProxyView
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
import pytest
from reolink_aio.exceptions import ReolinkConnectionError

from custom_components.ring_guard.footage.errors import NoFootage, OriginUnavailable
from custom_components.ring_guard.footage.origins import ORIGINS, OriginContext, reolink as reolink_module
from tests import media
from tests.footage.conftest import NOON

from .conftest import Serve, device_of, running_entry
from .tape import Tape, seconds, spans, window

pytestmark = [pytest.mark.loopback, pytest.mark.requires_debian("ffmpeg")]

HERE = timezone(timedelta(hours=-6))
"""The camera's own clock."""


SUMMER = {
    f"{edge}{part}": number
    for edge, month in (("start", 3), ("end", 11))
    for part, number in {"Mon": month, "Week": 1, "Weekday": 0, "Hour": 2, "Min": 0, "Sec": 0}.items()
}


def reolink_time(moment: datetime) -> dict[str, int]:
    """Write a time as the camera does."""
    local = moment.astimezone(HERE)
    names = {"year": local.year, "mon": local.month, "day": local.day}
    return {**names, "hour": local.hour, "min": local.minute, "sec": local.second}


@dataclass
class Camera:
    """Keeps files, from one second after noon to another."""

    tape: Tape
    files: list[tuple[int, int]]
    suffix: str = ".mp4"
    kind: str = "video/mp4"
    code: int = 0
    days: list[dict[str, int]] = field(default_factory=list)

    def name(self, number: int) -> str:
        start, end = (NOON + timedelta(seconds=moment) for moment in self.files[number])
        day, begins, ends = (f"{start.astimezone(HERE):{form}}" for form in ("%Y%m%d", "%H%M%S", "%H%M%S"))
        ends = f"{end.astimezone(HERE):%H%M%S}"
        return f"Mp4Record/2026-11-21/RecM01_{day}_{begins}_{ends}_6D28808_{number:07}{self.suffix}"

    async def ask(self, request: web.Request) -> web.Response:
        (command,) = json.loads(await request.text())
        if command["cmd"] == "Login":
            value: dict[str, Any] = {"Token": {"leaseTime": 3600, "name": "token"}}
        elif command["cmd"] == "Search":
            self.days.append(command["param"]["Search"]["StartTime"])
            value = {"SearchResult": {"Status": [{"mon": 11, "year": 2026, "table": "1" * 31}], "File": self.listed()}}
        else:
            return web.json_response([{"cmd": command["cmd"], "code": 1, "error": {"rspCode": -9, "detail": "no"}}])
        code = self.code if command["cmd"] == "Search" else 0
        return web.json_response([{"cmd": command["cmd"], "code": code, "value": value}], content_type="text/html")

    def listed(self) -> list[dict[str, Any]]:
        told = []
        for number, (start, end) in enumerate(self.files):
            times = {"StartTime": NOON + timedelta(seconds=start), "EndTime": NOON + timedelta(seconds=end)}
            name = {"name": self.name(number), "type": "main", "size": "1", "frameRate": 0, "height": 0, "width": 0}
            told.append({**name, **{key: reolink_time(moment) for key, moment in times.items()}})
        return told

    async def film(self, request: web.Request) -> web.Response:
        names = [self.name(number) for number in range(len(self.files))]
        start, end = self.files[names.index(request.query["source"])]
        data = await asyncio.to_thread(self.tape.film, start, end)
        return web.Response(body=data, content_type=self.kind)


async def _silent(**_: Any) -> None:
    """Stand for the camera's second protocol, which names the triggers of recordings and which nobody plays here."""
    raise ReolinkConnectionError("no answer")


@pytest.fixture
def connected(hass: HomeAssistant, serve: Serve, context: OriginContext):
    """Return what connects the hub to a camera and gives the origin that asks it."""

    async def connect(camera: Camera, *, replay: bool = True) -> Any:
        server = await serve(web.post("/cgi-bin/api.cgi", camera.ask), web.get("/cgi-bin/api.cgi", camera.film))
        for component in ("http", "media_source", "reolink"):
            assert await async_setup_component(hass, component, {})
        data = {"host": "127.0.0.1", "username": "guard", "password": "secret", "port": server.port}
        entry = running_entry(
            hass, "reolink", data={**data, "use_https": False, "baichuan_port": 1, "baichuan_connection": "tcp"}
        )
        host = ReolinkHost(hass, entry.data, {"protocol": "rtsp"}, entry)
        host._unique_id = "AA:BB:CC:DD:EE:01"
        api = host.api
        api._stream_channels = [0]
        api._capabilities = {0: {None: {"replay"} if replay else set()}}
        api._time_settings = {"Time": {"timeZone": 6 * 3600}, "Dst": {"enable": 0, "offset": 1, **SUMMER}}
        api.baichuan.search_vod_type = _silent  # type: ignore[method-assign,assignment]  # the camera has nothing to add
        unused: Any = None
        entry.runtime_data = ReolinkData(host=host, device_coordinator=unused, firmware_coordinator=unused)
        hass.http.register_view(PlaybackProxyView(hass))
        await hass.async_block_till_done()
        hub = TestServer(hass.http.app, host="127.0.0.1")
        await hub.start_server()
        assert hub.port
        hass.http.server_port = hub.port
        device = device_of(hass, entry, identifiers={("reolink", host.unique_id)})
        return ORIGINS["reolink"]({"camera_device": device}, context), hub

    return connect


@pytest.fixture
def tape(tmp_path: Path) -> Tape:
    return Tape(tmp_path, [(-1000, 1000)])


async def test_the_files_of_a_window_come_through_the_hub_at_their_time(connected, tape: Tape, scratch: Path) -> None:
    camera = Camera(tape, [(-60, -20), (-10, 20), (20, 25), (40, 50)])
    origin, hub = await connected(camera)
    found = await origin.find(window(5, 30), scratch)
    await hub.close()
    assert spans(found) == [(-10, 20), (20, 25)]
    assert [(seconds(gap.start), seconds(gap.end)) for gap in found.gaps] == [(25, 30)]
    assert media.frame_numbers(found.segments[1].path) == list(range(400, 500))
    assert camera.days == [{"year": 2026, "mon": 11, "day": 21, "hour": 0, "min": 0, "sec": 0}]


async def test_a_window_over_midnight_is_searched_on_both_days(connected, tape: Tape, scratch: Path) -> None:
    camera = Camera(tape, [])
    origin, hub = await connected(camera)
    midnight = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
    with pytest.raises(NoFootage, match="no_footage"):
        await origin.find(window((midnight - NOON).total_seconds() - 5, (midnight - NOON).total_seconds() + 5), scratch)
    await hub.close()
    assert [day["day"] for day in camera.days] == [21, 22]


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"code": 1}, "origin_unreachable"),
        ({"kind": "text/html"}, "origin_refused"),
        ({"suffix": ".dat"}, "origin_item_no_file"),
    ],
    ids=["an error", "no video", "a stream alone"],
)
async def test_what_the_camera_does_not_hand_out_is_said(
    connected, tape: Tape, scratch: Path, changed: dict[str, Any], reason: str
) -> None:
    origin, hub = await connected(Camera(tape, [(0, 10)], **changed))
    with pytest.raises(OriginUnavailable, match=reason):
        await origin.find(window(0, 5), scratch)
    await hub.close()


async def test_more_files_than_may_be_fetched_are_refused(
    connected, tape: Tape, scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reolink_module, "MOST_FILES", 1)
    origin, hub = await connected(Camera(tape, [(0, 5), (5, 10)]))
    with pytest.raises(OriginUnavailable, match="origin_too_large"):
        await origin.find(window(0, 10), scratch)
    await hub.close()


async def test_the_form_says_whether_the_camera_keeps_recordings(hass: HomeAssistant, connected, tape: Tape) -> None:
    origin, hub = await connected(Camera(tape, []), replay=False)
    check = ORIGINS["reolink"].check
    assert await check(hass, origin.origin.settings) == {"camera_device": "origin_no_recordings"}
    (entry,) = hass.config_entries.async_entries("reolink")
    entry.runtime_data.host.api._is_nvr = True
    assert await check(hass, origin.origin.settings) == {"camera_device": "origin_camera_missing"}
    await hub.close()
