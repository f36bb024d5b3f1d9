"""A list is fetched from a public https address within limits, and from nowhere else."""

from datetime import timedelta
import gzip
import tracemalloc
from typing import Any
from unittest.mock import Mock, patch

import aiohttp
from aiohttp import web
import pytest
from yarl import URL

from custom_components.ring_guard.lists.fetch import Fetcher, Limits
from custom_components.ring_guard.lists.problems import ListFailure, ListProblem

from .server import HOST, LOOPBACK, ListServer

TABLE = b"name,domain\nSpringfield Police,springfield.example\n"
PRIVATE = [
    "127.0.0.1",
    "10.1.2.3",
    "169.254.169.254",
    "192.168.1.1",
    "172.16.0.1",
    "0.0.0.0",
    "100.64.0.1",
    "224.0.0.1",
]  # an address to refuse
PRIVATE_6 = [
    "::1",
    "::",
    "fe80::1",
    "fc00::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "64:ff9b::a00:1",
    "2002:7f00:1::",
    "ff02::1",
    "64:ff9b:1::1",
]


async def problem(fetcher: Fetcher, url: str) -> ListProblem:
    with pytest.raises(ListFailure) as failure:
        await fetcher.fetch(url)
    return failure.value.problem


async def test_a_list_comes_with_the_marks_of_its_version(server: ListServer, fetcher) -> None:
    server.answers(TABLE, ETag='"one"', Last_Modified="Sat, 21 Nov 2026 10:00:00 GMT")
    found = await fetcher().fetch(server.url())
    assert found is not None
    assert (found.data, found.etag, found.modified) == (TABLE, '"one"', "Sat, 21 Nov 2026 10:00:00 GMT")
    assert server.seen[0].headers["Host"] == f"{HOST}:{server.port}"
    assert server.seen[0].headers["Accept-Encoding"] == "identity"
    assert server.seen[0].headers["User-Agent"]


async def test_a_version_that_is_still_the_newest_is_not_sent_again(server: ListServer, fetcher) -> None:
    async def handler(request: web.Request) -> web.StreamResponse:
        known = request.headers.get("If-None-Match") == '"one"' and "If-Modified-Since" in request.headers
        return web.Response(status=304) if known else web.Response(body=TABLE, content_type="text/csv")

    server.handler = handler
    assert await fetcher().fetch(server.url(), '"one"', "Sat, 21 Nov 2026 10:00:00 GMT") is None
    assert await fetcher().fetch(server.url(), '"two"', "x") is not None


async def test_loopback_is_refused_without_a_connection(server: ListServer, fetcher) -> None:
    server.answers(TABLE)
    strict = fetcher(permitted=frozenset())
    assert await problem(strict, server.url()) is ListProblem.REFUSED
    assert await problem(strict, server.url(host=LOOPBACK)) is ListProblem.REFUSED
    assert server.seen == []


@pytest.mark.parametrize("address", PRIVATE + PRIVATE_6)
async def test_a_name_that_leads_into_a_private_network_is_refused(server: ListServer, fetcher, address: str) -> None:
    for addresses in ([address], ["192.0.32.8", address]):
        assert await problem(fetcher(addresses=addresses, permitted=frozenset()), server.url()) is ListProblem.REFUSED
    assert server.seen == []


@pytest.mark.parametrize("address", [*PRIVATE[1:], *(f"[{address}]" for address in PRIVATE_6)])
async def test_a_redirect_into_a_private_network_is_not_followed(server: ListServer, fetcher, address: str) -> None:
    server.redirects(f"https://{address}:{server.port}/there")
    assert await problem(fetcher(), server.url()) is ListProblem.REFUSED
    assert [request.path for request in server.seen] == ["/list.csv"]


async def test_a_redirect_to_a_name_inside_is_not_followed(server: ListServer, fetcher) -> None:
    server.redirects(f"https://router.example:{server.port}/there")
    inside = fetcher(names={"router.example": ["192.168.0.1"]})
    assert await problem(inside, server.url()) is ListProblem.REFUSED


@pytest.mark.parametrize(
    "location",
    [
        "http://lists.example/there",
        "ftp://lists.example/there",
        "file:///etc/passwd",
        "https://user:secret@lists.example/",
    ],
)
async def test_a_redirect_to_anything_but_plain_https_is_not_followed(
    server: ListServer, fetcher, location: str
) -> None:
    server.redirects(location)
    assert await problem(fetcher(), server.url()) is ListProblem.REFUSED
    assert len(server.seen) == 1


@pytest.mark.parametrize(
    "url",
    ["http://lists.example/a.csv", "file:///etc/passwd", "https://user:secret@lists.example/a.csv", "https:///a.csv"],
)
async def test_only_plain_https_is_asked(server: ListServer, fetcher, url: str) -> None:
    assert await problem(fetcher(), url) in {ListProblem.REFUSED, ListProblem.UNREACHABLE}
    assert server.seen == []


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_to_another_public_address_is_followed(server: ListServer, fetcher, status: int) -> None:
    server.redirects(server.url("/there", host=f"other.{HOST}"), status)
    found = await fetcher().fetch(server.url())
    assert found is not None
    assert found.data.startswith(b"name")
    assert server.seen[1].headers["Host"] == f"other.{HOST}:{server.port}"


async def test_a_circle_of_redirects_ends(server: ListServer, fetcher) -> None:
    server.redirects(server.url("/again"))
    assert await problem(fetcher(), server.url()) is ListProblem.UNREACHABLE
    assert len(server.seen) == 5


async def test_the_connection_goes_to_the_address_that_was_judged_whatever_the_name_says_next(
    server: ListServer, keys
) -> None:
    answers = [[LOOPBACK], ["10.0.0.1"]]

    async def rebinding(host: str) -> list[str]:
        return answers.pop(0)

    server.answers(TABLE)
    async with server.session() as session:
        found = await Fetcher(session, rebinding, permitted=frozenset({LOOPBACK})).fetch(server.url())
    assert found is not None
    assert answers == [["10.0.0.1"]]


async def test_a_certificate_for_another_name_is_not_trusted(server: ListServer, fetcher) -> None:
    server.answers(TABLE)
    elsewhere = fetcher(names={"wrong.example": [LOOPBACK]})
    assert await problem(elsewhere, server.url(host="wrong.example")) is ListProblem.UNREACHABLE
    assert server.seen == []


async def test_the_next_address_is_asked_where_one_does_not_answer(server: ListServer) -> None:
    server.answers(TABLE)

    async def resolve(host: str) -> list[str]:
        return ["192.0.32.8", LOOPBACK]

    async with server.session() as session:
        ask = session.get

        def get(url: URL, **options: Any) -> Any:
            if url.host == LOOPBACK:
                return ask(url, **options)
            raise aiohttp.ClientConnectorError(Mock(), OSError("nobody is there"))

        with patch.object(session, "get", get):
            found = await Fetcher(session, resolve, permitted=frozenset({LOOPBACK})).fetch(server.url())
    assert found is not None


async def test_a_name_without_an_address_and_a_silent_one_are_out_of_reach(server: ListServer, fetcher) -> None:
    assert await problem(fetcher(), server.url(host="nobody.example")) is ListProblem.UNREACHABLE
    assert await problem(fetcher(addresses=[]), server.url()) is ListProblem.UNREACHABLE


async def test_a_list_that_says_it_is_too_large_is_not_read(server: ListServer, fetcher) -> None:
    server.answers(b"a" * (65 * 1024))
    assert await problem(fetcher(), server.url()) is ListProblem.TOO_LARGE


async def test_a_list_that_does_not_say_how_large_it_is_is_given_up_at_the_limit(server: ListServer, fetcher) -> None:
    sent = 0

    async def handler(request: web.Request) -> web.StreamResponse:
        nonlocal sent
        response = web.StreamResponse(headers={"Content-Type": "text/csv"})
        response.enable_chunked_encoding()
        await response.prepare(request)
        for _ in range(10_000):
            await response.write(b"a" * 4096)
            sent += 4096
        return response

    server.handler = handler
    assert await problem(fetcher(), server.url()) is ListProblem.TOO_LARGE
    assert sent < 10_000 * 4096


async def test_a_list_that_drips_is_given_up(server: ListServer, fetcher) -> None:
    server.drips()
    hurried = fetcher(limits=Limits(time=timedelta(seconds=0.3)))
    assert await problem(hurried, server.url()) is ListProblem.UNREACHABLE


async def test_a_packed_answer_is_refused_before_it_is_unpacked(server: ListServer, fetcher) -> None:
    server.answers(gzip.compress(b"a" * 50_000_000), Content_Encoding="gzip")
    tracemalloc.start()
    try:
        assert await problem(fetcher(), server.url()) is ListProblem.UNREADABLE
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 10_000_000


async def test_half_a_list_is_no_list(server: ListServer, fetcher) -> None:
    async def handler(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/csv", "Content-Length": "1000"})
        await response.prepare(request)
        await response.write(TABLE)
        assert request.transport is not None
        request.transport.abort()
        return response

    server.handler = handler
    assert await problem(fetcher(), server.url()) is ListProblem.UNREACHABLE


@pytest.mark.parametrize("kind", ["text/html", "image/png", "application/pdf", "application/zip"])
async def test_what_is_no_table_and_no_json_is_not_read(server: ListServer, fetcher, kind: str) -> None:
    server.answers(TABLE, content_type=kind)
    assert await problem(fetcher(), server.url()) is ListProblem.UNREADABLE


@pytest.mark.parametrize("status", [204, 206, 400, 403, 404, 429, 500, 503])
async def test_an_answer_that_is_no_list_is_a_server_out_of_reach(server: ListServer, fetcher, status: int) -> None:
    async def handler(request: web.Request) -> web.StreamResponse:
        return web.Response(status=status)

    server.handler = handler
    assert await problem(fetcher(), server.url()) is ListProblem.UNREACHABLE
