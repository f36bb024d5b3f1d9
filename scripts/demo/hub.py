"""A small client of a running Home Assistant: signs in, and walks its set-up dialogues the way the frontend does.

It knows nothing of Ring Guard: which answers a dialogue gets is the caller's business.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

import aiohttp

type Answers = Mapping[str, str | Mapping[str, Any]]
"""What each step of a dialogue is answered with: the fields of a form, or the choice of a menu, by the step's id."""

CONFIG_FLOW = "/api/config/config_entries/flow"
SUBENTRY_FLOW = "/api/config/config_entries/subentries/flow"


class DialogueError(Exception):
    """A dialogue did not take an answer, or ended without a result."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How a dialogue ended, and every value that its texts showed on the way (a secret is shown only there)."""

    result: Mapping[str, Any]
    shown: Mapping[str, str]


@dataclass(slots=True, kw_only=True)
class Hub:
    """A Home Assistant at `url`, spoken to through `session`; most calls need `sign_in` or `onboard` first."""

    url: str
    session: aiohttp.ClientSession
    token: str = field(default="", repr=False)

    @property
    def client_id(self) -> str:
        """How this client names itself when it signs in."""
        return f"{self.url}/"

    async def onboarded(self) -> bool | None:
        """Tell whether the hub has its first user; None while it does not answer yet."""
        try:
            async with self.session.get(f"{self.url}/api/onboarding") as response:
                if response.status == 404:
                    # Home Assistant removes this page once nothing is left to do.
                    return True
                steps = await response.json()
        except aiohttp.ClientError:
            return None
        return all(step["done"] for step in steps)

    async def onboard(self, *, name: str, username: str, password: str) -> None:
        """Make the first user, who is the owner, and sign in."""
        form = {"name": name, "username": username, "password": password, "language": "en", "client_id": self.client_id}
        answer = await self._post("/api/onboarding/users", form)
        await self._take_token(answer["auth_code"])

    async def sign_in(self, *, username: str, password: str) -> None:
        """Sign in as a user who exists."""
        start = {"client_id": self.client_id, "handler": ["homeassistant", None], "redirect_uri": self.client_id}
        flow = await self._post("/auth/login_flow", start)
        form = {"client_id": self.client_id, "username": username, "password": password}
        answer = await self._post(f"/auth/login_flow/{flow['flow_id']}", form)
        if answer["type"] != "create_entry":
            raise DialogueError(f"signing in as {username} failed: {answer.get('errors')}")
        await self._take_token(answer["result"])

    async def _take_token(self, code: str) -> None:
        """Turn a code into a token and keep it for later calls."""
        form = {"grant_type": "authorization_code", "code": code, "client_id": self.client_id}
        async with self.session.post(f"{self.url}/auth/token", data=form) as response:
            response.raise_for_status()
            self.token = (await response.json())["access_token"]

    async def running(self) -> bool:
        """Tell whether start-up has ended."""
        return bool((await self.get("/api/config"))["state"] == "RUNNING")

    async def get(self, path: str) -> Any:
        """Read from the REST API."""
        async with self.session.get(f"{self.url}{path}", headers=self._headers()) as response:
            response.raise_for_status()
            return await response.json()

    async def entries(self, domain: str) -> list[dict[str, Any]]:
        """Return the config entries of an integration."""
        entries: list[dict[str, Any]] = await self.get(f"/api/config/config_entries/entry?domain={domain}")
        return entries

    async def ask(self, **message: Any) -> Any:
        """Send one WebSocket command (`type` and its fields) and return its result."""
        async with self.session.ws_connect(f"{self.url}/api/websocket") as socket:
            await socket.receive_json()
            await socket.send_json({"type": "auth", "access_token": self.token})
            await socket.receive_json()
            await socket.send_json({"id": 1, **message})
            while (answer := await socket.receive_json()).get("id") != 1:
                pass
        if not answer["success"]:
            raise DialogueError(f"{message['type']}: {answer['error']['message']}")
        return answer["result"]

    async def set_up(self, domain: str, answers: Answers) -> Outcome:
        """Add an integration."""
        return await self._walk(CONFIG_FLOW, domain, answers)

    async def add(self, entry_id: str, kind: str, answers: Answers) -> Outcome:
        """Add a subentry of a kind to a config entry."""
        return await self._walk(SUBENTRY_FLOW, [entry_id, kind], answers)

    async def _walk(self, path: str, handler: str | list[str], answers: Answers) -> Outcome:
        """Answer one step after the other until the dialogue ends."""
        step = await self._post(path, {"handler": handler, "show_advanced_options": False})
        shown: dict[str, str] = {}
        while step["type"] in ("form", "menu"):
            shown |= {key: str(value) for key, value in (step.get("description_placeholders") or {}).items()}
            if step.get("errors"):
                raise DialogueError(f"{handler}: step {step['step_id']} was refused: {step['errors']}")
            step = await self._post(f"{path}/{step['flow_id']}", _answer(step, answers))
        if step["type"] != "create_entry":
            raise DialogueError(f"{handler}: ended with {step['type']} {step.get('reason', '')}")
        return Outcome(result=step, shown=shown)

    async def _post(self, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """Write to the REST API."""
        async with self.session.post(f"{self.url}{path}", json=body, headers=self._headers()) as response:
            if response.status >= 400:
                raise DialogueError(f"{path}: {response.status} {await response.text()}")
            answer: dict[str, Any] = await response.json()
            return answer

    def _headers(self) -> dict[str, str]:
        """Return what proves who calls."""
        return {"Authorization": f"Bearer {self.token}"} if self.token else {}

    @classmethod
    async def when_up(cls, url: str, session: aiohttp.ClientSession) -> Self:
        """Return a client once the hub at `url` answers; callers bound the wait."""
        hub = cls(url=url, session=session)
        while await hub.onboarded() is None:
            await asyncio.sleep(0.2)
        return hub


def _answer(step: Mapping[str, Any], answers: Answers) -> dict[str, Any]:
    """Return what a step is sent: the given answers, and elsewhere what the frontend would have filled in."""
    given = answers.get(step["step_id"], {})
    if step["type"] == "menu":
        return {"next_step_id": given}
    assert not isinstance(given, str)
    return _filled(step["data_schema"] or [], given)


def _filled(schema: list[dict[str, Any]], given: Mapping[str, Any]) -> dict[str, Any]:
    """Fill a form: given values first, then defaults and suggestions; fields that the form lacks are left out."""
    form: dict[str, Any] = {}
    for item in schema:
        name = item["name"]
        if item.get("type") == "expandable":
            form[name] = _filled(item["schema"], given)
        elif name in given:
            form[name] = given[name]
        elif "default" in item:
            form[name] = item["default"]
        elif "suggested_value" in (item.get("description") or {}):
            form[name] = item["description"]["suggested_value"]
    return form
