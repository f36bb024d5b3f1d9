"""Frigate, as its custom integration holds it, and a Frigate that joins its pieces with ffmpeg as the real one does."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
import subprocess
from typing import Any

from aiohttp import web
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
import pytest

from custom_components.ring_guard.footage.errors import NoFootage, OriginUnavailable
from custom_components.ring_guard.footage.origin import Note
from custom_components.ring_guard.footage.origins import ORIGINS, OriginContext
from custom_components.ring_guard.footage.origins.frigate_pieces import joined
from tests import media
from tests.footage.conftest import NOON

from .conftest import Serve, device_of, running_entry
from .tape import film, seconds, spans, window

pytestmark = [pytest.mark.loopback, pytest.mark.requires_debian("ffmpeg")]

FRAMES = 201
"""In a piece: a little more than ten seconds, as recorders cut at the next keyframe."""


class Client:
    """What the custom integration keeps in the hub's data."""

    validate_ssl = True

    def __init__(self, password: str = "right") -> None:
        self.password = password

    async def get_auth_headers(self) -> dict[str, str]:
        if self.password == "broken":
            raise ValueError("no token came back")
        return {"Authorization": f"Bearer {self.password}"}


@dataclass
class Frigate:
    """Keeps pieces by the second in which they begin; joins those that a stretch touches."""

    folder: Path
    pieces: list[tuple[int, int]]
    listed: Any = None
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        for number, (_, first) in enumerate(self.pieces):
            film(self.folder / f"{number}.mp4", range(first, first + FRAMES))

    def spans(self) -> list[tuple[float, float]]:
        return [(NOON.timestamp() + start, NOON.timestamp() + start + FRAMES / 20) for start, _ in self.pieces]

    async def recordings(self, request: web.Request) -> web.Response:
        if request.headers.get("Authorization") != "Bearer right":
            return web.Response(status=401)
        after, before = float(request.query["after"]), float(request.query["before"])
        kept = [{"start_time": a, "end_time": b, "motion": 0} for a, b in self.spans() if b >= after and a <= before]
        return web.json_response(kept if self.listed is None else self.listed)

    async def clip(self, request: web.Request) -> web.Response:
        start, end = float(request.match_info["start"]), float(request.match_info["end"])
        self.asked.append(request.path)
        lines = []
        for number, (begin, stop) in enumerate(self.spans()):
            if not (start <= begin <= end or start <= stop <= end or (start > begin and end < stop)):
                continue
            lines.append(f"file '{self.folder / f'{number}.mp4'}'")
            lines += [f"inpoint {int(start - begin)}"] if begin < start else []
            lines += [f"outpoint {int(end - begin)}"] if stop > end else []
        if not lines:
            return web.json_response({"success": False}, status=400)
        playlist = self.folder / "playlist.txt"
        playlist.write_text("\n".join(lines))
        command = ["ffmpeg", "-v", "error", "-protocol_whitelist", "pipe,file", "-f", "concat", "-safe", "0", "-i"]
        command += [str(playlist), "-c", "copy", "-movflags", "frag_keyframe+empty_moov", "-f", "mp4", "pipe:"]
        done = await asyncio.to_thread(subprocess.run, command, capture_output=True, check=True, timeout=60)
        return web.Response(body=done.stdout, content_type="video/mp4")


@pytest.fixture
def connected(hass: HomeAssistant, serve: Serve, context: OriginContext) -> Callable[..., Any]:
    """Return what connects the hub to a Frigate and gives the origin that asks it."""

    async def connect(frigate: Frigate, client: Any = None) -> Any:
        server = await serve(
            web.get("/api/front_door/recordings", frigate.recordings),
            web.get("/api/front_door/start/{start}/end/{end}/clip.mp4", frigate.clip),
        )
        entry = running_entry(hass, "frigate", data={"url": str(server.make_url("/"))})
        hass.data["frigate"] = {entry.entry_id: {"client": client or Client(), "config": {}}}
        device = device_of(hass, entry, identifiers={("frigate", f"{entry.entry_id}:front_door")})
        er.async_get(hass).async_get_or_create(
            "camera", "frigate", f"{entry.entry_id}:camera:front_door", config_entry=entry, device_id=device
        )
        return ORIGINS["frigate"]({"camera_device": device}, context)

    return connect


async def test_pieces_that_follow_each_other_come_as_one_file_from_the_first_frame(
    connected, tmp_path: Path, scratch: Path
) -> None:
    # The pieces really begin 0.4 s later than their names say, and each a little later than the one before.
    frigate = Frigate(tmp_path, [(start, 1000 + number * FRAMES) for number, start in enumerate(range(-10, 40, 10))])
    origin = await connected(frigate)
    found = await origin.find(window(2, 18), scratch)
    (piece,) = found.segments
    assert found.gaps == ()
    assert found.notes == {Note.TIMES_NEAR}
    numbers = media.frame_numbers(piece.path)
    first = round((seconds(piece.start) + 10) * 20)
    assert numbers[0] == 1000, "not a frame of the piece before"
    assert 0 <= first <= 20, "at most the second that the name leaves open"
    assert numbers[: 3 * FRAMES] == list(range(1000, 1000 + 3 * FRAMES))
    assert [path.name for path in scratch.iterdir()] == ["0.mp4"], "the list is not left behind"


async def test_a_hole_between_pieces_is_said_and_nothing_moves_into_it(
    connected, tmp_path: Path, scratch: Path
) -> None:
    origin = await connected(Frigate(tmp_path, [(0, 0), (40, 800), (50, 1001)]))
    found = await origin.find(window(5, 55), scratch)
    assert spans(found) == [(0, 10.05), (40, 60.1)]
    assert [(seconds(gap.start), seconds(gap.end)) for gap in found.gaps] == [(10.05, 40)]
    assert [media.frame_numbers(piece.path)[0] for piece in found.segments] == [0, 800]


async def test_a_time_of_which_frigate_keeps_nothing_is_no_footage(connected, tmp_path: Path, scratch: Path) -> None:
    frigate = Frigate(tmp_path, [(0, 0)])
    origin = await connected(frigate)
    with pytest.raises(NoFootage, match="no_footage"):
        await origin.find(window(100, 110), scratch)
    assert frigate.asked == []


async def test_a_piece_that_was_deleted_meanwhile_is_missing(connected, tmp_path: Path, scratch: Path) -> None:
    frigate = Frigate(tmp_path, [])
    frigate.listed = [{"start_time": NOON.timestamp(), "end_time": NOON.timestamp() + 10}]
    origin = await connected(frigate)
    with pytest.raises(NoFootage, match="no_footage"):
        await origin.find(window(0, 5), scratch)
    assert len(frigate.asked) == 1


@pytest.mark.parametrize(
    ("client", "reason"), [(Client("changed"), "origin_denied"), (Client("broken"), "origin_denied")]
)
async def test_a_login_that_frigate_refuses_is_said(connected, tmp_path: Path, scratch: Path, client, reason) -> None:
    origin = await connected(Frigate(tmp_path, []), client)
    with pytest.raises(OriginUnavailable, match=reason):
        await origin.find(window(0, 5), scratch)


@pytest.mark.parametrize("listed", [{"message": "no"}, [{"start_time": "now"}], [1], "text", [{"start_time": 1e300}]])
async def test_an_answer_that_makes_no_sense_is_said(connected, tmp_path: Path, scratch: Path, listed) -> None:
    origin = await connected(Frigate(tmp_path, [], listed=listed))
    with pytest.raises(OriginUnavailable, match="origin_unclear"):
        await origin.find(window(0, 5), scratch)


async def test_a_frigate_that_is_off_is_said(hass: HomeAssistant, connected, tmp_path: Path, scratch: Path) -> None:
    origin = await connected(Frigate(tmp_path, []))
    (entry,) = hass.config_entries.async_entries("frigate")
    hass.config_entries.async_update_entry(entry, data={"url": "http://127.0.0.1:1"})
    with pytest.raises(OriginUnavailable, match="origin_unreachable"):
        await origin.find(window(0, 5), scratch)


async def test_an_older_integration_without_logins_is_asked_without_one(
    connected, tmp_path: Path, scratch: Path
) -> None:
    origin = await connected(Frigate(tmp_path, []), object())
    with pytest.raises(OriginUnavailable, match="origin_denied"):
        await origin.find(window(0, 5), scratch)


async def test_the_form_finds_the_camera_by_its_device(hass: HomeAssistant, connected, tmp_path: Path) -> None:
    origin = await connected(Frigate(tmp_path, []))
    check = ORIGINS["frigate"].check
    assert await check(hass, origin.origin.settings) == {}
    (entry,) = hass.config_entries.async_entries("frigate")
    hub = device_of(hass, entry, identifiers={("frigate", entry.entry_id)})
    assert await check(hass, {"camera_device": hub}) == {"camera_device": "origin_camera_missing"}


def test_the_latest_beginning_that_fits_all_names_is_taken() -> None:
    begins = [0, 10, 21, 31]
    pieces = [(NOON + timedelta(seconds=at), NOON + timedelta(seconds=at + 10.1)) for at in begins]
    (run,) = joined(pieces, window(0, 40))
    assert seconds(run.start) == pytest.approx(0.8), "the third piece begins at 21 or later, so the first at 0.8"
    assert seconds(run.end) == pytest.approx(0.8 + 4 * 10.1)
    assert joined([(NOON, NOON)], window(0, 40)) == []
