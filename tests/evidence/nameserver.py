"""A name server of our own on loopback, over UDP and TCP: it answers what a test put into it, late or never if told so."""

import asyncio
from dataclasses import dataclass, field
import socket
import struct

import dns.asyncresolver
import dns.flags
import dns.message
import dns.rcode
import dns.rdatatype
import dns.rrset


@dataclass
class NameServer:
    """TXT records by name; `silent` names are never answered, `failing` ones with a failure; `asked` counts."""

    texts: dict[str, list[str]] = field(default_factory=dict)
    silent: set[str] = field(default_factory=set)
    failing: set[str] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)
    ttl: int = 300
    port: int = 0

    async def start(self) -> None:
        """Listen on a free port of loopback, the same for both ways."""
        loop = asyncio.get_running_loop()
        self._tcp = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = self._tcp.sockets[0].getsockname()[1]
        sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        sock.bind(("127.0.0.1", self.port))
        self._udp, _ = await loop.create_datagram_endpoint(lambda: _Datagrams(self), sock=sock)

    async def stop(self) -> None:
        self._udp.close()
        self._tcp.close()
        await self._tcp.wait_closed()

    def resolver(self) -> dns.asyncresolver.Resolver:
        """Return a resolver that asks this server alone."""
        made = dns.asyncresolver.Resolver(configure=False)
        made.nameservers, made.port = ["127.0.0.1"], self.port
        return made

    def answer(self, wire: bytes, most: int | None = None) -> bytes | None:
        """Answer one question; None is silence. An answer longer than `most` bytes is cut, and says so."""
        question = dns.message.from_wire(wire)
        name = question.question[0].name.to_text(omit_final_dot=True).lower()
        self.asked.append(name)
        if name in self.silent:
            return None
        response = dns.message.make_response(question)
        if name in self.failing:
            response.set_rcode(dns.rcode.SERVFAIL)
        elif name in self.texts:
            quoted = [" ".join(f'"{part}"' for part in _parts(text)) for text in self.texts[name]]
            if quoted:
                response.answer.append(dns.rrset.from_text_list(f"{name}.", self.ttl, "IN", "TXT", quoted))
        else:
            response.set_rcode(dns.rcode.NXDOMAIN)
        whole = response.to_wire(max_size=65_535)
        if most is None or len(whole) <= most:
            return whole
        response.answer.clear()
        response.flags |= dns.flags.TC
        return response.to_wire()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer over TCP."""
        (length,) = struct.unpack("!H", await reader.readexactly(2))
        answer = self.answer(await reader.readexactly(length))
        if answer is not None:
            writer.write(struct.pack("!H", len(answer)) + answer)
            await writer.drain()
        writer.close()


class _Datagrams(asyncio.DatagramProtocol):
    def __init__(self, server: NameServer) -> None:
        self._server = server

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.DatagramTransport)
        self._transport = transport

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        answer = self._server.answer(data, 1232)
        if answer is not None:
            self._transport.sendto(answer, addr)


def _parts(text: str) -> list[str]:
    """Split a text into strings of at most 255 bytes, as records hold it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return [escaped[start : start + 250] for start in range(0, len(escaped), 250)] or [""]
