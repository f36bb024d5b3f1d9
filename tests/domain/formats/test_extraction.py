"""What is taken out of a text beside its times: references, links, copies, areas, in English and in Spanish."""

import pytest

from custom_components.ring_guard.domain.formats.extract.links import MOST_LINKS
from custom_components.ring_guard.domain.model import Demand, System

from .messages import read_text, utc


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("report number is 26-4821.", "26-4821"),
        ("police report no. 26-30044", "26-30044"),
        ("administrative subpoena M2-26-0101:", "M2-26-0101"),
        ("Occurrence TPS 26-118.", "TPS 26-118"),
        ("Asks for your video re 26-99102.", "26-99102"),
        ("caso CN-26-11", "CN-26-11"),
        ("Número de expediente: L-26-90", "L-26-90"),
        ("número de caso 2026-3312", "2026-3312"),
        ("Subject: Mailbox explosion, SL-26-0091", "SL-26-0091"),
        ("our number SLPD-1044-26", "SLPD-1044-26"),
        ("Investigation code\n26-0041877", "26-0041877"),
        ("case 26-1 and investigation code AB-9", "AB-9"),
        ("in case of rain at 5", None),
        ("incident 2026-11-14, call 555-010-0199, I-80, COVID-19", None),
        ("https://dropfiles.example/x9", None),
        ("the years 2025-2026", None),
    ],
)
def test_reference_is_what_stands_behind_its_word_or_has_a_cases_shape(text, reference):
    assert read_text(text).reference == reference


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("see https://Ring.com/x and http://ring.com:80/y.", ("ring.com",)),
        ("https://ring.com@evil.example/", ("evil.example",)),
        ("www.springfield.gov/police", ("www.springfield.gov",)),
        ("bit.ly/3x or tinyurl.com/y", ("bit.ly", "tinyurl.com")),
        ("write to a@b.example", ()),
        ("(https://x.example).", ("x.example",)),
    ],
)
def test_links_are_the_hosts_that_they_lead_to(text, links):
    assert read_text(text).links == links


def test_links_of_a_page_are_its_targets():
    page = (
        "<a href='https://evil.example/a'>https://ring.com</a> <form action=//b.example/x></form><a href='/here'>x</a>"
    )
    assert read_text(page, "text/html").links == ("ring.com", "evil.example", "b.example")


def test_links_are_bounded():
    assert len(read_text(" ".join(f"https://h{number}.example" for number in range(200))).links) == MOST_LINKS


def test_copies_are_shown_and_are_no_contact():
    mail = b"From: A <a@b.example>\r\nCc: Agent <x@dea.gov>\r\nSubject: s\r\n\r\nPlease share."
    request = read_text(mail, "message/rfc822")
    assert "Cc: Agent <x@dea.gov>" in request.text
    assert request.contact.email == "a@b.example"


@pytest.mark.parametrize(
    ("text", "email"),
    [
        ("Write to J.Example+ring@police.example, please.", "j.example+ring@police.example"),
        ("Write to ..j@police.example", "j@police.example"),
        ("Follow our camera page\n@police.example", None),
        ("@ or one@ or @two", None),
        (f"Write to {'x' * 70}@police.example", f"{'x' * 64}@police.example"),
    ],
)
def test_the_first_address_of_a_text_is_its_contact(text, email):
    assert read_text(text).contact.email == email


def test_contact_is_none_of_an_older_messages():
    mail = b"From: A <a@b.example>\r\n\r\nCould you share the video of Tuesday evening?\r\n\r\n> From: x@ice.gov\r\n> call me"
    assert read_text(mail, "message/rfc822").contact.email == "a@b.example"


@pytest.mark.parametrize(
    ("text", "miles"),
    [
        ("within half a mile", 0.785398),
        ("en un radio de tres kilómetros", 10.916638),
        ("una zona de 2 millas cuadradas", 2.0),
        ("about 3 miles before", None),
    ],
)
def test_area_is_read_in_either_language(text, miles):
    area = read_text(text).area
    assert (area and area.square_miles) == (miles if miles is None else pytest.approx(miles, abs=1e-3))


@pytest.mark.parametrize(
    "text",
    [
        "14 de noviembre de 2026 de 21:00 a 22:00",
        "14 de noviembre de 2026 de 9:00 p. m. a 10:00 p. m.",
        "el 14 de noviembre de 2026 entre las 21:00 y las 22:00",
        "14 de noviembre de 2026 a las 21:00 hasta las 22:00",
    ],
)
def test_window_is_read_in_spanish(text):
    window = read_text(text).window
    assert window is not None
    assert (window.start, window.end) == (utc("2026-11-15 04:00"), utc("2026-11-15 05:00"))


@pytest.mark.parametrize(
    ("text", "demands"),
    [
        ("Tenemos una orden de registro firmada por un juez", {Demand.COURT_ORDER}),
        ("una orden administrativa de deportación", {Demand.ADMINISTRATIVE}),
        ("orden de registro", {Demand.COURT_ORDER, Demand.ADMINISTRATIVE}),
        ("emergencia, corre peligro", {Demand.EMERGENCY_CLAIM}),
        ("le pedimos conservar las grabaciones", {Demand.PRESERVATION}),
        ("es voluntario", {Demand.VOLUNTARY}),
        ("en caso de emergencia llame al 911", {Demand.VOLUNTARY}),
    ],
)
def test_demand_is_read_in_spanish(text, demands):
    assert read_text(text).demands == demands


def test_community_request_is_recognised_in_spanish():
    text = "Ring: nueva solicitud comunitaria en tu zona\nAgencia: Policía de Encino\nCódigo de investigación: AB-12"
    request = read_text(text)
    assert request.system is System.RING_COMMUNITY_REQUEST
    assert request.reference == "AB-12"
    assert request.requester.claimed_name == "Policía de Encino"
