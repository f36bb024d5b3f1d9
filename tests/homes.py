"""A household for tests: a real hub with a set-up entry, its own ledger and clip folder, and people of three kinds.

Test modules ask for the fixture `household`, or call `set_up` with what they need and `take_down` afterwards. Only the
cut itself is a stand-in: it makes real files in the private folder, of no video.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from homeassistant.auth.permissions.system_policies import USER_POLICY
from homeassistant.config_entries import ConfigEntryState, ConfigSubentryData, ConfigSubentryDataWithId
from homeassistant.core import Context, HomeAssistant, State as EntityState
from homeassistant.helpers import entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.ring_guard import const
from custom_components.ring_guard.domain.clips import ClipReport
from custom_components.ring_guard.domain.lifecycle import Life, State, wants_hold
from custom_components.ring_guard.domain.model import Effect, Mode
from custom_components.ring_guard.footage.cutter import FinishedClip
from custom_components.ring_guard.footage.origin import Footage
from custom_components.ring_guard.guard import Guard

TOKEN_KEY = "5a" * 32
FRONT, BACK = "front", "back"
CLIP = bytes(range(256)) * 16
"""What a cut by the stand-in makes."""

OPTIONS: Mapping[str, Any] = {
    const.CONF_APPROVERS: ["approver", "second"],
    const.CONF_NOTIFY: [],
    const.CONF_SHOW_DETAILS: True,
    const.CONF_MODE: Mode.POLICY.value,
    const.CONF_DEFAULT_EFFECT: int(Effect.CONFIRM),
    const.CONF_ANSWER_WITHIN: 24,
    const.CONF_LONGEST_CLIP: 60,
    const.CONF_SOUND: False,
    const.CONF_APPROVALS: 1,
    const.CONF_COOL_DOWN: 0,
}

ASKED_START = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)
ASKED: Mapping[str, Any] = {
    "agency": "Springfield Police Department",
    "officer": "Officer Example",
    "reference": "CASE-2026-1",
    "start": ASKED_START.isoformat(),
    "end": (ASKED_START + timedelta(seconds=40)).isoformat(),
    "message": "We look into a theft and ask for footage of your camera.",
}
"""A request that waits for an answer, and may be approved as it is."""


class StandInCutter:
    """Makes a file for each order, at once."""

    async def cut(self, order: Any, footage: Footage, folder: Path, **_: Any) -> FinishedClip:
        number = len(list(folder.glob(f"{order.request_id}-*.mp4"))) + 1
        path = folder / f"{order.request_id}-{number}.mp4"
        await asyncio.to_thread(path.write_bytes, CLIP)
        report = ClipReport(streams=("video",), frame_times=(timedelta(),), picture_end=order.window.length)
        return FinishedClip(
            path=path,
            sha256=sha256(CLIP).hexdigest(),
            size=len(CLIP),
            duration=order.window.length,
            frames=1,
            first_frame=order.window.start,
            end=order.window.end,
            report=report,
            removed=(),
            gaps=(),
            sources=(),
        )

    async def probe(self, paths: Sequence[Path]) -> list[None]:
        return [None] * len(paths)


class StandInOrigin:
    """Has footage of any window."""

    async def find(self, window: Any, scratch: Path) -> Footage:
        return Footage(segments=())


def camera(key: str, name: str, folder: Path, **data: Any) -> ConfigSubentryDataWithId:
    """Return a camera of the household."""
    return {
        "data": {const.CONF_ORIGIN: "folder", const.CONF_FOLDER: str(folder), **data},
        "subentry_id": key,
        "subentry_type": const.SUBENTRY_CAMERA,
        "title": name,
        "unique_id": None,
    }


def household_entry(folder: Path, subentries: Sequence[ConfigSubentryData] = (), **options: Any) -> MockConfigEntry:
    """Return the entry of a household with two cameras."""
    cameras = (camera(FRONT, "Front door", folder), camera(BACK, "Back yard", folder))
    return MockConfigEntry(
        domain=const.DOMAIN,
        title="Ring Guard",
        data={"token_key": TOKEN_KEY},
        options={**OPTIONS, **options},
        subentries_data=[*cameras, *subentries],
    )


@dataclass
class Household:
    """A set-up household, and what people do in it."""

    hass: HomeAssistant
    entry: MockConfigEntry
    approver: MockUser
    second: MockUser
    stranger: MockUser
    number: int = field(default=0)

    @property
    def guard(self) -> Guard:
        return self.entry.runtime_data

    def entity_id(self, platform: str, key: str) -> str:
        """Return the id of one of our entities."""
        found = er.async_get(self.hass).async_get_entity_id(platform, const.DOMAIN, f"{self.entry.entry_id}_{key}")
        assert found is not None
        return found

    def state(self, platform: str, key: str) -> EntityState:
        """Return what one of our entities shows."""
        state = self.hass.states.get(self.entity_id(platform, key))
        assert state is not None
        return state

    async def call(self, action: str, user: MockUser | None = None, **data: Any) -> dict[str, Any]:
        """Call an action of ours in a user's name, None for an automation; return its answer."""
        context = Context(user_id=user.id if user else None)
        answer = await self.hass.services.async_call(
            const.DOMAIN, action, data, blocking=True, context=context, return_response=True
        )
        assert isinstance(answer, dict)
        return answer

    async def submit(self, **fields: Any) -> str:
        """Hand in a request that waits, a new one each time; return its id."""
        self.number += 1
        asked = {**ASKED, "reference": f"CASE-2026-{self.number}", **fields}
        answer = await self.call("submit_request", **{key: value for key, value in asked.items() if value is not None})
        await eventually(lambda: not self.is_being_held(answer["request_id"]))
        return answer["request_id"]

    def is_being_held(self, request_id: str) -> bool:
        """Tell whether a request's footage is yet to be held, which changes the request once more."""
        life = self.guard.lives.open.get(request_id)
        return life is not None and wants_hold(life)

    async def life(self, request_id: str) -> Life:
        """Return a request as it stands."""
        life = await self.guard.lives.get(request_id)
        assert life is not None
        return life

    async def until(self, request_id: str, state: State) -> Life:
        """Wait until a request has come to a state."""
        async with asyncio.timeout(30):
            while (life := await self.life(request_id)).state is not state:
                await asyncio.sleep(0.005)
        await self.settled()
        return life

    async def ready(self) -> Life:
        """Return a request whose clip is ready."""
        request_id = await self.submit()
        await self.call("approve", self.approver, request_id=request_id, cameras=[FRONT])
        return await self.until(request_id, State.READY)

    async def settled(self, seconds: float = 30) -> None:
        """Wait until everything that was to be told is told."""

        async def all_told() -> bool:
            return not await self.guard.ledger.errands(limit=1)

        async with asyncio.timeout(seconds):
            while not await all_told():
                await asyncio.sleep(0.005)
        await self.hass.async_block_till_done()

    async def recorded(self, kind: str) -> list[Mapping[str, Any]]:
        """Return the payloads of all entries of a kind."""
        entries = await self.guard.ledger.entries(limit=10_000)
        return [entry.payload or {} for entry in entries if entry.kind == kind]


async def eventually(condition: Callable[[], bool]) -> None:
    """Wait until a condition holds."""
    async with asyncio.timeout(30):
        while not condition():
            await asyncio.sleep(0.005)


async def set_up(
    hass: HomeAssistant, folder: Path, subentries: Sequence[ConfigSubentryData] = (), **options: Any
) -> Household:
    """Set a household up whose files lie in `folder`; the hub forgets it with `take_down`."""
    hass.config.config_dir = str(folder)
    people = [MockUser(id=name, name=name.title()).add_to_hass(hass) for name in ("approver", "second", "stranger")]
    for person in people:
        person.mock_policy(USER_POLICY)
    entry = household_entry(folder, subentries, **options)
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    return Household(hass, entry, *people)


async def take_down(household: Household) -> None:
    """Unload a household, so that its ledger's threads end."""
    if household.entry.state is ConfigEntryState.LOADED:
        await household.hass.config_entries.async_unload(household.entry.entry_id)
    await household.hass.async_block_till_done()


def let_cuts_succeed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every cut succeed at once, without video."""
    origins = {"folder": lambda settings, context: StandInOrigin()}
    monkeypatch.setattr("custom_components.ring_guard.guard.Cutter", StandInCutter)
    monkeypatch.setattr("custom_components.ring_guard.guard.ORIGINS", origins)
