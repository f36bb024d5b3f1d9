"""Ring, through the objects that Home Assistant's own integration holds, and a cloud that hands out links which end."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
import time
from typing import Any

from aiohttp import ClientSession, TCPConnector, web
from aiohttp.abc import AbstractResolver, ResolveResult
from homeassistant.components.ring.coordinator import RingData
from homeassistant.core import HomeAssistant
import pytest
from ring_doorbell import Auth, Ring

from custom_components.ring_guard.footage.errors import NoFootage, OriginUnavailable
from custom_components.ring_guard.footage.origin import Note
from custom_components.ring_guard.footage.origins import ORIGINS, OriginContext, ring as ring_module
from tests.footage.conftest import NOON

from .conftest import Serve, device_of, running_entry
from .tape import Tape, seconds, spans, window

pytestmark = [pytest.mark.loopback, pytest.mark.requires_debian("ffmpeg")]

MAC = "aabbccddee01"


class Here(AbstractResolver):
    """Finds every name on this machine."""

    def __init__(self, port: int) -> None:
        self.port = port

    async def resolve(self, host: str, port: int = 0, family: Any = 0) -> list[ResolveResult]:
        return [{"hostname": host, "host": "127.0.0.1", "port": self.port, "family": 2, "proto": 0, "flags": 0}]

    async def close(self) -> None:
        pass


@dataclass
class Cloud:
    """Has events of one doorbell: at each second after noon, so many seconds long."""

    tape: Tape
    events: list[tuple[float, float]]
    subscribed: bool = True
    ready: bool = True
    refusing: int = 0
    gone: set[int] = field(default_factory=set)
    address: str = ""
    pages: int = 0
    strange: list[Any] = field(default_factory=list)

    async def session(self, request: web.Request) -> web.Response:
        return web.json_response({"profile": {}})

    async def devices(self, request: web.Request) -> web.Response:
        doorbell = {"id": 7, "device_id": MAC, "kind": "doorbell_v4", "description": "Front door"}
        doorbell["features"] = {"show_recordings": self.subscribed}
        return web.json_response({"doorbots": [doorbell]})

    async def history(self, request: web.Request) -> web.Response:
        if self.refusing:
            return web.Response(status=self.refusing)
        self.pages += 1
        limit, older = int(request.query["limit"]), int(request.query.get("older_than", 10**9))
        told: list[dict[str, Any]] = [
            {
                "id": 1000 + number,
                "created_at": (NOON + timedelta(seconds=start)).strftime("%Y-%m-%dT%H:%M:%S.000Z"),
                "kind": "motion",
                "recording": {"status": "ready" if self.ready else "processing"},
            }
            for number, (start, _) in enumerate(self.events)
        ]
        newest = sorted(told, key=lambda event: -event["id"])
        strange = [] if "older_than" in request.query else self.strange
        return web.json_response([*strange, *(event for event in newest if event["id"] < older)][:limit])

    async def play(self, request: web.Request) -> web.Response:
        return web.json_response({"url": f"{self.address}/film/{request.match_info['id']}"})

    async def film(self, request: web.Request) -> web.Response:
        number = int(request.match_info["id"]) - 1000
        if number in self.gone:
            return web.Response(status=403)
        start, length = self.events[number]
        return web.Response(body=await asyncio.to_thread(self.tape.film, start, start + length))


@pytest.fixture
async def signed_in(hass: HomeAssistant, serve: Serve, own_certificate: Any, context: OriginContext):
    """Return what signs the hub in to a cloud and gives the origin that asks it."""
    sessions: list[ClientSession] = []

    async def sign_in(cloud: Cloud) -> Any:
        server = await serve(
            web.post("/clients_api/session", cloud.session),
            web.get("/clients_api/ring_devices", cloud.devices),
            web.get("/clients_api/doorbots/7/history", cloud.history),
            web.get("/clients_api/dings/{id}/share/play", cloud.play),
            tls=own_certificate,
        )
        cloud.address = str((await serve(web.get("/film/{id}", cloud.film))).make_url("")).rstrip("/")
        assert server.port is not None
        session = ClientSession(connector=TCPConnector(resolver=Here(server.port), ssl=False))
        sessions.append(session)
        token = {"access_token": "t", "token_type": "Bearer", "expires_in": 3600, "expires_at": time.time() + 3600}
        ring = Ring(Auth("HomeAssistant/test", token, http_client_session=session))
        await ring.async_update_devices()
        entry = running_entry(hass, "ring")
        unused: Any = None
        entry.runtime_data = RingData(
            api=ring, devices=ring.devices(), devices_coordinator=unused, listen_coordinator=unused
        )
        device = device_of(hass, entry, identifiers={("ring", MAC)})
        return ORIGINS["ring"]({"camera_device": device}, context)

    yield sign_in
    for session in sessions:
        await session.close()


@pytest.fixture
def tape(tmp_path: Path) -> Tape:
    return Tape(tmp_path, [(-1000, 1000)])


async def test_the_events_of_a_window_are_fetched_and_what_lies_between_is_missing(
    signed_in: Callable[..., Any], tape: Tape, scratch: Path
) -> None:
    origin = await signed_in(Cloud(tape, [(-500, 10), (-5, 10), (30, 10), (200, 10)]))
    found = await origin.find(window(0, 45), scratch)
    assert spans(found) == [(-5, 5), (30, 40)]
    assert [(seconds(gap.start), seconds(gap.end)) for gap in found.gaps] == [(5, 30), (40, 45)]
    assert found.notes == {Note.TIMES_NEAR}


async def test_the_history_is_read_back_to_the_window_and_no_further(
    signed_in, tape: Tape, scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ring_module, "PAGE", 3)
    cloud = Cloud(tape, [(-1000 + 200 * number, 5) for number in range(10)])
    origin = await signed_in(cloud)
    (camera,) = (
        entry.runtime_data.devices.video_devices[0]
        for entry in origin.origin.context.hass.config_entries.async_entries("ring")
    )
    found = await origin.find(window(0, 4), scratch)
    assert spans(found) == [(0, 5)]
    assert cloud.pages == 2
    assert camera.last_history == [], "the history that the integration shows is not touched"
    monkeypatch.setattr(ring_module, "MOST_PAGES", 1)
    with pytest.raises(OriginUnavailable, match="origin_too_large"):
        await origin.find(window(-1000, -990), scratch)


async def test_a_missing_subscription_is_said_plainly(
    hass: HomeAssistant, signed_in, tape: Tape, scratch: Path
) -> None:
    origin = await signed_in(Cloud(tape, [(0, 10)], subscribed=False))
    with pytest.raises(OriginUnavailable, match="origin_subscription_missing"):
        await origin.find(window(0, 5), scratch)
    told = await ORIGINS["ring"].check(hass, origin.origin.settings)
    assert told == {"camera_device": "origin_subscription_missing"}


async def test_an_event_that_ring_still_works_on_is_said(signed_in, tape: Tape, scratch: Path) -> None:
    origin = await signed_in(Cloud(tape, [(0, 10)], ready=False))
    with pytest.raises(NoFootage, match="footage_still_growing"):
        await origin.find(window(0, 5), scratch)


async def test_an_event_whose_link_ended_is_missing(signed_in, tape: Tape, scratch: Path) -> None:
    origin = await signed_in(Cloud(tape, [(0, 10)], gone={0}))
    with pytest.raises(NoFootage, match="no_footage"):
        await origin.find(window(0, 5), scratch)
    assert list(scratch.iterdir()) == []


async def test_an_event_without_a_time_is_passed_over(signed_in, tape: Tape, scratch: Path) -> None:
    strange = [{"id": 2000, "created_at": "yesterday"}, {"id": 1999, "created_at": None}, {"id": 1998}]
    origin = await signed_in(Cloud(tape, [(0, 10)], strange=strange))
    assert spans(await origin.find(window(0, 5), scratch)) == [(0, 10)]


async def test_a_cloud_that_fails_is_said(signed_in, tape: Tape, scratch: Path) -> None:
    origin = await signed_in(Cloud(tape, [], refusing=503))
    with pytest.raises(OriginUnavailable, match="origin_unreachable"):
        await origin.find(window(0, 5), scratch)


async def test_a_camera_that_ring_no_longer_has_is_said(hass: HomeAssistant, signed_in, tape: Tape) -> None:
    await signed_in(Cloud(tape, []))
    (entry,) = hass.config_entries.async_entries("ring")
    other = device_of(hass, entry, identifiers={("ring", "gone")})
    assert await ORIGINS["ring"].check(hass, {"camera_device": other}) == {"camera_device": "origin_camera_missing"}
