"""Whatever a stranger sends is read: nothing raises, nothing is dropped, nothing takes long, nothing grows without bound."""

import json

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.ring_guard.domain.formats import NOTIFICATION_TYPE, ReadingContext, read
from custom_components.ring_guard.domain.model import (
    ALL_LEVELS,
    Assurance,
    Demand,
    FindingKind,
    System,
    to_canonical_json,
)
from custom_components.ring_guard.domain.requesters import Registry, identify
from tests.effort import times

from .messages import DENVER, arrival, read_object, read_text

MEDIA_TYPES = (
    "text/plain",
    "text/plain; charset=utf-16",
    "text/plain; charset=zlib_codec",
    "text/plain; charset=idna",
    "text/html",
    "message/rfc822",
    "application/json",
    NOTIFICATION_TYPE,
    "image/png",
    "",
    ";;;=",
    "x" * 5_000,
)
FULL = 65_536

ORDINARY = b"Hello, this is Officer Example of the Springfield Police. Please send the footage of Main Street.\n" * 650
MOST_EFFORT = 25
"""How many times the effort for an ordinary text of the same length a hostile one may take: far from growing with its square."""


def consider(body, media_type):
    """Read and identify a message."""
    return identify(read(arrival(body, media_type), DENVER, "request-1"), Registry.builtin())


def an_ordinary_text():
    """Read and identify a text of the greatest length that nobody built to take long."""
    consider(ORDINARY, "text/plain")


def settle(body, media_type):
    """Read and identify a message, check what must hold for every request, and return it."""
    request = consider(body, media_type)
    assert request.arrival_id == arrival(body, media_type).id
    assert len(request.text) <= 8_000
    assert len(request.title) <= 200
    assert request.demands
    assert request.requester.possible_levels == ALL_LEVELS
    assert request.requester.assurance is Assurance.UNVERIFIED
    assert all(len(found.evidence) <= 200 for found in request.findings)
    to_canonical_json(request).encode()
    request.text.encode()
    request.title.encode()
    assert "\x00" not in request.text
    return request


WORDS = st.sampled_from(
    [
        "FBI",
        "ICE",
        "FВI",
        "warrant",
        "between",
        "11/21/2026",
        "2:00",
        "PM",
        "-",
        "to",
        "2:15",
        "and",
        "from",
        "Ring",
        "Community",
        "Request",
        "Flock",
        "Axon",
        "Springfield",
        "Police",
        "Department's",
        "office",
        ".",
        ",",
        ":",
        "\n",
        "\t",
        "Subject:",
        "From:",
        "<a@fbi.gov>",
        "Case",
        "#",
        "26-1",
        "square",
        "miles",
        "0.5",
        "within",
        "radius",
        "driveway",
        "camera",
        "\u200b",
        "\u202e",
        "�",
        "\x00",
        "${x}",
        "{{",
        "states",
        "}}",
        "%s",
        "99999999999999999999",
        "-1",
        "24:60",
        "31.02.2026",
    ]
)


@settings(max_examples=60, deadline=None)
@given(body=st.binary(max_size=400), media_type=st.sampled_from(MEDIA_TYPES))
def test_any_bytes_are_a_request(body, media_type):
    assert settle(body, media_type) == consider(body, media_type)


@settings(max_examples=80, deadline=None)
@given(parts=st.lists(WORDS | st.text(max_size=12), max_size=40), media_type=st.sampled_from(MEDIA_TYPES))
def test_any_text_is_a_request(parts, media_type):
    text = " ".join(parts)
    assert settle(text, media_type) == consider(text, media_type)


KEYS = st.sampled_from(
    [
        "agency",
        "officer",
        "email",
        "phone",
        "reference",
        "incident_type",
        "start",
        "end",
        "cameras",
        "demand",
        "deadline",
        "area",
        "subject",
        "message",
        "system",
        "package",
        "title",
        "text",
        "big_text",
        "post_time",
        "other",
    ]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@settings(max_examples=80, deadline=None)
@given(
    fields=st.dictionaries(KEYS, VALUES, max_size=8),
    media_type=st.sampled_from(("application/json", NOTIFICATION_TYPE)),
)
def test_any_object_is_a_request(fields, media_type):
    text = json.dumps(fields)
    assert settle(text, media_type) == consider(text, media_type)


@settings(max_examples=40, deadline=None)
@given(
    head=st.lists(
        st.sampled_from(
            [
                "From: =?utf-8?b?%%%?=",
                "Subject: =?x?q?=",
                "Content-Type: multipart/mixed; boundary=b",
                "Content-Type: text/html; charset=nope",
                "Content-Transfer-Encoding: base64",
                "Content-Transfer-Encoding: uuencode",
                "Content-Disposition: =",
                "Content-Type:",
                ": :",
                "--b",
                "--b--",
                "",
                "text",
            ]
        ),
        max_size=12,
    )
)
def test_any_mail_is_a_request(head):
    text = "\r\n".join(head)
    assert settle(text, "message/rfc822") == consider(text, "message/rfc822")


@pytest.mark.parametrize(
    "body",
    [
        "[" * 60_000,
        '{"a":' * 10_000,
        '{"agency": ' + "9" * 20_000 + "}",
        '{"reference": 1e999, "start": NaN, "end": -Infinity}',
        '{"message": "\\ud800 \\u0000"}',
        '{"cameras": {"a": 1}, "agency": [], "message": 5, "system": ["plain"]}',
        "[1, 2]",
        '"text"',
        "null",
        "{",
        "",
    ],
)
def test_json_that_is_broken_or_means_nothing_is_a_request(body):
    assert settle(body, "application/json") == consider(body, "application/json")


@pytest.mark.parametrize(
    "unit",
    [
        "a", " ", "\n", "1", "1:", "11:11 ", "11/11/", "11/11/2026 ", "2 PM - ", "from 2 to ", "november ", "november 1 ", "@", "a@", "a.", "a@a.", "a-", "(555) ", "555-", "+1 ",
        "The A ", "the Aa ", "A. ", "A.A.", "F B I ", "FBI ", "FBI and ", "Police ", "Springfield Police Department ", "Detective Aa ", "Case ", "case number is ", "a: ", "Aa: \n", "\n\n- ",
        "within a ", "within a mile ", "half a ", "1 block of A", "area of a ", "<", "<a ", "<!", "<!--", "</", "<style", "<style></style", "<div>", "<div hidden>", "&", "&#", "&amp", "<![CDATA[", "<?", "\u200b", "\u202e",
        "а", "F\u200b", "e\u0301", "ﷺ", "🙂", "front door ", "front door camera ", "all of your ", "warrant ", "i-200 ", "no warrant ", "protest ", '"', "'s", "'", ".", "=?utf-8?q?a?= ", "boundary=", "%", "|", "l1I|",
        "\u0300", "must comply ", "respond by 11/11/2026 ", "from: ", "start: 1\n",
        "claiming to be ", "x wrote:\n", "> a\n", "send password ", "in error; ", "https://a.b ", "a@x.ice.gov ", "fake FBI ", "re: ",
        "case number: ", "FBI agents ", "black man ", "within 5 miles ", "policía de ", "á", "İ",
    ],
)  # fmt: skip
@pytest.mark.parametrize("media_type", ["text/plain", "text/html", "message/rfc822"])
def test_64_kib_of_repetition_take_no_long_time(unit, media_type):
    body = (unit * (FULL // len(unit.encode()) + 1)).encode()[:FULL]
    if media_type == "message/rfc822":
        body = b"Subject: " + body[:2_000] + b"\r\nFrom: " + body[:2_000] + b"\r\n\r\n" + body
    assert times(lambda: consider(body, media_type), an_ordinary_text) < MOST_EFFORT
    assert len(consider(body, media_type).text) <= 8_000


def test_many_cameras_and_their_names_take_no_long_time():
    context = ReadingContext(time_zone="UTC", cameras={f"cam{number}": "a" for number in range(50)})
    received = arrival("a camera " * 900)
    assert times(lambda: read(received, context, "request-1"), an_ordinary_text) < MOST_EFFORT


def test_deeply_nested_mail_takes_no_long_time():
    body = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (number, number) for number in range(900)
    )
    assert times(lambda: consider(body, "message/rfc822"), an_ordinary_text) < MOST_EFFORT
    request = consider(body, "message/rfc822")
    assert FindingKind.UNREADABLE in {found.kind for found in request.findings}


@pytest.mark.parametrize(
    "body", [b"\x89PNG\r\n\x1a\n\x00\x00\x00", b"\xff\xfe\x00\xd8\x00", b"\x80\x81\x82", b"a\x00b"]
)
def test_what_is_no_text_is_kept_as_a_plain_request_and_said_so(body):
    request = settle(body, "text/plain")
    assert request.system is System.PLAIN
    assert FindingKind.UNREADABLE in {found.kind for found in request.findings}


def test_message_over_the_cap_is_a_plain_request_and_said_so():
    request = read(arrival(b"", size=9_000_000), DENVER, "request-1")
    assert request.system is System.PLAIN
    assert [found.kind for found in request.findings] == [FindingKind.TOO_LARGE]
    assert request.demands == {Demand.VOLUNTARY}


def test_empty_message_is_a_plain_request():
    request = read_text("")
    assert (request.system, request.title, request.text, request.findings) == (System.PLAIN, "", "", ())


def test_templates_and_markup_in_a_message_stay_text():
    request = read_object({"subject": "{{ states('lock.door') }}", "message": "<b>x</b> %s {0}"})
    assert request.title == "{{ states('lock.door') }}"
    assert request.text == "<b>x</b> %s {0}"
