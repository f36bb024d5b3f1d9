"""Debian's Chromium without a window, driven through its DevTools protocol: one page, looked at and used from outside.

It knows nothing of Home Assistant but how its frontend keeps a login.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
import json
from pathlib import Path
import time
from typing import Any

import aiohttp

START_LIMIT_SECONDS = 30
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--autoplay-policy=no-user-gesture-required",
    "--mute-audio",
    "--remote-debugging-port=0",
)

FIND = """
const look = (root, selector) => {
  const found = root.querySelector(selector);
  if (found) return found;
  for (const element of root.querySelectorAll("*")) {
    const deeper = element.shadowRoot && look(element.shadowRoot, selector);
    if (deeper) return deeper;
  }
  return null;
};
window.find = (path) =>
  path.split(" >> ").reduce((root, selector) => root && look(root.shadowRoot ?? root, selector), document);
"""
"""Looks through all shadow roots; "a >> b" is the first b within the first a."""


class ScriptError(Exception):
    """A script in the page failed."""


@dataclass(slots=True, kw_only=True)
class Browser:
    """One page."""

    socket: aiohttp.ClientWebSocketResponse
    ids: count[int] = field(default_factory=lambda: count(1))

    async def send(self, method: str, **params: Any) -> dict[str, Any]:
        """Send a command of the protocol and return its result; what the browser tells besides is passed over."""
        number = next(self.ids)
        await self.socket.send_json({"id": number, "method": method, "params": params})
        while (answer := await self.socket.receive_json(timeout=60)).get("id") != number:
            pass
        if "error" in answer:
            raise ScriptError(f"{method}: {answer['error']['message']}")
        result: dict[str, Any] = answer["result"]
        return result

    async def sign_in(self, url: str, token: str) -> None:
        """Let every page that is opened from now on find a login to the hub at `url`."""
        tokens = {
            "hassUrl": url,
            "clientId": f"{url}/",
            "access_token": token,
            "refresh_token": "none",
            "expires_in": 1800,
            "expires": int(time.time() + 1800) * 1000,
            "token_type": "Bearer",
        }
        keep = f"localStorage.setItem('hassTokens', {json.dumps(json.dumps(tokens))});"
        await self.send("Page.enable")
        await self.send("Page.addScriptToEvaluateOnNewDocument", source=keep + FIND)

    async def open(self, url: str) -> None:
        """Go to a page."""
        await self.send("Page.navigate", url=url)

    async def run(self, script: str) -> Any:
        """Run an expression in the page and return its value.

        Raises:
            ScriptError: if it throws.
        """
        answer = await self.send("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise ScriptError(json.dumps(answer["exceptionDetails"].get("exception", {}))[:1000])
        return answer["result"].get("value")

    async def until(self, script: str, seconds: float = 30) -> Any:
        """Return the first value of an expression that is true; while the page loads, it may fail.

        Raises:
            AssertionError: if there is none in time.
        """
        deadline = time.monotonic() + seconds
        last: object = None
        while time.monotonic() < deadline:
            try:
                if last := await self.run(script):
                    return last
            except ScriptError as err:
                last = err
            await asyncio.sleep(0.1)
        raise AssertionError(f"{script} did not come true within {seconds} seconds: {last}")

    async def click(self, selector: str) -> None:
        """Click on an element that is there and can be used."""
        await self.until(f"(e => e && !e.disabled && (e.click(), true))(find({json.dumps(selector)}))")

    async def fill(self, selector: str, value: str) -> None:
        """Type into a field and leave it."""
        await self.until(
            f"(e => e && (e.value = {json.dumps(value)}, e.dispatchEvent(new Event('input', {{bubbles: true}})), "
            f"e.dispatchEvent(new Event('change', {{bubbles: true}}))))(find({json.dumps(selector)}))"
        )

    async def resize(self, width: int, height: int) -> None:
        """Make the page so many pixels large."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        await self.send("Emulation.setDeviceMetricsOverride", **size)

    async def press(self, selector: str, place: tuple[float, float]) -> None:
        """Press the mouse's button at a place of an element, in shares of its width and height."""
        await self.drag(selector, place, place)

    async def drag(self, selector: str, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Drag with the mouse from one place of an element to another, in shares of its width and height."""
        box = await self.until(
            f"(e => (e.scrollIntoView({{block: 'center'}}), e.getBoundingClientRect().toJSON()))(find({json.dumps(selector)}))"
        )
        steps = [("mousePressed", start), ("mouseMoved", start), ("mouseMoved", end), ("mouseReleased", end)]
        for kind, (across, down) in steps:
            x, y = box["x"] + across * box["width"], box["y"] + down * box["height"]
            held = {"button": "left", "buttons": 0 if kind == "mouseReleased" else 1, "clickCount": 1}
            await self.send("Input.dispatchMouseEvent", type=kind, x=x, y=y, **held)

    async def key(self, key: str) -> None:
        """Press a key that writes no letter."""
        code = {"Enter": 13, "Backspace": 8, "Delete": 46, "Escape": 27, "Tab": 9}.get(key, 0)
        more = {"text": "\r"} if key == "Enter" else {}
        await self.send("Input.dispatchKeyEvent", type="keyDown", key=key, code=key, windowsVirtualKeyCode=code, **more)
        await self.send("Input.dispatchKeyEvent", type="keyUp", key=key, code=key, windowsVirtualKeyCode=code)

    async def text(self, selector: str) -> str:
        """Return what an element shows."""
        shown: str = await self.until(f"find({json.dumps(selector)})?.innerText")
        return shown


@asynccontextmanager
async def browser(folder: Path, session: aiohttp.ClientSession) -> AsyncIterator[Browser]:
    """Start Chromium with a profile of its own in `folder`, and end it afterwards."""
    process = await asyncio.create_subprocess_exec(
        "chromium",
        *FLAGS,
        f"--user-data-dir={folder}",
        "about:blank",
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
        stdin=asyncio.subprocess.DEVNULL,
    )
    try:
        port = await _port(folder / "DevToolsActivePort")
        async with session.get(f"http://127.0.0.1:{port}/json") as response:
            targets = await response.json()
        (address,) = [target["webSocketDebuggerUrl"] for target in targets if target["type"] == "page"]
        async with session.ws_connect(address, max_msg_size=0) as socket:
            yield Browser(socket=socket)
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


async def _port(note: Path) -> int:
    """Return the port that the browser writes down once it listens."""
    async with asyncio.timeout(START_LIMIT_SECONDS):
        while not (note.exists() and (lines := note.read_text(encoding="utf-8").splitlines())):
            await asyncio.sleep(0.05)
    return int(lines[0])
