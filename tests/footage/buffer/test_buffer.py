"""A stream is recorded in short files that lie at their time, within bounds, over drop-outs, and ends when told."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
import json
import os
from pathlib import Path
import stat
from typing import Any
from zoneinfo import ZoneInfo

from aiohttp import web
from aiohttp.test_utils import TestServer
import av
from homeassistant.components.camera import Camera
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component
import pytest

from custom_components.ring_guard import const
from custom_components.ring_guard.domain.model import Window
from custom_components.ring_guard.footage.buffer import Recorder, Shelf, worker as worker_module
from custom_components.ring_guard.footage.buffer.recorder import RecorderLimits
from custom_components.ring_guard.footage.buffer.worker import Clock, Tape
from custom_components.ring_guard.footage.cutter import Cutter
from custom_components.ring_guard.footage.folder import FolderOrigin
from custom_components.ring_guard.footage.origins import ORIGINS, OriginContext
from custom_components.ring_guard.footage.origins.buffer import Recorders
from tests import media
from tests.footage.buffer.rtsp import RtspCamera
from tests.footage.conftest import EAGER
from tests.footage.origins.tape import film
from tests.homes import camera as camera_of_household, eventually, set_up, take_down

SOON = RecorderLimits(
    piece=timedelta(seconds=2), first_wait=timedelta(milliseconds=50), last_wait=timedelta(milliseconds=200), niceness=0
)
EVERY_SECOND = ("-g", str(media.FPS))
STEADY = ("-b:v", "2M", "-minrate", "2M", "-maxrate", "2M", "-bufsize", "500k", "-x264-params", "nal-hrd=cbr")
"""So many bytes in each second, whatever is seen."""

ROOMY: dict[str, Any] = {"length": timedelta(hours=1), "size": 1000**3}


@pytest.fixture(scope="session")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return what the camera sees: a minute of numbered frames, a keyframe every second."""
    return film(tmp_path_factory.mktemp("seen") / "seen.mp4", range(60 * media.FPS), EVERY_SECOND)


class Streamer:
    """A camera that plays its recording to everyone who comes, at the pace at which it was taken."""

    def __init__(self, recording: Path) -> None:
        self.recording = recording
        self.arrivals: list[float] = []
        self.watching = 0
        self.refusing = False
        self.lasting: float | None = None
        self._processes: set[asyncio.subprocess.Process] = set()
        self.form = ["-c", "copy", "-f", "mpegts", "-muxdelay", "0"]

    async def play(self, request: web.Request) -> web.StreamResponse:
        if self.refusing:
            return web.Response(status=503)
        self.arrivals.append(datetime.now(UTC).timestamp())
        self.watching += 1
        answer = web.StreamResponse(headers={"Content-Type": "video/mp2t"})
        await answer.prepare(request)
        command = ["ffmpeg", "-v", "error", "-nostdin", "-re", "-i", str(self.recording)]
        command += ["-t", str(self.lasting)] if self.lasting else []
        process = await asyncio.create_subprocess_exec(
            *command, *self.form, "-flush_packets", "1", "-", stdout=asyncio.subprocess.PIPE
        )
        assert process.stdout is not None
        self._processes.add(process)
        try:
            while data := await process.stdout.read(8192):
                await answer.write(data)
        except ConnectionError:
            pass
        finally:
            if process.returncode is None:
                process.kill()
            await process.wait()
            self._processes.discard(process)
            self.watching -= 1
        return answer

    def hang_up(self) -> None:
        """End the streams of everyone who watches."""
        for process in self._processes:
            process.kill()


@pytest.fixture
async def streamer(recording: Path) -> AsyncIterator[Callable[[], Awaitable[tuple[Streamer, str]]]]:
    """Return what switches a camera on and gives the address of its stream."""
    running: list[TestServer] = []

    async def switch_on() -> tuple[Streamer, str]:
        camera = Streamer(recording)
        app = web.Application()
        app.router.add_get("/live.ts", camera.play)
        server = TestServer(app, host="127.0.0.1")
        await server.start_server()
        running.append(server)
        return camera, str(server.make_url("/live.ts"))

    yield switch_on
    for server in running:
        await server.close()


def source(url: str | None) -> Callable[[], Awaitable[str | None]]:
    async def address() -> str | None:
        return url

    return address


async def stopped(task: asyncio.Task[None]) -> None:
    """End a recorder and wait until it has ended."""
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


@pytest.mark.loopback
@pytest.mark.requires_debian("ffmpeg")
async def test_a_stream_lies_in_the_private_folder_at_its_time_and_can_be_cut(
    streamer, tmp_path: Path, clips: Path
) -> None:
    camera, url = await streamer()
    shelf = Shelf(folder=tmp_path / "buffer" / "front", **ROOMY)
    task = asyncio.create_task(Recorder("camera.front", source(url), shelf, SOON).run())
    await eventually(lambda: len(list(shelf.folder.glob("*.ts"))) >= 4)
    await stopped(task)
    assert stat.S_IMODE(shelf.folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in shelf.folder.iterdir()} == {0o600}
    origin = FolderOrigin(folder=shelf.folder, zone=ZoneInfo("UTC"), prober=Cutter(EAGER))
    first = datetime.fromtimestamp(camera.arrivals[0], UTC)
    found = await origin.find(Window(start=first + timedelta(seconds=2), end=first + timedelta(seconds=7)), tmp_path)
    assert found.gaps == ()
    numbers = [number for piece in found.segments for number in media.frame_numbers(piece.path)]
    assert numbers == list(range(numbers[0], numbers[-1] + 1)), "not a frame is lost between two files"
    for piece in found.segments:
        taken = (piece.start - first).total_seconds() * media.FPS
        assert abs(media.frame_numbers(piece.path)[0] - taken) < 1.5 * media.FPS


@pytest.mark.loopback
@pytest.mark.requires_debian("ffmpeg")
@pytest.mark.parametrize(
    ("form", "suffix"),
    [
        (["-c", "copy", "-f", "mpegts", "-muxdelay", "0"], ".ts"),
        (["-c:v", "mjpeg", "-f", "matroska", "-live", "1"], ".mkv"),
    ],
)
async def test_whatever_the_camera_sends_is_kept_as_it_is_until_the_stream_ends(
    streamer, tmp_path: Path, capfd: pytest.CaptureFixture[str], form: list[str], suffix: str
) -> None:
    camera, url = await streamer()
    camera.form, camera.lasting = form, 4
    job = {"url": url, "folder": str(tmp_path), "seconds": 1.0, "bytes": 1000**3}
    with suppress(OSError):  # how some streams end
        await asyncio.to_thread(worker_module._record, job)
    told = [json.loads(line)["finished"] for line in capfd.readouterr().out.splitlines() if line.startswith("{")]
    kept = sorted(path.name for path in tmp_path.glob(f"*{suffix}"))
    assert told == kept
    assert len(kept) >= 2
    probes = await Cutter(EAGER).probe([tmp_path / name for name in kept])
    assert all(probe is not None for probe in probes)


@pytest.mark.loopback
@pytest.mark.requires_debian("ffmpeg")
async def test_a_stream_that_drops_is_taken_up_again_and_said_once(
    streamer, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    camera, url = await streamer()
    camera.lasting = 4
    shelf = Shelf(folder=tmp_path / "buffer" / "front", **ROOMY)
    task = asyncio.create_task(Recorder("camera.front", source(f"{url}?password=secret"), shelf, SOON).run())
    await eventually(lambda: len(camera.arrivals) >= 2 and len(list(shelf.folder.glob("*.ts"))) >= 2)
    camera.refusing = True
    await eventually(lambda: caplog.text.count("cannot be recorded now") >= 2)
    await stopped(task)
    said = [record.getMessage() for record in caplog.records if record.name.startswith("custom_components")]
    assert all("camera.front" in line and "secret" not in line for line in said)
    assert any("is recorded again" in line for line in said)


@pytest.mark.loopback
async def test_a_camera_that_refuses_ends_the_recording_in_good_order(streamer, tmp_path: Path) -> None:
    camera, url = await streamer()
    camera.refusing = True
    assert (
        await asyncio.to_thread(
            worker_module.main, {"url": url, "folder": str(tmp_path), "seconds": 1.0, "bytes": 1000**3}
        )
        == 1
    )
    assert list(tmp_path.iterdir()) == []


async def test_a_camera_without_a_stream_is_asked_again(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    asked = []

    async def none() -> None:
        asked.append(1)

    shelf = Shelf(folder=tmp_path / "buffer" / "front", **ROOMY)
    task = asyncio.create_task(Recorder("camera.front", none, shelf, SOON).run())
    await eventually(lambda: len(asked) >= 4)
    await stopped(task)
    assert caplog.text.count("cannot be recorded now") == 1


async def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "buffer").write_text("no folder")
    asked: list[None] = []

    async def address() -> str:
        asked.append(None)
        return "http://127.0.0.1:1"

    shelf = Shelf(folder=tmp_path / "buffer" / "front", **ROOMY)
    task = asyncio.create_task(Recorder("camera.front", address, shelf, SOON).run())
    await eventually(lambda: caplog.text.count("cannot be written") >= 2)
    await stopped(task)
    assert "The buffer of camera camera.front cannot be written: Not a directory" in caplog.text
    assert asked == [], "no camera is asked for a stream that has no place"


def put(folder: Path, name: str, age: timedelta, size: int, now: datetime) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(bytes(size))
    written = (now - age).timestamp()
    os.utime(folder / name, (written, written))


def test_what_is_too_old_goes_and_then_the_oldest_of_what_is_too_much(tmp_path: Path) -> None:
    now = datetime(2026, 11, 21, 12, tzinfo=UTC)
    folder = tmp_path / "front"
    for minutes in (1, 2, 3, 50, 70):
        put(folder, f"{minutes}.ts", timedelta(minutes=minutes), 1000, now)
    shelf = Shelf(folder=folder, length=timedelta(hours=1), size=3500)
    assert shelf.tidy(now) == 2
    assert sorted(path.name for path in folder.iterdir()) == ["1.ts", "2.ts", "3.ts"]
    assert shelf.tidy(now) == 0


def test_what_is_written_next_is_counted_in(tmp_path: Path) -> None:
    now = datetime(2026, 11, 21, 12, tzinfo=UTC)
    for minutes in (1, 2, 3):
        put(tmp_path / "front", f"{minutes}.ts", timedelta(minutes=minutes), 1000, now)
    shelf = Shelf(folder=tmp_path / "front", length=timedelta(hours=1), size=3500)
    assert shelf.tidy(now, to_come=500) == 0
    assert shelf.tidy(now, to_come=501) == 1


@pytest.mark.loopback
@pytest.mark.requires_debian("ffmpeg")
async def test_the_cap_holds_for_the_file_that_is_being_written_too(streamer, tmp_path: Path) -> None:
    camera, url = await streamer()
    camera.recording = film(tmp_path / "seen.mp4", range(20 * media.FPS), ("-g", "2", *STEADY))
    media.ffmpeg("-i", camera.recording, *camera.form, tmp_path / "seen.ts")
    cap = (tmp_path / "seen.ts").stat().st_size // 5
    shelf = Shelf(folder=tmp_path / "buffer" / "front", length=timedelta(hours=1), size=cap)
    seen: dict[str, int] = {}
    most = 0

    def look() -> bool:
        nonlocal most
        here: dict[str, int] = {}
        for path in shelf.folder.glob("*"):
            with suppress(FileNotFoundError):
                here[path.name] = path.stat().st_size
        seen.update(here)
        most = max(most, sum(here.values()))
        return most > cap or sum(seen.values()) > 2 * cap

    task = asyncio.create_task(Recorder("camera.front", source(url), shelf, SOON).run())
    await eventually(look)
    await stopped(task)
    assert cap // 2 < most <= cap


def test_the_picture_that_came_soonest_tells_how_old_the_others_are() -> None:
    clock = Clock()
    assert not clock.hear(100.0, 1000.0)  # a picture from before, kept by the camera for whoever comes
    clock.hear(104.0, 1000.1)
    assert clock.time_of(100.0) == pytest.approx(996.1)
    clock.hear(105.0, 1001.4)
    assert clock.time_of(105.0) == pytest.approx(1001.1, abs=0.01), "one that was late tells nothing"


def test_a_camera_whose_clock_is_slow_is_followed() -> None:
    clock = Clock()
    for second in range(3600):
        clock.hear(second * 0.9999, float(second))
    assert clock.time_of(3599 * 0.9999) == pytest.approx(3599, abs=0.01)


def test_a_count_that_jumps_begins_anew() -> None:
    clock = Clock()
    clock.hear(100.0, 1000.0)
    assert clock.hear(5.0, 1001.0)
    assert clock.time_of(5.0) == 1001.0


class StreamCamera(Camera):
    """A camera of another integration."""

    _attr_name = "Garden"

    def __init__(self, url: str | None, error: Exception | None = None) -> None:
        super().__init__()
        self.url = url
        self.error = error

    async def stream_source(self) -> str | None:
        if self.error:
            raise self.error
        return self.url


@pytest.fixture
async def garden(hass: HomeAssistant) -> StreamCamera:
    """Return a camera that the hub knows, without a stream so far."""
    assert await async_setup_component(hass, "camera", {})
    camera = StreamCamera(None)
    await hass.data["camera"].async_add_entities([camera])
    return camera


def place(**changed: Any) -> dict[str, Any]:
    settings = {"camera_entity": "camera.garden", "buffer_minutes": 5, "buffer_megabytes": 10, "buffer_agreed": True}
    return {**settings, **changed}


async def test_the_form_wants_a_camera_with_a_stream_and_a_plain_yes(hass: HomeAssistant, garden: StreamCamera) -> None:
    check = ORIGINS["buffer"].check
    no_stream = {"camera_entity": "buffer_no_stream"}
    assert await check(hass, place()) == no_stream
    garden.error = RuntimeError("another integration's mistake")
    assert await check(hass, place()) == no_stream
    assert await check(hass, place(camera_entity="camera.gone")) == no_stream
    garden.url, garden.error = "rtsp://127.0.0.1/live", None
    assert await check(hass, place()) == {}
    assert await check(hass, place(buffer_agreed=False)) == {"buffer_agreed": "buffer_not_agreed"}


@pytest.mark.loopback
@pytest.mark.requires_debian("ffmpeg")
async def test_only_cameras_with_a_buffer_are_recorded_and_others_are_forgotten(
    hass: HomeAssistant, garden: StreamCamera, streamer, tmp_path: Path
) -> None:
    camera, garden.url = await streamer()
    left = tmp_path / "buffer" / "removed"
    left.mkdir(parents=True)
    (left / "old.ts").write_bytes(b"film")
    recorders = Recorders(hass, tmp_path, lambda _camera, _silent: None)
    await recorders.apply({"garden": place()})
    assert not left.exists()
    await eventually(lambda: len(camera.arrivals) == 1)
    await recorders.apply({"garden": place(masks=["drawn meanwhile"])})
    assert len(camera.arrivals) == 1, "what does not concern the buffer does not interrupt it"
    await recorders.apply({"garden": place(buffer_minutes=6)})
    await eventually(lambda: len(camera.arrivals) == 2)
    context = OriginContext(
        hass=hass, zone=ZoneInfo("Europe/Berlin"), prober=Cutter(EAGER), private=tmp_path, camera_id="garden"
    )
    origin = ORIGINS["buffer"](place(), context).origin
    assert isinstance(origin, FolderOrigin)
    await eventually(lambda: any(origin.folder.glob("*.ts")))
    await recorders.stop()
    assert any(origin.folder.glob("*.ts")), "what is recorded stays when the hub stops"
    await recorders.apply({})
    assert not origin.folder.exists()


@pytest.mark.loopback
@pytest.mark.requires_debian("ffmpeg")
async def test_a_household_records_from_its_start_until_it_is_unloaded(
    hass: HomeAssistant, garden: StreamCamera, streamer, tmp_path: Path
) -> None:
    camera, garden.url = await streamer()
    home = await set_up(hass, tmp_path, [camera_of_household("garden", "Garden", tmp_path, origin="buffer", **place())])
    await eventually(lambda: camera.watching == 1)
    await take_down(home)
    await eventually(lambda: camera.watching == 0)
    buffer = tmp_path / ".cache" / "ring_guard" / "buffer"
    assert (buffer / "garden").is_dir()
    await hass.config_entries.async_remove(home.entry.entry_id)
    assert not buffer.exists(), "what nobody has decided about goes with the integration"


@pytest.mark.loopback
@pytest.mark.requires_debian("ffmpeg")
async def test_a_buffer_that_records_nothing_for_long_is_named_to_the_household_until_it_records_again(
    hass: HomeAssistant, garden: StreamCamera, streamer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    brief = replace(SOON, silent=timedelta(seconds=6))
    monkeypatch.setattr("custom_components.ring_guard.footage.buffer.recorder.RecorderLimits", lambda: brief)
    camera, garden.url = await streamer()
    issues = ir.async_get(hass)
    home = await set_up(hass, tmp_path, [camera_of_household("garden", "Garden", tmp_path, origin="buffer", **place())])
    buffer = tmp_path / ".cache" / "ring_guard" / "buffer" / "garden"
    await eventually(lambda: len(list(buffer.glob("*.ts"))) >= 2)
    await eventually(lambda: issues.async_get_issue(const.DOMAIN, "buffer_silent_garden") is None)
    camera.refusing = True
    camera.hang_up()
    await eventually(lambda: issues.async_get_issue(const.DOMAIN, "buffer_silent_garden") is not None)
    issue = issues.async_get_issue(const.DOMAIN, "buffer_silent_garden")
    assert issue is not None
    assert (issue.translation_key, issue.translation_placeholders) == ("buffer_silent", {"name": "Garden"})
    camera.refusing = False
    await eventually(lambda: issues.async_get_issue(const.DOMAIN, "buffer_silent_garden") is None)
    await take_down(home)


@pytest.mark.loopback
async def test_an_issue_about_a_buffer_goes_with_the_buffer(
    hass: HomeAssistant, garden: StreamCamera, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    brief = replace(SOON, silent=timedelta(milliseconds=20))
    monkeypatch.setattr("custom_components.ring_guard.footage.buffer.recorder.RecorderLimits", lambda: brief)
    told: list[tuple[str, bool]] = []
    recorders = Recorders(hass, tmp_path, lambda camera, silent: told.append((camera, silent)))
    await recorders.apply({"garden": place()})
    await eventually(lambda: told == [("garden", True)])
    await recorders.apply({})
    assert told == [("garden", True), ("garden", False)]


@pytest.fixture(scope="session")
def seen_in_order(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return what cameras send over RTSP: pictures that are never sent before others that they show after them."""
    folder = tmp_path_factory.mktemp("seen")
    return film(folder / "in_order.mp4", range(60 * media.FPS), (*EVERY_SECOND, "-bf", "0"))


@pytest.mark.loopback
@pytest.mark.requires_debian("ffmpeg")
async def test_a_camera_that_speaks_rtsp_is_recorded_without_losing_a_frame_and_taken_up_again(
    seen_in_order: Path, tmp_path: Path
) -> None:
    camera = RtspCamera(seen_in_order)
    shelf = Shelf(folder=tmp_path / "buffer" / "front", **ROOMY)
    task = asyncio.create_task(Recorder("camera.front", source(await camera.start()), shelf, SOON).run())
    # Sender reports, by which ffmpeg corrects the time of pictures, come every five seconds.
    await eventually(lambda: len(list(shelf.folder.glob("*.ts"))) >= 5)
    assert camera.plays == 1
    first = sorted(shelf.folder.glob("*.ts"))[:4]
    numbers = [number for path in first for number in media.frame_numbers(path)]
    assert numbers == list(range(numbers[0], numbers[-1] + 1))
    camera.hang_up()
    await eventually(lambda: camera.plays == 2 and len(list(shelf.folder.glob("*.ts"))) >= 7)
    await stopped(task)
    await camera.stop()


def test_pictures_whose_time_stands_still_or_runs_back_are_all_kept(tmp_path: Path) -> None:
    seen = film(tmp_path / "seen.mp4", range(2 * media.FPS), (*EVERY_SECOND, "-bf", "0"))
    tape = Tape(tmp_path, 60, 1000**3)
    with av.open(str(seen)) as source:
        video = source.streams.video[0]
        for number, packet in enumerate(source.demux(video)):
            if packet.pts is None or packet.dts is None:
                continue
            if number == 0:
                tape.begin(video, packet, 0.0)
            behind = {10: 1, 11: 3, 30: 40}.get(number, 0)
            packet.pts -= behind * (packet.duration or 0)
            packet.dts -= behind * (packet.duration or 0)
            tape.write(packet)
    name = tape.end()
    assert name is not None
    assert media.frame_numbers(tmp_path / name) == list(range(2 * media.FPS))
