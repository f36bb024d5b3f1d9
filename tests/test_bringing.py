"""An approver brings footage for a request: by an upload or from the media browser; nobody else can, and nothing else stays."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
import stat
from typing import Any

from homeassistant.components import persistent_notification
from homeassistant.components.media_source import const as media_const
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.setup import async_setup_component
import pytest

from custom_components.ring_guard.domain.lifecycle import Hold, State
from custom_components.ring_guard.domain.model import Window
from custom_components.ring_guard.footage import brought as brought_module, download as download_module
from custom_components.ring_guard.footage.brought import brought_folder, forget, tidy
from custom_components.ring_guard.footage.errors import NoFootage
from custom_components.ring_guard.footage.origin import Note
from tests import media
from tests.homes import ASKED_START, Household, camera, eventually, set_up, take_down

pytestmark = pytest.mark.requires_debian("ffmpeg")

HAND = "hand"
WINDOW = Window(start=ASKED_START, end=ASKED_START + timedelta(seconds=5))
LATER = Window(start=ASKED_START + timedelta(hours=1), end=ASKED_START + timedelta(hours=2))


@pytest.fixture(scope="session")
def film(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return six seconds of video."""
    return media.make_video(tmp_path_factory.mktemp("film") / "film.mp4", frames=120).read_bytes()


@pytest.fixture
async def home(hass: HomeAssistant, tmp_path: Path) -> AsyncIterator[Household]:
    """Set up a household with a camera whose footage is brought by hand."""
    made = await set_up(hass, tmp_path, [camera(HAND, "Old camera", tmp_path, origin="by_hand")])
    yield made
    await take_down(made)


@pytest.fixture
async def library(hass: HomeAssistant, home: Household, tmp_path: Path, film: bytes) -> Path:
    """Return the folder of the hub's media browser, with a film whose name tells its time and one whose does not."""
    folder = tmp_path / "media"
    folder.mkdir()
    hass.config.media_dirs = {"local": str(folder)}
    (folder / f"{ASKED_START:%Y-%m-%dT%H-%M-%SZ}.mp4").write_bytes(film)
    (folder / "door.mp4").write_bytes(film)
    (folder / "notes.mp4").write_text("no film")
    assert await async_setup_component(hass, "media_source", {})
    return folder


def item(name: str) -> str:
    return f"{media_const.URI_SCHEME}media_source/local/{name}"


def files(home: Household) -> list[Path]:
    return sorted(brought_folder(home.guard.clip_folder.parent, HAND).glob("*"))


def said(home: Household, request: str) -> str:
    """Return what Home Assistant's own notification says of a request."""
    notes = persistent_notification._async_get_or_create_notifications(home.hass)
    return "\n".join(note["message"] for key, note in notes.items() if request in key)


async def found(home: Household) -> Any:
    return await home.guard.studio().origins[HAND].find(WINDOW, Path("/nothing/is/fetched"))


async def test_an_item_whose_name_tells_its_time_becomes_footage_that_lies_private(
    home: Household, library: Path
) -> None:
    with pytest.raises(NoFootage, match="footage_not_brought"):
        await found(home)
    request = await home.submit()
    name = f"{ASKED_START:%Y-%m-%dT%H-%M-%SZ}.mp4"
    told = await home.call(
        "use_media", home.approver, request_id=request, camera="Old camera", media_content_id=item(name)
    )
    assert told["camera"] == HAND
    footage = await found(home)
    assert [piece.start for piece in footage.segments] == [ASKED_START]
    assert footage.gaps == ()
    assert footage.notes == {Note.TIMES_STATED}
    (kept,) = files(home)
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert (library / name).exists(), "the household's own file is left alone"
    (entry,) = await home.recorded("footage_brought")
    assert (entry["actor"], entry["camera"], entry["stated"]) == ("approver", HAND, "false")
    assert len(entry["sha256"]) == 64
    with pytest.raises(NoFootage, match="footage_not_brought"):
        await home.guard.studio().origins[HAND].find(LATER, library)


async def test_what_was_brought_is_held_and_nobody_is_told_any_more_that_nobody_brought_any(
    home: Household, library: Path
) -> None:
    request = await home.submit(end=WINDOW.end.isoformat(), cameras=["Old camera"])
    await home.settled()
    assert "Nobody has brought" in said(home, request)
    await home.call(
        "use_media",
        home.approver,
        request_id=request,
        camera=HAND,
        media_content_id=item("door.mp4"),
        start=ASKED_START.isoformat(),
    )

    def hold() -> Hold:
        known = home.guard.lives.open[request].hold
        assert known
        return known

    await eventually(lambda: len(hold().files) == 1)
    await home.settled()
    assert hold().problems == ()
    assert "Nobody has brought" not in said(home, request)
    (told,) = (await home.call("list_requests", home.approver, limit=1))["requests"]
    assert told["hold"]["problems"] == []
    assert told["hold"]["files"][0]["camera"] == {"id": HAND, "name": "Old camera"}
    (kept,) = files(home)
    assert (home.guard.studio().holds / request / "001.mp4").samefile(kept)
    playable = await home.guard.playables.of(home.guard.studio().holds / request / "001.mp4")
    assert not playable.small
    await home.call("decline", home.approver, request_id=request)
    await eventually(lambda: not (home.guard.studio().holds / request).exists() and files(home) == [])


async def test_what_tells_no_time_needs_a_person_who_states_it(home: Household, library: Path) -> None:
    request = await home.submit()
    data = {"request_id": request, "camera": HAND, "media_content_id": item("door.mp4")}
    with pytest.raises(ServiceValidationError) as refused:
        await home.call("use_media", home.approver, **data)
    assert refused.value.translation_key == "footage_time_needed"
    await home.call("use_media", home.approver, **data, start=ASKED_START.isoformat())
    assert [piece.start for piece in (await found(home)).segments] == [ASKED_START]
    (entry,) = await home.recorded("footage_brought")
    assert entry["stated"] == "true"


@pytest.mark.parametrize(
    ("changed", "key"),
    [
        ({"camera": "Front door"}, "footage_not_by_hand"),
        ({"camera": "nobody's"}, "footage_not_by_hand"),
        ({"request_id": "unknown"}, "unknown_request"),
        ({"media_content_id": item("notes.mp4")}, "footage_unreadable"),
        ({"media_content_id": item("gone.mp4")}, "footage_not_fetched"),
        ({"media_content_id": f"{media_const.URI_SCHEME}nobody/else"}, "footage_not_fetched"),
    ],
)
async def test_what_cannot_be_used_is_refused_with_its_reason(
    home: Household, library: Path, changed: dict[str, Any], key: str
) -> None:
    data = {"request_id": await home.submit(), "camera": HAND, "media_content_id": item("door.mp4"), **changed}
    with pytest.raises(HomeAssistantError) as refused:
        await home.call("use_media", home.approver, **data, start=ASKED_START.isoformat())
    assert refused.value.translation_key == key
    assert files(home) == []
    assert await home.recorded("footage_brought") == []
    assert list(home.guard.studio().scratch.glob("*")) == []


@pytest.mark.parametrize("who", ["stranger", None])
async def test_only_an_approver_brings_footage(home: Household, library: Path, who: str | None) -> None:
    request = await home.submit()
    data = {"request_id": request, "camera": HAND, "media_content_id": item("door.mp4")}
    with pytest.raises(ServiceValidationError):
        await home.call("use_media", getattr(home, who) if who else None, **data, start=ASKED_START.isoformat())
    assert files(home) == []


async def test_what_was_brought_goes_when_its_request_ends(home: Household, library: Path) -> None:
    request = await home.submit()
    data = {"request_id": request, "camera": HAND, "media_content_id": item("door.mp4")}
    await home.call("use_media", home.approver, **data, start=ASKED_START.isoformat())
    assert len(files(home)) == 1
    await home.call("decline", home.approver, request_id=request)
    await home.until(request, State.DECLINED)
    await eventually(lambda: files(home) == [])
    with pytest.raises(ServiceValidationError) as refused:
        await home.call("use_media", home.approver, **data, start=ASKED_START.isoformat())
    assert refused.value.translation_key == "footage_not_wanted"


async def test_what_waits_too_long_or_is_of_a_camera_that_is_gone_is_deleted(tmp_path: Path) -> None:
    for name in ("here", "gone"):
        folder = brought_folder(tmp_path, name)
        folder.mkdir(parents=True)
        (folder / "1_r.mp4").write_bytes(b"film")
    now = datetime.now(UTC)
    tidy(tmp_path, {"here"}, now)
    assert [path.parent.name for path in tmp_path.glob("brought/*/*")] == ["here"]
    tidy(tmp_path, {"here"}, now + brought_module.LONGEST + timedelta(minutes=1))
    assert list(tmp_path.glob("brought/*/*")) == []
    (brought_folder(tmp_path, "here") / "1_other.mp4").write_bytes(b"film")
    forget(tmp_path, "r")
    assert len(list(tmp_path.glob("brought/*/*"))) == 1


@pytest.fixture
def upload(hass: HomeAssistant, home: Household, hass_client_no_auth: Any):
    """Return what uploads a file in a person's name."""

    async def send(request: str, body: bytes, who: str = "approver", camera: str = HAND, **query: str) -> Any:
        person = getattr(home, who)
        token = await hass.auth.async_create_refresh_token(person, "https://example.com/")
        client = await hass_client_no_auth()
        return await client.post(
            f"/api/ring_guard/footage/{request}/{camera}",
            data=body,
            params=query,
            headers={"Authorization": f"Bearer {hass.auth.async_create_access_token(token)}"},
        )

    return send


async def test_an_uploaded_file_becomes_footage(home: Household, upload, film: bytes) -> None:
    request = await home.submit()
    answer = await upload(request, film, name="from my phone.MOV", start=ASKED_START.isoformat())
    assert answer.status == 200
    assert (await answer.json())["camera"] == HAND
    assert [piece.start for piece in (await found(home)).segments] == [ASKED_START]
    assert files(home)[0].suffix == ".mov"


async def test_an_upload_that_is_no_film_or_has_no_time_or_is_a_strangers_is_refused(
    home: Household, upload, film: bytes
) -> None:
    request = await home.submit()
    stated = {"start": ASKED_START.isoformat()}
    answers = [
        (await upload(request, b"<html>" * 1000, name="film.mp4", **stated), 400, "footage_unreadable"),
        (await upload(request, film, name="film.mp4"), 400, "footage_time_needed"),
        (await upload(request, film, name="film.mp4", start="soon"), 400, "footage_time_needed"),
        (await upload(request, film, "stranger", name="film.mp4", **stated), 403, "refused_not_approver"),
    ]
    for answer, status, code in answers:
        assert (answer.status, (await answer.json())["code"]) == (status, code)
    assert files(home) == []


async def test_an_upload_beyond_the_limit_is_cut_off(
    home: Household, upload, film: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = download_module.DownloadLimits(size=1000)
    monkeypatch.setattr("custom_components.ring_guard.uploads.DownloadLimits", lambda: small)
    answer = await upload(await home.submit(), film, name="film.mp4", start=ASKED_START.isoformat())
    assert (answer.status, (await answer.json())["code"]) == (503, "footage_not_fetched")
    assert files(home) == []


async def test_without_a_household_there_is_nobody_to_upload_for(home: Household, upload, film: bytes) -> None:
    await home.hass.config_entries.async_unload(home.entry.entry_id)
    answer = await upload("r", film)
    assert answer.status == 503
