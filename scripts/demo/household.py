"""Furnishes the demo household through Home Assistant's own API: its user, Ring Guard, two cameras and a webhook source.

What is there already stays as it is. How the samples reach the household is written to develop/demo.json, because a
source's secret is shown only once.
"""

import asyncio
from dataclasses import asdict, dataclass
import json
from pathlib import Path
from typing import Self

import aiohttp

from .hub import Answers, Hub

DOMAIN = "ring_guard"
NAME, USERNAME, PASSWORD = "Demo Resident", "demo", "ring-guard-demo"
NOTE = "demo.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    """How to reach the demo household, as a person and as a sender of samples."""

    url: str
    username: str
    password: str
    webhook: str = ""
    secret: str = ""

    @classmethod
    def read(cls, folder: Path) -> Self | None:
        """Return what an earlier start wrote down."""
        note = folder / NOTE
        return cls(**json.loads(note.read_text(encoding="utf-8"))) if note.exists() else None

    def write(self, folder: Path) -> None:
        """Write it down for this user's eyes alone."""
        note = folder / NOTE
        note.touch(mode=0o600)
        note.write_text(json.dumps(asdict(self), indent=2), encoding="utf-8")


async def furnish(
    url: str, session: aiohttp.ClientSession, folder: Path, footage: Path, cameras: list[str]
) -> Household:
    """Wait for the hub at `url`, add whatever the household lacks, and return how to reach it."""
    hub = await Hub.when_up(url, session)
    if await hub.onboarded():
        await hub.sign_in(username=USERNAME, password=PASSWORD)
    else:
        await hub.onboard(name=NAME, username=USERNAME, password=PASSWORD)
    while not await hub.running():
        await asyncio.sleep(0.2)
    household = Household.read(folder) or Household(url=url, username=USERNAME, password=PASSWORD)
    if not await hub.entries(DOMAIN):
        household = await _set_up(hub, footage, cameras)
    household.write(folder)
    return household


async def _set_up(hub: Hub, footage: Path, cameras: list[str]) -> Household:
    """Walk Ring Guard's dialogues as a newcomer does."""
    user = await hub.ask(type="auth/current_user")
    await hub.set_up(DOMAIN, _guard(user["id"]))
    (entry,) = await hub.entries(DOMAIN)
    for camera in cameras:
        await hub.add(entry["entry_id"], "camera", _camera(camera, footage / camera))
    source = await hub.add(entry["entry_id"], "source", SOURCE)
    return Household(
        url=hub.url,
        username=USERNAME,
        password=PASSWORD,
        webhook=source.shown["url"],
        secret=source.shown["secret"],
    )


def _guard(user_id: str) -> Answers:
    """Answer the first dialogue: the "Ask me" preset, and the demo's resident as the one who approves."""
    return {"user": {"preset": "ask_me", "approvers": [user_id]}}


def _camera(name: str, folder: Path) -> Answers:
    """Answer the dialogue of one camera."""
    title = name.replace("_", " ").capitalize()
    return {"user": {"name": title, "origin": "folder"}, "folder": {"folder": str(folder)}}


SOURCE: Answers = {"user": "webhook", "webhook": {"name": "Samples", "local_only": True}}
