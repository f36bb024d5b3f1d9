"""Parameter sets and units of H.264: read as the standard says, written so that a decoder sees one kind of picture."""

from contextlib import suppress
from pathlib import Path
import re
import subprocess

import av
from hypothesis import given, strategies as st
import pytest

from custom_components.ring_guard.footage.cutter import Cutter
from custom_components.ring_guard.footage.cutter.worker.parameters import Odd, Sequence, picture, sequence
from custom_components.ring_guard.footage.cutter.worker.units import Sets, Splitter, joined, record
from tests import media

from .conftest import Recorder, footage, order

pytestmark = pytest.mark.requires_debian("ffmpeg", "ffprobe")

KINDS = {
    "baseline": ("-profile:v", "baseline"),
    "main": ("-profile:v", "main", "-bf", "2"),
    "high": ("-bf", "3", "-x264-params", "ref=5:b-pyramid=normal"),
    "colours and shape": ("-color_primaries", "bt709", "-color_trc", "bt709", "-colorspace", "bt709", "-aspect", "5:3"),
    "buffer model": (
        "-b:v",
        "300k",
        "-maxrate",
        "300k",
        "-bufsize",
        "300k",
        "-x264-params",
        "nal-hrd=vbr:pic-struct=1",
    ),
}


def _sets(path: Path, tmp_path: Path) -> Sets:
    """Return the parameter sets of a recording."""
    raw = tmp_path / "raw.h264"
    media.ffmpeg("-i", path, "-c", "copy", "-bsf:v", "h264_mp4toannexb", "-f", "h264", raw)
    splitter = Splitter(None)
    for unit in splitter.units(raw.read_bytes()):
        if unit[0] & 31 in (7, 8):
            splitter.sets.add(unit)
    return splitter.sets


def _traced(unit: bytes, tmp_path: Path) -> dict[str, int]:
    """Have Debian's ffmpeg read a sequence parameter set, field by field."""
    raw = tmp_path / "one.h264"
    raw.write_bytes(b"\0\0\0\1" + unit + b"\0\0\0\1\x09\xf0")
    command: list[str | Path] = [
        "ffmpeg",
        "-v",
        "trace",
        "-f",
        "h264",
        "-i",
        raw,
        "-c",
        "copy",
        "-bsf:v",
        "trace_headers",
        "-f",
        "null",
        "-",
    ]
    said = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60).stderr
    fields = re.findall(r"trace_headers.*?\d+\s+([a-z_0-9\[\]]+)\s+[01]+ = (-?\d+)", said)
    return {name: int(value) for name, value in fields}


@pytest.mark.parametrize("kind", KINDS)
def test_a_set_is_read_and_written_anew_with_what_decoding_needs(kind: str, recorded: Recorder, tmp_path: Path) -> None:
    codec = ("-c:v", "libx264", "-preset", "veryfast", *KINDS[kind])
    sets = _sets(recorded(frames=20, codec=codec), tmp_path)
    ((number, unit),) = sets.sequences.items()
    read = sequence(unit)
    assert (read.id, read.width, read.height, read.common) == (number, media.WIDTH, media.HEIGHT, True)
    assert set(sets.owners.values()) == {number}
    anew = read.written(read, 1)
    again = sequence(anew)
    assert (again.coding, again.width, again.references) == (read.coding, read.width, read.references)
    assert (again.profile, again.constraints, again.level) == (read.profile, read.constraints, read.level)
    assert again.usability.shape == read.usability.shape
    assert again.usability.reorder == 1
    assert again.held_back == max(read.held_back, read.references, 1)
    assert again.written(again, 1) == anew


def test_another_decoder_reads_the_written_set_alike(recorded: Recorder, tmp_path: Path) -> None:
    codec = ("-c:v", "libx264", "-preset", "veryfast", *KINDS["buffer model"])
    (unit,) = _sets(recorded(frames=20, codec=codec), tmp_path).sequences.values()
    read = sequence(unit)
    before, after = _traced(unit, tmp_path), _traced(read.written(read, 2), tmp_path)
    told = {"nal_hrd_parameters_present_flag", "vcl_hrd_parameters_present_flag", "pic_struct_present_flag"}
    assert before["nal_hrd_parameters_present_flag"] == before["pic_struct_present_flag"] == 1
    assert [after[name] for name in sorted(told)] == [0, 0, 0]
    assert after["max_num_reorder_frames"] == 2
    for name in ("level_idc", "max_num_ref_frames", "pic_width_in_mbs_minus1", "num_units_in_tick", "time_scale"):
        assert after[name] == before[name], name


def test_a_simple_set_is_written_in_the_long_form_beside_a_high_one(recorded: Recorder, tmp_path: Path) -> None:
    low, high = (
        sequence(
            next(iter(_sets(recorded(frames=20, codec=("-c:v", "libx264", *KINDS[kind])), tmp_path).sequences.values()))
        )
        for kind in ("baseline", "high")
    )
    mixed = sequence(low.written(high, 2))
    assert isinstance(mixed, Sequence)
    assert (mixed.profile, mixed.level, mixed.common) == (100, high.level, True)
    assert (mixed.coding, mixed.usability.shape) == (low.coding, high.usability.shape)


FOREIGN = bytes([0x67, 122, 0, 30, 0b00110011, 0b10110100, 0x80])
"""A set of the profile High 4:2:2 under the id 5."""

NO_SIZE = bytes([0x67, 66, 0, 30]) + int("11110100111111000100111010000000", 2).to_bytes(4)
"""A set of the profile Baseline with pictures of one macroblock, which its cropping (eight from the right) takes away again."""


def test_a_set_that_is_not_fully_understood_is_refused_where_it_would_be_used(
    recorded: Recorder, tmp_path: Path
) -> None:
    (unit,) = _sets(recorded(frames=20), tmp_path).sequences.values()
    for odd in (sequence(FOREIGN), sequence(NO_SIZE)):
        assert not odd.common
        assert odd.width == 0
        with pytest.raises(Odd):
            _ = odd.held_back
        with pytest.raises(Odd):
            sequence(unit).written(odd, 1)


async def test_a_recording_that_states_a_foreign_set_beside_its_own_is_cut_all_the_same(
    recorded: Recorder, cutter: Cutter, clips: Path, tmp_path: Path
) -> None:
    film = tmp_path / "film.mp4"
    with av.open(str(recorded())) as one, av.open(str(film), "w") as other:
        stream = other.add_stream_from_template(one.streams.video[0])
        sets = Splitter(one.streams.video[0].codec_context.extradata).sets
        stream.codec_context.extradata = record([*sets.sequences.values(), FOREIGN], [*sets.pictures.values()])
        for packet in one.demux(video=0):
            if packet.size:
                packet.stream = stream
                other.mux(packet)
    clip = await cutter.cut(order(3.1, 5), footage(film), clips)
    assert media.frame_numbers(clip.path) == list(range(62, 100))
    assert clip.copied == 0


@given(st.binary(min_size=1, max_size=80))
def test_any_bytes_are_a_set_or_refused(noise: bytes) -> None:
    unit = b"\x67" + noise
    with suppress(Odd):
        found = sequence(unit)
        assert sequence(unit) == found
        assert not found.common or found.held_back >= 0
    with suppress(Odd):
        assert min(picture(unit)) >= 0


@given(st.binary(max_size=300))
def test_any_packet_is_one_picture_or_refused(noise: bytes) -> None:
    for extra in (None, bytes([1, 100, 0, 30, 0xFF, 0xE0, 0])):
        try:
            access = Splitter(extra).access(noise)
        except Odd:
            continue
        assert access.data


units = st.binary(min_size=2, max_size=40).map(lambda data: bytes([0x41, 0x80]) + data.replace(b"\0", b"\1"))


@given(st.lists(units, min_size=1, max_size=5))
def test_units_are_the_same_between_start_codes_and_behind_lengths(parts: list[bytes]) -> None:
    behind_lengths = Splitter(bytes([1, 100, 0, 30, 0xFF, 0xE0, 0]))
    coded = b"".join(b"\0\0\0\1" + part for part in parts)
    assert [*Splitter(None).units(coded)] == [*behind_lengths.units(joined(parts))] == parts


def test_user_data_is_told_from_other_messages() -> None:
    piece = b"\0\0\1\x41\x80\x10\x20"
    serial = b"\0\0\1\x06\x05\x14" + b"S" * 20 + b"\x80"
    long_serial = b"\0\0\1\x06\x05\xff\x05" + b"S" * 260 + b"\x80"
    timing = b"\0\0\1\x06\x01\x02\x11\x22\x80"
    seen = [
        Splitter(None).access(before + piece).user_data
        for before in (b"", serial, long_serial, timing, timing + serial)
    ]
    assert seen == [False, True, True, False, True]
    assert Splitter(None).access(serial + piece).data == (4).to_bytes(4) + b"\x41\x80\x10\x20"


def test_a_configuration_gives_back_its_sets(recorded: Recorder, tmp_path: Path) -> None:
    sets = _sets(recorded(frames=20), tmp_path)
    stated = record([*sets.sequences.values()], [*sets.pictures.values()])
    again = Splitter(stated).sets
    assert (again.sequences, again.pictures, again.owners) == (sets.sequences, sets.pictures, sets.owners)
    with pytest.raises(Odd):
        again.add(next(iter(sets.sequences.values()))[:-2] + b"\x11\x80")
