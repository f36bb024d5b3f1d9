"""What every test shares: programs from Debian, sockets on this machine, and the interpreters of both hubs.

It must not import the package under test: a broken package fails its own tests, not the collection of all.
"""

from collections.abc import AsyncIterator, Mapping
import logging
import os
from pathlib import Path
import re
import shutil
import sys
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, settings
import pytest
import pytest_socket

if TYPE_CHECKING:
    from homeassistant.core import HomeAssistant

    from tests.homes import Household

ROOT = Path(__file__).parents[1]

if os.environ.get("CI") != "true":
    # As Hypothesis does by itself where CI is set: how fast an example runs is no question of these tests.
    settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile("unhurried")

# Home Assistant's test plugin has every statement logged, which drowns what a failing test has to say.
logging.getLogger("sqlalchemy.engine").setLevel(logging.WARNING)

REQUIREMENTS = ROOT / "requirements"
LOOPBACK = ["127.0.0.1", "::1"]


def _debian_packages() -> dict[str, str]:
    """Return the Debian package of each program that tests may ask for."""
    lines = (REQUIREMENTS / "debian.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split() for line in lines if line and not line.startswith("#"))


def _hub_version(lock: str) -> str:
    """Return the version of Home Assistant that a lock file names."""
    text = (REQUIREMENTS / lock).read_text(encoding="utf-8")
    found = re.search(r"^homeassistant==([^\s\\]+)", text, re.MULTILINE)
    assert found, f"{lock} names no version of Home Assistant"
    return found[1]


def _missing(reason: str) -> None:
    """Skip a test for what this machine lacks; where everything must run, fail it."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@pytest.hookimpl(trylast=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Look for the programs a test asks for, and let it reach this machine's own addresses where it says so.

    Home Assistant's test plugin shuts all sockets before each test; this runs after it.
    """
    if item.get_closest_marker("loopback"):
        pytest_socket.enable_socket()
        pytest_socket.socket_allow_hosts(LOOPBACK)
    marker = item.get_closest_marker("requires_debian")
    if marker is None:
        return
    packages = _debian_packages()
    missing = sorted({packages[program] for program in marker.args if shutil.which(program) is None})
    if missing:
        _missing(f"run as root: apt-get install --yes --no-install-recommends {' '.join(missing)}")


@pytest.fixture(autouse=True)
def _load_ring_guard(request: pytest.FixtureRequest) -> None:
    """Let a hub under test find this repository's integration."""
    if "recorder_mock" in request.fixturenames:
        # The recorder's database has to be chosen before the hub is made.
        request.getfixturevalue("recorder_db_url")
    if "hass" in request.fixturenames:
        request.getfixturevalue("enable_custom_integrations")


@pytest.fixture(scope="session")
def hub_pythons() -> Mapping[str, Path]:
    """Return the interpreter of each Home Assistant that the end-to-end tests drive, by version, oldest first.

    The second environment is `.venv-next` unless RING_GUARD_NEXT_PYTHON names another interpreter.
    """
    following = Path(os.environ.get("RING_GUARD_NEXT_PYTHON", ROOT / ".venv-next" / "bin" / "python"))
    if not following.exists():
        _missing("the second Home Assistant is not there: scripts/setup --all makes it")
    return {_hub_version("tests.txt"): Path(sys.executable), _hub_version("next.txt"): following}


@pytest.fixture
def stand_in_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every cut of the household under test succeed at once, without video."""
    from tests.homes import let_cuts_succeed

    let_cuts_succeed(monkeypatch)


@pytest.fixture
async def household(hass: HomeAssistant, tmp_path: Path, stand_in_cut: None) -> AsyncIterator[Household]:
    """Set up a household that asks its people about everything; two of them are approvers."""
    from tests.homes import set_up, take_down

    made = await set_up(hass, tmp_path)
    yield made
    await take_down(made)
