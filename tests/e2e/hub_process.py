"""A real Home Assistant in a process and a folder of its own, with Ring Guard in it; killed or stopped from outside."""

from dataclasses import dataclass, field
import json
import os
from pathlib import Path
import signal
import socket
import subprocess
import time

ROOT = Path(__file__).parents[2]

START_LIMIT_SECONDS = 90
STOP_LIMIT_SECONDS = 40

CONFIGURATION = """\
homeassistant:
  name: Test household
  time_zone: UTC
  external_url: "http://127.0.0.1:{port}"
  internal_url: "http://127.0.0.1:{port}"
automation:
  - alias: Machine that would like to approve
    triggers:
      - trigger: event
        event_type: test_machine_approves
    actions:
      - action: ring_guard.approve
        data:
          request_id: "{{{{ trigger.event.data.request_id }}}}"
  - alias: Machine that counts what arrives
    triggers:
      - trigger: event.received
        target:
          entity_id: event.ring_guard_requests
        options:
          event_type: [received]
    actions:
      - event: test_machine_heard
config:
history:
logbook:
mobile_app:
stream:
logger:
  default: warning
  logs:
    custom_components.ring_guard: debug
"""


def free_port() -> int:
    """Return a port of this machine that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass(slots=True, kw_only=True)
class HubProcess:
    """One Home Assistant: `python` runs it, `folder` is its configuration."""

    python: Path
    folder: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        """What it has written so far."""
        return (self.folder / "test.log").read_text(encoding="utf-8", errors="replace")

    def lay_out(self) -> None:
        """Write what a person would write before a first start, and link the integration from the sources."""
        storage = self.folder / ".storage"
        storage.mkdir(parents=True, exist_ok=True)
        (self.folder / "configuration.yaml").write_text(CONFIGURATION.format(port=self.port), encoding="utf-8")
        (self.folder / "custom_components").symlink_to(ROOT / "custom_components", target_is_directory=True)
        address = {
            "server_host": ["127.0.0.1"],
            "server_port": self.port,
            "cors_allowed_origins": [],
            "login_attempts_threshold": -1,
            "ip_ban_enabled": False,
            "ssl_profile": "modern",
            "use_x_frame_options": True,
        }
        _store(storage / "http", 2, 2, {"stable": address, "pending": None, "yaml_migration_done": True})
        _store(storage / "onboarding", 4, 1, {"done": ["core_config", "analytics", "integration"]})

    def start(self) -> None:
        """Start it; `wait` tells when it answers."""
        with (self.folder / "test.log").open("ab") as log:
            self.process = subprocess.Popen(
                [str(self.python), "-m", "homeassistant", "--config", str(self.folder), "--skip-pip"],
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
                env={**os.environ, "COVERAGE_PROCESS_START": ""},
            )

    def wait(self) -> None:
        """Wait until its port answers."""
        deadline = time.monotonic() + START_LIMIT_SECONDS
        while time.monotonic() < deadline:
            assert self.process is not None
            assert self.process.poll() is None, f"Home Assistant ended by itself:\n{self.log[-4000:]}"
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            except OSError:
                time.sleep(0.1)
            else:
                return
        raise AssertionError(f"Home Assistant did not start:\n{self.log[-4000:]}")

    def kill(self) -> None:
        """End it as a power cut would."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        """End it as a service manager would."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(STOP_LIMIT_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()


def _store(path: Path, version: int, minor: int, data: object) -> None:
    """Write one of Home Assistant's storage files."""
    content = {"version": version, "minor_version": minor, "key": path.name, "data": data}
    path.write_text(json.dumps(content), encoding="utf-8")
