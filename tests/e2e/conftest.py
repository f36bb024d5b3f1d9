"""A running household on each Home Assistant that Ring Guard supports; the tests of a file share one."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping
from pathlib import Path

import aiohttp
import pytest
import pytest_socket

from .household import Household, found
from .hub_process import HubProcess
from .push_service import PushService, push_service

VERSIONS = ("oldest", "newest")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the tests of one hub on one worker, and let them reach this machine's own addresses."""
    for item in items:
        if Path(__file__).parent not in item.path.parents:
            continue
        item.add_marker(pytest.mark.loopback)
        item.add_marker(pytest.mark.timeout(300))
        case = getattr(item, "callspec", None)
        version = case and case.params.get("hub_process")
        item.add_marker(pytest.mark.xdist_group(f"{item.path.stem}-{version}"))


@pytest.fixture(scope="module")
def pushes() -> Iterator[PushService]:
    """Return what is pushed to the household's phones."""
    pytest_socket.enable_socket()
    with push_service() as service:
        yield service


@pytest.fixture(scope="module", params=VERSIONS)
def hub_process(
    request: pytest.FixtureRequest, hub_pythons: Mapping[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[HubProcess]:
    """Return a Home Assistant that runs."""
    pytest_socket.enable_socket()
    pythons = list(hub_pythons.values())
    hub = HubProcess(python=pythons[VERSIONS.index(request.param)], folder=tmp_path_factory.mktemp("hub"))
    hub.lay_out()
    hub.start()
    try:
        hub.wait()
        yield hub
    finally:
        hub.stop()


@pytest.fixture(scope="module")
def founded(hub_process: HubProcess, pushes: PushService) -> Household:
    """Return the household on the running Home Assistant."""
    return asyncio.run(found(hub_process.url, hub_process.folder, pushes.url))


@pytest.fixture
async def household(founded: Household) -> AsyncIterator[Household]:
    """Return the household with everybody able to talk."""
    async with aiohttp.ClientSession() as session:
        founded.sit_down(session)
        yield founded
