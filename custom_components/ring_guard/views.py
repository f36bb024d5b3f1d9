"""The household's own view of clips and held footage: for approvers only, and every look is written down first.

Works with Home Assistant's signed paths, so that a `<video>` element can play a clip. Must never build a path from
what stands in a URL: a file is served only under the name that the ledger has for it.
"""

from dataclasses import dataclass, replace
from http import HTTPStatus
from pathlib import Path
from typing import override

from aiohttp.web import FileResponse, Request, Response, StreamResponse
from homeassistant.components.http import KEY_HASS, KEY_HASS_USER, HomeAssistantView
from homeassistant.core import HomeAssistant, callback
from homeassistant.util import dt as dt_util

from .const import DOMAIN
from .domain.lifecycle import Life, Refused, State
from .domain.model import Mode
from .footage.errors import NotPlayable
from .guard import Guard
from .ledger import LedgerError, NewEntry, Write
from .pipeline.held import held_file

URL = f"/api/{DOMAIN}/clips/{{request_id}}/{{file_name}}"
HOLD_URL = f"/api/{DOMAIN}/holds/{{request_id}}/{{file_name}}"
PLAY_URL = f"{HOLD_URL}/play"

SHOWN = frozenset({State.READY, State.RELEASED})

HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
}


class _Denied(Exception):
    """The view shows nothing; `status` and `reason` say why, in no more words than the caller may hear."""

    def __init__(self, status: HTTPStatus, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fetch:
    """One look at one file by one approver."""

    guard: Guard
    user_id: str
    request_id: str
    camera_id: str
    path: Path


@callback
def async_setup_views(hass: HomeAssistant) -> None:
    """Register the views."""
    hass.http.register_view(ClipView())
    hass.http.register_view(ManifestView())
    hass.http.register_view(HoldView())
    hass.http.register_view(PlayView())


def clip_path(request_id: str, file_name: str) -> str:
    """Return the path under which an approver finds a clip."""
    return URL.format(request_id=request_id, file_name=file_name)


def hold_path(request_id: str, file_name: str) -> str:
    """Return the path under which an approver finds held footage."""
    return HOLD_URL.format(request_id=request_id, file_name=file_name)


def play_path(request_id: str, file_name: str) -> str:
    """Return the path under which an approver watches held footage."""
    return PLAY_URL.format(request_id=request_id, file_name=file_name)


class _FileView(HomeAssistantView):
    """Serves one file of a request to an approver."""

    kind: str

    async def get(self, request: Request, request_id: str, file_name: str) -> StreamResponse:
        """Send the file, or the part of it that was asked for."""
        return await self._serve(request, request_id, file_name)

    async def head(self, request: Request, request_id: str, file_name: str) -> StreamResponse:
        """Send what a GET would be headed with; nothing of the file leaves, so nothing is written down."""
        return await self._serve(request, request_id, file_name)

    async def _serve(self, request: Request, request_id: str, file_name: str) -> StreamResponse:
        """Answer a request for the file."""
        try:
            fetch = await self._fetch(request, request_id, file_name)
            if request.method != "HEAD":
                await self._record(fetch)
                _require_shown(fetch.guard)
        except _Denied as denied:
            return self._refusal(denied)
        return FileResponse(fetch.path, headers=self._headers(fetch.path))

    async def _fetch(self, request: Request, request_id: str, file_name: str) -> _Fetch:
        """Find the file that is asked for, if the caller may have it.

        Raises:
            _Denied: if not.
        """
        hass = request.app[KEY_HASS]
        guard = _guard(hass)
        user_id = await _approver(guard, request, request_id, f"{self.kind}_fetched")
        _require_shown(guard)
        camera_id, path = self._find(guard, await _life(guard, request_id), file_name)
        if not await hass.async_add_executor_job(path.is_file):
            raise _Denied(HTTPStatus.GONE, "file_missing")
        return _Fetch(guard=guard, user_id=user_id, request_id=request_id, camera_id=camera_id, path=path)

    async def _record(self, fetch: _Fetch) -> None:
        """Write down who takes what.

        Raises:
            _Denied: if it could not be written down; then nothing leaves.
        """
        payload = {"actor": fetch.user_id, "camera": fetch.camera_id, "file": fetch.path.name}
        entry = NewEntry(kind=f"{self.kind}_fetched", at=dt_util.utcnow(), request_id=fetch.request_id, payload=payload)
        try:
            await fetch.guard.ledger.write(Write(entries=(entry,)))
        except LedgerError as err:
            raise _Denied(HTTPStatus.SERVICE_UNAVAILABLE, "ledger_unavailable") from err

    def _headers(self, path: Path) -> dict[str, str]:
        """Return the headers of a file; its name is neutral and ours, so it needs no quoting."""
        return {**HEADERS, "Content-Disposition": f'inline; filename="{path.name}"'}

    def _refusal(self, denied: _Denied) -> Response:
        """Answer that nothing is shown."""
        return self.json_message(denied.reason, denied.status, denied.reason, headers=HEADERS)

    def _find(self, guard: Guard, life: Life, file_name: str) -> tuple[str, Path]:
        """Return the camera and the path of the file that the ledger has under a name: here a clip.

        Raises:
            _Denied: if there is none of this name.
        """
        clips = life.clips if life.state in SHOWN else ()
        found = next((clip for clip in clips if clip.file_name == file_name), None)
        if found is None:
            raise _Denied(HTTPStatus.NOT_FOUND, "not_found")
        return found.camera_id, guard.clip_folder / found.file_name


class ClipView(_FileView):
    """The clip itself."""

    url = URL
    name = f"api:{DOMAIN}:clip"
    kind = "clip"


class ManifestView(_FileView):
    """The manifest of a clip."""

    url = f"{URL}/manifest"
    name = f"api:{DOMAIN}:manifest"
    kind = "manifest"

    @override
    def _find(self, guard: Guard, life: Life, file_name: str) -> tuple[str, Path]:
        """Return the manifest beside the clip."""
        camera_id, path = super()._find(guard, life, file_name)
        return camera_id, path.with_suffix(".json")


class HoldView(_FileView):
    """One recording that is held while people decide; its names are ours, so it is found in no other folder."""

    url = HOLD_URL
    name = f"api:{DOMAIN}:hold"
    kind = "hold"

    @override
    def _find(self, guard: Guard, life: Life, file_name: str) -> tuple[str, Path]:
        """Return the held recording of this name."""
        found = held_file(guard.studio().holds, life, file_name)
        if found is None:
            raise _Denied(HTTPStatus.NOT_FOUND, "not_found")
        return found


class PlayView(HoldView):
    """A held recording as every browser plays it: itself, or a copy that is made for that when it is not there yet."""

    url = PLAY_URL
    name = f"api:{DOMAIN}:hold:play"

    @override
    async def _fetch(self, request: Request, request_id: str, file_name: str) -> _Fetch:
        """Find the recording, and have what plays of it made."""
        fetch = await super()._fetch(request, request_id, file_name)
        try:
            playable = await fetch.guard.playables.of(fetch.path)
        except NotPlayable as err:
            raise _Denied(HTTPStatus.SERVICE_UNAVAILABLE, err.reason.key) from err
        return replace(fetch, path=playable.path)

    @override
    def _headers(self, path: Path) -> dict[str, str]:
        """Return the headers of a file that is MP4 whatever it is called."""
        return {**super()._headers(path), "Content-Type": "video/mp4"}


def _guard(hass: HomeAssistant) -> Guard:
    """Return the running guard.

    Raises:
        _Denied: if the household is not set up or not running.
    """
    entries = hass.config_entries.async_loaded_entries(DOMAIN)
    if not entries:
        raise _Denied(HTTPStatus.SERVICE_UNAVAILABLE, "not_loaded")
    guard: Guard = entries[0].runtime_data
    return guard


async def _approver(guard: Guard, request: Request, request_id: str, action: str) -> str:
    """Return the id of the approver who asks; anybody else's attempt is written down.

    Raises:
        _Denied: if it is no approver, or the attempt could not be written down.
    """
    try:
        return await guard.answers.require_approver(request[KEY_HASS_USER].id, action, request_id)
    except Refused as err:
        raise _Denied(HTTPStatus.FORBIDDEN, "not_approver") from err
    except LedgerError as err:
        raise _Denied(HTTPStatus.SERVICE_UNAVAILABLE, "ledger_unavailable") from err


def _require_shown(guard: Guard) -> None:
    """Keep everything closed in lockdown.

    Raises:
        _Denied: in lockdown.
    """
    if guard.mode() is Mode.LOCKDOWN:
        raise _Denied(HTTPStatus.LOCKED, "lockdown")


async def _life(guard: Guard, request_id: str) -> Life:
    """Return a request as the ledger has it.

    Raises:
        _Denied: if there is none.
    """
    try:
        life = await guard.lives.get(request_id)
    except LedgerError as err:
        raise _Denied(HTTPStatus.SERVICE_UNAVAILABLE, "ledger_unavailable") from err
    if life is None:
        raise _Denied(HTTPStatus.NOT_FOUND, "not_found")
    return life
