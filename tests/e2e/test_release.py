"""An agreed clip on its way out of a real Home Assistant: held, previewed, let out by a link, fetched, ended."""

import asyncio
import os
from pathlib import Path
import re
import subprocess
import sys
import tarfile
from typing import Any

import aiohttp
import pytest

from scripts.demo.hub import DialogueError

from .household import DOMAIN, Household, eventually
from .hub_process import HubProcess
from .push_service import PushService

VERIFIER = Path(__file__).parents[2] / "scripts" / "verify-release"


async def _options(household: Household, **changes: Any) -> None:
    """Change the household's options through its page."""
    hub = household.resident.hub
    shown = await hub._post("/api/config/config_entries/options/flow", {"handler": household.entry_id})
    people = {"approvers": [household.ids["resident"]], "notify": ["mobile_app_resident", "mobile_app_guest"]}
    answers = {
        **people,
        "show_details": True,
        "answer_within": 24,
        "approvals": 1,
        "limits": {"default_effect": "ask", "longest_clip": 60, "sound": False, "cool_down": 0},
        "leaving": {"link_life": 72, "downloads": 3, "link_cool_down": 0, "hold_budget": 1, **changes},
    }
    done = await hub._post(f"/api/config/config_entries/options/flow/{shown['flow_id']}", answers)
    assert done["type"] == "create_entry", done


async def _ready(household: Household, reference: str) -> dict[str, Any]:
    """Return a request whose clip is ready."""
    assert await household.send(household.asking(reference, seconds=10), reference) == 202
    waiting = await household.request(reference, "awaiting_confirmation")
    await household.resident.call("approve", request_id=waiting["request_id"])
    request = await household.request(reference, "ready", "failed", "no_footage", seconds=60)
    assert request["state"] == "ready", request["problem"]
    return request


async def test_what_waits_is_held_and_only_an_approver_sees_it(household: Household, hub_process: HubProcess) -> None:
    assert await household.send(household.asking("HOLD-1", seconds=10), "hold-1") == 202
    await household.request("HOLD-1", "awaiting_confirmation")

    async def held() -> dict[str, Any] | None:
        request = await household.request("HOLD-1")
        return request if request["hold"] else None

    request = await eventually(held)
    assert request
    (file,) = request["hold"]["files"]
    assert request["hold"]["problems"] == []
    status, body = await household.resident.fetch(file["path"])
    assert (status, len(body)) == (200, request["hold"]["size"])
    assert (await household.guest.fetch(file["path"]))[0] == 403
    folder = hub_process.folder / ".cache" / DOMAIN / "holds"
    assert [path.name for path in folder.iterdir()] == [request["request_id"]]
    await household.guest.call("decline", request_id=request["request_id"])
    await eventually(lambda: asyncio.to_thread(lambda: not list(folder.iterdir())))


async def test_a_link_lets_somebody_without_a_login_fetch_counts_and_ends(
    household: Household, hub_process: HubProcess, pushes: PushService
) -> None:
    await _options(household)
    request = await _ready(household, "OUT-1")
    with pytest.raises(DialogueError, match="400"):
        await household.guest.call("release", request_id=request["request_id"])
    handed = await household.resident.call("release", request_id=request["request_id"], fetches=1)
    assert handed["state"] == "released"
    assert handed["link"].startswith(household.url)
    folder = hub_process.folder / "fetched"
    await asyncio.to_thread(folder.mkdir)
    async with aiohttp.ClientSession() as outsider:
        async with outsider.get(handed["link"]) as page:
            assert page.status == 200
            assert not page.headers.get("Server")
        async with outsider.post(handed["link"]) as clips:
            assert clips.status == 200
            addresses = re.findall(r'href="([^"]+)"', await clips.text())
        for address, name in zip(addresses, ("clip.mp4", "clip.json"), strict=True):
            async with outsider.get(household.url + address) as file:
                assert file.status == 200
                (folder / name).write_bytes(await file.read())
        async with outsider.get(handed["link"]) as again:
            assert again.status == 404
        async with outsider.post(handed["link"]) as again:
            assert again.status == 404
    assert (folder / "clip.mp4").stat().st_size == request["clips"][0]["size"]
    done = await asyncio.to_thread(_verify, folder)
    assert done.returncode == 0, done.stdout
    assert "Springfield Police Department" in done.stdout
    with (folder / "clip.mp4").open("r+b") as clip:
        clip.seek(-1, os.SEEK_END)
        clip.write(b"!")
    assert (await asyncio.to_thread(_verify, folder)).returncode == 1

    async def told() -> list[Any]:
        return [push for push in pushes.about(request["request_id"]) if "127.0.0.1" in push["message"]]

    await eventually(told)
    await household.guest.call("revoke", request_id=request["request_id"])
    async with aiohttp.ClientSession() as outsider, outsider.get(household.url + addresses[0]) as file:
        assert file.status == 404
    assert (await household.request("OUT-1"))["state"] == "revoked"


def _verify(folder: Path) -> subprocess.CompletedProcess[str]:
    """Check what was fetched as its recipient would."""
    command = [sys.executable, "-I", str(VERIFIER), str(folder / "clip.mp4"), str(folder / "clip.json")]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


async def test_a_link_ends_by_the_clock_and_its_clip_goes(household: Household, hub_process: HubProcess) -> None:
    await _options(household)
    request = await _ready(household, "OUT-2")
    handed = await household.resident.call("release", request_id=request["request_id"], hours=0.002)
    async with aiohttp.ClientSession() as outsider:

        async def gone() -> bool:
            async with outsider.get(handed["link"]) as page:
                return page.status == 404

        await eventually(gone)
    assert (await household.request("OUT-2", "link_expired"))["release"]["fetches"] == []
    name = request["clips"][0]["path"].rsplit("/", 1)[1]
    clip = hub_process.folder / ".cache" / DOMAIN / "clips" / name
    await eventually(lambda: asyncio.to_thread(lambda: not clip.exists()))


async def test_a_link_waits_and_anybody_stops_it_from_their_phone(household: Household, pushes: PushService) -> None:
    await _options(household, link_cool_down=120)
    request = await _ready(household, "OUT-3")
    handed = await household.resident.call("release", request_id=request["request_id"])
    assert handed["state"] == "ready"
    async with aiohttp.ClientSession() as outsider:

        async def closed() -> bool:
            async with outsider.get(handed["link"]) as page:
                # Whoever knocked often a moment ago is told to wait first.
                assert page.status in {404, 429}
                return page.status == 404

        await eventually(closed)

    async def button() -> str | None:
        about = [push for push in pushes.about(request["request_id"]) if push["push_token"] == "phone-of-guest"]
        actions = about[-1]["data"].get("actions", []) if about else []
        return next((item["action"] for item in actions if item["title"] == "Stop the link"), None)

    action = await eventually(button)
    assert action
    await household.guest.press(action)

    async def called_off() -> bool:
        return (await household.request("OUT-3"))["release"] is None

    await eventually(called_off)
    assert (await household.request("OUT-3"))["state"] == "ready"


async def test_a_backup_holds_the_ledger_and_neither_clips_nor_held_footage(
    household: Household, hub_process: HubProcess
) -> None:
    await _options(household)
    request = await _ready(household, "BACKUP-1")
    assert await household.send(household.asking("BACKUP-2", seconds=10), "backup-2") == 202

    async def held() -> bool:
        found = await household.request("BACKUP-2")
        return bool(found["hold"] and found["hold"]["files"])

    await eventually(held)
    private = hub_process.folder / ".cache" / DOMAIN
    buffers = private / "buffers" / "camera"
    await asyncio.to_thread(buffers.mkdir, parents=True, exist_ok=True)
    await asyncio.to_thread((buffers / "minute.mp4").write_bytes, b"rolling")
    kept = {path.name for path in await asyncio.to_thread(lambda: [*private.rglob("*.mp4")])}
    assert request["clips"][0]["path"].rsplit("/", 1)[1] in kept
    wanted = {"agent_ids": ["backup.local"], "include_homeassistant": True, "include_database": True}
    await household.resident.hub.ask(type="backup/generate", **wanted)

    async def made() -> list[Any]:
        info = await household.resident.hub.ask(type="backup/info")
        return info["backups"] if info["state"] == "idle" else []

    await eventually(made, 120)
    names = await asyncio.to_thread(_backed_up, hub_process.folder)
    assert f"data/{DOMAIN}/ledger.db" in names
    assert f"data/{DOMAIN}/signing_key.pem" in names
    inside = [name for name in names if ".cache" in Path(name).parts[:-1]]
    assert not inside, "of the folder with clips and held footage there is at most its name"
    assert not [name for name in names if name.endswith(".mp4") and Path(name).name in kept]


def _backed_up(folder: Path) -> set[str]:
    """Return what the newest backup holds of the configuration folder."""
    newest = max((folder / "backups").glob("*.tar"), key=lambda path: path.stat().st_mtime)
    with tarfile.open(newest) as outer:
        inner = outer.extractfile("homeassistant.tar.gz")
        assert inner
        with tarfile.open(fileobj=inner) as content:
            return {name.removeprefix("./") for name in content.getnames()}


async def test_links_and_holds_survive_a_power_cut(
    founded: Household, hub_process: HubProcess, household: Household
) -> None:
    await _options(household)
    request = await _ready(household, "OUT-4")
    handed = await household.resident.call("release", request_id=request["request_id"])
    assert await household.send(household.asking("HOLD-2", seconds=10), "hold-2") == 202
    waiting = await household.request("HOLD-2", "awaiting_confirmation")

    async def settled() -> bool:
        text = await asyncio.to_thread(_entries, hub_process.folder)
        return '"link_cool_down": 0' in text or '"link_cool_down":0' in text

    await eventually(settled, 60)
    await asyncio.to_thread(hub_process.kill)
    await asyncio.to_thread(hub_process.start)
    await asyncio.to_thread(hub_process.wait)
    async with aiohttp.ClientSession() as outsider:
        founded.sit_down(outsider)
        await eventually(founded.resident.hub.running, 60)

        async def opened() -> bool:
            async with outsider.get(handed["link"]) as page:
                return page.status == 200

        await eventually(opened, 60)

        async def held() -> bool:
            found = await founded.request("HOLD-2")
            return bool(found["hold"] and found["hold"]["files"])

        await eventually(held, 60)
        await founded.resident.call("withdraw", request_id=waiting["request_id"])
        assert (await founded.resident.call("verify_ledger"))["whole"] is True


def _entries(folder: Path) -> str:
    """Return what Home Assistant has written of its entries."""
    return (folder / ".storage" / "core.config_entries").read_text(encoding="utf-8")
