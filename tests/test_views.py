"""Who sees a clip: approvers and nobody else, from nowhere but the ledger's own files, and never unrecorded."""

from datetime import timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Any

from aiohttp.test_utils import TestClient
from homeassistant.components.http.auth import async_sign_path
import pytest
from pytest_homeassistant_custom_component.common import CLIENT_ID, MockUser
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator, WebSocketGenerator
from yarl import URL

from custom_components.ring_guard.domain.lifecycle import Life
from custom_components.ring_guard.domain.model import Mode
from custom_components.ring_guard.footage.errors import NotPlayable
from custom_components.ring_guard.footage.origin import Footage, Segment
from custom_components.ring_guard.footage.playable import Playable
from custom_components.ring_guard.ledger import LedgerUnavailable
from custom_components.ring_guard.views import clip_path, hold_path, play_path
from tests.homes import ASKED_START, CLIP, Household, eventually


async def token(household: Household, user: MockUser) -> tuple[str, str]:
    """Log somebody in; return the refresh token's id and an access token."""
    refresh = await household.hass.auth.async_create_refresh_token(user, CLIENT_ID)
    return refresh.id, household.hass.auth.async_create_access_token(refresh)


@pytest.fixture
async def ready(household: Household) -> Life:
    return await household.ready()


@pytest.fixture
def path(ready: Life) -> str:
    return clip_path(ready.id, ready.clips[0].file_name)


@pytest.fixture
async def approver(household: Household, hass_client: ClientSessionGenerator) -> TestClient[Any, Any]:
    return await hass_client((await token(household, household.approver))[1])


@pytest.fixture
async def stranger(household: Household, hass_client: ClientSessionGenerator) -> TestClient[Any, Any]:
    return await hass_client((await token(household, household.stranger))[1])


async def test_an_approver_gets_the_clip_and_it_is_written_down(
    household: Household, ready: Life, path: str, approver: TestClient[Any, Any]
) -> None:
    response = await approver.get(path)
    assert response.status == HTTPStatus.OK
    assert await response.read() == CLIP
    assert response.headers["Content-Type"] == "video/mp4"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    name = ready.clips[0].file_name
    assert response.headers["Content-Disposition"] == f'inline; filename="{name}"'
    written = {"actor": "approver", "camera": "front", "file": name}
    assert await household.recorded("clip_fetched") == [written]


async def test_a_player_gets_the_part_that_it_asks_for(
    household: Household, path: str, approver: TestClient[Any, Any]
) -> None:
    response = await approver.get(path, headers={"Range": "bytes=100-199"})
    assert response.status == HTTPStatus.PARTIAL_CONTENT
    assert response.headers["Content-Range"] == f"bytes 100-199/{len(CLIP)}"
    assert await response.read() == CLIP[100:200]
    assert len(await household.recorded("clip_fetched")) == 1


async def test_asking_for_the_head_alone_hands_nothing_out(
    household: Household, path: str, approver: TestClient[Any, Any], stranger: TestClient[Any, Any]
) -> None:
    response = await approver.head(path)
    assert response.status == HTTPStatus.OK
    assert response.headers["Content-Length"] == str(len(CLIP))
    assert await response.read() == b""
    assert await household.recorded("clip_fetched") == []
    assert (await stranger.head(path)).status == HTTPStatus.FORBIDDEN


async def test_the_manifest_is_shown_by_the_same_rules(
    household: Household, ready: Life, path: str, approver: TestClient[Any, Any], stranger: TestClient[Any, Any]
) -> None:
    response = await approver.get(f"{path}/manifest")
    assert response.status == HTTPStatus.OK
    manifest = (await response.json())["manifest"]
    assert manifest["request"]["id"] == ready.id
    assert manifest["file"]["sha256"] == ready.clips[0].sha256
    assert len(await household.recorded("manifest_fetched")) == 1
    assert (await stranger.get(f"{path}/manifest")).status == HTTPStatus.FORBIDDEN


async def test_anyone_else_gets_nothing_and_the_attempt_is_written_down(
    household: Household, path: str, stranger: TestClient[Any, Any]
) -> None:
    response = await stranger.get(path)
    assert response.status == HTTPStatus.FORBIDDEN
    assert (await response.json())["code"] == "not_approver"
    assert await household.recorded("clip_fetched") == []
    attempt = {"action": "clip_fetched", "actor": "stranger", "refusal": "not_approver"}
    assert attempt in await household.recorded("attempt_refused")


async def test_without_a_login_there_is_nothing(
    path: str, hass_client_no_auth: ClientSessionGenerator, household: Household
) -> None:
    client = await hass_client_no_auth()
    assert (await client.get(path)).status == HTTPStatus.UNAUTHORIZED


async def test_a_signed_path_plays_for_the_approver_who_signed_it(
    household: Household, path: str, hass_client_no_auth: ClientSessionGenerator
) -> None:
    client = await hass_client_no_auth()
    of_approver, _ = await token(household, household.approver)
    of_stranger, _ = await token(household, household.stranger)
    signed = async_sign_path(household.hass, path, timedelta(minutes=1), refresh_token_id=of_approver)
    assert (await client.get(signed)).status == HTTPStatus.OK
    signed = async_sign_path(household.hass, path, timedelta(minutes=1), refresh_token_id=of_stranger)
    assert (await client.get(signed)).status == HTTPStatus.FORBIDDEN


async def test_in_lockdown_nothing_is_shown(household: Household, path: str, approver: TestClient[Any, Any]) -> None:
    await household.guard.async_set_mode(Mode.LOCKDOWN, None)
    response = await approver.get(path)
    assert response.status == HTTPStatus.LOCKED
    assert (await response.json())["code"] == "lockdown"
    assert await household.recorded("clip_fetched") == []
    await household.guard.async_set_mode(Mode.POLICY, "approver")
    assert (await approver.get(path)).status == HTTPStatus.OK


async def test_what_was_withdrawn_is_not_shown(
    household: Household, ready: Life, path: str, approver: TestClient[Any, Any]
) -> None:
    await household.call("withdraw", household.stranger, request_id=ready.id)
    assert (await approver.get(path)).status == HTTPStatus.NOT_FOUND


async def test_a_file_that_is_not_there_any_more_is_gone(
    household: Household, ready: Life, path: str, approver: TestClient[Any, Any]
) -> None:
    (household.guard.clip_folder / ready.clips[0].file_name).unlink()
    assert (await approver.get(path)).status == HTTPStatus.GONE
    assert await household.recorded("clip_fetched") == []


async def held(household: Household, monkeypatch: pytest.MonkeyPatch, folder: Path) -> Life:
    """Return a request that waits, with footage that is held."""
    recording = folder / "recording.mp4"
    recording.write_bytes(CLIP)
    piece = Segment(path=recording, start=ASKED_START, duration=timedelta(minutes=1))

    async def find(self: Any, window: Any, scratch: Path) -> Footage:
        return Footage(segments=(piece,))

    monkeypatch.setattr("tests.homes.StandInOrigin.find", find)
    request_id = await household.submit()
    await eventually(lambda: household.guard.lives.open[request_id].hold is not None)
    return await household.life(request_id)


async def test_held_footage_is_shown_to_approvers_alone_and_it_is_written_down(
    household: Household,
    approver: TestClient[Any, Any],
    stranger: TestClient[Any, Any],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    life = await held(household, monkeypatch, tmp_path)
    assert life.hold
    path = hold_path(life.id, life.hold.files[0].file_name)
    response = await approver.get(path, headers={"Range": "bytes=0-99"})
    assert (response.status, await response.read()) == (HTTPStatus.PARTIAL_CONTENT, CLIP[:100])
    assert (await stranger.get(path)).status == HTTPStatus.FORBIDDEN
    (entry,) = await household.recorded("hold_fetched")
    assert entry == {"actor": "approver", "camera": life.hold.files[0].camera_id, "file": "001.mp4"}
    assert (await approver.get(hold_path(life.id, "..%2F..%2Fclips"))).status in {400, 404}
    assert (await approver.get(hold_path(life.id, "999.mp4"))).status == HTTPStatus.NOT_FOUND
    await household.call("decline", household.stranger, request_id=life.id)
    assert (await approver.get(path)).status == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize(
    "tried",
    [
        "{id}/..%2F{name}",
        "{id}/%2Fetc%2Fpasswd",
        "{id}/..%2F..%2F..%2Fring_guard%2Fledger.db",
        "{id}/secret.mp4",
        "{id}/{name}%00",
        "{id}/.",
        "nobody/{name}",
        "..%2F{id}/{name}",
        "{id}/{name}.json",
    ],
)
async def test_no_other_file_can_be_reached(
    household: Household, ready: Life, approver: TestClient[Any, Any], tried: str
) -> None:
    folder: Path = household.guard.clip_folder
    (folder / "secret.mp4").write_bytes(b"secret")
    name = ready.clips[0].file_name
    url = URL(f"/api/ring_guard/clips/{tried.format(id=ready.id, name=name)}", encoded=True)
    response = await approver.get(url)
    assert response.status in {HTTPStatus.NOT_FOUND, HTTPStatus.BAD_REQUEST}
    assert await household.recorded("clip_fetched") == []


async def test_if_it_cannot_be_written_down_nothing_leaves(
    household: Household, path: str, approver: TestClient[Any, Any], stranger: TestClient[Any, Any]
) -> None:
    await household.guard.ledger.close()
    response = await approver.get(path)
    assert response.status == HTTPStatus.SERVICE_UNAVAILABLE
    assert (await response.json())["code"] == "ledger_unavailable"
    assert (await stranger.get(path)).status == HTTPStatus.SERVICE_UNAVAILABLE


async def test_while_the_household_is_not_running_nothing_is_shown(
    household: Household, path: str, approver: TestClient[Any, Any]
) -> None:
    await household.hass.config_entries.async_unload(household.entry.entry_id)
    response = await approver.get(path)
    assert response.status == HTTPStatus.SERVICE_UNAVAILABLE
    assert (await response.json())["code"] == "not_loaded"


async def test_if_the_disk_fails_between_asking_and_writing_nothing_leaves(
    household: Household, path: str, approver: TestClient[Any, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(_: Any) -> None:
        raise LedgerUnavailable("the disk is full")

    monkeypatch.setattr(household.guard.ledger, "write", fail)
    response = await approver.get(path)
    assert response.status == HTTPStatus.SERVICE_UNAVAILABLE
    assert CLIP not in await response.read()


async def test_a_held_recording_that_no_browser_plays_is_watched_as_a_copy_and_downloaded_as_it_is(
    household: Household,
    monkeypatch: pytest.MonkeyPatch,
    approver: TestClient[Any, Any],
    stranger: TestClient[Any, Any],
    tmp_path: Path,
) -> None:
    life = await held(household, monkeypatch, tmp_path)
    assert life.hold
    name = life.hold.files[0].file_name
    folder = household.guard.studio().holds / life.id

    async def copy(recording: Path) -> Playable:
        (folder / "copy.mp4").write_bytes(b"what browsers play")
        return Playable(path=folder / "copy.mp4")

    monkeypatch.setattr(household.guard.playables, "of", copy)
    assert (await stranger.get(play_path(life.id, name))).status == HTTPStatus.FORBIDDEN
    assert not (folder / "copy.mp4").exists()
    assert (await approver.get(play_path(life.id, "002.ts"))).status == HTTPStatus.NOT_FOUND
    response = await approver.get(play_path(life.id, name), headers={"Range": "bytes=5-7"})
    assert (response.status, await response.read()) == (HTTPStatus.PARTIAL_CONTENT, b"bro")
    assert response.headers["Content-Type"] == "video/mp4"
    assert await (await approver.get(hold_path(life.id, name))).read() == (folder / name).read_bytes()
    assert [entry["file"] for entry in await household.recorded("hold_fetched")] == ["copy.mp4", name]

    async def fail(recording: Path) -> Playable:
        raise NotPlayable("playable_no_room")

    monkeypatch.setattr(household.guard.playables, "of", fail)
    response = await approver.get(play_path(life.id, name))
    assert response.status == HTTPStatus.SERVICE_UNAVAILABLE
    assert (await response.json())["code"] == "playable_no_room"


async def test_the_page_is_told_where_to_watch_what_is_held_or_why_it_cannot(
    household: Household,
    monkeypatch: pytest.MonkeyPatch,
    hass_ws_client: WebSocketGenerator,
    tmp_path: Path,
) -> None:
    life = await held(household, monkeypatch, tmp_path)
    assert life.hold
    name = life.hold.files[0].file_name

    async def ask(user: MockUser, request_id: str = life.id, file: str = name) -> dict[str, Any]:
        client = await hass_ws_client(household.hass, (await token(household, user))[1])
        await client.send_json_auto_id({"type": "ring_guard/watch_hold", "request_id": request_id, "file": file})
        answer: dict[str, Any] = await client.receive_json()
        await client.close()
        return answer

    async def small(recording: Path) -> Playable:
        return Playable(path=recording, small=True)

    monkeypatch.setattr(household.guard.playables, "of", small)
    told = await ask(household.approver)
    assert told["result"] == {"path": play_path(life.id, name), "small": True}
    assert (await ask(household.stranger))["error"]["translation_key"] == "refused_not_approver"
    assert (await ask(household.approver, file="../001.ts"))["error"]["translation_key"] == "playable_gone"
    assert (await ask(household.approver, "nobody"))["error"]["translation_key"] == "unknown_request"

    async def fail(recording: Path) -> Playable:
        raise NotPlayable("playable_too_long")

    monkeypatch.setattr(household.guard.playables, "of", fail)
    assert (await ask(household.approver))["error"]["translation_key"] == "playable_too_long"
    await household.guard.async_set_mode(Mode.LOCKDOWN, None)
    assert (await ask(household.approver))["error"]["translation_key"] == "refused_lockdown"
    await household.guard.async_set_mode(Mode.POLICY, "approver")
    await household.hass.config_entries.async_unload(household.entry.entry_id)
    assert (await ask(household.approver))["error"]["translation_key"] == "not_running"
