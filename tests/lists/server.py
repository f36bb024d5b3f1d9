"""A real https server on loopback with a certificate of its own, whose answers a test sets."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
import ssl

import aiohttp
from aiohttp import web
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

HOST = "lists.example"
LOOPBACK = "127.0.0.1"

type Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def certificate(folder: Path) -> tuple[Path, Path]:
    """Write a certificate for the server's name, signed by itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(
            x509.SubjectAlternativeName(
                [x509.DNSName(HOST), x509.DNSName(f"other.{HOST}"), x509.IPAddress(ip_address("127.0.0.2"))]
            ),
            critical=False,
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    certificate_file, key_file = folder / "certificate.pem", folder / "key.pem"
    certificate_file.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    key_file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return certificate_file, key_file


async def nothing(request: web.Request) -> web.StreamResponse:
    """Answer that there is nothing."""
    return web.Response(status=404)


@dataclass
class ListServer:
    """The server. `handler` answers everything; `seen` holds what was asked."""

    certificate: Path
    key: Path
    handler: Handler = nothing
    seen: list[web.BaseRequest] = field(default_factory=list)
    port: int = 0

    async def start(self) -> None:
        """Listen on a free port."""
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(self.certificate, self.key)
        self._runner = web.ServerRunner(web.Server(self._answer), shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, LOOPBACK, 0, ssl_context=context)
        await site.start()
        assert self._runner.addresses
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Stop listening."""
        await self._runner.cleanup()

    def url(self, path: str = "/list.csv", host: str = HOST) -> str:
        """Return an address on this server."""
        return f"https://{host}:{self.port}{path}"

    def session(self) -> aiohttp.ClientSession:
        """Return a session that trusts this server's certificate."""
        context = ssl.create_default_context(cafile=str(self.certificate))
        return aiohttp.ClientSession(connector=aiohttp.TCPConnector(ssl=context))

    def answers(self, body: bytes, content_type: str = "text/csv", **headers: str) -> None:
        """Answer everything with this."""

        async def handler(request: web.Request) -> web.StreamResponse:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            return web.Response(body=body, content_type=content_type, headers=named)

        self.handler = handler

    def redirects(self, location: str, status: int = 302) -> None:
        """Point elsewhere from everything but `/there`, which holds a small table."""

        async def handler(request: web.Request) -> web.StreamResponse:
            if request.path == "/there":
                return web.Response(body=b"name,domain\nA,a.example\n", content_type="text/csv")
            return web.Response(status=status, headers={"Location": location})

        self.handler = handler

    def drips(self, pause: float = 0.02) -> None:
        """Send a byte now and then, for ever."""

        async def handler(request: web.Request) -> web.StreamResponse:
            response = web.StreamResponse(headers={"Content-Type": "text/csv"})
            await response.prepare(request)
            while True:
                await response.write(b"a")
                await asyncio.sleep(pause)

        self.handler = handler

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        self.seen.append(request)
        return await self.handler(request)  # type: ignore[arg-type]  # a handler reads no more than this has
