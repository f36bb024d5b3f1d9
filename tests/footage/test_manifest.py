"""The manifest says what the clip is and whence it came, and nothing of where it lay."""

from datetime import UTC, datetime, timedelta
import json
import os
from pathlib import Path
import stat
from zoneinfo import ZoneInfo

import pytest

from custom_components.ring_guard.domain.clips import ClipReport
from custom_components.ring_guard.domain.masks import Mask
from custom_components.ring_guard.domain.model import (
    Assurance,
    AssuredParty,
    CallBack,
    Level,
    Requester,
    Terms,
    Window,
    digest,
)
from custom_components.ring_guard.footage.cutter import FinishedClip, SourceFile
from custom_components.ring_guard.footage.manifest import manifest, write
from custom_components.ring_guard.ledger import Head
from tests.domain.examples import a_request

from .conftest import NOON, order

NEW_YORK = ZoneInfo("America/New_York")
TERMS = Terms(longest_clip=timedelta(seconds=60), sound=False)
CLIP = FinishedClip(
    path=Path("/config/private/01K9REQUEST-1.mp4"),
    sha256="ab" * 32,
    size=1234,
    duration=timedelta(seconds=4),
    frames=80,
    first_frame=NOON + timedelta(seconds=1),
    end=NOON + timedelta(seconds=5),
    report=ClipReport(streams=("video",), frame_times=(), picture_end=timedelta(seconds=4)),
    removed=("metadata", "sound"),
    gaps=(Window(start=NOON + timedelta(seconds=5), end=NOON + timedelta(seconds=9)),),
    sources=(SourceFile(sha256="cd" * 32, size=99, start=NOON, frames=80),),
)

REQUEST = a_request(
    reference="CASE-1",
    requester=Requester(claimed_name="Springfield Police \ud800", claimed_levels=frozenset({Level.MUNICIPAL})),
)


def test_everything_that_was_agreed_and_done_stands_in_it() -> None:
    content = manifest(REQUEST, order(1, 9), TERMS, CLIP, Head(count=7, hash="ef" * 32), NEW_YORK)
    assert content["request"]["id"] == "request"
    assert content["request"]["reference"] == "CASE-1"
    assert content["requester"]["claimed"] == {"name": "Springfield Police \ud800", "levels": ["municipal"]}
    assert content["requester"]["proven"] == {"assurance": "unverified", "of": None, "agency": None, "levels": None}
    assert content["camera"] == "front_door"
    assert content["terms"]["longest_clip"] == 60
    assert content["terms_digest"] == digest(TERMS)
    assert content["window"]["start"] == {"utc": "2026-11-21T12:00:01+00:00", "local": "2026-11-21T07:00:01-05:00"}
    assert content["clip"]["first_frame"]["utc"] == "2026-11-21T12:00:01+00:00"
    assert content["clip"]["seconds"] == 4
    assert content["gaps"][0]["end"]["local"] == "2026-11-21T07:00:09-05:00"
    assert content["file"] == {"name": "01K9REQUEST-1.mp4", "sha256": "ab" * 32, "size": 1234}
    assert content["sources"][0]["sha256"] == "cd" * 32
    assert content["removed"] == ["metadata", "sound"]
    assert "burnt_in_clock" in content["stays"]
    assert content["ledger"] == {"count": 7, "hash": "ef" * 32}
    assert "/config" not in json.dumps(content)


CALLED = CallBack(
    number="+1 217 555 0100",
    name="Officer Example",
    party=AssuredParty.PERSON,
    level=Level.MUNICIPAL,
    by="approver",
    at=NOON,
)


@pytest.mark.parametrize(
    ("requester", "proven"),
    [
        (
            Requester(call_back=CALLED),
            {"assurance": "called_back", "of": "person", "agency": None, "levels": ["municipal"]},
        ),
        (
            Requester(assurance=Assurance.PLATFORM_VOUCHED, assured=AssuredParty.PLATFORM, proven_agency="fbi"),
            {"assurance": "platform_vouched", "of": "platform", "agency": None, "levels": None},
        ),
        (
            Requester(possible_levels=frozenset({Level.STATE}), proven_agency="fbi"),
            {"assurance": "unverified", "of": None, "agency": None, "levels": None},
        ),
    ],
)
def test_proven_is_what_the_policy_takes_for_proven(requester: Requester, proven: dict[str, object]) -> None:
    request = a_request(requester=requester)
    content = manifest(request, order(1, 9), TERMS, CLIP, Head(count=1, hash=""), UTC)
    assert content["requester"]["proven"] == proven
    assert "555" not in json.dumps(content)
    assert "Officer Example" not in json.dumps(content)


def test_it_is_written_whole_and_private(tmp_path: Path) -> None:
    path = tmp_path / "clip.json"
    path.write_text("old")
    write({"two": "zwei \ud800", "one": [1]}, path)
    assert json.loads(path.read_text(encoding="utf-8")) == {"one": [1], "two": "zwei \ud800"}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_where_it_cannot_be_written_the_old_one_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "clip.json"
    path.write_text("old")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="space"):
        write({"one": 1}, path)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_no_mask_is_named_and_only_those_of_this_clip_are_counted() -> None:
    window = Mask(id="front:1", name="The neighbour's window", points=((0, 0), (1, 0), (1, 1)))
    terms = Terms(masks=frozenset({window.id, "garden:The neighbour's window"}))
    content = manifest(REQUEST, order(1, 9, masks=[window]), terms, CLIP, Head(count=1, hash=""), UTC)
    assert content["terms"]["masks"] == content["masks"] == 1
    assert "neighbour's window" not in json.dumps(content)


def test_times_of_any_zone_become_utc() -> None:
    content = manifest(REQUEST, order(1, 9), TERMS, CLIP, Head(count=1, hash=""), UTC)
    assert datetime.fromisoformat(content["clip"]["end"]["utc"]) == CLIP.end
