"""Runs the demo household: writes its folder, keeps its footage fresh, starts Home Assistant and ends it cleanly.

Everything lies under develop/, which git ignores. Home Assistant itself is set up through its own API alone
(household.py); the only files written for it are those that a person would write or choose before a first start.
"""

import asyncio
from concurrent.futures import Executor, ProcessPoolExecutor
import contextlib
from datetime import UTC, datetime
import json
import os
from pathlib import Path
import signal
import sys
import time
from zoneinfo import ZoneInfo

import aiohttp

from . import footage
from .household import Household, furnish

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "develop"
FOOTAGE = FOLDER / "footage"
START_LIMIT_SECONDS = 240
STOP_LIMIT_SECONDS = 60
RESTART_ASKED = 100
"""The exit code with which Home Assistant asks to be started again."""

CONFIGURATION = """\
# Written by scripts/develop at every start.
homeassistant:
  name: Demo household
  time_zone: {zone}
  unit_system: metric
  country: US
  currency: USD
  external_url: "http://localhost:{port}"
  internal_url: "http://localhost:{port}"
  allowlist_external_dirs:
    - {footage}
  media_dirs:
    footage: {footage}
automation: []
config:
frontend:
history:
logbook:
media_source:
mobile_app:
my:
stream:
logger:
  default: warning
  logs:
    custom_components.ring_guard: info
    # What these say at every start of such a household is known and harmless.
    homeassistant.components.camera.img_util: critical
    homeassistant.requirements: error
"""


async def develop() -> int:
    """Run the household until it is interrupted; returns the exit code."""
    began = time.monotonic()
    port = int(os.environ.get("RING_GUARD_PORT", "8123"))
    zone = local_zone()
    prepare(port, zone)
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    with ProcessPoolExecutor(max_workers=min(2, os.cpu_count() or 1), initializer=_worker) as pool:
        recorder = asyncio.create_task(record(pool, zone))
        try:
            return await run(f"http://localhost:{port}", stop, began)
        finally:
            recorder.cancel()
            pool.shutdown(wait=False, cancel_futures=True)


def prepare(port: int, zone: ZoneInfo) -> None:
    """Lay out the folder: configuration, the integration linked from the sources, and what precedes a first start."""
    storage = FOLDER / ".storage"
    storage.mkdir(parents=True, exist_ok=True)
    FOOTAGE.mkdir(exist_ok=True)
    text = CONFIGURATION.format(zone=zone.key, port=port, footage=FOOTAGE)
    (FOLDER / "configuration.yaml").write_text(text, encoding="utf-8")
    link = FOLDER / "custom_components"
    if not link.is_symlink():
        link.symlink_to(ROOT / "custom_components", target_is_directory=True)
    # The household's password is public: nobody but this machine may reach it.
    address = {
        "server_host": ["127.0.0.1"],
        "server_port": port,
        "cors_allowed_origins": [],
        "login_attempts_threshold": -1,
        "ip_ban_enabled": False,
        "ssl_profile": "modern",
        "use_x_frame_options": True,
    }
    _store(storage / "http", 2, 2, {"stable": address, "pending": None, "yaml_migration_done": True})
    if not (storage / "onboarding").exists():
        # These steps of the first visit would fetch other integrations; the user is made through the API.
        _store(storage / "onboarding", 4, 1, {"done": ["core_config", "analytics", "integration"]})


def _store(path: Path, version: int, minor: int, data: object) -> None:
    """Write one of Home Assistant's storage files."""
    content = {"version": version, "minor_version": minor, "key": path.name, "data": data}
    path.write_text(json.dumps(content), encoding="utf-8")


def local_zone() -> ZoneInfo:
    """Return this machine's time zone; UTC where it has no name."""
    name = os.environ.get("TZ", "")
    if not name:
        name = str(Path("/etc/localtime").resolve()).rpartition("zoneinfo/")[2]
    with contextlib.suppress(KeyError, ValueError, OSError):
        return ZoneInfo(name)
    return ZoneInfo("UTC")


def _worker() -> None:
    """Leave Ctrl-C to the parent, and the machine to Home Assistant."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(10)


async def record(pool: Executor, zone: ZoneInfo) -> None:
    """Keep the last twenty minutes of every camera on disk, newest first, for as long as the household runs."""
    loop = asyncio.get_running_loop()
    while True:
        footage.forget_old(FOOTAGE, datetime.now(UTC))
        wanted = footage.missing(FOOTAGE, datetime.now(UTC), zone)
        await asyncio.gather(*(loop.run_in_executor(pool, footage.make, FOOTAGE, *what, zone) for what in wanted))
        await asyncio.sleep(61 - datetime.now(UTC).second)


async def run(url: str, stop: asyncio.Event, began: float) -> int:
    """Start Home Assistant, furnish the household, and wait; start again when Home Assistant asks for it."""
    while True:
        hub = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "homeassistant", "--config", str(FOLDER)),
            # Where voice could not be compiled at set-up, it cannot be at start either.
            *("--skip-pip-packages", "pymicro-vad,pyspeex-noise"),
            # Ctrl-C in the terminal reaches this process alone, which then ends the hub.
            start_new_session=True,
        )
        ended = asyncio.create_task(hub.wait())
        ready = asyncio.create_task(_open(url, began))
        stopped = asyncio.create_task(stop.wait())
        try:
            await asyncio.wait({ended, stopped, ready}, return_when=asyncio.FIRST_COMPLETED)
            if ready.done() and (problem := ready.exception()):
                print(f"\nThe demo household could not be set up: {problem or type(problem).__name__}", file=sys.stderr)
            await asyncio.wait({ended, stopped}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            ready.cancel()
            stopped.cancel()
            code = await _end(hub)
        if stop.is_set() or code != RESTART_ASKED:
            return 0 if stop.is_set() else code


async def _open(url: str, began: float) -> None:
    """Wait for the hub, see that the household is complete, and say how to get in."""
    async with asyncio.timeout(START_LIMIT_SECONDS), aiohttp.ClientSession() as session:
        household = await furnish(url, session, FOLDER, FOOTAGE, [scene.folder for scene in footage.SCENES])
    _welcome(household, time.monotonic() - began)


def _welcome(household: Household, seconds: float) -> None:
    """Print how to get in and what to do next."""
    print(
        f"\n  The demo household is ready after {seconds:.0f} seconds: {household.url}"
        f"\n  Name: {household.username}   Password: {household.password}"
        "\n"
        "\n  In another terminal:  scripts/send-sample list   then   scripts/send-sample all"
        "\n  Ctrl-C ends it. Delete the folder develop/ to begin anew.\n",
        flush=True,
    )


async def _end(hub: asyncio.subprocess.Process) -> int:
    """End Home Assistant the way a service manager does, and insist after a minute."""
    if hub.returncode is None:
        hub.terminate()
        try:
            await asyncio.wait_for(hub.wait(), STOP_LIMIT_SECONDS)
        except TimeoutError:
            hub.kill()
    return await hub.wait()
