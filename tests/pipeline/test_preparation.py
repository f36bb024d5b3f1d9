"""From an approved request to its clips: with the real cutter on real footage, and with one that tests hold back."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
import json
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from custom_components.ring_guard.domain.lifecycle import (
    Choice,
    HeldFile,
    Hold,
    LeftOut,
    Life,
    State,
    approve,
    hold,
    withdraw,
)
from custom_components.ring_guard.domain.model import Mode, Window
from custom_components.ring_guard.footage.cutter import Cutter, FinishedClip
from custom_components.ring_guard.footage.errors import (
    ClipRejected,
    CutFailed,
    FootageError,
    NoFootage,
    OriginUnavailable,
)
from custom_components.ring_guard.footage.folder import FolderOrigin
from custom_components.ring_guard.footage.origin import Footage, FootageOrigin
from custom_components.ring_guard.ledger import LedgerUnavailable
from custom_components.ring_guard.pipeline import endless
from custom_components.ring_guard.pipeline.preparation import Preparation, Studio, discard_strays
from custom_components.ring_guard.releases.signing import load_or_make
from scripts.demo import footage

from .conftest import Line, asked

UTC_ZONE = ZoneInfo("UTC")
RECORDED = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)


@dataclass
class Empty:
    """An origin that has something of every window, in no file."""

    async def find(self, window: Window, scratch: Path) -> Footage:
        return Footage(segments=())


@dataclass
class HeldBack:
    """A cutter that leaves a half-made file until it is let go, and then fails or succeeds as told."""

    folder: Path
    error: Exception | None = None
    go: asyncio.Event = field(default_factory=asyncio.Event)
    begun: asyncio.Event = field(default_factory=asyncio.Event)

    async def cut(
        self, order: Any, footage: Footage, folder: Path, *, progress: Callable[[float], None]
    ) -> FinishedClip:
        await asyncio.to_thread((folder / f"{order.request_id}-1.mp4").write_bytes, b"half")
        progress(0.5)
        self.begun.set()
        await self.go.wait()
        raise self.error or CutFailed("cut_unreadable")


@dataclass
class Workshop:
    """A line with its preparation."""

    line: Line
    folder: Path
    origins: Mapping[str, FootageOrigin]
    cutter: Any

    def __post_init__(self) -> None:
        signer, _ = load_or_make(self.folder.parent)
        studio = Studio(origins=self.origins, cutter=self.cutter, folder=self.folder, zone=UTC_ZONE, signer=signer)
        self.preparation = Preparation(
            self.line.ledger, self.line.lives, lambda: studio, lambda: self.line.mode, lambda: self.line.now
        )

    def files(self) -> list[str]:
        return sorted(path.name for path in self.folder.glob("*"))

    async def until(self, request_id: str, *states: State) -> Life:
        async with asyncio.timeout(60):
            while True:
                life = await self.line.lives.get(request_id)
                if life and life.state in states:
                    return life
                await asyncio.sleep(0.01)


@pytest.fixture(scope="session")
def recordings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with one minute of the front door."""
    root = tmp_path_factory.mktemp("recordings")
    footage.make(root, footage.SCENES[0], RECORDED, UTC_ZONE)
    return root / footage.SCENES[0].folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    private = tmp_path / "clips"
    private.mkdir(mode=0o700)
    return private


async def preparing(line: Line, **fields: Any) -> Life:
    """Return an approved request that is to be cut."""
    life = await line.take(asked(**fields))
    yes = approve(life, user_id="u", offer_mark=life.offer.mark, choice=Choice(), now=line.now, mode=line.mode)
    await line.lives.step(life, yes, "approval_given", at=line.now, actor="u")
    await line.progress.advance_all()
    return line.lives.open[life.id]


async def test_agreed_seconds_become_a_clip_with_a_manifest(line: Line, folder: Path, recordings: Path) -> None:
    cutter = Cutter()
    front = FolderOrigin(folder=recordings, zone=UTC_ZONE, prober=cutter)
    shop = Workshop(line, folder, {"front": front, "back": Empty()}, cutter)
    life = await preparing(line)
    running = asyncio.create_task(shop.preparation.run())
    done = await shop.until(life.id, State.READY, State.FAILED, State.NO_FOOTAGE)
    running.cancel()
    assert (done.state, done.problem) == (State.READY, None)
    (clip,) = done.clips
    assert clip.camera_id == "front"
    assert timedelta(seconds=39) < clip.length <= timedelta(seconds=40)
    manifest = json.loads((folder / clip.file_name).with_suffix(".json").read_text(encoding="utf-8"))["manifest"]
    assert manifest["file"]["sha256"] == clip.sha256
    assert "sound" in manifest["removed"]
    assert manifest["ledger"]["count"] > 0
    assert "clip_made" in await line.kinds()


@dataclass
class Failing:
    """An origin that cannot give anything."""

    error: FootageError

    async def find(self, window: Window, scratch: Path) -> Footage:
        raise self.error


@pytest.mark.parametrize("error", [OriginUnavailable("origin_unreachable"), NoFootage("no_footage")])
async def test_camera_whose_footage_cannot_be_had_is_left_out_and_named_in_the_ledger(
    line: Line, folder: Path, recordings: Path, error: FootageError
) -> None:
    cutter = Cutter()
    front = FolderOrigin(folder=recordings, zone=UTC_ZONE, prober=cutter)
    shop = Workshop(line, folder, {"back": Failing(error), "front": front}, cutter)
    life = await preparing(line, cameras=["Front door", "Back yard"])
    running = asyncio.create_task(shop.preparation.run())
    done = await shop.until(life.id, State.READY, State.FAILED, State.NO_FOOTAGE)
    running.cancel()
    assert done.state is State.READY
    assert [clip.camera_id for clip in done.clips] == ["front"]
    assert done.left_out == (LeftOut(camera_id="back", problem=error.reason.key),)
    assert done.partial
    (ended,) = [found for found in await line.ledger.newest_entries(1, request_id=life.id) if found.payload]
    assert ended.payload is not None
    assert ended.payload["left_out"] == {"back": error.reason.key}


async def test_recorder_that_may_still_have_it_is_what_is_said_where_no_camera_gave_anything(
    line: Line, folder: Path
) -> None:
    origins = {
        "back": Failing(NoFootage("no_footage")),
        "front": Failing(OriginUnavailable("origin_unreachable")),
    }
    shop = Workshop(line, folder, origins, Cutter())
    life = await preparing(line, cameras=["Front door", "Back yard"])
    running = asyncio.create_task(shop.preparation.run())
    done = await shop.until(life.id, State.READY, State.FAILED, State.NO_FOOTAGE)
    running.cancel()
    assert (done.state, done.problem) == (State.FAILED, "origin_unreachable")
    assert shop.files() == []


async def test_footage_of_a_part_becomes_a_clip_that_says_so(line: Line, folder: Path, recordings: Path) -> None:
    cutter = Cutter()
    front = FolderOrigin(folder=recordings, zone=UTC_ZONE, prober=cutter)
    shop = Workshop(line, folder, {"front": front}, cutter)
    end = RECORDED + timedelta(minutes=1)
    life = await preparing(
        line, start=(end - timedelta(seconds=10)).isoformat(), end=(end + timedelta(seconds=30)).isoformat()
    )
    running = asyncio.create_task(shop.preparation.run())
    done = await shop.until(life.id, State.READY, State.FAILED, State.NO_FOOTAGE)
    running.cancel()
    (clip,) = done.clips
    (gap,) = clip.gaps
    assert abs(gap.start - end) < timedelta(seconds=1)
    assert gap.end == end + timedelta(seconds=30)
    manifest = json.loads((folder / clip.file_name).with_suffix(".json").read_text(encoding="utf-8"))
    told = manifest.get("manifest", manifest)
    assert [gap["end"]["utc"] for gap in told["gaps"]] == [gap.end.isoformat()]
    assert told["notes"] == []


async def test_no_footage_is_said_and_leaves_no_file(line: Line, folder: Path, recordings: Path) -> None:
    cutter = Cutter()
    front = FolderOrigin(folder=recordings, zone=UTC_ZONE, prober=cutter)
    shop = Workshop(line, folder, {"front": front}, cutter)
    life = await preparing(line, start="2026-11-01T10:00:00+00:00", end="2026-11-01T10:00:30+00:00")
    running = asyncio.create_task(shop.preparation.run())
    done = await shop.until(life.id, State.NO_FOOTAGE)
    running.cancel()
    assert done.problem == "no_footage"
    assert shop.files() == []


@pytest.mark.parametrize(
    ("error", "state", "problem"),
    [
        (CutFailed("cut_timed_out"), State.FAILED, "cut_timed_out"),
        (ClipRejected(("clip_fault_too_long",)), State.FAILED, "clip_rejected"),
        (NoFootage("no_footage"), State.NO_FOOTAGE, "no_footage"),
    ],
)
async def test_cut_that_goes_wrong_ends_with_its_reason_and_no_file(
    line: Line, folder: Path, error: Exception, state: State, problem: str
) -> None:
    cutter = HeldBack(folder, error)
    cutter.go.set()
    shop = Workshop(line, folder, {"front": Empty()}, cutter)
    life = await preparing(line)
    running = asyncio.create_task(shop.preparation.run())
    done = await shop.until(life.id, state)
    running.cancel()
    assert done.problem == problem
    assert shop.files() == []


async def test_withdrawal_ends_a_running_cut_at_once(line: Line, folder: Path) -> None:
    cutter = HeldBack(folder)
    shop = Workshop(line, folder, {"front": Empty()}, cutter)
    life = await preparing(line)
    running = asyncio.create_task(shop.preparation.run())
    await cutter.begun.wait()
    assert shop.preparation.progress == {life.id: 0.5}
    stopped = withdraw(line.lives.open[life.id], user_id="u", now=line.now)
    await line.lives.step(line.lives.open[life.id], stopped, "request_withdrawn", at=line.now)
    shop.preparation.wake()
    while shop.files() or shop.preparation.progress:
        await asyncio.sleep(0.005)
    assert not running.done()
    running.cancel()


async def test_lockdown_ends_a_running_cut_and_it_is_taken_up_afterwards(line: Line, folder: Path) -> None:
    cutter = HeldBack(folder)
    shop = Workshop(line, folder, {"front": Empty()}, cutter)
    life = await preparing(line)
    running = asyncio.create_task(shop.preparation.run())
    await cutter.begun.wait()
    line.mode = Mode.LOCKDOWN
    shop.preparation.wake()
    while shop.files():
        await asyncio.sleep(0.005)
    assert line.lives.open[life.id].state is State.PREPARING
    cutter.begun.clear()
    line.mode = Mode.POLICY
    shop.preparation.wake()
    await cutter.begun.wait()
    running.cancel()


async def test_withdrawal_that_comes_first_leaves_no_file_of_a_finished_cut(line: Line, folder: Path) -> None:
    cutter = HeldBack(folder, NoFootage("no_footage"))
    shop = Workshop(line, folder, {"front": Empty()}, cutter)
    life = await preparing(line)
    running = asyncio.create_task(shop.preparation.run())
    await cutter.begun.wait()
    stopped = withdraw(line.lives.open[life.id], user_id="u", now=line.now)
    await line.lives.step(line.lives.open[life.id], stopped, "request_withdrawn", at=line.now)
    cutter.go.set()
    while shop.files():
        await asyncio.sleep(0.005)
    assert (await line.all())[0].state is State.WITHDRAWN
    running.cancel()


async def test_camera_that_is_gone_ends_the_preparation(line: Line, folder: Path) -> None:
    shop = Workshop(line, folder, {}, Cutter())
    life = await preparing(line)
    running = asyncio.create_task(shop.preparation.run())
    done = await shop.until(life.id, State.FAILED)
    running.cancel()
    assert done.problem == "clip_no_camera"


async def test_no_clip_is_offered_while_the_ledger_cannot_be_written(
    line: Line, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(endless, "RETRY_AFTER", timedelta())
    cutter = HeldBack(folder, NoFootage("no_footage"))
    cutter.go.set()
    shop = Workshop(line, folder, {"front": Empty()}, cutter)
    life = await preparing(line)
    real, failures = line.ledger.write, [LedgerUnavailable("full")]

    async def failing(write: Any) -> Any:
        if failures:
            raise failures.pop()
        return await real(write)

    monkeypatch.setattr(line.ledger, "write", failing)
    running = asyncio.create_task(endless.run_for_ever("preparation", shop.preparation.run))
    await shop.until(life.id, State.NO_FOOTAGE)
    running.cancel()
    assert failures == []


@dataclass
class Forgetful:
    """An origin whose recordings are gone by the time that a clip is cut."""

    async def find(self, window: Window, scratch: Path) -> Footage:
        raise NoFootage("no_footage")


async def test_the_cut_is_made_from_what_was_held_if_the_recorder_has_it_no_more(
    line: Line, folder: Path, recordings: Path
) -> None:
    cutter = Cutter()
    shop = Workshop(line, folder, {"front": Forgetful()}, cutter)
    life = await preparing(line)
    source = min(recordings.rglob("*.mp4"))
    target = shop.preparation._studio().holds / life.id / "001.mp4"
    target.parent.mkdir(parents=True)
    target.write_bytes(source.read_bytes())
    file = HeldFile(
        camera_id="front",
        file_name="001.mp4",
        size=target.stat().st_size,
        start=RECORDED,
        duration=timedelta(minutes=1),
    )
    before = line.lives.open[life.id]
    held = hold(before, Hold(window=before.offer.window, cameras=frozenset({"front"}), files=(file,)))
    await line.lives.step(before, held, "footage_held", at=line.now)
    running = asyncio.create_task(shop.preparation.run())
    done = await shop.until(life.id, State.READY, State.FAILED, State.NO_FOOTAGE)
    running.cancel()
    assert (done.state, done.problem) == (State.READY, None)
    assert done.clips[0].length > timedelta(seconds=39)


def test_files_of_unfinished_cuts_are_strays(tmp_path: Path) -> None:
    for name in ("kept-1.mp4", "kept-1.json", "lost-1.mp4", "lost-1.json.part"):
        (tmp_path / name).write_bytes(b"")
    assert discard_strays(tmp_path, {"kept"}) == ["lost-1.json.part", "lost-1.mp4"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kept-1.json", "kept-1.mp4"]
