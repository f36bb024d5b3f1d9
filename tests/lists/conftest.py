"""A list server, and fetchers that may ask it although it is on loopback."""

from collections.abc import AsyncIterator, Callable, Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from custom_components.ring_guard.lists.fetch import Fetcher, Limits

from .server import HOST, LOOPBACK, ListServer, certificate

SMALL = Limits(size=64 * 1024, time=timedelta(seconds=5))


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture
async def server(keys: tuple[Path, Path], socket_enabled: None) -> AsyncIterator[ListServer]:
    made = ListServer(*keys)
    await made.start()
    yield made
    await made.stop()


@pytest.fixture
async def fetcher(server: ListServer) -> AsyncIterator[Callable[..., Fetcher]]:
    """Return what makes a fetcher; the server's names lead to `addresses`, and `permitted` ones count as public."""
    session = server.session()

    def make(
        *,
        addresses: Sequence[str] = (LOOPBACK,),
        permitted: frozenset[str] = frozenset({LOOPBACK}),
        limits: Limits = SMALL,
        names: dict[str, Sequence[str]] | None = None,
    ) -> Fetcher:
        async def resolve(host: str) -> Sequence[str]:
            known = {HOST: addresses, f"other.{HOST}": addresses} | (names or {})
            if host not in known:
                raise OSError("no such name")
            return known[host]

        return Fetcher(session, resolve, limits=limits, permitted=permitted)

    yield make
    await session.close()
