"""Sends a file, or the part of it that a player asks for, and stops in the middle once it may not be sent any more."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from pathlib import Path

from aiohttp.web import Request, Response, StreamResponse
from homeassistant.core import HomeAssistant

CHUNK = 256 * 1024


async def send_file(
    hass: HomeAssistant,
    request: Request,
    path: Path,
    *,
    size: int,
    tag: str,
    headers: Mapping[str, str],
    may_go_on: Callable[[], bool],
) -> StreamResponse:
    """Answer a GET or HEAD with the file of `size` bytes, whose content `tag` names.

    One range is served; several, or what is no range, get the whole file, as HTTP allows. `may_go_on` is asked before
    each piece: when it says no, the connection is cut, so that nobody takes the piece for the whole.
    """
    start, end, partial = _range(request, size, tag)
    shown = {**headers, "Accept-Ranges": "bytes", "ETag": f'"{tag}"'}
    if start >= end and partial:
        shown["Content-Range"] = f"bytes */{size}"
        return Response(status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, headers=shown)
    if partial:
        shown["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    response = StreamResponse(status=HTTPStatus.PARTIAL_CONTENT if partial else HTTPStatus.OK, headers=shown)
    response.content_length = end - start
    await response.prepare(request)
    if request.method != "HEAD":
        await _stream(hass, request, response, path, start, end, may_go_on)
    await response.write_eof()
    return response


async def _stream(
    hass: HomeAssistant,
    request: Request,
    response: StreamResponse,
    path: Path,
    start: int,
    end: int,
    may_go_on: Callable[[], bool],
) -> None:
    """Write the bytes from `start` up to `end`, piece by piece."""
    file = await hass.async_add_executor_job(path.open, "rb")
    try:
        await hass.async_add_executor_job(file.seek, start)
        while start < end:
            piece = await hass.async_add_executor_job(file.read, min(CHUNK, end - start))
            if not piece or not may_go_on():
                if request.transport:
                    request.transport.abort()
                raise ConnectionResetError("the file may not be sent any more")
            await response.write(piece)
            start += len(piece)
    finally:
        await hass.async_add_executor_job(file.close)


def _range(request: Request, size: int, tag: str) -> tuple[int, int, bool]:
    """Return the first byte, the one behind the last, and whether a part was asked for."""
    condition = request.headers.get("If-Range")
    if "Range" not in request.headers or (condition is not None and condition.strip() != f'"{tag}"'):
        return 0, size, False
    try:
        asked = request.http_range
    except ValueError:
        return 0, size, False
    if asked.start is None and asked.stop is None:
        return 0, size, False
    if asked.start is not None and asked.start < 0:
        return max(0, size + asked.start), size, True
    return asked.start or 0, size if asked.stop is None else min(asked.stop, size), True
