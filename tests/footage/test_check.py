"""The reader that judges finished files finds what other ways of cutting leave in them, and the cutter acts on it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
import struct
from typing import Any

import pytest

from custom_components.ring_guard.domain.clips import ClipFault, ClipOrder, ClipReport, violations
from custom_components.ring_guard.footage.cutter import CutLimits, Cutter, cutter as cutter_module
from custom_components.ring_guard.footage.cutter.child import run_job
from custom_components.ring_guard.footage.errors import ClipRejected, CutFailed
from tests import media

from .conftest import EAGER, Recorder, footage, order

pytestmark = pytest.mark.requires_debian("ffmpeg", "ffprobe")

SINE = "sine=frequency=440"
CLEAN = ("-fflags", "+bitexact", "-bsf:v", "filter_units=remove_types=6", "-map_metadata", "-1")


async def _read(path: Path) -> ClipReport:
    answer = await run_job({"task": "checking", "target": str(path), "masks": []}, EAGER)
    return cutter_module._report(answer["done"]["report"])


async def _faults(path: Path, of: ClipOrder, placed: Sequence[datetime] | None = None) -> set[ClipFault]:
    """Judge a file that claims to hold what its frames' times say, counted from the window's start."""
    report = await _read(path)
    claimed = placed or [of.window.start + time - report.frame_times[0] for time in report.frame_times]
    return set(violations(of, report, claimed))


async def test_a_stream_copy_is_caught_with_its_hidden_frames(recorded: Recorder, tmp_path: Path) -> None:
    leaky = tmp_path / "leaky.mp4"
    media.ffmpeg("-ss", "3.9", "-i", recorded(codec=media.H264), "-t", "5", "-c", "copy", *CLEAN, leaky)
    report = await _read(leaky)
    assert len(report.frame_times) > 100, "a player that heeds the edit list shows a hundred"
    faults = await _faults(leaky, order(3.9, 8.9))
    assert {ClipFault.EDIT_LIST, ClipFault.TOO_LONG} <= faults


async def test_a_true_reencode_of_the_window_passes(recorded: Recorder, tmp_path: Path) -> None:
    bare, good = tmp_path / "bare.h264", tmp_path / "good.mp4"
    media.ffmpeg("-i", recorded(codec=media.H264), "-t", "5", "-c:v", "libx264", "-bf", "0", bare)
    media.ffmpeg("-framerate", str(media.FPS), "-i", bare, "-c", "copy", "-use_editlist", "0", *CLEAN, good)
    assert await _faults(good, order(0, 5)) == set()
    assert await _faults(good, order(0, 4.9)) == {ClipFault.FRAME_OUTSIDE_WINDOW, ClipFault.TOO_LONG}


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (("-metadata", "title=Front door"), ClipFault.METADATA),
        (("-metadata", "location=+48.8584+002.2945/"), ClipFault.METADATA),
        (("-metadata", "creation_time=2026-11-21T12:00:00Z"), ClipFault.METADATA),
        (("-metadata:s:v", "handler_name=SN4711"), ClipFault.METADATA),
        (("-bsf:v", "h264_metadata=sei_user_data=086f3693b7b34f2c965321492feee5b8+SN4711"), ClipFault.USER_DATA),
        (("-movflags", "frag_keyframe+empty_moov"), ClipFault.METADATA),
    ],
)
async def test_whatever_else_a_file_carries_is_named(
    arguments: tuple[str, ...], fault: ClipFault, recorded: Recorder, tmp_path: Path
) -> None:
    telling = tmp_path / "telling.mp4"
    options = ("-c", "copy", "-use_editlist", "0", *CLEAN)
    media.ffmpeg("-i", recorded(codec=media.H264), *options, *arguments, telling)
    assert await _faults(telling, order(0, 12)) == {fault}


async def test_sound_is_judged_by_the_order(recorded: Recorder, tmp_path: Path) -> None:
    loud = tmp_path / "loud.mp4"
    media.ffmpeg("-i", recorded(codec=media.H264, sound=SINE), "-c", "copy", "-use_editlist", "0", *CLEAN, loud)
    assert ClipFault.SOUND in await _faults(loud, order(0, 13))
    assert ClipFault.SOUND not in await _faults(loud, order(0, 13, sound=True))
    assert ClipFault.SOUND_OUTSIDE_WINDOW in await _faults(loud, order(0, 11, sound=True))


async def test_bytes_that_no_frame_uses_are_found(
    recorded: Recorder, cutter: Cutter, clips: Path, tmp_path: Path
) -> None:
    clip = await cutter.cut(order(1, 2), footage(recorded()), clips)
    data = clip.path.read_bytes()
    at = data.index(b"mdat") - 4
    (size,) = struct.unpack(">I", data[at : at + 4])
    secret = b"hidden frames"
    stuffed = tmp_path / "stuffed.mp4"
    stuffed.write_bytes(data[:at] + struct.pack(">I", size + len(secret)) + data[at + 4 :] + secret)
    assert await _faults(stuffed, order(1, 2)) == {ClipFault.HIDDEN_BYTES}
    stuffed.write_bytes(data + struct.pack(">I4s", 8 + len(secret), b"free") + secret)
    assert await _faults(stuffed, order(1, 2)) == {ClipFault.METADATA}
    stuffed.write_bytes(data + secret)
    with pytest.raises(CutFailed):
        await _read(stuffed)


async def test_a_cut_that_goes_beyond_its_order_is_deleted(
    recorded: Recorder, cutter: Cutter, clips: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    describe = cutter_module._cut_job

    def wider(of: ClipOrder, *rest: Any) -> dict[str, Any]:
        job = describe(of, *rest)
        return {**job, "end": job["end"] + 50_000}

    monkeypatch.setattr(cutter_module, "_cut_job", wider)
    with pytest.raises(ClipRejected) as rejected:
        await cutter.cut(order(3, 5), footage(recorded()), clips)
    assert set(rejected.value.faults) == {"clip_fault_frame_outside_window", "clip_fault_too_long"}
    assert list(clips.iterdir()) == []


async def test_a_file_that_its_reader_cannot_read_is_deleted(
    recorded: Recorder, cutter: Cutter, clips: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def spoil(job: dict[str, Any], *rest: Any) -> dict[str, Any]:
        if job["task"] == "checking":
            Path(job["target"]).write_bytes(b"spoilt")
        return await run_job(job, *rest)

    monkeypatch.setattr(cutter_module, "run_job", spoil)
    with pytest.raises(ClipRejected) as rejected:
        await cutter.cut(order(3, 5), footage(recorded()), clips)
    assert rejected.value.faults == ("clip_fault_damaged",)
    assert list(clips.iterdir()) == []


async def test_a_request_id_cannot_lead_out_of_the_folder(recorded: Recorder, cutter: Cutter, clips: Path) -> None:
    crooked = ClipOrder(request_id="../x", camera_id="door", window=order(1, 2).window, sound=False)
    with pytest.raises(ValueError, match="id"):
        await cutter.cut(crooked, footage(recorded()), clips)


async def test_recordings_are_measured_and_the_unreadable_told_apart(
    recorded: Recorder, cutter: Cutter, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.mp4"
    broken.write_bytes(recorded().read_bytes()[:3000])
    sources = [recorded(), broken, recorded(codec=media.H264_B, options=media.FRAGMENTED), tmp_path / "none.mp4"]
    probes = await cutter.probe([*sources, recorded(suffix=".ts")])
    lengths = [probe and probe.duration / timedelta(seconds=1) for probe in probes]
    assert lengths == [12, None, pytest.approx(12, abs=0.2), None, pytest.approx(12, abs=0.2)]
    assert probes[0] is not None
    assert (probes[0].width, probes[0].height) == (media.WIDTH, media.HEIGHT)


async def test_a_recording_that_detains_its_reader_is_passed_over(
    recorded: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def stumble(job: dict[str, Any], limits: CutLimits, hear: Any) -> dict[str, Any]:
        for path in job["paths"]:
            if "trap" in path:
                raise CutFailed("cut_crashed")
            hear({"probe": {"duration": 1_000_000, "width": 1, "height": 1}})
        return {}

    monkeypatch.setattr(cutter_module, "run_job", stumble)
    probes = await Cutter().probe([Path("a"), Path("trap"), Path("b"), Path("trap"), Path("c")])
    assert [probe is not None for probe in probes] == [True, False, True, False, True]
    assert await Cutter().probe([Path("trap")] * 20) == [None] * 20


async def test_what_hides_in_a_tracks_description_is_found(
    recorded: Recorder, cutter: Cutter, clips: Path, tmp_path: Path
) -> None:
    clip = await cutter.cut(order(1, 2), footage(recorded()), clips)
    data = clip.path.read_bytes()
    named = tmp_path / "named.mp4"
    at = data.index(b"stsd") + 12
    assert data[at + 4 : at + 8] == b"avc1"
    name = at + 8 + 42
    named.write_bytes(data[:name] + b"\x06SN4711" + data[name + 7 :])
    assert ClipFault.METADATA in await _faults(named, order(1, 2))
    strange = tmp_path / "strange.mp4"
    strange.write_bytes(data.replace(b"btrt", b"SN47"))
    assert ClipFault.METADATA in await _faults(strange, order(1, 2))
    record = data.index(b"avcC")
    (size,) = struct.unpack(">I", data[record - 4 : record])
    stuffed = tmp_path / "stuffed.mp4"
    stuffed.write_bytes(data[: record + size - 5] + b"\x01" + data[record + size - 4 :])
    assert ClipFault.METADATA in await _faults(stuffed, order(1, 2))
