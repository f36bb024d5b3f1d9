"""Footage in question is copied aside while people decide, within a budget, and goes again when nobody needs it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
import shutil
import stat
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from custom_components.ring_guard.domain.lifecycle import (
    Choice,
    Hold,
    Life,
    State,
    approve,
    decline,
    end_hold,
    reopen,
    wants_hold,
    withdraw,
)
from custom_components.ring_guard.domain.model import Window
from custom_components.ring_guard.footage.brought import brought_folder, keep
from custom_components.ring_guard.footage.errors import NoFootage, OriginUnavailable
from custom_components.ring_guard.footage.origin import Footage, Note, Segment
from custom_components.ring_guard.footage.prober import Probe
from custom_components.ring_guard.ledger import Ledger
from custom_components.ring_guard.pipeline import holds as holds_module
from custom_components.ring_guard.pipeline.copying import Stopped
from custom_components.ring_guard.pipeline.errands import Errands
from custom_components.ring_guard.pipeline.held import held_footage
from custom_components.ring_guard.pipeline.holds import Holds
from custom_components.ring_guard.pipeline.lives import ANNOUNCE, DISCARD, END_HOLD
from custom_components.ring_guard.pipeline.preparation import Studio
from custom_components.ring_guard.releases.signing import load_or_make

from .conftest import Line, asked

RECORDED = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
COURT = "We have a search warrant signed by Judge Example of the Superior Court."


@dataclass
class Recorder:
    """An origin with one file a minute, or with a reason why it has none."""

    folder: Path
    error: Exception | None = None
    gaps: tuple[Window, ...] = ()
    asked: list[Window] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.folder.mkdir(exist_ok=True)
        for minute in range(5):
            (self.folder / f"{minute}.mp4").write_bytes(bytes([minute]) * 1000)

    async def find(self, window: Window, scratch: Path) -> Footage:
        self.asked.append(window)
        if self.error:
            raise self.error
        pieces = [
            Segment(path=self.folder / f"{minute}.mp4", start=RECORDED + minute * MINUTE, duration=MINUTE)
            for minute in range(5)
        ]
        touching = tuple(piece for piece in pieces if piece.start < window.end and piece.end > window.start)
        if not touching:
            raise NoFootage("no_footage")
        return Footage(segments=touching, gaps=self.gaps)


@dataclass
class Vault:
    """Holds on a ledger, with what tests change."""

    line: Line
    folder: Path
    recorder: Recorder
    budget: int = 100_000

    def __post_init__(self) -> None:
        signer, _ = load_or_make(self.folder.parent)
        self.studio = Studio(
            origins={"front": self.recorder, "back": self.recorder},
            cutter=None,  # type: ignore[arg-type]  # nothing is cut here
            folder=self.folder,
            zone=ZoneInfo("UTC"),
            signer=signer,
        )
        self.root = self.studio.holds
        self.told: list[Any] = []
        line = self.line
        self.holds = Holds(line.ledger, line.lives, lambda: self.studio, lambda: self.budget, lambda: line.now)

        async def ignore(errands: Any) -> None:
            self.told += [errand for errand in errands if errand.kind == ANNOUNCE]

        self.errands = Errands(line.ledger, {ANNOUNCE: ignore, DISCARD: ignore, END_HOLD: self.holds.end})

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        task = asyncio.create_task(self.holds.run())
        yield
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    async def held(self, life: Life) -> Life:
        """Wait until a request has a hold."""
        async with self.running(), asyncio.timeout(30):
            while (now := self.line.lives.open[life.id]).hold is None:
                await asyncio.sleep(0.005)
        return now

    def files(self) -> list[str]:
        return sorted(str(path.relative_to(self.root)) for path in self.root.rglob("*") if path.is_file())

    async def step(self, before: Life, after: Life, kind: str = "state_changed") -> Life:
        await self.line.lives.step(before, after, kind, at=self.line.now)
        while await self.errands.run_batch():
            pass
        return after


@pytest.fixture
def vault(line: Line, tmp_path: Path) -> Vault:
    folder = tmp_path / "private" / "clips"
    folder.mkdir(parents=True)
    return Vault(line, folder, Recorder(tmp_path / "recordings"))


def yes(line: Line, life: Life) -> Life:
    return approve(life, user_id="u", offer_mark=None, choice=Choice(), now=line.now, mode=line.mode)


async def test_what_waits_is_copied_aside_privately_and_written_down(vault: Vault) -> None:
    life = await vault.held(await vault.line.take(asked(end="2026-11-20T14:01:30+00:00")))
    assert life.hold
    assert life.hold.problems == ()
    assert [file.camera_id for file in life.hold.files] == ["front", "front"]
    assert vault.files() == [f"{life.id}/001.mp4", f"{life.id}/002.mp4"]
    copies = [(vault.root / name).read_bytes() for name in vault.files()]
    assert copies == [bytes([0]) * 1000, bytes([1]) * 1000]
    assert stat.S_IMODE(vault.root.stat().st_mode) == 0o700
    assert {stat.S_IMODE((vault.root / name).stat().st_mode) for name in vault.files()} == {0o600}
    assert "footage_held" in await vault.line.kinds()
    assert life.offer.mark == (await vault.line.all())[0].offer.mark


async def test_the_recorders_clean_up_does_not_reach_the_copy(vault: Vault) -> None:
    life = await vault.held(await vault.line.take(asked()))
    for path in vault.recorder.folder.iterdir():
        path.write_bytes(b"overwritten")
    shutil.rmtree(vault.recorder.folder)
    assert life.hold
    found = held_footage(vault.root, life, "front", Window(start=RECORDED, end=RECORDED + 40 * timedelta(seconds=1)))
    assert found
    assert found.gaps == ()
    assert found.segments[0].path.read_bytes() == bytes(1000)
    assert held_footage(vault.root, life, "back", Window(start=RECORDED, end=RECORDED + MINUTE)) is None


@pytest.mark.parametrize(
    ("error", "problem"),
    [
        (NoFootage("no_footage"), "no_footage"),
        (OriginUnavailable("origin_folder_unreadable"), "origin_folder_unreadable"),
    ],
)
async def test_what_the_recorder_cannot_give_is_said_quietly(vault: Vault, error: Exception, problem: str) -> None:
    vault.recorder.error = error
    life = await vault.held(await vault.line.take(asked()))
    assert life.hold
    assert life.hold.problems == (problem,)
    while await vault.errands.run_batch():
        pass
    assert [errand.payload["quiet"] for errand in vault.told] == [False, True]


async def test_gaps_and_a_missing_time_are_said(vault: Vault) -> None:
    gap = Window(start=RECORDED + 10 * timedelta(seconds=1), end=RECORDED + 20 * timedelta(seconds=1))
    vault.recorder.gaps = (gap,)
    life = await vault.held(await vault.line.take(asked()))
    assert life.hold
    assert (life.hold.problems, life.hold.gaps) == (("hold_gap",), (gap,))


async def test_that_nothing_can_be_held_of_a_request_without_a_time_is_known_from_the_start(vault: Vault) -> None:
    timeless = await vault.line.take(asked(start=None, end=None))
    assert timeless.hold
    assert timeless.hold.problems == ("hold_no_window",)
    assert not wants_hold(timeless)
    while await vault.errands.run_batch():
        pass
    assert len(vault.told) == 1
    assert "footage_held" not in await vault.line.kinds()


async def test_a_time_that_is_stated_later_is_held(vault: Vault) -> None:
    timeless = await vault.line.take(asked(start=None, end=None))
    grown = await vault.line.take(asked())
    assert (grown.id, wants_hold(grown)) == (timeless.id, True)
    async with vault.running(), asyncio.timeout(30):
        while wants_hold(held := vault.line.lives.open[timeless.id]):
            await asyncio.sleep(0.005)
    assert held.hold
    assert (held.hold.window, held.hold.problems) == (grown.request.window, ())


async def test_the_budget_is_never_exceeded_and_that_is_said(vault: Vault) -> None:
    vault.budget = 4500
    first = await vault.held(await vault.line.take(asked(end="2026-11-20T14:04:30+00:00")))
    assert first.hold
    assert first.hold.problems == ("hold_over_budget",)
    assert first.hold.size == 2000
    second = await vault.held(await vault.line.take(asked(reference="CASE-2", end="2026-11-20T14:04:30+00:00")))
    third = await vault.held(await vault.line.take(asked(reference="CASE-3", end="2026-11-20T14:00:30+00:00")))
    assert second.hold
    assert third.hold
    assert third.hold.files == ()
    assert third.hold.problems == ("hold_over_budget",)
    assert sum((vault.root / name).stat().st_size for name in vault.files()) <= vault.budget


@pytest.mark.parametrize("how", [decline, withdraw])
async def test_a_no_deletes_the_copy_and_it_is_written_down(vault: Vault, how: Any) -> None:
    life = await vault.held(await vault.line.take(asked()))
    await vault.step(life, how(life, user_id="u", now=vault.line.now))
    assert vault.files() == []
    assert "hold_ended" in await vault.line.kinds()


async def test_expiry_deletes_the_copy(vault: Vault) -> None:
    await vault.held(await vault.line.take(asked()))
    vault.line.now += timedelta(hours=24)
    await vault.line.progress.advance_all()
    while await vault.errands.run_batch():
        pass
    assert vault.files() == []


async def test_what_may_be_a_courts_stays_until_a_person_ends_it(vault: Vault) -> None:
    life = await vault.held(await vault.line.take(asked(message=COURT)))
    declined = await vault.step(life, decline(life, user_id="u", now=vault.line.now))
    assert vault.files() == [f"{life.id}/001.mp4"]
    await vault.holds.clear_strays()
    assert vault.files() == [f"{life.id}/001.mp4"]
    await vault.step(declined, end_hold(declined, user_id="u", now=vault.line.now))
    assert vault.files() == []


async def test_a_reopened_request_is_held_anew(vault: Vault) -> None:
    life = await vault.held(await vault.line.take(asked()))
    declined = await vault.step(life, decline(life, user_id="u", now=vault.line.now))
    again = reopen(
        declined,
        declined.decision,
        user_id="u",
        now=vault.line.now,
        answer_within=timedelta(hours=1),
        mode=vault.line.mode,
    )
    await vault.step(declined, again)
    await vault.held(again)
    assert vault.files() == [f"{life.id}/001.mp4"]


async def test_a_request_that_grows_is_held_anew(vault: Vault) -> None:
    life = await vault.held(await vault.line.take(asked()))
    await vault.line.take(asked(end="2026-11-20T14:02:30+00:00"))
    async with vault.running(), asyncio.timeout(30):
        while len(vault.files()) < 3:
            await asyncio.sleep(0.005)
    assert vault.line.lives.open[life.id].id == life.id


async def test_a_withdrawal_stops_a_copy_that_is_under_way(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, stopped = asyncio.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()

    def endless(source: Path, target: Path, stop: Any) -> int:
        target.write_bytes(b"part")
        loop.call_soon_threadsafe(begun.set)
        stop.wait(30)
        loop.call_soon_threadsafe(stopped.set)
        raise Stopped

    monkeypatch.setattr(holds_module, "copy_aside", endless)
    life = await vault.line.take(asked())
    async with vault.running(), asyncio.timeout(30):
        await begun.wait()
        await vault.line.lives.step(life, withdraw(life, user_id="u", now=vault.line.now), "x", at=vault.line.now)
        vault.holds.wake()
        await stopped.wait()
        while vault.files():
            await asyncio.sleep(0.005)
    assert list(vault.root.iterdir()) == []
    assert "footage_held" not in await vault.line.kinds()


async def test_what_a_crash_left_is_deleted_and_held_anew(vault: Vault, open_ledger: Any) -> None:
    life = await vault.held(await vault.line.take(asked()))
    for name in ("nobody", f"{life.id}.part"):
        (vault.root / name).mkdir()
        (vault.root / name / "001.mp4").write_bytes(b"stray")
    await vault.holds.clear_strays()
    assert vault.files() == [f"{life.id}/001.mp4"]


async def test_a_copy_whose_record_a_crash_prevented_is_made_again(vault: Vault) -> None:
    life = await vault.line.take(asked())
    vault.root.mkdir()
    (vault.root / life.id).mkdir()
    (vault.root / life.id / "001.mp4").write_bytes(b"half")
    await vault.holds.clear_strays()
    assert vault.files() == []
    await vault.held(life)
    assert (vault.root / life.id / "001.mp4").read_bytes() == bytes(1000)


async def test_a_long_window_is_fetched_in_stretches_and_no_further_than_a_day(vault: Vault) -> None:
    life = await vault.held(await vault.line.take(asked(end="2026-11-30T14:00:00+00:00")))
    assert life.hold
    assert max(window.length for window in vault.recorder.asked) <= timedelta(minutes=30)
    assert vault.recorder.asked[-1].end <= RECORDED + timedelta(hours=24)
    assert "hold_over_budget" in life.hold.problems
    assert len(life.hold.gaps) <= holds_module.MOST_GAPS


async def test_an_approval_in_between_still_has_its_hold(vault: Vault) -> None:
    vault.line.policy = replace(vault.line.policy, terms=replace(vault.line.policy.terms, cool_down=MINUTE))
    life = await vault.held(await vault.line.take(asked()))
    agreed = await vault.step(life, yes(vault.line, life))
    await vault.line.progress.advance_all()
    cooling = vault.line.lives.open[life.id]
    assert cooling.state is State.COOLING_DOWN
    assert held_footage(vault.root, cooling, "front", agreed.offer.window or Window(start=RECORDED, end=RECORDED))


async def test_hold_survives_in_the_ledger(vault: Vault, open_ledger: Any) -> None:
    life = await vault.held(await vault.line.take(asked()))
    await vault.line.ledger.close()
    ledger: Ledger = await open_ledger()
    again = Line(ledger, now=vault.line.now)
    await again.lives.load()
    assert again.lives.open[life.id].hold == life.hold


@dataclass
class Measure:
    """A prober for which every file is half a minute of video, unless it is empty."""

    measured: list[Path] = field(default_factory=list)

    async def probe(self, paths: Any) -> list[Probe | None]:
        self.measured += paths
        return [Probe(duration=MINUTE / 2, width=2, height=2) if path.stat().st_size else None for path in paths]


class NobodyBrought:
    """The origin of a camera whose footage people bring, before they do."""

    async def find(self, window: Window, scratch: Path) -> Footage:
        raise NoFootage("footage_not_brought")


def by_hand(vault: Vault) -> Path:
    """Let people bring the front camera's footage; return the private folder."""
    before = vault.studio
    vault.studio = replace(
        before,
        origins={**before.origins, "front": NobodyBrought()},
        by_hand=frozenset({"front"}),
        cutter=Measure(),  # type: ignore[arg-type]  # nothing is cut here
    )
    return before.folder.parent


def bring(vault: Vault, request_id: str, second: int = 0, content: bytes = b"brought", camera: str = "front") -> Path:
    """Bring half a minute of a camera for a request."""
    private = vault.studio.folder.parent
    path = private / "upload.mp4"
    path.write_bytes(content)
    return keep(path, brought_folder(private, camera), request_id, RECORDED + timedelta(seconds=second))


async def until(vault: Vault, request_id: str, condition: Callable[[Hold], bool]) -> Life:
    """Wait until what is held of a request is as it should be."""
    async with vault.running(), asyncio.timeout(30):
        while not ((life := vault.line.lives.open[request_id]).hold and condition(life.hold)):
            await asyncio.sleep(0.005)
    return life


async def test_what_is_brought_is_held_with_the_rest_and_what_was_missing_is_said_anew(vault: Vault) -> None:
    by_hand(vault)
    asked_of_both = asked(cameras=["Front door", "Back yard"])
    life = await vault.held(await vault.line.take(asked_of_both))
    assert life.hold
    assert life.hold.problems == ("footage_not_brought",)
    assert [file.camera_id for file in life.hold.files] == ["back"]
    recorded = life.hold.files[0]
    while await vault.errands.run_batch():
        pass
    vault.told.clear()
    vault.recorder.error = OriginUnavailable("no recorder is asked a second time")

    path = bring(vault, life.id)
    vault.holds.take_in(life.id)
    part = await until(vault, life.id, lambda hold: len(hold.files) == 2)
    assert part.hold
    assert part.hold.problems == ("hold_gap",)
    assert [gap.start - RECORDED for gap in part.hold.gaps] == [MINUTE / 2]
    assert part.hold.files[0] == recorded
    held = vault.root / life.id / part.hold.files[1].file_name
    assert held.samefile(path), "it takes no room a second time"

    bring(vault, life.id, second=30, content=b"the rest")
    vault.holds.take_in(life.id)
    whole = await until(vault, life.id, lambda hold: len(hold.files) == 3)
    assert whole.hold
    assert (whole.hold.problems, whole.hold.gaps) == ((), ())
    while await vault.errands.run_batch():
        pass
    assert [errand.payload["quiet"] for errand in vault.told] == [True, True], "what phones show is corrected"
    assert (await vault.line.kinds()).count("footage_held") == 3
    found = held_footage(vault.root, whole, "front", Window(start=RECORDED, end=RECORDED + timedelta(seconds=40)))
    assert found
    assert (found.gaps, found.notes) == ((), {Note.TIMES_STATED}), "a clip says still whose word its time is"


async def test_what_is_brought_for_a_request_without_a_time_can_be_looked_at_as_well(vault: Vault) -> None:
    by_hand(vault)
    life = await vault.line.take(asked(start=None, end=None))
    bring(vault, life.id)
    vault.holds.take_in(life.id)
    held = await until(vault, life.id, lambda hold: len(hold.files) == 1)
    assert held.hold
    assert held.hold.problems == ("hold_no_window",)


async def test_a_better_file_for_the_same_moment_takes_the_place_of_the_first(vault: Vault) -> None:
    by_hand(vault)
    life = await vault.held(await vault.line.take(asked()))
    for content in (b"the wrong film", b"the right one"):
        bring(vault, life.id, content=content)
        async with vault.running(), asyncio.timeout(30):
            vault.holds.take_in(life.id)
            while sizes(vault.line.lives.open[life.id]) != [len(content)] or len(vault.files()) != 1:
                await asyncio.sleep(0.005)
        assert [(vault.root / name).read_bytes() for name in vault.files()] == [content]
    held = vault.line.lives.open[life.id]
    assert held.hold
    vault.holds.take_in(life.id)
    bring(vault, life.id, second=20)
    again = await until(vault, life.id, lambda hold: len(hold.files) == 2)
    assert again.hold
    assert again.hold.files[0] == held.hold.files[0]


def sizes(life: Life) -> list[int]:
    """Return the sizes of the files that a request's hold is recorded to have."""
    return [file.size for file in life.hold.files] if life.hold else []


async def test_what_is_brought_beyond_the_budget_is_said_not_to_be_held(vault: Vault) -> None:
    by_hand(vault)
    vault.budget = 2000
    life = await vault.held(await vault.line.take(asked()))
    bring(vault, life.id, content=bytes(1500))
    vault.holds.take_in(life.id)
    held = await until(vault, life.id, lambda hold: "hold_over_budget" in hold.problems)
    assert held.hold
    assert (held.hold.files, held.hold.problems) == ((), ("footage_not_brought", "hold_over_budget"))


async def test_what_is_no_video_or_of_another_time_is_not_held(vault: Vault) -> None:
    by_hand(vault)
    life = await vault.held(await vault.line.take(asked()))
    bring(vault, life.id, content=b"")
    bring(vault, life.id, second=-3600)
    bring(vault, "another", second=5)
    bring(vault, life.id, second=10)
    vault.holds.take_in(life.id)
    held = await until(vault, life.id, lambda hold: bool(hold.files))
    assert held.hold
    assert [file.start - RECORDED for file in held.hold.files] == [timedelta(seconds=10)]
    assert held.hold.problems == ("hold_gap",)


async def test_what_a_crash_kept_out_is_taken_in_at_the_start(vault: Vault) -> None:
    by_hand(vault)
    life = await vault.held(await vault.line.take(asked()))
    bring(vault, life.id)
    await vault.holds.take_in_missed()
    held = await until(vault, life.id, lambda hold: bool(hold.files))
    seen = held.version
    await vault.holds.take_in_missed()
    bring(vault, life.id, second=20)
    vault.holds.take_in(life.id)
    held = await until(vault, life.id, lambda hold: len(hold.files) == 2)
    assert held.version == seen + 1


async def test_a_request_that_ends_while_something_is_taken_in_keeps_nothing(vault: Vault) -> None:
    by_hand(vault)
    life = await vault.held(await vault.line.take(asked()))
    bring(vault, life.id)
    begun, let_go = asyncio.Event(), asyncio.Event()

    class Slow(Measure):
        async def probe(self, paths: Any) -> list[Probe | None]:
            begun.set()
            with suppress(asyncio.CancelledError):
                await let_go.wait()
            return await super().probe(paths)

    vault.studio = replace(vault.studio, cutter=Slow())  # type: ignore[arg-type]  # nothing is cut here
    async with vault.running(), asyncio.timeout(30):
        vault.holds.take_in(life.id)
        await begun.wait()
        await vault.line.lives.step(life, decline(life, user_id="u", now=vault.line.now), "x", at=vault.line.now)
        while await vault.errands.run_batch():
            pass
        assert "hold_ended" not in await vault.line.kinds(), "somebody is at work on it"
        vault.holds.wake()
        let_go.set()
        while "hold_ended" not in await vault.line.kinds():
            await asyncio.sleep(0.005)
    assert vault.files() == []
    assert not (vault.root / life.id).exists()
