"""Recorders played by servers on this machine, and the hub's other integrations as they hold their cameras."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta
import ipaddress
from pathlib import Path
import ssl
from typing import Any
from zoneinfo import ZoneInfo

from aiohttp import web
from aiohttp.test_utils import TestServer
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.ring_guard.footage.cutter import Cutter
from custom_components.ring_guard.footage.origins import OriginContext
from tests.footage.conftest import EAGER

ZONE = ZoneInfo("America/Chicago")
type Serve = Callable[..., Awaitable[TestServer]]


@pytest.fixture
def context(hass: HomeAssistant, tmp_path: Path) -> OriginContext:
    """Return what an origin is built with."""
    return OriginContext(
        hass=hass, zone=ZONE, prober=Cutter(EAGER), private=tmp_path / ".cache" / "ring_guard", camera_id="front"
    )


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    """Return an empty folder to fetch into."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    return folder


@pytest.fixture
async def serve() -> AsyncIterator[Serve]:
    """Return what starts a server on this machine with the given routes."""
    running: list[TestServer] = []

    async def start(*routes: web.RouteDef, tls: ssl.SSLContext | None = None) -> TestServer:
        app = web.Application()
        app.add_routes(routes)
        server = TestServer(app, host="127.0.0.1")
        await server.start_server(ssl=tls)
        running.append(server)
        return server

    yield start
    for server in running:
        await server.close()


@pytest.fixture(scope="session")
def own_certificate(tmp_path_factory: pytest.TempPathFactory) -> ssl.SSLContext:
    """Return a certificate that nobody vouches for, as recorders at home have."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "recorder.example")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("certificate") / "recorder.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(path)
    return context


def running_entry(hass: HomeAssistant, domain: str, **fields: Any) -> MockConfigEntry:
    """Return an entry of another integration that runs."""
    entry = MockConfigEntry(domain=domain, **fields)
    entry.add_to_hass(hass)
    entry.mock_state(hass, ConfigEntryState.LOADED)
    return entry


def device_of(hass: HomeAssistant, entry: MockConfigEntry, **fields: Any) -> str:
    """Return the id of a device of another integration."""
    return dr.async_get(hass).async_get_or_create(config_entry_id=entry.entry_id, **fields).id
