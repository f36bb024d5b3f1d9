"""The way out for somebody without a login: a link to a page, one step that counts, and the files for a while.

    GET  /api/ring_guard/release/<token>                      what there is; counts nothing, so that previews may look
    POST /api/ring_guard/release/<token>                      counts one fetch, and leads on to
    GET  /api/ring_guard/release/<token>/<session>            the clips of this fetch, for an hour at most
    GET  /api/ring_guard/release/<token>/<session>/<file>     1.mp4, 1.json, ...

Whatever is not open right now gets the same answer, as if there were nothing at all. It must never say 401, which Home
Assistant counts as a failed login, and never tell more of the household than was agreed.
"""

import asyncio
from dataclasses import dataclass
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path
import time
from typing import Final
from urllib.parse import parse_qs

from aiohttp.web import (
    HTTPNotFound,
    HTTPSeeOther,
    HTTPServiceUnavailable,
    HTTPTooManyRequests,
    Request,
    Response,
    StreamResponse,
)
from homeassistant.components.http import KEY_HASS, HomeAssistantView
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.network import is_cloud_connection
from homeassistant.util import dt as dt_util

from ..const import DOMAIN
from ..domain.lifecycle import Fetch, Life, Refused, Release, count_fetch, count_wrong_phrase, live_link
from ..domain.model import to_plain
from ..guard import Guard
from ..household.wording import Wording
from ..ledger import LedgerError, NewEntry, Superseded, Write
from .links import hash_token, is_pass_phrase, new_token
from .pages import HEADERS, Reader, asking_page, clips_page
from .rate import Rate
from .sending import send_file

URL: Final = f"/api/{DOMAIN}/release/{{token}}"

LANGUAGES: Final = ("en", "de", "es", "fr")

KNOCKS: Final = (60.0, 1.0)
KNOCKS_TOGETHER: Final = (300.0, 10.0)
"""Pages and steps: tries at once and more each second, from one address and from all."""

PIECES: Final = (600.0, 10.0)
PIECES_TOGETHER: Final = (2400.0, 40.0)
"""Pieces of files that a player asks for; they need an open fetch."""

LONGEST_FORM: Final = 1024

CLOUD: Final = "Home Assistant Cloud"
"""Named instead of an address where the cloud brings the call: the hub does not see whose it is."""

RACES: Final = 20

MOST_ELSEWHERE: Final = 16
"""Further addresses from which one fetch may go on: phones change theirs, but not without end."""

MOST_REMEMBERED: Final = 256
"""Fetches whose further addresses are remembered; of one that is forgotten they are written down once more."""


@callback
def async_setup_release_views(hass: HomeAssistant) -> None:
    """Register the views."""
    door = Door()
    for view in (AskingView(door), ClipsView(door), FileView(door)):
        hass.http.register_view(view)


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """A link that is open right now."""

    guard: Guard
    life: Life
    release: Release


class Door:
    """What the views share: how often somebody may knock, and who is let in."""

    def __init__(self) -> None:
        """Begin with nobody there."""
        self.knocks = Rate(each=KNOCKS, together=KNOCKS_TOGETHER)
        self.pieces = Rate(each=PIECES, together=PIECES_TOGETHER)
        self.turn = asyncio.Lock()
        self._elsewhere: dict[str, set[str]] = {}

    def knock(self, request: Request, rate: Rate) -> None:
        """Count a call.

        Raises:
            HTTPTooManyRequests: if this address, or all together, call too often.
        """
        if not rate.allows(_address(request.app[KEY_HASS], request), time.monotonic()):
            raise HTTPTooManyRequests(headers={**HEADERS, "Retry-After": "60"})

    def find(self, request: Request, token: str) -> Open:
        """Return the link that a token opens.

        Raises:
            HTTPNotFound: if there is none, or it is not open; nobody can tell which.
        """
        hass = request.app[KEY_HASS]
        guard = _guard(hass)
        hashed = hash_token(token)
        life = guard.lives.with_link(hashed) if guard and hashed else None
        release = live_link(life, now=dt_util.utcnow(), mode=guard.mode()) if guard and life else None
        if guard is None or life is None or release is None:
            raise _nothing()
        return Open(guard=guard, life=life, release=release)

    def session(self, request: Request, token: str, session: str) -> tuple[Open, Fetch]:
        """Return a link and a fetch through it that goes on, as `find` for errors."""
        found = self.find(request, token)
        hashed = hash_token(session)
        fetch = found.release.session(hashed, dt_util.utcnow()) if hashed else None
        if fetch is None:
            raise _nothing()
        return found, fetch

    async def note_address(self, request: Request, found: Open, fetch: Fetch) -> None:
        """Write down that a fetch goes on from another address than it began from, once for each.

        Raises:
            HTTPNotFound: if it went on from too many already.
            HTTPServiceUnavailable: if it could not be written down; then nothing leaves.
        """
        address = _address(request.app[KEY_HASS], request)
        if address == fetch.address or address in self._elsewhere.get(fetch.session, ()):
            return
        # One after the other, so that no second piece leaves before the first one's address is durable.
        async with self.turn:
            known = self._elsewhere.setdefault(fetch.session, set())
            if address in known:
                return
            if len(known) >= MOST_ELSEWHERE:
                raise _nothing()
            now = dt_util.utcnow()
            payload = {"fetch": {"at": to_plain(now), "address": address}, "began_from": fetch.address}
            entry = NewEntry(kind="link_fetched", at=now, request_id=found.life.id, payload=payload)
            try:
                await found.guard.ledger.write(Write(entries=(entry,)))
            except LedgerError as err:
                raise HTTPServiceUnavailable(headers=HEADERS) from err
            known.add(address)
            if len(self._elsewhere) > MOST_REMEMBERED:
                del self._elsewhere[next(iter(self._elsewhere))]


class _View(HomeAssistantView):
    """A view without a login."""

    requires_auth = False
    cors_allowed = False

    def __init__(self, door: Door) -> None:
        """Share the door with the other views."""
        self._door = door


class AskingView(_View):
    """Says what there is, and counts a fetch when somebody asks for it."""

    url = URL
    name = f"api:{DOMAIN}:release"

    async def get(self, request: Request, token: str) -> StreamResponse:
        """Show what there is; a HEAD gets the headers alone."""
        self._door.knock(request, self._door.knocks)
        found = self._door.find(request, token)
        if not found.release.fetches_left:
            raise _nothing()
        reader = await _reader(request)
        return _html(asking_page(found.life, reader, needs_phrase=found.release.pass_phrase is not None))

    head = get

    async def post(self, request: Request, token: str) -> StreamResponse:
        """Count a fetch, and lead on to its clips."""
        self._door.knock(request, self._door.knocks)
        found = self._door.find(request, token)
        body = await request.content.read(LONGEST_FORM)
        said = parse_qs(body.decode("utf-8", "replace"), max_num_fields=4).get("phrase", [""])[0]
        try:
            # One after the other, so that nobody tries many pass-phrases before the first is counted.
            async with self._door.turn:
                if not await self._phrase_holds(request, token, said):
                    page = asking_page(found.life, await _reader(request), needs_phrase=True, wrong=True)
                    return _html(page, HTTPStatus.FORBIDDEN)
                session = await self._count(request, token)
        except LedgerError:
            return Response(status=HTTPStatus.SERVICE_UNAVAILABLE, headers=HEADERS)
        raise HTTPSeeOther(f"{URL.format(token=token)}/{session}", headers=HEADERS)

    async def _phrase_holds(self, request: Request, token: str, said: str) -> bool:
        """Tell whether the pass-phrase is right, if one is asked for; count a wrong one.

        Raises:
            HTTPNotFound: if the link has ended.
            LedgerError: if a wrong one could not be counted.
        """
        found = self._door.find(request, token)
        if found.release.pass_phrase is None:
            return True
        hass = request.app[KEY_HASS]
        if await hass.async_add_executor_job(is_pass_phrase, said, found.release.pass_phrase):
            return True
        address = _address(hass, request)
        for _ in range(RACES):
            now, before = dt_util.utcnow(), found.life
            try:
                after = count_wrong_phrase(before, now=now)
                await found.guard.lives.step(before, after, "pass_phrase_wrong", at=now, detail={"address": address})
            except Superseded:
                found = self._door.find(request, token)
                continue
            return False
        raise _nothing()

    async def _count(self, request: Request, token: str) -> str:
        """Count a fetch durably; return the secret that it goes on under.

        Raises:
            HTTPNotFound: if the link has ended, or serves no more.
            LedgerError: if it could not be written down; then nothing leaves.
        """
        session = new_token()
        address = _address(request.app[KEY_HASS], request)
        for _ in range(RACES):
            found = self._door.find(request, token)
            now = dt_util.utcnow()
            try:
                hashed = hash_token(session) or ""
                after = count_fetch(found.life, address=address, session=hashed, now=now, mode=found.guard.mode())
                await found.guard.lives.step(found.life, after, "link_fetched", at=now)
            except Refused as err:
                raise _nothing() from err
            except Superseded:
                continue
            return session
        raise _nothing()


class ClipsView(_View):
    """Offers the clips of a fetch that was counted."""

    url = f"{URL}/{{session}}"
    name = f"api:{DOMAIN}:release:clips"

    async def get(self, request: Request, token: str, session: str) -> StreamResponse:
        """Show the clips; a HEAD gets the headers alone."""
        self._door.knock(request, self._door.knocks)
        found, fetch = self._door.session(request, token, session)
        base = f"{URL.format(token=token)}/{session}"
        return _html(clips_page(found.life, await _reader(request), base, fetch.until))

    head = get


class FileView(_View):
    """Serves the files of a fetch that was counted."""

    url = f"{URL}/{{session}}/{{file_name}}"
    name = f"api:{DOMAIN}:release:file"

    async def get(self, request: Request, token: str, session: str, file_name: str) -> StreamResponse:
        """Send a clip or its manifest, for as long as the fetch goes on; a HEAD gets the headers alone."""
        self._door.knock(request, self._door.pieces)
        found, fetch = self._door.session(request, token, session)
        path, kind = _file(found, file_name)
        if request.method != "HEAD":
            await self._door.note_address(request, found, fetch)
        hass = request.app[KEY_HASS]
        try:
            size, tag = await hass.async_add_executor_job(_described, path)
        except OSError as err:
            raise _nothing() from err

        def may_go_on() -> bool:
            life = found.guard.lives.with_link(found.release.token)
            now = dt_util.utcnow()
            release = live_link(life, now=now, mode=found.guard.mode()) if life else None
            return release is not None and release.session(hash_token(session) or "", now) is not None

        headers = {
            **HEADERS,
            "Content-Type": kind,
            "Content-Disposition": f'inline; filename="{path.name}"',
        }
        return await send_file(hass, request, path, size=size, tag=tag, headers=headers, may_go_on=may_go_on)

    head = get


def _file(found: Open, file_name: str) -> tuple[Path, str]:
    """Return which file stands behind a number in an address, and its kind.

    Raises:
        HTTPNotFound: if there is none.
    """
    for number, clip in enumerate(found.life.clips, 1):
        path = found.guard.clip_folder / clip.file_name
        if file_name == f"{number}.mp4":
            return path, "video/mp4"
        if file_name == f"{number}.json":
            return path.with_suffix(".json"), "application/json"
    raise _nothing()


def _described(path: Path) -> tuple[int, str]:
    """Return a file's size, and a name for its content; blocks on the disk.

    Raises:
        OSError: if it is not there.
    """
    facts = path.stat()
    return facts.st_size, sha256(f"{path.name}\n{facts.st_size}\n{facts.st_mtime_ns}".encode()).hexdigest()[:32]


def _guard(hass: HomeAssistant) -> Guard | None:
    """Return the running guard, if there is one."""
    entries = hass.config_entries.async_entries(DOMAIN)
    if not entries or entries[0].state is not ConfigEntryState.LOADED:
        return None
    guard: Guard = entries[0].runtime_data
    return guard


def _address(hass: HomeAssistant, request: Request) -> str:
    """Return from where somebody calls, as far as the hub can see."""
    return CLOUD if is_cloud_connection(hass) else request.remote or "?"


async def _reader(request: Request) -> Reader:
    """Return how to speak to whoever reads."""
    hass = request.app[KEY_HASS]
    wanted = request.headers.get("Accept-Language", "").lower()
    named = (part.strip()[:2] for part in wanted.split(",")[:8])
    language = next((name for name in named if name in LANGUAGES), LANGUAGES[0])
    words = await Wording.load(hass, language)
    return Reader(language=language, words=words, zone=dt_util.get_default_time_zone())


def _html(page: str, status: HTTPStatus = HTTPStatus.OK) -> Response:
    """Return a page."""
    return Response(text=page, content_type="text/html", charset="utf-8", status=status, headers=HEADERS)


def _nothing() -> HTTPNotFound:
    """Return the one answer for everything that is not open, the same as for an address that never was."""
    return HTTPNotFound()
