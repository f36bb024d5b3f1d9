"""UniFi Protect, through the objects that Home Assistant's own integration holds, and a recorder that exports windows."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from aiohttp import CookieJar, web
from homeassistant.components.unifiprotect.data import ProtectData
from homeassistant.components.unifiprotect.utils import _async_create_full_client
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.aiohttp_client import async_create_clientsession
import pytest
from uiprotect import ProtectApiClient
from uiprotect.data import Bootstrap

from custom_components.ring_guard.footage.cutter import Cutter
from custom_components.ring_guard.footage.errors import NoFootage, OriginUnavailable
from custom_components.ring_guard.footage.origin import Note
from custom_components.ring_guard.footage.origins import ORIGINS, OriginContext
from tests import media
from tests.footage.conftest import NOON, order

from .conftest import Serve, device_of, running_entry
from .tape import Tape, before, seconds, spans, window

pytestmark = [pytest.mark.loopback, pytest.mark.requires_debian("ffmpeg")]

MAC = "AA:BB:CC:DD:EE:01"
ALL = ["camera:*:*"]
BLIND = ["camera:read:*"]

type Exporter = Callable[[web.Request], Any]


def exporter(tape: Tape) -> Exporter:
    """Play a recorder that begins its files at the keyframe before, and answers 404 to times of which it has nothing."""

    async def export(request: web.Request) -> web.Response:
        start, end = (int(request.query[name]) / 1000 - NOON.timestamp() for name in ("start", "end"))
        assert request.query["camera"] == "camera-1"
        data = await asyncio.to_thread(tape.film, before(start), end)
        return web.Response(body=data, content_type="video/mp4") if data else web.Response(status=404)

    return export


async def _log_in(request: web.Request) -> web.Response:
    """Take the one password."""
    asked = await request.json()
    if asked["password"] != "right":
        return web.Response(status=401)
    return web.json_response({}, headers={"Set-Cookie": "TOKEN=ey.ey.ey; path=/", "x-csrf-token": "token"})


async def _greet(request: web.Request) -> web.Response:
    """Give what a login needs."""
    return web.Response(headers={"x-csrf-token": "token"})


@pytest.fixture
def recorder(hass: HomeAssistant, serve: Serve, own_certificate: Any, context: OriginContext, tmp_path: Path):
    """Return what starts a recorder and gives the origin that asks it, and the device of its camera."""

    async def start(export: Exporter, *, password: str = "right", permissions: list[str] = ALL) -> tuple[Any, str]:
        hass.config.config_dir = str(tmp_path)
        server = await serve(
            web.get("/proxy/protect/api/video/export", export),
            web.post("/api/auth/login", _log_in),
            web.get("/", _greet),
            tls=own_certificate,
        )
        data = {"host": "127.0.0.1", "port": server.port, "username": "guard", "password": password}
        entry = running_entry(hass, "unifiprotect", data={**data, "verify_ssl": False, "api_key": "key"})
        entry.runtime_data = ProtectData(hass, _client(hass, entry, permissions), timedelta(hours=1), entry)
        device = device_of(hass, entry, connections={(dr.CONNECTION_NETWORK_MAC, MAC)})
        return ORIGINS["unifiprotect"]({"camera_device": device}, context), device

    return start


def _client(hass: HomeAssistant, entry: Any, permissions: list[str]) -> ProtectApiClient:
    """Make the integration's own client, with what a recorder tells of itself at the start."""
    client = _async_create_full_client(hass, entry)
    user = {"modelKey": "user", "id": "guard", "permissions": permissions, "allPermissions": permissions, "groups": []}
    camera = {"modelKey": "camera", "id": "camera-1", "mac": MAC.replace(":", ""), "channels": [{"id": 0}]}
    kinds = ("groups", "viewers", "chimes", "lights", "sensors", "liveviews", "bridges", "doorlocks", "aiports")
    empty: dict[str, list[Any]] = {kind: [] for kind in (*kinds, "ringtones")}
    nvr = {"modelKey": "nvr", "id": "recorder"}
    told = {"authUserId": "guard", "users": [user], "cameras": [camera], "nvr": nvr, **empty}
    client._bootstrap = Bootstrap.from_unifi_dict(api=client, **told)
    return client


async def test_a_window_is_fetched_with_a_margin_and_cut_exactly(
    recorder, context: OriginContext, tmp_path: Path, scratch: Path, clips: Path
) -> None:
    tape = Tape(tmp_path, [(-60, 60)])
    origin, _ = await recorder(exporter(tape))
    wanted = order(2, 5)
    found = await origin.find(wanted.window, scratch)
    assert spans(found) == [(-8, 15)]
    assert found.gaps == ()
    assert found.notes == {Note.TIMES_NEAR}
    assert isinstance(context.prober, Cutter)
    clip = await context.prober.cut(wanted, found, clips)
    assert media.frame_numbers(clip.path) == list(range(40, 100))


async def test_an_export_with_a_hole_is_asked_for_in_pieces_and_the_hole_is_said(
    recorder, tmp_path: Path, scratch: Path
) -> None:
    tape = Tape(tmp_path, [(-60, 8), (40, 100)])
    origin, _ = await recorder(exporter(tape))
    found = await origin.find(window(0, 48), scratch)
    for piece in found.segments:
        numbers = media.frame_numbers(piece.path)
        off = (numbers[0] - round(seconds(piece.start) * 20) + 2**15) % 2**16 - 2**15
        assert abs(off) <= 5 * 20, "nothing stands at a time that is not nearly its own"
        assert (numbers[-1] - numbers[0]) % 2**16 == len(numbers) - 1
    (gap,) = found.gaps
    assert gap.start <= NOON + timedelta(seconds=8)
    assert gap.end >= NOON + timedelta(seconds=40)
    assert len(list(scratch.iterdir())) == len(found.segments)


async def test_a_time_of_which_the_recorder_has_nothing_is_no_footage(recorder, tmp_path: Path, scratch: Path) -> None:
    origin, _ = await recorder(exporter(Tape(tmp_path, [(-60, 60)])))
    with pytest.raises(NoFootage, match="no_footage"):
        await origin.find(window(500, 510), scratch)
    assert list(scratch.iterdir()) == []


@pytest.mark.parametrize(
    ("how", "reason"),
    [
        ({"password": "changed"}, "origin_denied"),
        ({"permissions": BLIND}, "origin_denied"),
    ],
    ids=["password changed", "account may not see recordings"],
)
async def test_an_account_that_may_not_is_told_apart(recorder, tmp_path: Path, scratch: Path, how, reason) -> None:
    origin, _ = await recorder(exporter(Tape(tmp_path, [(-60, 60)])), **how)
    with pytest.raises(OriginUnavailable, match=reason):
        await origin.find(window(0, 5), scratch)


async def test_a_recorder_that_breaks_off_leaves_no_half_file(recorder, tmp_path: Path, scratch: Path) -> None:
    async def break_off(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse()
        answer.content_length = 10_000_000
        await answer.prepare(request)
        await answer.write(b"film" * 1000)
        assert request.transport is not None
        request.transport.abort()
        return answer

    origin, _ = await recorder(break_off)
    with pytest.raises(OriginUnavailable, match="origin_unreachable"):
        await origin.find(window(0, 5), scratch)
    assert list(scratch.iterdir()) == []


async def test_a_fetch_that_is_stopped_leaves_nothing(recorder, scratch: Path) -> None:
    begun = asyncio.Event()

    async def never_ends(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse()
        await answer.prepare(request)
        await answer.write(b"film")
        begun.set()
        await asyncio.sleep(60)
        return answer

    origin, _ = await recorder(never_ends)
    task = asyncio.create_task(origin.find(window(0, 5), scratch))
    await asyncio.wait_for(begun.wait(), 20)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert list(scratch.iterdir()) == []


async def test_an_account_with_a_key_only_cannot_hand_out_recordings(
    hass: HomeAssistant, recorder, tmp_path: Path, scratch: Path
) -> None:
    origin, _ = await recorder(exporter(Tape(tmp_path, [])))
    (entry,) = hass.config_entries.async_entries("unifiprotect")
    session = async_create_clientsession(hass, cookie_jar=CookieJar(unsafe=True))
    entry.runtime_data.api = ProtectApiClient.public_only("127.0.0.1", 1, api_key="key", public_api_session=session)
    with pytest.raises(OriginUnavailable, match="origin_denied"):
        await origin.find(window(0, 5), scratch)


async def test_the_form_says_whether_the_camera_can_be_found(hass: HomeAssistant, recorder, tmp_path: Path) -> None:
    _, device = await recorder(exporter(Tape(tmp_path, [])))
    check = ORIGINS["unifiprotect"].check
    assert await check(hass, {"camera_device": device}) == {}
    assert await check(hass, {"camera_device": "gone"}) == {"camera_device": "origin_camera_missing"}
    (entry,) = hass.config_entries.async_entries("unifiprotect")
    other = device_of(hass, entry, connections={(dr.CONNECTION_NETWORK_MAC, "AA:BB:CC:DD:EE:02")})
    assert await check(hass, {"camera_device": other}) == {"camera_device": "origin_camera_missing"}
    from homeassistant.config_entries import ConfigEntryState
    from pytest_homeassistant_custom_component.common import MockConfigEntry

    assert isinstance(entry, MockConfigEntry)
    entry.mock_state(hass, ConfigEntryState.SETUP_RETRY)
    assert await check(hass, {"camera_device": device}) == {"camera_device": "origin_not_running"}
