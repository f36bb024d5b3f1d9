"""A link for somebody without a login: it opens when it should, counts, ends when it should, and tells nothing else."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from http import HTTPStatus
import json
from pathlib import Path
import re
import subprocess
import sys
from typing import Any

from aiohttp.test_utils import TestClient
from homeassistant.components.http.ban import KEY_FAILED_LOGIN_ATTEMPTS
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import async_capture_events, async_fire_time_changed
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.ring_guard.domain.clips import ClipOrder
from custom_components.ring_guard.domain.lifecycle import State
from custom_components.ring_guard.domain.model import Mode, Window
from custom_components.ring_guard.footage.cutter import FinishedClip
from custom_components.ring_guard.ledger import LedgerUnavailable
from custom_components.ring_guard.releases import views
from tests.homes import CLIP, Household, StandInCutter, eventually, set_up, take_down

VERIFIER = Path(__file__).parents[2] / "scripts" / "verify-release"

type Client = TestClient[Any, Any]


class Clock:
    """The household's clock, which stands still until a test moves it. It is ahead, so that no timer goes off by itself."""

    def __init__(self) -> None:
        self.now = dt_util.utcnow().replace(microsecond=0) + timedelta(days=1)

    def tick(self, by: timedelta) -> None:
        self.now += by


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(dt_util, "utcnow", lambda: made.now)
    return made


@pytest.fixture
async def home(hass: HomeAssistant, tmp_path: Path, stand_in_cut: None, clock: Clock) -> AsyncIterator[Household]:
    """Set up a household whose links open at once."""
    hass.config.external_url = "https://home.example.org"
    made = await set_up(hass, tmp_path, link_cool_down=0)
    yield made
    await take_down(made)


@pytest.fixture
async def outsider(home: Household, hass_client_no_auth: ClientSessionGenerator) -> Client:
    return await hass_client_no_auth()


async def released(home: Household, **wish: Any) -> dict[str, Any]:
    """Return what an approver gets who lets a clip out."""
    life = await home.ready()
    answer = await home.call("release", home.approver, request_id=life.id, **wish)
    await home.settled()
    return answer


async def fetch(outsider: Client, path: str, **form: str) -> str:
    """Count a fetch; return the path of its clips."""
    response = await outsider.post(path, data=form, allow_redirects=False)
    assert response.status == HTTPStatus.SEE_OTHER
    return response.headers["Location"]


async def pass_time(home: Household, clock: Clock, by: timedelta) -> None:
    """Let time pass, and everything that falls due happen."""
    clock.tick(by)
    async_fire_time_changed(home.hass, clock.now)
    await home.hass.async_block_till_done()


async def test_somebody_without_a_login_fetches_the_clip_and_can_check_it(
    home: Household, outsider: Client, tmp_path: Path
) -> None:
    answer = await released(home)
    assert answer["state"] == "released"
    assert answer["link"] == f"https://home.example.org{answer['link_path']}"
    page = await outsider.get(answer["link_path"])
    assert page.status == HTTPStatus.OK
    assert "CASE-2026-1" in await page.text()
    clips = await fetch(outsider, answer["link_path"])
    shown = await (await outsider.get(clips)).text()
    assert re.findall(r'(?:href|src)="([^"]+)"', shown) == [f"{clips}/1.mp4", f"{clips}/1.mp4", f"{clips}/1.json"]
    clip, manifest = await outsider.get(f"{clips}/1.mp4"), await outsider.get(f"{clips}/1.json")
    assert clip.headers["Content-Type"] == "video/mp4"
    (tmp_path / "clip.mp4").write_bytes(await clip.read())
    (tmp_path / "clip.json").write_bytes(await manifest.read())
    command = [sys.executable, "-I", str(VERIFIER), str(tmp_path / "clip.mp4"), str(tmp_path / "clip.json")]
    done = await home.hass.async_add_executor_job(
        lambda: subprocess.run(
            [*command, "--fingerprint", home.guard.signer.fingerprint], capture_output=True, check=False, timeout=60
        )
    )
    assert done.returncode == 0, done.stdout


async def test_looking_counts_nothing_and_each_fetch_is_written_down(home: Household, outsider: Client) -> None:
    path = (await released(home, fetches=2))["link_path"]
    for _ in range(3):
        assert (await outsider.get(path)).status == HTTPStatus.OK
        assert (await outsider.head(path)).status == HTTPStatus.OK
    assert await home.recorded("link_fetched") == []
    first = await fetch(outsider, path)
    second = await fetch(outsider, path)
    assert first != second
    third = await outsider.post(path, allow_redirects=False)
    assert third.status == HTTPStatus.NOT_FOUND
    assert (await outsider.get(path)).status == HTTPStatus.NOT_FOUND
    entries = await home.recorded("link_fetched")
    assert [entry["fetch"]["address"] for entry in entries] == ["127.0.0.1", "127.0.0.1"]
    assert [entry["release"]["fetches"] for entry in entries] == [1, 2]
    for clips in (first, second):
        assert (await outsider.get(f"{clips}/1.mp4")).status == HTTPStatus.OK


async def test_a_players_many_pieces_are_one_fetch(home: Household, outsider: Client) -> None:
    clips = await fetch(outsider, (await released(home, fetches=1))["link_path"])
    whole = await outsider.get(f"{clips}/1.mp4")
    tag = whole.headers["ETag"]
    assert await whole.read() == CLIP
    got = b""
    for start in range(0, len(CLIP), 1000):
        asked = {"Range": f"bytes={start}-{start + 999}", "If-Range": tag}
        part = await outsider.get(f"{clips}/1.mp4", headers=asked)
        assert part.status == HTTPStatus.PARTIAL_CONTENT
        got += await part.read()
    assert got == CLIP
    assert len(await home.recorded("link_fetched")) == 1


async def test_a_fetch_that_goes_on_from_other_addresses_is_written_down_for_each(
    home: Household, outsider: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    clips = await fetch(outsider, (await released(home, fetches=1))["link_path"])
    for address in ("203.0.113.9", "203.0.113.9", "127.0.0.1", "198.51.100.7"):
        monkeypatch.setattr(views, "_address", lambda _hass, _request, address=address: address)
        assert (await outsider.head(f"{clips}/1.mp4")).status == HTTPStatus.OK
        for file in ("1.mp4", "1.json"):
            assert (await outsider.get(f"{clips}/{file}")).status == HTTPStatus.OK
    entries = await home.recorded("link_fetched")
    assert [entry["fetch"]["address"] for entry in entries] == ["127.0.0.1", "203.0.113.9", "198.51.100.7"]
    assert [entry.get("began_from") for entry in entries] == [None, "127.0.0.1", "127.0.0.1"]


async def test_a_fetch_goes_on_from_so_many_addresses_and_no_more(
    home: Household, outsider: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    clips = await fetch(outsider, (await released(home, fetches=1))["link_path"])
    answers = []
    for number in range(views.MOST_ELSEWHERE + 1):
        monkeypatch.setattr(views, "_address", lambda _hass, _request, number=number: f"203.0.113.{number}")
        answers.append((await outsider.get(f"{clips}/1.mp4")).status)
    assert answers == [HTTPStatus.OK] * views.MOST_ELSEWHERE + [HTTPStatus.NOT_FOUND]


async def test_if_another_address_cannot_be_written_down_nothing_leaves(
    home: Household, outsider: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    clips = await fetch(outsider, (await released(home))["link_path"])
    monkeypatch.setattr(views, "_address", lambda _hass, _request: "203.0.113.9")
    with monkeypatch.context() as broken:

        async def fail(*_: Any) -> None:
            raise LedgerUnavailable("the disk is full")

        broken.setattr(home.guard.ledger, "write", fail)
        assert (await outsider.get(f"{clips}/1.mp4")).status == HTTPStatus.SERVICE_UNAVAILABLE
    assert (await outsider.get(f"{clips}/1.mp4")).status == HTTPStatus.OK


async def test_whoever_gets_a_clip_in_part_is_told_so(
    home: Household, outsider: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut = StandInCutter.cut

    async def in_part(self: StandInCutter, order: ClipOrder, *rest: Any, **more: Any) -> FinishedClip:
        gap = Window(start=order.window.end - timedelta(seconds=3), end=order.window.end)
        return replace(await cut(self, order, *rest, **more), gaps=(gap,))

    whole = await fetch(outsider, (await released(home))["link_path"])
    monkeypatch.setattr(StandInCutter, "cut", in_part)
    part = await fetch(outsider, (await released(home))["link_path"])
    assert "Only in part" not in await (await outsider.get(whole)).text()
    assert "Only in part: there is no footage for" in await (await outsider.get(part)).text()


@pytest.mark.parametrize(
    ("asked", "status", "body"),
    [
        ({"Range": "bytes=100-"}, 206, CLIP[100:]),
        ({"Range": "bytes=-10"}, 206, CLIP[-10:]),
        ({"Range": "bytes=0-99999999"}, 206, CLIP),
        ({"Range": "bytes=99999999-"}, 416, b""),
        ({"Range": "bytes=5-1"}, 200, CLIP),
        ({"Range": "bytes=0-1,4-5"}, 200, CLIP),
        ({"Range": "pages=1"}, 200, CLIP),
        ({"Range": "bytes=0-9", "If-Range": '"other"'}, 200, CLIP),
        ({}, 200, CLIP),
    ],
)
async def test_ranges_are_served_as_http_says(
    home: Household, outsider: Client, asked: dict[str, str], status: int, body: bytes
) -> None:
    clips = await fetch(outsider, (await released(home))["link_path"])
    response = await outsider.get(f"{clips}/1.mp4", headers=asked)
    assert response.status == status
    assert await response.read() == body
    head = await outsider.head(f"{clips}/1.mp4", headers=asked)
    assert head.status == status
    assert await head.read() == b""
    if status != 416:
        assert head.headers["Content-Length"] == str(len(body))


async def test_everything_that_is_not_open_looks_like_nothing(home: Household, outsider: Client, clock: Clock) -> None:
    revoked = await released(home)
    await home.call("revoke", home.stranger, request_id=revoked["request_id"])
    expired = await released(home, hours=1)
    await pass_time(home, clock, timedelta(hours=1))
    tried = [revoked["link_path"], expired["link_path"], "/api/ring_guard/release/" + "A" * 43]
    tried += ["/api/ring_guard/release/x", f"{expired['link_path']}/x", f"{expired['link_path']}/x/1.mp4"]
    answers = []
    for path in tried:
        for call in (outsider.get, outsider.post):
            response = await call(path, allow_redirects=False)
            if response.status == HTTPStatus.METHOD_NOT_ALLOWED:
                continue
            headers = {name: value for name, value in response.headers.items() if name != "Date"}
            answers.append((response.status, await response.text(), sorted(headers.items())))
    assert {status for status, _, _ in answers} == {HTTPStatus.NOT_FOUND}
    assert all(answer == answers[0] for answer in answers)
    never = await outsider.get("/api/no/such/thing")
    assert (never.status, await never.text()) == answers[0][:2]


async def test_a_link_ends_at_its_very_second_even_before_anything_has_noticed(
    home: Household, outsider: Client, clock: Clock
) -> None:
    answer = await released(home, hours=2)
    clips = await fetch(outsider, answer["link_path"])
    clock.tick(timedelta(minutes=59, seconds=59))
    assert (await outsider.get(f"{clips}/1.mp4")).status == HTTPStatus.OK
    clock.tick(timedelta(seconds=1))
    assert (await outsider.get(f"{clips}/1.mp4")).status == HTTPStatus.NOT_FOUND
    assert (await outsider.get(answer["link_path"])).status == HTTPStatus.OK
    clock.tick(timedelta(hours=1))
    assert (await outsider.get(answer["link_path"])).status == HTTPStatus.NOT_FOUND
    assert (await home.life(answer["request_id"])).state is State.RELEASED
    await pass_time(home, clock, timedelta())
    life = await home.until(answer["request_id"], State.LINK_EXPIRED)
    await eventually(lambda: not (home.guard.clip_folder / life.clips[0].file_name).exists())


async def test_the_last_fetch_ends_the_link_and_the_clip_is_deleted(
    home: Household, outsider: Client, clock: Clock
) -> None:
    answer = await released(home, fetches=1)
    clips = await fetch(outsider, answer["link_path"])
    await pass_time(home, clock, timedelta(minutes=30))
    assert (await outsider.get(f"{clips}/1.mp4")).status == HTTPStatus.OK
    await pass_time(home, clock, timedelta(minutes=30))
    await home.until(answer["request_id"], State.LINK_EXPIRED)
    assert (await outsider.get(f"{clips}/1.mp4")).status == HTTPStatus.NOT_FOUND
    assert list(home.guard.clip_folder.iterdir()) == []


async def test_links_outlive_a_restart_and_what_fell_due_meanwhile_has_ended(
    home: Household, outsider: Client, clock: Clock
) -> None:
    answer = await released(home, hours=3)
    clips = await fetch(outsider, answer["link_path"])
    await home.hass.config_entries.async_unload(home.entry.entry_id)
    assert (await outsider.get(answer["link_path"])).status == HTTPStatus.NOT_FOUND
    await home.hass.config_entries.async_setup(home.entry.entry_id)
    assert (await outsider.get(f"{clips}/1.mp4")).status == HTTPStatus.OK
    assert (await outsider.get(answer["link_path"])).status == HTTPStatus.OK
    await home.hass.config_entries.async_unload(home.entry.entry_id)
    clock.tick(timedelta(hours=3))
    await home.hass.config_entries.async_setup(home.entry.entry_id)
    assert (await outsider.get(answer["link_path"])).status == HTTPStatus.NOT_FOUND
    await home.until(answer["request_id"], State.LINK_EXPIRED)


async def test_lockdown_shuts_links_while_it_lasts(home: Household, outsider: Client) -> None:
    path = (await released(home))["link_path"]
    clips = await fetch(outsider, path)
    await home.guard.async_set_mode(Mode.LOCKDOWN, None)
    for closed in (path, clips, f"{clips}/1.mp4"):
        assert (await outsider.get(closed)).status == HTTPStatus.NOT_FOUND
    await home.guard.async_set_mode(Mode.POLICY, "approver")
    for opened in (path, clips, f"{clips}/1.mp4"):
        assert (await outsider.get(opened)).status == HTTPStatus.OK


async def test_what_is_revoked_while_it_is_sent_is_cut_off(
    home: Household, outsider: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = await released(home)
    life = await home.life(answer["request_id"])
    large = b"\0" * (24 * 1024 * 1024)
    (home.guard.clip_folder / life.clips[0].file_name).write_bytes(large)
    clips = await fetch(outsider, answer["link_path"])
    response = await outsider.get(f"{clips}/1.mp4")
    await response.content.readexactly(1000)
    await home.call("revoke", home.second, request_id=answer["request_id"])
    with pytest.raises(Exception, match=r"payload|reset|closed"):
        await response.read()


async def test_the_pass_phrase_is_asked_before_anything_is_said(home: Household, outsider: Client) -> None:
    answer = await released(home, pass_phrase=True)
    assert re.fullmatch(r"\d{3} \d{3} \d{3} \d{3}", answer["pass_phrase"])
    page = await (await outsider.get(answer["link_path"])).text()
    assert "Springfield" not in page
    wrong = await outsider.post(answer["link_path"], data={"phrase": "1"}, allow_redirects=False)
    assert wrong.status == HTTPStatus.FORBIDDEN
    assert "Springfield" not in await wrong.text()
    said = answer["pass_phrase"].replace(" ", "-")
    clips = await fetch(outsider, answer["link_path"], phrase=said)
    assert (await outsider.get(clips)).status == HTTPStatus.OK
    texts = json.dumps([entry.payload for entry in await home.guard.ledger.entries(limit=1000)], default=str)
    document = json.dumps((await home.guard.ledger.get(answer["request_id"])).document)
    secrets = (answer["pass_phrase"], answer["pass_phrase"].replace(" ", ""), answer["link_path"].rsplit("/", 1)[1])
    assert not [secret for secret in secrets if secret in texts or secret in document]


async def test_guessing_the_pass_phrase_ends_the_link(home: Household, outsider: Client) -> None:
    answer = await released(home, pass_phrase=True)
    for _ in range(5):
        await outsider.post(answer["link_path"], data={"phrase": "000"}, allow_redirects=False)
    life = await home.until(answer["request_id"], State.REVOKED)
    assert life.problem == "pass_phrase_guessed"
    right = await outsider.post(answer["link_path"], data={"phrase": answer["pass_phrase"]}, allow_redirects=False)
    assert right.status == HTTPStatus.NOT_FOUND
    assert len(await home.recorded("pass_phrase_wrong")) == 5


async def test_nobody_knocks_without_end(home: Household, outsider: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    statuses = [(await outsider.get("/api/ring_guard/release/x")).status for _ in range(int(views.KNOCKS[0]) + 5)]
    assert statuses.count(HTTPStatus.NOT_FOUND) >= views.KNOCKS[0]
    assert statuses[-1] == HTTPStatus.TOO_MANY_REQUESTS
    again = await outsider.get("/api/ring_guard/release/x")
    assert again.headers["Retry-After"] == "60"


async def test_home_assistants_own_ban_logic_never_hears_of_it(home: Household, outsider: Client) -> None:
    app = home.hass.http.app
    before = dict(app.get(KEY_FAILED_LOGIN_ATTEMPTS, {}))
    answer = await released(home, pass_phrase=True)
    await outsider.post(answer["link_path"], data={"phrase": "1"}, allow_redirects=False)
    await outsider.get("/api/ring_guard/release/x")
    assert dict(app.get(KEY_FAILED_LOGIN_ATTEMPTS, {})) == before
    assert "http-login" not in str(home.hass.data.get("persistent_notification"))


async def test_pages_are_not_kept_framed_indexed_or_scripted(home: Household, outsider: Client) -> None:
    path = (await released(home, fetches=1))["link_path"]
    first = await outsider.get(path, headers={"Accept-Language": "de-CH,de;q=0.9"})
    assert 'lang="de"' in await first.text()
    clips = await fetch(outsider, path)
    for response in (first, await outsider.get(clips), await outsider.get(f"{clips}/1.mp4")):
        assert response.headers["Cache-Control"] == "no-store"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert "noindex" in response.headers["X-Robots-Tag"]
        policy = response.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "script" not in policy
        assert "unsafe" not in policy
        assert not response.headers.get("Set-Cookie")
        assert not response.headers.get("Server")


async def test_a_strangers_words_are_no_markup(home: Household, outsider: Client) -> None:
    request_id = await home.submit(agency='<img src=x onerror="1">', reference="<b>bold</b>")
    await home.call("approve", home.approver, request_id=request_id, cameras=["front"])
    await home.until(request_id, State.READY)
    answer = await home.call("release", home.approver, request_id=request_id)
    page = await (await outsider.get(answer["link_path"])).text()
    assert "<img" not in page
    assert "<b>" not in page
    assert "&lt;b&gt;" in page
    assert "Front door" not in page


async def test_if_a_fetch_cannot_be_written_down_nothing_leaves(
    home: Household, outsider: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = (await released(home))["link_path"]

    async def fail(_: Any) -> None:
        raise LedgerUnavailable("the disk is full")

    monkeypatch.setattr(home.guard.ledger, "write", fail)
    response = await outsider.post(path, allow_redirects=False)
    assert response.status == HTTPStatus.SERVICE_UNAVAILABLE
    assert "Location" not in response.headers


async def test_only_an_approver_lets_out_and_anybody_takes_back(home: Household) -> None:
    life = await home.ready()
    for user in (home.stranger, None):
        with pytest.raises(ServiceValidationError):
            await home.call("release", user, request_id=life.id)
    await home.call("release", home.second, request_id=life.id)
    answer = await home.call("revoke", home.stranger, request_id=life.id)
    assert answer["state"] == "revoked"


@pytest.mark.parametrize("wish", [{"hours": 73}, {"fetches": 4}])
async def test_an_approver_can_shorten_and_never_lengthen(home: Household, wish: dict[str, Any]) -> None:
    life = await home.ready()
    with pytest.raises(ServiceValidationError):
        await home.call("release", home.approver, request_id=life.id, **wish)
    assert (await home.life(life.id)).release is None
    answer = await home.call("release", home.approver, request_id=life.id, hours=1, fetches=1)
    assert answer["release"]["fetches_allowed"] == 1


async def test_events_tell_of_release_and_revocation(home: Household) -> None:
    told = async_capture_events(home.hass, "state_changed")
    answer = await released(home)
    await home.call("revoke", home.approver, request_id=answer["request_id"])
    await home.settled()
    entity = home.entity_id("event", "request")
    types = [
        event.data["new_state"].attributes.get("event_type") for event in told if event.data["entity_id"] == entity
    ]
    assert types[-2:] == ["released", "revoked"]
    folder = home.guard.clip_folder
    await eventually(lambda: not list(folder.iterdir()))


async def test_the_first_fetch_is_told(home: Household, outsider: Client) -> None:
    notes = async_capture_events(home.hass, "call_service")
    answer = await released(home, fetches=2)
    home.hass.services.async_register("notify", "phone", lambda call: None)
    home.guard.settings = replace_notify(home, ("phone",))
    await fetch(outsider, answer["link_path"])
    await home.settled()
    await fetch(outsider, answer["link_path"])
    await home.settled()
    said = [event.data["service_data"] for event in notes if event.data["service"] == "phone"]
    assert len(said) == 1
    assert "127.0.0.1" in said[0]["message"]
    assert [item["title"] for item in said[0]["data"]["actions"]] == ["Stop the link"]


def replace_notify(home: Household, notify: tuple[str, ...]) -> Any:
    """Return the settings with other phones."""
    return replace(home.guard.settings, notify=notify)


async def test_what_is_saved_for_the_household_has_no_link_and_does_not_end(home: Household, clock: Clock) -> None:
    answer = await released(home, way="saved")
    assert (answer["state"], answer["link"], answer["link_path"]) == ("released", None, None)
    await pass_time(home, clock, timedelta(days=60))
    life = await home.life(answer["request_id"])
    assert life.state is State.RELEASED
    assert (home.guard.clip_folder / life.clips[0].file_name).exists()


async def test_clips_that_are_released_survive_a_start(home: Household) -> None:
    answer = await released(home)
    await home.hass.config_entries.async_reload(home.entry.entry_id)
    life = await home.life(answer["request_id"])
    assert (home.guard.clip_folder / life.clips[0].file_name).exists()


async def test_a_released_request_can_be_erased_with_its_link(home: Household, outsider: Client) -> None:
    answer = await released(home)
    await home.call("erase", home.approver, request_id=answer["request_id"], reason="asked")
    assert (await outsider.get(answer["link_path"])).status == HTTPStatus.NOT_FOUND
