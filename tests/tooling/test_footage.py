"""The demo's footage: whole minutes of H.264 with sound, named by local time, and only what is missing is made."""

from datetime import UTC, datetime, timedelta
import os
from pathlib import Path
from zoneinfo import ZoneInfo

import av

from scripts.demo import footage

ZONE = ZoneInfo("America/Chicago")
NOW = datetime(2026, 11, 21, 12, 5, 30, tzinfo=UTC)


def test_a_minute_is_playable_from_its_first_to_its_last_picture(tmp_path: Path) -> None:
    scene = footage.SCENES[0]
    path = footage.make(tmp_path, scene, NOW.replace(second=0), ZONE)
    assert path == tmp_path / "front_door" / "2026-11-21_06-05-00.mp4"
    with av.open(str(path)) as container:
        video, sound = container.streams.video[0], container.streams.audio[0]
        assert (video.codec_context.name, video.width, video.height) == ("h264", 640, 360)
        assert sound.codec_context.name == "aac"
        assert sum(1 for _ in container.decode(video=0)) == 600
        assert container.duration is not None
        assert abs(container.duration / av.time_base - 60) < 0.2


def test_the_twenty_minutes_before_now_are_wanted_newest_first(tmp_path: Path) -> None:
    wanted = footage.missing(tmp_path, NOW, ZONE)
    starts = [start for scene, start in wanted if scene is footage.SCENES[0]]
    assert len(wanted) == 20 * len(footage.SCENES)
    assert starts[0] == datetime(2026, 11, 21, 12, 4, tzinfo=UTC)
    assert starts[-1] == datetime(2026, 11, 21, 11, 45, tzinfo=UTC)


def test_a_minute_that_is_there_is_not_made_again(tmp_path: Path) -> None:
    there = tmp_path / "driveway" / "2026-11-21_06-04-00.mp4"
    there.parent.mkdir()
    there.touch()
    wanted = footage.missing(tmp_path, NOW, ZONE, minutes=1)
    assert [scene.folder for scene, _ in wanted] == ["front_door"]


def test_files_older_than_an_hour_are_deleted(tmp_path: Path) -> None:
    folder = tmp_path / "driveway"
    folder.mkdir()
    for name, age in (("old.mp4", timedelta(minutes=61)), ("new.mp4", timedelta(minutes=59))):
        (folder / name).touch()
        os.utime(folder / name, times=((NOW - age).timestamp(),) * 2)
    footage.forget_old(tmp_path, NOW)
    assert [file.name for file in folder.iterdir()] == ["new.mp4"]
