"""A folder of recordings is searched by time: names, writing times, gaps, overlaps, links, files half written."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
import os
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from custom_components.ring_guard.domain.model import Window
from custom_components.ring_guard.footage import folder as folder_module
from custom_components.ring_guard.footage.cutter import Cutter
from custom_components.ring_guard.footage.errors import NoFootage, OriginUnavailable
from custom_components.ring_guard.footage.folder import FolderOrigin
from custom_components.ring_guard.footage.origin import Note, uncovered
from custom_components.ring_guard.footage.prober import Probe
from tests import media

from .conftest import Recorder, order

BERLIN = ZoneInfo("Europe/Berlin")
FIVE = timedelta(minutes=5)
SCRATCH = Path("/nothing/is/fetched")


class Lengths:
    """A prober that knows every file to be five minutes long, or as long as told, and notes what it was asked."""

    def __init__(self, lengths: Mapping[str, timedelta | None] | None = None) -> None:
        self.lengths = lengths or {}
        self.asked: list[str] = []

    async def probe(self, paths: Sequence[Path]) -> list[Probe | None]:
        self.asked += [path.name for path in paths]
        found = [self.lengths.get(path.name, FIVE) for path in paths]
        return [None if length is None else Probe(duration=length, width=1, height=1) for length in found]


def _local(hour: int, minute: int, second: int = 0, *, day: int = 21, fold: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, second, tzinfo=BERLIN, fold=fold)


def _window(start: datetime, length: timedelta = timedelta(minutes=1)) -> Window:
    return Window(start=start, end=start + length)


def _put(folder: Path, name: str, written: datetime | None = None) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"film")
    if written is not None:
        os.utime(path, (written.timestamp(), written.timestamp()))
    return path


def _origin(folder: Path, prober: Lengths | None = None, match: str = "*") -> FolderOrigin:
    return FolderOrigin(folder=folder, zone=BERLIN, prober=prober or Lengths(), match=match)


async def _names(origin: FolderOrigin, window: Window) -> list[str]:
    return [piece.path.name for piece in (await origin.find(window, SCRATCH)).segments]


async def test_the_files_that_reach_into_the_window_are_found_in_order(tmp_path: Path) -> None:
    for minute in range(0, 30, 5):
        _put(tmp_path, f"2026-11-21_14-{minute:02}-00.mp4")
    found = await _origin(tmp_path).find(Window(start=_local(14, 9), end=_local(14, 16)), SCRATCH)
    assert [piece.path.name[11:16] for piece in found.segments] == ["14-05", "14-10", "14-15"]
    assert found.segments[0].start == _local(14, 5)
    assert found.gaps == ()


async def test_what_is_missing_is_said(tmp_path: Path) -> None:
    _put(tmp_path, "2026-11-21_14-00-00.mp4")
    _put(tmp_path, "2026-11-21_14-08-00.mp4")
    found = await _origin(tmp_path).find(Window(start=_local(13, 59), end=_local(14, 20)), SCRATCH)
    assert found.gaps == (
        Window(start=_local(13, 59), end=_local(14, 0)),
        Window(start=_local(14, 5), end=_local(14, 8)),
        Window(start=_local(14, 13), end=_local(14, 20)),
    )


async def test_a_moment_between_two_files_is_no_gap(tmp_path: Path) -> None:
    _put(tmp_path, "2026-11-21_14-00-00.mp4")
    _put(tmp_path, "2026-11-21_14-05-01.mp4")
    found = await _origin(tmp_path).find(Window(start=_local(14, 1), end=_local(14, 9)), SCRATCH)
    assert found.gaps == ()


async def test_overlapping_files_are_all_found(tmp_path: Path) -> None:
    for name in ("a_20261121140000.mp4", "b_20261121140200.mp4", "c_20261121140200.mp4"):
        _put(tmp_path, name)
    assert len(await _names(_origin(tmp_path), _window(_local(14, 3)))) == 3


async def test_a_file_without_a_time_in_its_name_ends_when_it_was_written(tmp_path: Path) -> None:
    _put(tmp_path, "motion.mp4", written=_local(14, 5))
    found = await _origin(tmp_path).find(_window(_local(14, 1)), SCRATCH)
    assert [(piece.start, piece.end) for piece in found.segments] == [(_local(14, 0), _local(14, 5))]
    with pytest.raises(NoFootage):
        await _origin(tmp_path).find(_window(_local(13, 58)), SCRATCH)


async def test_nothing_for_the_window_is_no_footage(tmp_path: Path) -> None:
    _put(tmp_path, "2026-11-21_14-00-00.mp4")
    with pytest.raises(NoFootage, match="no_footage"):
        await _origin(tmp_path).find(_window(_local(15, 0)), SCRATCH)


async def test_a_missing_folder_cannot_be_asked(tmp_path: Path) -> None:
    with pytest.raises(OriginUnavailable) as unavailable:
        await _origin(tmp_path / "nowhere").find(_window(_local(14, 0)), SCRATCH)
    assert unavailable.value.reason.key == "origin_folder_unreadable"


async def test_a_file_that_cannot_be_read_yet_is_left_out(tmp_path: Path) -> None:
    _put(tmp_path, "2026-11-21_14-00-00.mp4")
    _put(tmp_path, "2026-11-21_14-05-00.mp4")
    origin = _origin(tmp_path, Lengths({"2026-11-21_14-05-00.mp4": None}))
    found = await origin.find(Window(start=_local(14, 4), end=_local(14, 6)), SCRATCH)
    assert len(found.segments) == 1
    assert found.gaps == (Window(start=_local(14, 5), end=_local(14, 6)),)


async def test_the_hour_that_comes_twice_is_told_apart_by_when_the_file_was_written(tmp_path: Path) -> None:
    first, second = (datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=fold) for fold in (0, 1))
    _put(tmp_path, "a_20261025023000.mp4", written=first.astimezone(UTC) + FIVE)
    _put(tmp_path, "b_20261025023000.mp4", written=second.astimezone(UTC) + FIVE)
    _put(tmp_path, "c_20261025023000.mp4", written=second.astimezone(UTC) + timedelta(days=3))
    assert await _names(_origin(tmp_path), _window(first.astimezone(UTC))) == ["a_20261025023000.mp4"]
    assert await _names(_origin(tmp_path), _window(second.astimezone(UTC))) == ["b_20261025023000.mp4"]


async def test_links_that_leave_the_folder_are_not_followed(tmp_path: Path) -> None:
    outside, inside = tmp_path / "outside", tmp_path / "inside"
    secret = _put(outside, "2026-11-21_14-00-00.mp4")
    kept = _put(inside, "kept/2026-11-21_14-00-00.mp4")
    (inside / "2026-11-21_14-00-01.mp4").symlink_to(secret)
    (inside / "2026-11-21_14-00-02.mp4").symlink_to(kept)
    (inside / "2026-11-21_14-00-03.mp4").symlink_to(inside / "gone.mp4")
    (inside / "away").symlink_to(outside)
    (inside / "round").symlink_to(inside)
    found = await _origin(inside).find(_window(_local(14, 1)), SCRATCH)
    assert {piece.path for piece in found.segments} == {kept}


async def test_only_files_that_match_are_this_cameras(tmp_path: Path) -> None:
    for name in (
        "door_20261121140000.mp4",
        "yard_20261121140000.mp4",
        "door_20261121140000.jpg",
        ".door_20261121140000.mp4",
    ):
        _put(tmp_path, name)
    assert await _names(_origin(tmp_path, match="door*"), _window(_local(14, 1))) == ["door_20261121140000.mp4"]


async def test_pipes_and_empty_files_are_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "2026-11-21_14-00-00.mp4")
    (tmp_path / "2026-11-21_14-01-00.mp4").touch()
    (tmp_path / "2026-11-21_14-02-00.mp4").mkdir()
    prober = Lengths()
    with pytest.raises(NoFootage):
        await _origin(tmp_path, prober).find(_window(_local(14, 2)), SCRATCH)
    assert prober.asked == []


async def test_other_days_are_not_even_looked_into(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder_module, "MOST_ENTRIES", 60)
    for day in range(1, 31):
        for minute in range(0, 60, 5):
            _put(tmp_path, f"2026-11-{day:02}/14-{minute:02}-00.mp4", written=_local(14, minute, day=day) + FIVE)
    with pytest.raises(OriginUnavailable, match="too_large"):
        await _origin(tmp_path).find(_window(_local(14, 1, day=21)), SCRATCH)
    monkeypatch.setattr(folder_module, "MOST_ENTRIES", 30 + 5 * 12)
    prober = Lengths()
    assert await _names(_origin(tmp_path, prober), _window(_local(14, 1, day=21))) == ["14-00-00.mp4"]
    assert prober.asked == ["14-00-00.mp4"], "what was finished long before the window is not measured"


async def test_too_many_files_for_one_window_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder_module, "MOST_FILES", 3)
    for second in range(4):
        _put(tmp_path, f"2026-11-21_14-00-0{second}.mp4")
    with pytest.raises(OriginUnavailable, match="too_large"):
        await _origin(tmp_path).find(_window(_local(14, 1)), SCRATCH)


@pytest.mark.requires_debian("ffmpeg", "ffprobe")
async def test_from_folder_to_clip(recorded: Recorder, cutter: Cutter, tmp_path: Path, clips: Path) -> None:
    pieces = {"2026-11-21_13-00-00.mp4": (0, media.H264), "2026-11-21_13-00-03.mp4": (60, media.H264_B)}
    for name, (first, codec) in pieces.items():
        (tmp_path / name).write_bytes(recorded(frames=60, first=first, codec=codec).read_bytes())
    (tmp_path / "2026-11-21_13-00-06.mp4").write_bytes(recorded().read_bytes()[:9000])
    origin = FolderOrigin(folder=tmp_path, zone=BERLIN, prober=cutter, match="2026*")
    wanted = order(2, 9)
    found = await origin.find(wanted.window, SCRATCH)
    clip = await cutter.cut(wanted, found, clips)
    assert media.frame_numbers(clip.path) == list(range(40, 120))
    assert [gap.end for gap in found.gaps] == [gap.end for gap in clip.gaps] == [wanted.window.end]


def _put_now(folder: Path, name: str) -> Path:
    return _put(folder, name, written=datetime.now(UTC))


async def test_a_file_still_being_written_that_cannot_be_read_yet_is_said(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    first = _put(tmp_path, f"{now - 2 * FIVE:%Y-%m-%dT%H-%M-%SZ}.mp4", written=now - FIVE)
    growing = _put_now(tmp_path, f"{now - FIVE:%Y-%m-%dT%H-%M-%SZ}.mp4")
    origin = _origin(tmp_path, Lengths({growing.name: None}))
    found = await origin.find(Window(start=now - 1.2 * FIVE, end=now - 0.8 * FIVE), SCRATCH)
    assert [piece.path.name for piece in found.segments] == [first.name]
    assert found.notes == {Note.STILL_GROWING}
    with pytest.raises(NoFootage, match="footage_still_growing"):
        await origin.find(_window(now - 0.5 * FIVE), SCRATCH)


async def test_of_a_growing_file_that_can_be_read_what_is_there_counts(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    _put_now(tmp_path, f"{now - FIVE:%Y-%m-%dT%H-%M-%SZ}.ts")
    origin = _origin(tmp_path)
    inside = await origin.find(_window(now - 0.8 * FIVE), SCRATCH)
    assert (inside.notes, inside.gaps) == (frozenset(), ())
    beyond = await origin.find(Window(start=now - timedelta(minutes=1), end=now + timedelta(minutes=1)), SCRATCH)
    assert beyond.notes == {Note.STILL_GROWING}
    assert len(beyond.gaps) == 1


async def test_a_file_written_just_now_of_another_time_is_no_growing_one(tmp_path: Path) -> None:
    """A folder that was copied today has new writing times on old recordings."""
    now = datetime.now(UTC)
    _put_now(tmp_path, f"{now - timedelta(hours=9):%Y-%m-%dT%H-%M-%SZ}.mp4")
    with pytest.raises(NoFootage, match="no_footage"):
        await _origin(tmp_path).find(_window(now - timedelta(hours=8)), SCRATCH)


def test_gaps_lie_inside_the_window() -> None:
    window = _window(_local(14, 0), timedelta(minutes=10))
    assert uncovered(window, []) == (window,)
    assert uncovered(window, [_window(_local(13, 0), timedelta(hours=2))]) == ()
    late = _window(_local(14, 9), timedelta(hours=1))
    assert uncovered(window, [late]) == (Window(start=_local(14, 0), end=_local(14, 9)),)
