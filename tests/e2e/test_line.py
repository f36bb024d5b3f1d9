"""A request's whole way through a real Home Assistant, seen from outside."""

import asyncio
from datetime import timedelta
import json
import shutil
import subprocess
import time
from typing import Any

import pytest

from scripts.demo.hub import DialogueError

from .household import Household, eventually
from .hub_process import HubProcess
from .push_service import PushService


async def _buttons(pushes: PushService, request_id: str, person: str) -> dict[str, str]:
    """Return the buttons of the newest message about a request on somebody's phone: their ids by title."""

    async def look() -> dict[str, str]:
        about = [push for push in pushes.about(request_id) if push["push_token"] == f"phone-of-{person}"]
        return {item["title"]: item["action"] for item in about[-1]["data"].get("actions", [])} if about else {}

    return await eventually(look)


async def test_federal_requester_is_declined_without_anybody_being_asked(
    household: Household, pushes: PushService
) -> None:
    asking = household.asking("FED-1", agency="U.S. Immigration and Customs Enforcement")
    assert await household.send(asking, "federal-1") == 202
    request = await household.request("FED-1", "declined")
    assert request["effect"] == "decline"
    assert "federal" in request["claimed_levels"]
    told = await eventually(lambda: _about(pushes, request["request_id"]))
    assert "actions" not in told[-1]["data"]
    with pytest.raises(DialogueError, match="400"):
        await household.resident.call("approve", request_id=request["request_id"])


async def _about(pushes: PushService, request_id: str) -> list[dict[str, Any]]:
    """Return what was pushed about a request."""
    return pushes.about(request_id)


@pytest.mark.requires_debian("ffprobe")
async def test_approver_answers_on_the_phone_and_takes_the_clip(
    household: Household, pushes: PushService, hub_process: HubProcess
) -> None:
    assert await household.send(household.asking("PD-1", seconds=20), "police-1") == 202
    request = await household.request("PD-1", "awaiting_confirmation")
    buttons = await _buttons(pushes, request["request_id"], "resident")
    assert set(buttons) == {"Approve", "Decline"}

    await household.guest.press(buttons["Approve"])
    await household.resident.press(buttons["Approve"].replace("APPROVE", "DECLINE"))
    await household.resident.hub._post("/api/events/test_machine_approves", {"request_id": request["request_id"]})
    await asyncio.sleep(0.5)
    assert (await household.request("PD-1"))["state"] == "awaiting_confirmation"

    await household.resident.press(buttons["Approve"])
    request = await household.request("PD-1", "ready", "failed", "no_footage", seconds=60)
    assert request["state"] == "ready", request["problem"]
    (clip,) = request["clips"]
    assert clip["seconds"] == pytest.approx(20, abs=0.2)

    assert (await household.guest.fetch(clip["path"]))[0] == 403
    status, part = await household.resident.fetch(clip["path"], Range="bytes=0-99")
    assert (status, len(part)) == (206, 100)
    status, whole = await household.resident.fetch(clip["path"])
    assert (status, len(whole)) == (200, clip["size"])
    file = hub_process.folder / "taken.mp4"
    file.write_bytes(whole)
    shown = json.loads(_ffprobe(file))
    assert [stream["codec_type"] for stream in shown["streams"]] == ["video"]
    assert float(shown["format"]["duration"]) <= 20.0

    status, text = await household.resident.fetch(clip["path"] + "/manifest")
    assert status == 200
    assert json.loads(text)["manifest"]["file"]["sha256"] == clip["sha256"]


def _ffprobe(file: Any) -> bytes:
    """Read a file's streams, edit lists ignored."""
    program = shutil.which("ffprobe")
    assert program
    options = ["-v", "error", "-ignore_editlist", "1", "-show_streams", "-show_format", "-of", "json"]
    return subprocess.run([program, *options, str(file)], check=True, capture_output=True).stdout


async def test_approver_picks_the_seconds_of_a_window_that_is_too_long(household: Household) -> None:
    assert await household.send(household.asking("PD-2", seconds=100), "police-2") == 202
    request = await household.request("PD-2", "awaiting_confirmation")
    assert request["offer"]["window"] is None
    with pytest.raises(DialogueError, match="400"):
        await household.resident.call("approve", request_id=request["request_id"])
    start = household.footage_start + timedelta(seconds=12)
    too_long = {"start": start.isoformat(), "end": (start + timedelta(seconds=61)).isoformat()}
    with pytest.raises(DialogueError, match="400"):
        await household.resident.call("approve", request_id=request["request_id"], **too_long)
    chosen = {"start": start.isoformat(), "end": (start + timedelta(seconds=8)).isoformat()}
    await household.resident.call("approve", request_id=request["request_id"], **chosen)
    request = await household.request("PD-2", "ready", "failed", seconds=60)
    assert request["state"] == "ready", request["problem"]
    assert request["clips"][0]["seconds"] == pytest.approx(8, abs=0.2)


async def test_stranger_is_refused_and_may_still_decline(household: Household) -> None:
    assert await household.send(household.asking("PD-3"), "police-3") == 202
    request = await household.request("PD-3", "awaiting_confirmation")
    with pytest.raises(DialogueError, match="400"):
        await household.guest.call("approve", request_id=request["request_id"])
    await household.guest.call("decline", request_id=request["request_id"])
    assert (await household.request("PD-3"))["state"] == "declined"


async def test_phone_notification_becomes_a_request(household: Household) -> None:
    posted = int(time.time() * 1000)
    text = "Springfield Police Department requests footage. Reference 26-PHONE-1."
    sensor = {
        "type": "sensor",
        "unique_id": "last_notification",
        "state": text[:255],
        "attributes": {
            "package": "com.ringapp",
            "post_time": posted,
            "android.title": "Community Request",
            "android.text": text,
        },
    }
    await household.resident.phone({"type": "update_sensor_states", "data": [sensor]})

    async def look() -> list[dict[str, Any]]:
        return [item for item in await household.requests() if "26-PHONE-1" in item["text"]]

    (request,) = await eventually(look)
    assert request["state"] == "awaiting_confirmation"
    await household.resident.phone({"type": "update_sensor_states", "data": [sensor]})
    assert len(await look()) == 1


async def test_action_answers_with_the_decision(household: Household) -> None:
    answer = await household.resident.call("submit_request", agency="Shelbyville Gazette", message="A photo, please.")
    assert answer["state"] == "awaiting_confirmation"
    before = len(await household.requests())
    dry = await household.resident.call("evaluate", agency="FBI", message="Footage.")
    assert dry["effect"] == "decline"
    assert len(await household.requests()) == before


async def test_forged_and_late_calls_are_turned_away(household: Household) -> None:
    body = json.dumps(household.asking("PD-4")).encode()
    headers = {"webhook-id": "x", "webhook-timestamp": "1700000000", "webhook-signature": "v1,AAAA"}
    async with household.resident.hub.session.post(household.webhook, data=body, headers=headers) as response:
        assert response.status == 401
    assert not [item for item in await household.requests() if item["reference"] == "PD-4"]


async def test_replay_gets_the_same_answer_and_no_second_request(household: Household) -> None:
    for _ in range(3):
        assert await household.send(household.asking("PD-5"), "police-5") == 202
    await household.request("PD-5")
    assert len([item for item in await household.requests() if item["reference"] == "PD-5"]) == 1


async def test_wider_reminder_voids_nothing_that_was_seen_and_gains_nothing(household: Household) -> None:
    assert await household.send(household.asking("PD-6", seconds=10), "police-6a") == 202
    first = await household.request("PD-6", "awaiting_confirmation")
    assert await household.send(household.asking("PD-6", seconds=40, cameras=["Driveway"]), "police-6b") == 202

    async def amended() -> dict[str, Any] | None:
        request = await household.request("PD-6")
        return request if request["offer"]["mark"] != first["offer"]["mark"] else None

    request = await eventually(amended)
    assert request is not None
    assert request["request_id"] == first["request_id"]
    assert request["state"] == "awaiting_confirmation"
    with pytest.raises(DialogueError, match="400"):
        await household.resident.call("approve", request_id=request["request_id"], offer=first["offer"]["mark"])


async def test_lockdown_is_for_everyone_and_leaving_it_for_approvers(household: Household) -> None:
    async def choose(person: Any, mode: str) -> int:
        url = f"{household.url}/api/services/select/select_option"
        data = {"entity_id": "select.ring_guard_mode", "option": mode}
        headers = {"Authorization": f"Bearer {person.hub.token}"}
        async with person.hub.session.post(url, json=data, headers=headers) as response:
            return int(response.status)

    assert await household.send(household.asking("PD-7a"), "police-7a") == 202
    waiting = await household.request("PD-7a", "awaiting_confirmation")
    assert await choose(household.guest, "lockdown") == 200
    try:
        assert await household.send(household.asking("PD-7"), "police-7") == 202
        assert (await household.request("PD-7", "declined"))["reason_key"] == "mode_lockdown"
        with pytest.raises(DialogueError, match="400"):
            await household.resident.call("approve", request_id=waiting["request_id"])
        assert await choose(household.guest, "policy") >= 400
    finally:
        assert await choose(household.resident, "policy") == 200
    assert (await household.request("PD-7a"))["state"] == "awaiting_confirmation"


async def test_ledger_verifies_and_the_log_is_clean(household: Household, hub_process: HubProcess) -> None:
    answer = await household.resident.call("verify_ledger")
    assert answer["whole"] is True
    assert answer["count"] > 10
    ours = [line for line in hub_process.log.splitlines() if "custom_components.ring_guard" in line]
    assert not [line for line in ours if " ERROR " in line or "blocking call" in line]
