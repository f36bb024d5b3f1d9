"""Recordings that several tests cut, made once per test run, and one order to cut them by."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
import os
from pathlib import Path

import pytest

from custom_components.ring_guard.domain.clips import ClipOrder
from custom_components.ring_guard.domain.masks import Mask
from custom_components.ring_guard.domain.model import Window
from custom_components.ring_guard.footage import children
from custom_components.ring_guard.footage.cutter import CutLimits, Cutter
from custom_components.ring_guard.footage.origin import Footage, Segment
from tests import media

EAGER = CutLimits(niceness=0)
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)

type Recorder = Callable[..., Path]
type Orderer = Callable[..., ClipOrder]


@pytest.fixture(autouse=True)
def _count_children(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let coverage follow cutter and recorder into their child processes, whose environment is swept otherwise."""
    extra = [name for name in os.environ if name.startswith("COVERAGE_")]
    monkeypatch.setattr(children, "KEPT", (*children.KEPT, *extra))
    if extra:
        monkeypatch.setattr(children, "ALONE", ("-I",))  # coverage comes in as an extra package


@pytest.fixture(scope="session")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Recorder:
    """Make a recording, or take the one that was made the same way before."""
    folder = tmp_path_factory.mktemp("recordings")
    made: dict[object, Path] = {}

    def record(
        *,
        frames: int = 240,
        codec: Sequence[str] = media.H264_B,
        suffix: str = ".mp4",
        first: int = 0,
        sound: str | None = None,
        options: Sequence[str] = (),
    ) -> Path:
        key = (frames, tuple(codec), suffix, first, sound, tuple(options))
        if key not in made:
            path = folder / f"{len(made)}{suffix}"
            made[key] = media.make_video(path, frames=frames, codec=codec, first=first, sound=sound, options=options)
        return made[key]

    return record


def segment(path: Path, start: float = 0, duration: float = 12) -> Segment:
    """Place a file so many seconds after noon."""
    return Segment(path=path, start=NOON + timedelta(seconds=start), duration=timedelta(seconds=duration))


def footage(*segments: Segment | Path) -> Footage:
    """Put segments together; a bare path begins at noon."""
    return Footage(segments=tuple(segment(piece) if isinstance(piece, Path) else piece for piece in segments))


def order(
    start: float, end: float, *, sound: bool = False, masks: Sequence[Mask] = (), most_lines: int | None = None
) -> ClipOrder:
    """Order the frames between two moments, in seconds after noon."""
    window = Window(start=NOON + timedelta(seconds=start), end=NOON + timedelta(seconds=end))
    return ClipOrder(
        request_id="01K9REQUEST",
        camera_id="front_door",
        window=window,
        sound=sound,
        masks=tuple(masks),
        most_lines=most_lines,
    )


@pytest.fixture
def cutter() -> Cutter:
    """Return a cutter with the usual limits, but as eager as the tests beside it."""
    return Cutter(EAGER)


@pytest.fixture
def clips(tmp_path: Path) -> Path:
    """Return the private folder for clips, not yet made."""
    return tmp_path / "clips"
