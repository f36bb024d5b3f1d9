"""A camera that speaks RTSP: real RTP and RTCP, made by ffmpeg from a recording, handed on inside the RTSP connection."""

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path
import struct

SDP = (
    "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=Camera\r\nc=IN IP4 0.0.0.0\r\nt=0 0\r\nm=video 0 RTP/AVP 96\r\n"
    "a=rtpmap:96 H264/90000\r\na=fmtp:96 packetization-mode=1\r\na=control:streamid=0\r\n"
)


class RtspCamera:
    """Plays a recording to everyone who comes, at the pace at which it was taken; `plays` counts them."""

    def __init__(self, recording: Path) -> None:
        self.recording = recording
        self.plays = 0
        self._ffmpegs: set[asyncio.subprocess.Process] = set()
        self._served: set[asyncio.Task[None]] = set()

    async def start(self) -> str:
        """Listen on a free port of loopback; return the address of the stream."""
        self._server = await asyncio.start_server(self._begin, "127.0.0.1", 0)
        return f"rtsp://127.0.0.1:{self._server.sockets[0].getsockname()[1]}/live"

    async def stop(self) -> None:
        """Hang up on everyone; nothing of it goes on afterwards."""
        self.hang_up()
        self._server.close()
        for task in self._served:
            task.cancel()
        await asyncio.gather(*self._served, return_exceptions=True)

    def hang_up(self) -> None:
        """End the streams of everyone who watches."""
        for process in self._ffmpegs:
            process.kill()

    def _begin(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one client, until `stop` at the latest."""
        task = asyncio.create_task(self._serve(reader, writer))
        self._served.add(task)
        task.add_done_callback(self._served.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer the requests of one client, and play when it says so."""
        playing: asyncio.Task[None] | None = None
        try:
            while request := await _request(reader):
                method, url, number = request
                writer.write(_answer(method, url, number))
                await writer.drain()
                if method == "PLAY":
                    playing = asyncio.create_task(self._play(writer))
        except ConnectionError:
            pass
        finally:
            if playing:
                playing.cancel()
                await asyncio.gather(playing, return_exceptions=True)
            writer.close()

    async def _play(self, writer: asyncio.StreamWriter) -> None:
        """Hand on what ffmpeg sends until it ends, then hang up."""
        self.plays += 1
        loop = asyncio.get_running_loop()
        ends = [
            await loop.create_datagram_endpoint(partial(_Relay, writer, channel), ("127.0.0.1", 0))
            for channel in (0, 1)
        ]
        rtp, rtcp = (end[0].get_extra_info("sockname")[1] for end in ends)
        process = await asyncio.create_subprocess_exec(
            *(
                "ffmpeg",
                "-v",
                "error",
                "-nostdin",
                "-re",
                "-i",
                str(self.recording),
                "-c",
                "copy",
                "-bsf:v",
                "h264_mp4toannexb",
            ),
            *("-f", "rtp", "-payload_type", "96", f"rtp://127.0.0.1:{rtp}?rtcpport={rtcp}&pkt_size=1200"),
            stdout=asyncio.subprocess.DEVNULL,
        )
        self._ffmpegs.add(process)
        try:
            await process.wait()
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
            self._ffmpegs.discard(process)
            for transport, _ in ends:
                transport.close()
            writer.close()


class _Relay(asyncio.DatagramProtocol):
    """Puts datagrams into the RTSP connection, as RFC 2326 section 10.12 says."""

    def __init__(self, writer: asyncio.StreamWriter, channel: int) -> None:
        self._writer = writer
        self._channel = channel

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        if not self._writer.is_closing():
            self._writer.write(struct.pack("!cBH", b"$", self._channel, len(data)) + data)


async def _request(reader: asyncio.StreamReader) -> tuple[str, str, str] | None:
    """Return method, address and number of the next request, None when the client has gone."""
    while True:
        try:
            first = await reader.readexactly(1)
            if first == b"$":  # what the client itself reports of the stream
                _, length = struct.unpack("!BH", await reader.readexactly(3))
                await reader.readexactly(length)
                continue
            lines = (first + await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        except asyncio.IncompleteReadError:
            return None
        method, url, _ = lines[0].split(" ", 2)
        number = next(line.partition(":")[2].strip() for line in lines if line.lower().startswith("cseq:"))
        return method, url, number


def _answer(method: str, url: str, number: str) -> bytes:
    """Say yes to whatever is asked."""
    more: dict[str, Callable[[], list[str]]] = {
        "OPTIONS": lambda: ["Public: OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN, GET_PARAMETER"],
        "DESCRIBE": lambda: [f"Content-Base: {url}/", "Content-Type: application/sdp", f"Content-Length: {len(SDP)}"],
        "SETUP": lambda: ["Transport: RTP/AVP/TCP;unicast;interleaved=0-1"],
    }
    lines = ["RTSP/1.0 200 OK", f"CSeq: {number}", "Session: 1", *more.get(method, list)()]
    return ("\r\n".join(lines) + "\r\n\r\n" + (SDP if method == "DESCRIBE" else "")).encode()
