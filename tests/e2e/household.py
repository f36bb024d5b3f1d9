"""A household on a running Home Assistant: its people, their phones, its cameras and its ways in, all set up from outside.

Everything goes through the doors that a person or an app would use: the set-up dialogues, REST and WebSocket.
"""

import asyncio
import base64
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
import hmac
import json
from pathlib import Path
import time
from typing import Any, cast
from zoneinfo import ZoneInfo

import aiohttp

from scripts.demo import footage
from scripts.demo.hub import DialogueError, Hub

DOMAIN = "ring_guard"
PASSWORD = "correct horse battery staple"


async def eventually[T](look: Callable[[], Awaitable[T]], seconds: float = 30) -> T:
    """Return the first answer of `look` that is true.

    Raises:
        AssertionError: if there is none in time.
    """
    deadline = time.monotonic() + seconds
    while True:
        if found := await look():
            return found
        if time.monotonic() > deadline:
            raise AssertionError(f"{getattr(look, '__name__', look)} did not come true within {seconds} seconds")
        await asyncio.sleep(0.05)


@dataclass(slots=True, kw_only=True)
class Person:
    """Somebody with a login and a phone."""

    hub: Hub
    user_id: str
    phone_webhook: str = ""
    push_token: str = ""

    async def call(self, action: str, **data: Any) -> Any:
        """Call an action of Ring Guard as this person and return its answer.

        Raises:
            DialogueError: with the hub's answer if the action was refused.
        """
        url = f"{self.hub.url}/api/services/{DOMAIN}/{action}?return_response"
        headers = {"Authorization": f"Bearer {self.hub.token}"}
        async with self.hub.session.post(url, json=data, headers=headers) as response:
            if response.status != 200:
                raise DialogueError(f"{response.status}: {await response.text()}")
            return (await response.json())["service_response"]

    async def press(self, action: str) -> None:
        """Press a button of a notification on this person's phone."""
        event = {"event_type": "mobile_app_notification_action", "event_data": {"action": action}}
        await self.phone({"type": "fire_event", "data": event})

    async def phone(self, message: Mapping[str, Any]) -> Any:
        """Let this person's phone say something to the hub."""
        url = f"{self.hub.url}/api/webhook/{self.phone_webhook}"
        async with self.hub.session.post(url, json=message) as response:
            assert response.status in (200, 201), await response.text()
            return await response.json(content_type=None)

    async def fetch(self, path: str, **headers: str) -> tuple[int, bytes]:
        """Fetch a file as this person; return status and body."""
        headers["Authorization"] = f"Bearer {self.hub.token}"
        async with self.hub.session.get(f"{self.hub.url}{path}", headers=headers) as response:
            return response.status, await response.read()


@dataclass(slots=True, kw_only=True)
class Household:
    """Everyone and everything; `webhook` and `secret` were shown once when the source was made."""

    url: str
    tokens: dict[str, str]
    ids: dict[str, str]
    phones: dict[str, str]
    entry_id: str
    webhook: str
    secret: str
    footage_start: datetime
    people: dict[str, Person] = field(default_factory=dict)

    def sit_down(self, session: aiohttp.ClientSession) -> None:
        """Let everybody talk through a session."""
        for name, token in self.tokens.items():
            hub = Hub(url=self.url, session=session, token=token)
            self.people[name] = Person(
                hub=hub, user_id=self.ids[name], phone_webhook=self.phones.get(name, ""), push_token=f"phone-of-{name}"
            )

    @property
    def resident(self) -> Person:
        """The approver."""
        return self.people["resident"]

    @property
    def guest(self) -> Person:
        """Somebody with a login who is no approver."""
        return self.people["guest"]

    async def send(self, body: Mapping[str, Any] | bytes, message_id: str, kind: str = "application/json") -> int:
        """Send a signed call to the webhook; return the status."""
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        headers = {**signature(self.secret, message_id, raw), "content-type": kind}
        async with self.resident.hub.session.post(self.webhook, data=raw, headers=headers) as response:
            return response.status

    async def requests(self) -> list[dict[str, Any]]:
        """Return what the household sees of all requests, newest first."""
        answer = await self.resident.call("list_requests", limit=100)
        return cast("list[dict[str, Any]]", answer["requests"])

    async def request(self, reference: str, *states: str, seconds: float = 30) -> dict[str, Any]:
        """Return the request with a reference once it stands in one of the states."""

        async def look() -> dict[str, Any] | None:
            found = [item for item in await self.requests() if item.get("reference") == reference]
            return next((item for item in found if not states or item["state"] in states), None)

        found = await eventually(look, seconds)
        assert found is not None
        return found

    def asking(self, reference: str, seconds: int = 20, **more: Any) -> dict[str, Any]:
        """Return a structured request of a local body for the front door."""
        start = self.footage_start + timedelta(seconds=10)
        return {
            "agency": "Springfield Police Department",
            "reference": reference,
            "start": start.isoformat(),
            "end": (start + timedelta(seconds=seconds)).isoformat(),
            "cameras": ["Front door"],
            "message": "A parcel was taken from a porch in your street.",
            **more,
        }


def signature(secret: str, message_id: str, body: bytes) -> dict[str, str]:
    """Sign a call as Standard Webhooks describes."""
    stamp = str(int(time.time()))
    key = base64.b64decode(secret.removeprefix("whsec_"))
    digest = hmac.new(key, f"{message_id}.{stamp}.".encode() + body, sha256).digest()
    return {
        "webhook-id": message_id,
        "webhook-timestamp": stamp,
        "webhook-signature": f"v1,{base64.b64encode(digest).decode()}",
    }


async def found(url: str, folder: Path, push_url: str) -> Household:
    """Set a household up on a fresh Home Assistant."""
    start = await asyncio.to_thread(record, folder / "footage")
    async with aiohttp.ClientSession() as session, asyncio.timeout(90):
        hub = await Hub.when_up(url, session)
        await hub.onboard(name="Resident", username="resident", password=PASSWORD)
        await eventually(hub.running)
        guest, guest_id = await _add_guest(hub)
        user = await hub.ask(type="auth/current_user")
        phones = {
            "resident": await _add_phone(hub, "resident", push_url),
            "guest": await _add_phone(guest, "guest", push_url),
        }
        await eventually(lambda: _has_notify(hub, "mobile_app_resident"))
        entry_id, webhook, secret = await _set_up(hub, user["id"], folder / "footage")
        return Household(
            url=url,
            tokens={"resident": hub.token, "guest": guest.token},
            ids={"resident": user["id"], "guest": guest_id},
            phones=phones,
            entry_id=entry_id,
            webhook=webhook,
            secret=secret,
            footage_start=start,
        )


def record(folder: Path) -> datetime:
    """Make three minutes of footage of two cameras that ended a while ago; return when they begin."""
    zone = ZoneInfo("UTC")
    start = datetime.now(UTC).replace(second=0, microsecond=0) - timedelta(minutes=15)
    for scene in footage.SCENES:
        for minute in range(2):
            footage.make(folder, scene, start + timedelta(minutes=minute), zone)
    return start


async def _has_notify(hub: Hub, name: str) -> bool:
    """Tell whether an action of a phone is there."""
    services = await hub.get("/api/services")
    return any(name in item["services"] for item in services if item["domain"] == "notify")


async def _add_guest(hub: Hub) -> tuple[Hub, str]:
    """Add a person who has a login and is no approver."""
    made = await hub.ask(type="config/auth/create", name="Guest", group_ids=["system-users"])
    user_id = made["user"]["id"]
    await hub.ask(
        type="config/auth_provider/homeassistant/create", user_id=user_id, username="guest", password=PASSWORD
    )
    guest = Hub(url=hub.url, session=hub.session)
    await guest.sign_in(username="guest", password=PASSWORD)
    return guest, user_id


async def _add_phone(hub: Hub, name: str, push_url: str) -> str:
    """Register a companion app; return its webhook."""
    phone = {
        "device_id": f"phone-{name}",
        "app_id": "io.homeassistant.companion.android",
        "app_name": "Home Assistant",
        "app_version": "2026.11.1",
        "device_name": name,
        "manufacturer": "Test",
        "model": "Phone",
        "os_name": "Android",
        "os_version": "16",
        "supports_encryption": False,
        "app_data": {"push_url": push_url, "push_token": f"phone-of-{name}"},
    }
    headers = {"Authorization": f"Bearer {hub.token}"}
    async with hub.session.post(f"{hub.url}/api/mobile_app/registrations", json=phone, headers=headers) as response:
        assert response.status == 201, await response.text()
        webhook_id: str = (await response.json())["webhook_id"]
    if name == "resident":
        await _add_notification_sensor(hub, webhook_id)
    return webhook_id


async def _add_notification_sensor(hub: Hub, webhook_id: str) -> None:
    """Let the phone report its last notification, as the Android app does."""
    sensor = {
        "name": "Last Notification",
        "state": "nothing yet",
        "type": "sensor",
        "unique_id": "last_notification",
        "icon": "mdi:bell-ring",
        "attributes": {},
    }
    body = {"type": "register_sensor", "data": sensor}
    async with hub.session.post(f"{hub.url}/api/webhook/{webhook_id}", json=body) as response:
        assert response.status == 201, await response.text()


async def _set_up(hub: Hub, user_id: str, folder: Path) -> tuple[str, str, str]:
    """Walk Ring Guard's dialogues; return the entry, and the webhook's address and secret."""
    household = {"preset": "ask_me", "approvers": [user_id], "notify": ["mobile_app_resident", "mobile_app_guest"]}
    await hub.set_up(DOMAIN, {"user": household})
    (entry,) = await hub.entries(DOMAIN)
    entry_id: str = entry["entry_id"]
    for scene, name in zip(footage.SCENES, ("Front door", "Driveway"), strict=True):
        camera = {"user": {"name": name, "origin": "folder"}, "folder": {"folder": str(folder / scene.folder)}}
        await hub.add(entry_id, "camera", camera)
    source = await hub.add(
        entry_id, "source", {"user": "webhook", "webhook": {"name": "Test webhook", "local_only": True}}
    )
    phone = {"name": "Resident's phone", "entity_id": "sensor.resident_last_notification"}
    await hub.add(entry_id, "source", {"user": "phone", "phone": phone})
    return entry_id, source.shown["url"], source.shown["secret"]
